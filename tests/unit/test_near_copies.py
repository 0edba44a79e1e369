"""Stories: copies are found whatever they are dressed in, and other texts stay apart."""

import random

import pytest

from classifiers.stories import Stories, Trace, same_story

POST = (
    "the dam above the valley is about to break and the mayor has already sent his own family away"
    " while everybody else is told to stay calm and go to work as on any other day"
)
VOICES = random.Random(7)
WORDS = ["".join(VOICES.choices("abdeiklmnorstu", k=VOICES.randint(3, 9))) for _ in range(3000)]


def written(length: int) -> str:
    """A text of so many words that nobody wrote before."""
    return " ".join(VOICES.choices(WORDS, k=length))


@pytest.mark.parametrize(
    "copy",
    [
        f"RT @somebody: {POST}",
        f"BREAKING: {POST.upper()}!!! https://example.org/x",
        f"🚨🚨 {POST} #dam #valley",
        f"{POST} (via Example News)",
        POST.replace("dam", "d\u200bam"),
        POST.replace("mayor", "governor").replace("calm", "quiet"),
        f"{POST} 3 4 5",
    ],
)
def test_a_copy_in_another_dress_belongs_to_the_story(copy: str) -> None:
    stories = Stories[str]()
    assert stories.add("first", POST) == "first"
    assert stories.add("copy", copy) == "first"


def test_another_text_is_its_own_story() -> None:
    stories = Stories[str]()
    stories.add("first", POST)
    assert stories.add("other", "the mayor opened the new school in the valley this morning") == (
        "other"
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The bridge is closed!", "RT @a the bridge is CLOSED", True),
        ("The bridge at the old mill is closed", "The bridge at the old mill is closed now", True),
        ("The bridge is closed", "The bridge is open", False),
        ("The tap water is poisoned", "The tap water is not poisoned", False),
        ("Fire", "Fire at the station", False),
        ("", "", False),
        ("https://example.org/a", "https://example.org/b", False),
        ("🚨", "🚨", False),
    ],
)
def test_short_posts_are_copies_when_one_holds_the_other(one: str, other: str, same: bool) -> None:
    assert same_story(Trace.of(one), Trace.of(other)) is same
    stories = Stories[str]()
    stories.add("one", one)
    assert stories.add("other", other) == ("one" if same else "other")


def test_a_short_post_is_found_among_thousands_that_begin_alike() -> None:
    stories = Stories[int]()
    texts = [f"there is a fire in {written(2)}" for _ in range(300)]
    for at, text in enumerate(texts):
        stories.add(at, text)
    assert stories.add(1000, f"{texts[0]}!!") == 0


def test_the_same_texts_give_the_same_stories() -> None:
    texts = [written(VOICES.randint(1, 40)) for _ in range(300)]
    texts += [f"RT {text}" for text in texts]
    told = []
    for _ in range(2):
        stories = Stories[int]()
        told.append([stories.add(at, text) for at, text in enumerate(texts)])
    assert told[0] == told[1]
    assert told[0][300:] == told[0][:300]


def test_nearly_every_copy_with_one_word_in_ten_changed_is_found() -> None:
    stories = Stories[int]()
    texts = [written(30) for _ in range(400)]
    for at, text in enumerate(texts):
        assert stories.add(at, text) == at
    found = 0
    for at, text in enumerate(texts):
        words = text.split()
        for place in (4, 14, 24):
            words[place] = "changed"
        found += stories.add(1000 + at, " ".join(words)) == at
    assert found >= 0.95 * len(texts)


def test_what_is_older_than_the_window_is_forgotten_and_takes_no_room() -> None:
    stories = Stories[int](window=50)
    stories.add(-1, POST)
    for at in range(200):
        stories.add(at, written(20))
    assert len(stories) == 50
    assert stories.add(999, POST) == 999
    assert len(stories._sure) <= 50 * 25
    assert len(stories._runs) == 0


def test_a_story_lasts_as_long_as_copies_keep_coming() -> None:
    stories = Stories[int](window=50)
    stories.add(-1, POST)
    for at in range(200):
        stories.add(at, written(20))
        if at % 20 == 0:
            assert stories.add(1000 + at, f"RT @x{at} {POST}") == -1


def test_keys_never_change_because_stores_keep_them() -> None:
    assert Trace.of("The bridge is closed").keys() == (
        7097613338,
        1320050937,
        1956599639,
        2503374335,
    )
    keys = Trace.of(POST).keys()
    assert sum(keys) % 1_000_003 == 245167
    assert 0 <= min(keys) <= max(keys) < 2**63


def test_a_text_of_any_size_or_sign_has_a_trace() -> None:
    for text in ("a" * 1_000_000, "x " * 500_000, "\ud800", "#a #b", "مرحبا بالعالم اليوم", "<<<"):
        trace = Trace.of(text)
        assert len(trace.runs) <= 600
        assert len(trace.keys()) <= 40
