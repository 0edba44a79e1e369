"""The centre that runs this desk: its people, rooms, outlets and rules, as configured."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.domain.content import Content, MessageClass, Quorum
from bot.domain.lengths import Length
from bot.domain.mode import Mode, framed
from bot.domain.outlet import Outlet
from bot.domain.partner import Partner
from bot.domain.promise import Leads
from bot.domain.publication import ASK_AFTER
from bot.domain.room import Team
from bot.domain.template import Template


@dataclass(frozen=True, slots=True)
class Centre:
    """Everything that is configured and that the rules depend on.

    `answer_within`: how long approvers have before the next in line is called, nobody being called
    when it is nothing; `look_within`: how long until a release by one person was looked at;
    `leads`: how long before a promise is due people are reminded; `ask_after`: what waited so long
    for its outlet is not sent without being asked about again; `keep_posts`: how long the words of
    posts are kept that nobody had a reason to flag.
    """

    name: str
    mode: Mode
    languages: tuple[str, ...]
    timezone: ZoneInfo
    team: Team
    outlets: tuple[Outlet, ...]
    quorum: Mapping[MessageClass, Quorum]
    templates: Mapping[str, Template] = field(default_factory=dict)
    answer_within: timedelta = timedelta(0)
    look_within: timedelta = timedelta(minutes=15)
    leads: Leads = field(default_factory=Leads)
    ask_after: timedelta = ASK_AFTER
    partners: tuple[Partner, ...] = ()
    keep_posts: timedelta = timedelta(days=90)

    def outlet(self, name: str) -> Outlet | None:
        """The outlet of this name."""
        return next((outlet for outlet in self.outlets if outlet.name == name), None)

    def renderings(
        self, kind: MessageClass, texts: Mapping[str, str], only: frozenset[str] | None
    ) -> dict[str, str]:
        """What each outlet would carry of these texts: its languages in its order, each part
        framed by the mode's marker. `only` keeps to the outlets of an earlier publication.
        Warnings and their end alone go where machines read them as such; documents of the desk go
        nowhere."""
        if kind.is_internal:
            return {}
        chosen = [o for o in self.outlets if (o.carries(kind) if only is None else o.name in only)]
        carried = {outlet.name: self._rendering(outlet, texts) for outlet in chosen}
        return {name: text for name, text in carried.items() if text}

    def _rendering(self, outlet: Outlet, texts: Mapping[str, str]) -> str:
        spoken = [lang for lang in outlet.languages if texts.get(lang, "").strip()]
        return "\n\n".join(framed(texts[lang], self.mode, lang) for lang in spoken)

    def lengths(self, content: Content) -> tuple[tuple[Outlet, Length], ...]:
        """The outlets that count and would carry it, each with the length of its text."""
        lengths = ((o, o.length(content.renderings[o.name])) for o in self.carriers(content))
        return tuple((outlet, length) for outlet, length in lengths if length)

    def carriers(self, content: Content) -> tuple[Outlet, ...]:
        """The outlets that would carry it."""
        return tuple(outlet for outlet in self.outlets if outlet.name in content.renderings)

    def missing_languages(self, content: Content) -> tuple[str, ...]:
        """The languages that some outlet carries, and that the content lacks without a waiver; none
        of a document, which goes to no outlet."""
        if content.kind.is_internal:
            return ()
        there = {*content.texts, *content.waived}
        return tuple(lang for lang in self.public_languages if lang not in there)

    @property
    def public_languages(self) -> tuple[str, ...]:
        """The languages that some outlet carries, in the centre's order."""
        carried = {lang for outlet in self.outlets for lang in outlet.languages}
        return tuple(lang for lang in self.languages if lang in carried)
