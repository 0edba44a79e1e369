"""Whether an alert that came is signed, and whether its signature holds over what came."""

from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from time import process_time

import pytest
from lxml import etree

from bot.outlets.signing import signer
from monitors.feed import Feed, Item, Seal
from monitors.parse import parse
from monitors.seal import NAMESPACE
from tests.clock import START
from tests.contract.test_signed_alert import pair

FEED = Feed("https://weather.example/cap", "weather")
ALERT = b"""<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>be.1</identifier>
<sender>w@weather.example</sender><sent>2026-03-02T09:00:00+01:00</sent><status>Actual</status>
<msgType>Alert</msgType><scope>Public</scope><info><language>fr</language><category>Met</category>
<event>Temp\xc3\xaate</event><urgency>Future</urgency><severity>Severe</severity>
<certainty>Likely</certainty><headline>Restez chez vous</headline>
<area><areaDesc>Valmont</areaDesc></area></info></alert>"""


def read(document: bytes) -> Item:
    """The one alert of a document."""
    found = parse(document, FEED, now=START + timedelta(hours=1))
    assert isinstance(found, tuple)
    [item] = found
    assert item.alert is not None
    return item


def seal(document: bytes) -> tuple[Seal, str]:
    alert = read(document).alert
    assert alert is not None
    return alert.seal, alert.signer


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The alert, signed by its issuer."""
    key, certificate = pair(tmp_path_factory.mktemp("pair"))
    return signer(key.read_bytes(), certificate.read_bytes())(ALERT)


def test_an_alert_without_a_signature_has_none() -> None:
    assert seal(ALERT) == (Seal.NONE, "")


def test_a_signature_holds_over_what_was_signed(signed: bytes) -> None:
    held, name = seal(signed)
    assert held is Seal.HOLDS
    assert name
    assert read(signed).title == "Restez chez vous"


@pytest.mark.parametrize(
    ("was", "is_now"),
    [(b"Restez chez vous", b"Quittez la ville"), (b"Valmont", b"Rivage"), (b"be.1", b"be.2")],
)
def test_a_changed_word_breaks_it(signed: bytes, was: bytes, is_now: bytes) -> None:
    assert seal(signed.replace(was, is_now)) == (Seal.BROKEN, "")


def test_a_signature_over_a_part_of_it_proves_nothing_of_the_rest(
    signed: bytes, tmp_path: Path
) -> None:
    # The true alert goes inside a forged one, and its signature stands where a true one would.
    root = etree.fromstring(signed)
    signature = root.find(f"{{{NAMESPACE}}}Signature")
    forged = etree.fromstring(ALERT.replace(b"Restez chez vous", b"Quittez la ville"))
    forged.append(root)
    forged.append(signature)
    assert seal(etree.tostring(forged))[0] is not Seal.HOLDS
    key, certificate = pair(tmp_path)
    part = signer(key.read_bytes(), certificate.read_bytes())(b"<info>Restez chez vous</info>")
    stolen = etree.fromstring(part).find(f"{{{NAMESPACE}}}Signature")
    other = etree.fromstring(ALERT)
    other.append(stolen)
    assert seal(etree.tostring(other))[0] is Seal.BROKEN


def test_a_comment_breaks_no_signature_and_hides_no_word(tmp_path: Path) -> None:
    key, certificate = pair(tmp_path)
    noted = ALERT.replace(b"<headline>", b"<!-- made by our system --><headline>")
    true = signer(key.read_bytes(), certificate.read_bytes())(noted)
    assert seal(true)[0] is Seal.HOLDS
    # Comments are not signed: whoever puts one in must not cut a sentence short.
    cut = true.replace(b"Restez chez vous", b"Restez<!-- --> chez vous")
    assert seal(cut)[0] is Seal.HOLDS
    assert read(cut).title == "Restez chez vous"


def test_a_signature_over_several_parts_is_not_called_broken(signed: bytes) -> None:
    root = etree.fromstring(signed)
    [reference] = root.iter(f"{{{NAMESPACE}}}Reference")
    for _ in range(5_000):
        reference.addnext(deepcopy(reference))
    begun = process_time()
    assert seal(etree.tostring(root)) == (Seal.UNCHECKED, "")
    assert process_time() - begun < 5


@pytest.mark.parametrize(
    "signature",
    [
        b'<Signature xmlns="%s"/>',
        b'<Signature xmlns="%s"><KeyInfo><X509Data><X509Certificate>no</X509Certificate>'
        b"</X509Data></KeyInfo></Signature>",
        b'<Signature xmlns="%s"><SignedInfo/><SignatureValue>AAAA</SignatureValue></Signature>',
    ],
)
def test_what_only_looks_like_one_cannot_be_checked_and_the_alert_is_read(
    signature: bytes,
) -> None:
    strange = signature % NAMESPACE.encode()
    document = ALERT.replace(b"</alert>", strange + b"</alert>")
    assert seal(document) == (Seal.UNCHECKED, "")
    assert read(document).title == "Restez chez vous"


def test_a_declaration_of_entities_is_not_followed(signed: bytes) -> None:
    body = signed.partition(b"?>")[2]
    held, _ = seal(b'<!DOCTYPE alert [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + body)
    assert held is Seal.UNCHECKED


def test_the_words_tell_a_broken_signature_from_one_that_holds(signed: bytes) -> None:
    from bot.chat.views.warnings import card
    from bot.chat.words import Catalogues
    from bot.domain.warning import Bulletin, PublicWarning
    from monitors.feed import SourceRole
    from tests.desk import centre

    item, say = read(signed), Catalogues().into("en")
    assert item.alert is not None
    shown = {}
    for held in Seal:
        alert = replace(item.alert, seal=held)
        bulletin = Bulletin(1, 1, "weather", SourceRole.OFFICIAL, START, item, alert)
        shown[held] = card(PublicWarning(1, (bulletin,)), centre(), "en", START, say).plain()
    assert "sign" not in shown[Seal.NONE]
    assert "signed, and unchanged since" in shown[Seal.HOLDS]
    assert "I could not check the signature" in shown[Seal.UNCHECKED]
    assert "ITS SIGNATURE DOES NOT HOLD" in shown[Seal.BROKEN]
