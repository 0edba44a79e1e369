"""What commands need besides their turn: the built-in narratives, and what runs around the desk."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.chat.door import Door
from bot.chat.words import Catalogues
from bot.desk.judging import LearningJudge
from bot.domain.centre import Centre
from bot.ports import Clock, Units


@dataclass(frozen=True, slots=True)
class Context:
    """The desk as the chat sees it; `writes` says whether something helps with writing."""

    centre: Centre
    units: Units
    words: Catalogues
    clock: Clock
    built_in: frozenset[str]
    started_at: datetime
    judge: LearningJudge
    door: Door = field(default_factory=Door)
    writes: bool = False
