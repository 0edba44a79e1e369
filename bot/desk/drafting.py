"""Write, change, submit, approve, return, reject and withdraw drafts."""

from collections.abc import Mapping
from dataclasses import replace

from bot.desk.checking import found, refuse_blocked
from bot.desk.meant import meant
from bot.desk.publishing import queue
from bot.desk.seats import seated, waits
from bot.desk.turn import Turn
from bot.desk.wording import amendment
from bot.domain import errors
from bot.domain.checks.sheet import Concern
from bot.domain.content import Content, MessageClass
from bot.domain.document_errors import OnlyItsEnd
from bot.domain.draft import SHORTEST_DIGEST, Act, Draft, State, Step
from bot.domain.message import mark
from bot.domain.room import Duty, Member, Role
from bot.domain.usage import Usage
from bot.ports import Lane

AMENDING = frozenset({MessageClass.CORRECTION, MessageClass.RETRACTION})


async def open_draft(
    turn: Turn, kind: MessageClass, texts: Mapping[str, str], *, case: int | None = None
) -> Draft:
    """Begin a draft in the current incident."""
    turn.who.must(Role.EDITOR)
    incident = (await turn.incident()).number
    content = Content(kind, turn.centre.mode, dict(texts))
    return await begin(turn, rendered(turn, content), incident, case=case)


async def begin(turn: Turn, content: Content, incident: int, *, case: int | None = None) -> Draft:
    """Keep the first version of a draft whose content is made already."""
    if not any(text.strip() for text in content.texts.values()):
        raise errors.BadArguments(why=mark("there are no words in it"), usage=Usage("/draft TEXT"))
    quorum = turn.centre.quorum[content.kind]
    first = Step(Act.REVISE, turn.who.name, turn.now, content.digest)
    draft = await turn.unit.drafts.add(Draft(0, incident, quorum, (content,), (first,), case))
    await _note(turn, draft, "draft.opened", _spoken(content))
    return draft


async def revise(turn: Turn, number: int, language: str, text: str) -> Draft:
    """Give the draft new words in one language; approvals of the old text lapse."""
    turn.who.must(Role.EDITOR)
    draft = await the_message(turn, number)
    if language not in turn.centre.languages:
        raise errors.UnknownLanguage(language=language, languages=", ".join(turn.centre.languages))
    if not text.strip():
        raise errors.EmptyText(number=number)
    content, words = draft.content, {language: text.strip()}
    # Somebody's own words now, whatever they were before.
    machine = tuple(lang for lang in content.machine if lang != language)
    quoted = {lang: source for lang, source in content.quoted.items() if lang != language}
    if content.amends is not None:
        # An editor translates the reason; what it concerns is said in front of it, always.
        original = await the_draft(turn, content.amends)
        here = (language, *(lang for lang, source in quoted.items() if source == language))
        words = dict(amendment(turn, content.kind, original, text.strip(), language, here))
    texts = {**content.texts, **words}
    return await change(turn, draft, replace(content, texts=texts, machine=machine, quoted=quoted))


async def submit(turn: Turn, number: int) -> Draft:
    """Lay the draft before the approvers, when nothing in it is wrong as far as rules can tell."""
    draft = await the_draft(turn, number)
    turn.who.must(*draft.content.kind.writers)
    if draft.state in (State.DRAFT, State.RETURNED):
        doubts = await check(turn, draft)
    else:
        doubts = ()
    submitted = draft.submit(turn.who.name, turn.now)
    return await lay_before(turn, submitted, doubts)


async def lay_before(turn: Turn, submitted: Draft, doubts: tuple[Concern, ...]) -> Draft:
    """Save a submitted draft and show its card in the approvers' rooms. The log names the doubts
    in spite of which it was submitted."""
    await turn.unit.drafts.save(submitted)
    names = ", ".join(dict.fromkeys(type(doubt.why).__name__ for doubt in doubts))
    await _note(turn, submitted, "draft.submitted", submitted.content.renderings, doubts=names)
    await turn.show(
        f"draft/{submitted.number}", submitted.digest[:12], Lane.APPROVAL, Duty.APPROVAL
    )
    return submitted


async def approve(turn: Turn, number: int, digest: str) -> Draft:
    """One person's yes to one exact text. The yes that completes the quorum lets it go to its
    outlets in the same transaction; a warning then still waits for a typed /publish."""
    draft = await the_draft(turn, number)
    approved = draft.approve(turn.who, turn.now, digest)
    return await count(turn, draft, approved, "draft.approved")


async def count(
    turn: Turn, before: Draft, approved: Draft, kind: str, text: str = "", **refs: str
) -> Draft:
    """Keep a yes, and let the draft go when this one completes the quorum of what needs no typed
    /publish."""
    await check(turn, approved)
    await turn.unit.drafts.save(approved)
    have = f"{len(approved.approvals)}/{approved.quorum.approvals}"
    await _note(turn, approved, kind, {}, text=text, count=have, **refs)
    now_complete = before.state is not State.APPROVED and approved.state is State.APPROVED
    if now_complete and not approved.needs_typed_publish:
        approved = await queue(turn, approved.release(turn.who.name, turn.now))
    await redraw(turn, approved)
    return approved


async def send_back(turn: Turn, number: int, act: Act, reason: str) -> Draft:
    """Return a draft for changes, or reject it for good; the reason is kept."""
    # Who may not send it back is told that first, and needs no better words.
    draft = await the_draft(turn, number)
    draft.send_back(act, turn.who, turn.now, reason)
    reason, private = await meant(turn, reason, Usage(f"/{act} {number} anyway REASON"))
    draft = draft.send_back(act, turn.who, turn.now, reason)
    await turn.unit.drafts.save(draft)
    kind = "draft.returned" if act is Act.RETURN else "draft.rejected"
    await turn.note(kind, reason, draft.incident, draft=number, **private)
    await redraw(turn, draft)
    return draft


async def withdraw(turn: Turn, number: int, reason: str = "") -> Draft:
    """Take a draft back before anything went out. Nothing holds it up: a reason is welcome, and
    neither asked for nor asked about."""
    draft = await the_draft(turn, number)
    turn.who.must(Role.DUTY_OFFICER, *draft.content.kind.writers)
    draft = draft.withdraw(turn.who.name, turn.now, reason)
    await turn.unit.drafts.save(draft)
    await turn.note("draft.withdrawn", reason, draft.incident, draft=number)
    await redraw(turn, draft)
    return draft


async def the_draft(turn: Turn, number: int) -> Draft:
    """One draft with the approvals that still count, or `NotFound`."""
    draft = await turn.unit.drafts.get(number)
    if draft is None:
        raise errors.NotFound(what=mark("draft"), number=number, list="/status")
    return await seated(turn, draft) if waits(draft, turn.now) else draft


async def the_message(turn: Turn, number: int) -> Draft:
    """One draft for the public; a document of the desk is refused: its lines are not free text."""
    draft = await the_draft(turn, number)
    if draft.content.kind.is_internal:
        raise OnlyItsEnd(number=number)
    return draft


async def check(turn: Turn, draft: Draft) -> tuple[Concern, ...]:
    """Refuse what no approver should have to find, with every reason at once; returns what is
    only doubtful."""
    concerns = await found(turn.unit, turn.centre, draft, turn.now)
    refuse_blocked(draft, concerns)
    return concerns


def approvers_of(turn: Turn) -> tuple[Member, ...]:
    """Everyone who may approve."""
    return tuple(m for m in turn.centre.team.members if m.has(Role.APPROVER))


async def redraw(turn: Turn, draft: Draft) -> None:
    """Show the draft's newest state wherever its card is: nowhere before it was submitted."""
    if not any(step.act is Act.SUBMIT for step in draft.steps):
        return
    tag = f"{len(draft.steps)}"
    await turn.show(f"draft/{draft.number}", tag, Lane.APPROVAL, Duty.APPROVAL)


async def change(turn: Turn, draft: Draft, content: Content, said: str = "") -> Draft:
    """Make the content the draft's newest version; approvals of the old one lapse. The log says
    what was `said`, or all of its words."""
    # Who read words of it read those, and no others.
    was, now = draft.content.texts, content.texts
    read = {lang: by for lang, by in content.read.items() if now.get(lang) == was.get(lang)}
    content = rendered(turn, replace(content, read=read))
    had, waited = draft.approvers, draft.state in (State.SUBMITTED, State.APPROVED)
    # The class decides how many must approve, so the quorum follows it.
    draft = replace(draft, quorum=turn.centre.quorum[content.kind])
    revised = draft.revise(turn.who.name, turn.now, content)
    await turn.unit.drafts.save(revised)
    await _note(
        turn, revised, "draft.revised", _spoken(content), text=said, lapsed=", ".join(had)
    )  # fmt: skip
    if waited:
        await redraw(turn, revised)
    return revised


def rendered(turn: Turn, content: Content) -> Content:
    """The content as each of its outlets would carry it."""
    only = frozenset(content.renderings) if content.amends else None
    return replace(content, renderings=turn.centre.renderings(content.kind, content.texts, only))


def _spoken(content: Content) -> Mapping[str, str]:
    """The words that the log keeps: of a document its title, for its lines are the log's own."""
    document = content.document
    return {document.language: document.title} if document else content.texts


async def _note(
    turn: Turn, draft: Draft, kind: str, texts: Mapping[str, str], *, text: str = "", **refs: str
) -> None:
    words = text or "\n".join(f"[{name}] {text}" for name, text in texts.items())
    short, content = draft.digest[:SHORTEST_DIGEST], draft.content
    refs = {"class": content.kind.value, "area": content.area, **refs}
    if content.until is not None:
        refs["until"] = content.until.isoformat()
    await turn.note(kind, words or f"[{short}]", draft.incident, draft=draft.number,
                    digest=draft.digest, **{k: v for k, v in refs.items() if v})  # fmt: skip
