"""The stage of a drill: a throw-away desk in exercise mode, its people, and a clock of its own."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.desk.shelf import shipped
from bot.domain.centre import Centre
from bot.domain.content import DEFAULT_QUORUM
from bot.domain.mode import Mode
from bot.domain.outlet import Outlet
from bot.domain.room import Duty, Member, Role, Room, Team, handle
from bot.drill.scenario import Scenario, ScenarioFeed
from monitors.feed import Feed, SourceRole

LANGUAGES = ("fr", "nl", "de", "lb", "en")
# In the folder of the play.
PUBLIC_PAGE = "public-page.txt"
ZONE = ZoneInfo("Europe/Brussels")
# The day of the scenario: a Monday without a change of clocks.
DAY = "2026-03-02"
PEOPLE: dict[str, frozenset[Role]] = {
    "Press officer": frozenset({Role.EDITOR}),
    "Monitor": frozenset({Role.MONITOR}),
    "Spokesperson": frozenset({Role.EDITOR, Role.APPROVER}),
    "Fire liaison": frozenset({Role.APPROVER}),
    "Mayor": frozenset({Role.AUTHORITY}),
    "Duty officer": frozenset({Role.DUTY_OFFICER, Role.ADMIN}),
    "Relief officer": frozenset({Role.DUTY_OFFICER}),
}
ROOMS = (
    Room("watch", "console", "watch", "fr", frozenset({Duty.MONITORING})),
    Room("desk", "console", "desk", "fr", frozenset({Duty.DRAFTING, Duty.COORDINATION})),
    Room("approval", "console", "approval", "en", frozenset({Duty.APPROVAL})),
    Room("partners", "console", "partners", "en", frozenset({Duty.PARTNER})),
)


class DrillClock:
    """A clock that moves only when the drill moves it."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        """The exercise's time."""
        return self._now

    def move_to(self, when: datetime) -> None:
        """Let time pass; it never goes back."""
        self._now = max(self._now, when)

    async def sleep(self, seconds: float) -> None:
        """Let that much of the exercise pass."""
        self._now += timedelta(seconds=seconds)


def start_of(scenario: Scenario) -> datetime:
    """When T+0:00 is."""
    return datetime.fromisoformat(f"{DAY}T{scenario.start}").replace(tzinfo=ZONE).astimezone(UTC)


def centre(hook: str) -> Centre:
    """The centre of the exercise: two outlets on this machine, nothing live anywhere."""
    members = tuple(
        Member(name, roles, {"console": handle(name)}) for name, roles in PEOPLE.items()
    )
    outlets = (
        Outlet("public-page", "file", PUBLIC_PAGE, LANGUAGES, repeatable=True),
        Outlet("partner-site", "webhook", hook, ("fr", "nl", "en"), repeatable=True),
    )
    return Centre(
        "Crisis Centre Tripoint", Mode.EXERCISE, LANGUAGES, ZONE, Team(ROOMS, members), outlets,
        DEFAULT_QUORUM, shipped(),
    )  # fmt: skip


def watched(feed: ScenarioFeed, url: str) -> Feed:
    """A scenario's feed as the desk watches it: posts every two minutes, the rest every five."""
    minutes = 2 if feed.role is SourceRole.SOCIAL else 5
    return Feed(url, feed.name, feed.role, feed.language, timedelta(minutes=minutes))
