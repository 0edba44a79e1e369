"""Every check, in the order in which people read what they find."""

from bot.domain.checks import (
    contacts,
    facts,
    languages,
    lengths,
    machine,
    mode,
    neighbours,
    private,
    promise,
    rebuttal,
    style,
    warning,
    water,
)
from bot.domain.checks.sheet import Concern, Sheet
from bot.domain.content import obstacles

CHECKS = (
    mode, contacts, facts, languages, lengths, machine, promise, rebuttal, water, warning,
    neighbours, private, style,
)  # fmt: skip


def concerns(sheet: Sheet) -> tuple[Concern, ...]:
    """All that is found, each once, what blocks first."""
    found = [concern for check in CHECKS for concern in check.check(sheet)]
    found += [Concern(why) for why in obstacles(sheet.content, sheet.number, sheet.now)]
    once = {str(concern.why): concern for concern in found}
    return tuple(sorted(once.values(), key=lambda concern: not concern.blocks))
