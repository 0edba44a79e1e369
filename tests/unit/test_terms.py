"""Terms: what a text is about, so that others of the same matter share it."""

from zlib import crc32

from classifiers.terms import plain_words, term_of, terms


def _numbers(text: str) -> set[int]:
    return {term.number for term in terms(text)}


def test_endings_places_and_dress_do_not_part_two_texts() -> None:
    one = _numbers("RT @someone: Tigers escaped in Bruxelles! https://example.org/a #breaking")
    other = _numbers("The tigers have escaped near Brussel")
    assert len(one & other) >= 3


def test_two_languages_share_their_place_and_what_happens_there() -> None:
    french = _numbers("Le pont de Liège est fermé, l'eau monte et empoisonne tout")
    german = _numbers("Die Brücke in Lüttich ist gesperrt, Wasser vergiftet")
    assert len(french & german) >= 2


def test_plain_words_numbers_and_links_tell_nothing() -> None:
    assert terms("the and of 2026 https://example.org les des und der een") == ()
    assert all(word == word.lower() and word.isascii() for word in plain_words())


def test_a_term_quotes_the_words_that_it_stands_for() -> None:
    quotes = [term.quote for term in terms("Die Brücke bröckelt") if term.quote]
    assert quotes == ["Brücke", "bröckelt"]
    assert term_of("brucke") == "brucke"


def test_any_string_has_terms_and_not_too_many() -> None:
    assert terms("") == ()
    assert len(terms("abcdefg hijklmn " * 5000)) < 10
    assert len(terms(" ".join(f"w{n}ord" for n in range(5000)))) < 1000


def test_a_name_goes_with_every_matter_of_its_text_in_any_language() -> None:
    said = [
        "the captain of the Valmor ferry was drunk",
        "der Kapitän war betrunken, sagt man in Valmor auf der Fähre",
    ]
    one, other = ({term.number for term in terms(text) if not term.quote} for text in said)
    assert one & other >= {crc32(b"valmor @ world.ship"), crc32(b"valmor @ food.alcohol")}
