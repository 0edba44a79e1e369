"""The picture in README.md, drawn from a real exercise: `python tests/picture.py`.

Plays the built-in scenario, people and all, cuts out how one rumour is answered (the case, its
confirmation, the approval card, the publication) and writes docs/transcript.svg.
"""

import asyncio
import contextlib
import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot.drill.play import play

TARGET = Path(__file__).resolve().parent.parent / "docs" / "transcript.svg"
WIDTH = 100
# Of the approval card: so many lines from its head, and from its end.
HEAD, END = 8, 2
_TURN = re.compile(r"^\S+ [<>~] ")
# The drill's folder has another name each time.
_FOLDER = re.compile(r"/\S*/(?=public-page)")


@dataclass(frozen=True, slots=True)
class Part:
    """What somebody typed, or one message of the bot: its lines."""

    lines: tuple[str, ...]

    def begins(self, pattern: str) -> re.Match[str] | None:
        """Whether its first line begins so."""
        return re.match(pattern, self.lines[0])


def parts(transcript: str) -> Iterator[Part]:
    """The transcript, one part after another, without the remarks about the exercise."""
    gathered: list[str] = []
    for line in transcript.splitlines():
        if not line.startswith("  ") and gathered:
            yield Part(tuple(gathered))
            gathered = []
        if _TURN.match(line) or gathered:
            gathered.append(line)
    if gathered:
        yield Part(tuple(gathered))


def excerpt(transcript: str) -> list[str]:
    """How the first confirmed rumour is answered, in as many lines as a reader takes in."""
    told = list(parts(transcript))
    confirmed = _after(told, 0, r"\S+ > /confirm (?P<flag>\d+)")
    flag = re.escape(told[confirmed].lines[0].rpartition(" ")[2])
    card = next(
        part for part in told if part.begins(r"watch < ") and f"/confirm {flag}]" in part.lines[-1]
    )
    laid = _after(told, confirmed, r"approval < Draft \d+ \[\w+\] rebuttal")
    shown = [card, told[confirmed], told[confirmed + 1], _cut(told[laid])]
    out = _after(told, laid, r"approval < Published")
    shown += [
        part for part in told[laid + 1 : out + 2] if part.begins(r"\S+@approval >|approval <")
    ]
    return [line for part in shown for line in part.lines]


def _after(told: list[Part], start: int, pattern: str) -> int:
    return next(at for at in range(start, len(told)) if told[at].begins(pattern))


def _cut(part: Part) -> Part:
    if len(part.lines) <= HEAD + END:
        return part
    return Part((*part.lines[:HEAD], "  …", *part.lines[-END:]))


def drawn(lines: list[str]) -> str:
    """The lines as an SVG in the colours of the console, which needs nothing from elsewhere."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), color_system="truecolor")
    for line in lines:
        console.print(_coloured(line), no_wrap=True, overflow="ellipsis", crop=True)
    svg = console.export_svg(title="vigie drill --auto", unique_id="vigie")
    # The template would fetch its font from a public server, and advertises.
    return re.sub(r"@font-face \{.*?\}\s*|<!--.*?-->\s*", "", svg, flags=re.DOTALL)


def _coloured(line: str) -> Text:
    text = Text(_FOLDER.sub("", line))
    if _TURN.match(line):
        text.stylize("bold")
        text.highlight_regex(r"^\S+ < ", "cyan")
        text.highlight_regex(r"^\S+ > ", "magenta")
    text.highlight_regex(r"^  \| ", "dim")
    text.highlight_regex(r"^  \[.*\]$", "green")
    return text


def main() -> None:
    """Play, cut, draw."""
    heard = io.StringIO()
    with contextlib.redirect_stdout(heard):
        as_planned = asyncio.run(play(None, speed=60.0, auto=True, out=heard))
    if not as_planned:
        sys.exit("The exercise did not go as planned; the picture stays as it was.")
    lines = excerpt(heard.getvalue())
    TARGET.write_text(drawn(lines), "utf-8")
    sys.stdout.write(f"{TARGET.name}: {len(lines)} lines\n")


if __name__ == "__main__":
    main()
