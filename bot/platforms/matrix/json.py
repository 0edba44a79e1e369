"""Looking into JSON that strangers wrote: what is not of the kind asked for is not there."""

from collections.abc import Mapping
from typing import overload

Json = Mapping[str, object]


def child(where: Json, key: str) -> Json:
    """The object under a key; an empty one when there is none."""
    found = where.get(key)
    return found if isinstance(found, Mapping) else {}


def children(where: Json, key: str) -> tuple[Json, ...]:
    """The objects in the list under a key."""
    found = where.get(key)
    if not isinstance(found, list):
        return ()
    return tuple(each for each in found if isinstance(each, Mapping))


def text(where: Json, key: str) -> str:
    """The text under a key; "" when there is none."""
    found = where.get(key)
    return found if isinstance(found, str) else ""


def texts(where: Json, key: str) -> tuple[str, ...]:
    """The texts in the list under a key."""
    found = where.get(key)
    return tuple(each for each in found if isinstance(each, str)) if isinstance(found, list) else ()


@overload
def number(where: Json, key: str) -> int | None: ...
@overload
def number(where: Json, key: str, otherwise: int) -> int: ...
def number(where: Json, key: str, otherwise: int | None = None) -> int | None:
    """The whole number under a key. Old rooms write levels as text, and that counts too."""
    found = where.get(key)
    if isinstance(found, bool):
        return otherwise
    if isinstance(found, int):
        return found
    if isinstance(found, str) and found.strip().lstrip("+-").isdecimal():
        return int(found)
    return otherwise
