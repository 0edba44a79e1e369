"""What an exercise lets out: which items its feeds show by now, and what its leaders are told.

Both follow from the script and the course alone, so that after a crash the street shows again
exactly what it showed before.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.chat.words import Say
from bot.domain.exercise import Course, clock_words
from bot.domain.message import Message, Paragraph, Quote, Rows, mark
from bot.drill.scenario import Inject, Scenario
from bot.drill.street import Published, Street

# Injects up to this number are the storyline; what has a higher one is the life around it.
STORYLINE = 100


def due(scenario: Scenario, course: Course, now: datetime) -> tuple[Inject, ...]:
    """The injects that come out now, in order."""
    return tuple(i for i in scenario.script if course.is_due(i.no, i.t, now))


def lend(street: Street, scenario: Scenario, course: Course, now: datetime) -> None:
    """Let the feeds show what is out by now."""
    street.published = sorted(
        (each for each in _items(scenario, course) if each.at <= now), key=lambda each: each.at
    )
    for inject in sorted(_out(scenario, course), key=lambda inject: course.out[inject.no]):
        if inject.cap is not None:
            street.warn(inject.items[0].feed, inject.cap.model_dump(), course.out[inject.no])


def next_item(scenario: Scenario, course: Course, now: datetime) -> datetime | None:
    """When the next item of an inject that is out appears; None when all have."""
    return min((each.at for each in _items(scenario, course) if each.at > now), default=None)


def briefing(inject: Inject, say: Say) -> Message:
    """An inject as those who lead read it: what to say to whom, and what to look at."""
    head = say(
        "{clock} inject {number}: {sender} to {receiver}",
        clock=clock_words(inject.t), number=inject.no, sender=inject.from_, receiver=inject.to,
    )  # fmt: skip
    rows = [
        say("how: {channel}, {kind}, {language}", channel=inject.channel, kind=inject.type,
            language=inject.lang),
        say("label: {label}", label=inject.label),
    ]  # fmt: skip
    if inject.expected:
        rows.append(say("expected: {words}", words=inject.expected))
    if inject.evaluate:
        rows.append(say("to look at: {words}", words=inject.evaluate))
    if inject.items:
        sentence = mark("appears by itself in {feeds}, posts: {count}")
        feeds = ", ".join(sorted({item.feed for item in inject.items}))
        rows.append(say(sentence, feeds=feeds, count=len(inject.items)))
    else:
        rows.append(say("Say it yourself: it appears in no feed."))
    return Message(head, (Quote(inject.text), Rows(tuple(rows))))


def loaded(scenario: Scenario, say: Say) -> Message:
    """The answer to a script that was loaded."""
    first, last = scenario.script[0].t, scenario.script[-1].t
    head = say("{title} is loaded.", title=scenario.name)
    facts = say(
        "injects: {count}, from {first} to {last}, feeds: {feeds}",
        count=len(scenario.injects), first=clock_words(first), last=clock_words(last),
        feeds=len(scenario.feeds),
    )  # fmt: skip
    return Message(head, (Rows((facts,)), Paragraph(say("Begin: /exercise start"))))


def _out(scenario: Scenario, course: Course) -> list[Inject]:
    return [inject for inject in scenario.injects if inject.no in course.out]


def _items(scenario: Scenario, course: Course) -> Iterator[Published]:
    for inject in _out(scenario, course):
        for item in inject.items:
            later = timedelta(seconds=item.after / course.speed)
            yield Published(item, course.out[inject.no] + later)
