"""Boil advice against a chemical cause: boiling takes no chemical out of water."""

import re
from collections.abc import Iterator

from bot.domain import check_errors
from bot.domain.checks.sheet import Concern, Sheet

_BOIL = re.compile(
    r"\b(?:boil(?:ed|ing)?|faites? bouillir|bouillir|bouillie|kook\w*|gekookt\w*|koken"
    r"|kochen|abkochen|abgekocht\w*|kacht|kachen|gekacht\w*)\b",
    re.IGNORECASE,
)
_CHEMICAL = re.compile(
    r"\b(?:chemi\w*|chimi\w*|chlor\w*|solvent\w*|solvant\w*|oplosmiddel\w*|lösungsmittel\w*"
    r"|pesti[cz]id\w*|nitra\w*|lead\b|plomb|lood\b|blei\b|bläi|diesel|fuel|mazout|stookolie|heizöl"
    r"|hydrocarb\w*|pfas|cyan\w*|arsen\w*)",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:not|does not|don't|pas|ne|niet|nicht|kein\w*|net|geen|useless|inutile|sert à rien"
    r"|nutzlos|zinloos|no)\b",
    re.IGNORECASE,
)


def check(sheet: Sheet) -> Iterator[Concern]:
    """Block a text that says both; a sentence that advises against boiling is right."""
    for language, text in sheet.texts.items():
        cause = _CHEMICAL.search(text)
        advice = (s for s in re.split(r"[.;!?\n]", text) if not _DENIED.search(s))
        boil = next((found for s in advice if (found := _BOIL.search(s))), None)
        if boil and cause:
            yield Concern(
                check_errors.BoilingChemicals(
                    language=language, boil=boil.group(), cause=cause.group()
                )
            )
