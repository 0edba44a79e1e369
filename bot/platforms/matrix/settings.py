"""What the platform must know to be somebody on a homeserver."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class MatrixSettings:
    """Who we are. Either `password` or `token` is given; `device` goes with a token.

    `store` is the folder of the keys: ours alone, to be backed up. Invitations are accepted from
    `people` only, by their full ids.
    """

    homeserver: str
    user: str
    store: Path
    people: frozenset[str]
    password: str = ""
    token: str = ""
    device: str = ""
    encryption: bool = True
