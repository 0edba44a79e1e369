"""The house rules a machine can keep: of the source, of the words, and of the documents."""

import ast
import importlib
import inspect
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from bot.__main__ import app
from bot.chat.views.reasons import CEILING, REASONS
from classifiers.narrative import LANGUAGES, load
from classifiers.rumour import cues as rumour_cues
from classifiers.stance import cues as stance_cues
from classifiers.verdict import Stance
from tests.readme import README, brought_up_to_date
from tests.words import catalogue, sentences

ROOT = README.parent
PACKAGES = ("bot", "monitors", "classifiers")
MOST_LINES = 400
# Longer than the rule: a page of Protocols that is read as a whole, and one port's whole contract.
LONGER = {"tests/contract/test_feed_fetch.py"}
NEVER_A_NAME = {
    "manager", "handler", "helper", "util", "utils", "service", "base", "common", "data", "info",
    "process",
}  # fmt: skip
# Words that others chose: SQLAlchemy its methods, CAP its element.
FOREIGN = {"process_bind_param", "process_result_value", "_cap_info"}
_PLACEHOLDER = re.compile(r"\{(\w*)\}")


def modules(*folders: str) -> list[Path]:
    """Every Python file in these folders."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def ours() -> list[Path]:
    """Every module of the product."""
    return modules(*PACKAGES)


def named(path: Path) -> str:
    """A path as it is written in a message."""
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    """The syntax of a module."""
    return ast.parse(path.read_text("utf-8"))


# --- the source ---------------------------------------------------------------------------------


def test_every_module_opens_by_saying_what_it_is_for() -> None:
    files = modules(*PACKAGES, "tests", "benchmarks")
    silent = [named(path) for path in files if path.stat().st_size and not _docstring(path)]
    assert silent == []


def _docstring(path: Path) -> str | None:
    return ast.get_docstring(tree(path))


def test_no_module_is_longer_than_a_reader_bears() -> None:
    files = modules(*PACKAGES, "tests", "benchmarks")
    long = {named(p) for p in files if len(p.read_text("utf-8").splitlines()) > MOST_LINES}
    assert long - LONGER == set()


def test_no_module_hides_an_import_from_the_running_program() -> None:
    guarded = [
        named(path)
        for path in modules(*PACKAGES, "tests")
        for node in ast.walk(tree(path))
        if "TYPE_CHECKING" in (getattr(node, "id", ""), getattr(node, "attr", ""))
    ]
    assert guarded == []


def test_nothing_has_a_name_that_says_nothing() -> None:
    vague = [
        f"{named(path)}: {name}"
        for path in ours()
        for name in {path.stem, *_defined(path)} - FOREIGN
        if NEVER_A_NAME & set(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower().split("_"))
    ]
    assert vague == []


def _defined(path: Path) -> Iterator[str]:
    kinds = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    yield from (node.name for node in ast.walk(tree(path)) if isinstance(node, kinds))


def test_no_test_replaces_our_own_code() -> None:
    mocked = [
        named(path)
        for path in modules("tests")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Import | ast.ImportFrom)
        and any("mock" in each for each in (getattr(node, "module", "") or "", *_imported(node)))
    ]
    assert mocked == []


def _imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    return [alias.name for alias in node.names]


# Imports each module of its arguments, where every connection and every look-up ends the program.
_IMPORT_ALONE = """
import importlib, sys

def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        raise SystemExit(f"importing reached for the network: {event} {arguments[1:]}")

sys.addaudithook(refuse)
for name in sys.argv[1:]:
    importlib.import_module(name)
"""


def test_every_module_imports_without_an_environment_and_without_a_network(tmp_path: Path) -> None:
    # alembic runs the migrations' env.py; nobody imports it.
    names = [_module(path) for path in ours() if path.name != "env.py"]
    done = subprocess.run(
        [sys.executable, "-c", _IMPORT_ALONE, *names],
        env={}, cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.iterdir()) == [], "importing wrote files"


def _module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def test_the_layers_hold() -> None:
    linter = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run(
        [linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


# --- the words ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_in_the_catalogue_and_translated(language: str) -> None:
    known = catalogue(language)
    missing = [each for each in sorted(sentences()) if not (m := known.get(each)) or not m.string]
    assert missing == [], "write it with: make words"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_places_of_its_sentence(language: str) -> None:
    wrong = [
        f"{message.id} -> {message.string}"
        for message in catalogue(language)
        if message.id and message.string and _places(message.id) != _places(message.string)
    ]
    assert wrong == []


def _places(sentence: object) -> set[str]:
    # A doubled brace is a brace, not a place.
    return set(_PLACEHOLDER.findall(str(sentence).replace("{{", "").replace("}}", "")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_keeps_no_sentence_that_nobody_says(language: str) -> None:
    assert {str(m.id) for m in catalogue(language) if m.id} - sentences() == set()


def test_no_colon_is_set_without_asking_the_language() -> None:
    # French sets a space before it: `spoken` and the sentences of the catalogues know, a string
    # that is put together does not.
    set_by_hand = [
        f"{named(path)}:{node.lineno}: {ast.unparse(node)}"
        for path in modules("bot/chat")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.JoinedStr) and _sets_a_colon(node.values)
    ]
    assert set_by_hand == [], "say it with: spoken(name, words, say)"


def _sets_a_colon(parts: list[ast.expr]) -> bool:
    """Whether a colon that ends a word stands after something put in, or before it."""
    last = len(parts) - 1
    for place, part in enumerate(parts):
        said = part.value if isinstance(part, ast.Constant) else ""
        after = place > 0 and re.match(r"\s?:(?:\s|$)" if place == last else r"\s?:\s", str(said))
        before = place < last and re.search(r"\w\s?:\s+$", str(said))
        if after or before:
            return True
    return False


def test_every_reason_of_the_judge_has_a_sentence() -> None:
    assert _codes() - set(REASONS) == set()
    assert CEILING in sentences()


def test_every_sentence_about_a_reason_is_of_a_reason_the_judge_has() -> None:
    assert set(REASONS) - _codes() == set()


def _codes() -> set[str]:
    """Every code a finding can have: of the cue files, and written in the classifiers' source."""
    cued = {cue.code for cues in (rumour_cues(), stance_cues()) for cue in cues.cues}
    written = {
        node.value
        for path in modules("classifiers")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        and re.fullmatch(r"prior|role|(?:shouting|wording|likeness|room)\.[a-z]+", node.value)
    }  # fmt: skip
    return cued | written | {f"stands.{stance}" for stance in Stance}


def test_fifteen_narratives_speak_all_five_languages() -> None:
    narratives, mistakes = load()
    assert mistakes == ()
    rich = [
        narrative.id
        for narrative in narratives
        if all(
            len(narrative.examples.get(lang, ())) >= 4
            and len(narrative.counterexamples.get(lang, ())) >= 2
            for lang in LANGUAGES
        )
    ]
    assert len(rich) >= 15


# --- the documents ------------------------------------------------------------------------------


def test_every_name_of_the_rules_and_values_is_in_the_glossary_and_no_other() -> None:
    names, refusals = _terms("Names in the code"), _terms("Refusals")
    assert set(names + refusals) == _public_classes()


@pytest.mark.parametrize("part", ["Names in the code", "Refusals", "Words in the rooms"])
def test_the_glossary_is_in_the_order_of_the_alphabet(part: str) -> None:
    assert _terms(part) == sorted(_terms(part))


def _terms(part: str) -> list[str]:
    text = (ROOT / "docs/glossary.md").read_text("utf-8")
    _, _, after = text.partition(f"## {part}\n")
    return re.findall(r"^- \*\*(.+?)\*\*: \S", after.partition("\n## ")[0], re.MULTILINE)


def _public_classes() -> set[str]:
    rules = [_module(path) for path in modules("bot/domain")]
    values = ["monitors.feed", "classifiers.verdict", "classifiers.narrative"]
    return {
        name
        for module in (importlib.import_module(each) for each in rules + values)
        for name, kind in inspect.getmembers(module, inspect.isclass)
        if kind.__module__ == module.__name__ and not name.startswith("_")
    }


def test_the_readme_lists_every_command_as_the_table_has_it() -> None:
    text = README.read_text("utf-8")
    assert text == brought_up_to_date(text), "write it with: make readme"


def test_the_readme_lists_every_word_of_the_command_line() -> None:
    shown = set(re.findall(r"^\| `vigie ([a-z]+(?: [a-z]+)?)", README.read_text("utf-8"), re.M))
    assert shown == set(_typed(get_command(app)))


def _typed(command: object, before: str = "") -> Iterator[str]:
    for name, each in getattr(command, "commands", {}).items():
        if hasattr(each, "commands"):
            yield from _typed(each, f"{before}{name} ")
        else:
            yield before + name


def test_the_map_in_the_readme_shows_the_tree_as_it_is() -> None:
    text = README.read_text("utf-8")
    drawn = text.partition("<!-- map -->")[2].partition("<!-- end of map -->")[0]
    places = set(re.findall(r"(?:^| {2})([a-z]+/\S*)", drawn, re.MULTILINE))
    assert [place for place in sorted(places) if not (ROOT / place).exists()] == []
    inside = {f"{named(init.parent)}/" for init in ROOT.glob("bot/*/__init__.py")}
    assert inside | {f"{each}/" for each in ("monitors", "classifiers", "tests")} <= places


def test_every_link_in_the_documents_leads_somewhere() -> None:
    pages = [README, ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
    broken = [
        f"{named(page)}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []


def test_every_file_that_the_documents_name_exists() -> None:
    # `bot/desk/intake.py: take_in` names a file, `store/feeds.py` one below bot.
    pages = [README, *sorted((ROOT / "docs").glob("*.md"))]
    named_files = {
        (page, each)
        for page in pages
        for each in re.findall(r"`((?:[a-z_]+/)+[a-z_]+\.(?:py|json))\b", page.read_text("utf-8"))
    }
    missing = [
        f"{named(page)}: {each}"
        for page, each in sorted(named_files)
        if not (ROOT / each).exists() and not (ROOT / "bot" / each).exists()
    ]
    assert missing == []


def test_every_function_that_the_walkthrough_names_is_in_its_file() -> None:
    text = (ROOT / "docs/walkthrough.md").read_text("utf-8")
    told = re.findall(r"`((?:[a-z_]+/)+[a-z_]+\.py): ([\w.]+)`", text)
    lost = [f"{path}: {name}" for path, name in told if not _is_defined(path, name)]
    assert lost == []
    assert len(told) > 20


def _is_defined(path: str, name: str) -> bool:
    file = ROOT / path if (ROOT / path).exists() else ROOT / "bot" / path
    return set(name.split(".")) <= set(_defined(file))


def test_every_command_in_the_pages_of_the_roles_is_one_of_the_table() -> None:
    from bot.chat.typed import find

    pages = [ROOT / "docs" / f"{role}.md" for role in
             ("monitor", "editor", "approver", "duty-officer", "administrator",
              "exercise-leader")]  # fmt: skip
    strange = [
        f"{named(page)}: /{typed}"
        for page in pages
        for typed in re.findall(r"`/([a-z][^`]*)`", page.read_text("utf-8"))
        if find(typed) is None
    ]
    assert strange == []


def test_the_changelog_speaks_of_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_decisions_are_numbered_without_gaps_and_dated() -> None:
    text = (ROOT / "docs/decisions.md").read_text("utf-8")
    numbers = re.findall(r"^### (\d+)\. .+ \(\d{4}-\d\d-\d\d\)$", text, re.MULTILINE)
    assert numbers == [str(number) for number in range(1, text.count("\n### ") + 1)]
