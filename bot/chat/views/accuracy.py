"""How well the judge did, by what people decided: counts, and shares once they tell anything."""

from collections.abc import Iterator

from bot.chat.views.samples import tally_rows
from bot.chat.words import Say
from bot.domain.month import Accuracy
from bot.domain.sample import ENOUGH
from classifiers.label import Share


def in_short(found: Accuracy, say: Say) -> Iterator[str]:
    """The lines for `/status`: what was decided in this room lately, by score, and what was
    missed."""
    if found.right.whole:
        yield say("decided in this room in 30 days: {whole}, confirmed {share}",
                  whole=found.right.whole, share=share(found.right))  # fmt: skip
    for band in found.bands:
        yield say("with a score of {score}: {whole} decided, confirmed {share}",
                  score=f"{band.low:.0%}–{band.high:.0%}", whole=band.confirmed.whole,
                  share=share(band.confirmed))  # fmt: skip
    yield from tally_rows(found.tally, say)


def share(found: Share) -> str:
    """The count; with enough of them also the share, and where it lies 19 times of 20."""
    if found.whole < ENOUGH:
        return str(found.part)
    low, high = found.bounds()
    return f"{found.part} ({found.part / found.whole:.0%}; {low:.0%}–{high:.0%})"
