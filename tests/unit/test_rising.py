"""What rises: the group that many voices take up, and all that is none."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from scipy.stats import nbinom, poisson

from classifiers.rising import FEWEST, WINDOW, Rise, Rising, Talk, tail
from tests.clock import START

MINUTE = timedelta(minutes=1)
TIGERS = frozenset({1, 2, 3})


def _talk(number: int, words: frozenset[int] = TIGERS, score: float = 0.9) -> Talk:
    host = f"h{number}.example"
    at = START + number * MINUTE
    return Talk(number, at, host, host, "en", score, False, words, frozenset())


def _told(posts: Iterator[Talk] | list[Talk], rising: Rising | None = None) -> Rise | None:
    rising = Rising() if rising is None else rising
    told = [rising.add(post) for post in posts]
    return told[-1]


def test_a_few_voices_that_say_what_nobody_said_before_are_a_group() -> None:
    posts = [_talk(number) for number in range(FEWEST)]
    assert _told(posts[:-1]) is None
    found = _told(posts)
    assert found is not None
    assert set(found.core) == TIGERS
    assert [post.item for post in found.posts] == [0, 1, 2, 3]


def test_one_voice_is_one_however_often_it_speaks() -> None:
    assert _told([replace(_talk(n), voice="one") for n in range(20)]) is None


def test_a_topic_that_does_not_talk_like_a_rumour_is_none() -> None:
    assert _told([_talk(n, score=0.5) for n in range(20)]) is None
    assert _told([_talk(n, score=0.1) for n in range(20)]) is None


def test_what_a_newsroom_said_first_must_talk_more_like_a_rumour() -> None:
    news = replace(_talk(0, score=0.05), leads=True)
    for score, found in ((0.8, False), (0.95, True)):
        told = _told([news, *(_talk(n, score=score) for n in range(1, 6))])
        assert (told is not None) == found


def test_what_a_storyline_knows_already_is_not_new() -> None:
    assert _told([replace(_talk(n), narrative="known") for n in range(8)]) is None
    assert _told([replace(_talk(n), narrative=f"n{n}") for n in range(8)]) is not None


def test_words_that_are_said_every_day_do_not_rise() -> None:
    usual = Rising()
    for number in range(3000):
        # Every tenth post is about it, all week.
        words = TIGERS if number % 10 == 0 else frozenset({100 + number})
        post = replace(_talk(number, words), at=START + number * 3 * MINUTE)
        usual.add(post)
    now = START + 3000 * 3 * MINUTE
    posts = [replace(_talk(3000 + n), at=now + n * MINUTE) for n in range(FEWEST)]
    assert _told(posts, usual) is None


def test_the_texts_of_any_day_are_known_before_the_first_week() -> None:
    known = Rising(usual=dict.fromkeys(TIGERS, 0.9))
    assert _told([_talk(n) for n in range(6)], known) is None


def test_a_place_alone_names_a_group_when_it_is_rarer_still() -> None:
    posts = [_talk(n, frozenset({7, 100 + n}), 0.95) for n in range(8)]
    assert _told(posts[:5]) is None
    assert _told(posts) is not None


def test_what_is_too_long_ago_is_forgotten() -> None:
    rising = Rising()
    _told([_talk(n) for n in range(3)], rising)
    late = replace(_talk(9), at=START + WINDOW + 9 * MINUTE)
    assert rising.add(late) is None
    assert len(rising) == 1


def test_the_same_posts_give_the_same_rises() -> None:
    posts = [_talk(n, frozenset({n % 7, n % 5 + 10, n + 100})) for n in range(200)]
    one, other = Rising(), Rising()
    assert [one.add(post) for post in posts] == [other.add(post) for post in posts]


def test_examples_are_of_other_languages_and_hosts_first() -> None:
    langs = ["en", "en", "fr", "en", "de"]
    posts = tuple(replace(_talk(n), lang=lang) for n, lang in enumerate(langs))
    assert [post.item for post in Rise((1,), posts).examples()] == [0, 2, 4]
    same = tuple(replace(_talk(n), host="one.example") for n in range(3))
    assert len(Rise((1,), same).examples()) == 1


@pytest.mark.parametrize("count", [1, 3, 7, 20])
@pytest.mark.parametrize("mean", [0.2, 1.7, 9.0])
def test_the_tail_is_that_of_scipy(count: int, mean: float) -> None:
    assert tail(count, mean) == pytest.approx(poisson.sf(count - 1, mean), abs=1e-12)
    spread = nbinom.sf(count - 1, 3, 3 / (3 + mean))
    assert tail(count, mean, 1 / 3) == pytest.approx(spread, abs=1e-12)


def test_on_a_first_day_what_was_not_heard_before_is_no_news_yet() -> None:
    # Nothing is known of what is usual, and there is much talk in which a text may return.
    def told_after(days: int) -> Rise | None:
        rising, number = Rising(), 0
        for hour in range(24 * days):
            for second in range(0, 3600, 36):
                at, number = START + timedelta(hours=hour, seconds=second), number + 1
                rising.add(replace(_talk(number, frozenset({100 + number})), at=at))
        now = START + timedelta(days=days)
        return _told([replace(_talk(number + n), at=now + n * MINUTE) for n in range(5)], rising)

    assert told_after(0) is not None
    assert told_after(1) is None
    assert told_after(5) is not None


def test_two_terms_together_name_a_group_where_each_alone_is_said_every_day() -> None:
    rising = Rising()
    for number in range(3000):
        words = frozenset({1, 200 + number % 7}) if number % 2 else frozenset({2, 300 + number % 7})
        rising.add(replace(_talk(number, words), at=START + number * 3 * MINUTE))
    now = START + 3000 * 3 * MINUTE
    pairs = frozenset({901, 902})
    posts = [
        replace(_talk(3000 + n, frozenset({1, 2})), at=now + n * MINUTE, pairs=pairs)
        for n in range(8)
    ]
    found = _told(posts, rising)
    assert found is not None
    assert pairs <= set(found.core)
