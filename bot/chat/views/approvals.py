"""Approvals as people read them: who said yes and how, and which look one person's release owes."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.chat.views.clock import at
from bot.chat.words import Say
from bot.domain import alone, verbal
from bot.domain.draft import SHORTEST_DIGEST, Draft, Step
from bot.domain.message import Message, mark


def yeses(draft: Draft, now: datetime, say: Say) -> Iterator[str]:
    """Who said yes and how; and what was done without."""
    if draft.approvals:
        names = ", ".join(approver(yes, say) for yes in draft.approvals)
        yield say("approved by: {names}", names=names)
    if draft.lapsed:
        names = ", ".join(draft.lapsed)
        yield say("no longer counts, the role was taken away: {names}", names=names)
    powers = [yes for yes in draft.approvals if yes.authority]
    if draft.quorum.authority and powers and all(yes.entered for yes in powers):
        yield say("THE YES OF THE LEGAL POWER WAS GIVEN BY PHONE")
    for heard in verbal.heard(draft, now):
        yield say("said by phone, not read back, does not count yet: {name}, entered by {by}",
                  name=heard.by, by=heard.entered)  # fmt: skip
    if released := alone.lone_release(draft):
        yield say("RELEASED ALONE by {name}, without its approvals", name=released.by)
        look = alone.look_of(draft)
        if look:
            yield say("second look: {name}", name=look.by)
        elif alone.awaits_look(draft):
            yield say("SECOND LOOK STILL DUE: /looked {number} ok", number=draft.number)


def lapsed(draft: Draft, say: Say) -> Message | None:
    """The notice that somebody's yes counts no more; None when it is no longer missed."""
    if not draft.lapsed:
        return None
    sentence = mark(
        "The yes of {names} to draft {number} [{digest}] no longer counts: who said it does not "
        "hold that role any more. Somebody who does reads the text and types: "
        "/approve {number} {digest}"
    )
    digest = draft.digest[:SHORTEST_DIGEST]
    return Message(say(sentence, names=", ".join(draft.lapsed), number=draft.number, digest=digest))


def approver(yes: Step, say: Say) -> str:
    """Who said yes; of a yes by phone also who entered it and who read it back."""
    if not yes.entered:
        return yes.by
    sentence = mark("{name} (verbal, entered by {by}, read back by {reader})")
    return say(sentence, name=yes.by, by=yes.entered, reader=yes.read_back)


def owed(
    found: Sequence[tuple[Draft, datetime]], zone: ZoneInfo, now: datetime, say: Say
) -> list[str]:
    """The looks that somebody else still owes, a line each."""
    sentence = mark("second look due by {time}: draft {number}, released alone by {name}: "
                    "/looked {number} ok")  # fmt: skip
    return [
        say(sentence, time=at(due, zone, now), number=draft.number, name=released.by)
        for draft, due in found
        if (released := alone.lone_release(draft))
    ]
