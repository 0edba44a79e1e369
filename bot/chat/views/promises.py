"""What the public was promised, as a room is reminded of it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.chat.views.clock import at
from bot.chat.words import Say
from bot.desk.promises import Reminder
from bot.domain.message import Message, mark
from bot.domain.promise import Due, Promise

_SOON = mark(
    "In {minutes} min, at {time}, draft {number} promised the public the next word. Prepare it, "
    "even if nothing is new: /draft T08"
)
_OVERDUE = mark(
    "OVERDUE since {time} ({minutes} min): draft {number} promised the public the next word. Say "
    "something now, even if nothing is new: /draft T08"
)
_ENDS = mark(
    "In {minutes} min, at {time}, the advice of draft {number} ends. Renew it with a new draft "
    "(/fill N follows={number}), or end it: /draft T10"
)
_ENDED = mark(
    "The advice of draft {number} ended at {time}. Nothing public shows it as in force any more. "
    "If it still holds, say it anew; if not, say that it is over: /draft T10"
)


def reminder(found: Reminder, now: datetime, zone: ZoneInfo, say: Say) -> Message:
    """One reminder: what is due when, and what to type."""
    promise = found.promise
    sentences = {Due.UPDATE: (_SOON, _OVERDUE), Due.END: (_ENDS, _ENDED)}[promise.due]
    seconds = abs((promise.at - now).total_seconds())
    return Message(
        say(
            sentences[0] if found.is_first else sentences[1],
            number=promise.draft, time=at(promise.at, zone, now), minutes=round(seconds / 60),
        )
    )  # fmt: skip


def overdue(promise: Promise, zone: ZoneInfo, now: datetime, say: Say) -> str:
    """One that is not kept, on a line."""
    sentence = mark("OVERDUE: draft {number} promised the next word for {time}")
    return say(sentence, number=promise.draft, time=at(promise.at, zone, now))
