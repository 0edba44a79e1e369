"""Our messages as Matrix shows them. Pure: `Message` in, contents of events out.

Each event carries plain words and the same words as HTML, all of it escaped: nothing that a feed
or a person wrote can become markup. A button is a line with a number sign, what it says, and the
command that can be typed instead; the sign is also put there as a reaction, to be pressed.

An event has at most 65,536 bytes; an edit says everything twice, and encryption makes a third more
of it. What does not fit goes on in further events.
"""

import hashlib
import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.domain.message import Block, Button, File, Message, Paragraph, Quote, Rows
from bot.platforms.matrix.json import Json
from bot.platforms.matrix.reading import ENVELOPE, SIGNS

MOST_BYTES = 44_000
"""Of an edit's content as JSON: with encryption and the event around it, about 60,000."""
# Letters; one of the dearest takes 12 bytes as JSON, and stands in an edit four times.
_PIECE = 800


# The slash of a command that we name: after a space or a bracket, before a word that is no path.
_COMMAND = re.compile(r"(?<![^\s(«“·:])/(?=[a-z]{2,12}(?![\w/.-]))")
# The relation of a further part of a message to its first.
FURTHER = "m.reference"


@dataclass(frozen=True, slots=True)
class Said:
    """A message as contents of events, the first one to bear the signs."""

    parts: tuple[Json, ...]
    signs: tuple[str, ...]


def said(message: Message) -> Said:
    """A message as events. More than ten buttons are not pressed; their commands can be typed."""
    message = _typed(message)
    return Said(
        tuple(content(part) for part in divided(message)),
        SIGNS[: len(message.buttons)],
    )


def content(message: Message) -> Json:
    """One event's content. What waits for an answer rings as words of a person would; all else is
    a notice, which other bots leave alone."""
    called = [m.accounts["matrix"] for m in message.mentions if "matrix" in m.accounts]
    handed = {ENVELOPE: message.envelope.written()} if message.envelope else {}
    return {
        "msgtype": "m.text" if message.buttons or called else "m.notice",
        **handed,
        "body": "\n".join((message.plain(), *map(_legend, *_numbered(message.buttons)))),
        "format": "org.matrix.custom.html",
        "formatted_body": "".join(_html(message)),
        # Nobody else is called by name, whatever the words happen to hold.
        "m.mentions": {"user_ids": called} if called else {},
    }


def following(part: Json, first: str) -> Json:
    """The content of a further part: it names the first one, under which all are found again."""
    return {**part, "m.relates_to": {"rel_type": FURTHER, "event_id": first}}


def edited(new: Json, reference: str) -> Json:
    """The content of an event that puts this one in the place of an earlier one."""
    return {
        **new,
        "body": f"* {new['body']}",
        "formatted_body": f"* {new['formatted_body']}",
        "m.new_content": new,
        "m.relates_to": {"rel_type": "m.replace", "event_id": reference},
    }


def reaction(reference: str, sign: str) -> Json:
    """The content of a reaction to a message."""
    return {"m.relates_to": {"rel_type": "m.annotation", "event_id": reference, "key": sign}}


def threaded(part: Json, thread: str) -> Json:
    """The content as an answer in a thread, as `thread_of` names it; clients that know no threads
    show it as an answer. As it was, for the room itself."""
    root, _, asked = thread.partition(" ")
    if not asked:
        return part
    relation = {
        "rel_type": "m.thread",
        "event_id": root,
        "is_falling_back": True,
        "m.in_reply_to": {"event_id": asked},
    }
    return {**part, "m.relates_to": relation}


def file(given: File, caption: str, source: Json) -> Json:
    """The content that shows a picture or gives a file: `source` is its `url`, or its `file` when
    it is encrypted."""
    return {
        "msgtype": "m.image" if given.media_type.startswith("image/") else "m.file",
        "body": caption,
        "filename": given.name,
        "info": {"mimetype": given.media_type, "size": len(given.content)},
        "m.mentions": {},
        **source,
    }


# Ends the transaction of an edit after which each button says what it said before: our own events
# come with their transaction, so that whoever runs after us knows it too.
SAME_BUTTONS = "-same"


def transaction(key: str, part: str = "") -> str:
    """The name of a sending: the same key is the same event, however often it is sent."""
    return "vigie-" + hashlib.sha256(f"{key}\0{part}".encode()).hexdigest()[:40]


def divided(message: Message) -> tuple[Message, ...]:
    """The message in as few parts as will fit; the first keeps the buttons."""
    if _fits(message):
        return (message,)
    first, *rest = _packed(message)
    total = len(rest) + 1
    return (
        first,
        *(replace(part, headline=f"({no}/{total}) …") for no, part in enumerate(rest, 2)),
    )


def _packed(message: Message) -> list[Message]:
    pieces = [piece for block in message.blocks for piece in _pieces(block)]
    headline, *more = _cut(message.headline)
    pieces[:0] = [Paragraph(piece) for piece in more]
    parts = [replace(message, headline=headline, blocks=())]
    for piece in pieces:
        longer = replace(parts[-1], blocks=(*parts[-1].blocks, piece))
        if _fits(longer):
            parts[-1] = longer
        else:
            parts.append(Message("(99/99) …", (piece,)))
    return parts


def _fits(message: Message) -> bool:
    return len(json.dumps(edited(content(message), "$" * 44))) <= MOST_BYTES


def _pieces(block: Block) -> Iterator[Block]:
    match block:
        case Paragraph(text):
            yield from map(Paragraph, _cut(text))
        case Quote(text):
            yield from map(Quote, _cut(text))
        case Rows(rows):
            yield from (Rows((piece,)) for row in rows for piece in _cut(row))


def _cut(text: str) -> list[str]:
    """The text in pieces, ended at a line's end where there is one, else at a word's."""
    pieces = []
    while len(text) > _PIECE:
        end = max(text.rfind("\n", 1, _PIECE), 0) or max(text.rfind(" ", 1, _PIECE), 0)
        if end:
            pieces.append(text[:end])
            text = text[end + 1 :]
        else:
            pieces.append(text[:_PIECE])
            text = text[_PIECE:]
    return [*pieces, text]


def _typed(message: Message) -> Message:
    """The message with its commands as they are typed here: Element keeps the slash for itself.
    Quotations are other people's words, or those that the public reads, and stay as they are."""
    blocks: list[Block] = []
    for block in message.blocks:
        match block:
            case Paragraph(text):
                blocks.append(Paragraph(_COMMAND.sub("!", text)))
            case Rows(rows):
                blocks.append(Rows(tuple(_COMMAND.sub("!", row) for row in rows)))
            case Quote():
                blocks.append(block)
    return replace(message, headline=_COMMAND.sub("!", message.headline), blocks=tuple(blocks))


def _html(message: Message) -> Iterator[str]:
    yield f"<p><strong>{_escaped(message.headline)}</strong></p>"
    for block in message.blocks:
        match block:
            case Paragraph(text):
                yield f"<p>{_escaped(text)}</p>"
            case Quote(text):
                yield f"<blockquote>{_escaped(text)}</blockquote>"
            case Rows(rows):
                yield f"<ul>{''.join(f'<li>{_escaped(row)}</li>' for row in rows)}</ul>"
    if message.buttons:
        legend = map(_legend, *_numbered(message.buttons))
        yield f"<p>{'<br>'.join(map(_escaped, legend))}</p>"


def _escaped(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")


def _numbered(buttons: tuple[Button, ...]) -> tuple[tuple[str, ...], tuple[Button, ...]]:
    spare = ("•",) * max(len(buttons) - len(SIGNS), 0)
    return SIGNS[: len(buttons)] + spare, buttons


def _legend(sign: str, button: Button) -> str:
    # Element keeps the slash for itself.
    return f"{sign} {button.label} · {'!' + button.says.removeprefix('/')}"
