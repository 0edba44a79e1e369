"""Every check, in the order in which people read what they find."""

from bot.domain.checks import (
    contacts,
    document,
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


# What the rooms read is full of what strangers said; the rules for the public are not for it.
OF_DOCUMENTS = (document,)


def concerns(sheet: Sheet) -> tuple[Concern, ...]:
    """All that is found, each once, what blocks first."""
    checks = OF_DOCUMENTS if sheet.content.kind.is_internal else CHECKS
    found = [concern for check in checks for concern in check.check(sheet)]
    found += [Concern(why) for why in obstacles(sheet.content, sheet.number, sheet.now)]
    once = {str(concern.why): concern for concern in found}
    return tuple(sorted(once.values(), key=lambda concern: not concern.blocks))
