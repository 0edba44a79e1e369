"""Everything the bot says, collected from its source, and the catalogues kept in step with it.

`python tests/words.py [LANGUAGE …]` brings bot/locales/*/LC_MESSAGES/vigie.po up to date: new
sentences come in untranslated, sentences no longer said go out. English is filled at once, and
says another word where a value of the program is none that people read ("all_clear").
"""

import ast
import inspect
import io
import pkgutil
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

import bot.domain
from bot.domain.errors import DeskError

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("en", "fr", "nl", "de", "lb")
# Which argument of a call is the sentence.
SAYING = {"say": 0, "mark": 0, "words": 1}


def sentences() -> frozenset[str]:
    """Every sentence that is said or marked in bot/, and every refusal."""
    found = {text for path in (ROOT / "bot").rglob("*.py") for text in _said(path)}
    return frozenset(found | set(_refusals()) | set(_plain_words()))


def catalogue_path(language: str) -> Path:
    """Where a language's catalogue is."""
    return ROOT / "bot" / "locales" / language / "LC_MESSAGES" / "vigie.po"


def catalogue(language: str) -> Catalog:
    """One language's catalogue as it is now; empty when there is none."""
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _said(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = (
            node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        )
        place = SAYING.get(name)
        if place is None or len(node.args) <= place:
            continue
        sentence = node.args[place]
        if isinstance(sentence, ast.Constant) and isinstance(sentence.value, str):
            yield sentence.value


def refusals() -> tuple[type[DeskError], ...]:
    """Every refusal of the domain, by name."""
    modules = pkgutil.walk_packages(bot.domain.__path__, "bot.domain.")
    found = {
        name: kind
        for module in modules
        for name, kind in inspect.getmembers(import_module(module.name), inspect.isclass)
        if issubclass(kind, DeskError) and kind is not DeskError
    }
    return tuple(found[name] for name in sorted(found))


def _refusals() -> Iterator[str]:
    for kind in refusals():
        yield " ".join(inspect.cleandoc(kind.__doc__ or "").split())


def _plain_words() -> Iterator[str]:
    """Words of the domain that are shown as they are."""
    from bot.domain.content import MessageClass
    from bot.domain.draft import NEXT
    from bot.domain.fact import Release, Standing
    from bot.domain.flag import Dismissal, Priority
    from bot.domain.mode import Mode
    from bot.domain.room import Duty, Role
    from bot.domain.rumour import Fate
    from classifiers.verdict import Stance
    from monitors.feed import SourceRole

    yield from (*Standing, *Release)
    yield from (*MessageClass, *Dismissal, *Priority, *Mode, *Stance, *Fate, "confirmed")
    yield from NEXT.values()
    yield from (role.said for role in Role)
    yield from Duty
    yield from (role.value.replace("_", " ") for role in SourceRole)


def update(languages: Sequence[str]) -> None:
    """Write these catalogues anew, sorted, with what is said now."""
    now = sentences()
    for language in languages:
        before = catalogue(language)
        comment = f"# Vigie's words ({language})."
        after = Catalog(locale=language, header_comment=comment, fuzzy=False)
        for sentence in sorted(now):
            known = before.get(sentence)
            # In English a sentence is its own translation, unless people read another word.
            text = (known.string if known else "") or (sentence if language == "en" else "")
            after.add(sentence, text)
        out = io.BytesIO()
        write_po(out, after, width=100, omit_header=False, sort_output=True)
        path = catalogue_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        dropped = (b'"Project-Id', b'"Report-Msgid', b'"POT-', b'"PO-Rev', b'"Last-Tr',
                   b'"Language-Team', b'"Generated')  # fmt: skip
        stable = [
            line
            for line in out.getvalue().splitlines(keepends=True)
            if not line.startswith(dropped)
        ]
        path.write_bytes(b"".join(stable))
        missing = sum(1 for sentence in now if not after.get(sentence).string)
        sys.stdout.write(f"{language}: {len(now)} sentences, {missing} to translate\n")


if __name__ == "__main__":
    update(sys.argv[1:] or LANGUAGES)
