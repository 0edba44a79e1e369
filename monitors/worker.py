"""The other side of the pool: reads documents from its parent, answers each with its items.

Run as `python -m monitors.worker`. It ends when its parent does: its input is over then.
"""

import pickle
import signal
import sys

from monitors.feed import Kind
from monitors.page import read_page
from monitors.parse import parse

# Every answer goes behind its length, in so many bytes. The first one is empty: ready to read.
LENGTH = 4


# How the body of a feed is read, for each kind that has one.
READERS = {Kind.WEB: parse, Kind.PAGE: read_page}


def main() -> None:
    """Answer every document until there are no more. A document that raises ends the worker."""
    # Ctrl-C in a terminal reaches the whole family; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked, answered = sys.stdin.buffer, sys.stdout.buffer
    # What a library prints must not come between the answers.
    sys.stdout = sys.stderr
    answer = b""
    while True:
        answered.write(len(answer).to_bytes(LENGTH) + answer)
        answered.flush()
        try:
            body, feed, claims = pickle.load(asked)
        except EOFError:
            return
        answer = pickle.dumps(READERS[feed.kind](body, feed, **claims), pickle.HIGHEST_PROTOCOL)


if __name__ == "__main__":
    main()
