"""The rooms and outlets that tests use in place of real ones keep the same promises."""

import pytest

from bot.domain.room import Room, Utterance
from bot.ports import OutletPort, Platform
from tests.contract import test_outlets as outlets
from tests.contract import test_platforms as platforms
from tests.contract.test_outlets import Place
from tests.contract.test_platforms import Stage
from tests.desk import SITE, Fate, PaperRooms, ScriptedOutlet


class PaperStage:
    """Paper rooms, read as they are written."""

    def __init__(self) -> None:
        self.rooms = PaperRooms()
        self.platform: Platform = self.rooms
        self._typed: list[Utterance] = []

    def room(self, name: str) -> Room:
        """A room by its name."""
        return Room(name, "paper", name, "en")

    async def seen(self, room: Room) -> str:
        """Every sheet of the room, with its buttons."""
        sheets = self.rooms.read(room.name)
        buttons = [f"{b.label}: {b.says}" for sheet in sheets for b in sheet.buttons]
        return "\n".join([sheet.plain() for sheet in sheets] + buttons)

    async def types(self, account: str, room: Room, text: str) -> None:
        """Somebody says something."""
        number = len(self._typed)
        self._typed.append(Utterance(f"paper/{number}", room.name, account, text))

    async def heard(self) -> Utterance:
        """The oldest that nobody heard."""
        return self._typed.pop(0)

    async def files(self, room: Room) -> dict[str, bytes]:
        """What hangs on the walls."""
        return {file.name: file.content for file in self.rooms.files}

    async def breaks(self) -> None:
        """The paper is used up."""
        self.rooms.works = False


class ScriptedPlace:
    """The scripted outlet, and the public in front of it."""

    def __init__(self) -> None:
        self.scripted = ScriptedOutlet()
        self.port: OutletPort = self.scripted
        self.outlet = SITE

    def public(self) -> list[bytes]:
        """What arrived."""
        return [text.encode() for text in self.scripted.public(SITE)]

    def close_for_now(self) -> None:
        """Busy from now on."""
        self.scripted.script = [Fate.LATER] * 100

    def mend(self) -> None:
        """Not busy any more."""
        self.scripted.script = []

    def refuse_for_ever(self) -> None:
        """Not wanted."""
        self.scripted.script = [Fate.REFUSED]

    def bears(self, text: str) -> bool:
        """Anything."""
        return True


@pytest.fixture
def stage() -> Stage:
    return PaperStage()


@pytest.fixture
def place() -> Place:
    return ScriptedPlace()


# The promises themselves, held here against the two above.
globals().update(
    {
        name: test
        for suite in (outlets, platforms)
        for name, test in vars(suite).items()
        if name.startswith("test_")
    }
)
