"""The public page of a channel."""

from datetime import UTC, datetime
from time import process_time

import pytest

from monitors.feed import Feed, FeedError, Item
from monitors.page import read_page
from tests.contract.sources import CARD, NOW, channel_page, channel_post

FEED = Feed("https://t.me/s/harbour_watch", "channel", language="fr")


def read(page: str, *, base: str | None = None, content_type: str = "text/html") -> list[Item]:
    items = read_page(page.encode(), FEED, now=NOW, base=base, content_type=content_type)
    assert isinstance(items, tuple), items
    return list(items)


def refused(page: str, *, base: str | None = None, content_type: str = "text/html") -> str:
    error = read_page(page.encode(), FEED, now=NOW, base=base, content_type=content_type)
    assert isinstance(error, FeedError), error
    assert error.code == "not_a_feed"
    return error.sentence


def test_a_post_has_its_name_as_key_a_link_a_date_and_the_feeds_language() -> None:
    [item] = read(channel_page(channel_post(11, "Le pont est fermé")))
    assert item.key == "harbour_watch/11"
    assert item.link == "https://t.me/harbour_watch/11"
    assert item.published == datetime(2026, 11, 20, 11, 51, tzinfo=UTC)
    assert (item.title, item.text, item.language) == ("", "Le pont est fermé", "fr")


def test_line_breaks_are_kept_and_markup_is_not() -> None:
    emoji = '<i class="emoji" style="background-image:url(\'//t.me/e.png\')"><b>🔥</b></i>'
    words = (
        f'One <b>bo</b>ld &amp; &lt;b&gt;<br/><br/>two {emoji} <a href="https://x.org/?a=1">x</a>'
    )
    [item] = read(channel_page(channel_post(11, words)))
    assert item.text == "One bold & <b>\ntwo 🔥 x"


def test_a_forwarded_post_is_marked_with_the_channel_it_came_from() -> None:
    above = """<div class="tgme_widget_message_forwarded_from accent_color">Forwarded from
<a class="tgme_widget_message_forwarded_from_name" href="https://t.me/other_channel/5">
<span dir="auto">Other &amp; Co</span></a></div>"""
    [item] = read(channel_page(channel_post(11, "Look", above=above)))
    assert item.words == "↪ Other & Co\nLook"


def test_a_person_whose_post_was_forwarded_is_not_named() -> None:
    above = """<div class="tgme_widget_message_forwarded_from">Forwarded from
<span class="tgme_widget_message_forwarded_from_name">Jane Roe</span></div>"""
    [item] = read(channel_page(channel_post(11, "Look", above=above)))
    assert item.words == "↪\nLook"


def test_the_words_that_a_post_answers_are_not_its_own() -> None:
    above = """<a class="tgme_widget_message_reply" href="https://t.me/harbour_watch/3">
<div class="tgme_widget_message_author"><span>Harbour</span></div>
<div class="tgme_widget_message_text js-message_reply_text">An earlier rumour</div></a>"""
    [item] = read(channel_page(channel_post(11, "That was wrong", above=above)))
    assert item.text == "That was wrong"


def test_a_poll_is_a_post_with_its_question_and_options() -> None:
    poll = """</div><div class="tgme_widget_message_poll">
<div class="tgme_widget_message_poll_question">Is the water safe?</div>
<div class="tgme_widget_message_poll_option"><div class="tgme_widget_message_poll_option_percent">
7%</div><div class="tgme_widget_message_poll_option_text">No</div></div></div><div>"""
    [item] = read(channel_page(channel_post(11, poll)))
    assert item.text == "Is the water safe?\nNo"


def test_notices_of_the_service_and_posts_without_words_are_left_out() -> None:
    posts = [
        channel_post(11, "Channel created", classes="service_message"),
        channel_post(12, "  <br/> "),
        channel_post(13, "A post"),
    ]
    assert [item.key for item in read(channel_page("".join(posts)))] == ["harbour_watch/13"]


def test_a_channel_without_posts_is_no_error() -> None:
    assert read(channel_page("")) == []


def test_a_channel_without_a_preview_is_named_with_what_to_do() -> None:
    sentence = refused(CARD, base="https://t.me/harbour_watch")
    assert "harbour_watch" in sentence
    assert "no public page" in sentence
    assert "somebody must follow it" in sentence


def test_a_page_that_looks_otherwise_is_never_taken_for_an_empty_channel() -> None:
    assert "needs an update" in refused("<html><body>New look!</body></html>")
    assert "needs an update" in refused(channel_page(""), content_type="application/json")
    assert "needs an update" in refused(channel_page("x" * 3_000_000))


@pytest.mark.parametrize(
    "unit",
    ["<!--", "<", "</", "<a ", '<a b="', "<div>", "<br>", "</div", "&#x", "<script>", "&amp;"],
)
def test_a_hostile_page_costs_no_more_time_than_its_length(unit: str) -> None:
    words = unit * (400_000 // len(unit))
    began = process_time()
    read(channel_page(channel_post(11, words) + channel_post(12, "after")))
    assert process_time() - began < 2
