"""A throw-away Matrix homeserver on loopback: Synapse, from a virtual environment of its own.

`make test` makes that environment where it can (`.synapse`). Synapse runs as a process beside the
tests and is never imported; it talks to nobody else.
"""

import base64
import contextlib
import fcntl
import hashlib
import hmac
import json
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

from tests.clock import PATIENCE
from tests.port import Port

VERSION = "1.163.2"
HOME = Path(__file__).parents[1] / ".synapse"
_FREE = "{per_second: 10000, burst_count: 10000}"
_NO_LIMITS = f"""
rc_message: {_FREE}
rc_registration: {_FREE}
rc_login: {{address: {_FREE}, account: {_FREE}, failed_attempts: {_FREE}}}
rc_joins: {{local: {_FREE}, remote: {_FREE}}}
rc_joins_per_room: {_FREE}
rc_invites: {{per_room: {_FREE}, per_user: {_FREE}, per_issuer: {_FREE}}}
rc_room_creation: {_FREE}
rc_admin_redaction: {_FREE}
rc_media_create: {_FREE}
rc_key_requests: {_FREE}
"""
# The server ends with the tests, however they end (PR_SET_PDEATHSIG).
_WITH_US = """
import ctypes, runpy
ctypes.CDLL(None).prctl(1, 15)
runpy.run_module("synapse.app.homeserver", run_name="__main__")
"""
_CONFIG = """
server_name: "localhost"
pid_file: {home}/hs.pid
listeners:
  - port: {port}
    type: http
    tls: false
    bind_addresses: ["127.0.0.1"]
    resources: [{{names: [client, media], compress: false}}]
database: {{name: sqlite3, args: {{database: "{home}/hs.db"}}}}
log_config: "{home}/log.yaml"
media_store_path: {home}/media
signing_key_path: {home}/signing.key
registration_shared_secret: "{secret}"
macaroon_secret_key: "m{secret}"
form_secret: "f{secret}"
report_stats: false
trusted_key_servers: []
suppress_key_server_warning: true
federation_domain_whitelist: []
public_baseurl: "http://127.0.0.1:{port}/"
enable_registration: false
presence: {{enabled: false}}
url_preview_enabled: false
bcrypt_rounds: 4
"""
_LOG = """
version: 1
formatters: {{plain: {{format: '%(asctime)s %(levelname)s %(name)s %(message)s'}}}}
handlers: {{file: {{class: logging.FileHandler, filename: '{home}/hs.log', formatter: plain}}}}
root: {{level: WARNING, handlers: [file]}}
disable_existing_loggers: false
"""


def program() -> Path | None:
    """The Python that has Synapse; None when there is none."""
    python = HOME / "bin" / "python"
    return python if (HOME / "ready").exists() and python.exists() else None


class Synapse:
    """A server with rooms of the newest version; `limits` keeps Synapse's own pace."""

    def __init__(self, python: Path, *, limits: bool = False) -> None:
        self._python = python
        self._home = Path(tempfile.mkdtemp(prefix="vigie-synapse-"))
        self._secret = secrets.token_hex(16)
        self._port = Port()
        self.address = f"http://127.0.0.1:{self._port.number}"
        self._users = 0
        key = base64.b64encode(secrets.token_bytes(32)).decode().rstrip("=")
        (self._home / "signing.key").write_text(f"ed25519 a_test {key}\n")
        config = _CONFIG.format(home=self._home, port=self._port.number, secret=self._secret)
        (self._home / "hs.yaml").write_text(config + ("" if limits else _NO_LIMITS))
        (self._home / "log.yaml").write_text(_LOG.format(home=self._home))
        self._server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, from a copy of a migrated database once there is one: that saves seconds."""
        template = HOME / f"empty-{VERSION}.db"
        mine = self._home / "hs.db"
        if not mine.exists() and template.exists():
            shutil.copy(template, mine)
        self._run()
        if not template.exists():
            self.pause()
            _publish(mine, template)
            self._run()

    def pause(self) -> None:
        """Stop the server and keep what it knows; `start` goes on."""
        if self._server is not None:
            self._server.send_signal(signal.SIGTERM)
            self._server.wait(PATIENCE)
            self._server = None

    def stop(self) -> None:
        self.pause()
        self._port.close()
        shutil.rmtree(self._home, ignore_errors=True)

    def register(self, name: str, password: str = "secret", *, admin: bool = False) -> Any:
        """A new account; answers with user_id, device_id and access_token."""
        nonce = self.ask("GET", "/_synapse/admin/v1/register")["nonce"]
        parts = (nonce, name, password, "admin" if admin else "notadmin")
        mac = hmac.new(self._secret.encode(), "\0".join(parts).encode(), hashlib.sha1)
        body = {"nonce": nonce, "username": name, "password": password, "admin": admin}
        return self.ask("POST", "/_synapse/admin/v1/register", {**body, "mac": mac.hexdigest()})

    def fresh_name(self, stem: str) -> str:
        """A user name nobody has yet."""
        self._users += 1
        return f"{stem}{self._users}"

    def ask(self, method: str, path: str, body: object = None, token: str = "") -> Any:
        """One request; the answer's JSON."""
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        request = urllib.request.Request(self.address + path, data, headers, method=method)
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.load(answer)

    def _run(self) -> None:
        command = [self._python, "-c", _WITH_US, "-c", self._home / "hs.yaml"]
        with (self._home / "out.log").open("ab") as out:
            self._server = subprocess.Popen(command, cwd=self._home, stdout=out, stderr=out)
        gives_up = time.monotonic() + PATIENCE
        while not self._answers():
            if self._server.poll() is not None or time.monotonic() > gives_up:
                raise RuntimeError((self._home / "out.log").read_text(errors="replace")[-2000:])
            time.sleep(0.05)

    def _answers(self) -> bool:
        health = self.address + "/health"
        with contextlib.suppress(OSError), urllib.request.urlopen(health, timeout=1) as answer:
            return bool(answer.read() == b"OK")
        return False


def _publish(database: Path, template: Path) -> None:
    """Keep the database as the template, whole or not at all."""
    fresh = template.with_suffix(f".{os.getpid()}")
    with (HOME / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        shutil.copy(database, fresh)
        fresh.rename(template)
