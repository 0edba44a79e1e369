"""Whether proposed words say what the source says: no more, no less, and nothing turned round.

It compares what can be compared across languages: figures, links, names, denials, and the words
that tell people what to do. A wrong refusal costs an editor one sentence typed by hand; so doubt
refuses. What it cannot see (a wrong verb, a missing nuance) the person who reads it must.
"""

import re
from collections.abc import Iterator

from bot.domain.checks.languages import figures
from bot.domain.checks.style import KNOWN
from bot.domain.errors import DeskError
from bot.domain.machine_errors import (
    ProposalAdds,
    ProposalDenies,
    ProposalDrops,
    ProposalLength,
    ProposalTurns,
)
from bot.domain.message import Phrase, mark
from bot.domain.proposal import Proposal

_FIGURES, _LINKS = mark("numbers, times or contacts"), mark("links or addresses")
_NAMES = mark("names")
_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LINK = re.compile(r"\S*(?:://|@|#\w)\S*|\b[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}\b")
_BEGINS = re.compile(r"(?:^|[.!?:;\n•–—\-«“„\"(])\s*$")
_LONGEST_WORD = 80
# They write every noun with a capital, so that a capital tells no name.
_CAPITAL_NOUNS = frozenset({"de", "lb"})
# One row is one thing, in en fr nl de lb as far as they differ.
_PLACES = """
liège luik lüttich léck|brussels bruxelles brussel brüssel bréissel|antwerp anvers antwerpen
ghent gand gent|bruges brugge brügge|namur namen|mons bergen|tournai doornik|louvain leuven löwen
mechelen malines|luxembourg luxemburg lëtzebuerg|meuse maas|moselle mosel musel|sûre sauer
trier trèves tréier|aachen aix-la-chapelle aken oochen|cologne köln keulen|scheldt escaut schelde
belgium belgique belgië belgien belsch|netherlands pays-bas nederland niederlande holland
germany allemagne duitsland deutschland däitschland|france frankrijk frankreich frankräich
arlon arel aarlen|bastogne bastenaken|maastricht maestricht|esch esch-sur-alzette
"""
_DAYS = """
monday lundi maandag montag méindeg|tuesday mardi dinsdag dienstag dënschdeg
wednesday mercredi woensdag mittwoch mëttwoch|thursday jeudi donderdag donnerstag donneschdeg
friday vendredi vrijdag freitag freideg|saturday samedi zaterdag samstag samschdeg
sunday dimanche zondag sonntag sonndeg|january janvier januari januar|february février februari
april avril abrëll|june juin juni|july juillet juli|august août augustus|september septembre
october octobre oktober|november novembre|december décembre dezember
"""
# Offices are translated, and name nobody.
_OFFICE_WORDS = """
i crisis crise krisenzentrum centre center centrum zentrum fire brigade police politie polizei
mayor bourgmestre burgemeester bürgermeister government gouvernement regering minister ministre
ministry ministère ministerie province provincie city ville stad commune gemeente municipality
hospital hôpital ziekenhuis emergency services national nationaal red cross croix-rouge dutch
french german english luxembourgish belgian
"""
_VALUES = (2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 30, 50, 100, 1000)
_NUMBER_WORDS = {
    "en": "two three four five six seven eight ten twelve fifteen twenty thirty fifty hundred "
          "thousand",
    "fr": "deux trois quatre cinq six sept huit dix douze quinze vingt trente cinquante cent mille",
    "nl": "twee drie vier vijf zes zeven acht tien twaalf vijftien twintig dertig vijftig honderd "
          "duizend",
    "de": "zwei drei vier fünf sechs sieben acht zehn zwölf fünfzehn zwanzig dreißig fünfzig "
          "hundert tausend",
    "lb": "zwee dräi véier fënnef sechs siwen aacht zéng zwielef fofzéng zwanzeg drësseg fofzeg "
          "honnert dausend",
}  # fmt: skip
_DENIALS = {
    "en": r"\bnot\b|n't\b|n’t\b|\b(?:no|never|none|nobody|nothing|without|cannot|neither|nor)\b",
    # "ne … plus" denies, "plus" alone does not; "ne … pas" is one denial.
    "fr": r"\bn(?:e\s|['’])[^.!?;\n]{0,40}?\b(?:pas|plus|jamais|aucune?|rien|personne|ni)\b"
          r"|\b(?:pas|jamais|aucune?|rien|sans|ni|nulle?|non)\b",
    "nl": r"\b(?:niet|geen|nooit|niets|niemand|zonder|noch)\b",
    "de": r"\b(?:nicht|kein\w*|nie|niemals|nichts|niemand|ohne|weder)\b",
    "lb": r"\b(?:net|keng\w*|ni|näischt|keen?|ouni|weder)\b",
}  # fmt: skip
_SENSES = {
    mark("danger"): r"danger|unsafe|\brisk|risque|gevaar|onveilig|risico|gef[aä]hr|unsicher|risiko"
                    r"|gefor|gefäerlech|onsécher|toxi|giftig|poison",
    mark("safety"): r"\bsafe|\bsûre?s?\b|sans danger|sécurité|(?<!on)veilig|(?<!un)sicher"
                    r"|(?<!on)sécher",
    mark("closing"): r"\bclos|\bshut|\bferm[eé]|sluit|gesloten|\bdicht|schlie[sß]|geschlossen"
                     r"|gesperrt|\bzou|gespaart",
    mark("opening"): r"\bopen|\bouvr|ouvert|geöffnet|\böffn|\boffen|oppen|opgemaach",
    mark("drinking"): r"\bdr[iu]nk|\bboi(?:re|t)|\bbuv|potable|\btrink|drénk",
    mark("boiling"): r"\bboil|bouill|\bg?e?kook|koch|\bg?e?kach",
    mark("leaving"): r"\bleav|evacuat|\bquitt|évacu|\bpartez|verlaat|evacue|ontruim|verlass"
                     r"|evakuier|\bräum|verloos|evakué",
    mark("staying"): r"\bstay|\bremain|\brest(?:ez|er|e\b|ent)|blijf|bleib|bleif|schuil|shelter",
}  # fmt: skip


def _rows(table: str) -> dict[str, str]:
    rows = [row.split() for row in re.split(r"[|\n]", table) if row.strip()]
    return {word: row[0] for row in rows for word in row}


_PLACE, _DAY, _OFFICES = _rows(_PLACES), _rows(_DAYS), frozenset(_OFFICE_WORDS.split())


def unfaithful(proposal: Proposal) -> Iterator[DeskError]:
    """Every reason why the proposed words must not stand for the source.

    What has not even its shape is looked at no further: a text made to be slow to read ends here.
    """
    before, after = proposal.source, proposal.text
    if misshapen(before, after):
        yield ProposalLength(count=len(after), before=len(before))
        return
    one, other = proposal.source_language, proposal.language
    yield from _differences(_FIGURES, _counted(before, one), _counted(after, other))
    yield from _differences(_LINKS, _links(before), _links(after))
    yield from _names_differ(proposal)
    denied, denies = _denials(before, one), _denials(after, other)
    if denied != denies:
        yield ProposalDenies(before=denied, after=denies)
    for sense, stems in _SENSES.items():
        if bool(re.search(stems, before, re.I)) != bool(re.search(stems, after, re.I)):
            yield ProposalTurns(words=sense)


def misshapen(before: str, after: str) -> bool:
    """Whether it is far longer or shorter than the source, or holds a word longer than any."""
    longest = max(map(len, [*before.split(), "x" * _LONGEST_WORD]))
    fits = len(before) / 3 <= len(after) <= 2 * len(before) + 80
    return not fits or any(len(word) > longest for word in after.split())


def _differences(
    what: Phrase, before: frozenset[str], after: frozenset[str]
) -> Iterator[DeskError]:
    if more := sorted(after - before):
        yield ProposalAdds(what=what, words=", ".join(more)[:200])
    if lacks := sorted(before - after):
        yield ProposalDrops(what=what, words=", ".join(lacks)[:200])


def _counted(text: str, language: str) -> frozenset[str]:
    """Figures, numbers written out, and the names of days and months."""
    named = zip(_NUMBER_WORDS.get(language, "").split(), _VALUES, strict=False)
    written = {word: str(value) for word, value in named}
    said = [token.casefold() for token in _TOKEN.findall(text)]
    spelt = {written[word] for word in said if word in written}
    return figures(text) | spelt | {_DAY[word] for word in said if word in _DAY}


def _links(text: str) -> frozenset[str]:
    return frozenset(link.strip(".,;:!?()«»\"'").casefold() for link in _LINK.findall(text))


def _names_differ(proposal: Proposal) -> Iterator[DeskError]:
    before, after = proposal.source, proposal.text
    # What is a name in one language may be any word of the other.
    lacks = _names(before, proposal.source_language) - _words(after)
    more = _names(after, proposal.language) - _words(before)
    yield from _differences(_NAMES, lacks, more)


def _names(text: str, language: str) -> frozenset[str]:
    """Capitalised words within a sentence, acronyms, and places that we know anywhere."""
    return frozenset(
        same
        for found in _TOKEN.finditer(text)
        if (same := _same(word := found.group())) not in _OFFICES
        and word not in KNOWN
        and word[0].isupper()
        and (word.casefold() in _PLACE or _is_name(word, text[: found.start()], language))
    )


def _is_name(word: str, before: str, language: str) -> bool:
    if len(word) > 1 and word.isupper():
        return True
    tells = language not in _CAPITAL_NOUNS and not _BEGINS.search(before)
    return tells and word.casefold() not in _DAY


def _words(text: str) -> frozenset[str]:
    return frozenset(_same(word) for word in _TOKEN.findall(text))


def _same(word: str) -> str:
    """One form for one place, whatever the language calls it."""
    return _PLACE.get(word.casefold(), word.casefold())


def _denials(text: str, language: str) -> int:
    return len(re.findall(_DENIALS.get(language, r"$^"), text, re.I))
