"""What may leave the desk about one case: the public posts, our decisions, our public answers.

Never who wrote a post, and never which of us decided: handles and addresses in texts are blotted
out, and a link that names an account is cut down to its site.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

from bot.config import load
from bot.desk.techniques import used_by
from bot.domain.blotting import blotted, unnamed
from bot.domain.content import MessageClass
from bot.domain.flag import Case, Flag, site
from bot.domain.incident import DAILY_WATCH
from bot.domain.mode import marker
from bot.domain.publication import Delivery
from bot.ports import StoreError, Unit
from bot.store.unit import Store
from classifiers.narrative import load as load_narratives
from monitors.feed import SourceRole

MOST_POSTS = 5000


@dataclass(frozen=True, slots=True)
class Post:
    """A public post, without its author. `site` is "" where no link names one, `link` None where
    it names an account; `decision` is our word: `confirmed`, a reason of dismissal, or ""."""

    key: UUID
    at: datetime
    feed: str
    site: str
    link: str | None
    text: str
    lang: str
    is_news: bool
    decision: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What we told the public about it: each language's words, and when they were first out."""

    key: UUID
    at: datetime
    kind: MessageClass
    texts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """One case as it may leave. `mark` is the exercise marker, "" when it is real. Keys are the
    same at every export, so that a receiver updates what it has. `since` is when the desk began.
    `techniques` are DISARM's, as people said them."""

    key: UUID
    centre: str
    centre_key: UUID
    since: datetime
    mark: str
    number: int
    title: str
    description: str
    narrative: str | None
    incident: str
    opened_at: datetime
    posts: tuple[Post, ...]
    answers: tuple[Answer, ...]
    made_at: datetime
    techniques: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """What it is called, with the marker first and last."""
        return f"{self.mark} – {self.title} – {self.mark}" if self.mark else self.title

    @property
    def decided(self) -> str:
        """Our decisions, counted: "confirmed 3, satire 1, not decided 2"."""
        words = [post.decision or "not decided" for post in self.posts]
        counted = ", ".join(f"{word} {words.count(word)}" for word in sorted(set(words)))
        return counted or "none is kept any more"

    def child(self, name: str) -> UUID:
        """The key of a part of it."""
        return uuid5(self.key, name)


async def dossier(path: Path, number: int) -> Dossier:
    """The dossier of a case of the configured store; raises `StoreError` when there is none."""
    config = load(path)
    centre = config.to_centre()
    store = await Store.open(config.store.url, config.centre.mode)
    try:
        async with store.units() as unit:
            case = await unit.cases.get(number)
            if case is None:
                raise StoreError(f"There is no case {number}. See /cases in a room.")
            word = marker(centre.mode, centre.languages[0])
            return await _gathered(unit, case, centre.name, word)
    finally:
        await store.close()


async def _gathered(unit: Unit, case: Case, centre: str, mark: str) -> Dossier:
    incident = await unit.incidents.get(case.incident)
    first = await unit.incidents.get(DAILY_WATCH)
    since = first.opened_at if first else case.opened_at
    centre_key = uuid5(NAMESPACE_URL, f"vigie/{centre}/{since.isoformat()}")
    key = uuid5(centre_key, f"case/{case.number}")
    flags = await unit.flags.of_case(case.number, MOST_POSTS, worded=True)
    roles = {kept.feed.name: kept.feed.role for kept in await unit.feeds.all()}
    title, description = await _storyline(unit, case)
    return Dossier(
        key, centre, centre_key, since, mark, case.number, title, description, case.narrative,
        incident.title if incident and incident.number != DAILY_WATCH else "", case.opened_at,
        tuple(_post(flag, key, roles.get(flag.feed)) for flag in flags),
        await _answers(unit, case, key), datetime.now(UTC), await used_by(unit, case.narrative),
    )  # fmt: skip


async def _storyline(unit: Unit, case: Case) -> tuple[str, str]:
    if case.narrative is None:
        return f"Case {case.number}", "A storyline without a name."
    built_in = {n.id: n for n in load_narratives()[0]}
    known = built_in.get(case.narrative) or await unit.narratives.get(case.narrative)
    return (known.title, known.description) if known else (case.narrative, case.narrative)


def _post(flag: Flag, key: UUID, role: SourceRole | None) -> Post:
    return Post(
        uuid5(key, f"post/{flag.number}"), flag.raised_at, flag.feed,
        site(flag.link), unnamed(flag.link),
        blotted(flag.text), flag.verdict.lang, role in {SourceRole.MEDIA, SourceRole.LOCAL},
        flag.decision.word if flag.decision else "",
    )  # fmt: skip


async def _answers(unit: Unit, case: Case, key: UUID) -> tuple[Answer, ...]:
    found: dict[int, Answer] = {}
    for row in await unit.publications.in_state(Delivery.SENT):
        draft = await unit.drafts.get(row.draft)
        if draft is None or draft.case != case.number or row.settled_at is None:
            continue
        # The very texts that went out, not what the draft has become since.
        out = next((v for v in draft.versions if v.digest == row.digest), draft.content)
        at = min(row.settled_at, found[row.draft].at if row.draft in found else row.settled_at)
        texts = tuple(sorted(out.texts.items()))
        found[row.draft] = Answer(uuid5(key, f"answer/{row.draft}"), at, out.kind, texts)
    return tuple(found.values())
