"""What a room's decisions teach the judge, and what they do not."""

from dataclasses import replace
from datetime import timedelta
from time import process_time

import pytest

from classifiers import learning
from classifiers.label import Label, Share
from classifiers.learning import Heard, is_aside, learned, mark_of, opinions, standing, taught
from classifiers.room import CEILING, RATE_CEILING, Room
from classifiers.verdict import Finding, Stance, Verdict, log_odds_of, score_of
from tests.clock import START

RUMOURS = (
    "they moved the paintings out of the museum at night and nobody may know",
    "lorries at the museum again tonight, the paintings are gone, ask yourself why",
    "my neighbour works at the museum, the paintings on the wall are copies",
    "the museum hides that the paintings were sold abroad in secret",
)
WEATHER = (
    "rain and wind over the valley tomorrow, bring in your garden chairs",
    "so much rain in the valley, the wind took my garden chairs, thank you weather",
    "wind in the valley all night, where are my garden chairs",
    "the weather in the valley: rain, wind, and garden chairs in the trees",
)
NEXT = "the paintings of the museum went away in lorries at night, they say nothing"


def label(
    text: str, word: str = "confirmed", *, by: str = "a", at: int = 0, flag: int = 0
) -> Label:
    """A decision on a text that the judge found a little suspect."""
    when = START + timedelta(minutes=at)
    return Label(flag or hash(text) % 10**9, text, word, by, when, "en", "museum", 0.5)


def room(*labels: Label) -> Room:
    """What these decisions teach; none of their texts is kept aside."""
    return learned([replace(opinion, aside=False) for opinion in opinions(labels)])


class Even:
    """A judge that finds everything exactly as suspect."""

    threshold = 0.3

    def __init__(self, stance: Stance = Stance.SPREADS) -> None:
        self.stance = stance

    def judge(self, text: str, *, lang: str | None = None, role: str = "unknown") -> Verdict:
        """The same verdict on any text."""
        prior = Finding("prior", 0.2, "")
        return Verdict("en", False, score_of([prior]), None, self.stance, (prior,))


# --- what a decision moves ---------------------------------------------------------------------


def test_without_decisions_nothing_is_added() -> None:
    verdict = Even().judge(NEXT)
    assert Heard(Even(), room()).judge(NEXT) is verdict or (
        Heard(Even(), room()).judge(NEXT) == verdict
    )


def test_a_text_like_confirmed_ones_gains_and_says_so_in_its_own_words() -> None:
    verdict = Heard(Even(), room(*map(label, RUMOURS))).judge(NEXT)
    [found] = [finding for finding in verdict.findings if finding.code == "room.confirmed"]
    assert found.weight > 0.3
    assert "paintings" in found.quote
    assert 1 <= int(found.about) <= 4
    assert verdict.suspect
    assert verdict.score == score_of(verdict.findings)


def test_a_text_like_dismissed_ones_loses() -> None:
    dismissed = room(*(label(text, "unrelated") for text in WEATHER))
    verdict = Heard(Even(), dismissed).judge("more rain and wind, my garden chairs are gone")
    assert [f.code for f in verdict.findings if f.weight < 0] == ["room.dismissed"]
    assert verdict.score < Even().judge("").score


def test_each_further_decision_weighs_more() -> None:
    weights = [room(*map(label, RUMOURS[:count])).weight(NEXT) for count in range(5)]
    assert weights[0] == 0.0
    assert weights == sorted(weights)
    assert len(set(weights)) == 5


def test_no_number_of_decisions_outweighs_the_ceiling() -> None:
    many = [
        label(f"{text} {at}x {at}y {at}z", flag=at) for at in range(120) for text in RUMOURS[:1]
    ]
    taught_much = room(*many)
    assert taught_much.weight(RUMOURS[0]) <= CEILING + RATE_CEILING


@pytest.mark.parametrize("stance", [Stance.DEBUNKS, Stance.QUESTIONS])
def test_who_denies_or_asks_is_not_suspected_for_being_alike(stance: Stance) -> None:
    verdict = Heard(Even(stance), room(*map(label, RUMOURS))).judge(NEXT)
    assert "room.confirmed" not in {finding.code for finding in verdict.findings}
    assert not verdict.suspect


def test_an_official_source_is_never_suspect_whatever_was_confirmed() -> None:
    verdict = Heard(Even(), room(*map(label, RUMOURS))).judge(NEXT, role="official")
    assert not verdict.suspect


def test_the_share_that_a_room_confirms_counts_only_with_many_decisions() -> None:
    few = [label(f"{text} {at}", "unrelated", flag=at) for at, text in enumerate(WEATHER)]
    assert room(*few).rate == 0.0
    many = [label(f"word{at} thing{at} place{at}", "unrelated", flag=at) for at in range(40)]
    quiet = room(*many)
    assert -RATE_CEILING <= quiet.rate < -0.3
    found = [f for f in quiet.findings("something else entirely") if f.code == "room.rate"]
    assert [f.about for f in found] == ["0/40"]


# --- undo, and people who do not agree ---------------------------------------------------------


def test_deciding_again_replaces_the_decision() -> None:
    slips = [label(text, "unrelated", at=1) for text in RUMOURS]
    mended = [label(text, at=2) for text in RUMOURS]
    assert room(*slips, *mended).weight(NEXT) == room(*map(label, RUMOURS)).weight(NEXT)


def test_two_people_who_do_not_agree_both_count_and_teach_little() -> None:
    sure = room(*map(label, RUMOURS))
    other = [label(text, "satire", by="b", at=1) for text in RUMOURS]
    disputed = room(*map(label, RUMOURS), *other)
    [opinion, *_] = opinions([*map(label, RUMOURS), *other])
    assert opinion.share == 0.5
    assert opinion.weight <= learning.DISPUTED
    assert abs(disputed.weight(NEXT)) < 0.2 * sure.weight(NEXT)


def test_copies_of_one_post_are_one_vote_a_person() -> None:
    copies = [label(f"RT @x{at} {RUMOURS[0]} https://example.org/{at}", flag=at + 1, at=at)
              for at in range(50)]  # fmt: skip
    assert len(opinions(copies)) == 1
    assert room(*copies).weight(NEXT) == room(copies[0]).weight(NEXT)


def test_a_denial_that_repeats_the_rumour_is_its_own_text() -> None:
    long = " ".join(RUMOURS)
    told = opinions([label(long, flag=1), label(f"No, this is false: {long}", "denial", flag=2)])
    assert [opinion.share for opinion in told] == [1.0, 0.0]
    assert len({opinion.aside for opinion in told}) == 1


def test_a_duplicate_teaches_nothing() -> None:
    assert opinions([label(RUMOURS[0], "duplicate")]) == ()


# --- wordings ----------------------------------------------------------------------------------


def test_a_confirmed_text_becomes_a_wording_and_a_denial_a_counterexample() -> None:
    told = opinions([
        label(RUMOURS[0]), label("the museum denies it", "denial"),
        label("nice weather", "unrelated"), label(RUMOURS[1]),
        label(RUMOURS[1], "true", by="b", at=1),
    ])  # fmt: skip
    sure = [replace(opinion, aside=False) for opinion in told]
    [museum] = taught(sure, {"museum"})
    assert museum.examples == {"en": (RUMOURS[0],)}
    assert museum.counterexamples == {"en": ("the museum denies it",)}
    assert taught(sure, set()) == ()


# --- the share kept aside ----------------------------------------------------------------------


def test_about_one_text_in_five_is_kept_aside_and_always_the_same() -> None:
    texts = [f"a text about thing{at} and place{at}" for at in range(1000)]
    aside = {text for text in texts if is_aside(mark_of(text))}
    assert 150 <= len(aside) <= 250
    assert all(is_aside(mark_of(f"RT @x {text.upper()}!")) == (text in aside) for text in texts)


def test_what_is_kept_aside_is_never_learned_from() -> None:
    aside = [
        text for at in range(100) if is_aside(mark_of(text := f"{RUMOURS[0]} {'so ' * at}there"))
    ]
    assert len(aside) > 5
    told = opinions([label(text, flag=at) for at, text in enumerate(aside, start=1)])
    assert learned(told).texts == ()
    assert taught(told, {"museum"}) == ()


def test_the_standing_counts_what_was_kept_aside() -> None:
    told = [replace(o, aside=True) for o in opinions([
        label(RUMOURS[0]), label(WEATHER[0], "unrelated"), label(WEATHER[1], "unrelated"),
    ])]  # fmt: skip
    how = standing(told, Room.fit([], confirmed=[], counted=[], log_odds=[]), threshold=0.4)
    assert (how.texts, how.right, how.found) == (3, Share(1, 3), Share(1, 1))
    strict = standing(told, room(), threshold=0.6)
    assert (strict.right, strict.found) == (Share(0, 0), Share(0, 1))


def test_a_share_of_few_says_little() -> None:
    low, high = Share(3, 4).bounds()
    assert low < 0.35
    assert high > 0.94
    assert Share(0, 0).bounds() == (0.0, 1.0)


# --- order, time, strange texts ----------------------------------------------------------------


def test_every_process_that_reads_the_same_labels_learns_the_same() -> None:
    labels = [label(text, at=at) for at, text in enumerate((*RUMOURS, *WEATHER))]
    assert room(*labels).weight(NEXT) == room(*reversed(labels)).weight(NEXT)


def test_a_hundred_decisions_are_replayed_in_a_moment() -> None:
    labels = [label(f"{text} {at}a {at}b {at}c", flag=1 + at * 8 + which)
              for at in range(13) for which, text in enumerate((*RUMOURS, *WEATHER))]  # fmt: skip
    room(*labels)
    started = process_time()
    room(*labels)
    assert process_time() - started < 1.0


@pytest.mark.parametrize("text", ["", "🚨🚨", "x" * 200_000, "\ud800", "مرحبا بالعالم"])
def test_no_text_is_too_strange_to_learn_from_or_to_judge(text: str) -> None:
    strange = room(label(text), *map(label, RUMOURS))
    findings = strange.findings(text)
    assert abs(log_odds_of(findings)) <= CEILING + RATE_CEILING
    assert abs(strange.weight(NEXT)) <= CEILING
