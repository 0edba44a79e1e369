"""Machine-made words: nobody is asked to approve what no person has read."""

from collections.abc import Iterator

from bot.domain.checks.sheet import Concern, Sheet
from bot.domain.machine_errors import MachineUnread


def check(sheet: Sheet) -> Iterator[Concern]:
    """Block each language whose machine-made words are unread."""
    content = sheet.content
    for language in content.machine:
        if language in content.unread:
            yield Concern(MachineUnread(language=language, number=sheet.number))
