"""The part of README.md that is written from the code: the table of commands.

`python tests/readme.py` brings it up to date; a test compares the two.
"""

import re
import sys
from pathlib import Path

from bot.chat.commands.session import Command
from bot.chat.table import COMMANDS

README = Path(__file__).resolve().parent.parent / "README.md"
_BETWEEN = re.compile(r"(?<=<!-- commands -->\n).*?(?=<!-- end of commands -->)", re.DOTALL)


def table() -> str:
    """Every command as a row of a Markdown table, in the order of the help."""
    rows = ["| type | to | who |", "|---|---|---|", *map(_row, COMMANDS)]
    return "\n".join(rows) + "\n"


def brought_up_to_date(text: str) -> str:
    """The README's text with the commands as they are now.

    Raises ValueError when the markers around them are gone.
    """
    if not _BETWEEN.search(text):
        raise ValueError("README.md has lost the markers around its table of commands")
    return _BETWEEN.sub(lambda _: table(), text)


def _row(command: Command) -> str:
    # A bar would end the cell, even between backquotes.
    usage = command.usage.replace("|", r"\|")
    who = ", ".join(command.roles) or "everyone"
    return f"| `{usage}` | {command.summary} | {who} |"


if __name__ == "__main__":
    README.write_text(brought_up_to_date(README.read_text("utf-8")), "utf-8")
    sys.stdout.write(f"README.md: {len(COMMANDS)} commands\n")
