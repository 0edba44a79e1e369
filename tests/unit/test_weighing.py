"""Ways of weighing: what each makes of the same texts, and which one is chosen."""

import numpy as np
import pytest

from classifiers.choosing import chosen, macro_f1
from classifiers.fitting import reading_of
from classifiers.textmodel import Lesson, Slotted
from classifiers.weighing import Way

SUSPECT = "they hide the dead of {place} from us, pass it on number {n}"
CLEAN = "the council of {place} opens the road again on monday, number {n}"
PLACES = ("mersch", "diekirch", "clervaux", "wiltz")


def texts(count: int) -> tuple[list[str], list[bool]]:
    suspect = [at % 2 == 1 for at in range(count)]
    told = [
        (SUSPECT if yes else CLEAN).format(place=PLACES[at // 2 % len(PLACES)], n=at)
        for at, yes in enumerate(suspect)
    ]
    return told, suspect


def lesson(told: list[str]) -> Lesson:
    return Lesson.of([reading_of(text) for text in told])


def log_odds(
    told: list[str], suspect: list[bool], text: str, way: Way, **more: list[float]
) -> float:
    model = lesson(told).fit({"it": suspect}, way=way, counted=more.get("counted"))
    return float(model.log_odds(Slotted.of(reading_of(text)))[0])


@pytest.mark.parametrize("way", Way)
def test_every_way_tells_the_answers_apart_and_says_the_same_again(way: Way) -> None:
    told, suspect = texts(40)
    for text, yes in ((SUSPECT, True), (CLEAN, False)):
        asked = text.format(place="vianden", n=5)
        said = log_odds(told, suspect, asked, way)
        assert (said > 0) is yes
        assert said == log_odds(told, suspect, asked, way)


@pytest.mark.parametrize("way", Way)
def test_the_shares_of_the_words_and_signs_are_the_whole_whatever_the_way(way: Way) -> None:
    told, suspect = texts(40)
    model = lesson(told).fit({"it": suspect}, way=way)
    asked = Slotted.of(reading_of("They hide it!!! pass it on?"))
    shares = model.shares(asked)
    whole = shares.by_token.sum() + sum(share[0] for share in shares.by_sign.values())
    assert whole == pytest.approx(model.log_odds(asked)[0], abs=1e-4)


@pytest.mark.parametrize("way", Way)
def test_a_question_with_one_answer_or_without_any_text_learns_nothing(way: Way) -> None:
    told, _ = texts(6)
    assert log_odds(told, [True] * 6, told[0], way) == 0.0
    assert log_odds(["", " "], [True, False], told[0], way) == 0.0


@pytest.mark.parametrize("way", Way)
def test_a_text_that_counts_thirty_times_outweighs_one_that_counts_once(way: Way) -> None:
    told, suspect = texts(40)
    contrary = [*told, "the bridge is shut", "the bridge is shut"]
    answers = [*suspect, True, False]
    for loud in (True, False):
        counted = [1.0] * 40 + ([30.0, 1.0] if loud else [1.0, 30.0])
        assert (log_odds(contrary, answers, "the bridge is shut", way, counted=counted) > 0) is loud


@pytest.mark.parametrize("way", Way)
def test_texts_that_are_links_alone_are_learned_from_by_their_signs_or_not_at_all(way: Way) -> None:
    links = ["https://a.example", "https://b.example/x."] * 4
    assert np.isfinite(log_odds(links, [True, False] * 4, SUSPECT, way))


def test_what_tells_gets_more_of_the_weight_than_what_is_everywhere() -> None:
    told, suspect = texts(40)
    shares = {}
    for way in (Way.PLAIN, Way.TELLING):
        model = lesson(told).fit({"it": suspect}, way=way)
        by_token = model.shares(Slotted.of(reading_of("hide number"))).by_token[0]
        shares[way] = abs(by_token[0]) / np.abs(by_token).sum()
    assert shares[Way.TELLING] > shares[Way.PLAIN]


def test_the_way_is_chosen_on_texts_that_were_left_out_part_by_part() -> None:
    told, suspect = texts(40)
    only = list(range(8, 40))
    best = chosen(lesson(told), suspect, only, [str(at % 4) for at in only])
    assert best.log_odds.shape == (32,)
    assert macro_f1(np.array(suspect)[8:], best.log_odds >= 0) == 1.0
    assert best.way is Way.PLAIN, "the first of ways as good"


def test_macro_f1_counts_both_answers_alike() -> None:
    truth = np.array([True] * 9 + [False])
    assert macro_f1(truth, np.ones(10, dtype=bool)) == pytest.approx(18 / 19 / 2)
