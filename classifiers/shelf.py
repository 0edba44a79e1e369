"""The shelf: a fitted judge kept between starts, so that only the first one takes seconds.

A file on it is named after the digest of everything that went into the fit: the texts, the cues,
the code that fits and the versions of the libraries. It holds plain numbers and JSON, never a
pickle, and is believed only when its digest, its checksum and its shapes are right. Anything else
is fitted again, and said.
"""

import json
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from classifiers.calibration import Calibration
from classifiers.judge import RUMOUR, Judge
from classifiers.likeness import Likeness, Read
from classifiers.narrative import load
from classifiers.textmodel import TextModel
from classifiers.tokens import SLOTS
from classifiers.verdict import Stance

Models = tuple[TextModel, TextModel, Calibration]
Texts = Mapping[str, Read]
_Arrays = Mapping[str, NDArray[np.generic]]

_HERE = Path(__file__).parent
_PARTS = ("rumours", "stances")

FITTING = (
    "calibration", "concepts", "corpus", "cue", "fitting", "judge", "likeness", "narrative",
    "rumour", "shelf", "signs", "stance", "text", "textmodel", "tokens", "verdict", "vocabulary",
    "weighing", "wholes",
)  # fmt: skip
"""The modules that a fit runs through. Whatever else changes, a fitted judge stays good."""


MOST = 4
"""How many fits are kept: a new version is tried beside the old one, and gone back from."""


class ShelfError(ValueError):
    """What is on the shelf is not what a fit left there."""


def place() -> Path:
    """The directory for what can be made again: VIGIE_CACHE, or the user's own cache."""
    if named := os.environ.get("VIGIE_CACHE"):
        return Path(named)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "vigie"


def fitted(say: Callable[[str], None], directory: Path | None = None) -> Judge:
    """The judge of the shipped narratives, from the shelf or else fitted now and put there.

    `say` is told in a sentence whenever something did not go as it should: a narrative left out, a
    file that was not believed, a shelf that cannot be written.
    """
    narratives, mistakes = load()
    for mistake in mistakes:
        say(f"narrative left out: {mistake}")
    shelf = place() if directory is None else directory
    path = shelf / f"judge-{digest()[:16]}.npz"
    if path.exists():
        try:
            (rumours, stances, calibration), texts = read(path)
            likeness = Likeness.fit(narratives, read=texts)
            return Judge(narratives, rumours, stances, calibration, likeness)
        except ShelfError as wrong:
            say(f"{path}: {wrong}; the judge is fitted again")
    judge = Judge.fit(narratives)
    try:
        write(path, (judge.rumours, judge.stances, judge.calibration), judge.likeness.read)
    except OSError as refused:
        say(f"{path}: cannot be kept ({refused.strerror}); the next start fits again")
    return judge


def _clear(shelf: Path) -> None:
    """Leave the newest fits alone on the shelf: each takes some 20 MB. Raises OSError."""
    fits = sorted(shelf.glob("judge-*.npz"), key=lambda path: path.stat().st_mtime)
    for path in fits[:-MOST]:
        path.unlink(missing_ok=True)


def digest() -> str:
    """What a fit depends on, in 64 letters."""
    # Asked of the installation: importing scikit-learn takes a second, and only a fit needs it.
    found = sha256(f"numpy {np.__version__} scikit-learn {version('scikit-learn')}".encode())
    for path in (*sorted(_HERE.rglob("*.toml")), *(_HERE / f"{name}.py" for name in FITTING)):
        content = path.read_bytes()
        found.update(f"{path.relative_to(_HERE).as_posix()} {len(content)}\n".encode())
        found.update(content)
    return found.hexdigest()


def write(path: Path, models: Models, texts: Texts) -> None:
    """Keep a fit, and what its narratives' texts were read as: whole or not at all. Old fits make
    room for it. Raises OSError."""
    rumours, stances, calibration = models
    arrays = {
        **_in_a_row("letters", [read.letters for read in texts.values()]),
        **_in_a_row("concepts", [read.concepts for read in texts.values()]),
    }
    for name, model in zip(_PARTS, (rumours, stances), strict=True):
        arrays |= {f"{name}.{part}": array for part, array in _arrays(model).items()}
    about = {
        "digest": digest(),
        "calibration": [
            calibration.slope,
            calibration.offset,
            calibration.threshold,
            calibration.nearness,
        ],
        "languages": dict(calibration.languages),
        "signs": list(rumours.signs),
        "texts": list(texts),
        "checksum": _checksum(arrays),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
        try:
            letter = np.frombuffer(json.dumps(about).encode(), dtype=np.uint8)
            np.savez(part, about=letter, **arrays)  # type: ignore[arg-type]
            part.close()
            os.replace(part.name, path)
            _clear(path.parent)
        except OSError:
            with suppress(OSError):
                os.unlink(part.name)
            raise


def read(path: Path) -> tuple[Models, Texts]:
    """What `write` kept. Raises ShelfError for anything else."""
    try:
        with np.load(path, allow_pickle=False) as file:
            kept = {name: file[name] for name in file.files}
        about = json.loads(bytes(kept.pop("about")).decode())
        expected = {"digest", "calibration", "languages", "signs", "texts", "checksum"}
        if set(about) != expected or about["digest"] != digest():
            raise ShelfError("made from other texts or by another version")
        if about["checksum"] != _checksum(kept):
            raise ShelfError("its numbers are not those that were written")
        slope, offset, threshold, nearness = map(float, about["calibration"])
        languages = {str(lang): float(more) for lang, more in about["languages"].items()}
        models = [_model(kept, name, tuple(about["signs"])) for name in _PARTS]
        said = zip(about["texts"], _apart(kept, "letters"), _apart(kept, "concepts"), strict=True)
        texts = {str(text): Read(letters, concepts) for text, letters, concepts in said}
    except (
        OSError,
        BadZipFile,
        KeyError,
        TypeError,
        ValueError,
        EOFError,
        AttributeError,
    ) as broken:
        if isinstance(broken, ShelfError):
            raise
        raise ShelfError(f"cannot be read ({type(broken).__name__})") from broken
    calibration = Calibration(slope, offset, threshold, nearness, languages)
    return (models[0], models[1], calibration), texts


def _in_a_row(name: str, texts: Sequence[NDArray[np.uint16]]) -> _Arrays:
    """The features of many texts in one row, and where each text's end."""
    found = np.concatenate([np.empty(0, dtype=np.uint16), *texts])
    return {name: found, f"{name}.ends": np.cumsum([len(text) for text in texts], dtype=np.int64)}


def _apart(kept: Mapping[str, NDArray[np.uint16]], name: str) -> list[NDArray[np.uint16]]:
    return np.split(kept[name], kept[f"{name}.ends"])[:-1]


def _arrays(model: TextModel) -> _Arrays:
    return {
        "rarity": model.rarity,
        "weights": model.weights,
        "signs": np.array([model.signs[sign] for sign in model.signs]),
        "even": model.even,
    }


def _model(kept: dict[str, NDArray[np.float32]], name: str, signs: tuple[str, ...]) -> TextModel:
    questions = (RUMOUR,) if name == "rumours" else tuple(stance.value for stance in Stance)
    shapes: dict[str, tuple[int, ...]] = {
        "rarity": (2 * SLOTS,),
        "weights": (2 * SLOTS, len(questions)),
        "signs": (len(signs), len(questions)),
        "even": (len(questions),),
    }
    found = {part: kept[f"{name}.{part}"] for part in shapes}
    for part, shape in shapes.items():
        if found[part].shape != shape or not np.isfinite(found[part]).all():
            raise ShelfError(f"{name}.{part} has not the shape of a fit")
    weights = found["signs"].astype(np.float64)
    return TextModel(
        questions,
        found["rarity"],
        found["weights"],
        {sign: weights[at] for at, sign in enumerate(signs)},
        found["even"].astype(np.float64),
    )


def _checksum(arrays: _Arrays) -> str:
    found = sha256()
    for name in sorted(arrays):
        found.update(f"{name} {arrays[name].dtype} {arrays[name].shape}\n".encode())
        found.update(np.ascontiguousarray(arrays[name]).tobytes())
    return found.hexdigest()
