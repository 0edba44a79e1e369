"""Every store keeps the same promises: cases counted, silenced, merged and split; what was told."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.flag import Case, Decision, Dismissal, Flag, Silence
from bot.domain.restraint import Hold, Telling, Why
from bot.ports import Lane, Post, StoreError, Unit, Units
from classifiers.verdict import Verdict
from monitors.decide import Novelty
from tests import samples
from tests.clock import START

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
TELLING = Telling(7, 0, "watch", "case/3", START)


async def _posts(unit: Unit, *spoken: tuple[int, str, str, int]) -> list[Flag]:
    """Flags of two cases: each with its case, host, language and minutes after the start."""
    feed = await unit.feeds.add(samples.FEED, samples.PROGRESS)
    for narrative in ("tap-water-poisoned", None):
        await unit.cases.add(replace(samples.CASE, narrative=narrative))
    found = []
    for nth, (case, host, lang, minutes) in enumerate(spoken):
        item = samples.item(f"key-{nth}", f"words {nth}")
        row = await unit.items.keep(feed, item, Novelty.NEW, START)
        flag = samples.flag(case, row)
        verdict = Verdict(lang, True, 0.9, None, flag.verdict.stance, flag.verdict.findings)
        flag = replace(
            flag, link=f"https://www.{host}/{nth}", verdict=verdict,
            raised_at=START + minutes * MINUTE,
        )  # fmt: skip
        found.append(await unit.flags.add(flag))
    return found


SPOKEN = ((1, "a.example", "fr", 0), (1, "a.example", "nl", 50), (1, "b.example", "fr", 100),
          (2, "c.example", "de", 100))  # fmt: skip


async def test_a_case_is_counted_by_host_language_decision_and_hour(units: Units) -> None:
    async with units() as unit:
        first, second, *_ = await _posts(unit, *SPOKEN)
        await unit.flags.save(first.decide(Decision("Monitor", START + MINUTE, Dismissal.SATIRE)))
        await unit.flags.save(second.decide(Decision("Monitor", START + HOUR)))
        await unit.commit()
    async with units() as unit:
        figures = await unit.flags.figures(1, START + 105 * MINUTE)
        assert (figures.count, figures.hosts) == (3, 2)
        assert (figures.hour, figures.hour_before) == (2, 1)
        assert list(figures.languages.items()) == [("fr", 2), ("nl", 1)]
        assert figures.decided == {"confirmed": 1, "satire": 1}
        assert (figures.newest, figures.newest_open) == (3, 3)
        assert figures.first_decided == START + MINUTE
        empty = await unit.flags.figures(9, START)
        assert (empty.count, empty.hosts, empty.newest) == (0, 0, None)
        assert await unit.flags.between(1, START, START + 100 * MINUTE) == 2


async def test_a_silence_and_a_contradiction_come_back_with_the_case(units: Units) -> None:
    async with units() as unit:
        case = await unit.cases.add(samples.CASE)
        silence = Silence(START + HOUR, "Monitor", "it is old")
        await unit.cases.save(replace(case.contradicting(4), silence=silence, split_from=9))
        await unit.commit()
    async with units() as unit:
        [silent] = await unit.cases.silenced(START)
        assert silent == replace(case.contradicting(4), silence=silence, split_from=9)
        assert await unit.cases.silenced(START + HOUR) == []


async def test_merged_posts_count_in_the_whole_and_remember_who_gathered_them(
    units: Units,
) -> None:
    async with units() as unit:
        _, _, _, lamp = await _posts(unit, *SPOKEN)
        part, whole = await unit.cases.get(2), await unit.cases.get(1)
        assert part
        assert whole
        assert await unit.flags.merge(2, 1) == 1
        await unit.cases.save(replace(part, merged_into=1))
        await unit.commit()
    async with units() as unit:
        assert (await unit.flags.figures(1, START)).count == 4
        assert [f.number for f in await unit.flags.gathered(2, 5)] == [lamp.number]
        assert [f.number for f in await unit.flags.gathered(1, 5)] == [1, 2, 3]
        assert [case.number for case in await unit.cases.merged_into(1)] == [2]
        later = replace(lamp, case=1)
        await unit.flags.add(later, 2)
        assert await unit.flags.unmerge([2], 2) == 2
        assert (await unit.flags.figures(2, START)).count == 2
        assert await unit.flags.take_out([1], 2) == 1
        assert [f.number for f in await unit.flags.gathered(2, 5)] == [1, 4, 5]


async def test_what_is_said_officially_on_a_case_is_kept_once(units: Units) -> None:
    async with units() as unit:
        await _posts(unit, *SPOKEN)
        for at in (START, START + HOUR):
            await unit.cases.put_word(1, 2, "Town hall", at)
        await unit.commit()
    async with units() as unit:
        [word] = await unit.cases.words_on([1, 2])
        assert (word.case, word.item, word.feed, word.at) == (1, 2, "Town hall", START)
        assert (word.text, word.language) == ("words 1", samples.item("key-1", "words 1").language)
        assert await unit.cases.words_on([2]) == []


async def test_the_drafts_of_cases_are_found_by_them(units: Units) -> None:
    async with units() as unit:
        await _posts(unit, *SPOKEN)
        mine = await unit.drafts.add(samples.draft(1))
        await unit.drafts.add(samples.draft())
        await unit.commit()
    async with units() as unit:
        assert [draft.number for draft in await unit.drafts.of_cases([1, 2])] == [mine.number]


async def test_a_post_is_found_by_its_link(units: Units) -> None:
    async with units() as unit:
        feed = await unit.feeds.add(samples.FEED, samples.PROGRESS)
        item = samples.item("key", "words")
        number = await unit.items.keep(feed, item, Novelty.NEW, START)
        assert item.link
        assert await unit.items.at(item.link) == (number, feed, START)
        assert await unit.items.at("https://nobody.example/") is None


# --- what was told -----------------------------------------------------------------------------


async def test_what_became_of_a_notice_is_kept_as_it_is_now(units: Units) -> None:
    held = replace(TELLING, hold=Hold(Why.QUIET, START + HOUR))
    async with units() as unit:
        await unit.tellings.put(held)
        await unit.tellings.put(replace(held, told_at=START + HOUR, digest="digest/watch/7/0"))
        await unit.tellings.put(replace(TELLING, round=1, at=START + HOUR))
        await unit.commit()
    async with units() as unit:
        kept = replace(held, told_at=START + HOUR, digest="digest/watch/7/0")
        assert await unit.tellings.get(7, 0) == kept
        assert await unit.tellings.get(7, 2) is None
        assert [t.round for t in await unit.tellings.of_subjects(["case/3", "case/4"])] == [0, 1]
        await unit.tellings.forget(START + MINUTE)
        assert [t.round for t in await unit.tellings.of_subjects(["case/3"])] == [1]


async def test_a_digest_counts_as_one_notice_of_its_room(units: Units) -> None:
    async with units() as unit:
        for post, (minutes, digest) in enumerate([(1, ""), (2, "d/0"), (2, "d/0"), (3, "")]):
            told = replace(TELLING, post=post, told_at=START + minutes * MINUTE, digest=digest)
            await unit.tellings.put(told)
        await unit.tellings.put(replace(TELLING, post=9, room="other", told_at=START + HOUR))
        await unit.tellings.put(replace(TELLING, post=10))
        await unit.commit()
    async with units() as unit:
        expected = [START + minutes * MINUTE for minutes in (1, 2, 3)]
        assert await unit.tellings.told("watch", START) == expected
        assert await unit.tellings.told("watch", START + 2 * MINUTE) == expected[2:]


async def test_what_was_put_off_on_a_subject_can_be_woken(units: Units) -> None:
    post = Post("case/3/now/watch", "watch", Lane.FLAG, subject="case/3")
    async with units() as unit:
        await unit.outbox.add(post, START)
        [queued] = await unit.outbox.claim("a", START, START + MINUTE, 9)
        await unit.outbox.later(queued.number, START + HOUR, "why", tried=False, blocks=False)
        [late] = await unit.outbox.about(["case/3"])
        assert (late.room, late.due, late.attempts, late.why) == ("watch", START + HOUR, 0, "why")
        await unit.outbox.wake(["case/4"], START)
        assert await unit.outbox.claim("a", START, START + MINUTE, 9) == []
        await unit.outbox.wake(["case/3"], START)
        assert len(await unit.outbox.claim("a", START, START + MINUTE, 9)) == 1


async def test_a_case_that_is_not_there_cannot_be_saved(units: Units) -> None:
    async with units() as unit:
        with pytest.raises(StoreError):
            await unit.cases.save(Case(3, 0, None, START))


async def test_what_is_held_back_for_one_reason_is_woken_and_nothing_else(units: Units) -> None:
    holds = (Why.QUIET, Why.SILENCE, Why.QUIET)
    async with units() as unit:
        for number, why in enumerate(holds, 1):
            subject = f"case/{number}"
            await unit.outbox.add(Post(subject, "watch", Lane.FLAG, subject=subject), START)
            held = replace(TELLING, post=number, round=0, hold=Hold(why, START + HOUR))
            told = START if number == 3 else None
            await unit.tellings.put(replace(held, told_at=told))
            await unit.outbox.later(number, START + HOUR, "", tried=False, blocks=False)
        await unit.outbox.wake_held(Why.QUIET, START)
        await unit.commit()
    async with units() as unit:
        found = await unit.outbox.backlog("watch", Lane.FLAG, START, 10)
        assert [queued.post.subject for queued in found] == ["case/1"]
