"""A signed alert: another library's verifier holds it, receivers without one read it as before."""

from pathlib import Path

import pytest
import signxml
import trustme
from capvalidator.validate import Validator

from bot.commandline.alert import alert
from bot.config import ConfigError
from bot.outlets.caprules import faults
from bot.outlets.signing import signer
from tests.contract.test_export_alert import PUBLIC, TEXT, desk

KEYS = 'sign_key_file = "{key}"\nsign_cert_file = "{cert}"\n[[outlets]]'


def pair(folder: Path, kind: trustme.KeyType = trustme.KeyType.RSA) -> tuple[Path, Path]:
    """A key and its certificate, as files."""
    made = trustme.CA().issue_cert("crisis.example", key_type=kind)
    key, certificate = folder / "key.pem", folder / "cert.pem"
    made.private_key_pem.write_to_path(str(key))
    made.cert_chain_pems[0].write_to_path(str(certificate))
    return key, certificate


def signing(key: Path, certificate: Path) -> str:
    """The configuration of a desk that signs."""
    return PUBLIC.replace("[[outlets]]", KEYS.format(key=key, cert=certificate))


def verified(document: bytes, certificate: Path) -> bytes:
    """What the signature covers; raises when it does not hold."""
    held = signxml.XMLVerifier().verify(document, x509_cert=certificate.read_text("utf-8"))
    assert not isinstance(held, list)
    return held.signed_data


async def test_an_exported_alert_is_signed_valid_and_the_same_every_time(
    tmp_path: Path, sqlite_template: Path
) -> None:
    key, certificate = pair(tmp_path)
    file = await desk(tmp_path, sqlite_template, ["alerts"], signing(key, certificate))
    document, _ = await alert(file, 1)
    assert TEXT.encode() in verified(document, certificate)
    assert Validator(document).schema()[0]
    assert [fault.sentence for fault in faults(document)] == [
        "Esch: it is only named; draw it under [[public.areas]]"
    ]
    assert (await alert(file, 1))[0] == document


async def test_a_changed_word_breaks_it(tmp_path: Path, sqlite_template: Path) -> None:
    key, certificate = pair(tmp_path)
    file = await desk(tmp_path, sqlite_template, ["alerts"], signing(key, certificate))
    document, _ = await alert(file, 1)
    with pytest.raises(signxml.exceptions.InvalidSignature):
        verified(document.replace(b"Close", b"Open"), certificate)


async def test_a_key_that_cannot_sign_is_named(tmp_path: Path, sqlite_template: Path) -> None:
    key, certificate = pair(tmp_path)
    (tmp_path / "other").mkdir()
    _, strange = pair(tmp_path / "other")
    with pytest.raises(ValueError, match="cannot be used"):
        signer(key.read_bytes(), strange.read_bytes())
    with pytest.raises(ValueError, match="cannot be used"):
        signer(b"no key", certificate.read_bytes())
    elliptic, its = pair(tmp_path / "other", trustme.KeyType.ECDSA)
    with pytest.raises(ValueError, match="cannot be used"):
        signer(elliptic.read_bytes(), its.read_bytes())
    half = signing(key, certificate).replace(f'sign_cert_file = "{certificate}"', "")
    file = await desk(tmp_path, sqlite_template, ["alerts"], half)
    with pytest.raises(ConfigError, match="needs both"):
        await alert(file, 1)
