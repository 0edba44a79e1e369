"""A backlog of notices becomes one message that names each of them.

What a room could not be told in time it would read too late, one by one; and what is new would
come last.
"""

from collections.abc import Sequence

from bot.domain.message import Message, Rows, mark
from bot.domain.room import Room
from bot.ports import Lane, Post, Words

# A platform bears ten notices in half a minute, and people read them; more are a wall.
MOST_WAITING = 10
# So many lines fit into one message of every platform; what is more goes into a second one.
MOST_LINES = 40
HEAD = mark("{count} more, told at once because so many came together. See /flags and /cases.")


def digests(room: Room, lines: Sequence[str], key: str, words: Words) -> list[Post]:
    """The posts that name each of these lines, in as few messages as bear them."""
    parts = [lines[start : start + MOST_LINES] for start in range(0, len(lines), MOST_LINES)]
    return [
        Post(
            f"{key}/{number}",
            room.name,
            Lane.DIGEST,
            Message(words(room.language, HEAD, count=len(part)), (Rows(tuple(part)),)),
        )
        for number, part in enumerate(parts)
    ]
