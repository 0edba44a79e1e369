"""The refusals about documents. As in `errors`, the docstring of each class is the sentence the
person reads."""

from bot.domain.errors import DeskError


class TooLongForRoom(DeskError):
    """{count} lines are too many for a PDF made in a room. Ask for {usage}, or on the desk's
    machine: vigie log export --format pdf"""
