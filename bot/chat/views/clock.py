"""Times as people read them: on the centre's clock, with the day when it is another one."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.chat.words import Say, When


def at(when: datetime, zone: ZoneInfo, now: datetime | None = None) -> When:
    """ "14:30"; with the day when it is not the day of `now`, and the year when it is another
    one. What is said with it writes the day as its language does."""
    local = _on(when, zone)
    today = now.astimezone(zone).date() if now is not None else None
    if local.date() == today:
        return When(local, "")
    return When(local, "yMMMd" if today is not None and local.year != today.year else "MMMd")


def dated(when: str, say: Say) -> str:
    """A time that stands alone, in the language's own way."""
    return say("{time}", time=when)


def _on(when: datetime, zone: ZoneInfo) -> datetime:
    """On the clock of a zone; "for ever", which systems write as the end of year 9999, as it is."""
    try:
        return when.astimezone(zone)
    except OverflowError:
        return when


def span(length: timedelta) -> str:
    """ "< 1 min", "47 min", "3 h" or "2 d": as exact as people say it."""
    minutes = length // timedelta(minutes=1)
    if minutes < 1:
        return "< 1 min"
    if minutes < 120:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 60 * 48 else f"{minutes // (60 * 24)} d"
