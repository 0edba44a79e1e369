"""A scenario file: its feeds, its injects, and what its people do. See docs/scenario-format.md."""

import re
from datetime import timedelta
from typing import Annotated, Literal

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field

from monitors.feed import SourceRole

LANGUAGES = ("fr", "nl", "de", "lb", "en")
# What an inject or an item really is; beside these, the names of the narratives.
LABELS = ("official", "benign", "benign-satire", "benign-true", "trap", "real")
TYPES = (
    "ANNOUNCEMENT", "WEATHER", "HANDOVER", "BULLETIN", "NEWS", "DECISION", "RUMOUR", "FACT",
    "DRAFT", "REQUEST", "SATIRE", "FACTCHECK", "SITREP", "TRAP", "NO PLAY", "END",
)  # fmt: skip


def _offset(value: object) -> object:
    """ "-1:00" or "2:15" as hours and minutes from the start."""
    found = re.fullmatch(r"(-?)(\d{1,2}):([0-5]\d)", str(value))
    if not found:
        raise ValueError('expected a time from the start, such as "0:41" or "-1:00"')
    length = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return -length if found[1] else length


# A hundred days: further away nothing is on a calendar, or anybody's plan.
Seconds = Annotated[int, Field(ge=-8_640_000, le=8_640_000)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ScenarioFeed(_Part):
    """A simulated source."""

    id: str
    name: str
    kind: str = Field(pattern="^(rss|atom|cap)$")
    role: SourceRole
    language: str


class ScenarioItem(_Part):
    """One thing a source publishes, `after` seconds from its inject; `label` is the truth."""

    feed: str
    guid: str
    after: Seconds = 0
    lang: str
    label: str
    title: str = ""
    text: str


class WarningBlock(_Part):
    """A warning's words in one language; the two times are seconds after the inject's."""

    language: str
    category: str
    event: str
    urgency: str
    severity: str
    certainty: str
    headline: str
    description: str
    instruction: str
    areaDesc: str  # noqa: N815 - CAP's own name
    onset_after: Seconds
    expires_after: Seconds
    parameters: dict[str, str] = Field(default_factory=dict)


class ScenarioWarning(_Part):
    """A CAP alert of the exercise. Its status is fixed: nothing real can be written here."""

    identifier: str = Field(pattern=r"^[^\s,<&]+$")
    sender: str = Field(pattern=r"^[^\s,<&]+$")
    status: Literal["Exercise"]
    msgType: Literal["Alert", "Update", "Cancel"]  # noqa: N815 - CAP's own name
    scope: Literal["Public"]
    references: list[str] = Field(default_factory=list)
    note: str
    infos: tuple[WarningBlock, ...] = Field(min_length=1)


class Act(_Part):
    """What somebody types. `named` binds the draft it makes; `expect` names a refusal.

    `unless_missed` is a label: the act is left out when nothing with it was flagged. `hint` marks
    an act that a newcomer is asked to do.
    """

    who: str
    room: str
    say: str
    named: str | None = None
    expect: str | None = None
    unless_missed: str | None = None
    hint: str | None = None


class Inject(_Part):
    """One line of the exercise's script."""

    no: int = Field(ge=1, le=1_000_000)
    t: Annotated[timedelta, BeforeValidator(_offset)]
    from_: str = Field(validation_alias=AliasChoices("from", "from_"))
    to: str
    channel: str
    type: str
    lang: str
    text: str
    expected: str = ""
    evaluate: str = ""
    label: str
    items: tuple[ScenarioItem, ...] = ()
    cap: ScenarioWarning | None = None
    acts: tuple[Act, ...] = ()


class Scenario(_Part):
    """The whole exercise. `publications` names the drafts that must be out at the end."""

    exercise: str
    title: str = ""
    start: str = Field("08:00", pattern=r"^([01]\d|2[0-3]):[0-5]\d$")
    narratives: dict[str, str]
    storylines: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    feeds: tuple[ScenarioFeed, ...] = ()
    injects: tuple[Inject, ...] = Field(min_length=1)
    publications: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What people call it."""
        return self.title or self.exercise

    @property
    def script(self) -> tuple[Inject, ...]:
        """Its injects in the order in which they come out."""
        return tuple(sorted(self.injects, key=lambda inject: (inject.t, inject.no)))
