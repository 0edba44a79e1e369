"""Outlets: the places the public reads. Never the same type as a room, on purpose."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outlet:
    """A place the public reads, and the languages it carries, in the order they appear there.

    `repeatable` promises that the same publication sent twice appears once (the receiver knows it
    by its key); only then is a send whose answer was lost tried again without asking a person.
    """

    name: str
    platform: str
    address: str
    languages: tuple[str, ...]
    repeatable: bool = False
