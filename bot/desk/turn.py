"""A turn at the desk: one person, at one moment, in one transaction.

Verbs take a turn and never commit it. Whoever opened the unit commits once, so that the change,
its line in the log and the notices that follow from it stand or fall together.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from bot.desk.shared import redraw
from bot.domain.centre import Centre
from bot.domain.errors import NotFound
from bot.domain.incident import DAILY_WATCH, Incident
from bot.domain.log import Entry
from bot.domain.message import Message, mark
from bot.domain.room import Duty, Member, Room
from bot.ports import Lane, Post, Unit, Words

# Who the log names when nobody typed anything.
VIGIE = Member(name="vigie", roles=frozenset())


@dataclass(frozen=True, slots=True)
class Turn:
    """What a verb needs to act for somebody. `room` is where it was said, if anywhere;
    `own_language` is what this person chose to be answered in, "" for the room's."""

    unit: Unit
    centre: Centre
    words: Words
    who: Member
    now: datetime
    room: Room | None = None
    own_language: str = ""

    @property
    def language(self) -> str:
        """The language that words typed in this turn are taken for: the room's, else the centre's
        first. Never a person's own, which says nothing of what they wrote."""
        return self.room.language if self.room else self.centre.languages[0]

    @property
    def said_in(self) -> str:
        """The name of the room where it was said; "" for none."""
        return self.room.name if self.room else ""

    @property
    def answered_in(self) -> str:
        """The language of the answer: the person's own if they chose one, save where partners
        read."""
        theirs = self.room is not None and self.room.with_partners
        return self.language if theirs else self.own_language or self.language

    async def note(self, kind: str, text: str, incident: int, **refs: object) -> Entry:
        """Write a line in the incident's log, in this transaction. What it is about (`case`,
        `fact`, `draft` among the refs) is drawn again where partners have a card of it."""
        named = {key: str(value) for key, value in refs.items()}
        # The log is for ever: a password in an address must not get into it.
        text = re.sub(r"://[^/\s@]+@", "://…@", text)
        entry = await self.unit.log.add(incident, self.now, self.who.name, kind, text, named)
        await redraw(self.unit, named, self.now)
        return entry

    async def show(self, subject: str, tag: str, lane: Lane, *duties: Duty) -> None:
        """Queue the card or notice of a subject for every room with one of the duties.

        `tag` tells apart two posts on one subject that must both appear.
        """
        for room in self.centre.team.rooms_for(*duties):
            post = Post(f"{subject}/{tag}/{room.name}", room.name, lane, subject=subject)
            await self.unit.outbox.add(post, self.now)

    async def tell(self, key: str, room: Room, message: Message) -> None:
        """Queue a ready message for a room; the same key is said there once while it waits."""
        post = Post(f"{key}/{room.name}", room.name, Lane.APPROVAL, message=message)
        await self.unit.outbox.add(post, self.now)

    async def incident(self) -> Incident:
        """The incident that new cases, drafts and lines of the log belong to: the newest open."""
        return (await self.unit.incidents.open())[0]

    async def the_incident(self, number: int) -> Incident:
        """One incident, or `NotFound`."""
        found = await self.unit.incidents.get(number)
        if found is None or number == DAILY_WATCH:
            raise NotFound(what=mark("incident"), number=number, list="/incident")
        return found
