"""A configuration is right, or every mistake in it is said at once, each with its place."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from bot.config import (
    ConfigError,
    load,
    secret,
    writing_key,
)
from bot.domain.content import DEFAULT_QUORUM, MessageClass, Quorum
from bot.domain.mode import Mode
from bot.domain.room import Duty, Role
from monitors.feed import Kind, SourceRole

WHOLE = """
[centre]
name = "Crisis Centre Test"
languages = ["fr", "nl"]
mode = "exercise"

[[rooms]]
name = "watch"
platform = "console"
language = "fr"
duties = ["monitoring", "approval"]

[[members]]
name = "Press officer 1"
telegram = 1234567
matrix = "@press1:example.org"
roles = ["editor", "approver"]

[[feeds]]
url = "https://news.example.org/rss?a=1"
name = "Example News"
role = "media"
every = "90s"

[[outlets]]
name = "public-page"
platform = "file"
address = "public.txt"
languages = ["nl", "fr"]

[[outlets]]
name = "partner-site"
platform = "webhook"
address = "https://partner.example.org/hook"
languages = ["fr"]
idempotent = true

[quorum]
warning = 3
"""
MINUTE = timedelta(minutes=1)
KEYS = {"VIGIE_PARTNER_SITE_SECRET": "from the variable"}


def mistakes(folder: Path, text: str, environment: Mapping[str, str] = KEYS) -> list[str]:
    file = folder / "vigie.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(ConfigError) as refused:
        load(file, environment)
    assert str(refused.value) == "\n".join(refused.value.mistakes)
    return refused.value.mistakes


def test_a_right_configuration_becomes_the_centre(tmp_path: Path) -> None:
    file = tmp_path / "vigie.toml"
    file.write_text(WHOLE, "utf-8")
    config = load(file, KEYS)
    centre = config.to_centre()
    [room], [member] = centre.team.rooms, centre.team.members
    assert (centre.mode, centre.timezone.key) == (Mode.EXERCISE, "Europe/Brussels")
    assert room.address == "watch"
    assert room.duties == {Duty.MONITORING, Duty.APPROVAL}
    assert member.roles == {Role.EDITOR, Role.APPROVER}
    assert member.accounts == {
        "console": "press-officer-1", "telegram": "1234567", "matrix": "@press1:example.org",
    }  # fmt: skip
    assert [outlet.repeatable for outlet in centre.outlets] == [True, True]
    assert centre.outlets[0].languages == ("nl", "fr")
    assert config.store.url == "sqlite:///vigie.db"


def test_a_quorum_that_is_set_keeps_its_authority_and_the_others_their_defaults(
    tmp_path: Path,
) -> None:
    file = tmp_path / "vigie.toml"
    file.write_text(WHOLE, "utf-8")
    quorum = load(file, KEYS).to_centre().quorum
    assert quorum[MessageClass.WARNING] == Quorum(3, authority=True)
    assert quorum[MessageClass.REBUTTAL] == DEFAULT_QUORUM[MessageClass.REBUTTAL]
    assert set(quorum) == set(MessageClass)


def test_feeds_are_watched_with_the_centres_time_zone(tmp_path: Path) -> None:
    file = tmp_path / "vigie.toml"
    file.write_text(WHOLE, "utf-8")
    [feed] = load(file, KEYS).to_feeds()
    assert (feed.role, feed.every) == (SourceRole.MEDIA, timedelta(seconds=90))
    assert (feed.language, feed.timezone) == (None, "Europe/Brussels")


def test_a_stream_is_a_feed_with_keywords(tmp_path: Path) -> None:
    stream = (
        '[[feeds]]\nurl = "wss://stream.example.org/subscribe"\nname = "Stream"\n'
        'keywords = ["rook", "eau du robinet"]\n'
    )
    file = tmp_path / "vigie.toml"
    file.write_text(WHOLE + stream, "utf-8")
    feed = load(file, KEYS).to_feeds()[1]
    assert (feed.kind, feed.keywords) == (Kind.STREAM, ("rook", "eau du robinet"))


def test_partners_read_their_own_room_and_are_nobody_of_ours(tmp_path: Path) -> None:
    partners = (
        '[[rooms]]\nname = "shared"\nplatform = "console"\nlanguage = "fr"\n'
        'duties = ["partner", "monitoring"]\n'
        '[[partners]]\nname = "North"\nroom = "shared"\nmatrix = "@bot:north.example.org"\n'
        '[[partners]]\nname = "South"\nroom = "attic"\n'
        '[[partners]]\nname = "north"\nroom = "shared"\n'
    )
    place = f"rooms[{WHOLE.count('[[rooms]]')}]"
    assert set(mistakes(tmp_path, WHOLE + partners)) == {
        f"{place}.duties: partners read this room, so it can have no other duty",
        "partners[0].matrix: the room shared is not on Matrix",
        'partners[1].room: expected a room with the duty "partner"',
        "partners[2]: 'north' is there twice",
    }


def test_each_kind_of_feed_has_its_rules(tmp_path: Path) -> None:
    feeds = (
        '[[feeds]]\nurl = "wss://stream.example.org/subscribe"\nname = "Stream"\n'
        '[[feeds]]\nurl = "https://t.me/s/harbour_watch"\nname = "Channel"\nevery = "1m"\n'
        '[[feeds]]\nurl = "https://t.me/harbour_watch"\nname = "Card"\n'
        '[[feeds]]\nurl = "https://example.org/rss"\nname = "Site"\nkeywords = ["***"]\n'
    )
    assert mistakes(tmp_path, WHOLE + feeds) == [
        "feeds[1]: a stream says more than anybody can read, so it needs keywords",
        "feeds[2]: a channel's page may be read every 5 minutes at most",
        "feeds[3]: the public page of a channel is https://t.me/s/ and its name",
        "feeds[4]: keywords are at most 50 words or short phrases, with commas between them",
    ]


def test_every_mistake_is_said_at_once_with_its_place(tmp_path: Path) -> None:
    broken = (
        WHOLE.replace('mode = "exercise"', 'mode = "real"\ncolour = "red"')
        .replace('platform = "console"', 'platform = "pager"')
        .replace('name = "watch"', 'name = "Watch Room"')
        .replace('"editor", "approver"', '"boss"')
        .replace('every = "90s"', 'every = "often"')
        .replace("https://news.example.org/rss?a=1", "https://me:pass@news.example.org/rss")
        .replace("warning = 3", "warning = 0\nrumour = 1")
        .replace('address = "public.txt"', "")
    )
    found = mistakes(tmp_path, broken + '\n[postgres]\nurl = "x"\n')
    places = [line.partition(": ")[0] for line in found]
    assert set(places) >= {
        "centre.mode", "centre.colour", "rooms[0].platform", "rooms[0].name",
        "members[0].roles[0]", "feeds[0].every", "feeds[0].url", "quorum.warning",
        "quorum.rumour", "outlets[0].address", "postgres",
    }  # fmt: skip
    assert "centre.colour: there is no such setting" in found
    assert "postgres: there is no such setting" in found
    assert "outlets[0].address: is missing" in found
    assert "rooms[0].platform: expected telegram, matrix or console" in found
    assert any("90s" in line for line in found if line.startswith("feeds[0].every"))


def test_a_value_of_the_wrong_form_hides_no_other_mistake_and_makes_none(tmp_path: Path) -> None:
    broken = (
        WHOLE.replace('platform = "console"', 'platform = "irc"\nname2 = "x"')
        .replace('["editor", "approver"]', '["boss"]')
        .replace('mode = "exercise"', 'mode = "play"\ntimezone = "Europe/Nowhere"')
        .replace('languages = ["nl", "fr"]', 'languages = ["nl", "lb"]')
        .replace('languages = ["fr"]', 'languages = ["xx"]')
    )
    networks = '[watch]\nallow_private_addresses = ["10.0.0.0/8", "near"]\nname = "x"\n'
    assert set(mistakes(tmp_path, f"{broken}\n{networks}", {})) == {
        "rooms[0].platform: expected telegram, matrix or console",
        "rooms[0].name2: there is no such setting",
        "members[0].roles[0]: expected observer, monitor, editor, approver, authority, "
        "duty_officer or admin",
        "centre.mode: expected live, exercise or test",
        "centre.timezone: there is no time zone 'Europe/Nowhere'",
        "outlets[0].languages: lb not in centre.languages",
        "outlets[1].languages[0]: expected en, fr, nl, de or lb",
        "outlets[1]: a webhook needs a secret to sign with: secret_file or "
        "VIGIE_PARTNER_SITE_SECRET",
        'watch.allow_private_addresses[1]: expected a network, such as "10.20.0.0/16"',
        "watch.name: there is no such setting",
    }


def test_a_password_in_an_address_is_not_repeated(tmp_path: Path) -> None:
    broken = WHOLE.replace("https://news.example.org/rss?a=1", "https://me:pass@news.example.org")
    assert "pass@" not in "\n".join(mistakes(tmp_path, broken))


def test_sections_that_contradict_each_other_are_all_named(tmp_path: Path) -> None:
    room = '[[rooms]]\nname = "watch"\nplatform = "console"\nlanguage = "de"\n'
    member = '[[members]]\nname = "press  OFFICER-1"\nroles = ["monitor"]\n'
    broken = (
        WHOLE.replace('mode = "exercise"', 'mode = "live"\ntimezone = "Europe/Nowhere"')
        .replace("https://partner.example.org/hook", "partner.example.org")
        .replace('languages = ["nl", "fr"]', 'languages = ["nl", "lb"]')
    )
    feed = '[[feeds]]\nurl = "https://news.example.org/rss?a=1"\nname = "Again"\n'
    found = mistakes(tmp_path, f"{broken}\n{room}\n{member}\n{feed}")
    for line in (
        "centre.timezone: there is no time zone 'Europe/Nowhere'",
        "rooms[1]: 'watch' is there twice",
        "rooms[1].language: de is not in centre.languages",
        "members[1]: 'press-officer-1' is there twice",
        "feeds[1]: 'https://news.example.org/rss?a=1' is there twice",
        "outlets[0].languages: lb not in centre.languages",
        "outlets[1].address: expected an http or https address",
    ):
        assert line in found


def test_an_outlet_in_a_room_needs_the_platform_and_a_room_s_address(tmp_path: Path) -> None:
    broken = WHOLE.replace('platform = "file"', 'platform = "matrix"')
    assert mistakes(tmp_path, broken) == [
        'outlets[0].address: expected a room, such as "!id:server" or "#alias:server"',
        "outlets[0].platform: there is no [matrix] in this file",
    ]


def test_a_webhook_without_a_secret_is_told_where_to_put_one(tmp_path: Path) -> None:
    [mistake] = mistakes(tmp_path, WHOLE, {})
    assert mistake.startswith("outlets[1]: a webhook needs a secret")
    assert "secret_file or VIGIE_PARTNER_SITE_SECRET" in mistake


def test_a_secret_comes_from_its_file_before_its_variable(tmp_path: Path) -> None:
    kept = tmp_path / "secret"
    kept.write_text("  from the file\n", "utf-8")
    file = tmp_path / "vigie.toml"
    line = f'idempotent = true\nsecret_file = "{kept}"'
    file.write_text(WHOLE.replace("idempotent = true", line), "utf-8")
    assert secret(load(file, KEYS).outlets[1], KEYS) == "from the file"
    file.write_text(WHOLE, "utf-8")
    assert secret(load(file, KEYS).outlets[1], KEYS) == "from the variable"


def test_a_secret_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    line = 'idempotent = true\nsecret_file = "nowhere/secret"'
    found = mistakes(tmp_path, WHOLE.replace("idempotent = true", line))
    assert found == ["outlets[1].secret_file: there is no file nowhere/secret"]


@pytest.mark.parametrize("line", ['secret = "x"', 'token = "x"'])
def test_a_secret_in_the_file_itself_is_no_setting(tmp_path: Path, line: str) -> None:
    found = mistakes(tmp_path, WHOLE.replace("idempotent = true", line))
    assert found == [f"outlets[1].{line.split(maxsplit=1)[0]}: there is no such setting"]


def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there is no such file"):
        load(tmp_path / "nowhere.toml")
    assert "this is not TOML" in mistakes(tmp_path, "[centre\nname = ")[0]
    (tmp_path / "latin.toml").write_bytes(b'name = "\xe9"')
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path / "latin.toml")
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path)


def test_an_empty_file_is_told_what_it_needs(tmp_path: Path) -> None:
    assert mistakes(tmp_path, "") == [
        "centre: is missing", "rooms: is missing", "members: is missing",
    ]  # fmt: skip


def test_one_account_of_two_members_is_a_mistake(tmp_path: Path) -> None:
    twin = '\n[[members]]\nname = "Twin"\ntelegram = 1234567\nroles = ["approver"]\n'
    assert mistakes(tmp_path, WHOLE + twin) == [
        "members[1].telegram: 1234567 belongs to another member already"
    ]


def test_who_stands_in_must_be_able_to_say_yes_in_their_place(tmp_path: Path) -> None:
    people = (
        '[[members]]\nname = "Mayor"\nroles = ["authority"]\n'
        'deputies = ["Press officer 1", "Governor", "Mayor"]\n'
        '[[members]]\nname = "Governor"\nroles = ["authority"]\ndeputies = ["Nobody"]\n'
        '[[members]]\nname = "Approver"\nroles = ["approver"]\ndeputies = ["Monitor", "Mayor"]\n'
        '[[members]]\nname = "Monitor"\nroles = ["monitor"]\n'
    )
    assert mistakes(tmp_path, WHOLE + people) == [
        "members[1].deputies: 'Press officer 1' is no authority, and cannot stand in for one",
        "members[1].deputies: 'Mayor' is no other member",
        "members[2].deputies: 'Nobody' is no other member",
        "members[3].deputies: 'Monitor' may not approve",
    ]


def test_how_long_approvers_have_is_set_or_turned_off(tmp_path: Path) -> None:
    file = tmp_path / "vigie.toml"
    file.write_text(WHOLE, "utf-8")
    centre = load(file, KEYS).to_centre()
    assert (centre.answer_within, centre.look_within) == (10 * MINUTE, 15 * MINUTE)
    section = '[approval]\nanswer_within = "0m"\nlook_within = "5m"\n'
    file.write_text(WHOLE + section, "utf-8")
    centre = load(file, KEYS).to_centre()
    assert (centre.answer_within, centre.look_within) == (timedelta(0), 5 * MINUTE)
    [mistake] = mistakes(tmp_path, WHOLE + section.replace("5m", "0m"))
    assert mistake.startswith("approval.look_within: ")


def test_a_mistake_in_a_template_of_the_centre_is_told_with_its_line(tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    folder.mkdir()
    (folder / "X1.toml").write_text('id = "X1"\nclass = "alarm"\n', "utf-8")
    file = tmp_path / "vigie.toml"
    named = f'mode = "exercise"\ntemplates = "{folder}"'
    file.write_text(WHOLE.replace('mode = "exercise"', named), "utf-8")
    with pytest.raises(ConfigError) as refused:
        load(file, KEYS)
    assert any(line.startswith(f"{folder}/X1.toml:2: class") for line in refused.value.mistakes)


def test_a_model_of_the_operators_must_be_a_directory_that_is_there(tmp_path: Path) -> None:
    [mistake] = mistakes(tmp_path, WHOLE + '[judge]\nembeddings = "/nowhere/at/all"\n')
    assert mistake.startswith("judge.embeddings: ")


def test_the_writing_help_needs_an_address_a_model_and_a_key_that_can_be_read(
    tmp_path: Path,
) -> None:
    there = WHOLE + '[writing]\nendpoint = "ftp://models"\n'
    assert [line.partition(":")[0] for line in mistakes(tmp_path, there)] == [
        "writing.endpoint", "writing.model"
    ]  # fmt: skip
    fine = WHOLE + '[writing]\nendpoint = "http://127.0.0.1:8000/v1"\nmodel = "small"\n'
    assert mistakes(tmp_path, fine + 'key_file = "nowhere"\n') == [
        "writing.key_file: there is no file nowhere"
    ]
    (tmp_path / "fine.toml").write_text(fine, "utf-8")
    section = load(tmp_path / "fine.toml", KEYS).writing
    assert section is not None
    assert writing_key(section, {"VIGIE_WRITING_KEY": "a key"}) == "a key"
