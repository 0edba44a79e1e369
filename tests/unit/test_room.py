"""Members, rooms, the centre: a person is one person everywhere, and roles are never guessed."""

from zoneinfo import ZoneInfo

import pytest

from bot.domain.centre import Centre
from bot.domain.content import DEFAULT_QUORUM, Content, MessageClass
from bot.domain.errors import IncidentClosed, NotYours
from bot.domain.incident import DAILY_WATCH, Incident
from bot.domain.message import Button, Message, Paragraph, Quote, Rows, mark
from bot.domain.mode import Mode
from bot.domain.outlet import Outlet
from bot.domain.room import Duty, Member, Role, Room, Team, handle
from tests.clock import START

INFORMATION = MessageClass.INFORMATION
EDITOR = Member("Editor", frozenset({Role.EDITOR}), {"console": "editor", "telegram": "12"})
MAYOR = Member("Mayor", frozenset({Role.AUTHORITY}), {"console": "mayor"})
WATCH = Room("watch", "console", "watch", "fr", frozenset({Duty.MONITORING}))
DESK = Room("desk", "console", "desk", "nl", frozenset({Duty.DRAFTING, Duty.APPROVAL}))
TEAM = Team((WATCH, DESK), (EDITOR, MAYOR))
SITE = Outlet("site", "file", "site.txt", ("nl", "fr"), repeatable=True)
WIRE = Outlet("wire", "file", "wire.txt", ("en",))


def centre(mode: Mode = Mode.LIVE) -> Centre:
    return Centre("C", mode, ("fr", "nl", "en", "de"), ZoneInfo("Europe/Brussels"), TEAM,
                  (SITE, WIRE), DEFAULT_QUORUM)  # fmt: skip


def test_an_authority_is_an_approver_and_an_approver_no_authority() -> None:
    assert MAYOR.has(Role.APPROVER)
    assert MAYOR.has(Role.EDITOR, Role.AUTHORITY)
    assert not Member("A", frozenset({Role.APPROVER})).has(Role.AUTHORITY)
    MAYOR.must(Role.APPROVER)


def test_a_refusal_names_the_roles_that_are_needed_and_those_one_has() -> None:
    with pytest.raises(NotYours, match=r"role approver / admin\. You have: editor"):
        EDITOR.must(Role.APPROVER, Role.ADMIN)
    with pytest.raises(NotYours, match="You have: -"):
        Member("Nobody", frozenset()).must(Role.OBSERVER)


def test_a_member_is_found_by_the_account_of_that_platform_only() -> None:
    assert TEAM.member("telegram", "12") is EDITOR
    assert TEAM.member("console", "12") is None
    assert TEAM.member("matrix", "editor") is None


def test_a_notice_that_no_room_is_for_goes_to_every_room() -> None:
    assert TEAM.rooms_for(Duty.MONITORING, Duty.PARTNER) == (WATCH,)
    assert TEAM.rooms_for(Duty.PARTNER) == (WATCH, DESK)
    assert TEAM.room("desk") is DESK
    assert TEAM.room("attic") is None


def test_rooms_speak_the_language_that_people_set() -> None:
    spoken = TEAM.speaking({"watch": "lb", "attic": "de"})
    assert [room.language for room in spoken.rooms] == ["lb", "nl"]
    assert spoken.members == TEAM.members


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Press officer 1", "press-officer-1"),
        ("Éditeur  délégué", "editeur-delegue"),
        (" (Deputy) ", "deputy"),
        ("日本", ""),
    ],
)
def test_a_name_becomes_one_typed_word(name: str, typed: str) -> None:
    assert handle(name) == typed


def test_an_outlet_carries_its_languages_in_its_own_order() -> None:
    texts = {"fr": "Restez.", "nl": "Blijf.", "en": " "}
    assert centre().renderings(INFORMATION, texts, None) == {"site": "Blijf.\n\nRestez."}
    assert centre().renderings(INFORMATION, {"en": "Stay."}, frozenset({"site"})) == {}


def test_each_language_carries_its_own_marker_in_an_exercise() -> None:
    rendered = centre(Mode.EXERCISE).renderings(
        INFORMATION, {"fr": "Restez.", "nl": "Blijf."}, None
    )
    assert rendered["site"] == (
        "OEFENING – Blijf.\nOEFENING\n\nEXERCICE – Restez.\nEXERCICE"
    )  # fmt: skip


def test_only_languages_that_some_outlet_carries_are_missing() -> None:
    content = Content(MessageClass.WARNING, Mode.LIVE, {"nl": "Blijf."})
    assert centre().missing_languages(content) == ("fr", "en")
    assert centre().outlet("wire") is WIRE
    assert centre().outlet("radio") is None


def test_the_daily_watch_is_never_closed_and_an_incident_only_once() -> None:
    incident = Incident(3, "Fire", Mode.LIVE, "Duty officer", START)
    closed = incident.close(START)
    assert closed.closed_at == START
    for over in (closed, Incident(DAILY_WATCH, "Watch", Mode.LIVE, "vigie", START)):
        with pytest.raises(IncidentClosed):
            over.close(START)


def test_a_message_reads_plainly_line_by_line() -> None:
    message = Message(
        "Draft 3", (Paragraph("Read."), Quote("one\ntwo"), Rows(("a", "b"))), (Button("Y", "/x"),)
    )
    assert message.plain() == "Draft 3\nRead.\n  | one\n  | two\n  - a\n  - b"
    assert mark("Said later.") == "Said later."


def test_a_person_is_found_by_name_however_it_is_written_and_never_taken_for_another() -> None:
    people = tuple(Member(name, frozenset()) for name in ("Press officer 1", "Мэр"))
    team = Team((), people)
    assert team.named("press officer 1") == team.named("Press-Officer-1") == people[0]
    assert team.named("Мэр") == people[1]
    assert team.named("Жук") is None
    assert team.named("") is None
