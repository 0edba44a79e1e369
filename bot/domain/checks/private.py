"""Private people: their numbers and addresses, and victims' names, have no place in a text."""

from collections.abc import Iterator

from bot.domain import check_errors
from bot.domain.checks.sheet import Concern, Sheet
from bot.domain.private import PrivateKind, found


def check(sheet: Sheet) -> Iterator[Concern]:
    """Show what reads so. A name is recognised by the words around it, so it never blocks; an
    unknown number or address is blocked by `contacts`, which cannot say whose it is."""
    for language, text in sheet.texts.items():
        for each in found(text, sheet.contacts):
            said = {"language": language, "words": each.words, "number": sheet.number}
            named = each.kind is PrivateKind.NAME
            why = check_errors.VictimNamed(**said) if named else check_errors.PrivateReach(**said)
            yield Concern(why, blocks=False)
