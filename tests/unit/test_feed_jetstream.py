"""Events of the Jetstream, one JSON message each."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitors.jetstream import Event, event_of

DID = "did:plc:7q2kd4mnx3ya"


def message(**commit: object) -> str:
    told = {"operation": "create", "collection": "app.bsky.feed.post", "rkey": "3lb"} | commit
    return json.dumps(
        {"did": DID, "time_us": 1_795_176_000_000_000, "kind": "commit", "commit": told}
    )


def words(**record: object) -> str:
    event = event_of(message(record=record))
    assert event is not None
    assert event.post is not None
    assert event.post.entry is not None
    return event.post.entry.text


def test_a_post_has_a_key_a_link_and_the_date_that_its_author_gave() -> None:
    record = {"text": "Hello", "createdAt": "2026-11-20T11:59:00.000Z", "langs": ["fr-BE", "nl"]}
    event = event_of(message(record=record))
    assert event is not None
    assert event.at == 1_795_176_000_000_000
    assert event.post is not None
    assert event.post.languages == ("fr-BE", "nl")
    entry = event.post.entry
    assert entry is not None
    assert entry.identity == event.post.key == f"at://{DID}/app.bsky.feed.post/3lb"
    assert entry.link == f"https://bsky.app/profile/{DID}/post/3lb"
    assert (entry.text, entry.published, entry.language) == (
        "Hello", "2026-11-20T11:59:00.000Z", "fr-BE",
    )  # fmt: skip


def test_an_edit_has_the_key_of_its_post_and_a_deletion_has_no_words() -> None:
    edited = event_of(message(operation="update", record={"text": "Hello again"}))
    deleted = event_of(message(operation="delete"))
    assert edited is not None
    assert edited.post is not None
    assert deleted is not None
    assert deleted.post is not None
    assert edited.post.key == deleted.post.key
    assert deleted.post.entry is None


def test_links_are_written_in_full_at_their_place_which_is_counted_in_bytes() -> None:
    text = "Évacuez ! exemple.org/pl… maintenant"
    start = len("Évacuez ! ".encode())
    facet = {
        "index": {"byteStart": start, "byteEnd": start + len("exemple.org/pl…".encode())},
        "features": [
            {"$type": "app.bsky.richtext.facet#tag", "tag": "plan"},
            {"$type": "app.bsky.richtext.facet#link", "uri": "https://exemple.org/plan"},
        ],
    }
    assert words(text=text, facets=[facet]) == "Évacuez ! https://exemple.org/plan maintenant"


@pytest.mark.parametrize(("start", "stop"), [(5, 2), (-1, 3), (2, 900), (None, 3), ("1", 2)])
def test_a_link_at_an_impossible_place_changes_nothing(start: object, stop: object) -> None:
    index = {"byteStart": start, "byteEnd": stop}
    facet = {"index": index, "features": [{"uri": "https://example.org"}]}
    assert words(text="some words", facets=[facet]) == "some words"


def test_the_words_of_cards_pictures_and_films_belong_to_the_post() -> None:
    card = {"uri": "https://example.org/a", "title": "Title", "description": "More"}
    assert (
        words(text="Look", embed={"external": card}) == "Look\nTitle\nMore\nhttps://example.org/a"
    )
    picture = {"images": [{"alt": "a flooded street", "image": {}}]}
    assert words(text="Look", embed={"record": {}, "media": picture}) == "Look\na flooded street"
    assert words(text="Look", embed={"video": {}, "alt": "a siren"}) == "Look\na siren"


def test_what_is_no_post_only_tells_where_the_stream_is() -> None:
    at = 1_795_176_000_000_000
    account = {"did": DID, "time_us": at, "kind": "account", "account": {"active": False}}
    assert event_of(json.dumps(account)) == Event(at)
    assert event_of(message(collection="app.bsky.feed.like")) == Event(at)
    assert event_of(message(operation="ponder")) == Event(at)
    assert event_of(message(rkey="../../etc")) == Event(at)


@pytest.mark.parametrize(
    "text",
    [
        "", "null", "[]", "7", '{"time_us": "1"}', '{"time_us": true}', '{"time_us": -1}',
        '{"time_us": 1.5}', "{", "[" * 60_000, '{"time_us": ' + "9" * 5000 + "}",
    ],
)  # fmt: skip
def test_what_is_no_event_is_none(text: str) -> None:
    assert event_of(text) is None


_NAMES = st.sampled_from(
    (
        *("text", "langs", "facets", "index", "byteStart", "byteEnd", "features", "uri"),
        *("embed", "external", "images", "alt", "media", "title", "createdAt"),
    )
)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=6),
    max_leaves=20,
)


@given(record=_JSON)
def test_a_record_of_any_shape_is_read_without_a_crash(record: object) -> None:
    event = event_of(message(record=record))
    assert event is not None
    assert event.post is not None
