"""Feeds in their many forms, read into items."""

from datetime import UTC, datetime

import pytest

from monitors.feed import Feed, FeedError, Item
from monitors.parse import parse

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
FEED = Feed("https://news.example/feeds/rss", "News", language="fr")


def read(body: str | bytes, feed: Feed = FEED, charset: str | None = None) -> tuple[Item, ...]:
    raw = body.encode() if isinstance(body, str) else body
    found = parse(raw, feed, now=NOW, charset=charset)
    assert not isinstance(found, FeedError), found
    return found


def rss(inside: str, channel: str = "") -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{channel}{inside}</channel></rss>'


def test_an_rss_item_is_read() -> None:
    (item,) = read(
        rss(
            "<item><title>L&#8217;eau &amp; le feu</title><guid>n-1</guid>"
            "<link>/eau?a=1&amp;b=2</link><pubDate>Thu, 19 Nov 2026 12:00:00 CET</pubDate>"
            "<description>&lt;p&gt;Une&lt;/p&gt;&lt;p&gt;deux&lt;/p&gt;</description></item>"
        )
    )
    assert item.key == "n-1"
    assert item.title == "L’eau & le feu"
    assert item.text == "Une\ndeux"
    assert item.link == "https://news.example/eau?a=1&b=2"
    assert item.published == datetime(2026, 11, 19, 11, 0, tzinfo=UTC)
    assert item.language == "fr"
    assert item.words == "L’eau & le feu\nUne\ndeux"


def test_the_full_text_is_preferred_to_the_summary() -> None:
    (item,) = read(
        '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item>'
        "<description>short</description>"
        "<content:encoded><![CDATA[<p>long</p>]]></content:encoded></item></channel></rss>"
    )
    assert item.text == "long"


def test_the_fields_of_other_vocabularies_are_not_mistaken_for_rss() -> None:
    (item,) = read(
        '<rss xmlns:media="http://search.yahoo.com/mrss/"><channel><item>'
        "<media:title>photo</media:title><title>story</title></item></channel></rss>"
    )
    assert item.title == "story"


def test_an_rdf_feed_is_read() -> None:
    (item,) = read(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<channel><title>c</title><dc:language>nl-BE</dc:language></channel>"
        '<item rdf:about="urn:7"><title>Water</title><link>https://a.example/7</link>'
        "<dc:date>2026-11-19T10:00:00Z</dc:date></item></rdf:RDF>"
    )
    assert (item.key, item.title, item.language) == ("urn:7", "Water", "nl")
    assert item.published == datetime(2026, 11, 19, 10, 0, tzinfo=UTC)


def test_an_atom_entry_is_read() -> None:
    (item,) = read(
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><entry><id>tag:1</id>'
        '<title type="text">1 &lt; 2</title><link rel="edit" href="/edit"/><link href="/1"/>'
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>a <b>b</b>c</p>'
        "<script>no</script><p>d</p></div></content><summary>s</summary>"
        "<updated>2026-11-19T10:00:00Z</updated></entry></feed>"
    )
    assert (item.key, item.title, item.text) == ("tag:1", "1 < 2", "a bc\nd")
    assert (item.link, item.language) == ("https://news.example/1", "de")


def test_a_picture_in_an_atom_entry_is_no_text() -> None:
    (item,) = read(
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id>'
        '<content type="image/png">iVBORw0KGgo=</content><summary>s</summary></entry></feed>'
    )
    assert item.text == "s"


def test_the_words_under_a_video_are_its_text() -> None:
    (item,) = read(
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/">'
        "<entry><id>yt:1</id><title>Flood</title><media:group><media:title>Flood</media:title>"
        "<media:description>Seen from the bridge.</media:description></media:group></entry></feed>"
    )
    assert item.text == "Seen from the bridge."


def alert(status: str) -> str:
    return (
        '<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>be-7</identifier>'
        f"<sent>2026-11-20T10:00:00+01:00</sent><status>{status}</status><msgType>Alert</msgType>"
        "<info><language>fr-BE</language><event>Feu</event><headline>Restez dedans</headline>"
        "<description>Fumée.</description><instruction>Fermez.</instruction>"
        "<area><areaDesc>Nord</areaDesc></area></info>"
        "<info><language>nl-BE</language><event>Brand</event><headline>Blijf binnen</headline>"
        "<area><areaDesc>Noord</areaDesc></area><area><areaDesc>Zuid</areaDesc></area></info></alert>"
    )


def test_a_cap_alert_is_one_item_in_the_language_of_the_feed() -> None:
    (item,) = read(alert("Actual"))
    assert (item.key, item.title, item.language) == ("be-7", "Restez dedans", "fr")
    assert item.text == "Feu\nNord\nFumée.\nFermez."
    assert item.published == datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    (dutch,) = read(alert("Actual"), Feed("https://a.example", "a", language="nl"))
    assert (dutch.title, dutch.text) == ("Blijf binnen", "Brand\nNoord; Zuid")


def test_a_cap_alert_in_no_language_of_ours_is_read_in_its_first_one() -> None:
    (item,) = read(alert("Actual"), Feed("https://a.example", "a", language="lb"))
    assert item.language == "fr"


@pytest.mark.parametrize("status", ["Exercise", "Test"])
def test_a_cap_alert_that_is_not_real_says_so_first(status: str) -> None:
    (item,) = read(alert(status))
    assert item.words.startswith(f"[{status}] Restez dedans\n")
    assert item.alert is not None
    assert all(words.startswith(f"[{status}] ") for words in item.alert.words.values())


def test_a_valid_feed_without_items_is_no_error() -> None:
    assert read(rss("")) == ()
    assert read('<feed xmlns="http://www.w3.org/2005/Atom"/>') == ()


def test_a_malformed_feed_is_read_all_the_same() -> None:
    (item,) = read(
        '<rss version="2.0"><channel><item><title>fire & flood</title><guid>1</guid>'
        "<description><p>one<p>two</description>"
        "<pubDate>ven., 13 nov. 2026 10:00:00 +0100</pubDate></item>"
    )
    assert (item.key, item.title, item.text) == ("1", "fire & flood", "one\ntwo")
    assert item.published == datetime(2026, 11, 13, 9, 0, tzinfo=UTC)


def test_html_entities_without_a_dtd_are_read() -> None:
    (item,) = read(rss("<item><title>caf&eacute;</title></item>"))
    assert item.title == "café"


def test_an_item_without_a_guid_is_known_by_its_link_and_then_by_its_words() -> None:
    linked, bare = read(
        rss(
            "<item><title>a</title><link>https://a.example/1</link></item><item><title>b</title></item>"
        )
    )
    assert linked.key == "https://a.example/1"
    assert bare.key == bare.digest


def test_an_item_that_says_nothing_is_left_out() -> None:
    assert read(rss("<item><guid>1</guid></item><item/>")) == ()


def test_equal_guids_are_kept_for_the_decision() -> None:
    items = read(rss("<item><guid>1</guid><title>a</title></item>" * 2))
    assert [item.key for item in items] == ["1", "1"]


def test_a_link_that_is_no_web_address_is_dropped() -> None:
    (item,) = read(rss("<item><title>a</title><link>javascript:alert(1)</link></item>"))
    assert item.link is None


def test_only_a_guid_that_is_a_permanent_link_serves_as_one() -> None:
    linked, bare = read(
        rss(
            "<item><title>a</title><guid>https://a.example/1</guid></item>"
            '<item><title>b</title><guid isPermaLink="false">https://a.example/2</guid></item>'
        )
    )
    assert (linked.link, bare.link) == ("https://a.example/1", None)


def test_the_language_of_a_channel_counts_before_that_of_the_feed() -> None:
    (item,) = read(rss("<item><title>a</title></item>", "<language>de-LU</language>"))
    assert item.language == "de"


def test_a_language_that_is_none_is_ignored() -> None:
    (item,) = read(rss("<item><title>a</title></item>", "<language>deutsch!</language>"))
    assert item.language == "fr"


@pytest.mark.parametrize(
    ("encoding", "declared", "charset"),
    [
        ("utf-8", "utf-8", None),
        ("utf-8", "iso-8859-1", "iso-8859-1"),
        ("cp1252", "utf-8", "utf-8"),
        ("cp1252", "iso-8859-1", None),
        ("utf-16", "utf-16", None),
        ("utf-8-sig", "utf-8", None),
        ("iso-8859-15", "iso-8859-15", "utf-8"),
        ("utf-8", "no-such-thing", "idna"),
        ("cp1252", "punycode", "unicode_escape"),
    ],
)
def test_the_letters_are_right_even_when_the_label_is_wrong(
    encoding: str, declared: str, charset: str | None
) -> None:
    text = (
        f'<?xml version="1.0" encoding="{declared}"?>'
        + "<rss><channel><item><title>fumée à Liège</title></item></channel></rss>"
    )
    (item,) = read(text.encode(encoding), charset=charset)
    assert item.title == "fumée à Liège"
