"""What partners were given, with the thing itself as it is now, and whether it still holds."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.draft import Draft, State
from bot.domain.fact import Fact, Standing
from bot.domain.flag import Case, Flag
from bot.domain.message import Phrase, mark
from bot.domain.partner import Share

# Taken back, or no longer released: what it said is not said again.
ENDED = mark("taken back")
MERGED = mark("part of another case")
_LOST = {Standing.WITHDRAWN: Phrase("withdrawn"), Standing.EXPIRED: Phrase("expired")}
_OVER = {
    State.CORRECTED: Phrase("corrected"),
    State.RETRACTED: Phrase("retracted"),
    State.EXPIRED: Phrase("expired"),
}


@dataclass(frozen=True, slots=True)
class Given:
    """A share and its case, fact or draft. `title` is what people call the case, `flags` are its
    posts without those that were dismissed; `amends` are the corrections and the retraction of a
    message, as they went out."""

    share: Share
    case: Case | None = None
    title: str | None = None
    flags: tuple[Flag, ...] = ()
    fact: Fact | None = None
    draft: Draft | None = None
    amends: tuple[Draft, ...] = ()

    @property
    def ends(self) -> datetime | None:
        """When it ends by itself, if it does."""
        if self.fact:
            return self.fact.expires
        return self.draft.content.until if self.draft else None

    def over(self, now: datetime) -> Phrase | None:
        """Why partners must no longer rely on it, in a word; None while they may."""
        if self.share.ended_at is not None:
            return ENDED
        if self.case and self.case.merged_into is not None:
            return MERGED
        if self.fact and not self.fact.is_for_partners(now):
            return _LOST.get(self.fact.standing_at(now), ENDED)
        if self.draft and (state := self.draft.state_at(now)) is not State.PUBLISHED:
            return _OVER.get(state, ENDED)
        return None
