"""What a message of a class must say, and how an editor shows where it says so.

Free text is read by rules that know a few hundred stems: they miss what a person sees. Nobody can
wave a missing element through; somebody can name the words of the text that are it, and the words,
the name and the version are kept.
"""

from collections.abc import Mapping

from bot.domain.content import Content, MessageClass
from bot.domain.template import SlotKind, Template

# Of a warning: Mileti and Sorensen 1990. Of an answer: Debunking Handbook 2020.
ELEMENTS: Mapping[MessageClass, tuple[str, ...]] = {
    MessageClass.WARNING: ("source", "hazard", "location", "guidance", "time"),
    MessageClass.REBUTTAL: ("myth", "why"),
}
# What the places say by what they are filled from.
_BY_KIND = {
    SlotKind.CENTRE: "source",
    SlotKind.AREA: "location",
    SlotKind.NOW: "time",
    SlotKind.UNTIL: "time",
}
SHORTEST = 3


def shown(content: Content, template: Template | None, language: str, element: str) -> bool:
    """Whether words that stand in this text were named as the element, or fill a place of the
    template that is for it."""
    text = content.texts.get(language, "")
    named = content.said.get(f"{language}.{element}", "")
    if is_in(named, text):
        return True
    if template is None or content.filling is None:
        return False
    for name, slot in template.slots.items():
        if element in slot.says or _BY_KIND.get(slot.kind) == element:
            slots = content.filling.slots
            own = content.area if slot.kind is SlotKind.AREA else slots.get(name, "")
            if is_in(slots.get(f"{language}.{name}") or own, text):
                return True
    return False


def is_in(words: str, text: str) -> bool:
    """Whether these words, and not just a letter or two, stand in the text as they are."""
    words = " ".join(words.split()).rstrip(" .")
    return sum(map(str.isalnum, words)) >= SHORTEST and words in " ".join(text.split())
