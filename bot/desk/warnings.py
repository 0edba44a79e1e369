"""Show the warnings of the authorities, each once, and follow their updates and cancellations."""

from collections.abc import Iterable

from bot.desk.neighbours import warning_heard
from bot.desk.turn import Turn
from bot.domain.room import Duty
from bot.domain.warning import Bulletin, PublicWarning, consequence, in_order
from bot.ports import KeptFeed, Lane, Post
from monitors.feed import Item

SHOWN_TO = (Duty.MONITORING, Duty.COORDINATION)
AMENDING = {"Update": "warning.updated", "Cancel": "warning.cancelled"}


async def take_in(
    turn: Turn, kept: KeptFeed, news: Iterable[tuple[int, Item]], *, backlog: bool
) -> None:
    """Follow the alerts among new items, each given with its number.

    What a feed lists no longer changes nothing: only what is said does.
    """
    bulletins = in_order(
        Bulletin(number, kept.number, kept.feed.name, kept.feed.role, turn.now, item, item.alert)
        for number, item in news
        if item.alert is not None
    )
    # Of a backlog only the last word on each warning counts.
    replaced = {name for b in bulletins for name in b.alert.references} if backlog else set()
    for bulletin in bulletins:
        if bulletin.alert.identifier not in replaced:
            await _take_in(turn, bulletin, backlog=backlog)


async def _take_in(turn: Turn, bulletin: Bulletin, *, backlog: bool) -> None:
    known = await turn.unit.warnings.named(_names(bulletin))
    follows = consequence(bulletin, known, backlog=backlog)
    if follows.opens:
        number = await turn.unit.warnings.open(turn.now)
        await _put(turn, number, bulletin, "warning.shown")
    for warning in follows.follows:
        await _follow(turn, warning, bulletin)


async def _follow(turn: Turn, warning: PublicWarning, bulletin: Bulletin) -> None:
    """Edit the card of a warning that is known; an update or a cancellation is also told."""
    anew = bulletin.number in {b.number for b in warning.bulletins}
    amending = AMENDING.get(bulletin.kind)
    await _put(turn, warning.number, bulletin, (not anew and amending) or "warning.reworded")
    if amending and not anew:
        tag = bulletin.alert.identifier
        await turn.show(f"amended/{warning.number}", tag, Lane.APPROVAL, *SHOWN_TO)


async def _put(turn: Turn, number: int, bulletin: Bulletin, kind: str) -> None:
    """Put a bulletin on a warning, write it in the log, and show the card now and at its end."""
    alert, subject = bulletin.alert, f"warning/{number}"
    await turn.unit.warnings.put(number, bulletin.number, _names(bulletin))
    await turn.note(
        kind, _words(bulletin), (await turn.incident()).number,
        warning=number, alert=alert.identifier, feed=bulletin.feed, status=alert.status,
        **_seal(bulletin),
    )  # fmt: skip
    await turn.show(subject, "now", Lane.APPROVAL, *SHOWN_TO)
    await warning_heard(turn, number, alert.identifier)
    if alert.expires is None or alert.expires <= turn.now:
        return
    for room in turn.centre.team.rooms_for(*SHOWN_TO):
        key = f"{subject}/{alert.expires.isoformat()}/{room.name}"
        post = Post(key, room.name, Lane.APPROVAL, subject=subject)
        await turn.unit.outbox.add(post, alert.expires)


def _words(bulletin: Bulletin) -> str:
    """The line's words; of a signed alert also what its signature is worth, for every export."""
    seal = bulletin.alert.seal
    return f"{bulletin.item.title} [signature {seal}]" if seal else bulletin.item.title


def _seal(bulletin: Bulletin) -> dict[str, str]:
    """What the log says of its signature, where it has one."""
    alert = bulletin.alert
    found = {"signature": alert.seal.value, "signer": alert.signer}
    return {name: words for name, words in found.items() if words}


def _names(bulletin: Bulletin) -> tuple[str, ...]:
    """What its warning is found by. An item may be given its true identifier only later."""
    alert = bulletin.alert
    return (alert.identifier, *alert.references, f"item {bulletin.number}")
