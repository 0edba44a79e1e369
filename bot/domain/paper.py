"""A document as it is written out for a file: its structure, before it has a form."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.message import Block


class Form(StrEnum):
    """What a document is written out as; the value is the end of its file's name."""

    MARKDOWN = "md"
    HTML = "html"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a part; 2 is the highest level below that of the paper."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells below a head; a row is on one page, so that no cell may be a page long.
    `widths` are the columns' shares of the width, in percent."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG, and the same in words for who does not see it."""

    png: bytes
    instead: str


Part = Block | Heading | Table | Picture


@dataclass(frozen=True, slots=True)
class Paper:
    """A document in one language. `marker` is the exercise marker, which stands first and last on
    every page, "" when live; `proof` are the heads of the logs it was made from, at its foot."""

    title: str
    language: str
    marker: str
    made_at: datetime
    parts: tuple[Part, ...]
    proof: tuple[str, ...] = ()
