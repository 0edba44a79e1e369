"""JSON that a stranger wrote."""

import json

# An empty list in a list costs two letters to write, and sixty bytes of memory to hold.
_MOST_PARTS = 400_000


def read_json(text: str) -> object:
    """What the text says, or None if it is not JSON, or more than we are willing to hold."""
    if text.count("[") + text.count("{") + text.count(",") > _MOST_PARTS:
        return None
    try:
        # Sites write line ends within texts: strictly an error, and no harm.
        found: object = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    return found


def texts(found: object) -> list[str]:
    """The texts in a value that may be one text, several, or none."""
    several = found if isinstance(found, list) else [found]
    return [one for one in several if isinstance(one, str)]
