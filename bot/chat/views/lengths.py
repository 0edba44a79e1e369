"""How much room the texts of a draft take in each outlet that counts, as approvers read it."""

from bot.chat.words import Say
from bot.domain.centre import Centre
from bot.domain.draft import Content
from bot.domain.lengths import Length
from bot.domain.message import mark
from bot.domain.outlet import Outlet

_FITS = mark("{languages} → {outlet}: {count} of {limit} {unit}")
_TOO_LONG = mark("{languages} → {outlet}: {count} of {limit} {unit}, TOO LONG")


def lengths(content: Content, centre: Centre, say: Say) -> tuple[str, ...]:
    """A line for each outlet that counts, and one more where a few signs make it dearer."""
    lines: list[str] = []
    for outlet in centre.outlets:
        text = content.renderings.get(outlet.name)
        length = outlet.length(text) if text else None
        if length is not None:
            lines += _lines(outlet, length, content, say)
    return tuple(lines)


def _lines(outlet: Outlet, length: Length, content: Content, say: Say) -> list[str]:
    languages = ", ".join(lang for lang in outlet.languages if content.texts.get(lang, "").strip())
    line = say(
        _FITS if length.fits else _TOO_LONG,
        languages=languages, outlet=outlet.name, count=length.count, limit=length.limit,
        unit=length.unit,
    )  # fmt: skip
    if not length.plainer:
        return [line]
    return [line, say(
        "{outlet}: with {signs} it takes {count} {unit}, without {fewer}. In plain letters: {text}",
        outlet=outlet.name, signs=" ".join(length.culprits), count=length.count,
        unit=length.unit, fewer=length.plainer_count, text=" ".join(length.plainer.split()),
    )]  # fmt: skip
