"""How well the judge did, by what people decided: counts, and shares once they tell anything."""

from collections.abc import Iterator

from bot.chat.views.samples import tally_rows
from bot.chat.words import Say, percent
from bot.domain.month import Accuracy
from bot.domain.sample import ENOUGH
from classifiers.label import Share


def in_short(found: Accuracy, say: Say) -> Iterator[str]:
    """The lines for `/status`: what was decided in this room lately, by score, and what was
    missed."""
    if found.right.whole:
        yield say("decided in this room in 30 days: {whole}, confirmed {share}",
                  whole=found.right.whole, share=share(found.right, say))  # fmt: skip
    for band in found.bands:
        score = f"{percent(band.low, say)}–{percent(band.high, say)}"
        yield say("with a score of {score}: {whole} decided, confirmed {share}",
                  score=score, whole=band.confirmed.whole,
                  share=share(band.confirmed, say))  # fmt: skip
    yield from tally_rows(found.tally, say)


def share(found: Share, say: Say) -> str:
    """The count; with enough of them also the share, and where it lies 19 times of 20."""
    if found.whole < ENOUGH:
        return str(found.part)
    low, high = found.bounds()
    part = percent(found.part / found.whole, say)
    return f"{found.part} ({part}; {percent(low, say)}–{percent(high, say)})"
