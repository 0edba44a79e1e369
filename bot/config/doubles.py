"""Outlets that would say a message twice in one place, or to the team in place of the public.

One outlet in two languages is one outlet; two outlets on one address publish everything twice. An
outlet that is a room of the team tells the public nothing, and looks as if it had.
"""

import os
from collections.abc import Iterator

from bot.config.sections import Config, OutletSection, RoomSection


def doubles(config: Config) -> Iterator[str]:
    """One line for each, with its place in the file."""
    for i, outlet in enumerate(config.outlets):
        twin = next((o for o in config.outlets[:i] if _place(o) == _place(outlet)), None)
        if twin is not None:
            yield (
                f"outlets[{i}].address: {twin.name} is there already, and everything would be "
                "published twice; give one outlet all the languages"
            )
        room = next((room for room in config.rooms if _is_room(outlet, room)), None)
        if room is not None:
            yield (
                f"outlets[{i}].address: the room {room.name} is there, where people of the desk "
                "work; the public reads another place"
            )
        for other, readers in _twice_written(config, i):
            yield (
                f"outlets[{i}].readers: {other.name} writes to {readers} in the same language "
                "already"
            )


def _place(outlet: OutletSection) -> tuple[object, ...]:
    """What is one place for readers, however it is spelled."""
    match outlet.platform:
        case "email":
            # The address is the server; the readers are looked at by themselves.
            return (outlet.name,)
        case "mastodon":
            # An account is its token: a server has many.
            account = outlet.secret_file or outlet.name
            return ("mastodon", outlet.address.casefold().rstrip("/"), account)
        case "file":
            return ("file", os.path.normpath(outlet.address))
        case "cap" | "atom":
            return ("served", outlet.address)
        case "webhook":
            # The path and the query keep their capitals: they may be a secret.
            scheme, _, rest = outlet.address.partition("://")
            host, slash, path = rest.partition("/")
            return ("webhook", scheme.casefold(), host.casefold(), (slash + path).rstrip("/"))
        case _:
            return (outlet.platform, outlet.address.casefold())


def _is_room(outlet: OutletSection, room: RoomSection) -> bool:
    """A topic of a Telegram group is that group, for whoever reads it."""
    if outlet.platform != room.platform:
        return False
    address = room.address.partition("#")[0] if room.platform == "telegram" else room.address
    return address.casefold() == outlet.address.casefold()


def _twice_written(config: Config, place: int) -> Iterator[tuple[OutletSection, str]]:
    mine = config.outlets[place]
    for other in config.outlets[:place]:
        both = {r.casefold() for r in mine.readers} & {r.casefold() for r in other.readers}
        if both and set(mine.languages) & set(other.languages):
            yield other, ", ".join(sorted(both))
