"""What the daily watch flagged and nobody confirmed loses its words in time, and nothing breaks."""

from dataclasses import replace
from datetime import timedelta
from random import Random

from bot.desk.fading import AT_ONCE
from bot.desk.judging import LearningJudge
from bot.domain.flag import Decision, Dismissal
from bot.domain.log import first_break
from bot.domain.mode import Mode
from bot.ports import Card, Unit, Units
from classifiers.verdict import Finding
from monitors.decide import Novelty
from monitors.feed import Item, SourceRole, digest_of
from tests import samples
from tests.clock import START
from tests.desk import READ, OpenDesk, World, watched, word_judge

SAID = {
    "confirmed": "poison in the fountain, says the caretaker",
    "dismissed": "poison in my soup, it was the cook's revenge",
    "undecided": "poison in the pond, the ducks know it all",
    "incident": "poison in the well behind the church",
}


def _post(key: str) -> Item:
    link = f"https://www.blog.example/{key}"
    return Item(key, digest_of("", SAID[key], link), "", SAID[key], link, None, "en")


async def _read(desk: OpenDesk, feed: int, key: str) -> None:
    await desk.polls(feed, (_post(key),))


async def _watch(units: Units, world: World) -> OpenDesk:
    """Flags 1 to 3 of the daily watch, in their fates, and flag 4 of an incident."""
    desk, feed = world.open(units), await watched(units)
    for key in ("confirmed", "dismissed", "undecided"):
        await _read(desk, feed, key)
    await desk.says("Monitor", "/confirm 1")
    await desk.says("Monitor", "/dismiss 2 satire")
    await desk.says("Duty officer", "/incident open Smell in the park")
    await _read(desk, feed, "incident")
    return desk


async def _everything(units: Units) -> str:
    """Whatever the store can tell of flags, posts, cards and the log."""
    async with units() as unit:
        flags = [await unit.flags.get(number) for number in range(1, 5)]
        items = [await unit.items.get(number) for number in range(1, 5)]
        cards = [
            await unit.cards.get(room, f"case/{case}") for room in ("desk", "watch")
            for case in (1, 2)
        ]  # fmt: skip
        entries = [entry for i in (0, 1) for entry in await unit.log.entries(i)]
    return f"{flags} {items} {cards} {entries}"


async def test_words_go_after_the_time_and_what_was_confirmed_or_of_an_incident_stays(
    units: Units,
) -> None:
    world = World()
    desk = await _watch(units, world)
    before = await _everything(units)
    assert all(words in before for words in SAID.values())
    world.clock.advance(days=89)
    await desk.rounds.forget()
    assert await _everything(units) == before
    world.clock.advance(days=2)
    await desk.rounds.forget()
    after = await _everything(units)
    assert [key for key, words in SAID.items() if words in after] == ["confirmed", "incident"]
    assert "/dismissed" not in after
    assert "/undecided" not in after
    async with units() as unit:
        assert len(list(await unit.flags.fading(world.clock.now(), 9))) == 0
        entries = await unit.log.entries(0)
        assert [e.refs["flags"] for e in entries if e.kind == "flags.faded"] == ["2"]


async def test_a_confirmed_flag_that_is_dismissed_by_a_slip_can_be_confirmed_again(
    units: Units,
) -> None:
    world = World()
    desk = await _watch(units, world)
    world.clock.advance(days=200)
    await desk.says("Monitor", "/dismiss 1 satire")
    await desk.rounds.forget()
    await desk.says("Monitor", "/confirm 1")
    await desk.rounds.forget()
    assert SAID["confirmed"] in await _everything(units)


async def test_what_is_left_is_counted_as_before(units: Units) -> None:
    world = World()
    desk = await _watch(units, world)
    end = START + timedelta(days=1)

    async def figures() -> tuple[object, ...]:
        async with units() as unit:
            case = await unit.flags.figures(1, START)
            # Nobody is asked any more to decide on what nobody can read.
            case = replace(case, newest_open=None)
            points = [(each.at, each.host) for each in await unit.flags.spotted(START)]
            decided = [await unit.flags.decisions(number) for number in (1, 2, 3)]
            return case, await unit.flags.outcomes(START, end), points, decided

    before = await figures()
    world.clock.advance(days=91)
    await desk.rounds.forget()
    assert await figures() == before
    async with units() as unit:
        assert [flag.number for flag in await unit.flags.undecided()] == [4]
        assert (await unit.flags.figures(1, START)).newest_open is None
        assert await unit.flags.label_count() == (2, 2)
        assert [flag.number for flag in await unit.flags.of_case(1, worded=True)] == [1]
        assert [flag.number for flag in await unit.flags.gathered(1, 9)] == [1]


async def test_the_card_why_and_the_log_go_on_and_no_decision_rests_on_nothing(
    units: Units,
) -> None:
    world = World()
    desk = await _watch(units, world)
    world.clock.advance(days=91)
    await desk.rounds.forget()
    shown = await desk.says("Monitor", "/case 1")
    assert SAID["confirmed"] in shown
    why = await desk.says("Monitor", "/why 2")
    assert "not kept any more" in why
    assert "satire" in why
    refused = await desk.says("Monitor", "/confirm 2")
    assert "/flags" in refused
    for command in ("/flags", "/cases", "/analysis", "/sitrep", "/handover", "/trend 24h"):
        assert await desk.says("Duty officer", command)
    async with units() as unit:
        for head in await unit.log.heads():
            assert first_break(await unit.log.entries(head.incident), head) is None


async def test_a_card_whose_first_post_is_gone_shows_the_first_that_is_there(units: Units) -> None:
    world = World()
    desk, feed = world.open(units), await watched(units)
    await _read(desk, feed, "dismissed")
    gone = await desk.says("Monitor", "/case 1")
    assert SAID["dismissed"] in gone
    world.clock.advance(days=91)
    await desk.rounds.forget()
    bare = await desk.says("Monitor", "/case 1")
    assert SAID["dismissed"] not in bare
    await _read(desk, feed, "confirmed")
    shown = await desk.says("Monitor", "/case 1")
    assert SAID["confirmed"] in shown
    assert "blog.example/\n" in shown


async def _decided(unit: Unit, at: int, text: str, dismissal: Dismissal | None) -> None:
    feed = await unit.feeds.add(replace(samples.FEED, url=f"https://{at}.example"), READ)
    item = await unit.items.keep(feed, samples.item(f"key-{at}"), Novelty.NEW, START)
    case = await unit.cases.add(replace(samples.CASE, narrative=None, incident=0))
    verdict = replace(samples.VERDICT, findings=(Finding("prior", 1.0, ""),))
    flag = replace(samples.flag(case.number, item), text=text, verdict=verdict, raised_at=START)
    await unit.flags.add(replace(flag, decision=Decision("Monitor", START, dismissal)))


def _unlike(at: int) -> str:
    """A text that shares hardly a run of letters with that of another number."""
    letters = Random(at).choices("abcdefghijklmnopqrstuvwxyzåäöæøñçßłž", k=40)
    return " ".join("".join(letters[start : start + 8]) for start in range(0, 40, 8))


async def test_the_judge_still_knows_how_often_it_was_wrong(units: Units) -> None:
    """Else only confirmed posts were left to learn from, and the judge would trust itself more."""
    async with units() as unit:
        for at in range(60):
            await _decided(unit, at, _unlike(at), None if at % 2 else Dismissal.OPINION)
        await unit.commit()
    judge = LearningJudge(word_judge, units, Mode.LIVE)
    feed = replace(samples.FEED, role=SourceRole.SOCIAL)
    stranger = samples.item("new", "poison of which nobody has heard")

    async def rate(asked: LearningJudge) -> tuple[float, str]:
        [verdict] = await asked.judge_all(feed, [stranger])
        found = next(f for f in verdict.findings if f.code == "room.rate")
        return found.weight, found.about

    before, standing = await rate(judge), judge.standing
    assert before[0] < 0
    desk = World().open(units)
    desk.world.clock.advance(days=91)
    await desk.rounds.forget()
    after = await rate(judge)
    assert after[0] <= before[0]
    assert after[1] == before[1]
    assert judge.standing is not None
    assert standing is not None
    assert judge.standing.texts == standing.texts
    assert judge.standing.found.whole == standing.found.whole
    # A process that starts now learns the same as one that was there before.
    assert await rate(LearningJudge(word_judge, units, Mode.LIVE)) == after


async def test_more_than_one_batch_is_let_go_of_in_one_night(units: Units) -> None:
    async with units() as unit:
        for at in range(AT_ONCE + 1):
            await _decided(unit, at, f"words {at}", Dismissal.TRUE)
        await unit.commit()
    desk = World().open(units)
    desk.world.clock.advance(days=91)
    await desk.rounds.forget()
    async with units() as unit:
        assert await unit.flags.fading(desk.world.clock.now(), 1) == []
        assert (await unit.flags.label_count())[1] == AT_ONCE + 1


async def test_a_rumours_card_keeps_no_quote_for_ever(units: Units) -> None:
    desk = World().open(units)
    async with units() as unit:
        for incident in (0, (await unit.incidents.add(samples.INCIDENT)).number):
            opened = replace(samples.RUMOUR, incident=incident, opened_at=START)
            rumour = await unit.rumours.add(opened)
            await unit.cards.save("watch", f"rumour/{rumour.number}", Card("7", "their words"))
        await unit.commit()
    desk.world.clock.advance(days=91)
    await desk.rounds.forget()
    async with units() as unit:
        assert await unit.cards.get("watch", "rumour/1") == Card("7", "")
        assert await unit.cards.get("watch", "rumour/2") == Card("7", "their words")


async def test_a_flag_that_is_confirmed_meanwhile_keeps_its_words(units: Units) -> None:
    async with units() as unit:
        await _decided(unit, 1, "words", Dismissal.TRUE)
        [found] = await unit.flags.fading(START + timedelta(days=1), 9)
        await unit.flags.save(found.decide(Decision("Monitor 2", START)))
        await unit.flags.fade(found.fade("0123456789abcdef"))
        kept = await unit.flags.get(1)
        assert kept is not None
        assert (kept.text, kept.faded) == ("words", "")
