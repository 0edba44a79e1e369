"""The public words that frame a correction or a retraction, in each language."""

from datetime import datetime

from bot.desk.turn import Turn
from bot.domain.content import MessageClass
from bot.domain.draft import Act, Draft
from bot.domain.message import mark

# `{time}` is when the message that it concerns was let go.
CORRECTION = mark("CORRECTION of our message of {time}: {text}")
RETRACTION = mark("RETRACTED: our message of {time} no longer holds. {text}")


def amendment(turn: Turn, kind: MessageClass, original: Draft, language: str, reason: str) -> str:
    """What the public reads: which message it concerns, and then the reason."""
    sentence = CORRECTION if kind is MessageClass.CORRECTION else RETRACTION
    released = next(step for step in original.steps if step.act is Act.RELEASE)
    return turn.words(language, sentence, time=_clock(turn, released.at), text=reason)


def _clock(turn: Turn, when: datetime) -> str:
    """The time on the centre's clock, with the date when that was another day."""
    local, today = (at.astimezone(turn.centre.timezone) for at in (when, turn.now))
    return f"{local:%H:%M}" if local.date() == today.date() else f"{local:%d/%m/%Y, %H:%M}"
