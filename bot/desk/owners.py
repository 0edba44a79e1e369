"""Who holds leases: programs, by a name from which others on the same machine see they are dead.

A lease runs out by itself. But a desk that was killed and started again must not be deaf until
then, nor leave a room without its answer.
"""

import logging
import os
import re
import secrets
import socket
from itertools import count

from bot.ports import Units

_NAME = re.compile(r"desk@(?P<host>[^/]*)/(?P<number>\d+)/(?P<life>[0-9a-f]+)/\d+")
_LIFE = secrets.token_hex(4)
_DESKS = count(1)
log = logging.getLogger(__name__)


def own_name() -> str:
    """The name of this program, of this life of it, on this machine."""
    return f"desk@{socket.gethostname()}/{os.getpid()}/{_LIFE}/{next(_DESKS)}"


async def free_the_dead(units: Units) -> None:
    """Let go of everything that is held by a program of this machine that is no more."""
    async with units() as unit:
        for owner in await unit.leases.owners():
            if is_dead(owner):
                await unit.leases.free(owner)
                log.info("what the dead held is free owner=%s", owner)
        await unit.commit()


def is_dead(owner: str) -> bool:
    """Whether this is a program of this machine that no longer runs. Unknown names are alive."""
    named = _NAME.fullmatch(owner)
    if named is None or named["host"] != socket.gethostname():
        return False
    number = int(named["number"])
    # In a container, the next life often has the number of the one before.
    if number == os.getpid():
        return named["life"] != _LIFE
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
