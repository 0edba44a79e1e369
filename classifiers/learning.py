"""Learning in use: what a room's decisions teach the judge, at once and without a new fit.

Every decision is a label. Labels become opinions, one a text, and opinions a small model of the
room: how much more, or less, than the judge the room suspects texts that are worded alike. It adds
one finding to a verdict, `room.confirmed` or `room.dismissed`, and with many labels a second,
`room.rate`. Fitted from nothing but the labels, in their order, so that every process that reads
the same store learns the same.

    confirmed                                suspect; and a wording of its narrative
    question satire true opinion denial      not suspect; and a counterexample of its narrative
    unrelated                                not suspect; says nothing about any narrative
    duplicate                                says nothing: the first of the copies is the label

A text whose words are not kept any more still counts for how often the room confirms what is
flagged, and in the figures: else, when dismissed posts are let go of and confirmed ones are not,
the judge would come to think that this room confirms everything.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Protocol

from classifiers.judge import ANSWERING
from classifiers.label import CONFIRMED, DUPLICATE, UNRELATED, Label, Share, Standing
from classifiers.narrative import Narrative
from classifiers.room import Room
from classifiers.stories import Stories, Trace
from classifiers.verdict import Stance, Verdict, log_odds_of, ordered, score_of

ASIDE = 5
"""One text in so many is never learned from, so that there are figures on what nobody taught."""

DISPUTED = 0.2
"""What a text weighs on which as many confirmed as dismissed."""

ABOUT_ITS_VOICE = frozenset({"denial", "question", "satire"})
"""Reasons that are about how a text talks, and less about what; they weigh half, so that a denied
rumour is not unlearned."""

MOST_TEXTS = 1000
"""The newest so many are learned from. The fit takes the third power of their number."""

MOST_WORDINGS = 30
"""The newest so many texts a narrative and language become wordings."""


class Judging(Protocol):
    """A judge that a room can be heard beside."""

    @property
    def threshold(self) -> float:
        """The log-odds from which a text is suspect."""

    def judge(self, text: str, *, lang: str | None = None, role: str = "unknown") -> Verdict:
        """The verdict on one text."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A judge with a room beside it: its verdicts, and what the room adds to them."""

    judging: Judging
    room: Room

    def judge(self, text: str, *, lang: str | None = None, role: str = "unknown") -> Verdict:
        """The verdict of both. Who denies or asks is like a rumour by nature, so nothing that was
        confirmed counts against them; and who answers is never suspect."""
        verdict = self.judging.judge(text, lang=lang, role=role)
        answers = verdict.stance in {Stance.DEBUNKS, Stance.QUESTIONS}
        added = [f for f in self.room.findings(text) if not (answers and f.weight > 0)]
        if not added:
            return verdict
        findings = ordered((*verdict.findings, *added))
        suspect = log_odds_of(findings) >= self.judging.threshold and role not in ANSWERING
        return replace(verdict, suspect=suspect, score=score_of(findings), findings=findings)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What people make of one text. `share` of them confirmed it; `weight` is 0 to 1, and small
    where they disagree; `aside` says that it is kept for the figures."""

    label: Label
    share: float
    weight: float
    aside: bool


def opinions(labels: Iterable[Label]) -> tuple[Opinion, ...]:
    """One opinion for each text, whatever its dress, in the order of the flags. A person's later
    decision on a flag replaces the earlier one; those of different people both count.

    A denial that repeats a rumour is its own text, but of one story: a whole story is kept aside.
    """
    latest: dict[tuple[int, str], Label] = {}
    for label in sorted(labels, key=lambda label: label.at):
        latest[label.flag, label.by] = label
    told: dict[str, list[Label]] = defaultdict(list)
    for label in sorted(latest.values(), key=lambda label: (label.flag, label.at, label.by)):
        if label.word != DUPLICATE:
            told[label.faded or mark_of(label.text)].append(label)
    stories = Stories[int]()
    # Without words a text is a story of its own.
    story_of = {
        mark: stories.add(its[0].flag, text) if (text := _worded(its).text) else mark
        for mark, its in told.items()
    }
    aside = {story_of[mark] for mark in told if is_aside(mark)}
    return tuple(_opinion(its, story_of[mark] in aside) for mark, its in told.items())


def learned(chosen: Sequence[Opinion]) -> Room:
    """What the room adds to the judge; nothing when it decided nothing."""
    used = [opinion for opinion in chosen if not opinion.aside][-MOST_TEXTS:]
    return Room.fit(
        [opinion.label.text for opinion in used],
        confirmed=[opinion.share for opinion in used],
        counted=[opinion.weight for opinion in used],
        log_odds=[opinion.label.log_odds for opinion in used],
    )


def taught(chosen: Sequence[Opinion], known: Collection[str]) -> tuple[Narrative, ...]:
    """The wordings and counterexamples that the opinions add to narratives that are known."""
    sure = [o for o in chosen if o.label.text and not o.aside and o.share in {0.0, 1.0}]
    found: dict[str, list[Opinion]] = defaultdict(list)
    for opinion in sure:
        if opinion.label.narrative in known and opinion.label.word != UNRELATED:
            found[opinion.label.narrative or ""].append(opinion)
    return tuple(
        Narrative(slug, slug, slug, _texts(of_it, 1.0), _texts(of_it, 0.0))
        for slug, of_it in sorted(found.items())
    )


def standing(chosen: Sequence[Opinion], room: Room, threshold: float) -> Standing:
    """How the judge and the room together do on what was kept aside. `threshold` is in log-odds.

    Where as many confirmed as dismissed, there is nothing to be right about.
    """
    asked = [o for o in chosen if o.aside and o.share != 0.5]
    flagged = [o.label.log_odds + room.weight(o.label.text) >= threshold for o in asked]
    confirmed = [o.share > 0.5 for o in asked]
    both = sum(f and c for f, c in zip(flagged, confirmed, strict=True))
    return Standing(len(chosen), Share(both, sum(flagged)), Share(both, sum(confirmed)))


def mark_of(text: str) -> str:
    """The mark of a text, in whatever dress: eight bytes of a hash, from which no word can be
    read. It tells copies, and whether a text is kept aside, when the words are gone."""
    return sha256(Trace.of(text).said.encode("utf-8", "replace")).hexdigest()[:16]


def is_aside(mark: str) -> bool:
    """Whether a text is kept aside: one in ASIDE is, by its words alone and for ever."""
    return int(mark, 16) % ASIDE == 0


def _opinion(labels: Sequence[Label], aside: bool) -> Opinion:
    """One person, one vote on a text, whatever the number of its copies."""
    votes = {label.by: label for label in sorted(labels, key=lambda label: label.at)}
    share = sum(vote.word == CONFIRMED for vote in votes.values()) / len(votes)
    voice = 0.5 if any(vote.word in ABOUT_ITS_VOICE for vote in votes.values()) else 1.0
    weight = DISPUTED + (1 - DISPUTED) * abs(2 * share - 1)
    newest = max(votes.values(), key=lambda label: label.at)
    worded = _worded(labels)
    first = replace(newest, text=worded.text, log_odds=worded.log_odds, faded=worded.faded)
    return Opinion(first, share, weight * voice, aside)


def _worded(labels: Sequence[Label]) -> Label:
    """The first of these labels on one text that still has its words; the first one if none has."""
    return next((label for label in labels if label.text), labels[0])


def _texts(chosen: Iterable[Opinion], share: float) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for opinion in chosen:
        if opinion.share == share:
            found[opinion.label.lang].append(opinion.label.text)
    return {lang: tuple(texts[-MOST_WORDINGS:]) for lang, texts in sorted(found.items())}
