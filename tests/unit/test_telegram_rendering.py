"""Messages as Telegram takes them: parts, positions, and buttons that cannot be made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.message import Button, Mention, Message, Paragraph, Quote, Rows
from bot.platforms.telegram.buttons import MOST_BYTES, Seal, fits
from bot.platforms.telegram.rendering import (
    LONGEST_CAPTION,
    LONGEST_TEXT,
    Part,
    captioned,
    render,
    shortened,
    units,
)
from tests.telegram_checks import bad_text

SEAL = Seal("123:a-token")
WORDS = st.text(alphabet="ab é🪟👩‍🚒\u0301 \n\t•", max_size=300)


def marked(part: Part) -> list[tuple[str, str]]:
    """What each mark covers, by UTF-16 positions."""
    code = part.text.encode("utf-16-le")
    return [
        (m.kind, code[2 * m.offset : 2 * (m.offset + m.length)].decode("utf-16-le"))
        for m in part.marks
    ]


def test_whoever_is_called_by_name_is_mentioned_where_their_number_is_known() -> None:
    called = (Mention("Mayor", {"telegram": "42"}), Mention("Governor", {"matrix": "@g:x.example"}))
    (part,) = render(Message("🪟 Mayor, Governor: read", mentions=called)).parts
    assert marked(part) == [("bold", "🪟 Mayor, Governor: read"), ("text_mention:42", "Mayor")]


def test_the_headline_is_bold_and_quoted_words_stand_apart_whatever_comes_before() -> None:
    message = Message(
        "🪟 Draft 3", (Paragraph("👩‍🚒"), Quote("Restez\nchez vous"), Rows(("a", "b")))
    )
    (part,) = render(message).parts

    assert part.text == "🪟 Draft 3\n\n👩‍🚒\n\nRestez\nchez vous\n\n• a\n• b"
    assert marked(part) == [("bold", "🪟 Draft 3"), ("pre", "Restez\nchez vous")]


@given(st.lists(st.tuples(st.sampled_from([Paragraph, Quote]), WORDS), max_size=40), WORDS)
def test_every_part_is_one_that_telegram_takes(
    blocks: list[tuple[type[Paragraph], str]], headline: str
) -> None:
    message = Message(f"H {headline}", tuple(kind(text) for kind, text in blocks))
    parts = render(message).parts

    for part in parts:
        marks = [{"offset": m.offset, "length": m.length} for m in part.marks]
        assert bad_text(part.text, marks, LONGEST_TEXT) == ""
        assert part.text == part.text.strip()
        assert all(kind in ("bold", "pre") for kind, _ in marked(part))
    said = "".join("".join(part.text.split()) for part in parts)
    assert said == "".join((message.headline + "".join(text for _, text in blocks)).split())


def test_a_long_text_is_cut_between_blocks_before_lines_before_words() -> None:
    block = "word " * 500
    first, second = render(Message("H", (Paragraph(block), Paragraph(block)))).parts
    assert first.text.endswith("word")
    assert second.text == block.strip()

    one, two = render(Message("H", (Paragraph("x" * 3000 + "\n" + "y y" * 700),))).parts
    assert one.text.endswith("x")
    assert two.text.startswith("y")


def test_a_long_quotation_stays_one_in_every_part() -> None:
    parts = render(Message("H", (Quote("🪟 " * 3000),))).parts
    assert len(parts) == 3
    assert [kind for part in parts for kind, _ in marked(part)] == ["bold", "pre", "pre", "pre"]


def test_a_picture_of_several_signs_is_not_cut() -> None:
    family = "👨‍👩‍👧‍👦"
    parts = render(Message(family * 900)).parts
    assert len(parts) > 1
    assert all(len(part.text) % len(family) == 0 for part in parts)


def test_half_a_character_becomes_a_sign_that_can_be_sent() -> None:
    (part,) = render(Message("half \ud83e of one")).parts
    assert part.text == "half \ufffd of one"


def test_a_button_too_long_for_telegram_is_written_out_and_the_others_keep_their_place() -> None:
    long = Button("Publish", "/publish 3 LIVE " + "Rue de la Gare, " * 5)
    what = render(Message("Draft", (), (Button("Show", "/show 3"), long, Button("Why", "/why 3"))))

    assert [number for number, _ in what.buttons] == [0, 2]
    assert f"Publish: {long.says.strip()}" in what.parts[-1].text


def test_a_caption_fits_and_the_rest_follows() -> None:
    words = " ".join(f"w{number}" for number in range(1500))
    below, rest = captioned(words)
    assert units(below) <= LONGEST_CAPTION
    assert " ".join([below, *(part.text for part in rest)]) == words
    assert captioned("short") == ("short", ())
    assert captioned("") == ("", ())


def test_an_answer_is_shortened_to_what_telegram_shows() -> None:
    assert shortened("short", 200) == "short"
    assert units(shortened("🪟" * 300, 200)) <= 200
    assert shortened("word " * 100, 200).endswith("…")


# --- buttons ------------------------------------------------------------------------------------


@given(
    st.lists(st.integers(1, 2**31), max_size=3, unique=True).map(sorted),
    st.text(max_size=60),
    st.integers(0, 20),
)
def test_what_is_signed_is_read_back(earlier: list[int], says: str, button: int) -> None:
    data = SEAL.sign(-1001, earlier, button, says)
    if data is None:
        return
    assert len(data.encode()) <= MOST_BYTES
    last = (earlier[-1] if earlier else 0) + 1
    press = SEAL.read(-1001, last, data)
    assert press is not None
    assert (press.parts, press.button, press.says) == ((*earlier, last), button, says)


def test_what_is_said_to_fit_does() -> None:
    says = "/approve 12345 9f3a1c"
    assert fits(says, 1)
    assert SEAL.sign(-1001, [2**31], 10, says)


@pytest.mark.parametrize(
    ("chat", "change"),
    [
        (-1002, lambda data: data),
        (-1001, lambda data: data.replace("/approve 3", "/approve 4")),
        (-1001, lambda data: data.replace("|0|", "|1|")),
        (-1001, lambda data: data[:-1]),
        (-1001, lambda data: data + "é"),
        (-1001, lambda data: ""),
        (-1001, lambda data: "v1|||"),
        (-1001, lambda data: Seal("123:another").sign(-1001, [], 0, "/approve 3 9f3a1c")),
    ],
    ids=[
        "other-chat",
        "other-draft",
        "other-button",
        "cut",
        "longer",
        "empty",
        "bars",
        "other-bot",
    ],
)
def test_what_was_never_shown_there_is_not_read(chat: int, change) -> None:  # type: ignore[no-untyped-def]
    data = SEAL.sign(-1001, [], 0, "/approve 3 9f3a1c")
    assert data
    assert SEAL.read(chat, 10, change(data)) is None
