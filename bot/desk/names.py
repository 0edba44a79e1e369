"""Under which names somebody was known before: the configuration renames people, and what they
wrote and approved stands under the name of that day."""

from dataclasses import replace

from bot.domain.room import Member
from bot.ports import Unit

_CALLED = "called"


async def remember(unit: Unit, platform: str, account: str, who: Member) -> None:
    """Keep that this account spoke under this name. One account is one person."""
    key, known = _key(platform, account), await _names(unit, platform, account)
    if who.name not in known:
        await unit.settings.put(key, "\n".join((*known, who.name)))


async def known_as(unit: Unit, who: Member) -> Member:
    """The person, with every name under which one of their accounts ever spoke."""
    names = [
        name
        for platform, account in sorted(who.accounts.items())
        for name in await _names(unit, platform, account)
    ]
    return replace(who, formerly=tuple(dict.fromkeys(n for n in names if n != who.name)))


async def _names(unit: Unit, platform: str, account: str) -> tuple[str, ...]:
    return tuple((await unit.settings.get(_key(platform, account)) or "").splitlines())


def _key(platform: str, account: str) -> str:
    return f"{_CALLED}/{platform}/{account}"
