"""Which DISARM techniques a storyline uses: where a person said so, and nowhere else."""

import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from importlib import resources

from bot.desk.turn import Turn
from bot.domain import errors
from bot.domain.incident import DAILY_WATCH
from bot.domain.message import mark
from bot.domain.partner_errors import UnknownTechnique
from bot.domain.room import Role
from bot.ports import Unit

_SETTING = "disarm/"
NONE = "none"


@cache
def known() -> Mapping[str, str]:
    """The techniques that can be named, with their names; source and licence stand in the file."""
    file = resources.files("bot.desk") / "disarm.toml"
    techniques: dict[str, str] = tomllib.loads(file.read_text("utf-8"))["techniques"]
    return techniques


async def say_used(
    turn: Turn, slug: str, named: Collection[str], built_in: Collection[str]
) -> tuple[str, ...]:
    """Say which techniques a storyline uses, in the place of what was said before; none of them
    with "none". Returns their identifiers."""
    turn.who.must(Role.MONITOR, Role.EDITOR)
    if slug not in built_in and await turn.unit.narratives.get(slug) is None:
        raise errors.NotFound(what=mark("narrative"), number=slug, list="/narratives")
    chosen = tuple(sorted({word.upper() for word in named} - {NONE.upper()}))
    if not named or set(chosen) - set(known()):
        strange = ", ".join(sorted(set(chosen) - set(known())))[:60]
        raise UnknownTechnique(technique=strange or "-", techniques=", ".join(known()))
    await turn.unit.settings.put(_SETTING + slug, " ".join(chosen))
    words = " ".join(chosen) or NONE
    await turn.note("narrative.disarm", words, DAILY_WATCH, narrative=slug)
    return chosen


async def used_by(unit: Unit, slug: str | None) -> tuple[tuple[str, str], ...]:
    """The techniques that people said a storyline uses: identifiers and names."""
    said = (await unit.settings.get(_SETTING + slug) or "") if slug else ""
    return tuple((each, known()[each]) for each in said.split() if each in known())
