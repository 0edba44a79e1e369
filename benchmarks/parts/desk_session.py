"""`vigie run` as a process, spoken to through its standard input, its answers timed."""

import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Self

# The command as it is installed beside this interpreter.
VIGIE = str(Path(sys.executable).with_name("vigie"))
_SPEAKER = "duty-officer@watch"


class DeskSession:
    """A desk at work. Each line is followed by one said in a room that is not there: the console
    answers that by itself, after everything that the line before it led to."""

    def __init__(self, config: Path) -> None:
        self._config = config
        self._asked = 0

    def __enter__(self) -> Self:
        self._started = perf_counter()
        self._desk = subprocess.Popen(
            [VIGIE, "run", "--config", str(self._config)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=self._config.parent,
            text=True,
            encoding="utf-8",
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._desk.communicate(timeout=60)

    def ask(self, line: str) -> tuple[float, list[str]]:
        """Say a line; returns the seconds until the last line of the answer, and the answer."""
        assert self._desk.stdin is not None  # both are pipes
        assert self._desk.stdout is not None
        self._asked += 1
        end = f"nobody@end-{self._asked}"
        begun = last = perf_counter()
        self._desk.stdin.write(f"{_SPEAKER}: {line}\n{end}: that is all\n")
        self._desk.stdin.flush()
        answer: list[str] = []
        for heard in self._desk.stdout:
            if heard.startswith(end):
                self._desk.stdout.readline()
                return last - begun, answer[1:]  # the first one repeats what we said
            last = perf_counter()
            answer.append(heard.rstrip("\n"))
        raise RuntimeError(f"the desk ended before it answered {line}: {answer}")

    def first_answer(self) -> float:
        """Seconds from the start of the process to the answer of its first command."""
        _, answer = self.ask("/status")
        assert len(answer) > 3, answer
        return perf_counter() - self._started

    def processor(self) -> float:
        """Seconds of the processor used so far, as Linux counts them."""
        counted = Path(f"/proc/{self._desk.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(counted[11]) + int(counted[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Resident memory now, in MB, as Linux counts it."""
        status = Path(f"/proc/{self._desk.pid}/status").read_text("ascii")
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
