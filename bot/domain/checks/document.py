"""Documents of the desk: nothing in them may rest on what changed, or be carried over unread."""

from collections.abc import Iterator

from bot.domain.checks.sheet import Concern, Sheet
from bot.domain.document_errors import CarriedOver, Shaken
from bot.domain.message import Phrase


def check(sheet: Sheet) -> Iterator[Concern]:
    """Block lines whose ground changed, and lines of people that nobody has read again."""
    document = sheet.content.document
    if document is None:
        return
    for place, source, _ in document.stale(sheet.states):
        kind = Phrase(source.kind)
        yield Concern(Shaken(place=place, kind=kind, source=source.number, number=sheet.number))
    old = [place for place, line in document.lines if line.check]
    language = document.language
    if old and language in sheet.content.unread:
        places = ", ".join(old)
        yield Concern(CarriedOver(places=places, number=sheet.number, language=language))
