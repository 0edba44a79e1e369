"""Whether a post tells people to do the opposite of what we told them.

Such a post changes what people do now: it is of high priority (a rumour that contradicts live
protective advice is answered first in every doctrine that we follow). The rule reads what both
texts ask for (`bot.domain.advice`), and whether a post calls an alert a fake.
"""

import re
from collections.abc import Iterable

from bot.domain.advice import asked, folded, opposite

_ALERT = re.compile(
    r"\b(?:\w*alert\w*|warning\w*|waarschuwing\w*|warnung\w*|warnmeldung\w*|avertissement\w*|sms)\b"
)
_FAKE = re.compile(
    r"\b(?:fake\w*|faux|fausse\w*|nep\w*|vals\w*|falsch\w*|hoax|ignore\w*|ignorez|negeer\w*|ignorier\w*|"
    r"ignoreiert|canular|arnaque)\b"
)  # fmt: skip


def contradicts(post: str, ours: Iterable[str], *, warned: bool) -> bool:
    """Whether a post asks for the opposite of one of our texts; or, where we `warned`, calls an
    alert a fake."""
    theirs = set(asked(post))
    if any(opposite(told) in theirs for text in ours for told in asked(text)):
        return True
    sentences = map(folded, re.split(r"[.!?;:,\n]+", post))
    return warned and any(_ALERT.search(said) and _FAKE.search(said) for said in sentences)
