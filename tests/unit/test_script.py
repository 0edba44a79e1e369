"""Scripts of exercises: read whole, or refused with every mistake, its path and its line."""

import json
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.drill.positions import lines_of
from bot.drill.script import ScenarioError, load, read

SMOKE = (Path(__file__).parent.parent / "stories/exercises/smoke.json").read_text("utf-8")
TRIPOINT = (resources.files("bot.drill") / "scenarios/tripoint.json").read_text("utf-8")
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def mistakes(before: str, after: str, text: str = SMOKE) -> tuple[str, ...]:
    """What is said of a script in which some words are others."""
    assert before in text
    with pytest.raises(ScenarioError) as refused:
        read(text.replace(before, after, 1), "x.json")
    return refused.value.lines


def test_the_script_that_comes_with_vigie_has_no_mistake() -> None:
    assert len(load(None).injects) > 46


def test_a_script_of_injects_alone_can_be_played() -> None:
    inject = {"no": 1, "t": "0:00", "from_": "A", "to": "B", "channel": "phone", "type": "NEWS",
              "lang": "en", "text": "Smoke.", "label": "benign"}  # fmt: skip
    bare = {"exercise": "BARE", "narratives": {}, "injects": [inject]}
    assert read(json.dumps(bare), "bare.json").name == "BARE"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('"t": "0:10"', '"t": "soon"', 'x.json:16: injects.1.t: expected a time'),
        ('"no": 3', '"no": 2', "x.json:27: injects.2.no: another inject has this number"),
        ('"label": "official"', '"label": "N9"', "x.json:13: injects.0.label: expected one of"),
        ('"type": "NEWS"', '"type": "GOSSIP"', "x.json:27: injects.2.type: expected one of"),
        ('"feed": "street"', '"feed": "lane"', "x.json:21: injects.1.items.0.feed: there is no"),
        ('"start": "09:00"', '"start": "9"', "x.json:4: start: "),
        ('"from": "Press"', '"sender": "Press"', "x.json:26: injects.2.from: Field required"),
        ("They have poisoned the tap", "EXERCISE They", "x.json:22: injects.1.items.0.text: the"),
        ('"kind": "rss"', '"kind": "fax"', "x.json:7: feeds.0.kind: "),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line_and_path(before: str, after: str, told: str) -> None:
    assert any(line.startswith(told) for line in mistakes(before, after)), mistakes(before, after)


def test_every_mistake_is_told_at_once_in_the_order_of_the_file() -> None:
    text = SMOKE.replace('"no": 3', '"no": 2').replace('"label": "N1",', '"label": "N7",')
    lines = mistakes('"type": "NEWS"', '"type": "GOSSIP"', text)
    assert [line.split(": ")[1] for line in lines] == [
        "injects.1.label", "injects.1.items.0.label", "injects.2.no", "injects.2.type"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('"status": "Exercise"', '"status": "Actual"', "cap.status: "),
        ('"tripoint26.weather-be.1"', '"tripoint26 1"', "cap.identifier: "),
    ],
)
def test_a_warning_that_is_no_exercise_is_refused(before: str, after: str, told: str) -> None:
    text = TRIPOINT[TRIPOINT.index('"cap": {') :]
    assert before in text
    cut = TRIPOINT.index('"cap": {')
    changed = TRIPOINT[:cut] + text.replace(before, after, 1)
    with pytest.raises(ScenarioError, match=told):
        read(changed, "x.json")


def test_what_is_no_json_is_told_with_its_line() -> None:
    with pytest.raises(ScenarioError, match=r"x\.json:2: this is not JSON"):
        read('{\n "a": }', "x.json")
    with pytest.raises(ScenarioError, match="too deep"):
        read("[" * 200_000, "x.json")


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"none\.json: cannot be read"):
        load(tmp_path / "none.json")


@given(ANYTHING)
def test_every_value_of_a_json_text_has_its_line(value: object) -> None:
    found = lines_of(json.dumps(value, indent=1))
    assert max(found.values()) <= json.dumps(value, indent=1).count("\n") + 1
    assert found[()] == 1
    if isinstance(value, list):
        lines = [found[place,] for place in range(len(value))]
        assert lines == sorted(set(lines))


def script_of(*injects: dict[str, object], **more: object) -> str:
    usual = {"t": "0:05", "from_": "A", "to": "B", "type": "RUMOUR", "label": "N1", "lang": "FR"}
    numbered = [{"no": no, **usual, **each} for no, each in enumerate(injects, 1)]
    return json.dumps({"exercise": "BARE", "narratives": {"N1": "x"}, "injects": numbered, **more})


def test_a_script_without_feeds_shows_its_public_injects_as_posts() -> None:
    played = read(
        script_of(
            {"channel": "social", "text": "Eau empoisonnée"},
            {"channel": "RSS", "text": "Brand", "lang": "de-BE/fr-BE", "label": "benign"},
            {"channel": "mail/social", "text": "ORDER No. 7", "lang": "-"},
            {"channel": "phone", "text": "Wasser"},
            {"channel": "social", "text": "(near-duplicates, small edits)"},
            {"channel": "social", "text": "EXERCICE: already marked"},
        ),
        "x.json",
    )
    assert [(feed.id, feed.role) for feed in played.feeds] == [
        ("social", "social"), ("news", "media"),
    ]  # fmt: skip
    posts = [item for inject in played.injects for item in inject.items]
    assert [(item.feed, item.guid, item.lang, item.label, item.text) for item in posts] == [
        ("social", "inject-1", "fr", "N1", "Eau empoisonnée"),
        ("news", "inject-2", "de", "benign", "Brand"),
        ("social", "inject-3", "en", "N1", "ORDER No. 7"),
    ]


def test_a_script_with_feeds_of_its_own_shows_nothing_else() -> None:
    feed = {"id": "own", "name": "Own", "kind": "rss", "role": "media", "language": "fr"}
    played = read(script_of({"channel": "social", "text": "Eau"}, feeds=[feed]), "x.json")
    assert [each.id for each in played.feeds] == ["own"]
    assert not any(inject.items for inject in played.injects)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('"no": 3', f'"no": {"9" * 5000}', "x.json: this is not JSON that anybody wrote: a number"),
        ('"no": 3', f'"no": {10**30}', "injects.2.no: Input should be less than"),
        ('"no": 3', '"no": 0', "injects.2.no: Input should be greater than"),
        ('"no": 3', '"no": true', "injects.2.no: "),
        ('"no": 3', f'"strange": {"[" * 900}{"]" * 900}, "no": 3', "x.json: this is not JSON that"),
        ('"feed": "street"', f'"feed": "street", "after": {10**15}', "items.0.after: Input should"),
        ("They have poisoned the tap", "\\ud83d They", "x.json: half of a sign stands in it"),
        ('"narratives": {', '"narratives": {"\\ud800": "x", ', "x.json: half of a sign stands in"),
    ],
)  # fmt: skip
def test_what_nobody_wrote_by_hand_is_refused_and_breaks_nothing(
    before: str, after: str, told: str
) -> None:
    lines = mistakes(before, after)
    assert any(told in line for line in lines), lines
    "\n".join(lines).encode()
