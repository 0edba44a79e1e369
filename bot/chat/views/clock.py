"""Times as people read them: on the centre's clock, with the day when it is another one."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo


def at(when: datetime, zone: ZoneInfo, now: datetime | None = None) -> str:
    """ "14:30", or "02-03 14:30" when it is not the day of `now`, or "02-03-2027 14:30"."""
    local = _on(when, zone)
    today = now.astimezone(zone).date() if now is not None else None
    if local.date() == today:
        return f"{local:%H:%M}"
    if today is not None and local.year != today.year:
        return f"{local:%d-%m-%Y %H:%M}"
    return f"{local:%d-%m %H:%M}"


def _on(when: datetime, zone: ZoneInfo) -> datetime:
    """On the clock of a zone; "for ever", which systems write as the end of year 9999, as it is."""
    try:
        return when.astimezone(zone)
    except OverflowError:
        return when


def span(length: timedelta) -> str:
    """ "47 min", "3 h" or "2 d": as exact as people say it."""
    minutes = length // timedelta(minutes=1)
    if minutes < 120:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 60 * 48 else f"{minutes // (60 * 24)} d"
