"""What a room reads, as a paper for a file; and how a file is given in a room."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise

from bot.chat.papers.forms import MEDIA
from bot.domain.message import Block, File, Message, Paragraph, Rows
from bot.domain.mode import Mode, marker
from bot.domain.paper import Heading, Paper, Part


def paper_of(
    document: Message, mode: Mode, language: str, now: datetime, proof: Sequence[str] = ()
) -> Paper:
    """A document of the desk as a paper: its own markers give way to those of every page."""
    word = marker(mode, language)
    title = document.headline.removeprefix(f"{word} – ") if word else document.headline
    blocks = document.blocks
    if word and blocks[-1:] == (Paragraph(word),):
        blocks = blocks[:-1]
    return Paper(title, language, word, now, tuple(_parts(blocks)), tuple(proof))


def as_file(name: str, content: bytes, paper: Paper, form: str) -> Message:
    """What was made of a paper as a room gets it: the marker stands where people see it without
    opening the file. `form` is the end of its name."""
    word = paper.marker
    named = "-".join(each for each in (word.lower(), name) if each)
    title = f"{word} – {paper.title}" if word else paper.title
    last = (Paragraph(word),) if word else ()
    return Message(title, last, file=File(f"{named}.{form}", MEDIA[form], content))


def _parts(blocks: Sequence[Block]) -> Iterator[Part]:
    """A paragraph with rows below it is their heading."""
    for block, following in pairwise((*blocks, None)):
        if isinstance(block, Paragraph) and isinstance(following, Rows):
            yield Heading(block.text)
        elif block is not None:
            yield block
