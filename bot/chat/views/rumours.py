"""Possible new rumours as the room reads them: what rises, three examples, and two buttons."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.chat.views.clock import at
from bot.chat.views.flags import QUOTED
from bot.chat.words import Say
from bot.domain.flag import Case, site
from bot.domain.message import Block, Button, Message, Paragraph, Quote, Rows, mark, short
from bot.domain.rumour import Fate, Rumour, Sounding


def card(rumour: Rumour, examples: Sequence[Sounding], say: Say, zone: ZoneInfo) -> Message:
    """A rumour as its living card; the buttons are there until somebody decides."""
    head = say(
        "Possible new rumour {number}: suspect, check: {title}",
        number=rumour.number, title=rumour.title,
    )  # fmt: skip
    rows = [
        say("first seen {time}", time=at(rumour.first_seen, zone)),
        *counted(rumour, say),
        say("languages: {languages}", languages=", ".join(rumour.languages)),
        *([say("dismissed before as rumour {number}; it has grown", number=rumour.after)]
          if rumour.after else []),
        *decided(rumour, say),
    ]  # fmt: skip
    blocks: list[Block] = [Rows(tuple(rows))]
    for post in examples:
        blocks += [
            Paragraph(site(post.item.link) or post.feed),
            Quote(short(post.item.words, QUOTED)),
        ]
    return Message(head, tuple(blocks), _buttons(rumour, say) if rumour.is_open else ())


def rumour_list(rumours: Sequence[Rumour], say: Say) -> Message:
    """The rumours that wait for somebody."""
    if not rumours:
        return Message(say("No new rumour waits for a decision."))
    rows = tuple(f"{each.number}  {each.title}  ×{len(each.items)}" for each in rumours)
    hint = say("Decide with /rumour watch N TITLE or /rumour dismiss N REASON; see /rumour N.")
    return Message(say("Possible new rumours:"), (Rows(rows), Paragraph(hint)))


def watched(rumour: Rumour, case: Case, say: Say) -> Message:
    """The answer to watching one."""
    sentence = mark(
        "Rumour {number} is watched as {narrative}: case {case}. "
        "More wordings: /narrative example {narrative} TEXT"
    )
    return Message(
        say(sentence, number=rumour.number, narrative=rumour.narrative, case=case.number)
    )


def dismissed(rumour: Rumour, say: Say) -> Message:
    """The answer to dismissing one."""
    sentence = mark("Rumour {number} is dismissed; it comes back when three times as many say it.")
    return Message(say(sentence, number=rumour.number))


def counted(rumour: Rumour, say: Say) -> tuple[str, ...]:
    """How many said it, as one line."""
    sentence = mark("posts: {count} by {voices} sources on {hosts} hosts")
    count = len(rumour.items)
    return (say(sentence, count=count, voices=rumour.voices, hosts=rumour.hosts),)


def decided(rumour: Rumour, say: Say) -> tuple[str, ...]:
    """What was decided on it, as one line; none while it is open."""
    if rumour.fate is Fate.WATCHED:
        sentence = mark("watched as {narrative}, by {name}")
        return (say(sentence, narrative=rumour.narrative, name=rumour.by),)
    if rumour.fate is Fate.DISMISSED:
        return (say("dismissed by {name} {reason}", name=rumour.by, reason=rumour.reason).strip(),)
    return ()


def _buttons(rumour: Rumour, say: Say) -> tuple[Button, ...]:
    return (
        Button(say("Watch"), f"/rumour watch {rumour.number}"),
        Button(say("Dismiss"), f"/rumour dismiss {rumour.number}"),
    )
