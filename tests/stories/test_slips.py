"""Forty slips of the hand, in all five languages: each is told how to type it, and is harmless."""

import re
from dataclasses import replace

import pytest

from bot.chat.commands.session import Command
from bot.chat.table import COMMANDS
from bot.chat.words import LANGUAGES
from bot.domain.centre import Centre
from bot.domain.draft import Draft
from tests.desk import WORDS, OpenDesk, World, centre
from tests.memory_store import MemoryUnits

# The command that the answer must show.
SLIPS = (
    # A number: none, a word, several, with what is no number.
    ("Editor", "/show", "/show N"),
    ("Editor", "/show un", "/show N"),
    ("Editor", "/show –1", "/show N"),
    ("Editor", "/show 1 👍", "/show N"),
    ("Editor", "/show 1,5", "/show N"),
    ("Editor", "/show « 1 » et « 2 »", "/show N"),
    ("Monitor", "/confirm 1 /confirm 2", "/confirm N"),
    ("Monitor", "/take", "/take N"),
    ("Approver", "/approve", "/approve N"),
    ("Approver", "/approve 1", "/submit 1"),
    ("Duty officer", "/feed mute", "/feed mute N"),
    ("Duty officer", "/withdraw merci", "/withdraw N"),
    # No command of ours: the room's own word, a slip of a key, a part of a family.
    ("Editor", "/aide", "/help"),
    ("Editor", "/hëllef", "/help"),
    ("Editor", "/brouillon Restez", "/draft"),
    ("Editor", "/ontwerp Blijf binnen", "/draft"),
    ("Editor", "/dratf Stay", "/draft"),
    ("Editor", "/fact", "/fact add"),
    ("Editor", "/fact–add Le pont", "/fact add"),
    ("Editor", "/👍", "/help"),
    ("Editor", "/", "/help"),
    # Two commands in one message.
    ("Editor", "/draft Restez dedans\n/submit 1", "/submit 1"),
    ("Editor", "/draft\n／status", "／status"),
    ("Editor", "/draft Restez dedans\n\u200b/submit 1", "/submit 1"),
    ("Editor", "/draft Restez dedans\n/show@vigie 1", "/show@vigie 1"),
    ("Monitor", "/dismiss 1 satire ou non", "/dismiss N"),
    # A word that is a language too.
    ("Editor", "/draft de brug is dicht, blijf weg", "DE"),
    ("Editor", "/draft en cas de fumée, fermez les fenêtres", "EN"),
    # Words that are missing.
    ("Editor", "/draft", "/draft "),
    ("Editor", "/fact add", "/fact add "),
    ("Monitor", "/priority 1 high", "/priority 1 "),
    ("Monitor", "/silence 1 2 h calme", "/silence "),
    ("Duty officer", "/incident open", "/incident open "),
    ("Duty officer", "/handover accept", "/handover accept"),
    ("Duty officer", "/feed add", "/feed add URL"),
    ("Duty officer", "/ask", "/ask "),
    ("Duty officer", "/verbal 1", "/verbal N"),
    # Options: without a value, with a strange one, with a strange name.
    ("Editor", "/fact confirm 1", "/fact confirm 1 source="),
    ("Editor", "/fact confirm 1 source=« pompiers » release=secret", "/fact confirm N"),
    ("Editor", "/fact confirm 1 source=pompiers until=demain", "/fact confirm N"),
    ("Editor", '/fact confirm 1 source="pompiers" à 14:00', "/fact confirm N"),
    ("Editor", "/fact confirm 1 colour=red", "/fact confirm N"),
    ("Editor", "/fill 1 area=Quai d’en Haut until=14h", "/fill N"),
    ("Editor", "/fill 1", "/fill N"),
    ("Duty officer", "/contact add 112 purpose=urgences", "/contact add "),
    # What the log would keep for good.
    ("Editor", "/fact add Appeler 0475 12 34 56", "/fact add anyway "),
    ("Monitor", "/log Appeler 0475 12 34 56", "/log anyway "),
)
_PLACEHOLDERS = re.compile(r"\b(TEXT|REASON|TITLE|AREA|NAME|DIGEST|WORD|TEMPLATE)\b")


def speaking(language: str) -> Centre:
    """A centre of five languages whose rooms speak this one."""
    here = centre()
    rooms = tuple(replace(room, language=language) for room in here.team.rooms)
    return replace(here, languages=LANGUAGES, team=replace(here.team, rooms=rooms))


@pytest.fixture(params=LANGUAGES)
async def desk(request: pytest.FixtureRequest) -> tuple[str, OpenDesk]:
    opened = World().open(MemoryUnits(), centre_now=speaking(request.param))
    await opened.says("Editor", "/draft en Stay inside.")
    await opened.says("Editor", "/fact add The bridge is closed")
    return request.param, opened


async def kept(desk: OpenDesk) -> tuple[object, ...]:
    """All that people could have changed."""
    async with desk.units() as unit:
        return (
            tuple(await unit.drafts.unfinished()), tuple(await unit.facts.of_incident(0)),
            tuple(await unit.contacts.all()), tuple(await unit.incidents.open()),
            tuple(await unit.feeds.all()), tuple(await unit.requests.open()),
        )  # fmt: skip


async def test_every_slip_is_told_how_to_type_it_and_changes_nothing(
    desk: tuple[str, OpenDesk],
) -> None:
    language, opened = desk
    before = await kept(opened)
    for who, typed, wanted in SLIPS:
        answer = await opened.says(who, typed)
        assert wanted in answer, (typed, answer)
        # Some languages have the same word as English.
        own = {WORDS(language, word) for word in _PLACEHOLDERS.findall(answer)}
        assert set(_PLACEHOLDERS.findall(answer)) <= own, (typed, answer)
        assert await kept(opened) == before, typed


async def test_what_can_mean_one_thing_alone_is_done(desk: tuple[str, OpenDesk]) -> None:
    _, opened = desk
    shown = await opened.says("Editor", "/show 1")
    for typed in (
        "/Show n°1",
        "/SHOW #1.",
        "/show1",
        "／show １",
        "\u200b/show « 1 »",
        "!show nr. 1",
    ):
        assert await opened.says("Editor", typed) == shown, typed


async def test_what_a_value_was_taken_for_is_said_back(desk: tuple[str, OpenDesk]) -> None:
    _, opened = desk
    fire = "pompiers de garde à 14:00"
    for number, typed in enumerate(
        (
            f"/fact add Le pont est fermé source={fire}",
            f'/fact add Le pont est fermé source="{fire}"',
            f"/fact add Le pont est fermé Source = «\u00a0{fire}\u00a0»",
            f"/fact add source=“{fire}” Le pont est fermé",
            f"/fact add Le pont est fermé source='{fire}'",
        ),
        start=2,
    ):
        answer = await opened.says("Editor", typed)
        async with opened.units() as unit:
            fact = await unit.facts.get(number)
        assert fact is not None
        assert (fact.statement, fact.source) == ("Le pont est fermé", fire)
        assert fire in answer
    assert "Quai d’en Haut" in await opened.says("Editor", "/fill 1 area=Quai d’en Haut until=2h")
    answer = await opened.says(
        "Duty officer", "/contact add 112 purpose=all calls owner=the centre"
    )
    assert "all calls (the centre)" in answer


# What might be a question, a no or part of a wider text, however it may have been meant.
NO_YES = (
    "/approve 1? {digest}",
    "/approve 1 {digest}?",
    "/approve? 1 {digest}",
    "/approve no 1 {digest}",
    "/approve n° 1 {digest}",
    "/approve 1. {digest}",
    "/approve 1, {digest}",
    "/approve « 1 » {digest}",
    "/approve１ {digest}",
    "/approve1 {digest}",
    "/approve: 1 {digest}",
    "/approve 1 {digest}.",
    "/approve 1 “{digest}”",
    "/approve 1 \u200b{digest}",
    "/approve 1 \u202e{digest}",
    "/approve 1 {digest} /approve 1 {digest}",
    "/approve 1 {digest}\n/approve 1 {digest}",
    "> /approve 1 {digest}",
    "« /approve 1 {digest} »",
)


async def _submitted() -> tuple[OpenDesk, Draft]:
    """A desk whose draft 1 waits for its approvers."""
    opened = World().open(MemoryUnits())
    await opened.says("Editor", "/draft en Stay inside.")
    await opened.says("Editor", "/submit 1")
    async with opened.units() as unit:
        submitted = await unit.drafts.get(1)
    assert submitted is not None
    return opened, submitted


@pytest.mark.parametrize("typed", NO_YES)
async def test_a_yes_is_never_read_from_a_slip(typed: str) -> None:
    opened, submitted = await _submitted()
    digest = submitted.digest[:6]
    answer = await opened.says("Approver", typed.format(digest=digest))
    async with opened.units() as unit:
        assert await unit.drafts.get(1) == submitted
    if typed.startswith("/"):
        assert "/approve N DIGEST" in answer or "/approve 1" in answer
    # As it is shown, it counts.
    assert "counts" in await opened.says("Approver", f"/approve 1 [{digest}]")


@pytest.mark.parametrize(
    "asked", ["Mayor?", '"Mayor"?', '"Mayor?"', "Mayor ?", "Mayor？", "no, Mayor"]
)
async def test_a_name_with_a_question_gives_nobody_s_yes(asked: str) -> None:
    opened, submitted = await _submitted()
    digest = submitted.digest[:6]
    await opened.says("Duty officer", f"/verbal 1 {digest} {asked}")
    async with opened.units() as unit:
        assert await unit.drafts.get(1) == submitted
    await opened.says("Duty officer", f'/verbal 1 {digest} "Mayor"')
    async with opened.units() as unit:
        entered = await unit.drafts.get(1)
    await opened.says("Monitor", f"/readback 1 {digest} {asked}")
    async with opened.units() as unit:
        assert await unit.drafts.get(1) == entered
    assert "counts" in await opened.says("Monitor", f"/readback 1 {digest} Mayor")


@pytest.mark.parametrize("row", [row for row in COMMANDS if row.exact], ids=lambda row: row.words)
async def test_what_publishes_is_read_exactly(row: Command) -> None:
    opened = World().open(MemoryUnits())
    what = " fact" if row.words == "share" else ""
    for typed in (f"/{row.words}?", f"/{row.words}{what} 7.", f"/{row.words}{what} no 7"):
        for who in ("Approver", "Duty officer"):
            assert f"/{row.words.split()[0]} " in await opened.says(who, typed), typed


async def test_a_question_is_no_order(desk: tuple[str, OpenDesk]) -> None:
    _, opened = desk
    before = await kept(opened)
    for typed in ("/withdraw 1?", "/withdraw no 1", "/withdraw? 1", "/submit 1 ?", "/submit 1?"):
        await opened.says("Editor", typed)
        assert await kept(opened) == before, typed
