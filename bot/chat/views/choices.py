"""What a button asks back: each choice is a button again, and a command that could be typed."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.chat.views.clock import at
from bot.chat.words import Say, spoken
from bot.domain.flag import Case, Dismissal, Flag, Priority
from bot.domain.message import Button, Message, Paragraph, Rows, mark

LENGTHS = ("1h", "4h", "1d")
# Reasons that fit under a button; any other is typed.
WATCHED = mark("we watch it")
NEEDED = {
    Priority.HIGH: mark("people may act on it"),
    Priority.MEDIUM: mark("it spreads"),
    Priority.LOW: mark("hardly anybody reads it"),
}


def dismissals(flag: Flag, say: Say) -> Message:
    """The reasons for which a flag can be dismissed."""
    head = say("Why is flag {number} no suspect storyline?", number=flag.number)
    hint = say("Or type it: /dismiss {number} REASON", number=flag.number)
    buttons = tuple(Button(say(why.value), f"/dismiss {flag.number} {why}") for why in Dismissal)
    return Message(head, (Paragraph(hint),), buttons)


def priorities(case: Case, say: Say) -> Message:
    """The priorities that a case can have, each with a reason."""
    head = say("How soon does case {number} need people?", number=case.number)
    hint = say("Or type it: /priority {number} high REASON", number=case.number)
    needed = [(level, say(why)) for level, why in NEEDED.items()]
    buttons = tuple(
        Button(spoken(say(level.value), why, say), f"/priority {case.number} {level} {why}")
        for level, why in needed
    )
    return Message(head, (Paragraph(hint),), buttons)


def silence_lengths(case: Case, say: Say) -> Message:
    """For how long a case can be silent."""
    head = say("For how long should case {number} say nothing?", number=case.number)
    hint = say("Or type it: /silence {number} 2h REASON", number=case.number)
    buttons = tuple(
        Button(length, f"/silence {case.number} {length} {say(WATCHED)}") for length in LENGTHS
    )
    return Message(head, (Paragraph(hint),), buttons)


def silences(cases: Sequence[Case], say: Say, zone: ZoneInfo, now: datetime) -> Message:
    """The cases that are silent now."""
    if not cases:
        return Message(say("No case is silent. Let one be: /silence N 2h REASON"))
    rows = []
    for case in cases:
        silence = case.silenced_at(now)
        assert silence is not None  # only such cases are listed
        sentence = mark("case {number}, silent until {time}, by {name}: {reason}")
        time = at(silence.until, zone, now)
        rows.append(
            say(sentence, number=case.number, time=time, name=silence.by, reason=silence.reason)
        )
    return Message(say("Silent cases:"), (Rows(tuple(rows)),))
