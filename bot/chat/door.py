"""How often a stranger is answered. Whoever is not of the team can only ask for an id."""

from collections import Counter
from datetime import date, datetime, timedelta

BETWEEN = timedelta(minutes=1)
MOST_A_DAY = 5
# Nobody may fill the memory, or a platform's limits, with accounts made for it.
MOST_PEOPLE = 500


class Door:
    """Opens once a minute for one account, a few times a day, and for so many accounts a day.

    Kept in memory: whoever asks again after a restart may be answered once more.
    """

    def __init__(self) -> None:
        self._day: date | None = None
        self._last: dict[str, datetime] = {}
        self._times: Counter[str] = Counter()

    def opens(self, account: str, now: datetime) -> bool:
        """Whether this account is answered now; then it counts."""
        if self._day != now.date():
            self._day, self._last, self._times = now.date(), {}, Counter()
        last = self._last.get(account)
        if last is None and len(self._last) >= MOST_PEOPLE:
            return False
        if last is not None and (now - last < BETWEEN or self._times[account] >= MOST_A_DAY):
            return False
        self._last[account] = now
        self._times[account] += 1
        return True
