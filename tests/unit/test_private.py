"""Words that read like a private person's are recognised, and what the desk works with is not."""

import pytest

from bot.domain.contact import Contact
from bot.domain.private import PrivateKind, found

OURS = (
    Contact(1, "081 72 61 11", "call centre", "us"),
    Contact(2, "desk@crisis.example", "desk", "us"),
)


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Write to jane.doe@mail.example now", PrivateKind.MAIL, "jane.doe@mail.example"),
        ("Son GSM est le 0475 12 34 56.", PrivateKind.PHONE, "0475 12 34 56"),
        ("Sie ist unter +49 151 23456789 zu erreichen", PrivateKind.PHONE, "+49 151 23456789"),
        ("Bel haar op 06-12345678", PrivateKind.PHONE, "06-12345678"),
        ("Rufft 621 12 34 56 un", PrivateKind.PHONE, "621 12 34 56"),
        ("Victim: Jane Doe, taken to hospital", PrivateKind.NAME, "Jane Doe"),
        ("Jane Doe (45) was injured at the depot", PrivateKind.NAME, "Jane Doe"),
        ("Jean Dupont, 45 ans, est décédé", PrivateKind.NAME, "Jean Dupont"),
        ("Le mort est Jean Dupont", PrivateKind.NAME, "Jean Dupont"),
        ("M. Dupont est blessé", PrivateKind.NAME, "M. Dupont"),
        ("Slachtoffer: Piet van den Berg", PrivateKind.NAME, "Piet van den Berg"),
        ("Piet Jansen is overleden", PrivateKind.NAME, "Piet Jansen"),
        ("Max Mustermann ist schwer verletzt", PrivateKind.NAME, "Max Mustermann"),
        ("Max Mustermann ist tot", PrivateKind.NAME, "Max Mustermann"),
        ("Vermisst: Erika Mustermann", PrivateKind.NAME, "Erika Mustermann"),
        ("Jang Muster ass gestuerwen", PrivateKind.NAME, "Jang Muster"),
        # As phones and word processors write it, and whoever would rather not be asked.
        ("Son GSM : ０４７５ １２ ３４ ５６", PrivateKind.PHONE, "0475 12 34 56"),
        ("Son GSM : 0475\u200b12\u201134\u201156", PrivateKind.PHONE, "047512-34-56"),
        ("Write to jane\u200b.doe＠mail．example", PrivateKind.MAIL, "jane.doe@mail.example"),
        ("Victime\u202f: Marie\u00a0Dupont", PrivateKind.NAME, "Marie Dupont"),
        ("De\u0301ce\u0301de\u0301\u202f: M. Dupont", PrivateKind.NAME, "M. Dupont"),
        ("Vic\u200btim:\tＪane  Doe", PrivateKind.NAME, "Jane Doe"),
    ],
)
def test_what_reads_like_a_private_person_is_found(
    text: str, kind: PrivateKind, words: str
) -> None:
    [one] = found(text, OURS)
    assert (one.kind, one.words) == (kind, words)
    assert one.words not in one.hint


@pytest.mark.parametrize(
    "text",
    [
        "Call 112 or 1722, or 0800 12 345.",
        "Call centre: 081 72 61 11, desk@crisis.example",
        "The fire began at 14:05 on 2026-11-21; 12.500 people, 49.6116 6.1319.",
        "Two people are injured; they are in the Hospital Valmont.",
        "Deux blessés à la Gare du Nord, trois disparus.",
        "Dorpstraat Noord is tot 18 uur dicht, Kerkplein Oost tot morgen.",
        "Drei Verletzte im Krankenhaus Valmont Nord.",
        "Slachtoffer naar Ziekenhuis Oost gebracht.",
        "The Mayor says: nobody was hurt. Valmont is calm.",
        "Draft 1 was approved by Fire liaison; nothing is missing.",
        "",
    ],
)
def test_what_the_desk_works_with_is_left_alone(text: str) -> None:
    assert found(text, OURS) == ()


@pytest.mark.parametrize("piece", ["A", "A'-", "Aa Bb ", "Aa van ", "dead: ", "Aa Bb (45 "])
def test_no_text_takes_long_to_read(piece: str) -> None:
    # Anything but a straight line would take minutes here.
    assert all(each.kind is PrivateKind.NAME for each in found(piece * 20_000, OURS))
