"""Our own corpus: texts we wrote, with what they are, for the judge to learn from and be measured.

    corpus/<narrative>.toml     hand = "a", then [fr.spreads] and [fr.clean], each kind a list
    background/<letter>.toml    [fr] official, news, social, off_topic: any other day
    narratives/<narrative>.toml the wordings a narrative is recognised by

`hand` says which of the writers wrote a file, so that the judge can be measured on a writer that it
has not read.
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from classifiers.narrative import LANGUAGES, Narrative
from classifiers.verdict import Stance

ROOT = Path(__file__).parent
CORPUS = ROOT / "corpus"
BACKGROUND = ROOT / "background"

STANCES: dict[str, Stance] = {
    "denial": Stance.DEBUNKS,
    "question": Stance.QUESTIONS,
    "report": Stance.REPORTS,
    "true": Stance.REPORTS,
    "advice": Stance.REPORTS,
    "official": Stance.REPORTS,
    "news": Stance.REPORTS,
}
"""How clean texts of a kind stand to what they talk about; other kinds have no stance."""

ANY_DAY = "any day"
"""What stands for the narrative of a background text: it has none."""


@dataclass(frozen=True, slots=True)
class Told:
    """One text of ours. `kind` is its voice when it spreads `narrative`, its sort when it is clean;
    `hand` is who wrote it; `joined` says that it was put together from several texts."""

    text: str
    lang: str
    narrative: str
    spreads: bool
    kind: str
    hand: str
    joined: bool = False

    @property
    def stance(self) -> Stance:
        """The stance its writer meant."""
        return Stance.SPREADS if self.spreads else STANCES.get(self.kind, Stance.NONE)


def corpus(directory: Path = CORPUS) -> tuple[Told, ...]:
    """Every text of the corpus, in the order of file names; raises on a mistake: it is our own."""
    return tuple(told for path in sorted(directory.glob("*.toml")) for told in _corpus_file(path))


def background(directory: Path = BACKGROUND) -> tuple[Told, ...]:
    """Every text of any other day."""
    return tuple(
        Told(text, lang, ANY_DAY, False, kind, path.stem)
        for path in sorted(directory.glob("*.toml"))
        for lang, kinds in tomllib.loads(path.read_text("utf-8")).items()
        for kind, texts in kinds.items()
        for text in texts
    )


def told_by(narratives: Sequence[Narrative]) -> tuple[Told, ...]:
    """The wordings of narratives as texts of ours; of what sort a counterexample is, is unsaid."""
    return tuple(
        Told(text, lang, narrative.id, spreads, "wording" if spreads else "counterexample", "")
        for narrative in narratives
        for spreads, part in ((True, narrative.examples), (False, narrative.counterexamples))
        for lang, texts in part.items()
        for text in texts
    )


def joined(told: Sequence[Told]) -> tuple[Told, ...]:
    """Clean texts put together, four at a time, within a narrative or a sort of day and a language.

    Our long texts are stories, and spread. Without long clean ones the judge would learn that
    length is suspect, and flag whoever says a plain thing twice.
    """
    groups: dict[tuple[str, str, str], list[Told]] = {}
    for one in told:
        if not one.spreads:
            sort = one.kind if one.narrative == ANY_DAY else "counterexample"
            groups.setdefault((one.narrative, one.lang, f"{sort} {one.hand}"), []).append(one)
    return tuple(
        Told(" ".join(t.text for t in part), lang, name, False, sort.split()[0], part[0].hand, True)
        for (name, lang, sort), texts in groups.items()
        for at in range(0, len(texts) - 3, 4)
        if (part := texts[at : at + 4])
    )


def _corpus_file(path: Path) -> Iterator[Told]:
    read = tomllib.loads(path.read_text("utf-8"))
    for lang in LANGUAGES:
        for part in ("spreads", "clean"):
            for kind, texts in read[lang][part].items():
                for text in texts:
                    yield Told(text, lang, path.stem, part == "spreads", kind, read["hand"])
