"""The shapes of the sources that we watch, each by a document of our own in tests/feeds."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitors.feed import DateTrust, Feed, FeedError, Item
from monitors.parse import parse

FEEDS = Path(__file__).parent.parent / "feeds"
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
FEED = Feed("https://news.example/feeds/f", "f", language="fr")


def read(name: str) -> tuple[Item, ...]:
    found = parse((FEEDS / name).read_bytes(), FEED, now=NOW)
    assert not isinstance(found, FeedError), found
    return found


@pytest.mark.parametrize(
    ("name", "key", "title", "language"),
    [
        ("rss-090.xml", "https://commune.example/eau", "Coupure d'eau rue du Moulin", "fr"),
        ("rss-091.xml", "https://tal.example/bruecke", "Brücke bei Remich gesperrt", "de"),
        ("rss-10.xml", "https://krant.example/2026/17", "Sirenetest donderdag", "nl"),
        ("atom-03.xml", "tag:noriichten.example,2026:1", "Héichwaasser op der Sauer", "lb"),
        ("atom-10.xml", "urn:dienst:2", "Rauch & Ruß", "de"),
    ],
)
def test_every_age_of_rss_and_atom_is_read(name: str, key: str, title: str, language: str) -> None:
    first = read(name)[0]
    assert (first.key, first.title, first.language) == (key, title, language)


def test_an_rss_feed_tells_how_far_each_date_can_be_believed() -> None:
    assert [(item.published, item.trust) for item in read("rss-20.xml")] == [
        (datetime(2026, 11, 19, 11, 0, tzinfo=UTC), DateTrust.FEED),
        (NOW, DateTrust.CLAMPED),
        (datetime(2026, 11, 18, 6, 15, tzinfo=UTC), DateTrust.ZONE),
        (None, DateTrust.NONE),
    ]


def test_the_full_text_of_an_article_counts_and_the_caption_of_its_picture_does_not() -> None:
    assert read("rss-20.xml")[0].text == (
        "L’incendie est maîtrisé.\nLes fenêtres peuvent rester ouvertes."
    )


def test_relative_links_are_read_against_the_base_that_the_document_names() -> None:
    assert [item.link for item in read("atom-10.xml")] == [
        "https://dienst.example/meldungen/2.html",
        "https://dienst.example/un",
    ]
    assert read("rss-20.xml")[2].link == "https://news.example/travaux"


def test_an_entry_may_be_in_another_language_than_its_feed() -> None:
    assert [item.language for item in read("atom-10.xml")] == ["de", "fr"]


def test_a_post_without_a_title_is_its_text_and_the_words_of_its_pictures() -> None:
    first, second = read("mastodon.xml")
    assert first.title == second.title == ""
    assert first.text == (
        "La Moselle déborde ? #remich\nhttps://x.example/longue-adresse\n"
        "Le quai sous l’eau, vers 19 h."
    )
    assert second.words == "Affiche : « L’eau est empoisonnée »"


def test_the_text_of_a_video_is_what_is_written_under_it() -> None:
    (video,) = read("youtube.xml")
    assert (video.key, video.published) == (
        "yt:video:v1",
        datetime(2026, 11, 19, 15, 0, tzinfo=UTC),
    )
    assert video.text == "Filmé à Remich.\nPartagez avant que ce soit effacé !"


def test_a_reddit_post_names_nobody_and_links_to_nothing() -> None:
    question, picture = read("reddit.xml")
    assert question.words == "Odeur de gaz ?\nÇa sent le gaz près de la gare.\nQuelqu'un sait ?"
    assert (picture.title, picture.text) == ("La gare ce soir", "")
    assert [question.key, picture.key] == ["t3_1", "t3_2"]


def test_a_google_news_headline_is_known_by_title_source_and_day_and_has_no_text() -> None:
    (item,) = read("google-news.xml")
    assert item.text == ""
    moved = (FEEDS / "google-news.xml").read_text("utf-8").replace("CBMiOpaque1", "CBMiOther")
    (again,) = parse(moved.replace("16:00:00", "17:30:00").encode(), FEED, now=NOW)  # type: ignore[misc]
    assert again.key == item.key


def test_a_disaster_is_one_item_whatever_its_episode_and_tells_its_level() -> None:
    (item,) = read("gdacs.xml")
    assert item.key == "FL110"
    assert item.text.startswith("alertlevel=Orange\n")
    later = (FEEDS / "gdacs.xml").read_text("utf-8").replace("FL110.3", "FL110.4")
    (red,) = parse(later.replace(">Orange<", ">Red<").encode(), FEED, now=NOW)  # type: ignore[misc]
    assert red.key == item.key
    assert red.digest != item.digest


def test_a_windows_apostrophe_written_as_a_number_is_read() -> None:
    body = b"<rss><channel><item><title>l&#146;eau &#x93;pure&#x94;</title></item></channel></rss>"
    (item,) = parse(body, FEED, now=NOW)  # type: ignore[misc]
    assert item.title == "l’eau “pure”"
