"""How long a command in a Matrix room waits for its reply, on loopback.

    python benchmarks/rooms_matrix.py

`vigie run` as a process of its own, on SQLite; Synapse beside it (`make .synapse/ready`); a person
whose client is always listening. From before the command is sent to the reply in clear, in a plain
room and in an encrypted one.
"""

import asyncio
import statistics
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from parts.figures import Figure, percentile, show

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.matrix_desk import MatrixDesk
from tests.synapse import Synapse, program

ROUNDS = 100
_WARM_UP = 5
_TARGET = 0.150


def main() -> None:
    """Ask, and print the table."""
    python = program()
    if python is None:
        print("skipped: no Synapse; `make .synapse/ready` installs it")
        return
    server = Synapse(python)
    server.start()
    try:
        figures = []
        for encrypted in (False, True):
            waits = asyncio.run(_waits(server, encrypted=encrypted))
            kind = "encrypted" if encrypted else "plain"
            p95 = percentile(waits, 0.95)
            figures += [
                Figure(f"command to reply, {kind} room, 95th percentile", p95, "s", _TARGET),
                Figure(f"command to reply, {kind} room, median", statistics.median(waits), "s"),
            ]
    finally:
        server.stop()
    show(figures)


async def _waits(server: Synapse, *, encrypted: bool) -> list[float]:
    """Seconds that each reply took."""
    with tempfile.TemporaryDirectory() as folder:
        desk = MatrixDesk(server, Path(folder))
        await desk.opens(roles={"Editor": "duty_officer"}, encrypted=encrypted)
        await desk.starts()
        person = desk.people["Editor"]
        waits = []
        for number in range(ROUNDS + _WARM_UP):
            begun = perf_counter()
            await person.says(desk.room, f"!show {1000 + number}")
            await person.waits_for_event(f"no draft {1000 + number}")
            waits.append(perf_counter() - begun)
        await desk.closes()
        return waits[_WARM_UP:]


if __name__ == "__main__":
    main()
