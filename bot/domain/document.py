"""A document of the desk, line by line, each with what it rests on or who wrote it.

The situation report and the environment analysis are drafts of a class of their own: people edit
and approve them like messages, but they are for rooms and never for the public.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import groupby

from bot.domain.fact import Fact

# More numbers than this nobody looks up.
MOST_NUMBERS = 12
# Of which the state is kept with a line: it may lose its ground.
FACT, MESSAGE = "fact", "pub"


@dataclass(frozen=True, slots=True)
class Source:
    """What a line rests on, by kind ("fact", "log", "pub") and number; `state` is how that stood
    when the line was written, "" for what cannot change below it."""

    kind: str
    number: int
    state: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One statement. `by` names the person whose words they are, "" for the desk's own; `instead`
    are the desk's words which they replace, or which were left out when there are none. `report` is
    the number of the document they were written for when that is an earlier one, and `check` says
    that a person must read them again."""

    words: str
    sources: tuple[Source, ...] = ()
    by: str = ""
    instead: str = ""
    report: int = 0
    check: bool = False

    @property
    def plain(self) -> str:
        """The words and where they come from: [fact 3] [log 12] [Press officer]."""
        return " ".join(filter(None, (self.words, sourced(self.sources), self.writer)))

    @property
    def writer(self) -> str:
        """Who wrote it, in brackets, and for which document when it was an earlier one."""
        earlier = f", {self.report}" if self.report else ""
        return f"[{self.by}{earlier}]" if self.by else ""

    @property
    def made(self) -> str:
        """What the desk wrote there, whatever people made of it."""
        return self.instead if self.by else self.words


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document. `empty` is said where nothing is to be said, `cut` where people took
    out all that was."""

    title: str
    lines: tuple[Line, ...] = ()
    empty: str = ""
    cut: str = ""

    @property
    def shown(self) -> tuple[tuple[int, Line], ...]:
        """The lines that are there, each with its number in the section, from 1."""
        numbered = enumerate(self.lines, 1)
        return tuple((number, line) for number, line in numbered if line.words)

    @property
    def instead(self) -> str:
        """What stands there when no line does."""
        return self.cut if self.lines else self.empty


@dataclass(frozen=True, slots=True)
class Document:
    """A report in one language as it was at one moment; `number` counts those of its kind that went
    to the rooms in its incident. `notes` stand below it."""

    number: int
    title: str
    language: str
    made_at: datetime
    sections: tuple[Section, ...]
    notes: tuple[str, ...] = ()

    @property
    def lines(self) -> Iterator[tuple[str, Line]]:
        """Every line that is there, with its place: "2.3"."""
        for at, section in enumerate(self.sections, 1):
            yield from ((f"{at}.{number}", line) for number, line in section.shown)

    @property
    def left_out(self) -> Iterator[tuple[str, Line]]:
        """What people took out of what the desk wrote."""
        for at, section in enumerate(self.sections, 1):
            for number, line in enumerate(section.lines, 1):
                if not line.words and line.instead:
                    yield f"{at}.{number}", line

    @property
    def sources(self) -> frozenset[Source]:
        """All that the lines rest on."""
        return frozenset(source for _, line in self.lines for source in line.sources)

    @property
    def facts(self) -> frozenset[int]:
        """The numbers of the facts that it rests on; not of those that it only tells are gone."""
        return frozenset(s.number for s in self.sources if s.kind == FACT and s.state)

    def plain(self) -> str:
        """All of its words: what people say yes to, and what the log digests."""
        parts = [self.title]
        for section in self.sections:
            rows = [f"- {line.plain}" for _, line in section.shown] or [f"- {section.instead}"]
            parts += [section.title, *(row for row in rows if row != "- ")]
        return "\n".join((*parts, *self.notes))

    def canonical(self) -> dict[str, object]:
        """As it is digested and kept."""
        return asdict(self) | {"made_at": self.made_at.isoformat()}

    def stale(self, now: Mapping[tuple[str, int], str]) -> tuple[tuple[str, Source, str], ...]:
        """The lines below which something changed: their place, what, and how it stands now."""
        return tuple(
            (place, source, now[source.kind, source.number])
            for place, line in self.lines
            for source in line.sources
            if source.state and source.state != now.get((source.kind, source.number), source.state)
        )


def fact_source(fact: Fact, now: datetime) -> Source:
    """A fact as a source: its standing, and who may be told."""
    return Source(FACT, fact.number, f"{fact.release} {fact.standing_at(now)}")


def numbered(kind: str, numbers: Sequence[int]) -> tuple[Source, ...]:
    """Sources of one kind that cannot change below a line."""
    return tuple(Source(kind, number) for number in numbers)


def sourced(sources: Sequence[Source]) -> str:
    """Where something comes from, as a reader can look it up: [log 12] [case 3, 4]."""
    shown = []
    for kind, group in groupby(sources, key=lambda source: source.kind):
        numbers = list(dict.fromkeys(str(source.number) for source in group))
        more = ", …" if len(numbers) > MOST_NUMBERS else ""
        shown.append(f"[{kind} {', '.join(numbers[:MOST_NUMBERS])}{more}]")
    return " ".join(shown)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something is to be changed: a section ("2"), one of its lines ("2.3"), or what is added
    to it ("2+"), all counted from 1."""

    section: int
    line: int = 0
    adds: bool = False

    def __str__(self) -> str:
        return f"{self.section}{f'.{self.line}' if self.line else '+' if self.adds else ''}"


def spot(word: str) -> Spot | None:
    """The spot as it is typed; None when it is none."""
    found = re.fullmatch(r"([1-9]\d?)(?:\.([1-9]\d{0,2})|(\+))?", word)
    return Spot(int(found[1]), int(found[2] or 0), bool(found[3])) if found else None
