"""What partners were given, with the thing itself as it is now, and whether it still holds."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.document import FACT, MESSAGE, Line, Source, fact_source, sourced
from bot.domain.draft import Draft, State
from bot.domain.fact import Fact, Standing
from bot.domain.flag import Case, Flag
from bot.domain.message import Phrase, mark, short
from bot.domain.partner import Share

# Taken back, or no longer released: what it said is not said again.
ENDED = mark("taken back")
MERGED = mark("part of another case")
SHAKEN = mark("withdrawn in part")
_LOST = {Standing.WITHDRAWN: Phrase("withdrawn"), Standing.EXPIRED: Phrase("expired")}
_OVER = {
    State.CORRECTED: Phrase("corrected"),
    State.RETRACTED: Phrase("retracted"),
    State.EXPIRED: Phrase("expired"),
}

_HOLDS = (State.PUBLISHED, State.ISSUED)


@dataclass(frozen=True, slots=True)
class Given:
    """A share and its case, fact or draft. `title` is what people call the case, `flags` are its
    posts without those that were dismissed; `amends` are the corrections and the retraction of a
    message, as they went out; `facts` are those on which a document rests."""

    share: Share
    case: Case | None = None
    title: str | None = None
    flags: tuple[Flag, ...] = ()
    fact: Fact | None = None
    draft: Draft | None = None
    amends: tuple[Draft, ...] = ()
    facts: tuple[Fact, ...] = ()

    @property
    def ends(self) -> tuple[datetime, ...]:
        """When it, or a part of it, ends by itself."""
        ends = [fact.expires for fact in (self.fact, *self.facts) if fact]
        if self.draft:
            ends.append(self.draft.content.until)
        return tuple(sorted({each for each in ends if each is not None}))

    def lines(self, names: Iterable[str], now: datetime) -> tuple[tuple[str, str], ...]:
        """Of a document the lines that partners may have, each below the title of its section: what
        rests on facts that they may be told now, on messages that are out, and on what strangers
        posted. The log, the cases, the words of our people, every line with a name of ours, and who
        told us a fact stay here.
        """
        document = self.draft.content.document if self.draft else None
        free = {fact.number: fact for fact in self.facts if fact.is_for_partners(now)}
        ours = [name.casefold() for name in names]
        told = (
            (section.title, _without_informant(line, free), sourced(line.sources))
            for section in (document.sections if document else ())
            for _, line in section.shown
            if line.sources and not line.by
            if all(_is_free(each, free) for each in line.sources)
        )
        return tuple(
            (title, f"{words} {sources}")
            for title, words, sources in told
            if words and not any(name in words.casefold() for name in ours)
        )

    def _is_shaken(self, now: datetime) -> bool:
        """Whether a fact was withdrawn that a document told partners as it stood."""
        document = self.draft.content.document if self.draft else None
        states = {(FACT, fact.number): fact_source(fact, now).state for fact in self.facts}
        shaken = {source.number for _, source, _ in document.stale(states)} if document else set()
        return any(
            fact.number in shaken and fact.standing is Standing.WITHDRAWN and fact.is_released
            for fact in self.facts
        )

    def over(self, now: datetime) -> Phrase | None:
        """Why partners must no longer rely on it, in a word; None while they may."""
        if self.share.ended_at is not None:
            return ENDED
        if self.case and self.case.merged_into is not None:
            return MERGED
        if self.fact and not self.fact.is_for_partners(now):
            return _LOST.get(self.fact.standing_at(now), ENDED)
        if self._is_shaken(now):
            return SHAKEN
        if self.draft and (state := self.draft.state_at(now)) not in _HOLDS:
            return _OVER.get(state, ENDED)
        return None


def _without_informant(line: Line, facts: Mapping[int, Fact]) -> str:
    """The words of the line; of a fact what stands before and in its statement, for its source may
    be a person, and another by now than when the line was written. Nothing where it is not told in
    its own words."""
    words = line.words
    for fact in (facts[source.number] for source in line.sources if source.kind == FACT):
        statement = short(fact.statement)
        before, found, _ = words.partition(statement)
        words = before + statement if found else ""
    return words


def _is_free(source: Source, facts: Collection[int]) -> bool:
    """Whether partners may read what rests on it; a message is told of with how it stands."""
    if source.kind == FACT:
        return source.number in facts
    return source.kind == "flag" or (source.kind == MESSAGE and bool(source.state))
