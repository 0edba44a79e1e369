"""What official sources and fact-checkers say on a case: what counts as an answer, and once."""

from collections.abc import Sequence

from bot.desk.gathering import whole
from bot.desk.turn import Turn
from bot.domain.flag import OfficialWord
from bot.domain.room import Duty
from bot.ports import KeptFeed, Lane
from classifiers.stories import Trace, same_story
from classifiers.verdict import Stance, Verdict
from monitors.feed import Item, SourceRole

_DENIAL, _COPY = "debunks.", "likeness.copy"


def answers(verdict: Verdict, role: SourceRole) -> bool:
    """Whether a text answers the storyline that it was named for. A fact-checker takes up a claim,
    to repeat or to deny it. Others must deny it, or say what to do about it, in so many words, or
    in known ones: what merely reports or advises on the same fire or flood answers nobody."""
    if verdict.narrative is None:
        return False
    if role is SourceRole.FACT_CHECKER and verdict.stance in {Stance.SPREADS, Stance.DEBUNKS}:
        return True
    return any(
        found.code.startswith(_DENIAL) or (found.code == _COPY and found.weight < 0)
        for found in verdict.findings
    )


async def take_in(turn: Turn, kept: KeptFeed, item: Item, row: int, verdict: Verdict) -> None:
    """Put an answer on the card of its storyline, if there is one: answers never open a case."""
    if verdict.narrative is None or not answers(verdict, kept.feed.role):
        return
    incident = (await turn.incident()).number
    case = await turn.unit.cases.of_narrative(incident, verdict.narrative)
    if case is None:
        return
    case = await whole(turn.unit, case)
    await turn.unit.cases.put_word(case.number, row, kept.feed.name, turn.now)
    said = once(await turn.unit.cases.words_on([case.number]), "")
    if any(word.item == row for word in said):
        refs = {"case": case.number, "feed": kept.number}
        await turn.note("case.official", item.title or item.words[:200], incident, **refs)
    await turn.show(f"case/{case.number}", "now", Lane.FLAG, Duty.MONITORING)


def once(words: Sequence[OfficialWord], language: str) -> tuple[OfficialWord, ...]:
    """Each notice once, as a reader of this language reads it: first those that are in it, the
    newest before the others. Copies are one notice; so is what one feed said at one moment in
    several languages."""
    notices: list[list[OfficialWord]] = []
    for word in words:
        same = next((n for n in notices if _is_of(word, n)), None)
        if same is None:
            notices.append([word])
        else:
            same.append(word)
    read = [next((w for w in n if _is_in(w, language)), n[0]) for n in notices]
    newest = sorted(read, key=lambda word: (word.at, word.item), reverse=True)
    return tuple(sorted(newest, key=lambda word: not _is_in(word, language)))


def _is_of(word: OfficialWord, notice: Sequence[OfficialWord]) -> bool:
    first, spoken = notice[0], {_tongue(each) for each in notice}
    if (word.feed, word.at) == (first.feed, first.at) and _tongue(word) not in spoken:
        return True
    trace = _trace(word)
    return any(same_story(trace, _trace(each)) for each in notice)


def _trace(word: OfficialWord) -> Trace:
    return Trace.of(f"{word.title}\n{word.text}")


def _is_in(word: OfficialWord, language: str) -> bool:
    return _tongue(word) == language


def _tongue(word: OfficialWord) -> str:
    """Its language without the country: `fr` of `fr-BE`."""
    return word.language.casefold().partition("-")[0]
