"""How long a bundle takes to render and check: five languages, eight outlets, all their rules.

    python benchmarks/bundle.py [BUNDLES]

Each bundle is what happens between a typed change and the card: the texts of all languages are
rendered for eight outlets (one of each rule and one CAP alert), framed by the exercise's marker,
checked as a submit checks them, counted on their final bytes, worded as the card, and made an alert
that is held against the rules beyond the schema.
"""

import sys
import time
from datetime import UTC, datetime, timedelta
from statistics import median, quantiles
from zoneinfo import ZoneInfo

from bot.chat.views.drafts import card
from bot.chat.words import Catalogues
from bot.domain.alert import Area
from bot.domain.centre import Centre
from bot.domain.checks.all import concerns
from bot.domain.checks.sheet import Sheet
from bot.domain.content import DEFAULT_QUORUM, Content, MessageClass, Quorum
from bot.domain.draft import Act, Draft, Step
from bot.domain.issue import Issue, Issuer, standings
from bot.domain.lengths import Measure
from bot.domain.mode import Mode, is_framed
from bot.domain.outlet import Outlet
from bot.domain.room import Team
from bot.outlets.cap import document
from bot.outlets.caprules import faults

LANGUAGES = ("fr", "nl", "de", "lb", "en")
TEXTS = {
    "fr": "Fumée toxique à Esch. Rentrez, fermez portes et fenêtres, coupez la ventilation. ",
    "nl": "Giftige rook in Esch. Ga naar binnen, sluit ramen en deuren, zet de ventilatie uit. ",
    "de": "Giftiger Rauch in Esch. Gehen Sie hinein, schließen Sie Fenster, Lüftung aus. ",
    "lb": "Gëftegen Damp zu Esch. Gitt eran, maacht d'Fënsteren zou, d'Belëftung aus. ",
    "en": "Toxic smoke in Esch. Go inside, close windows and doors, switch off ventilation. ",
}
START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
WORDS = Catalogues()


def outlets() -> tuple[Outlet, ...]:
    """Seven rules and a CAP alert, all languages each."""
    counted = tuple(
        Outlet(f"o{i}", "webhook", "https://x", LANGUAGES, measure=measure, longest=100_000)
        for i, measure in enumerate(Measure)
    )
    return (*counted, Outlet("alerts", "cap", "cap", LANGUAGES))


def bundle(here: Centre, issuer: Issuer, number: int) -> int:
    """One bundle from its words to its card and its alert; returns how many bytes came of it."""
    texts = {lang: f"{text * 4}Centre, 14:30. ({number})" for lang, text in TEXTS.items()}
    rendered = here.renderings(MessageClass.WARNING, texts, None)
    content = Content(
        MessageClass.WARNING, here.mode, texts, rendered, "Esch", START + timedelta(hours=3)
    )
    assert all(is_framed(text, here.mode) for text in rendered.values())
    steps = tuple(Step(act, "Editor", START, content.digest) for act in (Act.REVISE, Act.RELEASE))
    draft = Draft(number, 1, Quorum(2, True), (content,), steps)
    sheet = Sheet(
        draft, START, (), (), None, None, (here.name,), here.missing_languages(content),
        here.lengths(content), here.carriers(content),
    )  # fmt: skip
    found = concerns(sheet)
    assert not [concern for concern in found if concern.blocks]
    shown = card(draft, (), here, START, lambda s, **d: WORDS("fr", s, **d), found).plain()
    [standing] = standings([Issue(draft, rendered["alerts"])])
    alert = document(standing, issuer, LANGUAGES, WORDS)
    assert not [fault for fault in faults(alert) if fault.is_error]
    return len(alert) + len(shown.encode()) + sum(len(text.encode()) for text in rendered.values())


def main(count: int) -> None:
    """Time so many bundles, one after another."""
    here = Centre(
        "Centre", Mode.EXERCISE, LANGUAGES, ZoneInfo("Europe/Brussels"), Team((), ()), outlets(),
        DEFAULT_QUORUM,
    )  # fmt: skip
    square = "49.4,5.9 49.6,5.9 49.6,6.1 49.4,6.1 49.4,5.9"
    issuer = Issuer(
        "desk@crisis.example", "Centre", "https://crisis.example", here.timezone,
        (Area("Esch", (square,)),),
    )  # fmt: skip
    size = bundle(here, issuer, 0)
    took = []
    for number in range(1, count + 1):
        began = time.perf_counter()
        bundle(here, issuer, number)
        took.append((time.perf_counter() - began) * 1000)
    p95 = quantiles(took, n=20)[-1]
    print(f"{count} bundles of 5 languages and 8 outlets, {size // 1024} KiB each")
    print(f"median {median(took):.1f} ms, 95th percentile {p95:.1f} ms, longest {max(took):.1f} ms")
    if p95 >= 100:
        sys.exit("slower than the 100 ms that are promised")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
