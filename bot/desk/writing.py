"""Ask a machine for other words, and take what it proposes.

A proposal changes nothing by itself. It is held against the source and against the checks of every
draft, when it comes and again when it is taken; its words then are a new version, marked as
machine-made, which nobody can submit until a person has read them or written others.
"""

import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.desk.checking import found
from bot.desk.drafting import change, the_draft, the_message
from bot.desk.turn import VIGIE, Turn
from bot.domain import errors, machine_errors
from bot.domain.centre import Centre
from bot.domain.draft import NEXT, Draft, State
from bot.domain.errors import DeskError
from bot.domain.faithful import misshapen, unfaithful
from bot.domain.machine_errors import MachineUnread
from bot.domain.message import Phrase, mark
from bot.domain.proposal import LONGEST_SOURCE, Proposal, ProposalState, WritingFailed
from bot.domain.room import Role
from bot.ports import Clock, Lane, Post, Unit, Units, Words, Writer
from classifiers.language import UNDETERMINED, detect

# Longer than any answer takes, so that a lease that ran out tells of a desk that is gone.
LEASE = timedelta(minutes=2)
# Whoever asked has gone on by then; nothing is asked for them behind their back.
TOO_LATE = timedelta(minutes=10)
LATE = mark("the desk was away too long")
CHANGEABLE = (State.DRAFT, State.SUBMITTED, State.RETURNED, State.APPROVED)
STATES = {
    ProposalState.WAITING: mark("it is still being made"),
    ProposalState.FAILED: mark("no words came"),
    ProposalState.TAKEN: mark("it was taken already"),
}
log = logging.getLogger(__name__)


async def ask(turn: Turn, number: int, source: str, language: str) -> Proposal:
    """Ask for the draft's `source` text in simpler words, or in another language. The answer comes
    to the room by itself."""
    turn.who.must(Role.EDITOR)
    draft = await the_message(turn, number)
    for each in (source, language):
        if each not in turn.centre.languages:
            known = ", ".join(turn.centre.languages)
            raise errors.UnknownLanguage(language=each, languages=known)
    if draft.state not in CHANGEABLE:
        hint = Phrase(NEXT[draft.state])
        raise errors.WrongState(number=number, state=Phrase(draft.state), next=hint)
    if draft.content.amends is not None:
        raise machine_errors.AmendsByHand(number=number, language=language)
    texts = draft.content.texts
    if not 0 < len(texts.get(source, "").strip()) <= LONGEST_SOURCE:
        there = ", ".join(lang for lang, text in texts.items() if text.strip()) or "-"
        raise machine_errors.NoSourceText(number=number, language=source, languages=there)
    if slot := draft.content.open_slot:
        raise errors.Unfinished(number=number, slot=slot)
    for earlier in await turn.unit.proposals.of_draft(number):
        if earlier.state is ProposalState.WAITING and earlier.language == language:
            raise machine_errors.ProposalWaits(
                proposal=earlier.number, language=language, number=number
            )
    assert turn.room is not None  # a command is always typed in a room
    asked = Proposal(0, number, source, language, texts[source], texts.get(language, ""),
                     turn.room.name, turn.who.name, turn.now)  # fmt: skip
    kept = await turn.unit.proposals.add(asked)
    await turn.note("proposal.asked", asked.again, draft.incident, draft=number,
                    proposal=kept.number)  # fmt: skip
    return kept


async def adopt(turn: Turn, number: int) -> Draft:
    """Make a proposal's words the draft's newest version, marked as machine-made."""
    turn.who.must(Role.EDITOR)
    proposal = await turn.unit.proposals.get(number)
    if proposal is None:
        raise errors.NotFound(what=mark("proposal"), number=number, list="/translate N FROM TO")
    draft = await the_draft(turn, proposal.draft)
    if proposal.state is not ProposalState.MADE:
        raise _not_to_take(proposal, STATES[proposal.state])
    if not still_fits(proposal, draft):
        raise _not_to_take(proposal, mark("the draft changed since"))
    if whys := await faults(turn.unit, turn.centre, draft, proposal, turn.now):
        raise errors.Several(number=draft.number, count=len(whys), reasons=errors.Reasons(whys))
    await turn.unit.proposals.save(proposal.taken())
    adopted = await change(turn, draft, _with_words(turn.centre, draft, proposal).content)
    await turn.note("draft.machine", proposal.text, draft.incident, draft=draft.number,
                    proposal=number, language=proposal.language, digest=adopted.digest)  # fmt: skip
    return adopted


def still_fits(proposal: Proposal, draft: Draft) -> bool:
    """Whether the draft says what it said when the proposal was asked for."""
    texts = draft.content.texts
    source = texts.get(proposal.source_language)
    return source == proposal.source and texts.get(proposal.language, "") == proposal.replaced


async def faults(
    unit: Unit, centre: Centre, draft: Draft, proposal: Proposal, now: datetime
) -> tuple[DeskError, ...]:
    """Why the proposal cannot be taken: what it says otherwise than its source, and what would
    newly block the draft."""
    whys: list[DeskError] = list(unfaithful(proposal))
    if misshapen(proposal.source, proposal.text):
        return tuple(whys)
    heard = detect(proposal.text)
    if heard not in (proposal.language, UNDETERMINED):
        whys.append(machine_errors.ProposalTongue(language=proposal.language))
    there = {str(c.why) for c in await found(unit, centre, draft, now)}
    after = _with_words(centre, draft, proposal)
    whys += [
        concern.why
        for concern in await found(unit, centre, after, now)
        if concern.blocks
        and str(concern.why) not in there
        and not isinstance(concern.why, MachineUnread)
    ]
    return tuple(whys)


def _with_words(centre: Centre, draft: Draft, proposal: Proposal) -> Draft:
    content, language = draft.content, proposal.language
    texts = {**content.texts, language: proposal.text}
    machine = tuple(dict.fromkeys((*content.machine, language)))
    renderings = centre.renderings(content.kind, texts, None)
    content = replace(content, texts=texts, machine=machine, renderings=renderings)
    return replace(draft, versions=(*draft.versions, content))


def _not_to_take(proposal: Proposal, why: Phrase) -> DeskError:
    return machine_errors.NotToTake(number=proposal.number, why=why, again=proposal.again)


@dataclass(frozen=True, slots=True)
class Scribe:
    """Asks the machine for the proposals that wait, one at a time, outside every transaction."""

    units: Units
    centre: Centre
    words: Words
    writer: Writer
    clock: Clock
    owner: str

    async def one(self) -> bool:
        """Get the oldest proposal that waits, or give it up; False when there is none.

        Asking again after a crash is harmless: nobody but the machine has seen the question.
        """
        async with self.units() as unit:
            now = self.clock.now()
            proposal = await unit.proposals.claim(self.owner, now, now + LEASE)
            await unit.commit()
        if proposal is None:
            return False
        if now - proposal.asked_at > TOO_LATE:
            await self._settle(proposal.failed(LATE))
            return True
        try:
            await self._settle(proposal.made((await self.writer.write(proposal)).strip()))
        except WritingFailed as failure:
            await self._settle(proposal.failed(failure.why))
        return True

    async def _settle(self, proposal: Proposal) -> None:
        async with self.units() as unit:
            turn = Turn(unit, self.centre, self.words, VIGIE, self.clock.now())
            await unit.proposals.save(proposal)
            draft = await the_draft(turn, proposal.draft)
            whys: tuple[DeskError, ...] = ()
            if proposal.state is ProposalState.MADE:
                whys = await faults(unit, self.centre, draft, proposal, turn.now)
            names = ", ".join(dict.fromkeys(type(why).__name__ for why in whys))
            await turn.note(
                f"proposal.{'refused' if whys else proposal.state}",
                proposal.text[: 2 * LONGEST_SOURCE] or proposal.why,
                draft.incident, draft=draft.number, proposal=proposal.number,
                **({"faults": names} if names else {}),
            )  # fmt: skip
            subject = f"proposal/{proposal.number}"
            post = Post(f"{subject}/{proposal.room}", proposal.room, Lane.REPLY, subject=subject)
            await unit.outbox.add(post, turn.now)
            await unit.commit()
        log.info("proposal %s %s", proposal.number, proposal.state)
