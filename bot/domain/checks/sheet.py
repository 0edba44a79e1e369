"""What the checks look at, and what they find."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.advice import Advice
from bot.domain.contact import Contact
from bot.domain.content import Content
from bot.domain.draft import Draft
from bot.domain.elements import shown
from bot.domain.errors import DeskError
from bot.domain.fact import Fact
from bot.domain.flag import Case
from bot.domain.lengths import Length
from bot.domain.outlet import Outlet
from bot.domain.template import Template


@dataclass(frozen=True, slots=True)
class Sheet:
    """A draft with everything that its words are held against; `facts` are those it was drawn
    from, `authorities` the names under which the centre warns, `lengths` how much room it takes in
    each outlet that counts, `carriers` the outlets it would go to, `sites` where its case was
    seen, `neighbours` what others tell people, `states` how that stands now on which the lines of a
    document rest."""

    draft: Draft
    now: datetime
    contacts: Sequence[Contact]
    facts: Sequence[Fact]
    case: Case | None
    template: Template | None
    authorities: tuple[str, ...]
    missing: tuple[str, ...]
    lengths: tuple[tuple[Outlet, Length], ...] = ()
    carriers: tuple[Outlet, ...] = ()
    sites: tuple[str, ...] = ()
    neighbours: tuple[Advice, ...] = ()
    states: Mapping[tuple[str, int], str] = field(default_factory=dict)

    @property
    def content(self) -> Content:
        """The text as it is now."""
        return self.draft.content

    @property
    def number(self) -> int:
        """The draft's number."""
        return self.draft.number

    @property
    def texts(self) -> Mapping[str, str]:
        """The words in each language."""
        return self.draft.content.texts

    def slot(self, language: str, name: str) -> str:
        """What was put in a place of the template, empty when nothing was."""
        filling = self.content.filling
        return filling.slots.get(f"{language}.{name}", "") if filling else ""

    def shown(self, language: str, element: str) -> bool:
        """Whether a place of the template, or somebody, says which words are this element."""
        return shown(self.content, self.template, language, element)

    def named(self, language: str, element: str) -> str:
        """The words that are this element: those of its place, or those that somebody named."""
        given = self.slot(language, element)
        return given or self.content.said.get(f"{language}.{element}", "")

    @property
    def typed(self) -> Sequence[str]:
        """What people wrote themselves, without the words of the template around it."""
        filling = self.content.filling
        return tuple(filling.slots.values()) if filling else tuple(self.texts.values())


@dataclass(frozen=True, slots=True)
class Concern:
    """One finding, worded as a refusal. What does not block is shown, and logged."""

    why: DeskError
    blocks: bool = True
