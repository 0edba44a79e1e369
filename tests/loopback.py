"""A chat platform of our own, in memory: it outlives desks, and can be told what goes wrong.

`Server` is the other side: what people wrote and pressed, what can be read in each room, and the
faults to come. `Loopback` is the platform as a desk opens it.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field

from bot.domain.hearing import Heard, Pressed
from bot.domain.message import File, Message
from bot.domain.pacing import Pace
from bot.domain.publication import PostFailed
from bot.domain.room import Room, Utterance
from bot.ports import Batch, Event, PlatformDown, Remark


@dataclass(slots=True)
class Server:
    """`down` is raised by every call of `listen`, `refusals` by what is said in a room, by its
    address; `lost_answers` counts posts that arrive without saying so."""

    name: str = "loop"
    pace: Pace = field(default_factory=Pace)
    events: list[Event] = field(default_factory=list)
    read: dict[str, dict[str, Message]] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    threads: dict[str, str] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    calls: list[tuple[str, str]] = field(default_factory=list)
    down: PlatformDown | None = None
    refusals: dict[str, list[PostFailed]] = field(default_factory=dict)
    lost_answers: int = 0
    missed: list[Pressed] = field(default_factory=list)
    recounted: set[str] = field(default_factory=set)
    knows_keys: bool = True
    asked: int = 0

    def hear(self, heard: Heard | None) -> None:
        """Something happens there."""
        key = heard.key if heard else f"{self.name}/noise/{len(self.events)}"
        self.events.append(Event(key, '{"raw": true}', heard))

    def says(self, account: str, room: str, text: str) -> None:
        """Somebody types."""
        self.hear(Utterance(f"{self.name}/{len(self.events)}", room, account, text))

    def presses(self, account: str, room: str, reference: str, button: int = 0) -> str:
        """Somebody presses; returns what the press is answered under."""
        number = len(self.events)
        self.hear(Pressed(f"{self.name}/{number}", room, account, reference, button, f"a{number}"))
        return f"a{number}"

    def shown(self, address: str) -> list[Message]:
        """What can be read in a room now, oldest first."""
        return list(self.read.get(address, {}).values())

    def card(self, address: str, headline: str) -> str:
        """The reference of the newest message with these words in its headline."""
        room = self.read.get(address, {})
        return next(r for r, m in reversed(room.items()) if headline in m.headline)


class Loopback:
    """The platform. Hears to the end of what happened, then ends."""

    def __init__(self, server: Server) -> None:
        self.server = server

    @property
    def pace(self) -> Pace:
        return self.server.pace

    async def listen(self, cursor: str | None) -> AsyncIterator[Batch]:
        start = int(cursor or 0)
        self.server.asked += 1
        if self.server.down is not None:
            raise self.server.down
        yield Batch((), str(start))
        while start < len(self.server.events):
            batch = tuple(self.server.events[start : start + 3])
            start += len(batch)
            yield Batch(batch, str(start), tuple({press.room for press in self.server.missed}))

    async def recount(self, room: Room, reference: str) -> Sequence[Event]:
        self.server.recounted.add(reference)
        there = [press for press in self.server.missed if press.reference == reference]
        return [Event(press.key, "{}", press) for press in there]

    async def tell(self, room: Room, message: Message, key: str, thread: str = "") -> str:
        self._refuse(room, "tell")
        if self.server.knows_keys and key in self.server.keys:
            return self.server.keys[key]
        reference = f"{self.server.name}-{len(self.server.calls)}"
        self.server.keys[key] = reference
        self.server.read.setdefault(room.address, {})[reference] = message
        self.server.threads[reference] = thread
        self._lose_answer()
        return reference

    async def edit(
        self, room: Room, reference: str, message: Message, key: str, *, same_buttons: bool = False
    ) -> str:
        self._refuse(room, "edit")
        if reference not in self.server.read.get(room.address, {}):
            raise PostFailed("There is no such message.")
        self.server.read[room.address][reference] = message
        self._lose_answer()
        return reference

    async def show(self, room: Room, file: File, caption: str, key: str, thread: str = "") -> str:
        reference = await self.tell(room, Message(caption), key, thread)
        self.server.files[reference] = file
        return reference

    async def answer(self, answer_to: str, words: str) -> None:
        self.server.answers[answer_to] = words

    async def reach(self, rooms: Sequence[Room]) -> Sequence[Remark]:
        return [Remark(room.name, True, "can be reached") for room in rooms]

    async def close(self) -> None:
        """Nothing is held."""

    def _refuse(self, room: Room, what: str) -> None:
        self.server.calls.append((what, room.address))
        if refusals := self.server.refusals.get(room.address):
            raise refusals.pop(0)

    def _lose_answer(self) -> None:
        if self.server.lost_answers:
            self.server.lost_answers -= 1
            raise PostFailed("The answer was lost.", uncertain=True)


class LoopbackStage:
    """The stage of the contract that every platform passes."""

    def __init__(self) -> None:
        self.server = Server()
        self.platform = Loopback(self.server)
        self._heard: list[Utterance] = []
        self._cursor: str | None = None

    def room(self, name: str) -> Room:
        return Room(name, "loop", name, "en")

    async def seen(self, room: Room) -> str:
        return "\n".join(
            "\n".join([m.plain(), *(f"[{b.label}: {b.says}]" for b in m.buttons)])
            for m in self.server.shown(room.address)
        )

    async def types(self, account: str, room: Room, text: str) -> None:
        self.server.says(account, room.name, text)

    async def heard(self) -> Utterance:
        if not self._heard:
            async for batch in self.platform.listen(self._cursor):
                self._cursor = batch.cursor
                self._heard += [e.heard for e in batch.events if isinstance(e.heard, Utterance)]
        return self._heard.pop(0)

    async def files(self, room: Room) -> dict[str, bytes]:
        return {file.name: file.content for file in self.server.files.values()}

    async def breaks(self) -> None:
        failure = PostFailed("The line is cut.", retry=True)
        for name in ("watch", "press"):
            self.server.refusals[name] = [failure] * 9
