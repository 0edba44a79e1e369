"""CAP alerts: their words in each language, and what they say beyond them."""

from datetime import UTC, datetime
from pathlib import Path

from monitors.feed import Feed, FeedError, Item
from monitors.parse import parse

FEEDS = Path(__file__).parent.parent / "feeds"
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
FEED = Feed("https://warnings.example/feeds/belgium", "f", language="fr")


def read(name: str, feed: Feed = FEED) -> tuple[Item, ...]:
    found = parse((FEEDS / name).read_bytes(), feed, now=NOW)
    assert not isinstance(found, FeedError), found
    return found


def test_an_alert_keeps_its_words_in_every_language() -> None:
    (item,) = read("cap-alert.xml")
    assert item.alert is not None
    assert list(item.alert.words) == ["fr", "nl", "de"]
    assert item.alert.words["nl"] == (
        "Dichte rook: blijf binnen\nRook\nNoordwijk\nEen loods staat in brand.\n"
        "Sluit ramen en deuren."
    )
    assert item.alert.words["fr"] == item.words


def test_an_alert_is_as_severe_as_its_worst_block_and_says_when_it_ends() -> None:
    (item,) = read("cap-alert.xml")
    assert item.alert is not None
    assert item.alert.severity == "Extreme"
    assert item.alert.expires == datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
    assert (item.alert.kind, item.alert.status) == ("Alert", "Actual")


def test_an_update_names_what_it_replaces() -> None:
    (item,) = read("cap-update.xml")
    assert item.alert is not None
    assert (item.alert.kind, item.alert.references) == ("Update", ("be-crisis-7",))


def test_a_cancel_without_words_of_its_own_says_what_is_cancelled() -> None:
    (item,) = read("cap-cancel.xml")
    assert item.alert is not None
    assert item.alert.references == ("be-crisis-7", "be-crisis-8")
    assert item.words == "[Cancel]\nCancel: be-crisis-7, be-crisis-8"
    assert item.alert.words == {"fr": item.words}


def test_blocks_in_one_language_tell_one_story_and_the_exercise_is_named_first() -> None:
    (item,) = read("cap-exercise.xml")
    assert item.title == "[Exercise] Restez à l’intérieur"
    assert "Quartier nord" in item.text
    assert "Odeur au sud." in item.text


def test_a_block_without_a_language_is_in_english() -> None:
    body = (
        '<alert xmlns="urn:oasis:names:tc:emergency:cap:1.1"><identifier>1</identifier>'
        "<info><headline>Stay in</headline></info></alert>"
    )
    (item,) = parse(body.encode(), FEED, now=NOW)  # type: ignore[misc]
    assert item.language == "en"


def test_the_entries_of_an_index_summarise_the_alerts_they_link_to() -> None:
    coast, antwerp, ardennes = read("cap-index-atom.xml")
    assert coast.key == antwerp.key == "wind-1"
    assert coast.alert is not None
    assert coast.alert.document == "https://warnings.example/feeds/alerts/a1"
    assert coast.alert.expires == datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
    assert coast.alert.words == {"en": coast.words}
    assert coast.language == "en"
    assert ardennes.alert is not None
    assert ardennes.alert.kind == "Update"


def test_an_rss_index_is_read_by_its_own_cap_fields() -> None:
    wind, about = read("cap-index-rss.xml")
    assert wind.alert is not None
    assert wind.title == "[Exercise] Strong wind on the coast"
    assert wind.alert.document == "https://met.example/2026/11/20/wind.xml"
    assert wind.alert.expires == datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
    assert about.alert is None


def test_references_may_be_bare_and_many() -> None:
    named = " ".join(f"a,id-{n},2026-11-20T10:00:00+01:00" for n in range(1000))
    body = (
        '<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>1</identifier>'
        f"<msgType>Cancel</msgType><references>bare {named}</references></alert>"
    )
    (item,) = parse(body.encode(), FEED, now=NOW)  # type: ignore[misc]
    assert item.alert is not None
    assert item.alert.references[:2] == ("bare", "id-0")
    assert len(item.alert.references) == 100


def test_html_in_an_alert_is_taken_out_and_a_self_reference_is_none() -> None:
    body = (
        '<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>a-4</identifier>'
        "<references>s,a-3,t s,a-4,t</references><info><headline>h</headline>"
        "<description>one&lt;br/&gt;two\nthree, wind &lt; 5</description></info></alert>"
    )
    (item,) = parse(body.encode(), FEED, now=NOW)  # type: ignore[misc]
    assert item.text == "one\ntwo\nthree, wind < 5"
    assert item.alert is not None
    assert item.alert.references == ("a-3",)
