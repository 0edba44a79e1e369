"""A mail server on loopback, with a certificate of its own, that fails as told."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from enum import Enum, auto

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

PASSWORD = "mail-password"


class Fault(Enum):
    """What goes wrong when a message is handed over."""

    DROPPED = auto()  # not taken, connection cut
    ANSWER_CUT = auto()  # taken, connection cut before the answer
    ANSWER_LATE = auto()  # taken, the answer never comes


@dataclass(slots=True)
class MailServer:
    """What it took, and what it does with the next messages: a fault, or an answer such as 451."""

    trust: ssl.SSLContext
    authority: bytes = b""
    port: int = 0
    taken: list[Message] = field(default_factory=list)
    readers: list[list[str]] = field(default_factory=list)
    script: list[Fault | str] = field(default_factory=list)
    unknown: dict[str, str] = field(default_factory=dict)
    on_taken: Callable[[], None] = lambda: None
    encrypted: list[bool] = field(default_factory=list)
    closing: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def texts(self) -> list[bytes]:
        """What the readers read, byte for byte."""
        return [bytes(message.get_payload(decode=True)) for message in self.taken]  # type: ignore[arg-type]

    async def handle_RCPT(  # noqa: N802 - aiosmtpd calls it so
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a reader, unless told otherwise."""
        if address in self.unknown:
            return self.unknown[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - aiosmtpd calls it so
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Take a message, or do as the script says."""
        step = self.script.pop(0) if self.script else None
        if isinstance(step, str):
            return step
        if step is not Fault.DROPPED:
            assert isinstance(envelope.content, bytes)
            self.taken.append(message_from_bytes(envelope.content))
            self.readers.append(list(envelope.rcpt_tos))
            self.encrypted.append(session.ssl is not None)
            self.on_taken()
        if step is Fault.ANSWER_LATE:
            await self.closing.wait()
        if step is not None:
            assert server.transport is not None
            server.transport.abort()
        return "250 queued"


def _known(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
) -> AuthResult:
    fine = isinstance(data, LoginPassword) and data.password == PASSWORD.encode()
    # Not handled here: without it the client waits for an answer to its time limit.
    return AuthResult(success=fine, handled=False)


@asynccontextmanager
async def mail_server(*, starttls: bool = True) -> AsyncIterator[MailServer]:
    """A server on a free port. Without `starttls` it knows no encryption and no users."""
    authority = trustme.CA()
    theirs = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost", "127.0.0.1").configure_cert(theirs)
    ours = ssl.create_default_context()
    authority.configure_trust(ours)
    server = MailServer(ours, authority.cert_pem.bytes())
    secure = {
        "tls_context": theirs, "require_starttls": True, "auth_required": True,
        "authenticator": _known,
    }  # fmt: skip
    settings = secure if starttls else {}
    listening = await asyncio.get_running_loop().create_server(
        lambda: SMTP(server, hostname="localhost", enable_SMTPUTF8=True, **settings),
        "127.0.0.1", 0,
    )  # fmt: skip
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        server.closing.set()
        listening.close()
        await listening.wait_closed()
