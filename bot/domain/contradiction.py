"""Whether a post tells people to do the opposite of what we told them.

Such a post changes what people do now: it is of high priority (a rumour that contradicts live
protective advice is answered first in every doctrine that we follow). The rule reads what both
texts ask for (stay or leave, open or close, drink or do not) in five languages, and whether a post
calls an alert a fake. It says nothing on who is right, and misses what is put otherwise.
"""

import re
import unicodedata
from collections.abc import Iterable

_ASKS: dict[str, tuple[str, ...]] = {
    "stay": (
        r"stay (?:in|inside|indoors|at home|home|put|where)", r"remain (?:in|inside|indoors|at)",
        r"take shelter", r"shelter in",
        r"rest(?:ez|er) (?:\w+ ){0,2}(?:chez|a l|dans|confine|sur place)",
        r"blij(?:f|ven) (?:\w+ )?(?:binnen|thuis)", r"bleib\w* (?:\w+ )?(?:im|zu|in|drinnen)",
        r"bleift (?:\w+ )?(?:doheem|dobannen|an)",
    ),
    "leave": (
        r"leave", r"get out", r"flee", r"evacuate", r"drive (?:away|off)",
        r"partez", r"fuyez", r"evacuez", r"quittez", r"sauvez vous",
        r"vertrek", r"vlucht", r"evacueer", r"rijd weg", r"ga weg",
        r"verlassen sie", r"verlasst", r"fliehen sie", r"flieht", r"fahrt weg", r"haut ab",
        r"fuert (?:\w+ )*fort", r"verloosst", r"evakueiert",
    ),
    "open": (
        r"open (?:the|your|all|every|windows|doors|taps)", r"ouvrez", r"offnen sie", r"offnet",
        r"zet .{0,20}open", r"maacht .{0,30} op",
    ),
    "close": (
        r"(?:close|shut) (?:the|your|all|every|windows|doors|taps)", r"fermez", r"sluit",
        r"doe .{0,20}dicht", r"schliessen sie", r"schliesst", r"maacht .{0,30} zou",
    ),
    "drink": (
        r"drink (?:it|the|tap|water|from)", r"(?:can|safe to) drink", r"buvez",
        r"pouvez (?:\w+ )?boire", r"drink (?:het|gerust|maar|geen|kraantjeswater)",
        r"trinken sie", r"trinkt", r"drenkt",
    ),
}  # fmt: skip
_OPPOSITE = {
    "stay": "leave",
    "leave": "stay",
    "open": "close",
    "close": "open",
    "drink": "no drink",
}
_NOT = re.compile(
    r"\b(?:not|don t|never|no|ne|n|pas|jamais|niet|nooit|geen|nicht|nie|kein\w*|net|keen|ni)\b"
)
_REACH = 3
_ALERT = re.compile(
    r"\b(?:\w*alert\w*|warning\w*|waarschuwing\w*|warnung\w*|warnmeldung\w*|avertissement\w*|sms)\b"
)
_FAKE = re.compile(
    r"\b(?:fake\w*|faux|fausse\w*|nep\w*|vals\w*|falsch\w*|hoax|ignore\w*|ignorez|negeer\w*|ignorier\w*|"
    r"ignoreiert|canular|arnaque)\b"
)  # fmt: skip
_PATTERNS = {
    action: re.compile(r"\b(?:" + "|".join(forms) + r")\b") for action, forms in _ASKS.items()
}


def contradicts(post: str, ours: Iterable[str], *, warned: bool) -> bool:
    """Whether a post asks for the opposite of one of our texts; or, where we `warned`, calls an
    alert a fake."""
    theirs = asks(post)
    if theirs & {opposed for text in ours for opposed in map(_opposite, asks(text))}:
        return True
    return warned and any(_ALERT.search(said) and _FAKE.search(said) for said in _sentences(post))


def asks(text: str) -> frozenset[str]:
    """What a text tells people to do: "stay", "no drink" …; "no" where it is told not to."""
    found = set()
    for said in _sentences(text):
        for action, pattern in _PATTERNS.items():
            for match in pattern.finditer(said):
                found.add(_named(action, denied=_is_denied(said, match)))
    return frozenset(found)


def _named(action: str, *, denied: bool) -> str:
    if not denied:
        return action
    return "no drink" if action == "drink" else _OPPOSITE[action]


def _opposite(action: str) -> str:
    return _OPPOSITE.get(action, action.removeprefix("no "))


def _is_denied(said: str, match: re.Match[str]) -> bool:
    """Whether a no stands near: before the word, in it, or after it, as in Dutch and German."""
    before = said[: match.start()].split()[-_REACH:]
    after = said[match.end() :].split()[:_REACH]
    return bool(_NOT.search(" ".join((*before, match[0], *after))))


def _sentences(text: str) -> list[str]:
    """The sentences, folded: no capitals, no accents, no signs."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return [" ".join(re.findall(r"[a-z0-9]+", each)) for each in re.split(r"[.!?;:,\n]+", plain)]
