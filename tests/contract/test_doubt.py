"""A lost answer: asked again only while the outlet still knows what it has, then never."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from bot.domain.outlet import Outlet
from bot.domain.publication import PostFailed, Receipt
from bot.ports import Units
from tests.desk import PAPER, OpenDesk, World, centre

HOUR = timedelta(minutes=55)
TOOT = Outlet("toot", PAPER, "toot", ("en",), repeatable=True, remembers=HOUR)
LOST = PostFailed("Its answer was lost.", retry=True, uncertain=True)
BUSY = PostFailed("It is busy.", retry=True)


@dataclass(slots=True)
class Flaky:
    """An outlet that fails so and so, then takes everything."""

    script: list[PostFailed]
    asked: list[str] = field(default_factory=list)

    async def publish(self, outlet: Outlet, text: str, key: str, answers: str = "") -> Receipt:
        """Do as the script says."""
        self.asked.append(text)
        if self.script:
            raise self.script.pop(0)
        return Receipt("there")


async def published(units: Units, port: Flaky, outlet: Outlet = TOOT) -> OpenDesk:
    """A desk whose draft was just approved and tried once."""
    # Nobody is asked whether it is too late: what is counted here is the hour.
    here = replace(centre(outlets=(outlet,)), ask_after=timedelta(days=1))
    desk = World().open(units, centre_now=here, port=port)
    shown = await desk.says("editor", "/draft Stay inside.")
    await desk.says("editor", "/submit 1")
    await desk.says("approver", f"/approve 1 {shown.partition('[')[2][:6]}")
    return desk


async def later(desk: OpenDesk, minutes: float) -> str:
    """What the delivery card says after so many minutes."""
    desk.world.clock.advance(minutes=minutes)
    await desk.rounds.settle()
    return (await desk.says("approver", "/delivery 1")).splitlines()[-1]


async def test_within_the_hour_it_is_asked_again_by_itself(units: Units) -> None:
    port = Flaky([LOST])
    desk = await published(units, port)
    assert "sent" in await later(desk, 1)
    assert len(port.asked) == 2


async def test_after_the_hour_a_person_is_asked_and_nothing_is_sent(units: Units) -> None:
    port = Flaky([LOST])
    desk = await published(units, port)
    assert "uncertain" in await later(desk, 60)
    assert len(port.asked) == 1


async def test_the_hour_counts_from_the_first_lost_answer_whatever_came_after(
    units: Units,
) -> None:
    port = Flaky([LOST, BUSY, BUSY])
    desk = await published(units, port)
    assert "queued" in await later(desk, 1)
    assert "queued" in await later(desk, 30)
    assert "uncertain" in await later(desk, 30)
    assert len(port.asked) == 3


async def test_who_looked_and_says_resend_ends_the_doubt(units: Units) -> None:
    port = Flaky([LOST])
    desk = await published(units, port)
    await later(desk, 60)
    await desk.says("approver", "/resend 1 toot")
    assert "sent" in await later(desk, 1)
    assert len(port.asked) == 2


async def test_an_outlet_that_knows_no_keys_is_never_asked_again(units: Units) -> None:
    port = Flaky([LOST])
    desk = await published(units, port, Outlet("toot", PAPER, "toot", ("en",)))
    assert "uncertain" in await later(desk, 1)
    assert len(port.asked) == 1


async def test_doubt_about_a_text_that_was_retracted_is_said_and_not_forgotten(
    units: Units,
) -> None:
    port = Flaky([LOST])
    desk = await published(units, port)
    shown = await desk.says("duty-officer", "/retract 1 It was steam.")
    await desk.says("approver", f"/approve 2 {shown.partition('[')[2][:6]}")
    assert "uncertain" in await later(desk, 1)
