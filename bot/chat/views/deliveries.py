"""Publications as a room reads them: how far each outlet is, and what can be typed about it."""

from bot.chat.words import Say, spoken
from bot.desk.delivery import LAPSED, REASONS, UNBACKED
from bot.domain.draft import SHORTEST_DIGEST
from bot.domain.message import Message, Phrase, mark
from bot.domain.publication import Delivery, Publication

DELIVERIES = {
    Delivery.QUEUED: mark("queued"),
    Delivery.SENDING: mark("sending"),
    Delivery.SENT: mark("sent"),
    Delivery.UNCERTAIN: mark("uncertain"),
    Delivery.FAILED: mark("failed"),
    Delivery.HELD: mark("held back"),
    Delivery.CANCELLED: mark("cancelled"),
}
_NOTICES = {
    Delivery.SENT: mark("Published: draft {draft} [{digest}] is out on {outlet} ({receipt})."),
    Delivery.UNCERTAIN: mark(
        "I may have published draft {draft} on {outlet} and do not know: {why}. Look "
        "there, then type /posted {draft} {outlet} or /resend {draft} {outlet}."
    ),
    Delivery.CANCELLED: mark("Draft {draft} does not go out on {outlet}: {why}."),
    Delivery.HELD: mark(
        "Draft {draft} waited too long for {outlet}, and is held back. Read it again: "
        "/show {draft}. If it is still right: /resend {draft} {outlet}"
    ),
    Delivery.FAILED: mark(
        "{outlet} refused draft {draft}: {why}. Mend it, then type /resend {draft} {outlet}."
    ),
}
_HELD: dict[str, Phrase] = {
    UNBACKED: mark(
        "Draft {draft} is held back from {outlet}: a yes to it no longer counts. When "
        "another approver has said yes to it: /resend {draft} {outlet}"
    ),
    LAPSED: mark(
        "Draft {draft} is held back from {outlet}: a fact or a contact in it no longer "
        "holds. Read it again: /show {draft}. What is out elsewhere: /correct {draft} TEXT"
    ),
}
_GOES_ON = mark("Draft {draft} does not get through to {outlet} yet: {why}. I go on trying.")


def notice(row: Publication, say: Say) -> Message:
    """What became of one publication."""
    head = say(
        _sentence(row), draft=row.draft, digest=row.digest[:SHORTEST_DIGEST], outlet=row.outlet,
        receipt=row.receipt, why=_why(row, say),
    )  # fmt: skip
    return Message(head)


def delivered(row: Publication, say: Say) -> str:
    """How far one outlet is."""
    tries = say("attempts: {count}", count=row.attempts)
    words = f"{say(DELIVERIES[row.state])} ({tries}) {_why(row, say)}".rstrip()
    return spoken(row.outlet, words, say)


def _sentence(row: Publication) -> Phrase:
    if row.state is Delivery.HELD and row.receipt in _HELD:
        return _HELD[row.receipt]
    return _NOTICES.get(row.state, _GOES_ON)


def _why(row: Publication, say: Say) -> str:
    """What kept it: in the room's language when the desk said it, else as the outlet wrote it."""
    return say(row.receipt) if row.receipt in REASONS else row.receipt
