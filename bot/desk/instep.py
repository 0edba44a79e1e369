"""Which sites of a case posted in step: the same texts or links, minutes apart, again and again.

Computed when it is asked for, from the flags; nothing of it is kept, and nothing but sites is
named. It says that they keep time, never why.
"""

from bot.domain.flag import Case, Flag, site
from bot.domain.mode import Mode, unframed
from bot.ports import Unit
from classifiers.instep import InStep, Posted, in_step
from classifiers.stories import Trace

MOST_FLAGS = 500


async def in_step_of(unit: Unit, case: Case, mode: Mode) -> tuple[InStep, ...]:
    """The groups of sites that posted in step among the first posts of a case, largest first."""
    flags = await unit.flags.of_case(case.number, MOST_FLAGS, worded=True)
    return in_step(_posted(flag, mode) for flag in flags)


def _posted(flag: Flag, mode: Mode) -> Posted:
    said = Trace.of(unframed(flag.text, mode)).said
    return Posted(site(flag.link) or flag.feed, flag.raised_at, said, flag.link)
