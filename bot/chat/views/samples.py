"""Posts offered by chance, and what they tell of what the judge misses."""

from collections.abc import Sequence

from bot.chat.words import Say
from bot.domain.message import Button, Message, Paragraph, Phrase, Rows, mark, short
from bot.domain.sample import CLEAN, SUSPECT, Sample, Tally
from monitors.feed import Item


def offered(posts: Sequence[tuple[Sample, Item]], say: Say) -> Message:
    """The posts, each with a button for either label."""
    if not posts:
        return Message(say("There is no post of the last week that was neither flagged nor shown."))
    rows = tuple(_post(sample, item, say) for sample, item in posts)
    buttons = tuple(
        Button(f"{sample.number} {say(word)}", f"/sample {word} {sample.number}")
        for sample, _ in posts
        for word in (SUSPECT, CLEAN)
    )  # fmt: skip
    hint = say("Look at each. Or type it: /sample suspect N, /sample clean N")
    head = say("Posts that nobody flagged, chosen by chance:")
    return Message(head, (Rows(rows), Paragraph(hint)), buttons)


def labelled(sample: Sample, tally: Tally, say: Say) -> Message:
    """What was kept, how to undo it, and what the samples tell by now."""
    word, other = (SUSPECT, CLEAN) if sample.suspect else (CLEAN, SUSPECT)
    sentence = mark("Post {number}: {word}. Undo: /sample {other} {number}")
    head = say(sentence, number=sample.number, word=Phrase(word), other=str(other))
    more = mark("If it belongs to a storyline, teach me: /narrative example ID TEXT")
    hint = (Paragraph(say(more)),) if sample.suspect else ()
    return Message(head, (*hint, Rows(tally_rows(tally, say))))


def tally_rows(tally: Tally, say: Say) -> tuple[str, ...]:
    """What the samples tell: counts, and an estimate once there are enough."""
    looked = tally.looked
    if not looked.whole:
        return ()
    sentence = mark("posts looked at by chance: {whole}, of them suspect: {part}")
    counted = say(sentence, whole=looked.whole, part=looked.part)
    if tally.missed is None:
        return (counted,)
    about, low, high = tally.missed
    estimate = mark(
        "of {left} posts that were not flagged, about {about} are suspect ({low}–{high})"
    )
    return (counted, say(estimate, left=tally.left, about=about, low=low, high=high))


def _post(sample: Sample, item: Item, say: Say) -> str:
    words = say("“{words}”", words=short(item.words))
    return f"{sample.number}  {words} {item.link or ''}".rstrip()
