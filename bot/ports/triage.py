"""What the store keeps of suspect narratives: flags, cases, wordings."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.flag import Case, Decision, Figures, Flag, OfficialWord, Spotting
from bot.domain.month import Outcome
from bot.domain.rumour import Rumour, Sounding
from bot.domain.sample import Sample
from classifiers.label import Label, Share
from classifiers.narrative import Narrative
from classifiers.verdict import Verdict


class Flags(Protocol):
    """Flags, numbered from 1."""

    async def add(self, flag: Flag, gathered_in: int | None = None) -> Flag:
        """Keep a flag (its number is ignored); returns it with its number. `gathered_in` is the
        case that gathered it, where that is a part of the flag's case."""

    async def get(self, number: int) -> Flag | None:
        """One flag."""

    async def save(self, flag: Flag) -> None:
        """Keep its decision; earlier decisions stay as labels."""

    async def undecided(self, limit: int = 50) -> Sequence[Flag]:
        """Flags nobody decided on yet and whose words are kept, newest first."""

    async def undecided_count(self) -> int:
        """How many of these there are, however many are listed."""

    async def of_case(self, case: int, limit: int = 50, *, worded: bool = False) -> Sequence[Flag]:
        """A case's flags, oldest first; with `worded`, only those whose words are kept."""

    async def spotted(
        self, since: datetime, *, narrative: str | None = None, case: int | None = None
    ) -> Sequence[Spotting]:
        """Every flag raised since then, oldest first; only a narrative's, in whatever incident,
        or only a case's."""

    async def outcomes(
        self, start: datetime, end: datetime, room: str | None = None
    ) -> Sequence[Outcome]:
        """What became of the flags raised from then on and before the end, oldest first; with
        `room`, only of those that were decided there."""

    async def fading(self, before: datetime, limit: int) -> Sequence[Flag]:
        """The oldest flags of the daily watch that were raised, and last decided on if ever, before
        then, that people did not confirm, and whose words are kept."""

    async def fade(self, flag: Flag) -> None:
        """Keep a flag without its words, for good; one that was confirmed meanwhile stays."""

    async def of_item(self, item: int) -> Flag | None:
        """The newest flag of an item, if it has one."""

    async def decisions(self, number: int) -> Sequence[Decision]:
        """Every decision that people ever took on a flag, oldest first."""

    async def label_count(self) -> tuple[int, int]:
        """How many decisions people ever took, and of how many flags the words are let go of; both
        only grow."""

    async def labels(self, limit: int) -> Sequence[Label]:
        """The newest decisions as what the judge learns from, oldest first."""

    async def figures(self, case: int, now: datetime) -> Figures:
        """A case in numbers, counted without reading its posts."""

    async def between(self, case: int, start: datetime, end: datetime) -> int:
        """How many flags of a case were raised from then on and before the end."""

    async def gathered(self, case: int, limit: int) -> Sequence[Flag]:
        """The oldest flags that a case gathered itself and whose words are kept, wherever they
        were merged since."""

    async def merge(self, case: int, into: int) -> int:
        """Give all flags of a case to another one, and remember which gathered them; how many."""

    async def unmerge(self, cases: Sequence[int], back: int) -> int:
        """Give back to a case all flags that one of these gathered; how many."""

    async def take_out(self, numbers: Sequence[int], to: int) -> int:
        """Give these flags to another case, as if it had gathered them; how many."""


class Cases(Protocol):
    """Cases, numbered from 1."""

    async def add(self, case: Case) -> Case:
        """Keep a case (its number is ignored); returns it with its number."""

    async def get(self, number: int) -> Case | None:
        """One case."""

    async def save(self, case: Case) -> None:
        """Keep what people and posts made of it; its incident and narrative stay."""

    async def of_narrative(self, incident: int, narrative: str) -> Case | None:
        """The case that gathers this narrative in this incident."""

    async def of_story(self, incident: int, keys: Sequence[int]) -> Sequence[Case]:
        """The cases in this incident that gather a story by its words and share keys with this one:
        a few, those that share the most first."""

    async def tell(self, case: int, keys: Sequence[int]) -> None:
        """Keep the keys of a text that belongs to a case, so that copies of it are found."""

    async def of_incident(self, incident: int) -> Sequence[Case]:
        """An incident's cases, by number."""

    async def merged_into(self, case: int) -> Sequence[Case]:
        """The cases that were merged into this one itself, by number."""

    async def silenced(self, now: datetime) -> Sequence[Case]:
        """The cases on which a silence lies at that moment, by number."""

    async def put_word(self, case: int, item: int, feed: str, at: datetime) -> None:
        """Keep that an item of an official source or a fact-checker speaks of a case; once."""

    async def words_on(self, numbers: Sequence[int]) -> Sequence[OfficialWord]:
        """The newest twenty of such items on any of these cases, oldest first."""


class Narratives(Protocol):
    """The narratives this desk taught itself, beside those that come with Vigie."""

    async def all(self) -> Sequence[Narrative]:
        """Those that are not closed."""

    async def get(self, slug: str) -> Narrative | None:
        """One of them, closed or not."""

    async def save(self, narrative: Narrative, closed: bool = False) -> None:
        """Keep it as it is now."""


class Rumours(Protocol):
    """Possible new rumours, numbered from 1, and the posts among which they are looked for."""

    async def add(self, rumour: Rumour) -> Rumour:
        """Keep a rumour (its number is ignored); returns it with its number."""

    async def get(self, number: int) -> Rumour | None:
        """One rumour."""

    async def save(self, rumour: Rumour) -> None:
        """Keep what it has grown to, and what people decided."""

    async def since(self, opened: datetime) -> Sequence[Rumour]:
        """Those opened since then, by number."""

    async def sound(self, item: int, verdict: Verdict | None, at: datetime) -> None:
        """Count this item when it is asked what rises; the first time holds."""

    async def soundings(self, after: int, since: datetime, limit: int) -> Sequence[Sounding]:
        """The next items that count and came since then, as first worded, by number."""

    async def sounding(self, item: int) -> Sounding | None:
        """One of them."""

    async def forget(self, before: datetime) -> None:
        """Let go of the soundings of items that came before then; the items stay."""


class Samples(Protocol):
    """Posts that nobody flagged, offered by chance, numbered from 1."""

    async def unseen(self, since: datetime) -> Sequence[int]:
        """The items that were first seen since then and judged, never flagged and never offered,
        by number. What a feed held when its watch began was not judged."""

    async def add(self, sample: Sample) -> Sample:
        """Keep one (its number is ignored); returns it with its number. An item that was offered
        before is refused."""

    async def get(self, number: int) -> Sample | None:
        """One of them."""

    async def save(self, sample: Sample) -> None:
        """Keep its label."""

    async def looked(self, start: datetime, end: datetime) -> Mapping[str, Share]:
        """What people said of the samples that were offered from then on and before the end, by
        room: how many are suspect of those that were labelled there."""

    async def left(self, start: datetime, end: datetime) -> int:
        """How many posts were left unflagged in that time; costly where there are many."""
