"""Our messages as Matrix events, without a homeserver."""

import json
import re
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.message import Button, Mention, Message, Paragraph, Quote, Rows
from bot.platforms.matrix import speaking


def test_what_waits_for_an_answer_rings_and_all_else_is_a_notice() -> None:
    button = Button("Approve", "/approve 3 9f3a1c")
    assert speaking.content(Message("Draft 3", (), (button,)))["msgtype"] == "m.text"
    assert speaking.content(Message("Done"))["msgtype"] == "m.notice"


def test_whoever_is_called_by_name_is_mentioned_in_words_that_ring() -> None:
    called = (Mention("Mayor", {"matrix": "@mayor:x.example"}), Mention("Governor", {}))
    message = Message("Mayor, Governor: read", (Quote("long " * 20_000),), mentions=called)
    first, *more = speaking.said(message).parts
    assert first["m.mentions"] == {"user_ids": ["@mayor:x.example"]}
    assert first["msgtype"] == "m.text"
    assert more
    assert all(part["m.mentions"] == {} for part in more)


def test_a_button_is_a_sign_and_the_command_to_type() -> None:
    buttons = tuple(Button(f"B{number}", f"/show {number}") for number in range(12))
    said = speaking.said(Message("Many", (), buttons))
    assert len(said.signs) == 10
    body = str(said.parts[0]["body"])
    assert "1️⃣ B0 · !show 0" in body
    assert "• B11 · !show 11" in body


def test_our_commands_are_named_as_they_are_typed_and_other_peoples_words_stay() -> None:
    message = Message(
        "Next: /approve 2 37aa3e",
        (
            Paragraph("See /flags (/cases) and/or https://a.example/help, /etc/passwd, /revise 1."),
            Rows(("/help [WORD]  list", "page: /tmp/public.txt")),
            Quote("/approve nothing"),
        ),
    )
    [part] = speaking.said(message).parts
    body = str(part["body"])
    assert body.startswith("Next: !approve 2 37aa3e\n")
    assert "See !flags (!cases) and/or https://a.example/help, /etc/passwd, !revise 1." in body
    assert "- !help [WORD]  list" in body
    assert "page: /tmp/public.txt" in body
    assert "| /approve nothing" in body


def test_nobody_is_called_by_name() -> None:
    content = speaking.edited(speaking.content(Message("@room @press:example.org")), "$1")
    assert content["m.mentions"] == {}
    new = content["m.new_content"]
    assert isinstance(new, dict)
    assert new["m.mentions"] == {}


def test_an_edit_says_it_for_those_who_do_not_know_edits_too() -> None:
    content = speaking.edited(speaking.content(Message("Case 1")), "$1")
    assert content["body"] == "* Case 1"
    assert content["m.relates_to"] == {"rel_type": "m.replace", "event_id": "$1"}


def test_a_transaction_is_the_same_for_the_same_key_alone() -> None:
    names = {speaking.transaction(key, part) for key in ("a", "b") for part in ("", "1")}
    assert len(names) == 4
    assert speaking.transaction("a") == speaking.transaction("a")
    assert all(re.fullmatch(r"vigie-[0-9a-f]{40}", name) for name in names)


class _Reader(HTMLParser):
    """What a client shows of HTML, and the tags it came in."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not attrs

    def handle_data(self, data: str) -> None:
        self.words += data


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_no_words_become_markup(text: str) -> None:
    message = Message(text, (Paragraph(text), Quote(text), Rows((text,))))
    reader = _Reader()
    reader.feed(str(speaking.content(message)["formatted_body"]))
    reader.close()
    assert reader.tags <= {"p", "strong", "blockquote", "ul", "li", "br"}
    assert reader.words == text * 4


_LONG = st.builds(
    lambda words, times: (words * times)[:9000],
    st.text("aé🪟 \n", min_size=1, max_size=60),
    st.integers(1, 400),
)


# Some texts are long enough to take a while.
@settings(deadline=None)
@given(st.lists(_LONG, min_size=1, max_size=12), _LONG)
def test_every_part_fits_and_no_word_is_lost(texts: list[str], headline: str) -> None:
    blocks = tuple(Quote(text) for text in texts)
    message = Message(headline, blocks, (Button("Show", "/show 3"),))
    parts = speaking.divided(message)
    for part in parts:
        edit = speaking.edited(speaking.content(part), "$" * 44)
        assert len(json.dumps(edit)) <= speaking.MOST_BYTES
    assert parts[0].buttons == message.buttons
    told = "".join(_words(part, first=part is parts[0]) for part in parts)
    assert re.sub(r"\s", "", told) == re.sub(r"\s", "", headline + "".join(texts))


def _words(part: Message, *, first: bool) -> str:
    words = [block.text for block in part.blocks if isinstance(block, Quote | Paragraph)]
    return "".join([part.headline, *words] if first else words)
