"""Meaning, an extra: a sentence-embedding model that the operator names helps to name narratives.

Never needed. Words and concepts go on naming what they name; a model adds how near a text is in
meaning, in words that nobody listed. It adds to the storyline alone, which names and hardly weighs:
a denial is as near in meaning as the rumour is.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from classifiers.narrative import Narrative

Encode = Callable[[Sequence[str]], NDArray[np.float32]]
"""Texts to rows of numbers; rows that point the same way mean the same."""

SHARE = 0.08
"""What one usual deviation of nearness in meaning counts beside nearness in concepts."""

_DESCRIBED = 5
"""How many wordings a title with its description is worth: wordings share a voice with many a text
of something else. This and `SHARE` were chosen on the development half of the corpus."""

_FARTHEST = 8.0
_ALONE = 0.2
"""The deviation that is taken for a narrative beside which there is no other."""

_LEAST_USUAL = 0.05
"""Cosines that differ by less than this mean the same."""

_LONGEST = 2_000
"""Characters that are read; models stop at some hundred words anyway."""


class MeaningError(Exception):
    """The model cannot be used; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What each narrative means: the mean of its description and wordings, as a row of length 1;
    and how near it usually is to wordings of others (mean, deviation). `rows` keeps what was read,
    so that a room that teaches one wording does not wait for all the others."""

    encode: Encode
    rows: Mapping[str, NDArray[np.float32]]
    narratives: NDArray[np.float32]
    usual: NDArray[np.float32]
    spread: NDArray[np.float32]

    @classmethod
    def unread(cls, encode: Encode) -> "Meaning":
        """A model that has read no narrative yet."""
        nothing = np.zeros(0, dtype=np.float32)
        return cls(encode, {}, nothing[:, None], nothing, nothing)

    def naming(self, narratives: Sequence[Narrative]) -> "Meaning":
        """Read every wording that is new."""
        told = [
            (at, text, worth)
            for at, narrative in enumerate(narratives)
            for text, worth in (
                *((text, 1) for texts in narrative.examples.values() for text in texts),
                (f"{narrative.title}. {narrative.description}", _DESCRIBED),
            )
        ]
        new = list(dict.fromkeys(text for _, text, _ in told if text not in self.rows))
        read = _even(self.encode([text[:_LONGEST] for text in new])) if new else ()
        rows = {**self.rows, **dict(zip(new, read, strict=True))}
        if not told:
            return replace(Meaning.unread(self.encode), rows=self.rows)
        wholes = np.zeros((len(narratives), len(rows[told[0][1]])), dtype=np.float32)
        for at, text, worth in told:
            wholes[at] += worth * rows[text]
        wholes = _even(wholes)
        return Meaning(self.encode, rows, wholes, *_usually(wholes, told, rows))

    def near(self, text: str) -> NDArray[np.float64]:
        """How much nearer than usual a text is to each narrative: in deviations, times `SHARE`."""
        if not text.strip() or not self.narratives.any():
            return np.zeros(len(self.narratives))
        cosines = self.narratives @ _even(self.encode([text[:_LONGEST]]))[0]
        beyond = np.clip((cosines - self.usual) / self.spread, -_FARTHEST, _FARTHEST)
        near: NDArray[np.float64] = SHARE * beyond.astype(np.float64)
        return near


def _usually(
    wholes: NDArray[np.float32],
    told: Sequence[tuple[int, str, int]],
    rows: Mapping[str, NDArray[np.float32]],
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """How near each narrative is to what is told of others: mean and deviation."""
    near = np.stack([rows[text] for _, text, _ in told]) @ wholes.T
    own = np.array([at for at, _, _ in told])[:, None] == np.arange(len(wholes))
    others = np.ma.masked_array(near, mask=own)
    spread = np.maximum(others.std(axis=0).filled(_ALONE), _LEAST_USUAL)
    return others.mean(axis=0).filled(0.0).astype(np.float32), spread.astype(np.float32)


def model_at(path: Path) -> Encode:
    """The model in a directory of the operator's. Raises `MeaningError`; downloads nothing."""
    if not path.is_dir():
        raise MeaningError(f"[judge] embeddings: there is no directory {path}")
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError:
        raise MeaningError(
            "[judge] embeddings needs an extra: pip install 'vigie[embeddings]'"
        ) from None
    try:
        # Weights as plain numbers only: a model directory must not bring code to run.
        model = SentenceTransformer(
            str(path), device="cpu", local_files_only=True, trust_remote_code=False,
            model_kwargs={"use_safetensors": True},
        )  # fmt: skip
    except (OSError, ValueError, KeyError, RuntimeError) as broken:
        raise MeaningError(f"[judge] embeddings: {path} holds no usable model: {broken}") from None
    return partial(_encoded, model.encode)


def _encoded(
    encode: Callable[..., NDArray[np.float32]], texts: Sequence[str]
) -> NDArray[np.float32]:
    # Half of a surrogate pair is no text to a tokeniser.
    clean = [text.encode("utf-8", "replace").decode() for text in texts]
    return np.asarray(encode(clean, show_progress_bar=False), dtype=np.float32)


def _even(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return (rows / np.where(lengths > 0, lengths, 1.0)).astype(np.float32)
