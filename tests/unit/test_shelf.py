"""The shelf: believed only when it holds what a fit left there."""

import ast
import json
import os
from pathlib import Path

import numpy as np
import pytest

from classifiers import shelf
from classifiers.judge import Judge

TEXT = "My cousin works there: they hide the truth, share before it is deleted!!"


@pytest.fixture
def kept(tmp_path: Path, shipped_judge: Judge) -> Path:
    path = tmp_path / f"judge-{shelf.digest()[:16]}.npz"
    models = (shipped_judge.rumours, shipped_judge.stances, shipped_judge.calibration)
    shelf.write(path, models, shipped_judge.likeness.read)
    return path


def test_what_was_kept_judges_the_same_and_is_not_fitted_again(
    kept: Path, shipped_judge: Judge
) -> None:
    said: list[str] = []
    again = shelf.fitted(said.append, kept.parent)
    assert said == []
    assert again.judge(TEXT) == shipped_judge.judge(TEXT)


def test_what_the_texts_of_narratives_were_read_as_is_kept(
    kept: Path, shipped_judge: Judge
) -> None:
    _, texts = shelf.read(kept)
    before = shipped_judge.likeness.read
    assert list(texts) == list(before)
    for text, read in texts.items():
        assert np.array_equal(read.letters, before[text].letters)
        assert np.array_equal(read.concepts, before[text].concepts)


def test_features_of_other_texts_than_it_names_are_refused(kept: Path) -> None:
    with np.load(kept) as file:
        arrays = {name: file[name] for name in file.files}
    about = json.loads(bytes(arrays["about"]))
    about["texts"].pop()
    np.savez(kept, **{**arrays, "about": np.frombuffer(json.dumps(about).encode(), np.uint8)})
    with pytest.raises(shelf.ShelfError):
        shelf.read(kept)


def test_nothing_but_whole_files_lies_on_the_shelf(kept: Path) -> None:
    assert list(kept.parent.iterdir()) == [kept]


def test_of_many_versions_the_newest_fits_are_kept(kept: Path, shipped_judge: Judge) -> None:
    for age in range(6):
        old = kept.with_name(f"judge-{age}.npz")
        old.touch()
        os.utime(old, (1e9 - age, 1e9 - age))
    models = (shipped_judge.rumours, shipped_judge.stances, shipped_judge.calibration)
    shelf.write(kept, models, shipped_judge.likeness.read)
    there = {path.name for path in kept.parent.iterdir()}
    assert there == {kept.name, "judge-0.npz", "judge-1.npz", "judge-2.npz"}


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 cut short"])
def test_a_broken_file_is_refused(kept: Path, content: bytes) -> None:
    kept.write_bytes(content)
    with pytest.raises(shelf.ShelfError):
        shelf.read(kept)


def test_a_file_cut_in_half_is_refused(kept: Path) -> None:
    kept.write_bytes(kept.read_bytes()[: kept.stat().st_size // 2])
    with pytest.raises(shelf.ShelfError):
        shelf.read(kept)


def test_a_changed_number_is_refused(kept: Path) -> None:
    with np.load(kept) as file:
        arrays = {name: file[name] for name in file.files}
    arrays["rumours.even"] = arrays["rumours.even"] + 1.0
    np.savez(kept, **arrays)
    with pytest.raises(shelf.ShelfError, match="not those that were written"):
        shelf.read(kept)


def test_a_pickle_is_refused_and_never_run(kept: Path) -> None:
    np.savez(kept, about=np.array([{"digest": "x"}], dtype=object))
    with pytest.raises(shelf.ShelfError):
        shelf.read(kept)


def test_a_foreign_file_is_refused(kept: Path) -> None:
    np.savez(kept, about=np.frombuffer(b'{"digest": "somebody else"}', dtype=np.uint8))
    with pytest.raises(shelf.ShelfError, match="other texts"):
        shelf.read(kept)


def test_the_digest_covers_every_module_that_the_fit_imports() -> None:
    package = Path(shelf.__file__).parent
    seen: set[str] = set()
    left = {"fitting"}
    while left:
        name = left.pop()
        seen.add(name)
        for found in ast.walk(ast.parse((package / f"{name}.py").read_text("utf-8"))):
            if isinstance(found, ast.ImportFrom) and (found.module or "").startswith("classifiers"):
                _, _, module = (found.module or "").partition(".")
                left |= ({module} if module else {one.name for one in found.names}) - seen
    # The judge imports these two for judging; fitting asks neither.
    assert seen - {"language", "meaning"} == set(shelf.FITTING) - {"shelf"}
