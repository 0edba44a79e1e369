"""The judge: its promises, whatever the text."""

import time
from math import isclose

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifiers.corpus import background, corpus
from classifiers.judge import ANSWERING, Judge
from classifiers.narrative import Narrative, load
from classifiers.verdict import Stance, sigmoid

HOSTILE = {
    "nothing": "",
    "a million letters": "a" * 1_000_000,
    "a million characters of words": "my cousin works there " * 50_000,
    "only emoji": "😀🚨" * 500,
    "right to left": "مرحبا يا عالم " * 200,
    "overrides": "\u202e\u200b" * 3_000,
    "markup": "<p class='x'>hello</p>" * 1_000,
    "open markup": "<p" * 5_000,
    "entities": "&amp;" * 3_000,
    "accounts": "a@" * 5_000,
    "exclamation": "!" * 10_000,
    "half surrogates and zeros": "\x00\ud800" * 3_000,
}


@pytest.fixture(scope="module")
def judge(shipped_judge: Judge) -> Judge:
    # The language tables are learned on first use, which is not what the tests below time.
    shipped_judge.judge("The language tables are learned now.")
    return shipped_judge


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_any_text_gets_a_verdict_in_bounded_time(judge: Judge, text: str) -> None:
    began = time.process_time()
    verdict = judge.judge(text)
    assert time.process_time() - began < 0.5
    assert 0.0 < verdict.score < 1.0


def test_a_text_without_words_is_not_suspect(judge: Judge) -> None:
    assert not any(judge.judge(text).suspect for text in ("", "!!!", "🚨🚨🚨", "???"))


@settings(deadline=None, max_examples=60)
@given(text=st.text(max_size=400), role=st.sampled_from(["social", "media", "official", "odd"]))
def test_the_score_is_the_sum_of_the_findings(judge: Judge, text: str, role: str) -> None:
    verdict = judge.judge(text, role=role)
    assert isclose(verdict.score, sigmoid(sum(f.weight for f in verdict.findings)), rel_tol=1e-9)


@settings(deadline=None, max_examples=60)
@given(
    words=st.lists(
        st.sampled_from(
            ["they hide", "share", "before deleted", "rumeur", "volgens politie", "net", "!!", "?"]
        ),
        max_size=60,
    )
)
def test_the_score_is_the_sum_for_texts_full_of_cues(judge: Judge, words: list[str]) -> None:
    verdict = judge.judge(" ".join(words))
    weights = [f.weight for f in verdict.findings]
    assert isclose(verdict.score, sigmoid(sum(weights)), rel_tol=1e-9)
    assert [abs(w) for w in weights] == sorted((abs(w) for w in weights), reverse=True)
    assert "prior" in {f.code for f in verdict.findings}


@pytest.mark.parametrize(
    "text",
    [
        "Vu de Valmont : les pompiers sont là. Ma voisine est sourde. Attendez les infos. Rien.",
        "DEEL DIT!!! Nepbrandweer in Maasveen; doe de deur NIET open, stuur door 🚨",
        "Niveau 12 cm; 14 cm; 'sirens' = no; next update at 09:15.",
    ],
)
def test_no_mark_of_punctuation_is_given_as_a_word_that_weighs(judge: Judge, text: str) -> None:
    words = [f.quote for f in judge.judge(text).findings if f.code == "wording.word"]
    assert len(words) == 4
    assert all(word[0].isalnum() for word in words), words


def test_every_quote_is_in_the_text(judge: Judge) -> None:
    text = "Mon cousin travaille à l'hôpital : on nous CACHE les vrais chiffres, partagez vite !!"
    for finding in judge.judge(text).findings:
        for part in finding.quote.split(" … "):
            assert all(word in text for word in part.split()), finding


@pytest.mark.parametrize("role", sorted(ANSWERING))
def test_who_answers_is_never_suspect(judge: Judge, role: str) -> None:
    text = "They hide it on purpose! My cousin works there. SHARE NOW before it is deleted!!"
    assert judge.judge(text).suspect
    verdict = judge.judge(text, role=role)
    assert not verdict.suspect
    assert verdict.findings[0].code == "role"
    assert verdict.findings[0].quote == role


def test_every_shipped_counterexample_is_not_suspect_and_most_examples_are(judge: Judge) -> None:
    examples = [t for n in judge.narratives for texts in n.examples.values() for t in texts]
    others = [t for n in judge.narratives for texts in n.counterexamples.values() for t in texts]
    assert sum(v.suspect for v in judge.judge_all(examples)) >= 0.95 * len(examples)
    assert sum(v.suspect for v in judge.judge_all(others)) <= 0.01 * len(others)


@pytest.mark.parametrize(
    "text",
    [
        "My cousin works at the waterworks: there is poison in the tap water, they hide it",
        "Ma cousine travaille à l'usine des eaux : il y a du poison dans l'eau, on nous le cache",
        "Mijn nicht werkt bij het waterbedrijf: er zit vergif in het kraanwater, ze verzwijgen het",
        "Meine Cousine arbeitet im Wasserwerk: Im Leitungswasser ist Gift, man verschweigt es uns",
        "Meng Cousine schafft beim Waasserwierk: am Drénkwaasser ass Gëft, si verheemlechen et",
    ],
)
def test_one_rumour_is_recognised_and_named_in_each_language(judge: Judge, text: str) -> None:
    verdict = judge.judge(text)
    assert verdict.suspect
    assert verdict.stance is Stance.SPREADS
    assert verdict.narrative == "tap-water-poisoned"


def test_a_known_rumour_translated_into_another_language_is_flagged(judge: Judge) -> None:
    bridge = Narrative(
        id="bridge-sold",
        title="Bridge sold",
        description="Claims that the bridge was secretly sold.",
        examples={"de": ("Sie haben die Hängebrücke heimlich verkauft, keiner redet darüber",)},
    )
    verdict = judge.with_narratives([bridge]).judge(
        "Si hunn d'Hängebréck heemlech verkaf, keen schwätzt doriwwer"
    )
    assert verdict.suspect
    assert verdict.narrative == "bridge-sold"


def test_a_rooms_own_narrative_joins_and_one_with_the_same_id_replaces(judge: Judge) -> None:
    mine = Narrative("mine", "Mine", "Mine.", {"en": ("zeppelins steal the cathedral bells",)})
    grown = judge.with_narratives([mine])
    assert len(grown.narratives) == len(judge.narratives) + 1
    assert grown.judge("zeppelins steal the cathedral bells").narrative == "mine"
    assert len(grown.with_narratives([mine]).narratives) == len(grown.narratives)
    assert judge.judge("zeppelins steal the cathedral bells").narrative != "mine"


def test_a_judge_without_narratives_still_judges(judge: Judge) -> None:
    verdict = judge.naming(()).judge("They hide it from us, share before it is deleted!!")
    assert verdict.narrative is None
    assert verdict.suspect


def test_a_given_language_is_kept_and_an_unknown_one_detected(judge: Judge) -> None:
    text = "The swimming pool opens again on Monday morning."
    assert judge.judge(text, lang="nl").lang == "nl"
    assert judge.judge(text, lang="xx").lang == "en"


SOME = [told for told in (*corpus(), *background()) if len(told.text) % 5 == 0]


def test_fitting_twice_gives_the_same_verdicts() -> None:
    narratives = load()[0][:3]
    texts = [told.text for told in SOME[:40]]
    once, again = Judge.fit(narratives, SOME), Judge.fit(narratives, SOME)
    assert once.calibration == again.calibration
    assert once.judge_all(texts) == again.judge_all(texts)


def test_judging_is_quick(judge: Judge) -> None:
    texts = [
        f"My cousin says that they hide number {n} from us, share this now!" for n in range(50)
    ]
    began = time.process_time()
    judge.judge_all(texts)
    assert (time.process_time() - began) / len(texts) < 0.005


def test_three_wordings_teach_a_room_narrative_that_is_then_named(judge: Judge) -> None:
    organ = Narrative(
        "organ-pipes",
        "Organ pipes melted",
        "Claims that the cathedral's organ was secretly melted down.",
        {
            "en": (
                "They melted the cathedral organ for scrap and nobody may say so",
                "My uncle tunes the organ, the pipes went to a foundry by night",
                "Why is the organ loft locked? Because the pipes are gone, wake up",
            )
        },
    )
    taught = judge.with_narratives([organ])
    rumour = "They hide it: the cathedral pipes were melted for scrap, share before it is deleted!"
    assert taught.judge(rumour).narrative == "organ-pipes"
    assert taught.judge(rumour).suspect
    denial = "The diocese denies the rumour: the organ has not been melted, it is being restored."
    assert not taught.judge(denial).suspect


@pytest.mark.parametrize(
    "text",
    [
        "The water company has taken no river water since nine. Tap water meets the standard.",
        "Les autorités demandent de fermer les fenêtres. La fumée vient d'un incendie voisin.",
    ],
)
def test_saying_a_plain_thing_twice_makes_it_no_more_suspect(judge: Judge, text: str) -> None:
    assert not judge.judge(text).suspect
    assert not judge.judge(f"{text}\n{text}").suspect
