"""The configuration of outlets: what each kind needs, said with its place; what it becomes."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.config import ConfigError, load, read_by_others
from bot.domain.lengths import Measure
from bot.domain.outlet import MASTODON_REMEMBERS
from tests.program import CONFIGURATION

PUBLIC = """
[public]
base = "https://crisis.example/public/"
sender = "desk@crisis.example"
[[public.areas]]
name = "Esch"
polygons = ["49.4,5.9 49.6,5.9 49.6,6.1 49.4,5.9"]
codes = { NUTS3 = "LU000" }
"""
KEYS = {"VIGIE_TOOT_SECRET": "token"}


def outlet(platform: str, address: str, more: str = "", name: str = "toot") -> str:
    return (
        f'\n[[outlets]]\nname = "{name}"\nplatform = "{platform}"\naddress = "{address}"\n'
        f'languages = ["en"]\n{more}\n'
    )


def written(folder: Path, *parts: str) -> Path:
    file = folder / "vigie.toml"
    file.write_text(CONFIGURATION + "".join(parts), "utf-8")
    return file


def mistakes(folder: Path, *parts: str, environment: Mapping[str, str] = KEYS) -> list[str]:
    with pytest.raises(ConfigError) as refused:
        load(written(folder, *parts), environment)
    return refused.value.mistakes


def test_each_kind_of_outlet_knows_how_it_counts_and_whether_a_repeat_shows(
    tmp_path: Path,
) -> None:
    mail = 'sender = "desk@crisis.example"\nreaders = ["a@example.org"]'
    file = written(
        tmp_path, PUBLIC, outlet("mastodon", "https://m.example", "longest = 1000"),
        outlet("email", "smtp://me@mail.example:587", mail, "press"),
        outlet("cap", "cap", name="alerts"), outlet("atom", "news", name="news"),
        outlet("file", "sms.txt", 'fits = "sms"\nlongest = 2', "texts"),
    )  # fmt: skip
    centre = load(file, KEYS).to_centre()
    found = {o.name: (o.repeatable, o.remembers, o.measure, o.longest) for o in centre.outlets}
    assert found == {
        "page": (True, None, None, 0),
        "toot": (True, MASTODON_REMEMBERS, Measure.MASTODON, 1000),
        "press": (False, None, None, 0),
        "alerts": (True, None, None, 0),
        "news": (True, None, None, 0),
        "texts": (True, None, Measure.SMS, 2),
    }


def test_the_areas_that_a_centre_drew_are_those_of_its_alerts(tmp_path: Path) -> None:
    config = load(written(tmp_path, PUBLIC), KEYS)
    assert config.public is not None
    issuer = config.public.to_issuer(config.to_centre())
    assert issuer.base == "https://crisis.example/public"
    assert issuer.areas[0].is_named(" esch")
    assert issuer.areas[0].codes == {"NUTS3": "LU000"}


@pytest.mark.parametrize(
    ("part", "mistake"),
    [
        (outlet("mastodon", "m.example"), "outlets[1].address: expected a server"),
        (outlet("email", "mail.example"), "outlets[1].address: expected \"smtp://"),
        (outlet("email", "smtp://m.example"), "outlets[1].readers: an e-mail needs"),
        (outlet("email", "smtp://m.example", 'readers = ["nobody"]'), "outlets[1].readers[0]:"),
        (outlet("cap", "cap"), "outlets[1].platform: it is served by Vigie itself"),
        (PUBLIC + outlet("atom", "News/x"), "outlets[1].address: expected a word"),
        (PUBLIC + outlet("atom", "n", name="a") + outlet("cap", "n"),
         "outlets[2].address: a is there already"),
        (outlet("file", "x", 'fits = "fax"'), "outlets[1].fits: expected"),
        (PUBLIC.replace("49.4,5.9\"]", "49.4,5.8\"]"), "public.areas[0].polygons: "),
        (PUBLIC.replace("https://", ""), "public.base:"),
    ],
)  # fmt: skip
def test_what_an_outlet_cannot_work_with_is_said_with_its_place(
    tmp_path: Path, part: str, mistake: str
) -> None:
    assert any(line.startswith(mistake) for line in mistakes(tmp_path, part))


MATRIX = """
[matrix]
homeserver = "https://matrix.example.org"
user = "@vigie:example.org"
encryption = false
[[rooms]]
name = "approval"
platform = "matrix"
address = "!team:example.org"
language = "en"
"""
TELEGRAM = """
[telegram]
[[rooms]]
name = "watch"
platform = "telegram"
address = "-1001234567890#7"
language = "en"
"""
TOKENS = {**KEYS, "VIGIE_TELEGRAM_TOKEN": "123:abc", "VIGIE_MATRIX_PASSWORD": "x",
          "VIGIE_A_SECRET": "s", "VIGIE_B_SECRET": "s"}  # fmt: skip
MAIL = 'sender = "desk@crisis.example"\nreaders = ["press@example.org", "{more}@example.org"]'


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (outlet("telegram", "@centre_public", name="a"), outlet("telegram", "@Centre_Public")),
        (outlet("webhook", "https://Site.example/x?k=1", name="a"),
         outlet("webhook", "https://site.example/x?k=1")),
        (outlet("file", "sms.txt", name="a"), outlet("file", "./out/../sms.txt")),
        (outlet("mastodon", "https://m.example", 'secret_file = "/etc/hostname"', name="a"),
         outlet("mastodon", "https://m.example/", 'secret_file = "/etc/hostname"')),
    ],
)  # fmt: skip
def test_two_outlets_on_one_address_are_a_mistake(tmp_path: Path, one: str, other: str) -> None:
    [found] = mistakes(tmp_path, TELEGRAM, one, other, environment=TOKENS)
    assert found.startswith("outlets[2].address: a is there already, and everything would be pub")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (outlet("webhook", "https://site.example/FR", name="a"),
         outlet("webhook", "https://site.example/fr")),
        (outlet("mastodon", "https://m.example", name="a"),
         outlet("mastodon", "https://m.example", name="b")),
        (outlet("email", "smtp://m.example", MAIL.format(more="fr"), name="a"),
         outlet("email", "smtp://m.example", MAIL.format(more="en").replace("press", "papers"))),
    ],
)  # fmt: skip
def test_two_outlets_that_reach_other_readers_are_none(
    tmp_path: Path, one: str, other: str
) -> None:
    load(written(tmp_path, TELEGRAM, one, other), TOKENS)


def test_a_reader_who_would_get_every_mail_twice_is_a_mistake(tmp_path: Path) -> None:
    one = outlet("email", "smtp://m.example", MAIL.format(more="fr"), name="a")
    other = outlet("email", "smtp://other.example", MAIL.format(more="en").replace("p", "P", 1))
    [found] = mistakes(tmp_path, one, other)
    assert found.startswith("outlets[2].readers: a writes to press@example.org in the same lang")


@pytest.mark.parametrize(
    ("platform", "room", "address"),
    [
        ("telegram", "watch", "-1001234567890"),
        ("matrix", "approval", "!team:example.org"),
    ],
)
def test_an_outlet_where_the_team_works_is_a_mistake(
    tmp_path: Path, platform: str, room: str, address: str
) -> None:
    part = outlet(platform, address)
    [found] = mistakes(tmp_path, TELEGRAM, MATRIX, part, environment=TOKENS)
    assert found.startswith(f"outlets[1].address: the room {room} is there, where people of")


def test_a_mastodon_account_without_a_token_is_told_where_to_put_one(tmp_path: Path) -> None:
    [found] = mistakes(tmp_path, outlet("mastodon", "https://m.example"), environment={})
    assert "secret_file or VIGIE_TOOT_SECRET" in found


def test_an_outlet_of_an_exercise_that_others_may_read_is_named_unless_it_is_said_to_be_one(
    tmp_path: Path,
) -> None:
    mail = 'sender = "desk@crisis.example"\nreaders = ["a@example.org"]'
    hook = "VIGIE_HOOK_SECRET", "VIGIE_HERE_SECRET", "VIGIE_SAID_SECRET"
    parts = (
        PUBLIC, outlet("mastodon", "https://m.example"), outlet("atom", "news", name="news"),
        outlet("email", "smtp://127.0.0.1:25", mail, "press"),
        outlet("webhook", "https://hook.example/in", name="hook"),
        outlet("webhook", "http://127.0.0.1:9/in", name="here"),
        outlet("webhook", "https://said.example/in", "exercise = true", "said"),
    )  # fmt: skip
    keys = KEYS | dict.fromkeys(hook, "a secret that is long enough to sign with")
    file = written(tmp_path, *parts)
    file.write_text(file.read_text("utf-8").replace('mode = "live"', 'mode = "exercise"'), "utf-8")
    found = list(read_by_others(load(file, keys)))
    assert [line.partition(":")[0] for line in found] == [
        "outlet toot", "outlet press", "outlet hook"
    ]  # fmt: skip
    assert "`exercise = true`" in found[0]


def test_a_live_desk_names_no_outlet_and_refuses_one_of_an_exercise(tmp_path: Path) -> None:
    live = written(tmp_path, outlet("mastodon", "https://m.example"))
    assert list(read_by_others(load(live, KEYS))) == []
    wrong = mistakes(tmp_path, outlet("mastodon", "https://m.example", "exercise = true"))
    assert wrong == ["outlets[1].exercise: this outlet is for exercises, and this desk is live"]


@pytest.mark.parametrize(("mode", "here"), [("exercise", ("127.0.0.0/8",)), ("live", False)])
def test_an_exercise_may_have_its_feeds_on_this_machine(
    tmp_path: Path, mode: str, here: object
) -> None:
    file = written(tmp_path)
    file.write_text(file.read_text("utf-8").replace('mode = "live"', f'mode = "{mode}"'), "utf-8")
    assert load(file).reachable == here
