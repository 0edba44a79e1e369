"""Bytes to text, when the labels lie.

Feeds are often labelled with an encoding they do not use. The bytes themselves are the better
witness, so the order is: byte order mark, valid UTF-8, what the document says, what the server
says, and at last Windows-1252, which reads everything.
"""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # Before UTF-16, whose mark is its beginning.
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
# Python also knows codecs that no feed may choose (idna and punycode are quadratic, for one).
_ACCEPTED = re.compile(
    r"utf-8|iso8859-\d+|cp\d+|koi8-[rtu]|mac-roman"
    r"|big5|gb2312|gbk|gb18030|euc_(jp|kr)|shift_jis"
)


def decode(body: bytes, charset: str | None = None) -> str:
    """The body as text. Never fails: what cannot be read becomes U+FFFD."""
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            start = 0 if mark[:1] in b"<\x00" and b"<" in mark else len(mark)
            return body[start:].decode(encoding, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode(_labelled(body, charset), "replace")


def _labelled(body: bytes, charset: str | None) -> str:
    declared = _DECLARED.match(body)
    labels = [declared.group(1).decode("ascii", "replace") if declared else None, charset]
    known = [name for label in labels if label and (name := _codec(label))]
    chosen = known[0] if known else "utf-8"
    # Not one valid sequence of two bytes: nothing in it was ever UTF-8.
    if chosen == "utf-8" and body.decode("utf-8", "ignore").isascii():
        return "cp1252"
    return chosen


def _codec(label: str) -> str | None:
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    # Every browser reads these two labels as Windows-1252, their superset with the curly quotes.
    if name in {"iso8859-1", "ascii"}:
        return "cp1252"
    return name if _ACCEPTED.fullmatch(name) else None
