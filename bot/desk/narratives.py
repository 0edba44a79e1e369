"""Teach the desk a storyline of its own: a title, and wordings of it."""

import re
import unicodedata
from dataclasses import replace

from bot.desk.turn import Turn
from bot.domain.errors import BadArguments, NarrativeBuiltIn, NarrativeKnown, NotFound
from bot.domain.incident import DAILY_WATCH
from bot.domain.message import mark
from bot.domain.room import Role
from bot.domain.usage import Usage
from classifiers.narrative import Narrative


async def new(turn: Turn, title: str, built_in: frozenset[str]) -> Narrative:
    """Begin a narrative; it matches nothing until it has examples."""
    turn.who.must(Role.MONITOR, Role.EDITOR)
    slug = _slug(title)
    if not slug:
        raise BadArguments(why=mark("a title needs words"), usage=Usage("/narrative new TITLE"))
    if slug in built_in or await turn.unit.narratives.get(slug):
        raise NarrativeKnown(id=slug)
    narrative = Narrative(slug, title, title, {}, {})
    await turn.unit.narratives.save(narrative)
    await turn.note("narrative.opened", title, DAILY_WATCH, narrative=slug)
    return narrative


async def example(
    turn: Turn, slug: str, language: str, text: str, built_in: frozenset[str]
) -> Narrative:
    """Add a wording. A built-in narrative gets a local supplement under its own id."""
    turn.who.must(Role.MONITOR, Role.EDITOR)
    known = await turn.unit.narratives.get(slug)
    if known is None and slug in built_in:
        known = Narrative(slug, slug, slug, {}, {})
    if known is None:
        raise NotFound(what=mark("narrative"), number=slug, list="/narratives")
    if not text.strip():
        raise BadArguments(
            why=mark("the wording is missing"), usage=Usage(f"/narrative example {slug} TEXT")
        )
    examples = {**known.examples, language: (*known.examples.get(language, ()), text.strip())}
    taught = replace(known, examples=examples)
    await turn.unit.narratives.save(taught)
    await turn.note("narrative.example", text, DAILY_WATCH, narrative=slug, language=language)
    return taught


async def close(turn: Turn, slug: str, built_in: frozenset[str]) -> Narrative:
    """Stop looking for a narrative of our own."""
    turn.who.must(Role.MONITOR, Role.EDITOR)
    if slug in built_in:
        raise NarrativeBuiltIn(id=slug)
    known = await turn.unit.narratives.get(slug)
    if known is None:
        raise NotFound(what=mark("narrative"), number=slug, list="/narratives")
    await turn.unit.narratives.save(known, closed=True)
    await turn.note("narrative.closed", known.title, DAILY_WATCH, narrative=slug)
    return known


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60]
