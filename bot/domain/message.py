"""Words with structure and without markup: what a platform renders in its own way."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.drawing import Drawing
from bot.domain.exchange import Envelope

# Characters of a text that is only named.
SHORT = 160
# What would stand lost before an ellipsis.
_STOPS = " .,;:!?–-…"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of text."""

    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody else's words, or the exact text of a draft: shown as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Rows:
    """A list, one line each."""

    lines: tuple[str, ...]


Block = Paragraph | Quote | Rows


@dataclass(frozen=True, slots=True)
class File:
    """Something to keep or to look at: its name, its media type (RFC 6838) and its bytes."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Button:
    """A press says a command that could have been typed."""

    label: str
    says: str


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody who is named in a headline and should notice: by name, and by platform their id."""

    name: str
    accounts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Message:
    """What the bot says: a headline, blocks below it, and what can be pressed. With a drawing it is
    shown as a picture, and the words, which say the same, stand below it; so with a file. An
    envelope says the same to a partner's bot, where the platform lets bots hear one another; it is
    not kept in the outbox, so such a message is a subject, rendered when it is said."""

    headline: str
    blocks: tuple[Block, ...] = ()
    buttons: tuple[Button, ...] = ()
    drawing: Drawing | None = None
    mentions: tuple[Mention, ...] = ()
    envelope: Envelope | None = None
    file: File | None = None

    def plain(self) -> str:
        """The words alone, as a terminal or a log shows them."""
        lines = [self.headline]
        for block in self.blocks:
            match block:
                case Paragraph(text):
                    lines.append(text)
                case Quote(text):
                    lines += [f"  | {line}" for line in text.splitlines()]
                case Rows(rows):
                    lines += [f"  - {row}" for row in rows]
        return "\n".join(lines)


class Phrase(str):
    """Words of our own, to be said in the language of the room. What people or feeds wrote never
    is one, so that it is shown as they wrote it."""

    __slots__ = ()


class Phrases(tuple[Phrase, ...]):
    """Several phrases as one detail of a sentence, of which any will do: "approver / authority"."""

    __slots__ = ()

    def __str__(self) -> str:
        return " / ".join(self)


class Storyline(str):
    """The id of a narrative, to be said by the title that it came with in the language of the
    room; where none came with us, as it is."""

    __slots__ = ()


class SplitOff(str):
    """What a case without a name of its own is called: by the one it was taken out of. It reads
    as that name; what is said with it names the case too."""

    __slots__ = ("case", "name")
    case: int
    name: str

    def __new__(cls, case: int, name: str) -> "SplitOff":
        made = super().__new__(cls, name)
        made.case, made.name = case, name
        return made


def mark(sentence: str) -> Phrase:
    """The sentence as a phrase; the mark also finds it for translation where it is written."""
    return Phrase(sentence)


def short(text: str, most: int = SHORT) -> str:
    """The words on one line, cut after a word where a reader has seen enough; within one only where
    there is hardly another."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    whole = line[:most].rpartition(" ")[0]
    kept = whole if len(whole) > most // 2 else line[: most - 1]
    return f"{kept.rstrip(_STOPS)}…"


def folded(text: str) -> str:
    """The words as they are compared with what others typed: on one line, in small letters."""
    return " ".join(text.casefold().split())
