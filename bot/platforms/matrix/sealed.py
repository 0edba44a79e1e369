"""What was said and could not be read, kept for a day in case its key still comes."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.platforms.matrix.json import Json, number, text
from bot.ports import Clock

_KEPT_FOR = timedelta(days=1)
# Somebody who floods a room with noise neither fills the disk nor drives out others.
_MOST, _MOST_OF_ONE = 100, 20


class Sealed:
    """Encrypted events in a file beside the keys; in memory alone when there is no folder. What
    changed is in the file after `write`."""

    def __init__(self, folder: Path | None, clock: Clock) -> None:
        self._path = folder / "unread.json" if folder else None
        self._clock = clock
        self._events: dict[str, tuple[str, Json]] | None = None
        self._is_written = True

    def keep(self, room_id: str, event: Json) -> None:
        """Keep an event until it can be read, for a day at most."""
        events = self._known()
        if text(event, "event_id") not in events:
            events[text(event, "event_id")] = (room_id, event)
            sender = text(event, "sender")
            of_one = [key for key, (_, kept) in events.items() if text(kept, "sender") == sender]
            for key in of_one[:-_MOST_OF_ONE]:
                del events[key]
            self._is_written = False

    def forget(self, event_id: str) -> None:
        """It was read."""
        if self._known().pop(event_id, None):
            self._is_written = False

    def all(self) -> Iterator[tuple[str, Json]]:
        """What is kept, oldest first: the room's id and the event."""
        yield from list(self._known().values())

    def _known(self) -> dict[str, tuple[str, Json]]:
        if self._events is None:
            try:
                raw = self._path.read_text("utf-8") if self._path else "[]"
                kept = json.loads(raw)
            except (FileNotFoundError, ValueError):
                # A file cut short by a crash held only what could not be read anyway.
                kept = []
            self._events = {text(event, "event_id"): (room, event) for room, event in kept}
        return self._events

    def write(self) -> None:
        """Keep it over a crash: once for all that a batch brought."""
        if self._is_written:
            return
        self._is_written = True
        events = self._known()
        oldest = self._clock.now() - _KEPT_FOR
        fresh = {key: kept for key, kept in events.items() if _sent(kept[1]) >= oldest}
        self._events = dict(list(fresh.items())[-_MOST:])
        if self._path is None:
            return
        new = self._path.with_suffix(".new")
        new.write_text(json.dumps(list(self._events.values())), "utf-8")
        new.replace(self._path)


def _sent(event: Json) -> datetime:
    milliseconds = number(event, "origin_server_ts", 0)
    return datetime.fromtimestamp(min(max(milliseconds, 0), 10**13) / 1000, UTC)
