"""Feeds as the room reads them: how each is doing, what is wrong, and what to do about it."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bot.chat.views.clock import at
from bot.chat.words import Say
from bot.domain.health import Health, Rhythm, must_wait
from bot.domain.message import Message, Paragraph, mark
from bot.ports import KeptFeed
from monitors.feed import IdPolicy, SourceRole

# What is wrong, by the code of a FeedError. A code without a sentence here keeps its English one.
TROUBLES = {
    "unreachable": mark("{host} cannot be reached. Check the address; if it is right, wait."),
    "not_secure": mark(
        "The certificate of {host} is not valid, so nothing it says can be trusted. Tell its owner."
    ),
    "refused_address": mark(
        "{host} leads into a private network, where feeds are not allowed."
        " If it is one of yours, ask an admin to allow that network in the configuration."
    ),
    "http_error": mark("{host} answers with an error. If this goes on, tell its owner."),
    "not_found": mark("{host} has no feed at this address. Check the address."),
    "gone": mark("{host} says that this feed is gone for good."),
    "blocked": mark("{host} does not let us in. Ask its owner, or use another feed."),
    "rate_limited": mark("{host} says that we ask too often. We wait; give it a longer interval."),
    "too_large": mark("The feed of {host} is too large. Ask its owner for a shorter one."),
    "too_slow": mark("{host} sends its feed too slowly. If this goes on, tell its owner."),
    "not_a_feed": mark(
        "The address answers, but not with a feed."
        " Look on that page for its RSS or Atom address, and add that."
    ),
    "empty_body": mark("The address answers with nothing at all. Check the address."),
    "bad_url": mark("This address cannot be used. Correct it and add it anew."),
    "redirects": mark(
        "{host} sends us from one address to the next without end."
        " Open it in a browser and add the address where you arrive."
    ),
}
_HEADS = {
    Health.FINE: mark("Feed {number} is well again: {name}"),
    Health.TROUBLED: mark("Feed {number} cannot be read: {name}"),
    Health.BLOCKED: mark("Feed {number} is blocked: {name}"),
    Health.GONE: mark("Feed {number} is gone: {name}"),
    Health.SILENT: mark("Feed {number} has fallen silent: {name}"),
    Health.MOVED: mark("Feed {number} has moved: {name}"),
    Health.UNSTEADY: mark("Feed {number} comes and goes: {name}"),
}
_ADVICE = {
    Health.TROUBLED: mark(
        "I keep trying. If the address is wrong: /feed remove {number}, then /feed add URL"
    ),
    Health.BLOCKED: mark("To give it up: /feed remove {number}"),
    Health.GONE: mark("Remove it: /feed remove {number}"),
    Health.SILENT: mark(
        "It answers, but look at its page: if there is news there, its address has changed."
        " Then /feed remove {number} and /feed add URL"
    ),
    Health.MOVED: mark(
        "It sends us to {address} for good. If you trust that address:"
        " /feed move {number} {address}"
    ),
    Health.UNSTEADY: mark(
        "I keep trying, and say more only when it has answered, or failed, for an hour."
    ),
}
# What is used in the place of ids that repeat or change.
_TOLD_APART = {
    IdPolicy.LINK: mark("its ids cannot be trusted, its links are used"),
    IdPolicy.WORDS: mark("its ids cannot be trusted, its words are used"),
}
_HOUR = timedelta(hours=1)


def row(kept: KeptFeed, say: Say, zone: ZoneInfo, now: datetime) -> str:
    """One line of the list: what it is, how it is doing, and when it publishes."""
    return say(
        "{number}  {name} ({role}), items: {count}, {health}",
        number=kept.number,
        name=kept.feed.name,
        role=role_of(kept.feed.role, say),
        count=kept.items,
        health=", ".join(_facts(kept, say, zone, now)),
    )


def role_of(role: SourceRole, say: Say) -> str:
    """Who speaks in a feed, in people's words; `role=` is typed as the configuration has it."""
    return say(role.value.replace("_", " "))


def notice(kept: KeptFeed, say: Say, zone: ZoneInfo, now: datetime) -> Message:
    """What the rooms are told when the health of a feed changed, with what to do."""
    head = say(_HEADS[kept.health], number=kept.number, name=kept.feed.name)
    why = "" if kept.health is Health.MOVED else _why(kept, say, zone, now)
    lines = [why]
    if advice := _ADVICE.get(kept.health):
        lines.append(say(advice, number=kept.number, address=kept.progress.moved_to))
    return Message(head, tuple(Paragraph(line) for line in lines if line))


def trouble(kept: KeptFeed, say: Say) -> str:
    """What is wrong, in the room's language; in English for what we have no words for."""
    told = TROUBLES.get(kept.progress.code or "")
    if told is None:
        return kept.progress.trouble or ""
    return say(told, host=urlsplit(kept.feed.url).hostname or kept.feed.url)


def span(length: timedelta) -> str:
    """A length of time in signs that all our languages share: "35 s", "12 min", "30 h"."""
    if length >= 2 * _HOUR:
        return f"{length / _HOUR:.0f} h"
    minutes = length / timedelta(minutes=1)
    return f"{minutes:.0f} min" if minutes >= 1 else f"{length.total_seconds():.0f} s"


def _facts(kept: KeptFeed, say: Say, zone: ZoneInfo, now: datetime) -> list[str]:
    progress = kept.progress
    if kept.muted:
        return [say("muted")]
    facts = []
    if progress.last_ok:
        facts.append(say("last read {time}", time=at(progress.last_ok, zone, now)))
    elif must_wait(progress) or not progress.trouble:
        facts.append(say("not read yet"))
    if told := _TOLD_APART.get(progress.ids):
        facts.append(say(told))
    if kept.rhythm:
        facts += _rhythm(kept.rhythm, say, now)
    if kept.health is Health.UNSTEADY:
        facts.append(say("it comes and goes"))
    if must_wait(progress):
        facts.append(say("its server wants us to wait"))
    elif progress.trouble:
        facts.append(say("trouble: {why}", why=trouble(kept, say)))
    elif kept.health in (Health.SILENT, Health.MOVED):
        facts.append(_why(kept, say, zone, now))
    return facts


def _rhythm(rhythm: Rhythm, say: Say, now: datetime) -> list[str]:
    facts = []
    if (a_day := rhythm.a_day(now)) is not None:
        facts.append(say("{count} a day", count=f"{a_day:.0f}" if a_day >= 1 else f"{a_day:.1f}"))
    if rhythm.usual is not None:
        facts.append(say("usually something every {gap}", gap=span(rhythm.usual)))
    if rhythm.lag is not None:
        facts.append(say("seen {lag} after its own date", lag=span(rhythm.lag)))
    return facts


def _why(kept: KeptFeed, say: Say, zone: ZoneInfo, now: datetime) -> str:
    match kept.health:
        case Health.TROUBLED | Health.BLOCKED | Health.GONE | Health.UNSTEADY:
            return trouble(kept, say)
        case Health.MOVED:
            return say("moved to {address}", address=kept.progress.moved_to)
        case Health.SILENT if kept.rhythm and kept.rhythm.usual:
            return say(
                "Nothing new since {time}; usually something every {gap}.",
                time=at(kept.rhythm.newest, zone, now),
                gap=span(kept.rhythm.usual),
            )
        case _:
            return ""
