"""Every mistake of a scenario at once, beyond the shape of its fields. See docs/scenario-format.md.

A path is where it stands, such as `injects.4.items.0.feed`.
"""

from collections.abc import Iterator, Sequence

from bot.domain.mode import found_marker
from bot.drill.positions import Path
from bot.drill.scenario import LABELS, LANGUAGES, TYPES, Inject, Scenario

Mistake = tuple[Path, str]


def mistakes(scenario: Scenario) -> list[Mistake]:
    """What a reader of the format checks, mistake by mistake in the order of the file."""
    return [*_top(scenario), *_feeds(scenario), *_injects(scenario)]


def _top(scenario: Scenario) -> Iterator[Mistake]:
    for label in sorted(set(scenario.storylines) - set(scenario.narratives)):
        yield ("storylines", label), f"there is no narrative {label}"
    named = {act.named for inject in scenario.injects for act in inject.acts if act.named}
    for place, name in enumerate(scenario.publications):
        if name not in named:
            yield ("publications", place), f"no act makes a draft named {name}"


def _feeds(scenario: Scenario) -> Iterator[Mistake]:
    for place in _repeated([feed.id for feed in scenario.feeds]):
        yield ("feeds", place, "id"), "another feed has this id"
    for place, feed in enumerate(scenario.feeds):
        if feed.language not in LANGUAGES:
            yield ("feeds", place, "language"), f"expected one of {', '.join(LANGUAGES)}"


def _injects(scenario: Scenario) -> Iterator[Mistake]:
    for place in _repeated([inject.no for inject in scenario.injects]):
        yield ("injects", place, "no"), "another inject has this number"
    guids = [
        (place, within, item.guid)
        for place, inject in enumerate(scenario.injects)
        for within, item in enumerate(inject.items)
    ]
    for repeated in _repeated([guid for _, _, guid in guids]):
        place, within, _ = guids[repeated]
        yield ("injects", place, "items", within, "guid"), "another item has this guid"
    known: set[str] = set()
    for place, inject in enumerate(scenario.injects):
        for path, why in _inject(scenario, inject, known):
            yield ("injects", place, *path), why


def _inject(scenario: Scenario, inject: Inject, known: set[str]) -> Iterator[Mistake]:
    labels = {*LABELS, *scenario.narratives}
    if inject.type not in TYPES:
        yield ("type",), f"expected one of {', '.join(TYPES)}"
    if inject.label not in labels:
        yield ("label",), f"expected one of {', '.join(sorted(labels))}"
    kinds = {feed.id: feed.kind for feed in scenario.feeds}
    for within, item in enumerate(inject.items):
        at = ("items", within)
        if item.feed not in kinds:
            yield (*at, "feed"), f"there is no feed {item.feed}"
        if item.label not in labels:
            yield (*at, "label"), f"expected one of {', '.join(sorted(labels))}"
        if item.lang not in LANGUAGES:
            yield (*at, "lang"), f"expected one of {', '.join(LANGUAGES)}"
        if item.after < 0:
            yield (*at, "after"), "an item cannot appear before its inject"
        if word := found_marker(f"{item.title} {item.text}"):
            yield (*at, "text"), f"the marker {word} is put there by the feed; leave it out"
    if inject.cap is not None:
        yield from _warning(inject, kinds, known)


def _warning(inject: Inject, kinds: dict[str, str], known: set[str]) -> Iterator[Mistake]:
    cap = inject.cap
    assert cap is not None  # asked before
    if len(inject.items) != 1 or kinds.get(inject.items[0].feed) != "cap":
        yield ("items",), "a warning has exactly one item, in a feed of the kind cap"
    elif inject.items[0].guid != cap.identifier:
        yield ("items", 0, "guid"), "the guid of a warning is its CAP identifier"
    for place, name in enumerate(cap.references):
        if name not in known:
            yield ("cap", "references", place), "no earlier inject has this warning"
    for place, info in enumerate(cap.infos):
        if len(info.headline) > 140:
            yield ("cap", "infos", place, "headline"), "longer than 140 characters"
    known.add(cap.identifier)


def _repeated(names: Sequence[str | int]) -> list[int]:
    """The places of every name that stood before."""
    first: dict[str | int, int] = {}
    return [place for place, name in enumerate(names) if first.setdefault(name, place) != place]
