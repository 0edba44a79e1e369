"""The shelf of templates: those that come with Vigie, and a centre's own, read from TOML files.

A file of a centre with the id of one of ours takes its place. Every mistake is found at once, with
its file and its line.
"""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from bot.domain.alert import CHOICES, choice
from bot.domain.content import MessageClass
from bot.domain.elements import ELEMENTS
from bot.domain.template import FORMS, PLACE, Slot, SlotKind, Template

LANGUAGES = ("en", "fr", "nl", "de", "lb")
PLACES = "slots.toml"
_SAID = {element for elements in ELEMENTS.values() for element in elements}
_Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
_Id = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9-]{1,19}$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Wording(_Strict):
    en: _Line | None = None
    fr: _Line | None = None
    nl: _Line | None = None
    de: _Line | None = None
    lb: _Line | None = None

    def given(self) -> dict[str, str]:
        return {lang: text for lang in LANGUAGES if (text := getattr(self, lang))}


class _Place(_Wording):
    kind: SlotKind
    says: tuple[str, ...] = ()


class _Cap(_Strict):
    category: tuple[_Line, ...] = ()
    response: str = ""
    urgency: str = ""
    severity: str = ""
    certainty: str = ""


class _File(_Strict):
    id: _Id
    title: _Wording
    short: _Wording
    long: _Wording
    unknown: tuple[str, ...] = ()
    cap: _Cap = _Cap()
    tested_within: Annotated[str, StringConstraints(pattern=r"^[1-9]\d{0,3}[mhd]$")] = ""
    follows: bool = False
    slots: Mapping[str, _Place] = {}
    # "class" is a word of Python.
    model_config = ConfigDict(
        extra="forbid", frozen=True, alias_generator=lambda name: {"kind": "class"}.get(name, name)
    )
    kind: MessageClass


@cache
def shipped() -> Mapping[str, Template]:
    """The templates that come with Vigie, by id."""
    place = resources.files("bot") / "templates"
    files = sorted((f for f in place.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    read = [(f.name, f.read_text("utf-8")) for f in files if f.name != PLACES]
    found, mistakes = _read_all(read, _shipped_places())
    if mistakes:
        raise ValueError("; ".join(mistakes))  # our own files: a test reads them all
    return found


def load(folder: Path | None) -> tuple[Mapping[str, Template], list[str]]:
    """Every template there is, by id, and one line for each mistake in the centre's own."""
    if folder is None:
        return shipped(), []
    if not folder.is_dir():
        return shipped(), [f"{folder}: there is no such folder"]
    texts, mistakes = [], []
    for path in sorted(folder.glob("*.toml")):
        try:
            texts.append((str(path), path.read_text("utf-8")))
        except (OSError, UnicodeDecodeError) as error:
            mistakes.append(f"{path}: cannot be read: {error}")
    own, wrong = _read_all(texts, _shipped_places())
    return {**shipped(), **own}, [*mistakes, *wrong]


def toml(source: str) -> dict[str, object]:
    """What a TOML file of people's says. Raises `TOMLDecodeError` for whatever it cannot read."""
    try:
        return tomllib.loads(source)
    except tomllib.TOMLDecodeError:
        raise
    except ValueError:
        raise tomllib.TOMLDecodeError("a number in it is too long") from None
    except RecursionError:
        raise tomllib.TOMLDecodeError("it is nested too deeply") from None


@cache
def _shipped_places() -> Mapping[str, Slot]:
    source = (resources.files("bot") / "templates" / PLACES).read_text("utf-8")
    raw = {name: _Place.model_validate(place) for name, place in tomllib.loads(source).items()}
    return {name: _slot(name, place) for name, place in raw.items()}


def _read_all(
    texts: Iterable[tuple[str, str]], places: Mapping[str, Slot]
) -> tuple[dict[str, Template], list[str]]:
    found: dict[str, Template] = {}
    mistakes: list[str] = []
    for name, source in texts:
        read = _read(name, source, places)
        if not isinstance(read, Template):
            mistakes += read
        elif read.id in found:
            mistakes.append(f"{name}:{_line(source, 'id')}: id: {read.id} is there twice")
        else:
            found[read.id] = read
    return found, mistakes


def _read(name: str, source: str, places: Mapping[str, Slot]) -> Template | list[str]:
    try:
        file = _File.model_validate(toml(source))
    except tomllib.TOMLDecodeError as error:
        return [f"{name}: this is not TOML: {error}"]
    except ValidationError as error:
        return [
            f"{name}:{_line(source, *each['loc'])}: {'.'.join(map(str, each['loc']))}: "
            f"{each['msg']}"
            for each in error.errors()
        ]
    slots = {**places, **{key: _slot(key, place) for key, place in file.slots.items()}}
    wrong = _mistakes(file, slots)
    if wrong:
        return [f"{name}:{_line(source, *where)}: {'.'.join(where)}: {why}" for where, why in wrong]
    texts = {form: getattr(file, form).given() for form in FORMS}
    cap = file.cap.model_dump()
    named = {key: (value,) if isinstance(value, str) else value for key, value in cap.items()}
    return Template(
        file.id, file.kind, file.title.given(), texts, slots, frozenset(file.unknown),
        {key: tuple(values) for key, values in named.items() if any(values)},
        _length(file.tested_within), file.follows,
    )  # fmt: skip


def _length(words: str) -> timedelta | None:
    units = {"m": "minutes", "h": "hours", "d": "days"}
    return timedelta(**{units[words[-1]]: int(words[:-1])}) if words else None


def _mistakes(file: _File, slots: Mapping[str, Slot]) -> list[tuple[tuple[str, ...], str]]:
    """What each part allows but the whole does not, with where it stands."""
    found: list[tuple[tuple[str, ...], str]] = []
    wordings = {form: getattr(file, form).given() for form in FORMS}
    if file.kind.is_internal:
        found.append((("class",), "a message to the public; documents have no template"))
    if not file.title.given():
        found.append((("title",), "at least one language"))
    for name, value in file.cap.model_dump().items():
        said = " ".join(value) if isinstance(value, tuple) else value
        if said and choice(name, said) != said:
            found.append((("cap", name), f"one of {', '.join(CHOICES[name])}"))
    for key, place in file.slots.items():
        if strange := set(place.says) - _SAID:
            found.append((("slots", key), f"says: {', '.join(sorted(strange))} is no element"))
        if "en" not in place.given():
            found.append((("slots", key), "the question in English is missing"))
    for form, texts in wordings.items():
        if set(texts) != set(file.title.given()):
            found.append(((form,), "the languages of the title, and no others"))
        first = set(PLACE.findall(next(iter(texts.values()), "")))
        for language, text in texts.items():
            here = set(PLACE.findall(text))
            found += [
                ((form, language), f"there is no place {{{name}}}; name it under [slots.{name}]")
                for name in sorted(here - set(slots))
            ]
            if here != first:
                odd = ", ".join(sorted(here ^ first))
                found.append(((form, language), f"not the same places in every language: {odd}"))
            if re_open := text.count("{") - len(PLACE.findall(text)):
                found.append(((form, language), f"{re_open} braces that hold no place"))
    return found


def _slot(name: str, place: _Place) -> Slot:
    return Slot(name, place.kind, place.given(), frozenset(place.says))


def _line(source: str, *where: int | str) -> int:
    """The line of the innermost key of a mistake, as far as the keys can be followed."""
    lines, found = source.splitlines(), 0
    for key in (part for part in where if isinstance(part, str)):
        for number, line in enumerate(lines[found:], start=found + 1):
            head = line.split("=")[0].strip().strip("[]")
            if key in (head, head.rpartition(".")[2]):
                found = number
                break
    return found or 1
