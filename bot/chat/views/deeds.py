"""What a line of the log says, in the words of the room: who did what, to which flag, case, draft.

The log itself is kept in English with machine words, since its hashes depend on every letter.
"""

from bot.chat.views.documents import DECIDED
from bot.chat.words import Say, spoken
from bot.domain.flag import Dismissal, Priority
from bot.domain.log import Entry
from bot.domain.message import SHORT, Phrase, Storyline, mark, short

TOLD = {
    **DECIDED,
    "flag.raised": mark("flag {flag} raised, in case {case}: {text}"),
    "flag.confirmed": mark("flag {flag} confirmed"),
    "flag.dismissed": mark("flag {flag} dismissed: {reason}"),
    "case.opened": mark("case {case} opened: {name}"),
    "case.taken": mark("case {case} taken"),
    "case.answered": mark("case {case} is answered with draft {draft}"),
    "case.burst": mark("case {case} grows faster than usual"),
    "case.contradicts": mark("a post of case {case} contradicts our draft {draft}"),
    "case.silenced": mark("case {case} silenced: {text}"),
    "fact.added": mark("fact {fact} noted: {text}"),
    "fact.confirmed": mark("fact {fact} confirmed: {text}"),
    "fact.withdrawn": mark("fact {fact} withdrawn: {text}"),
    "draft.opened": mark("draft {draft} begun"),
    "draft.revised": mark("draft {draft} has new words: {text}"),
    "draft.submitted": mark("draft {draft} submitted"),
    "draft.approved": mark("draft {draft} approved"),
    "draft.verbal": mark("a yes by phone to draft {draft} entered: {text}"),
    "draft.read_back": mark("draft {draft} approved: {text}"),
    "draft.annulled": mark("a yes by phone to draft {draft} annulled"),
    "draft.lapsed": mark("a yes to draft {draft} counts no more: {text}"),
    "draft.called": mark("called for draft {draft}: {text}"),
    "draft.looked": mark("draft {draft} looked at again"),
    "draft.returned": mark("draft {draft} returned: {text}"),
    "draft.withdrawn": mark("draft {draft} withdrawn"),
    "draft.released": mark("draft {draft} released"),
    "publication.sent": mark("draft {draft} is out: {text}"),
    "handover.offered": mark("handover laid out"),
    "log.written": mark("wrote in the log: {text}"),
    "refused": mark("was refused: {typed}"),
    "warning.shown": mark("warning shown"),
    "warning.updated": mark("warning updated"),
    "warning.cancelled": mark("warning cancelled"),
    "questions.made": mark("page for call-takers written"),
    "sample.offered": mark("posts offered by chance"),
    "sample.suspect": mark("post {sample} of those offered: suspect"),
    "sample.clean": mark("post {sample} of those offered: clean"),
    "draft.issued": mark("draft {draft} went to the rooms: {text}"),
    "sitrep.shown": mark("situation shown, not approved"),
    "analysis.shown": mark("analysis shown, not approved"),
    "exercise.paused": mark("exercise paused"),
    "exercise.skipped": mark("inject {text} left out"),
}
# The log is in English: of its texts only these words are ours, and said in the language.
_OURS = frozenset((*Priority, *Dismissal))


def deed(entry: Entry, say: Say, most: int = SHORT) -> str:
    """What was done, without who and when, with so many letters of the log's text. What people
    typed is shown as it is; a kind without words of its own as the log has it, never hidden."""
    known = TOLD.get(entry.kind)
    text = short(entry.text, most)
    if known is None:
        return f"{entry.kind} {text}".rstrip()
    priority, _, reason = entry.text.partition(": ")
    dismissed = entry.kind == "flag.dismissed"
    refs = entry.refs
    words = say(
        known,
        flag=refs.get("flag"), case=refs.get("case"), draft=refs.get("draft"),
        fact=refs.get("fact"), sample=refs.get("sample"), giver=refs.get("giver"), text=text,
        name=Storyline(entry.text) if entry.text else mark("a storyline without a name"),
        typed=_refused(entry.text, most), priority=_ours(priority),
        reason=_ours(entry.text) if dismissed else short(reason, most),
    )  # fmt: skip
    return spoken(words, text, say) if entry.kind == "draft.withdrawn" and text else words


def _ours(word: str) -> str:
    return Phrase(word) if word in _OURS else word


def _refused(text: str, most: int) -> str:
    """What somebody typed, and what they read then."""
    typed, _, words = text.partition(" -> ")
    return f"{short(typed, most)} → {short(words, most)}"
