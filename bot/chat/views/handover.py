"""The handover as whoever takes over reads it, and reads it back."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.chat.views.approvals import owed
from bot.chat.views.clock import at
from bot.chat.views.deliveries import DELIVERIES
from bot.chat.views.documents import case_line, document, reported, section, source, told
from bot.chat.views.drafts import STATES
from bot.chat.views.promises import overdue
from bot.chat.views.requests import line
from bot.chat.words import Say, spoken
from bot.desk.duty import Offer, Running
from bot.domain.centre import Centre
from bot.domain.draft import Draft, State
from bot.domain.exercise import Course, clock_words
from bot.domain.fact import Standing
from bot.domain.flag import Priority
from bot.domain.incident import DAILY_WATCH
from bot.domain.message import Message, Phrase, mark
from bot.domain.promise import released_at
from bot.domain.situation import promise_in


def handover(
    now: Running, offer: Offer, course: Course | None, centre: Centre, language: str, say: Say
) -> Message:  # fmt: skip
    """All that runs, and the code with which it is taken over."""
    zone = centre.timezone
    title = say(_title(offer), time=at(now.at, zone), name=offer.by, officer=offer.officer)
    none = say("None.")
    accept = mark("Read it back aloud. Whoever takes over then types: /handover accept {code}")
    sections = (
        section(
            say("1. Incidents that run"), (*_incidents(now, zone, say), *_issued(now, zone, say)),
            none,
        ),
        section(say("2. Advice to the public that holds"), _advice(now, language, zone, say), none),
        section(say("3. What was promised"), _promises(now, zone, say), none),
        section(say("4. What waits"), _waiting(now, centre, say), none),
        section(say("5. Cases of high and medium priority"), _cases(now, say), none),
        section(
            say("6. Feeds in trouble"),
            (f"{each.feed.name} {source('feed', each.number)}" for each in now.troubled), none,
        ),
        section(say("7. Exercises"), _exercises(course, now, say), none),
        section(_until_then(offer, say)),
        section(say(accept, code=offer.code)),
    )  # fmt: skip
    return document(title, sections, centre.mode, language)


def _title(offer: Offer) -> str:
    if offer.giver == offer.by:
        return mark("Handover, {time}: {name} hands over the duty")
    return mark("Handover, {time}: {name} lays out the duty of {officer}")


def _until_then(offer: Offer, say: Say) -> str:
    if not offer.officer:
        return say("Until somebody has accepted, nobody has the duty.")
    return say("Until somebody has accepted, the duty stays with {name}.", name=offer.officer)


def _incidents(now: Running, zone: ZoneInfo, say: Say) -> list[str]:
    return [
        say("{title}, since {time}, by {name}", title=each.incident.title,
            time=at(each.incident.opened_at, zone, now.at), name=each.incident.opened_by)
        + f" {source('incident', each.incident.number)}"
        for each in now.incidents
        if each.incident.number != DAILY_WATCH
    ]  # fmt: skip


def _issued(now: Running, zone: ZoneInfo, say: Say) -> Iterator[str]:
    """The newest report and analysis of each incident: what whoever takes over may rely on."""
    titles = {each.incident.number: each.incident.called for each in now.incidents}
    for draft in now.issued:
        # No document goes to the rooms without these three.
        document, until, since = draft.content.document, draft.content.until, released_at(draft)
        assert document is not None
        assert until is not None
        assert since is not None
        sentence = (
            mark("{kind} {number} on {title}: issued {time}, no longer valid since {until}")
            if until <= now.at
            else mark("{kind} {number} on {title}: issued {time}, valid until {until}")
        )
        words = say(
            sentence, kind=Phrase(draft.content.kind), number=document.number,
            title=titles[draft.incident], time=at(since, zone, now.at),
            until=at(until, zone, now.at),
        )  # fmt: skip
        yield f"{words} {source('draft', draft.number)}"


def _advice(now: Running, language: str, zone: ZoneInfo, say: Say) -> list[str]:
    return [_message(now, draft, language, zone, say) for draft in now.advice]


def _message(now: Running, draft: Draft, language: str, zone: ZoneInfo, say: Say) -> str:
    content = draft.content
    until = (
        say("until {time}", time=at(content.until, zone, now.at))
        if content.until
        else say("without an end")
    )
    # What was corrected holds with its correction, and not as it stands.
    state = say(STATES[State.CORRECTED]) if draft.state is State.CORRECTED else ""
    facts = ", ".join(filter(None, (say(content.kind.value), content.area, until, state)))
    words = spoken(facts, say("“{words}”", words=told(draft, language)), say)
    return f"{words} {source('draft', draft.number)}"


def _promises(now: Running, zone: ZoneInfo, say: Say) -> Iterable[str]:
    for late in now.overdue:
        yield f"{overdue(late, zone, now.at, say)} {source('draft', late.draft)}"
    for draft in now.advice:
        if promise := promise_in(draft):
            yield f"{say('“{words}”', words=promise)} {source('draft', draft.number)}"


def _waiting(now: Running, centre: Centre, say: Say) -> list[str]:
    drafts = [
        say("draft {number}, {kind}, is {state}", number=draft.number,
            kind=Phrase(draft.content.kind), state=Phrase(STATES[draft.state_at(now.at)]))
        + f", {len(draft.approvals)}/{draft.quorum.approvals} {source('draft', draft.number)}"
        for draft in now.waiting
    ]  # fmt: skip
    rows = [
        f"{spoken(row.outlet, say(DELIVERIES[row.state]), say)} {source('pub', row.number)}"
        for row in now.unsettled
    ]
    flags = [flag.number for each in now.incidents for flag in each.undecided]
    undecided = say("flags to decide on: {count}", count=len(flags))
    facts = [
        reported(fact, now.at, say).plain
        for each in now.incidents
        for fact in each.facts_that_are(Standing.REPORTED)
    ]
    looks = owed(now.owed, centre.timezone, now.at, say)
    requests = [line(each, centre, now.at, say) for each in now.requests]
    count = [f"{undecided} {source('flag', *flags)}"] if flags else []
    return [*looks, *drafts, *rows, *requests, *facts, *count]


def _cases(now: Running, say: Say) -> list[str]:
    urgent = [(each, case) for each in now.incidents for case in each.urgent]
    urgent.sort(key=lambda pair: pair[1].priority is not Priority.HIGH)
    return [case_line(each, case, say).plain for each, case in urgent]


def _exercises(course: Course | None, now: Running, say: Say) -> list[str]:
    return [course_line(course, now.at, say)] if course else []


def course_line(course: Course, now: datetime, say: Say) -> str:
    """How an exercise stands, on one line."""
    if course.began_at is None:
        return say("{title}: loaded, not begun", title=course.title)
    sentence = (
        mark("{title}: under way, {clock}")
        if course.is_running
        else mark("{title}: stands, {clock}")
    )
    return say(sentence, title=course.title, clock=clock_words(course.clock(now)))
