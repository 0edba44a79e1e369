"""What a packed body may be, and where it must stop."""

import gzip
import zlib

import pytest

from monitors.unpack import Damaged, TooLarge, Unpacking

TEXT = b"<rss>" + b"water " * 5000 + b"</rss>"
BARE = zlib.compressobj(wbits=-15)
PACKED = {
    "": TEXT,
    "identity": TEXT,
    "gzip": gzip.compress(TEXT),
    "x-gzip": gzip.compress(TEXT[:100]) + gzip.compress(TEXT[100:]) + b"\0\0",
    "deflate": zlib.compress(TEXT),
    "Deflate": BARE.compress(TEXT) + BARE.flush(),
}


def unpacked(packing: str, body: bytes, step: int, largest: int = 10**6) -> bytes:
    unpacking = Unpacking(packing, largest)
    for at in range(0, len(body), step):
        unpacking.take(body[at : at + step])
    return unpacking.whole()


@pytest.mark.parametrize("step", [1, 7, 10**6])
@pytest.mark.parametrize("packing", PACKED)
def test_a_body_is_the_same_whatever_its_packing_and_its_pieces(packing: str, step: int) -> None:
    assert unpacked(packing, PACKED[packing], step) == TEXT


@pytest.mark.parametrize("packing", ["gzip", "deflate"])
def test_a_packed_body_that_ends_too_early_is_damaged(packing: str) -> None:
    with pytest.raises(Damaged):
        unpacked(packing, PACKED[packing][:-9], 100)


@pytest.mark.parametrize("packing", ["gzip", "deflate", "br"])
def test_what_is_not_packed_as_it_says_is_damaged(packing: str) -> None:
    with pytest.raises(Damaged):
        unpacked(packing, TEXT, 100)


@pytest.mark.parametrize("packing", PACKED)
def test_no_body_grows_beyond_its_bound(packing: str) -> None:
    with pytest.raises(TooLarge):
        unpacked(packing, PACKED[packing], 100, largest=1000)
    assert unpacked(packing, PACKED[packing], 100, largest=len(TEXT)) == TEXT


def test_an_empty_body_is_whole() -> None:
    assert unpacked("gzip", b"", 1) == b""
