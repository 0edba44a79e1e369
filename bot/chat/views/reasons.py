"""The judge's reasons as sentences: what it saw in the post, in the words of the room's language.

A code without a sentence of its own is shown as it is, never hidden; a test keeps the two in step.
"""

from collections.abc import Sequence

from bot.chat.words import Say, percent
from bot.domain.message import Rows, Storyline, mark
from classifiers.label import Share, Standing
from classifiers.verdict import Finding, Verdict, ordered

REASONS: dict[str, str] = {
    "prior": mark("what any post starts with"),
    "role": mark("who speaks: {quote}"),
    "hearsay.insider": mark("says it knows from somebody close: “{quote}”"),
    "hearsay.heard": mark("passes on what was heard: “{quote}”"),
    "hearsay.forwarded": mark("was forwarded: “{quote}”"),
    "hidden.silence": mark("says that something is kept silent: “{quote}”"),
    "hidden.censored": mark("says that it will be removed: “{quote}”"),
    "hidden.wake": mark("calls on people to wake up: “{quote}”"),
    "hidden.forestalled": mark("answers its critics beforehand: “{quote}”"),
    "urgency.share": mark("asks to pass it on: “{quote}”"),
    "urgency.now_or_never": mark("presses to act at once: “{quote}”"),
    "urgency.alarm": mark("opens with an alarm: “{quote}”"),
    "accusation.intent": mark("says that somebody does it on purpose: “{quote}”"),
    "accusation.staged": mark("says that it is staged: “{quote}”"),
    "accusation.lies": mark("says that somebody lies: “{quote}”"),
    "accusation.them": mark("sets us against them: “{quote}”"),
    "insinuation.question": mark("insinuates with a question: “{quote}”"),
    "distrust.rescuers": mark("warns against rescuers or alerts: “{quote}”"),
    "officialese.leak": mark("claims a leaked document: “{quote}”"),
    "officialese.notice": mark("sounds like an official order: “{quote}”"),
    "request.payment": mark("asks for money: “{quote}”"),
    "request.register": mark("asks for personal details: “{quote}”"),
    "numbers.contrast": mark("sets numbers against the official ones: “{quote}”"),
    "shouting.capitals": mark("shouts in capitals: “{quote}”"),
    "shouting.exclamation": mark("shouts with signs: “{quote}”"),
    "shouting.siren": mark("uses alarm signs: “{quote}”"),
    "debunks.label": mark("denies or corrects: “{quote}”"),
    "debunks.advice": mark("advises not to pass it on: “{quote}”"),
    "debunks.nothing": mark("denies or corrects: “{quote}”"),
    "debunks.corrects": mark("denies or corrects: “{quote}”"),
    "debunks.witness": mark("says that its writer was there: “{quote}”"),
    "debunks.satire": mark("says that it is satire: “{quote}”"),
    "questions.open": mark("asks an open question: “{quote}”"),
    "reports.source": mark("names a source: “{quote}”"),
    "reports.advice": mark("gives practical advice: “{quote}”"),
    "fair.feeling": mark("says how it is for its writer: “{quote}”"),
    "wording.word": mark("is worded as posts of its kind are: “{quote}”"),
    "wording.rest": mark("the rest of its wording"),
    "wording.habits": mark("how it is written: signs, capitals, numbers"),
    "wording.few": mark("has few words to go by"),
    "stands.spreads": mark("reads like somebody who passes it on"),
    "stands.questions": mark("reads like a question"),
    "stands.debunks": mark("reads like a denial"),
    "stands.reports": mark("reads like a report or advice"),
    "stands.none": mark("reads like a remark of one's own"),
    "likeness.copy": mark("is nearly a known wording of “{about}”: “{quote}”"),
    "likeness.storyline": mark("is near the storyline “{about}”: “{quote}”"),
    "room.confirmed": mark("is worded like posts that you confirmed ({about}): “{quote}”"),
    "room.dismissed": mark("is worded like posts that you dismissed ({about}): “{quote}”"),
    "room.rate": mark("how often you confirm what is flagged: {about}"),
}
UNLIKE = mark("is worded as posts that spread nothing are: “{quote}”")
LITTLE = mark("what weighs little, together")
CEILING = mark("several signs of one kind count only so far")


# Fewer decisions than these are told as counts alone.
_ENOUGH = 30

# What a score means to a reader, from the highest down.
_CHANCES = (
    (0.9, mark("very likely worth a case")),
    (0.7, mark("probably worth a case")),
    (0.4, mark("may be worth a case or not")),
    (0.0, mark("probably not worth a case")),
)


def reason(finding: Finding, say: Say) -> str:
    """One finding with its weight: for (+) or against (-) that it should be checked."""
    ceiling = CEILING if finding.code.endswith(".ceiling") else "{code}"
    sentence = REASONS.get(finding.code, ceiling)
    if finding.code == "wording.word" and finding.weight < 0:
        sentence = UNLIKE
    near = finding.code.startswith("likeness.")
    about = Storyline(finding.about) if near else finding.about
    words = say(sentence, code=finding.code, quote=finding.quote or "…", about=about)
    return _weighed(finding.weight, words, say)


def _weighed(weight: float, words: str, say: Say) -> str:
    sign = "+" if weight >= 0 else "-"
    return say("({sign}{weight}) {words}", sign=sign, weight=round(abs(weight), 1), words=words)


def reasons(verdict: Verdict, say: Say) -> Rows:
    """All findings of a verdict, strongest first: their weights add up to its score. Those that
    would be shown as nought are left out, and said as one when together they are more."""
    told = _told(verdict)
    rows = [reason(finding, say) for finding in told if _counts(finding.weight)]
    little = sum(finding.weight for finding in told if not _counts(finding.weight))
    if _counts(little):
        rows.append(_weighed(little, say(LITTLE), say))
    return Rows(tuple(rows))


def _counts(weight: float) -> bool:
    """Whether it is more than nought as it is shown."""
    return round(weight, 1) != 0


def quoted_reasons(verdict: Verdict, say: Say, most: int) -> Rows:
    """The strongest findings that quote the post: what a card has room for."""
    quoted = [finding for finding in _told(verdict) if finding.quote and _counts(finding.weight)]
    return Rows(tuple(reason(finding, say) for finding in quoted[:most]))


def chance(verdict: Verdict) -> str:
    """The score in words."""
    return next(words for least, words in _CHANCES if verdict.score >= least)


def judge_rows(standing: Standing | None, say: Say) -> tuple[str, ...]:
    """How the judge does on decisions it never learned from: counts, and a range once there are
    enough to tell."""
    if standing is None or not standing.texts:
        return ()
    learned = say("decisions the judge learns from: {count}", count=standing.texts)
    if not standing.found.whole:
        return (learned,)
    right = say(
        "of {whole} kept aside that it would flag, you confirmed {share}",
        whole=standing.right.whole,
        share=_share(standing.right, say),
    )
    found = say(
        "of {whole} kept aside that you confirmed, it would flag {share}",
        whole=standing.found.whole,
        share=_share(standing.found, say),
    )
    return (learned, right, found)


def _share(share: Share, say: Say) -> str:
    if share.whole < _ENOUGH:
        return str(share.part)
    low, high = share.bounds()
    return f"{share.part} ({percent(low, say)}–{percent(high, say)})"


def _told(verdict: Verdict) -> tuple[Finding, ...]:
    """The findings as they are told: single words that pull the same way are one reason."""
    others = [f for f in verdict.findings if f.code != "wording.word"]
    words = [f for f in verdict.findings if f.code == "wording.word"]
    sides = ([f for f in words if f.weight > 0], [f for f in words if f.weight < 0])
    return ordered((*others, *(_as_one(side) for side in sides if side)))


def _as_one(words: Sequence[Finding]) -> Finding:
    quotes = " … ".join(dict.fromkeys(word.quote for word in words))
    return Finding("wording.word", sum(word.weight for word in words), quotes)
