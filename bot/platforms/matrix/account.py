"""Ourselves on a homeserver: logged in, with our keys, in one process at a time.

A device's keys are worth as much as its words: whoever loses them cannot read what is said to them.
So the folder has one owner (a lock), a login is kept beside the keys and used again at the next
start, and keys that are lost are said to be lost, never quietly replaced.
"""

import asyncio
import fcntl
import json
import logging
import os
import secrets
import sqlite3
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

import nio
from nio.store import SqliteStore
from peewee import PeeweeException

from bot.platforms.matrix.failures import LOST, Refusal, deaf, refusal, silent
from bot.platforms.matrix.json import child
from bot.platforms.matrix.settings import MatrixSettings
from bot.ports.rooms import PlatformDown

log = logging.getLogger(__name__)
# A request that takes longer is lost; the long wait of a sync comes on top.
REQUEST_SECONDS = 30.0
_FIRST_SYNC_SECONDS = 180.0
_NAME = "Vigie"
# What we never look at is not sent to us.
_FILTER = {
    "presence": {"not_types": ["*"]},
    "account_data": {"not_types": ["*"]},
    "room": {
        "timeline": {"limit": 100},
        "ephemeral": {"not_types": ["*"]},
        "account_data": {"not_types": ["*"]},
    },
}


@dataclass(frozen=True, slots=True)
class Login:
    """What a login gave us."""

    user: str
    device: str
    token: str


class Account:
    """Opens itself when it is first needed. Everything raises `PlatformDown`, with a sentence.

    `with_keys` false looks without touching the keys: for a glance while another process runs.
    """

    def __init__(self, settings: MatrixSettings, *, with_keys: bool = True) -> None:
        self.settings = settings
        self._encrypts = settings.encryption and with_keys
        self._client: nio.AsyncClient | None = None
        self._lock: IO[str] | None = None
        self._opening = asyncio.Lock()
        self._knows_rooms = False

    @property
    def user(self) -> str:
        """Our own id."""
        return self.settings.user

    async def opened(self) -> nio.AsyncClient:
        """The client, logged in, its keys at hand."""
        async with self._opening:
            if self._client is None:
                self._client = await self._open()
            return self._client

    async def ready(self) -> nio.AsyncClient:
        """The client, knowing the rooms: who is in them, and which are encrypted."""
        client = await self.opened()
        async with self._opening:
            if not self._knows_rooms:
                await self._synced(client, None, 0)
        return client

    async def synced(self, since: str | None, wait: float) -> nio.SyncResponse:
        """What happened since, or now when it is None; waits so many seconds for something to.

        The same `since` gives the same again, until a later one was asked for.
        """
        client = await self.opened()
        if self._knows_rooms:
            return await self._synced(client, since, wait)
        async with self._opening:
            return await self._synced(client, since, 0)

    async def close(self) -> None:
        """Close the connection and give the keys free."""
        client, self._client, self._knows_rooms = self._client, None, False
        if client is not None:
            await client.close()
            if client.store is not None:
                client.store.database.close()
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    async def _synced(
        self, client: nio.AsyncClient, since: str | None, wait: float
    ) -> nio.SyncResponse:
        is_first = not self._knows_rooms
        # nio skips what ends where it ended before, and that may be what a reader never took.
        client.next_batch = ""
        limit = _FIRST_SYNC_SECONDS if is_first else wait + REQUEST_SECONDS
        # Synapse answers the same question the same for two minutes. The first sync does not wait,
        # so any length of wait makes it another question.
        milliseconds = secrets.randbelow(1000) + 1 if is_first else int(wait * 1000)
        try:
            async with asyncio.timeout(limit):
                response = await client.sync(
                    timeout=milliseconds,
                    since=since,
                    full_state=is_first or None,
                    sync_filter=_FILTER,
                )
                if why := refusal(response):
                    await self._refused(why)
                await _upkeep(client)
        except LOST as trouble:
            raise silent(trouble) from trouble
        for room_id in response.rooms.leave:
            client.rooms.pop(room_id, None)
        self._knows_rooms = True
        return response

    async def _refused(self, why: Refusal) -> None:
        """A login that was taken from us is opened anew at the next try, if we can."""
        if why.is_revoked:
            await self.close()
            if self.settings.password:
                raise PlatformDown(f"The homeserver ended our session ({why}); we log in again.")
        raise deaf(why)

    async def _open(self) -> nio.AsyncClient:
        if self._encrypts:
            self._hold()
        client = nio.AsyncClient(
            self.settings.homeserver,
            self.settings.user,
            store_path=str(self.settings.store) if self._encrypts else "",
            config=nio.AsyncClientConfig(
                store=SqliteStore,
                encryption_enabled=self._encrypts,
                request_timeout=REQUEST_SECONDS,
                max_timeouts=0,
                max_limit_exceeded=0,
            ),
        )
        try:
            await self._log_in(client)
        except LOST as trouble:
            await client.close()
            raise silent(trouble) from trouble
        except PlatformDown:
            await client.close()
            raise
        return client

    def _hold(self) -> None:
        """Make the folder ours, for as long as this process lives."""
        folder = self.settings.store
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock = self._lock or (folder / "lock").open("w")
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Held(
                f"Another process uses the keys in {folder}. Stop it, or give this one a folder "
                "and a device of its own."
            ) from None
        except OSError as trouble:
            raise PlatformDown(
                f"The folder {folder} cannot be used for the keys ({trouble.strerror}). Make it "
                "one that Vigie may write to."
            ) from None

    async def _log_in(self, client: nio.AsyncClient) -> None:
        if self.settings.token:
            await self._with_token(client, self.settings.token)
            return
        kept = self._kept()
        if kept is not None:
            client.access_token = kept.token
            why = refusal(await client.whoami())
            if why is None:
                self._restore(client, kept)
                return
            if not why.is_revoked:
                raise deaf(why)
            log.warning("the kept login is not valid any more; logging in anew")
        await self._with_password(client, kept.device if kept else self.settings.device)

    async def _with_token(self, client: nio.AsyncClient, token: str) -> None:
        client.access_token = token
        who = await client.whoami()
        if why := refusal(who):
            raise deaf(why)
        if who.user_id != self.settings.user:
            raise PlatformDown(
                f"The token belongs to {who.user_id}, and the configuration says "
                f"{self.settings.user}. Correct one of them.",
                revoked=True,
            )
        login = Login(who.user_id, who.device_id or self.settings.device, token)
        if self._encrypts and not self._has_keys(login) and await _is_known(client, login):
            raise PlatformDown(
                f"The keys of device {login.device} are not in {self.settings.store}. Put the "
                "backup of that folder there, or log in anew for a token with a new device.",
                revoked=True,
            )
        self._restore(client, login)

    async def _with_password(self, client: nio.AsyncClient, device: str) -> None:
        client.device_id = device
        try:
            answer = await client.login(self.settings.password, device_name=_NAME)
        except (PeeweeException, nio.EncryptionError, ValueError) as trouble:
            raise self._unreadable(trouble) from trouble
        if why := refusal(answer):
            if why.code == "M_FORBIDDEN":
                raise PlatformDown(
                    f"The homeserver refuses the password of {self.settings.user}. Correct it in "
                    "the configuration.",
                    revoked=True,
                )
            raise deaf(why)
        if client.olm is not None and device:
            # The homeserver forgot the keys of a device whose session was ended.
            client.olm.account.shared = False
        self._keep(Login(answer.user_id, answer.device_id, answer.access_token))

    def _restore(self, client: nio.AsyncClient, login: Login) -> None:
        try:
            client.restore_login(login.user, login.device, login.token)
        except (PeeweeException, nio.EncryptionError, ValueError) as trouble:
            raise self._unreadable(trouble) from trouble

    def _unreadable(self, trouble: Exception) -> PlatformDown:
        return PlatformDown(
            f"The keys in {self.settings.store} cannot be read ({trouble}). Put the backup of that "
            "folder there, or move it away: with a password Vigie then logs in as a new device."
        )

    def _kept(self) -> Login | None:
        """The last login with a password, if its keys are still there to go with it."""
        try:
            kept = Login(**json.loads(self._login_file.read_text("utf-8")))
        except (FileNotFoundError, ValueError, TypeError):
            return None
        if kept.user != self.settings.user or (self._encrypts and not self._has_keys(kept)):
            return None
        return kept

    def _keep(self, login: Login) -> None:
        folder = self._login_file.parent
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = self._login_file.with_suffix(".new")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(asdict(login), file)
        fresh.replace(self._login_file)

    @property
    def _login_file(self) -> Path:
        return self.settings.store / "login.json"

    def _has_keys(self, login: Login) -> bool:
        """Whether the keys of this device are in the folder: nio's file, with an account in it."""
        path = self.settings.store / f"{login.user}_{login.device}.db"
        if not path.exists():
            return False
        try:
            with closing(sqlite3.connect(path)) as keys:
                return bool(keys.execute("select count(*) from accounts").fetchone()[0])
        except sqlite3.DatabaseError as trouble:
            raise self._unreadable(trouble) from trouble


class Held(PlatformDown):
    """Another process holds the keys."""


async def _is_known(client: nio.AsyncClient, login: Login) -> bool:
    """Whether the homeserver has keys of this device: then they were somewhere."""
    answer = await client.send(
        "POST",
        "/_matrix/client/v3/keys/query",
        json.dumps({"device_keys": {login.user: [login.device]}}),
        {"Authorization": f"Bearer {login.token}", "Content-Type": "application/json"},
    )
    known = await answer.json()
    return bool(child(child(known, "device_keys"), login.user))


async def _upkeep(client: nio.AsyncClient) -> None:
    """What keys want after every sync; what the homeserver refuses now is due again next time."""
    if client.olm is None:
        return
    answers: list[object] = []
    if client.should_upload_keys:
        answers.append(await client.keys_upload())
    if client.should_query_keys:
        answers.append(await client.keys_query())
    if client.should_claim_keys:
        answers.append(await client.keys_claim(client.get_users_for_key_claiming()))
    answers += await client.send_to_device_messages()
    for why in filter(None, map(refusal, answers)):
        log.warning("keys: %s", why)
