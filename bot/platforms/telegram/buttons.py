"""What a button carries: the command it says, sealed, so that nobody can make one up.

    v1|<earlier parts>|<button>|<command>|<seal>

Anybody in a chat may send any words as a press, with a program of their own. The seal binds the
command to the chat, to the button and to the message. Telegram gives 64 bytes; a command that does
not fit is no button, but is written out, to be typed.
"""

import base64
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

MOST_BYTES = 64
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
# v1, four bars, an index of at most two digits and a seal of eight letters.
_AROUND = 2 + 4 + 2 + 8
# The first of several parts takes at most six letters, each one after it a dot and at most four.
_FIRST, _NEXT = 6, 5


@dataclass(frozen=True, slots=True)
class Press:
    """What a sealed button proves: the parts of the message it stood under, and its command."""

    parts: tuple[int, ...]
    button: int
    says: str


class Seal:
    """Signs and reads what buttons carry, with a key that only this bot's token gives."""

    def __init__(self, token: str) -> None:
        self._key = hmac.new(token.encode(), b"vigie buttons v1", hashlib.sha256).digest()

    def sign(self, chat: int, earlier: Sequence[int], button: int, says: str) -> str | None:
        """The data of a button under the last part of a message whose `earlier` parts have these
        numbers; None when it does not fit."""
        body = f"v1|{_packed(earlier)}|{button}|{says}"
        data = f"{body}|{self._mac(chat, body)}"
        return data if len(_bytes(data)) <= MOST_BYTES else None

    def read(self, chat: int, message: int, data: str) -> Press | None:
        """What was pressed under that message; None when we never said so there."""
        body, _, mac = data.rpartition("|")
        if not hmac.compare_digest(_bytes(mac), _bytes(self._mac(chat, body))):
            return None
        _, earlier, button, says = body.split("|", 3)
        return Press((*_unpacked(earlier), message), int(button), says)

    def _mac(self, chat: int, body: str) -> str:
        digest = hmac.new(self._key, _bytes(f"{chat}|{body}"), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest[:6]).decode()


def fits(says: str, parts: int) -> bool:
    """Whether a command fits a button under a message of so many parts."""
    earlier = _FIRST + _NEXT * (parts - 2) if parts > 1 else 0
    return _AROUND + earlier + len(says.encode()) <= MOST_BYTES


def _packed(numbers: Sequence[int]) -> str:
    """The first number and how far each next one is from it, in few letters."""
    steps = (after - before for before, after in pairwise(numbers))
    return ".".join(_in_36(each) for each in (*numbers[:1], *steps))


def _unpacked(text: str) -> list[int]:
    numbers: list[int] = []
    for step in text.split(".") if text else ():
        numbers.append(int(step, 36) + (numbers[-1] if numbers else 0))
    return numbers


def _in_36(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return digits or "0"


def _bytes(text: str) -> bytes:
    # A press may carry anything, half characters too.
    return text.encode("utf-8", "surrogatepass")
