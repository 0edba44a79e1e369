"""What people make of a document: lines changed, added and left out; what is carried over into a
newer one; what is new in it; and whose change somebody has not read."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from bot.domain.document import Document, Line, Section, Source, Spot
from bot.domain.document_errors import NoSpot
from bot.domain.draft import Act, Draft

# What ends; a line of the log or a quoted post only makes room for newer ones.
_ENDING = frozenset({"fact", "case", "draft", "contact"})
_NEVER_CHANGES = frozenset({"log"})


class News(StrEnum):
    """What became of a line since the document before."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "no longer"


def edited(
    document: Document, where: Spot, words: Sequence[str], by: str,
    states: Mapping[tuple[str, int], str],
) -> Document:  # fmt: skip
    """The document with a person's words there; none take out what is there. What they rewrote
    rests on the same sources, as these stand now."""
    section = _section(document, where)
    written = tuple(Line(each, by=by) for each in words)
    if where.adds:
        lines = (*section.lines, *written)
    elif where.line:
        if where.line > len(section.lines):
            raise _no(document, where)
        old = section.lines[where.line - 1]
        new = _rewritten(old, " ".join(words), by, states)
        lines = (*section.lines[: where.line - 1], new, *section.lines[where.line :])
    else:
        if not (words or section.shown):
            raise _no(document, where)
        out = tuple(_rewritten(old, "", by, states) if old.words else old for old in section.lines)
        lines = (*out, *written)
    return _with(document, where.section, replace(section, lines=lines))


def renewed(fresh: Document, before: Document) -> Document:
    """A document made anew, with what people made of the one before: a newer version of the same,
    or the next of its kind. A person's words stand where the desk would still write what they
    replaced, else below, to be read again; whatever comes from an earlier document is read again.
    """
    same = fresh.number == before.number
    sections = list(fresh.sections)
    for at, old in enumerate(before.sections[: len(sections)]):
        lines = list(sections[at].lines)
        for line in old.lines:
            _carry(lines, line, before.number, same=same)
        sections[at] = replace(sections[at], lines=tuple(lines))
    return replace(fresh, sections=tuple(sections))


def news(fresh: Document, before: Document) -> Iterator[tuple[News, Line]]:
    """What the desk writes now and did not write then, and what it no longer writes. The first
    section only counts what stands below it. Of one in another language nobody can tell what
    changed."""
    now, then = _made(fresh), _made(before)
    said, known = {_ids(line) for line in then}, {_first(line) for line in then}
    comparable = fresh.language == before.language
    for line in now:
        if _first(line) not in known:
            yield News.NEW, line
        elif comparable and line.sources[0].kind not in _NEVER_CHANGES and _ids(line) not in said:
            yield News.CHANGED, line
    here = {_first(line) for line in now}
    for line in then:
        if _first(line) not in here and line.sources[0].kind in _ENDING:
            yield News.GONE, line


def overtaker(draft: Draft, where: Spot, names: Collection[str], shown: int) -> str:
    """Who last changed what stands there, in a version after the one that a person of these names
    was shown (counted from 1; 0 when they were shown none, and may have read any); "" when nobody
    else did. What is only added takes the place of nothing."""
    hands = [step.by for step in draft.steps if step.act is Act.REVISE]
    texts = [words_at(each.document, where) for each in draft.versions if each.document]
    after = range(max(shown, 1), len(texts)) if not where.adds else ()
    others = (hands[i] for i in reversed(after) if texts[i] != texts[i - 1])
    return next((by for by in others if by not in names), "")


def words_at(document: Document, where: Spot) -> tuple[str, ...]:
    """The lines that stand there, as they are read; of one left out what would come back."""
    lines = [line for section in document.sections[where.section - 1 : where.section]
             for line in section.lines]  # fmt: skip
    if not where.line:
        return tuple(line.plain for line in lines if line.words)
    return tuple(line.plain if line.words else line.instead
                 for line in lines[where.line - 1 : where.line])  # fmt: skip


def _carry(lines: list[Line], line: Line, number: int, *, same: bool) -> None:
    """Put what a person made of the document before into these lines."""
    if not line.by:
        return
    kept = line if same else replace(line, report=line.report or number, check=True)
    ground = (line.instead, _numbers(line.sources))
    here = (i for i, new in enumerate(lines) if not new.by and ground == _ground(new))
    at = next(here, None) if line.instead else None
    if not line.words:
        # What was left out then may matter now: it is left out again by a person, or not.
        if same and at is not None:
            lines[at] = kept
        return
    if at is not None:
        lines[at] = replace(kept, sources=lines[at].sources)
    else:
        lines.append(replace(kept, check=kept.check or bool(line.instead)))


def _rewritten(
    old: Line, words: str, by: str, states: Mapping[tuple[str, int], str]
) -> Line:  # fmt: skip
    sources = tuple(
        replace(each, state=states.get((each.kind, each.number), each.state))
        for each in old.sources
    )
    return Line(words, sources, by, old.made or ("" if words else old.words))


def _made(document: Document) -> list[Line]:
    """What the desk itself wrote with a source, between the section that counts and the one that
    says what is new."""
    found = (line for section in document.sections[1:-1] for line in section.lines)
    return [replace(line, words=line.made) for line in found if line.made and line.sources]


def _ground(line: Line) -> tuple[str, tuple[tuple[str, int], ...]]:
    return line.words, _numbers(line.sources)


def _ids(line: Line) -> tuple[str, tuple[str, int]]:
    return line.words, _first(line)


def _first(line: Line) -> tuple[str, int]:
    return line.sources[0].kind, line.sources[0].number


def _numbers(sources: Sequence[Source]) -> tuple[tuple[str, int], ...]:
    return tuple((source.kind, source.number) for source in sources)


def _section(document: Document, where: Spot) -> Section:
    if where.section > len(document.sections):
        raise _no(document, where)
    return document.sections[where.section - 1]


def _with(document: Document, number: int, section: Section) -> Document:
    sections = document.sections
    return replace(document, sections=(*sections[: number - 1], section, *sections[number:]))


def _no(document: Document, where: Spot) -> NoSpot:
    return NoSpot(place=str(where), last=len(document.sections))
