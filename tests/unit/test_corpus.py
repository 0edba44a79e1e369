"""Our own corpus: enough of it, no near-copies, and nothing on both sides of a split."""

import re
from collections import Counter, defaultdict

from classifiers.corpus import ANY_DAY, CORPUS, STANCES, Told, background, corpus, told_by
from classifiers.narrative import LANGUAGES, load

VOICES = {
    *("headline", "hearsay", "slang", "irony", "capitals", "insinuation", "story", "caption"),
    *("notice", "scam", "voice_note", "plain_claim"),
}
CLEAN = {"denial", "advice", "report", "question", "true", "satire", "worry", "other_news"}
DAYS = {"official", "news", "social", "off_topic"}

SHARED = 0.5
"""Share of two spreading texts' longer words that may be the same."""

COPY = 0.5
"""Share of five-letter runs from which two texts are near-copies of one another."""

COPIES = 0.005
"""Share of all texts that may be near-copies: short greetings and notices resemble one another."""


def runs(text: str) -> frozenset[str]:
    plain = re.sub(r"\W+", " ", text.casefold())
    return frozenset(plain[at : at + 5] for at in range(len(plain) - 4))


def copies(texts: list[Told]) -> list[tuple[Told, Told]]:
    """Pairs that share most of their runs, found by an index of runs."""
    known: list[frozenset[str]] = []
    holding: dict[str, list[int]] = defaultdict(list)
    found = []
    for told in texts:
        mine = runs(told.text)
        shared = Counter(at for run in mine for at in holding[run])
        for at, count in shared.most_common(1):
            if count > COPY * len(mine | known[at]):
                found.append((told, texts[at]))
        for run in mine:
            holding[run].append(len(known))
        known.append(mine)
    return found


def test_there_are_forty_narratives_in_every_language_and_voice() -> None:
    texts = corpus()
    assert len({told.narrative for told in texts}) >= 40
    counts = Counter((told.narrative, told.lang, told.spreads) for told in texts)
    for narrative in {told.narrative for told in texts}:
        for lang in LANGUAGES:
            assert counts[narrative, lang, True] >= 12, (narrative, lang)
            assert counts[narrative, lang, False] >= 8, (narrative, lang)
    assert {told.kind for told in texts if told.spreads} == VOICES
    assert {told.kind for told in texts if not told.spreads} == CLEAN
    assert len({told.hand for told in texts}) >= 4


def test_every_narrative_of_the_corpus_has_three_wordings_a_language_to_be_taught_by() -> None:
    narratives, mistakes = load()
    assert not mistakes
    assert {path.stem for path in CORPUS.glob("*.toml")} <= {n.id for n in narratives}
    for narrative in narratives:
        assert all(len(narrative.examples.get(lang, ())) >= 3 for lang in LANGUAGES), narrative.id


def test_there_are_background_texts_of_every_sort_and_language() -> None:
    texts = background()
    assert len(texts) >= 2500
    assert {told.kind for told in texts} == DAYS
    counts = Counter(told.lang for told in texts)
    assert all(counts[lang] >= 400 for lang in LANGUAGES)


def test_every_kind_has_a_stance_or_none() -> None:
    assert set(STANCES) <= CLEAN | DAYS


def test_two_spreading_texts_of_a_narrative_share_few_words() -> None:
    groups: dict[tuple[str, str], list[set[str]]] = defaultdict(list)
    for told in corpus():
        if told.spreads:
            words = set(re.findall(r"\w{4,}", told.text.casefold()))
            for other in groups[told.narrative, told.lang]:
                least = min(len(words), len(other))
                assert least < 4 or len(words & other) <= SHARED * least, told.text
            groups[told.narrative, told.lang].append(words)


def test_near_copies_are_rare_and_none_crosses_a_narrative_or_writer() -> None:
    told = [*corpus(), *background(), *told_by(load()[0])]
    found = copies(told)
    assert len(found) <= COPIES * len(told), found[:5]
    # A copy on both sides of a split would be remembered, and not judged.
    leaks = [(a, b) for a, b in found if ANY_DAY not in {a.narrative, b.narrative}]
    assert all(a.narrative == b.narrative for a, b in leaks), leaks
