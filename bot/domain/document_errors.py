"""The refusals about documents. As in `errors`, the docstring of each class is the sentence the
person reads."""

from bot.domain.errors import DeskError


class TooLongForRoom(DeskError):
    """{count} lines are too many for a PDF made in a room. Ask for {usage}, or on the desk's
    machine: vigie log export --format pdf"""


class NoSpot(DeskError):
    """There is no place {place} in it. Its sections are 1 to {last}; a line is written 2.3, and
    2+ adds one."""


class Overtaken(DeskError):
    """Nothing was changed: {name} has changed {place} of draft {number} since it was last shown to
    you. It reads now: “{words}”. Look at it, /show {number}, then type yours again."""


class NoSuchDocument(DeskError):
    """Draft {number} is a message, no document. Its words: /show {number}"""


class OneAtATime(DeskError):
    """The next document of this kind is on its way already: draft {number}. Bring it up to date:
    /refresh {number}, or take it back: /withdraw {number}"""


class NotFirst(DeskError):
    """Another document with the number {report} is out since. Bring this one up to date:
    /refresh {number}"""


class OnlyItsEnd(DeskError):
    """Draft {number} is a document for the rooms. It can be given an end, /fill {number} until=2h,
    and other lines: /revise {number} 2.3 TEXT"""


class NeverPublic(DeskError):
    """Draft {number} is a document for the rooms, and never goes to the public. What the public
    must know is a message of its own: /draft TEXT"""


class Shaken(DeskError):
    """Line {place} rests on {kind} {source}, which changed since it was written. Bring the document
    up to date: /refresh {number}, then change or take out what is yours: /revise {number} {place}
    TEXT"""


class CarriedOver(DeskError):
    """These lines of people are older than this version: {places}. Change them, take them out with
    "-", or say that they still hold: /read {number} {language}"""
