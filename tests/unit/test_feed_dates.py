"""Dates as the feeds of our countries write them."""

from datetime import UTC, datetime

import pytest

from monitors.dates import parse_date
from monitors.feed import DateTrust

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def read(raw: str, timezone: str = "Europe/Brussels") -> datetime | None:
    return parse_date(raw, timezone, NOW)[0]


def trust(raw: str) -> DateTrust:
    return parse_date(raw, "Europe/Brussels", NOW)[1]


@pytest.mark.parametrize(
    ("raw", "month", "day", "hour", "minute"),
    [
        ("Thu, 19 Nov 2026 12:00:00 GMT", 11, 19, 12, 0),
        ("Thu, 19 Nov 2026 12:00:00 +0100", 11, 19, 11, 0),
        ("Thu, 19 Nov 2026 12:00:00 EST", 11, 19, 17, 0),
        ("Thu, 19 Nov 2026 12:00:00 GMT+1", 11, 19, 11, 0),
        ("2026-11-19T12:00:00Z", 11, 19, 12, 0),
        ("2026-11-19T12:00:00.25+01:00", 11, 19, 11, 0),
        ("2026-11-19 12:00", 11, 19, 11, 0),
        ("2026-07-01 12:00", 7, 1, 10, 0),
        ("Tue Nov 10 12:00:00 2026", 11, 10, 11, 0),
        ("Nov 3, 2026 10:00", 11, 3, 9, 0),
        ("19/11/2026 12:00", 11, 19, 11, 0),
        ("19.11.2026 12:00", 11, 19, 11, 0),
        ("2026-11-18T23:59:60Z", 11, 18, 23, 59),
    ],
)
def test_a_date_is_read_whatever_its_form(
    raw: str, month: int, day: int, hour: int, minute: int
) -> None:
    moment = read(raw)
    assert moment is not None
    assert (moment.month, moment.day, moment.hour, moment.minute) == (month, day, hour, minute)


@pytest.mark.parametrize(
    ("zone", "hour"), [("CET", 11), ("MEZ", 11), ("CEST", 10), ("MESZ", 10), ("UTC", 12)]
)
def test_the_zone_names_of_our_countries_mean_what_they_say(zone: str, hour: int) -> None:
    assert read(f"Wed, 01 Jul 2026 12:00:00 {zone}") == datetime(2026, 7, 1, hour, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("raw", "month"),
    [
        ("ven., 20 févr. 2026 08:00", 2),
        ("1er août 2026 à 8h00", 8),
        ("20 juil. 2026 08:00", 7),
        ("do, 03 mrt 2026 08:00", 3),
        ("vrijdag 20 oktober 2026 om 08.00 uur", 10),
        ("Do, 03 Mai 2026 08:00", 5),
        ("20. Jänner 2026 um 8:00 Uhr", 1),
        ("Samschdeg, 7. Mäerz 2026 08:00 Auer", 3),
        ("7. Mee 2026 08:00", 5),
    ],
)
def test_month_names_are_read_in_five_languages(raw: str, month: int) -> None:
    moment = read(raw)
    assert moment is not None
    assert moment.month == month


def test_a_date_without_a_zone_is_read_in_the_zone_of_the_feed() -> None:
    assert read("2026-11-19 12:00", "Europe/London") == datetime(2026, 11, 19, 12, 0, tzinfo=UTC)


def test_a_zone_that_does_not_exist_counts_as_utc() -> None:
    assert read("2026-11-19 12:00", "Nowhere/Atall") == datetime(2026, 11, 19, 12, 0, tzinfo=UTC)


def test_a_clock_ten_minutes_fast_is_believed_and_a_faster_one_becomes_now() -> None:
    ahead = datetime(2026, 11, 20, 12, 10, tzinfo=UTC)
    assert parse_date("2026-11-20T12:10:00Z", "UTC", NOW) == (ahead, DateTrust.FEED)
    assert parse_date("2026-11-20T12:10:01Z", "UTC", NOW) == (NOW, DateTrust.CLAMPED)
    assert parse_date("9999-12-31T23:59:59Z", "UTC", NOW) == (NOW, DateTrust.CLAMPED)


def test_an_item_says_how_far_its_date_can_be_believed() -> None:
    assert trust("2026-11-19T12:00:00+01:00") is DateTrust.FEED
    assert trust("Thu, 19 Nov 2026 12:00:00 CET") is DateTrust.FEED
    assert trust("2026-11-19 12:00") is DateTrust.ZONE
    assert trust("19 novembre 2026") is DateTrust.ZONE
    assert trust("yesterday") is DateTrust.NONE


@pytest.mark.parametrize("zone", ["IST", "XYZ", "Mars/Olympus", "+8010", "-3100"])
def test_a_zone_that_we_cannot_name_is_never_guessed(zone: str) -> None:
    assert trust(f"Thu, 19 Nov 2026 12:00:00 {zone}") is DateTrust.NONE


@pytest.mark.parametrize(
    ("raw", "hour"),
    [
        ("2026-07-01T12:00:00 Europe/Brussels", 10),
        ("2026-07-01T12:00:00+02:00[Europe/Paris]", 10),
        ("20260701T120000Z", 12),
        ("1782907200", 12),
        ("1782907200000", 12),
        ("Jul 1, 2026 2:00 PM GMT", 14),
        ("Jul 1, 2026 12:30 a.m. GMT", 0),
        ("Wed Jul  1 12:00:00 CEST 2026", 10),
    ],
)
def test_less_usual_forms_are_read_too(raw: str, hour: int) -> None:
    moment = parse_date(raw, "UTC", datetime(2026, 8, 1, tzinfo=UTC))[0]
    assert moment is not None
    assert (moment.day, moment.hour) == (1, hour)


@pytest.mark.parametrize(
    "raw", ["Mon, 01 Jan 0001 00:00:00 +0000", "1970-01-01T00:00:00Z", "1899-12-30 00:00"]
)
def test_the_zero_of_a_content_system_is_no_date(raw: str) -> None:
    assert trust(raw) is DateTrust.NONE


@pytest.mark.parametrize(
    "raw",
    ["", "soon", "31 Feb 2026", "0001-01-01T00:00:00+14:00", "2026", "9" * 5000, "20 jui 2026"],
)
def test_a_date_that_cannot_be_read_is_no_date(raw: str) -> None:
    assert read(raw) is None
