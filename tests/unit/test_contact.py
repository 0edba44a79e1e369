"""A number or link that nobody owns blocks a draft; what is no number does not."""

from time import process_time

import pytest

from bot.domain.contact import Contact, plain, typed, unknown

KNOWN = (
    Contact(1, "0800 12 345", "questions", "Front desk"),
    Contact(2, "https://www.crisis.example/info", "what to do", "Web desk"),
    Contact(3, "press@crisis.example", "press", "Press desk"),
    Contact(4, "1722", "storm damage", "Fire service"),
)


@pytest.mark.parametrize(
    "text",
    [
        "Appelez le 0800 12 345.",
        "Appelez le 0800/12.345: la ligne est gratuite.",
        "Call 0800-12-345, day and night (0800 12 345).",
        "Tel:0800 12 345",
        "Voir https://crisis.example/info/ ou www.crisis.example/info.",
        "Schreiben Sie an press@crisis.example!",
        "Bel 1722 voor stormschade.",
        "In danger, call 112.",
    ],
)
def test_what_someone_owns_may_be_written_as_people_write_it(text: str) -> None:
    assert unknown(text, KNOWN) is None


@pytest.mark.parametrize(
    ("text", "typed", "nearest"),
    [
        ("Appelez le 0800 12 346.", "0800 12 346", "0800 12 345"),
        ("Tel:0800 12 346", "0800 12 346", "0800 12 345"),
        ("Info,0800 12 346", "0800 12 346", "0800 12 345"),
        ("Call +32 2 123 45 67 now", "+32 2 123 45 67", None),
        ("Appelez le 02 123 456.", "02 123 456", "0800 12 345"),
        ("See https://crisis.example/inf0.", "https://crisis.example/inf0",
         "https://www.crisis.example/info"),
        ("See www.elsewhere.example)", "www.elsewhere.example", None),
        ("Mail pres@crisis.example.", "pres@crisis.example", "press@crisis.example"),
        ("Bel het nummer 1733.", "1733", None),
        ("Rufen Sie 1723 an", "1723", "1722"),
        ("Rufft d'Hotline 8002 un", "8002", "0800 12 345"),
        ("Numéro d'appel : 1723", "1723", "1722"),
    ],
)  # fmt: skip
def test_one_digit_off_is_found_and_the_nearest_known_is_named(
    text: str, typed: str, nearest: str | None
) -> None:
    assert unknown(text, KNOWN) == (typed, nearest)


@pytest.mark.parametrize(
    "text",
    [
        "On 2026-03-02 at 08:00, for 12 000 people.",
        "Le 02/03/2026 de 12.30 - 14.45, 1.500.000 litres.",
        "Between 12:30-14:45 and 16:00-18:00.",
        "Vom 2.3.2026 bis zum 03-03-26.",
        "2 to 3 km around the quay, 1500 homes, 3.5 m high.",
        "The year 2026 was quiet; platform 1234.",
        "",
    ],
)
def test_dates_times_and_amounts_are_no_numbers_to_call(text: str) -> None:
    assert unknown(text, ()) is None


def test_a_link_before_a_number_does_not_hide_the_number() -> None:
    text = "https://crisis.example/info 0800 99 999"
    assert unknown(text, KNOWN) == ("0800 99 999", None)


@pytest.mark.parametrize(
    ("value", "compared"),
    [
        ("+32 (0)800/12.345", "32080012345"),
        ("https://www.Crisis.example/Info/", "crisis.example/info"),
        ("http://crisis.example).", "crisis.example"),
        ("www.crisis.example", "crisis.example"),
        (" Press@Crisis.example ", "press@crisis.example"),
    ],
)
def test_values_are_compared_without_their_dress(value: str, compared: str) -> None:
    assert plain(value) == compared


@pytest.mark.parametrize("typed", ["crisis.example", "www.ville.be/info", "alerte.gov.lu"])
def test_a_bare_name_of_a_site_is_an_address_too(typed: str) -> None:
    found = unknown(f"Suivez {typed} pour la suite.", ())
    assert found is not None
    assert found[0] == typed


@pytest.mark.parametrize(
    "text", ["Fin de l'alerte.Le feu est éteint.", "cf. art. 5 de la loi", "2.5 km"]
)
def test_a_missing_space_after_a_full_stop_is_no_address(text: str) -> None:
    assert unknown(text, ()) is None


def test_a_link_that_a_phone_began_with_a_capital_is_one() -> None:
    assert list(typed("Fakesite.be, HTTPS://Odd.place/a. De brug is dicht.De weg ook.")) == [
        "Fakesite.be", "HTTPS://Odd.place/a",
    ]  # fmt: skip


@pytest.mark.parametrize("piece", ["x", "x.", "x-", "1.", "A", "appel", "bel", "telA "])
def test_a_word_without_an_end_is_read_in_no_time(piece: str) -> None:
    begun = process_time()
    list(typed(piece * (60_000 // len(piece))))
    # Every beginning with every end took minutes.
    assert process_time() - begun < 5


@pytest.mark.parametrize(
    "text",
    [
        "Appelez le ０８００ ９９ ９９９.",
        "Call 0800\u200b99\u00ad999.",
        "Call 0800\u201199\u2011999.",
        "Call 0\ufe0f\u20e38\ufe0f\u20e30\ufe0f\u20e30\ufe0f\u20e3 99999.",
        "اتصل ٠٨٠٠ ٩٩ ٩٩٩",
    ],
)
def test_a_number_in_other_signs_is_the_number_that_readers_call(text: str) -> None:
    found = unknown(text, KNOWN)
    assert found is not None
    assert plain(found[0]) == "080099999"


def test_an_amount_as_french_writes_it_is_no_number_to_call() -> None:
    assert unknown("1\u202f500\u202f000 litres, 2025–2026, de 10.30–12.00", ()) is None
