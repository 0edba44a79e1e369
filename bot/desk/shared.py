"""Keep what partners were given as it is now: their cards are drawn again whenever the log says
that the thing changed, and at the moment when it ends by itself."""

from collections.abc import Mapping
from datetime import datetime

from bot.desk.titles import title_of
from bot.domain.given import Given
from bot.domain.partner import Share, Shareable
from bot.ports import Lane, Post, Unit

# The word for what ends by itself, whose notice waits for that moment.
_BY_ITSELF = "expired"


async def given(unit: Unit, share: Share) -> Given | None:
    """The share with the thing as it is now; None when that is gone."""
    match share.what:
        case Shareable.CASE:
            case = await unit.cases.get(share.subject)
            flags = await unit.flags.of_case(share.subject) if case else ()
            kept = tuple(f for f in flags if not (f.decision and f.decision.dismissal))
            if case is None:
                return None
            return Given(share, case=case, title=await title_of(unit, case), flags=kept)
        case Shareable.FACT:
            fact = await unit.facts.get(share.subject)
            return Given(share, fact=fact) if fact else None
        case Shareable.DRAFT:
            draft = await unit.drafts.get(share.subject)
            if draft is None:
                return None
            out = await unit.drafts.out()
            amends = tuple(d for d in out if d.content.amends == draft.number)
            document = draft.content.document
            named = [await unit.facts.get(n) for n in sorted(document.facts)] if document else []
            facts = tuple(fact for fact in named if fact)
            return Given(share, draft=draft, amends=amends, facts=facts)


async def redraw(unit: Unit, refs: Mapping[str, str], now: datetime) -> None:
    """Show anew every card that partners have of what a line of the log is about."""
    for what in Shareable:
        number = refs.get(what, "")
        for share in await unit.shares.of(what, int(number)) if number.isdigit() else ():
            if (now_given := await given(unit, share)) is not None:
                await _show(unit, now_given, now)


async def _show(unit: Unit, now_given: Given, now: datetime) -> None:
    """Draw the card, and say aloud what no longer holds: an edit is seen by nobody who read the
    card before."""
    share, over = now_given.share, now_given.over(now) or ""
    await _post(unit, share, "shared", now, "now")
    told = f"unshared/{share.number}"
    if over != (await unit.settings.get(told) or ""):
        await unit.settings.put(told, over)
        if over not in ("", _BY_ITSELF):
            await _post(unit, share, "unshared", now, "now")
    for ends in now_given.ends if not over else ():
        for word in ("shared", "unshared") if ends > now else ():
            await _post(unit, share, word, ends, ends.isoformat())


async def _post(unit: Unit, share: Share, word: str, due: datetime, tag: str) -> None:
    subject = f"{word}/{share.number}"
    post = Post(f"{subject}/{tag}/{share.room}", share.room, Lane.APPROVAL, subject=subject)
    await unit.outbox.add(post, due)
