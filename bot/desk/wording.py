"""The public words that frame a correction or a retraction, in each language.

What is typed at once is in one language. The others say so in their own words and quote it, until
somebody writes theirs: no text stands as one of a language that it is not in.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.desk.turn import Turn
from bot.domain.content import MessageClass
from bot.domain.draft import Act, Draft
from bot.domain.message import Phrase, mark

# `{time}` is when the message that it concerns was let go.
OWN = {
    MessageClass.CORRECTION: mark("CORRECTION of our message of {time}: {text}"),
    MessageClass.RETRACTION: mark("RETRACTED: our message of {time} no longer holds. {text}"),
}
QUOTING = {
    MessageClass.CORRECTION: mark(
        "CORRECTION of our message of {time}, so far {tongue} only: “{text}”"
    ),
    MessageClass.RETRACTION: mark(
        "RETRACTED: our message of {time} no longer holds. The reason, so far {tongue} only: "
        "“{text}”"
    ),
}
_TONGUES = {
    "en": mark("in English"), "fr": mark("in French"), "nl": mark("in Dutch"),
    "de": mark("in German"), "lb": mark("in Luxembourgish"),
}  # fmt: skip


def amendment(
    turn: Turn, kind: MessageClass, original: Draft, words: str, source: str,
    languages: Iterable[str],
) -> Mapping[str, str]:  # fmt: skip
    """What the public reads in each of the languages: which message it concerns, and then the words
    that were typed in the language `source`, as its own or as a quotation."""
    released = next(step for step in original.steps if step.act is Act.RELEASE)
    said = {"time": _clock(turn, released.at), "text": words, "tongue": Phrase(_TONGUES[source])}
    return {
        language: turn.words(language, (OWN if language == source else QUOTING)[kind], **said)
        for language in languages
    }


def _clock(turn: Turn, when: datetime) -> str:
    """The time on the centre's clock, with the date when that was another day."""
    local, today = (at.astimezone(turn.centre.timezone) for at in (when, turn.now))
    return f"{local:%H:%M}" if local.date() == today.date() else f"{local:%d/%m/%Y, %H:%M}"
