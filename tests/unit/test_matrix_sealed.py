"""What cannot be read is kept for a day, and a flood of it drives out nobody else's words."""

from pathlib import Path

from bot.platforms.matrix.json import Json
from bot.platforms.matrix.sealed import Sealed
from tests.clock import ManualClock


def event(number: int, sender: str, clock: ManualClock) -> Json:
    at = int(clock.now().timestamp() * 1000)
    return {"event_id": f"${number}", "sender": sender, "origin_server_ts": at}


def test_a_flood_of_one_sender_leaves_room_for_the_words_of_others(
    tmp_path: Path, clock: ManualClock
) -> None:
    sealed = Sealed(tmp_path, clock)
    sealed.keep("!room", event(0, "@editor:here", clock))
    for number in range(1, 300):
        sealed.keep("!room", event(number, "@flood:here", clock))
    sealed.write()

    kept = [each["event_id"] for _, each in Sealed(tmp_path, clock).all()]
    assert kept == ["$0", *(f"${number}" for number in range(280, 300))]


def test_the_file_is_written_once_for_all_that_a_batch_brought(
    tmp_path: Path, clock: ManualClock
) -> None:
    sealed = Sealed(tmp_path, clock)
    sealed.keep("!room", event(1, "@editor:here", clock))
    assert list(tmp_path.iterdir()) == []
    sealed.write()
    [file] = tmp_path.iterdir()
    before = file.stat().st_mtime_ns
    sealed.forget("$2")
    sealed.write()
    assert file.stat().st_mtime_ns == before


def test_after_a_day_it_is_let_go(tmp_path: Path, clock: ManualClock) -> None:
    sealed = Sealed(tmp_path, clock)
    sealed.keep("!room", event(1, "@editor:here", clock))
    clock.advance(hours=25)
    sealed.keep("!room", event(2, "@editor:here", clock))
    sealed.write()
    assert [each["event_id"] for _, each in sealed.all()] == ["$2"]
