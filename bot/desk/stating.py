"""Keep what people say about a draft's words: which of them are an element that the rules look for,
and which languages a native speaker has read."""

from collections.abc import Mapping
from dataclasses import replace

from bot.desk.turn import Turn
from bot.domain import check_errors, errors
from bot.domain.content import Content
from bot.domain.draft import Draft
from bot.domain.elements import ELEMENTS, is_in


def elements_among(
    turn: Turn, content: Content, slots: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """The elements among what was typed, and the rest: places of the template. A place goes
    first, where both have one name."""
    template = turn.centre.templates.get(content.filling.template) if content.filling else None
    form = content.filling.form if content.filling else "long"
    places = (
        {p for lang in template.texts[form] for p in template.places(form, lang)}
        if template
        else set[str]()
    )
    known = set(ELEMENTS.get(content.kind, ())) - places
    elements = {name: words for name, words in slots.items() if name.rpartition(".")[2] in known}
    return elements, {name: words for name, words in slots.items() if name not in elements}


def stated(content: Content, number: int, elements: Mapping[str, str]) -> Content:
    """The content with these words named as elements; each must stand in its text as it is.
    Without a language they are named in every text that says them."""
    said = dict(content.said)
    for name, words in elements.items():
        language, _, element = name.rpartition(".")
        chosen = [language] if language else list(content.texts)
        holding = [lang for lang in chosen if is_in(words, content.texts.get(lang, ""))]
        if not holding:
            raise check_errors.NotInText(number=number, words=words)
        said |= {f"{lang}.{element}": words.strip() for lang in holding}
    return replace(content, said=said)


def still_read(before: Content, after: Content) -> Content:
    """The content without the readings of what was worded anew since."""
    same = {
        language: by
        for language, by in before.read.items()
        if after.texts.get(language) == before.texts.get(language)
    }
    return replace(after, read=same)


def read_now(turn: Turn, content: Content, languages: tuple[str, ...]) -> Content:
    """The content, in whose languages a native speaker has read these as they stand."""
    for language in languages:
        if language not in content.texts:
            raise errors.UnknownLanguage(language=language, languages=", ".join(content.texts))
    return replace(content, read={**content.read, **dict.fromkeys(languages, turn.who.name)})


async def note(
    turn: Turn, draft: Draft, elements: Mapping[str, str], read: tuple[str, ...]
) -> None:
    """Write in the log who said what about which words."""
    for name, words in elements.items():
        await turn.note("draft.stated", words, draft.incident, draft=draft.number, element=name,
                        digest=draft.digest)  # fmt: skip
    if read:
        await turn.note("draft.read", ", ".join(read), draft.incident, draft=draft.number,
                        digest=draft.digest)  # fmt: skip
