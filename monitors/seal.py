"""The signature in an alert (XML Signature, enveloped, as CAP 1.2, 3.3.4.1 allows): is there one,
and does it hold over the bytes that came?

It holds when nothing was changed since the holder of the certificate in it signed. Whose
certificate that is, nobody here can know: its name is shown, and never taken for proof.
"""

import logging
import re

from monitors.feed import Seal
from monitors.plain import one_line

NAMESPACE = "http://www.w3.org/2000/09/xmldsig#"
# An alert is some thousand bytes; what is far longer is not worth the time.
_LONGEST = 2_000_000
_LONGEST_NAME = 80
_SIGNATURE = f"{{{NAMESPACE}}}Signature"
_CERTIFICATE = f"{{{NAMESPACE}}}X509Certificate"
_REFERENCE = f"{{{NAMESPACE}}}SignedInfo/{{{NAMESPACE}}}Reference"
log = logging.getLogger(__name__)


def seal_of(body: bytes) -> tuple[Seal, str]:
    """What became of the signature of an alert that has one, and the name in its certificate.

    Without the extra `sign` nobody can look, and it is only said that there is one.
    """
    if len(body) > _LONGEST:
        return Seal.UNCHECKED, ""
    # Here, not above: few alerts are signed, and it takes a while to import.
    try:
        from signxml.exceptions import InvalidCertificate, InvalidSignature
    except ImportError:
        return Seal.UNCHECKED, ""
    try:
        return _held(body)
    except InvalidCertificate:
        # Out of date, most likely: whether the words are as they were signed is left open.
        return Seal.UNCHECKED, ""
    except InvalidSignature:
        return Seal.BROKEN, ""
    except Exception:
        # Whatever a stranger wrote into it: then it says nothing, and the alert is read as it is.
        log.warning("event=seal_unreadable", exc_info=True)
        return Seal.UNCHECKED, ""


def _held(body: bytes) -> tuple[Seal, str]:
    from cryptography import x509
    from lxml import etree
    from signxml.verifier import SignatureConfiguration, XMLVerifier

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(body, parser=parser)
    signature = root.find(_SIGNATURE)
    kept = None if signature is None else signature.findtext(f".//{_CERTIFICATE}")
    if kept is None or len(signature.findall(_REFERENCE)) != 1:
        # Outside its place, or with a bare key: nobody could say whose it is. Or over several
        # parts: some sign their own properties too, and for a thousand the whole is read each time.
        return Seal.UNCHECKED, ""
    certificate = x509.load_pem_x509_certificate(_pem(kept))
    held = XMLVerifier().verify(
        body, x509_cert=certificate, parser=parser,
        expect_config=SignatureConfiguration(location="./"),
    )  # fmt: skip
    signed = None if isinstance(held, list) else held.signed_xml
    # It must cover the whole alert: a true signature over a part proves nothing of the rest.
    if signed is None or signed.tag != root.tag or _size(signed) + _size(signature) != _size(root):
        return Seal.BROKEN, ""
    return Seal.HOLDS, _name(certificate.subject.rfc4514_string())


def _pem(kept: str) -> bytes:
    words = re.sub(r"\s+", "\n", kept.strip())
    return f"-----BEGIN CERTIFICATE-----\n{words}\n-----END CERTIFICATE-----\n".encode()


def _size(element: object) -> int:
    """How many elements it has; a comment is never signed, and says nothing."""
    iterate = getattr(element, "iter", None)
    return sum(1 for _ in iterate("*")) if iterate else 0


def _name(subject: str) -> str:
    found = re.search(r"(?:^|,)CN=((?:\\.|[^,\\])+)", subject)
    return one_line(found[1] if found else subject)[:_LONGEST_NAME]
