"""Narrative: a storyline we track, with its own wordings, and the files that hold them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError, field_validator

SHIPPED = Path(__file__).parent / "narratives"
"""The narratives that come with the package."""

LANGUAGES = ("en", "fr", "nl", "de", "lb")

TAUGHT = 3
"""Wordings a language by which a room begins a narrative."""


@dataclass(frozen=True, slots=True)
class Narrative:
    """A storyline. Keys of `examples` (texts that spread it), `counterexamples` (texts near it
    that do not), `titles` and `motifs` are language codes; where a language has no title, `title`
    stands. `motifs` are words and short phrases that stories of this kind speak of, with commas
    between them: they help to name it, and say nothing of who spreads it."""

    id: str
    title: str
    description: str
    examples: Mapping[str, tuple[str, ...]]
    counterexamples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    motifs: Mapping[str, str] = field(default_factory=dict)

    def joined(self, more: "Narrative") -> "Narrative":
        """The narrative with the wordings of `more` as well, each once."""
        return replace(
            self,
            examples=_joined(self.examples, more.examples),
            counterexamples=_joined(self.counterexamples, more.counterexamples),
        )

    def as_taught(self) -> "Narrative":
        """The narrative as a room begins it: few wordings, no motifs, nothing near it. Its
        description, which a room does not write, is left: without it as many are named rightly."""
        examples = {lang: texts[:TAUGHT] for lang, texts in self.examples.items()}
        return replace(self, examples=examples, counterexamples={}, motifs={})


def _joined(
    ours: Mapping[str, tuple[str, ...]], more: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    languages = {**ours, **more}
    return {
        lang: tuple(dict.fromkeys((*ours.get(lang, ()), *more.get(lang, ())))) for lang in languages
    }


@dataclass(frozen=True, slots=True)
class NarrativeError:
    """What is wrong with one file. `line` counts from 1; None where no line can be named."""

    path: Path
    line: int | None
    reason: str

    def __str__(self) -> str:
        place = f"{self.path.name}:{self.line}" if self.line else self.path.name
        return f"{place}: {self.reason}"


def load(directory: Path = SHIPPED) -> tuple[tuple[Narrative, ...], tuple[NarrativeError, ...]]:
    """Every *.toml in a directory, in the order of file names.

    A file with a mistake is reported, all its mistakes at once, and the others load. An id given
    twice is a mistake of the later file. A directory that is not there is one error.
    """
    if not directory.is_dir():
        return (), (NarrativeError(directory, None, "no such directory"),)
    narratives: dict[str, Narrative] = {}
    errors: list[NarrativeError] = []
    for path in sorted(directory.glob("*.toml")):
        read = _read(path)
        if not isinstance(read, Narrative):
            errors.extend(read)
        elif read.id in narratives:
            errors.append(NarrativeError(path, 1, f"id: {read.id} is already another file's"))
        else:
            narratives[read.id] = read
    return tuple(narratives.values()), tuple(errors)


_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
_Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
_Wordings = dict[str, tuple[_Text, ...]]
_Motifs = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=6000)]
# It stands in a line of a card.
_Title = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^\n]*$")
]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: _Slug
    title: _Text
    description: _Text
    examples: _Wordings
    counterexamples: _Wordings = {}
    titles: dict[str, _Title] = {}
    motifs: dict[str, _Motifs] = {}

    @field_validator("examples", "counterexamples", "titles", "motifs")
    @classmethod
    def _known_languages(cls, by_language: dict[str, object]) -> dict[str, object]:
        if unknown := sorted(set(by_language) - set(LANGUAGES)):
            raise ValueError(f"unknown language {unknown[0]}; one of {', '.join(LANGUAGES)}")
        return by_language

    @field_validator("examples")
    @classmethod
    def _some_example(cls, wordings: _Wordings) -> _Wordings:
        if not any(wordings.values()):
            raise ValueError("at least one example in one language")
        return wordings


def _read(path: Path) -> Narrative | tuple[NarrativeError, ...]:
    try:
        source = path.read_text(encoding="utf-8")
        read = _File.model_validate(tomllib.loads(source))
    except (OSError, UnicodeDecodeError) as unreadable:
        return (NarrativeError(path, None, f"cannot be read: {unreadable}"),)
    except tomllib.TOMLDecodeError as broken:
        return (NarrativeError(path, _line_in(str(broken)), str(broken)),)
    except ValidationError as invalid:
        return tuple(
            _error(path, source, error["loc"], error["msg"].removeprefix("Value error, "))
            for error in invalid.errors()
        )
    return Narrative(
        read.id, read.title, read.description, read.examples, read.counterexamples, read.titles,
        read.motifs,
    )  # fmt: skip


def _error(path: Path, source: str, where: tuple[int | str, ...], why: str) -> NarrativeError:
    named = ".".join(str(part) for part in where)
    return NarrativeError(path, _line_of(source, where), f"{named}: {why}")


def _line_of(source: str, where: tuple[int | str, ...]) -> int | None:
    """The line of the innermost key a mistake is about, as far as the keys can be followed."""
    found: int | None = None
    lines = source.splitlines()
    for key in (part for part in where if isinstance(part, str)):
        for number, line in enumerate(lines[found or 0 :], start=(found or 0) + 1):
            if line.split("=")[0].strip().strip('[]"') == key:
                found = number
                break
    return found


def _line_in(message: str) -> int | None:
    """tomllib says "(at line 3, column 5)"; Python 3.11 gives it nowhere else."""
    _, _, after = message.partition("at line ")
    digits = after.split(",")[0]
    return int(digits) if digits.isdigit() else None
