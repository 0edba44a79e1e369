"""One draft's life, from /draft to delivery, died of at every moment there is, and lived on.

    python -m tests.lives FOLDER

Copies FOLDER/template.db for each moment before and after a commit, and there lets a first process
live until that moment, where it kills itself as `kill -9` does, and a second one live on. Each is a
fork of this program, so that only one start is paid for. The last folder is that of a life
nobody cut short.
"""

import asyncio
import os
import shutil
import signal
import sys
from collections.abc import Callable, Coroutine
from datetime import timedelta
from pathlib import Path

from bot.domain.mode import Mode
from bot.domain.outlet import Outlet
from bot.domain.room import Utterance, handle
from bot.outlets.file import FileOutlet
from bot.store.unit import Store
from tests.clock import START, ManualClock
from tests.desk import PAPER, World, centre
from tests.fuse import Fuse, FusedUnits

# The digest is the text's own, so the approval can be written down beforehand.
DIGEST = "8c5c2f"
LIFE = (
    ("Editor", "/draft Close the windows."),
    ("Editor", "/submit 1"),
    ("Editor", f"/approve 1 {DIGEST}"),
    ("Mayor", f"/approve 1 {DIGEST}"),
)
# The file that the public reads, in the folder where the desk lives.
PUBLIC = Outlet("page", PAPER, "public.txt", ("en",), repeatable=True)
Live = Callable[[Path, Fuse, timedelta], Coroutine[None, None, None]]


async def live(folder: Path, fuse: Fuse, late: timedelta) -> None:
    """Hear everything (a platform repeats what it is not sure of), and do all that follows."""
    store = await Store.open(f"sqlite:///{folder / 'vigie.db'}", Mode.LIVE)
    world = World(clock=ManualClock(START + late))
    port = FileOutlet(world.clock.now)
    here = centre(outlets=(PUBLIC,))
    desk = world.open(FusedUnits(store.units, fuse), centre_now=here, port=port)
    for number, (who, text) in enumerate(LIFE):
        await desk.rounds.hear(Utterance(f"{PAPER}/{number}", "desk", handle(who), text))
    await desk.rounds.settle()
    await store.close()


def in_a_fork(live: Live, folder: Path, fuse: Fuse, late: timedelta) -> int:
    """Live in a process of its own; returns what `waitpid` says of its end."""
    child = os.fork()
    if child == 0:
        os.chdir(folder)
        asyncio.run(live(folder, fuse, late))
        os._exit(0)
    return os.waitpid(child, 0)[1]


def at_every_moment(folder: Path, live: Live) -> None:
    """Die at the first moment, at the second, and so on until there is none left to die at."""
    moment, killed = 0, True
    while killed:
        moment += 1
        place = folder / str(moment)
        place.mkdir()
        shutil.copy(folder / "template.db", place / "vigie.db")
        suicide = Fuse(lambda: os.kill(os.getpid(), signal.SIGKILL), at=moment)
        end = in_a_fork(live, place, suicide, timedelta())
        killed = os.WIFSIGNALED(end) and os.WTERMSIG(end) == signal.SIGKILL
        # Leases of the dead run out before the next one begins.
        if killed and in_a_fork(live, place, Fuse(), timedelta(minutes=2)) != 0:
            sys.exit(f"the second life failed after moment {moment}")
        if not killed and end != 0:
            sys.exit(f"the life failed at moment {moment}")


if __name__ == "__main__":
    at_every_moment(Path(sys.argv[1]), live)
