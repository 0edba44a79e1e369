"""Outlets of a desk that is not live, and that people outside of the exercise may read.

No program can tell a channel of the exercise from the public's own: who set it up says so.
"""

from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

from bot.config.sections import Config, OutletSection
from bot.domain.mode import Mode

# What stays on this machine, or is fetched from it.
_OURS = frozenset({"file", "atom", "cap"})
# These hand on what they get, wherever they are: a relay or a bot server here reaches everybody.
_HANDED_ON = frozenset({"telegram", "matrix", "email"})


def read_by_others(config: Config) -> Iterator[str]:
    """A remark for each outlet that leaves this machine, unless the file says that it is one of
    the exercise."""
    if config.centre.mode is Mode.LIVE:
        return
    for outlet in config.outlets:
        if not outlet.exercise and _leaves(outlet):
            yield (
                f"outlet {outlet.name}: the PUBLIC may read it: an exercise needs an outlet of its "
                "own; if it is one, set `exercise = true` under it"
            )


def _leaves(outlet: OutletSection) -> bool:
    if outlet.platform in _OURS:
        return False
    return outlet.platform in _HANDED_ON or not _is_here(urlsplit(outlet.address).hostname or "")


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
