"""How soon a desk with a large store is there, how fast it answers, and what memory it takes.

    python benchmarks/startup.py

Whole processes and real pipes: 20 feeds with 100 000 items, 200 flags in 20 cases, 50 drafts with
their histories and 2 000 lines of the log, on SQLite. The first run of each program is not
counted, so that all of it is compiled. Linux only, for the memory.
"""

import asyncio
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from time import perf_counter

from parts.desk_session import VIGIE, DeskSession
from parts.figures import Figure, percentile, show
from parts.full_store import ITEMS, make, wake_first_feed

RUNS = 5
COMMANDS = 300
IDLE = 30
_PATIENCE = 60.0
_ASKED = (
    "/status", "/flags", "/cases", "/case {n}", "/show {n}", "/feeds", "/log", "/help",
    "/draft Message {n} to the people at the quay", "/why {n}", "/log Line {n} of this evening",
    "/take {n}", "/incident", "/delivery {n}", "/revise {n} fr Fermez portes et fenêtres ({n}).",
    "/narratives", "/duty", "/contacts", "/confirm {n}", "/nothing",
)  # fmt: skip
_RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Wire 1</title>
<item><guid isPermaLink="false">fresh</guid><title>Voisins</title><link>http://127.0.0.1/1</link>
<description>On m'a dit que l'eau du robinet est empoisonnée et qu'on nous cache tout.</description>
</item></channel></rss>"""


def main() -> None:
    """Measure all of it, and print the table."""
    with tempfile.TemporaryDirectory(prefix="vigie-bench-") as folder, _wire() as address:
        begun = perf_counter()
        config = asyncio.run(make(Path(folder), address))
        size = sum(file.stat().st_size for file in Path(folder).glob("vigie.db*")) / 1e6
        print(f"{ITEMS} items, {size:.0f} MB on disk, made in {perf_counter() - begun:.1f} s\n")
        help_ = _median(_help_takes)
        ready = _median(lambda: _start_takes(config))
        idle, took = _session(config)
        used = _processor_while_idle(config)
        judged = _memory_after_judging(config)
    slowest = max(took, key=lambda pair: pair[1])
    times = [seconds * 1000 for _, seconds in took]
    show(
        (
            Figure("vigie --help", help_, "s", 0.3),
            Figure("vigie run, from its start to the first answer", ready, "s", 3.0),
            Figure(f"reply to a command, median of {len(times)}", median(times), "ms"),
            Figure("reply to a command, 95th percentile", percentile(times, 0.95), "ms", 50.0),
            Figure(f"reply to a command, slowest ({slowest[0]})", max(times), "ms"),
            Figure(f"processor of an idle desk in {IDLE} s", used, "s"),
            Figure("memory of an idle desk", idle[0], "MB", 250.0),
            Figure(f"memory after {len(times)} commands", idle[1], "MB", 250.0),
            Figure("memory after the judge judged an item", judged, "MB", 250.0),
        )
    )
    print("\nby command, median ms:", ", ".join(_by_command(took)))


def _median(measure: Callable[[], float]) -> float:
    measure()
    return median(measure() for _ in range(RUNS))


def _help_takes() -> float:
    begun = perf_counter()
    subprocess.run([VIGIE, "--help"], check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - begun


def _start_takes(config: Path) -> float:
    with DeskSession(config) as desk:
        return desk.first_answer()


def _session(config: Path) -> tuple[tuple[float, float], list[tuple[str, float]]]:
    """One long session: memory before and after it, and each command with its seconds."""
    took = []
    with DeskSession(config) as desk:
        desk.first_answer()
        time.sleep(2)
        before = desk.memory()
        for number in range(COMMANDS):
            line = _ASKED[number % len(_ASKED)].format(n=number // len(_ASKED) + 1)
            seconds, answer = desk.ask(line)
            assert answer, f"no answer to {line}"
            took.append((line.split()[0], seconds))
        return (before, desk.memory()), took


def _processor_while_idle(config: Path) -> float:
    with DeskSession(config) as desk:
        desk.first_answer()
        time.sleep(2)
        before = desk.processor()
        time.sleep(IDLE)
        return desk.processor() - before


def _memory_after_judging(config: Path) -> float:
    """Let a feed bring one new item, and wait until it is judged and kept."""
    asyncio.run(wake_first_feed(config))
    with DeskSession(config) as desk:
        gives_up = perf_counter() + _PATIENCE
        wanted = f"{ITEMS // 20 + 1} items"
        while not any(wanted in line for line in desk.ask("/feeds")[1]):
            assert perf_counter() < gives_up, "the item was never judged"
            time.sleep(0.2)
        return desk.memory()


def _by_command(took: list[tuple[str, float]]) -> Iterator[str]:
    for word in sorted({word for word, _ in took}):
        yield f"{word} {median(s for w, s in took if w == word) * 1000:.0f}"


@contextmanager
def _wire() -> Iterator[str]:
    """A feed on loopback with one new item; its address."""

    class Feed(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/rss+xml")
            self.end_headers()
            self.wfile.write(_RSS.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing: the table is all there is to print."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Feed)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/rss"
    server.shutdown()


if __name__ == "__main__":
    main()
