"""One post as it is said now: told, shown with its file or its picture, or edited in place."""

import asyncio
import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.domain.drawing import Drawing
from bot.domain.message import File, Message, Paragraph, mark
from bot.domain.pacing import Move
from bot.domain.publication import PostFailed
from bot.domain.room import Room
from bot.ports import Card, Lane, Platform, Post, Queued, Words

UNSENT = mark("The file {name} could not be sent here: {why}")
# What redraws the card of a case where there is one, and says nothing elsewhere.
AFTER = "after/"
CARDS = frozenset({"case", "draft", "warning", "shared", "rumour"})
Draw = Callable[[Drawing], bytes]
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ready:
    """A post as it is to be said now. `card` is where it lives already."""

    queued: Queued
    room: Room
    message: Message
    card: Card | None
    key: str
    same_buttons: bool = False

    @property
    def move(self) -> Move:
        """What it costs of a room's pace."""
        if self.card and self.card.reference:
            return Move.EDIT
        return Move.REPLY if self.queued.post.lane is Lane.REPLY else Move.TELL

    @property
    def says(self) -> tuple[str, ...]:
        """What its buttons say."""
        return tuple(button.says for button in self.message.buttons)


async def utter(platform: Platform, ready: Ready, words: Words, draw: Draw | None) -> str:
    """Say it; returns what the platform calls it there. Raises `PostFailed`."""
    if ready.card and ready.card.reference:
        content = hashlib.sha256(repr(ready.message).encode("utf-8", "replace")).hexdigest()
        key = f"{ready.key}-{content[:8]}"
        return await platform.edit(
            ready.room, ready.card.reference, ready.message, key, same_buttons=ready.same_buttons
        )
    post, message = ready.queued.post, ready.message
    # A card is everybody's: it does not hide in a thread.
    thread = "" if card_of(post) else post.thread
    file = message.file or await _drawn(message, draw)
    if file is None:
        return await platform.tell(ready.room, message, ready.key, thread)
    try:
        return await platform.show(ready.room, file, message.plain(), ready.key, thread)
    except PostFailed as refused:
        if refused.retry or refused.uncertain or refused.gone:
            raise
        # The words still matter, and so does why nothing comes with them.
        why = words(ready.room.language, UNSENT, name=file.name, why=refused.why)
        alone = replace(message, blocks=(*message.blocks, Paragraph(why)))
        return await platform.tell(ready.room, alone, f"{ready.key}-words", thread)


async def _drawn(message: Message, draw: Draw | None) -> File | None:
    """The picture of a message; None when it cannot be drawn, since its words say the same."""
    if message.drawing is None or draw is None:
        return None
    try:
        png = await asyncio.to_thread(draw, message.drawing)
    except Exception:
        log.exception("a picture could not be drawn: its words go alone")
        return None
    return File("picture.png", "image/png", png)


def card_of(post: Post) -> str:
    """The subject with one living card in a room, edited in place; "" for what is told anew."""
    subject = post.subject or ""
    if subject.startswith(AFTER):
        return f"case/{subject.removeprefix(AFTER)}"
    return subject if subject.partition("/")[0] in CARDS else ""
