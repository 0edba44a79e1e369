"""Keep what people say about a draft's words: which of them are an element that the rules look for,
and which languages somebody has read."""

from collections.abc import Mapping
from dataclasses import replace

from bot.desk.documents import must_have_read
from bot.desk.drafting import change, the_draft
from bot.desk.turn import Turn
from bot.domain import check_errors, errors
from bot.domain.content import Content
from bot.domain.document import Spot
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


async def read(turn: Turn, number: int, language: str) -> Draft:
    """Somebody who speaks the language stands by its words as they are, whoever wrote them."""
    draft = await the_draft(turn, number)
    turn.who.must(*draft.content.kind.writers)
    texts, readers = draft.content.texts, draft.content.read
    if not texts.get(language, "").strip():
        there = ", ".join(lang for lang, text in texts.items() if text.strip())
        raise errors.UnknownLanguage(language=language, languages=there)
    if language in readers:
        name = readers[language]
        raise errors.ReadAlready(name=name, language=language, number=number)
    if document := draft.content.document:
        parts = range(1, len(document.sections) + 1)
        await must_have_read(turn, draft, *(Spot(part) for part in parts))
    content = replace(draft.content, read={**readers, language: turn.who.name})
    after = await change(turn, draft, content)
    await turn.note("draft.read", texts[language], draft.incident, draft=number,
                    language=language, digest=after.digest)  # fmt: skip
    return after


async def note(turn: Turn, draft: Draft, elements: Mapping[str, str]) -> None:
    """Write in the log who said what about which words."""
    for name, words in elements.items():
        await turn.note("draft.stated", words, draft.incident, draft=draft.number, element=name,
                        digest=draft.digest)  # fmt: skip
