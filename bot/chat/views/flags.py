"""Flags as the room reads them: every reason for and against, and what people decided."""

from collections.abc import Sequence

from bot.chat.views.reasons import chance, reasons
from bot.chat.words import Say, score
from bot.desk.triage import Judged
from bot.domain.flag import Case, Flag
from bot.domain.message import Block, Message, Paragraph, Phrase, Quote, Rows, mark, short

# Characters of a post, where it is shown to be judged.
QUOTED = 280
GONE = mark("Its words are not kept any more.")


def decided(flag: Flag, case: Case, say: Say) -> Message:
    """The answer to a decision on a flag."""
    assert flag.decision is not None  # it was decided a moment ago
    sentence = mark("Flag {number} of case {case}: {decision}. Next: /answer {case}")
    if flag.decision.dismissal:
        sentence = mark("Flag {number} of case {case} is dismissed: {decision}. Kept as a label.")
    return Message(
        say(sentence, number=flag.number, case=case.number, decision=Phrase(flag.decision.word))
    )


def why(judged: Judged, shown: Sequence[str], threshold: float, say: Say) -> Message:
    """Everything that made a text a flag, for and against, what people decided on it, and where
    its case was `shown`."""
    flag, verdict = judged.flag, judged.flag.verdict
    head = say(
        "Flag {number}: suspect, check. Score {score} of 1: {chance}.",
        number=flag.number,
        score=round(verdict.score, 2),
        chance=chance(verdict),
    )
    facts = Rows(
        (
            say("source: {feed}", feed=flag.feed),
            say("link: {link}", link=flag.link or "-"),
            say("language: {language}", language=verdict.lang),
            say("it seems to: {stance}", stance=Phrase(verdict.stance)),
            say("a post is a flag from {threshold} on", threshold=round(threshold, 2)),
        )
    )
    words = Paragraph(say(GONE)) if flag.faded else Quote(short(flag.text, QUOTED))
    judgement = (words, facts, reasons(verdict, say))
    where = (
        Paragraph(say("Where case {number} was shown:", number=flag.case)),
        Rows(tuple(shown)),
    )
    return Message(head, (*judgement, *_lessons(judged, say), *where))


def _lessons(judged: Judged, say: Say) -> tuple[Block, ...]:
    """Each person's last decision, and what is learned from them."""
    last = {decision.by: decision for decision in judged.decisions}
    if not last:
        return ()
    rows = [
        say("{name}: {decision}", name=decision.by, decision=Phrase(decision.word))
        for decision in last.values()
    ]
    if len({decision.dismissal is None for decision in last.values()}) > 1:
        rows.append(say("You do not agree on it, so it teaches the judge little."))
    if judged.aside:
        rows.append(say("The judge does not learn from it: it is one of those kept for figures."))
    return (Paragraph(say("What you decided:")), Rows(tuple(rows)))


def flag_list(flags: Sequence[Flag], count: int, say: Say) -> Message:
    """The newest of the `count` flags that wait for somebody."""
    if not flags:
        return Message(say("No flag waits for a decision."))
    rows = tuple(
        f"{flag.number}  [{flag.verdict.lang}] {score(flag.verdict.score, say)}  "
        f"{short(flag.text, 90)}"
        for flag in flags
    )
    if older := count - len(flags):
        rows = (*rows, say("… and {count} earlier", count=older))
    hint = say("Decide with /confirm N or /dismiss N REASON; see /why N.")
    return Message(say("Flags to decide on:"), (Rows(rows), Paragraph(hint)))
