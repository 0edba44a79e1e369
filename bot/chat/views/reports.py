"""A document of the desk as rooms read it: on the card while it is a draft, and when it is out."""

import asyncio
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache

from bot.chat.papers.forms import written
from bot.chat.views.approvals import approver
from bot.chat.views.clock import at
from bot.chat.views.papers import as_file, paper_of
from bot.chat.words import Say
from bot.domain.centre import Centre
from bot.domain.document import Document
from bot.domain.draft import Draft, State
from bot.domain.message import Block, Message, Paragraph, Rows
from bot.domain.mode import Mode, marker
from bot.domain.paper import Form, Paper

# One for each room of a desk is the same.
_KEPT = 8


def said(document: Document, mode: Mode, *first: str) -> Message:
    """All of it; in an exercise the marker stands first and last."""
    word = marker(mode, document.language)
    head = f"{word} – {document.title}" if word else document.title
    rows = (Rows(first),) if first else ()
    return Message(head, (*rows, *body(document), *((Paragraph(word),) if word else ())))


def body(document: Document, *, numbers: bool = False, only: int = 0) -> Iterator[Block]:
    """Its sections, or only one; with the numbers by which its lines are changed."""
    for place, section in enumerate(document.sections, 1):
        if only not in (0, place):
            continue
        yield Paragraph(section.title)
        rows = tuple(
            f"{place}.{number} {line.plain}" if numbers else line.plain
            for number, line in section.shown
        )
        if rows or section.instead:
            yield Rows(rows or (section.instead,))
    if not only:
        yield from map(Paragraph, document.notes)


def on_card(document: Document, mode: Mode, say: Say) -> Iterator[Block]:
    """As people change it and say yes to it: with its numbers, and with what was left out."""
    framed = said(document, mode)
    yield Paragraph(framed.headline)
    yield from body(document, numbers=True)
    if left := [f"{place} {line.instead} {line.writer}" for place, line in document.left_out]:
        yield Paragraph(say("Left out of it by people:"))
        yield Rows(tuple(left))
    if word := marker(mode, document.language):
        yield Paragraph(word)


def issued(draft: Draft, centre: Centre, say: Say) -> Message:
    """What went to the rooms, with what everybody must know of it first. `say` speaks the language
    of the document: it is one paper for all."""
    content, document = draft.content, _document(draft)
    assert content.until is not None  # no document is without an end
    until = at(content.until, centre.timezone, document.made_at)
    names = ", ".join(approver(yes, say) for yes in draft.approvals) or "-"
    first = (
        say("valid until: {until}", until=until),
        say("written by: {names}", names=", ".join(sorted(draft.hands))),
        say("approved by: {names}", names=names),
    )
    return said(document, content.mode, *first)


async def as_paper(
    message: Message,
    name: str,
    form: Form,
    mode: Mode,
    language: str,
    made_at: datetime,
    *proof: str,
) -> Message:
    """What is said of a document as a file, with what proves it. The same paper is written out
    once."""
    paper = paper_of(message, mode, language, made_at, proof)
    return as_file(name, await asyncio.to_thread(_written, paper, form), paper, form)


async def draft_as_paper(message: Message, draft: Draft, form: Form, say: Say) -> Message:
    """What is said of a document's draft as a file, which is found and proved by its digest."""
    document = _document(draft)
    name = f"{draft.content.kind}-{draft.incident}-{document.number}"
    if draft.state is not State.ISSUED:
        name = f"draft-{draft.number}-{name}"
    proof = say("Draft {number}, SHA-256 {digest}", number=draft.number, digest=draft.digest)
    return await as_paper(
        message, name, form, draft.content.mode, document.language, document.made_at, proof
    )


@lru_cache(_KEPT)
def _written(paper: Paper, form: Form) -> bytes:
    return written(paper, form)


def _document(draft: Draft) -> Document:
    assert draft.content.document is not None  # whoever calls it has looked
    return draft.content.document
