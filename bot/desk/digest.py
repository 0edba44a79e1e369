"""A backlog of notices becomes one message that names each of them, and why it comes only now.

What a room could not be told in time it would read too late, one by one; and what is new would
come last.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.flag import Priority
from bot.domain.message import Message, Paragraph, Rows, mark
from bot.domain.restraint import Why
from bot.domain.room import Room
from bot.ports import Lane, Post, Words

# A platform bears ten notices in half a minute, and people read them; more are a wall.
MOST_WAITING = 10
# So many lines fit into one message of every platform; what is more goes into a second one.
MOST_LINES = 40
HEAD = mark("{count} more, told at once because so many came together. See /flags and /cases.")
HEADS = {
    Why.QUIET: mark("{count} waited for the end of the quiet hours. See /flags and /cases."),
    Why.BUDGET: mark(
        "{count} more, held back because this room is told at most {budget} notices an hour. "
        "See /flags and /cases."
    ),
    Why.SILENCE: mark("{count} waited for the end of a silence. See /flags and /cases."),
}
KINDS = {
    "case": mark("cases: {count}"),
    "feed": mark("feeds: {count}"),
    "rumour": mark("possible new rumours: {count}"),
}
OTHERS = mark("other notices: {count}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a digest: what it is about, in what words, and how soon people are needed."""

    about: str
    line: str
    priority: Priority = Priority.MEDIUM


def digests(
    room: Room, entries: Sequence[Entry], key: str, words: Words, why: Why | None
) -> list[Post]:
    """The posts that name each of these, in as few messages as bear them."""
    parts = [entries[start : start + MOST_LINES] for start in range(0, len(entries), MOST_LINES)]
    head = HEADS[why] if why else HEAD
    return [
        Post(
            f"{key}/{number}",
            room.name,
            Lane.DIGEST,
            Message(
                words(room.language, head, count=len(part), budget=room.restraint.budget),
                (*_counted(room, part, words), Rows(tuple(entry.line for entry in part))),
            ),
        )
        for number, part in enumerate(parts)
    ]


def _counted(room: Room, entries: Sequence[Entry], words: Words) -> tuple[Paragraph, ...]:
    """How many there are of each kind; nothing when all are of one."""
    kinds = Counter(KINDS.get(entry.about.partition("/")[0], OTHERS) for entry in entries)
    counted = ", ".join(
        words(room.language, kind, count=count) for kind, count in kinds.most_common()
    )
    return (Paragraph(counted),) if len(kinds) > 1 else ()
