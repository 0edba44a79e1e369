"""Values for tests, valid and full of details, each to be changed where a test cares."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.contact import Contact
from bot.domain.content import Content, MessageClass, Quorum
from bot.domain.document import Document, Line, Section, Source
from bot.domain.draft import Act, Draft, Step
from bot.domain.flag import Case, Flag, Priority
from bot.domain.health import Rhythm
from bot.domain.incident import Incident
from bot.domain.message import Button, Mention, Message, Paragraph, Quote, Rows
from bot.domain.mode import Mode
from bot.domain.publication import Publication
from bot.domain.room import Utterance
from bot.domain.rumour import Rumour
from bot.ports import Lane, Post
from classifiers.narrative import Narrative
from classifiers.verdict import Finding, Stance, Verdict
from monitors.feed import (
    Alert,
    Claim,
    DateTrust,
    Feed,
    IdPolicy,
    Item,
    Progress,
    SourceRole,
    digest_of,
)
from tests.clock import START

# A time that only microseconds tell from another.
ODD_TIME = START + timedelta(days=1, microseconds=123_457)

UTTERANCE = Utterance("telegram/42", "watch", "1234567", "/confirm 3 🚰 « à l'eau »", pressed=True)

MESSAGE = Message(
    "Case 3: 5 flags",
    (Paragraph("Suspect, check."), Quote("l'eau\n  est — empoisonnée"), Rows(("un", "zwee"))),
    (Button("Confirm", "/confirm 3"), Button("Dismiss", "/dismiss 3 satire")),
    mentions=(Mention("Mayor", {"telegram": "42"}),),
)

FEED = Feed(
    url="https://news.example.org/rss?a=1&b=2",
    name="Noachten ë",
    role=SourceRole.MEDIA,
    language="lb",
    every=timedelta(seconds=90.5),
    timezone="Europe/Luxembourg",
    keywords=("Waasser", "l'eau"),
)

DOCUMENT = Document(
    number=2,
    title="Rapport de situation 2 : Feu au dépôt, « 14:30 »",
    language="fr",
    made_at=ODD_TIME,
    sections=(
        Section("1. En bref", (Line("dossiers : 0"),), "Rien.", "Retiré."),
        Section(
            "2. Ce que nous savons",
            (
                Line("interne : chlore", (Source("fact", 1, "internal confirmed"),)),
                Line("", (Source("log", 4), Source("log", 5)), "Editor 1", "Vent d'est."),
                Line("L'école est vide.", (), "Editor 2", "", 1, check=True),
            ),
            "Rien.",
            "Retiré.",
        ),
    ),
    notes=("Rien de plus.",),
)

PROGRESS = Progress(next_poll=START)

REMEMBERED = Progress(
    next_poll=ODD_TIME,
    etag='W/"a"',
    last_modified="Mon, 02 Mar 2026 08:00:00 GMT",
    body_digest="0f",
    imported=True,
    failures=3,
    last_ok=START,
    trouble="It does not answer. Look at its address.",
    code="unreachable",
    cursor="1725911162329308",
    moved_to="https://new.example.org/rss",
    moved_seen=2,
    ids=IdPolicy.LINK,
)

RHYTHM = Rhythm(
    since=START,
    newest=ODD_TIME,
    count=9,
    usual=timedelta(minutes=20.5),
    pause=timedelta(hours=7),
    lag=timedelta(seconds=40.25),
)

VERDICT = Verdict(
    lang="fr",
    suspect=True,
    score=0.8000000000000001,
    narrative="tap-water-poisoned",
    stance=Stance.SPREADS,
    findings=(
        Finding("hearsay", 1.25, "il paraît", about="tap-water-poisoned"),
        Finding("prior", -0.1 - 0.2, ""),
    ),
)

INCIDENT = Incident(0, "Fire at the port", Mode.LIVE, "Duty officer", ODD_TIME)
CASE = Case(0, 0, "tap-water-poisoned", ODD_TIME, 1, None, Priority.HIGH, "schools ask")
CONTACT = Contact(0, "0800 12 345", "questions of the public", "Front desk")
NARRATIVE = Narrative(
    "sirens-prove-war",
    "The sirens prove a war",
    "Says that the monthly test is no test.",
    {"fr": ("Ce n'est pas un test", "On nous cache tout"), "nl": ("Dit is geen test",)},
    {"fr": ("Est-ce un test ?",)},
)

RUMOUR = Rumour(
    0, 0, "tigres · zoo · Lïege", START, ODD_TIME, (1, 2, 4_294_967_295), (11, 12, 13), (11, 13),
    4, 3, ("fr", "nl"), after=2,
)  # fmt: skip


def post(
    key: str, lane: Lane = Lane.FLAG, subject: str | None = "case/3", room: str = "watch"
) -> Post:
    """A card to show, or a ready message when there is no subject."""
    return Post(key, room, lane, None if subject else MESSAGE, subject)


def item(key: str = "guid-1", text: str = "The water is clean.") -> Item:
    """An item whose digest fits its words."""
    link = "https://news.example.org/1"
    return Item(key, digest_of("Water", text, link), "Water", text, link, ODD_TIME, "en")


def alert(
    identifier: str = "be.1",
    kind: str = "Alert",
    *references: str,
    severity: str = "Severe",
    status: str = "Actual",
    expires: datetime | None = START + timedelta(hours=14),
    sent: datetime = START,
) -> Item:
    """An item that carries a warning in two languages."""
    words = {"fr": f"Fortes pluies\n{identifier}", "nl": f"Zware regen\n{identifier}"}
    told = Alert(identifier, kind, status, severity, expires, references, words)
    kept = replace(item(identifier, words["fr"]), published=sent, trust=DateTrust.ZONE)
    return replace(kept, alert=told, claim=Claim("Il pleut", "vrai"))


def flag(case: int, item_number: int) -> Flag:
    """A flag nobody decided on."""
    link = "https://news.example.org/1"
    return Flag(0, case, item_number, "Example News", link, "the words", VERDICT, ODD_TIME)


def content(text: str = "Boil the water.") -> Content:
    """The content of a warning in two languages."""
    return Content(
        kind=MessageClass.WARNING,
        mode=Mode.LIVE,
        texts={"en": text, "fr": "Faites bouillir l'eau. 🚰\r\n"},
        renderings={"public": f"{text}\n\nFaites bouillir l'eau. 🚰\r\n"},
        area="Tripoint, quay",
        until=ODD_TIME,
        amends=None,
    )


def draft(case: int | None = None) -> Draft:
    """A warning just written."""
    first = content()
    step = Step(Act.REVISE, "Editor 1", ODD_TIME, first.digest)
    return Draft(0, 0, Quorum(2, authority=True), (first,), (step,), case)


def publication(of_draft: int, outlet: str = "public") -> Publication:
    """The draft's text for one outlet, due at once."""
    first = content()
    text = first.renderings["public"]
    return Publication(0, of_draft, first.digest, outlet, Mode.LIVE, text, START)


# A desk with one room on the console; to be filled with its mode and its store's place.
CONFIG = """
[centre]
name = "Crisis Centre Test"
languages = ["fr", "en"]
timezone = "Europe/Brussels"
mode = "{mode}"
[store]
url = "sqlite:///{store}"
[[rooms]]
name = "watch"
platform = "console"
address = "watch"
language = "fr"
duties = ["monitoring", "approval"]
[[members]]
name = "Monitor"
roles = ["monitor"]
"""
