"""What a machine proposes, as the editor reads it: its words, what they change, and that nobody has
read them; or why they cannot be taken."""

import difflib
from collections.abc import Sequence

from bot.chat.words import Say
from bot.domain.content import Content
from bot.domain.errors import DeskError
from bot.domain.message import Block, Message, Paragraph, Phrase, Quote, Rows
from bot.domain.proposal import Proposal, ProposalState


def asked(proposal: Proposal, say: Say) -> Message:
    """It was asked for."""
    return Message(
        say("I have asked for proposal {number}. Draft {draft} stays as it is.",
            number=proposal.number, draft=proposal.draft)
    )  # fmt: skip


def proposed(proposal: Proposal, faults: Sequence[DeskError], say: Say) -> Message:
    """What came of it. Words that cannot be taken are not shown: somebody might copy them."""
    named = {
        "number": proposal.number,
        "draft": proposal.draft,
        "source": proposal.source_language,
        "language": proposal.language,
    }
    if proposal.state is ProposalState.FAILED:
        head = say("The writing help gave no words for draft {draft}: {why}. Draft {draft} is as "
                   "it was.", draft=proposal.draft, why=Phrase(proposal.why))  # fmt: skip
        again = say("Ask again, or write it: {again}", again=proposal.again)
        return Message(head, (Paragraph(again),))
    if faults:
        head = say("Proposal {number} for draft {draft} ({source} > {language}) is machine-made "
                   "and cannot be taken:", **named)  # fmt: skip
        rows = Rows(tuple(say(why.sentence, **why.details) for why in faults))
        again = say("Ask again, or write it: {again}", again=proposal.again)
        return Message(head, (rows, Paragraph(again)))
    head = say("Proposal {number} for draft {draft} ({source} > {language}), machine-made; nobody "
               "has read it:", **named)  # fmt: skip
    blocks: list[Block] = [Quote(proposal.text)]
    before = proposal.replaced
    if before:
        blocks.append(Paragraph(say("Against the words there are now:")))
        blocks.append(Quote(difference(before, proposal.text)))
    how = say("To take it: /adopt {number}. Then somebody who reads {language}: /read {draft} "
              "{language}", **named)  # fmt: skip
    return Message(head, (*blocks, Paragraph(how)))


def difference(before: str, after: str) -> str:
    """The words of both, what went in [-brackets-] and what came in {+braces+}."""
    one, other = before.split(), after.split()
    said = []
    for kind, i, j, k, end in difflib.SequenceMatcher(
        None, one, other, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            said.append(" ".join(one[i:j]))
        if kind in ("delete", "replace"):
            said.append(f"[-{' '.join(one[i:j])}-]")
        if kind in ("insert", "replace"):
            said.append(f"{{+{' '.join(other[k:end])}+}}")
    return " ".join(said)


def readers(content: Content, say: Say) -> tuple[str, ...]:
    """Who has read which language, and which of them a machine wrote; each language once."""
    rows = [
        say("machine-made: {language}, read by {name}", language=language, name=reader)
        if (reader := content.read.get(language))
        else say("machine-made: {language}, read by nobody yet", language=language)
        for language in content.machine
    ]
    own = [f"{lang} ({by})" for lang, by in content.read.items() if lang not in content.machine]
    if own:
        rows.append(say("read by a native speaker: {languages}", languages=", ".join(own)))
    return tuple(rows)
