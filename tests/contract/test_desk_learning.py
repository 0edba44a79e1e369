"""Decisions become labels that every desk on a store learns from, and copies join one case."""

from dataclasses import replace
from datetime import timedelta

from bot.desk.judging import LearningJudge
from bot.desk.titles import title_of
from bot.domain.flag import Decision, Dismissal, Flag
from bot.domain.message import SplitOff
from bot.domain.mode import Mode
from bot.ports import Unit, Units
from classifiers.stories import Trace
from classifiers.verdict import Finding
from monitors.decide import Novelty
from monitors.feed import Item, SourceRole, digest_of
from tests import samples
from tests.clock import START
from tests.desk import READ, World, watched, word_judge

LATER = START + timedelta(minutes=1)
ODD = (
    "My cousin at the harbour says that odd poison barrels are unloaded there every night at three"
    " and that the guards were told to look the other way until the ship has left"
)


async def _flag(unit: Unit, text: str = "a") -> Flag:
    feed = await unit.feeds.add(replace(samples.FEED, url=f"https://{hash(text)}.example"), READ)
    item = await unit.items.keep(feed, samples.item(text), Novelty.NEW, START)
    case = await unit.cases.add(replace(samples.CASE, narrative=None))
    verdict = replace(samples.VERDICT, findings=(Finding("prior", 2.2, ""),))
    flag = replace(samples.flag(case.number, item), text=text, verdict=verdict)
    return await unit.flags.add(flag)


# --- what the store keeps ----------------------------------------------------------------------


async def test_every_decision_is_kept_and_counted(units: Units) -> None:
    slip = Decision("Monitor 1", START, Dismissal.SATIRE)
    mended = Decision("Monitor 1", LATER)
    async with units() as unit:
        flag = await _flag(unit)
        assert await unit.flags.label_count() == (0, 0)
        for decision in (slip, mended):
            await unit.flags.save(replace(flag, decision=decision))
        await unit.flags.save(replace(flag, decision=mended))
        await unit.commit()
    async with units() as unit:
        assert await unit.flags.decisions(flag.number) == [slip, mended]
        assert await unit.flags.decisions(99) == []
        assert await unit.flags.label_count() == (2, 0)
        assert [label.word for label in await unit.flags.labels(10)] == ["satire", "confirmed"]
        assert [label.word for label in await unit.flags.labels(1)] == ["confirmed"]


async def test_a_label_says_what_the_judge_said_without_the_room(units: Units) -> None:
    findings = (Finding("prior", -1.0, ""), Finding("room.confirmed", 3.0, "x", "2"),
                Finding("likeness.copy", 2.5, "y", "n"))  # fmt: skip
    async with units() as unit:
        flag = await _flag(unit)
        verdict = replace(flag.verdict, findings=findings, narrative="n", lang="lb")
        flag = await unit.flags.add(replace(flag, verdict=verdict))
        await unit.flags.save(replace(flag, decision=Decision("Monitor 1", START)))
        [label] = await unit.flags.labels(10)
    assert (label.log_odds, label.narrative, label.lang) == (1.5, "n", "lb")
    assert (label.flag, label.text, label.by, label.at) == (flag.number, "a", "Monitor 1", START)


async def test_a_case_without_a_name_is_found_by_the_keys_of_its_story(units: Units) -> None:
    keys = Trace.of(ODD).keys()
    async with units() as unit:
        first = await unit.cases.add(replace(samples.CASE, narrative=None))
        second = await unit.cases.add(replace(samples.CASE, narrative=None))
        await unit.cases.tell(first.number, keys[:3])
        await unit.cases.tell(second.number, keys)
        await unit.cases.tell(second.number, keys)
        await unit.cases.tell(second.number, ())
        await unit.commit()
    async with units() as unit:
        assert await unit.cases.of_story(first.incident, keys) == [second, first]
        assert await unit.cases.of_story(first.incident, keys[3:]) == [second]
        assert await unit.cases.of_story(first.incident, ()) == []
        assert await unit.cases.of_story(first.incident + 1, keys) == []


# --- copies and cases --------------------------------------------------------------------------


def _post(key: str, text: str) -> Item:
    return Item(key, digest_of("", text, None), "", text, None, None, "en")


async def _counts(units: Units) -> list[int]:
    async with units() as unit:
        incident = (await unit.incidents.open())[0]
        return [case.count for case in await unit.cases.of_incident(incident.number)]


async def test_copies_of_a_post_without_a_narrative_join_one_case(units: Units) -> None:
    desk, number = World().open(units), await watched(units)
    await desk.polls(number, (_post("1", ODD),))
    await desk.polls(number, (_post("2", f"RT @somebody: {ODD.upper()} #harbour"),))
    await desk.polls(
        number, (_post("3", ODD.replace("guards", "sailors").replace("three", "four")),)
    )
    assert await _counts(units) == [3]
    await desk.polls(number, (_post("4", "Somebody put odd poison into the soup of the school"),))
    assert await _counts(units) == [3, 1]


async def test_copies_in_one_poll_join_one_case(units: Units) -> None:
    desk, number = World().open(units), await watched(units)
    await desk.polls(
        number, tuple(_post(str(at), f"{ODD} https://x.example/{at}") for at in range(4))
    )
    assert await _counts(units) == [4]


async def test_a_post_that_is_edited_a_little_is_not_flagged_again(units: Units) -> None:
    desk, number = World().open(units), await watched(units)
    await desk.polls(number, (_post("1", ODD),))
    await desk.polls(number, (_post("1", ODD.replace("guards", "sailors")),))
    assert await _counts(units) == [1]
    await desk.polls(
        number, (_post("1", "Odd: the poison was in the soup of the school all along"),)
    )
    assert await _counts(units) == [1, 1]


async def test_a_case_and_its_story_last_when_the_desk_is_opened_again(units: Units) -> None:
    world = World()
    desk, number = world.open(units), await watched(units)
    await desk.polls(number, (_post("1", ODD),))
    again = world.open(units)
    await again.polls(number, (_post("2", f"Breaking: {ODD}"),))
    assert await _counts(units) == [2]


# --- learning ----------------------------------------------------------------------------------


_SOUPS = (
    "poison in the soup of the school, says my aunt",
    "did somebody put poison into what they cook at the school?",
    "soup, school, poison: they must think that we are stupid",
    "the school has its soup from the harbour, and poison with it",
    "no soup for mine today, poison is all the school can cook",
)


async def test_a_decision_at_one_desk_is_known_to_every_other(units: Units) -> None:
    feed = replace(samples.FEED, role=SourceRole.SOCIAL)
    judges = [LearningJudge(word_judge, units, Mode.LIVE) for _ in range(2)]
    posts = [_post("1", f"poison in the soup of the school, {word}") for word in ("a", "b", "c")]
    before = [await judge.judge_all(feed, posts) for judge in judges]
    assert before[0] == before[1]
    async with units() as unit:
        for text in _SOUPS:
            flag = await _flag(unit, text)
            said = Decision("Monitor 1", START, Dismissal.SATIRE)
            await unit.flags.save(replace(flag, decision=said))
        await unit.commit()
    after = [await judge.judge_all(feed, posts) for judge in judges]
    assert after[0] == after[1]
    assert all(now.score < then.score for now, then in zip(after[0], before[0], strict=True))


async def test_a_judge_with_nothing_to_learn_has_a_standing_without_figures(units: Units) -> None:
    judge = LearningJudge(word_judge, units, Mode.LIVE)
    assert judge.standing is None
    await judge.judge_all(samples.FEED, [_post("1", "poison")])
    assert judge.standing is not None
    assert judge.standing.texts == 0


async def test_the_threshold_is_said_before_anything_was_judged(units: Units) -> None:
    judge = LearningJudge(word_judge, units, Mode.LIVE)
    async with units():
        assert 0 < await judge.threshold() < 1


async def test_a_part_without_a_name_is_called_by_the_case_it_was_taken_out_of(
    units: Units,
) -> None:
    async with units() as unit:
        whole = await unit.cases.add(replace(samples.CASE, narrative="poison"))
        part = await unit.cases.add(replace(samples.CASE, narrative=None, split_from=whole.number))
        smaller = await unit.cases.add(
            replace(samples.CASE, narrative=None, split_from=part.number)
        )
        nameless = await unit.cases.add(replace(samples.CASE, narrative=None))
        for case, root in ((part, whole), (smaller, part)):
            title = await title_of(unit, case)
            assert isinstance(title, SplitOff)
            assert (title.case, title.name) == (root.number, "poison")
        assert await title_of(unit, nameless) is None
