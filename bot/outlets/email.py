"""E-mail to a list of readers: one message a publication, all languages of its outlet in it.

The connection is encrypted before anything is said: `smtps://` from the first byte, `smtp://` by
STARTTLS, without which nothing is sent; a server on this machine may do without. Readers do not
see each other: they stand in the envelope alone.

Nothing at the other end knows a message that comes twice. So once its words were handed over, a
lost answer is *uncertain*, and a person looks. The Message-ID comes from the key, so that whoever
looks can search for it, and most programs show a repeat once.
"""

import asyncio
import base64
import hashlib
import re
import ssl
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import format_datetime, parseaddr
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

import aiosmtplib

from bot.domain.headline import headline
from bot.domain.mode import Mode
from bot.domain.outlet import Outlet
from bot.domain.publication import PostFailed, Receipt
from bot.outlets.exact import exact_bytes

_PORTS = {"smtp": 587, "smtps": 465}
_SUBJECT = 120
_LONGEST_WORDS = 160
_MESSAGE_ID = re.compile(r"<[^<>\s]+>")


@dataclass(frozen=True, slots=True)
class Mailbox:
    """How one outlet writes: from whom, to whom, and the password of the user in its address."""

    sender: str
    readers: tuple[str, ...]
    password: str = ""


class EmailOutlet:
    """Publishes by SMTP; an outlet's address is `smtp://user@server:587` or `smtps://…`.

    `boxes` are by outlet name. `trust` makes the TLS settings. `answer_within`, in seconds, is for
    one answer; all readers may take two of these and the message three, so that a lease is not
    outlived.
    """

    def __init__(
        self,
        boxes: Mapping[str, Mailbox],
        mode: Mode,
        now: Callable[[], datetime],
        *,
        trust: Callable[[], ssl.SSLContext] = ssl.create_default_context,
        answer_within: float = 8.0,
    ) -> None:
        self._boxes = boxes
        self._mode = mode
        self._now = now
        self._trust = trust
        self._within = answer_within

    async def publish(self, outlet: Outlet, text: str, key: str, answers: str = "") -> Receipt:
        """Send one message to all readers; the receipt is its Message-ID, and who was refused."""
        box = self._box(outlet)
        written = self._message(outlet, box, text, key, answers)
        client = await self._connected(outlet, box)
        try:
            refused = await self._named(outlet, client, box)
            try:
                content = written.as_bytes(policy=SMTP_POLICY)
                # Servers look into a message before they say that they took it.
                await client.data(content, timeout=3 * self._within)
            except aiosmtplib.SMTPDataError as no:
                raise _answered(outlet, no) from None
            except (aiosmtplib.SMTPException, OSError):
                raise PostFailed(
                    f"{_who(outlet)} did not say whether it took the message "
                    f"{written['Message-ID']}. It may have reached its readers: look there first.",
                    uncertain=True,
                ) from None
        finally:
            await _leave(client)
        names = f"; not taken for {', '.join(refused)}" if refused else ""
        return Receipt(f"{written['Message-ID']}{names}")

    async def _named(self, outlet: Outlet, client: aiosmtplib.SMTP, box: Mailbox) -> list[str]:
        try:
            async with asyncio.timeout(2 * self._within):
                return await _envelope(outlet, client, box)
        except TimeoutError:
            raise PostFailed(
                f"{_who(outlet)} was too slow with its readers. It is tried again.", retry=True
            ) from None

    async def look(self, outlet: Outlet) -> str:
        """Log in and leave again; returns the server's name. Raises `PostFailed`."""
        client = await self._connected(outlet, self._box(outlet))
        await _leave(client)
        return str(urlsplit(outlet.address).hostname)

    def _box(self, outlet: Outlet) -> Mailbox:
        box = self._boxes.get(outlet.name)
        if box is None or not box.readers:
            raise PostFailed(f"{outlet.name} has no readers. Give it some in the configuration.")
        return box

    def _message(
        self, outlet: Outlet, box: Mailbox, text: str, key: str, answers: str
    ) -> EmailMessage:
        body = exact_bytes(outlet, text)
        message = EmailMessage()
        message["From"] = box.sender
        message["To"] = box.sender
        message["Subject"] = headline(text, self._mode, outlet.languages[0], _SUBJECT)
        message["Date"] = format_datetime(self._now())
        message["Message-ID"] = _message_id(box.sender, key)
        if answered := _MESSAGE_ID.match(answers):
            message["In-Reply-To"] = message["References"] = answered.group()
        message["Auto-Submitted"] = "auto-generated"
        message["MIME-Version"] = "1.0"
        message["Content-Type"] = 'text/plain; charset="utf-8"'
        # Encoded as it is: any other way, line ends and long lines would be changed on the road.
        message["Content-Transfer-Encoding"] = "base64"
        message.set_payload(base64.encodebytes(body).decode())
        return message

    async def _connected(self, outlet: Outlet, box: Mailbox) -> aiosmtplib.SMTP:
        """A server that is ready to take a message over a road nobody listens on."""
        scheme, host, port, user = _address(outlet)
        near = _is_here(host)
        client = aiosmtplib.SMTP(
            hostname=host, port=port, use_tls=scheme == "smtps",
            start_tls=False if scheme == "smtps" else None if near else True,
            tls_context=self._trust(), timeout=self._within,
        )  # fmt: skip
        try:
            await client.connect()
            if user and box.password:
                await client.login(user, box.password)
        except aiosmtplib.SMTPAuthenticationError as no:
            client.close()
            raise _answered(outlet, no) from None
        except (aiosmtplib.SMTPException, OSError) as trouble:
            client.close()
            raise PostFailed(
                f"{_who(outlet)} was not reached safely ({type(trouble).__name__}). "
                "It is tried again.",
                retry=True,
            ) from None
        return client


async def _envelope(outlet: Outlet, client: aiosmtplib.SMTP, box: Mailbox) -> list[str]:
    """Name the sender and the readers; returns the readers that the server does not take.

    Raises `PostFailed` when it takes none: nothing was sent then.
    """
    refused: list[str] = []
    answers: list[aiosmtplib.SMTPResponseException] = []
    try:
        await client.mail(parseaddr(box.sender)[1])
        for reader in box.readers:
            try:
                await client.rcpt(reader)
            except aiosmtplib.SMTPRecipientRefused as no:
                refused.append(reader)
                answers.append(no)
    except aiosmtplib.SMTPResponseException as no:
        raise _answered(outlet, no) from None
    except (aiosmtplib.SMTPException, OSError):
        raise PostFailed(
            f"{_who(outlet)} broke off before the message. It is tried again.", retry=True
        ) from None
    if len(refused) == len(box.readers):
        later = next((no for no in answers if no.code < 500), answers[0])
        raise _answered(outlet, later)
    return refused


def _answered(outlet: Outlet, no: aiosmtplib.SMTPResponseException) -> PostFailed:
    """A refusal in the server's own words: 4xx for now, 5xx for ever."""
    said = " ".join(str(no.message).split())[:_LONGEST_WORDS]
    if no.code < 500:
        why = f"{_who(outlet)} cannot take it now ({no.code} {said}). It is tried again."
        return PostFailed(why, retry=True)
    return PostFailed(f"{_who(outlet)} refused it: {no.code} {said}.")


async def _leave(client: aiosmtplib.SMTP) -> None:
    # Whatever was taken is taken: a goodbye that fails changes nothing.
    with suppress(aiosmtplib.SMTPException, OSError):
        await client.quit()
    client.close()


def _address(outlet: Outlet) -> tuple[str, str, int, str]:
    try:
        parts = urlsplit(outlet.address)
        port = parts.port or _PORTS.get(parts.scheme, 0)
        if parts.scheme in _PORTS and parts.hostname:
            return parts.scheme, parts.hostname, port, unquote(parts.username or "")
    except ValueError:
        pass
    raise PostFailed(
        f"{outlet.name} has no address that can be used. "
        "Give it its server, such as smtp://user@mail.example:587, in the configuration."
    )


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _message_id(sender: str, key: str) -> str:
    domain = parseaddr(sender)[1].rpartition("@")[2] or "vigie.invalid"
    return f"<vigie.{hashlib.sha256(key.encode()).hexdigest()[:32]}@{domain}>"


def _who(outlet: Outlet) -> str:
    return f"{outlet.name} ({re.sub(r'^.*@', '', urlsplit(outlet.address).netloc)})"
