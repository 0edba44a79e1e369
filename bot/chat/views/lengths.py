"""How much room the texts of a draft take in each outlet that counts, as approvers read it."""

from bot.chat.words import Say
from bot.domain.centre import Centre
from bot.domain.content import Content
from bot.domain.lengths import Length, Measure, measured
from bot.domain.message import mark
from bot.domain.mode import framed
from bot.domain.outlet import Outlet

_FITS = mark("{languages} → {outlet}: {count} of {limit} {unit}")
_TOO_LONG = mark("{languages} → {outlet}: {count} of {limit} {unit}, TOO LONG")
_WAYS = {Measure.SMS: mark("text message"), Measure.CELL_BROADCAST: mark("cell broadcast")}


def lengths(content: Content, centre: Centre, say: Say) -> tuple[str, ...]:
    """A line for each outlet that counts, and one more where a few signs make it dearer."""
    lines: list[str] = []
    for outlet in centre.outlets:
        text = content.renderings.get(outlet.name)
        length = outlet.length(text) if text else None
        if length is not None:
            lines += _lines(outlet, length, content, say)
    is_short = content.filling is not None and content.filling.form == "short"
    if is_short and not content.open_slot:
        lines += _short(content, centre, say)
    return tuple(lines)


def _short(content: Content, centre: Centre, say: Say) -> list[str]:
    """What a short form takes as text messages and by cell broadcast, where no outlet shows it:
    it is made to be handed to whoever sends those."""
    shown = {o.measure for o in centre.carriers(content)}
    lines: list[str] = []
    for measure in (Measure.SMS, Measure.CELL_BROADCAST):
        for language, text in content.texts.items() if measure not in shown else ():
            length = measured(measure, framed(text, content.mode, language))
            sentence = _FITS if length.fits else _TOO_LONG
            lines.append(
                say(
                    sentence, languages=language, outlet=say(_WAYS[measure]), count=length.count,
                    limit=length.limit, unit=length.unit,
                )
            )  # fmt: skip
            if length.plainer and measure is Measure.SMS:
                lines.append(_plainer(language, length, say))
    return lines


def _lines(outlet: Outlet, length: Length, content: Content, say: Say) -> list[str]:
    languages = ", ".join(lang for lang in outlet.languages if content.texts.get(lang, "").strip())
    line = say(
        _FITS if length.fits else _TOO_LONG,
        languages=languages, outlet=outlet.name, count=length.count, limit=length.limit,
        unit=length.unit,
    )  # fmt: skip
    if not length.plainer:
        return [line]
    return [line, _plainer(outlet.name, length, say)]


def _plainer(where: str, length: Length, say: Say) -> str:
    return say(
        "{outlet}: with {signs} it takes {count} {unit}, without {fewer}. In plain letters: {text}",
        outlet=where, signs=" ".join(length.culprits), count=length.count,
        unit=length.unit, fewer=length.plainer_count, text=" ".join(length.plainer.split()),
    )  # fmt: skip
