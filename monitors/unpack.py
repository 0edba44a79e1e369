"""A body as it comes over the wire, unpacked piece by piece and never beyond a bound. Pure.

The HTTP library's own unpacking does not say when a packed body ended too early, and half a feed
must never pass for a whole one.
"""

import zlib

# How zlib is told what to expect: gzip's header, its own, or none.
_GZIP, _ZLIB, _BARE = 31, 15, -15
_ZLIB_METHOD = 8
_PACKINGS = frozenset({"identity", "gzip", "deflate"})


class Damaged(Exception):
    """The body breaks off, or cannot be unpacked."""


class TooLarge(Exception):
    """The body is larger than it may be, packed or unpacked."""


class Unpacking:
    """A body while it comes. `packing` is its Content-Encoding; `largest` bounds it, in bytes."""

    def __init__(self, packing: str, largest: int) -> None:
        """Raises `Damaged` for a packing that nobody asked for."""
        self._packing = packing.strip().lower().removeprefix("x-") or "identity"
        if self._packing not in _PACKINGS:
            raise Damaged
        self._largest = largest
        self._came = 0
        self._body = bytearray()
        # Whether the packed body has an end, and has not reached it yet.
        self._open = False
        self._stream = zlib.decompressobj(_GZIP)

    def __len__(self) -> int:
        return len(self._body)

    def take(self, piece: bytes) -> None:
        """Add the next piece, as it came. Raises `Damaged` or `TooLarge`."""
        self._came += len(piece)
        if self._packing == "identity":
            self._body += piece
        while piece and self._packing != "identity":
            piece = self._unpacked(piece)
        if max(self._came, len(self._body)) > self._largest:
            raise TooLarge

    def whole(self) -> bytes:
        """The body, when all of its pieces came. Raises `Damaged` if it ended too early."""
        if self._open:
            raise Damaged
        return bytes(self._body)

    def _unpacked(self, piece: bytes) -> bytes:
        """Unpack as much as may be; returns the rest of the piece."""
        if not self._open:
            # A gzip body may have several parts, with zeros as padding behind them.
            piece = piece.lstrip(b"\0") if self._body else piece
            if not piece:
                return b""
            self._stream, self._open = zlib.decompressobj(self._window(piece)), True
        try:
            self._body += self._stream.decompress(piece, self._largest + 1 - len(self._body))
        except zlib.error:
            raise Damaged from None
        if len(self._body) > self._largest:
            raise TooLarge
        self._open = not self._stream.eof
        return self._stream.unconsumed_tail if self._open else self._stream.unused_data

    def _window(self, piece: bytes) -> int:
        """What is called deflate has zlib's header by the book, and none from some servers."""
        if self._packing == "gzip":
            return _GZIP
        return _ZLIB if piece[0] & 0x0F == _ZLIB_METHOD else _BARE
