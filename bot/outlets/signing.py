"""The issuer's signature in an alert (XML Signature, enveloped, as CAP 1.2, 3.3.4.1 allows).

RSA with SHA-256 (PKCS #1 v1.5): the same alert has the same bytes whenever it is asked for. Whoever
does not look at signatures reads the alert as before.
"""

from collections.abc import Callable
from functools import lru_cache

Sign = Callable[[bytes], bytes]
_REMEMBERED = 512


def unsigned(alert: bytes) -> bytes:
    """The alert as it is."""
    return alert


def signer(key: bytes, certificate: bytes) -> Sign:
    """Signs alerts with a key and its certificate, both PEM.

    Raises `ValueError`, in a sentence, when the extra is not installed or they are not a pair.
    """
    # Here, not above: both take a while to import, and few desks sign.
    try:
        from lxml import etree
        from signxml.algorithms import (
            CanonicalizationMethod,
            DigestAlgorithm,
            SignatureConstructionMethod,
            SignatureMethod,
        )
        from signxml.exceptions import SignXMLException
        from signxml.signer import XMLSigner
    except ImportError:
        raise ValueError("install it first: pip install 'vigie[sign]'") from None
    making = XMLSigner(
        SignatureConstructionMethod.enveloped, SignatureMethod.RSA_SHA256, DigestAlgorithm.SHA256,
        CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0,
    )  # fmt: skip

    # Pages are made anew every few seconds, and a signature takes some milliseconds.
    @lru_cache(_REMEMBERED)
    def sign(alert: bytes) -> bytes:
        signed = making.sign(etree.fromstring(alert), key=key, cert=certificate.decode())
        return bytes(etree.tostring(signed, xml_declaration=True, encoding="UTF-8"))

    try:
        _must_match(sign(b"<alert/>"), certificate)
    except (ValueError, TypeError, SignXMLException) as wrong:
        raise ValueError(f"the key and the certificate cannot be used: {wrong}") from None
    return sign


def _must_match(signed: bytes, certificate: bytes) -> None:
    from signxml.verifier import XMLVerifier

    XMLVerifier().verify(signed, x509_cert=certificate.decode())
