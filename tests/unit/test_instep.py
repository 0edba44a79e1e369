"""Who posts in step: the same things, close together, again and again."""

from datetime import timedelta

from classifiers.instep import InStep, Posted, in_step
from tests.clock import START

MINUTE = timedelta(minutes=1)


def _together(*hosts: str, times: int, apart: timedelta = MINUTE, first: int = 0) -> list[Posted]:
    return [
        Posted(host, START + n * timedelta(hours=1) + place * apart, f"text-{n}")
        for n in range(first, first + times)
        for place, host in enumerate(hosts)
    ]


def test_three_texts_a_minute_apart_are_in_step() -> None:
    assert in_step(_together("a", "b", times=3)) == (InStep(("a", "b"), 3),)


def test_twice_is_chance() -> None:
    assert in_step(_together("a", "b", times=2)) == ()


def test_the_same_text_long_after_is_no_step() -> None:
    assert in_step(_together("a", "b", times=5, apart=timedelta(minutes=11))) == ()


def test_one_text_posted_often_is_one() -> None:
    posts = [Posted(h, START + n * MINUTE, "same") for n in range(9) for h in ("a", "b")]
    assert in_step(posts) == ()


def test_a_post_with_a_text_and_a_link_counts_once() -> None:
    posts = [
        Posted(host, START + n * timedelta(hours=1), f"text-{n}", f"https://x.example/{n}")
        for n in range(2)
        for host in ("a", "b")
    ]
    assert in_step(posts) == ()


def test_the_same_links_under_different_words_are_in_step() -> None:
    posts = [
        Posted(host, START + n * timedelta(hours=1), f"{host}-{n}", f"https://x.example/{n}")
        for n in range(3)
        for host in ("a", "b")
    ]
    assert in_step(posts) == (InStep(("a", "b"), 3),)


def test_who_posts_everything_is_in_step_with_nobody() -> None:
    everything = _together("a", "busy", times=3) + _together("busy", times=30, first=10)
    assert in_step(everything) == ()


def test_pairs_that_share_a_host_are_one_group() -> None:
    posts = _together("a", "b", times=3) + _together("b", "c", times=3, first=10)
    assert in_step(posts) == (InStep(("a", "b", "c"), 6),)


def test_what_an_agency_gives_to_everybody_is_no_step() -> None:
    hosts = [f"paper-{n}" for n in range(80)]
    agency = _together(*hosts, times=4, apart=timedelta(seconds=1))
    assert in_step(agency) == ()
    own = _together("paper-1", "paper-2", times=3, first=20)
    assert [group.hosts for group in in_step(agency + own)] == [("paper-1", "paper-2")]
