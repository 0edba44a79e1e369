"""Put words into a template: what the desk knows by itself, and what people typed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from bot.desk.turn import Turn
from bot.domain.contact import is_phone
from bot.domain.content import Content
from bot.domain.draft import Draft
from bot.domain.fact import Fact
from bot.domain.filling import Filling
from bot.domain.template import SlotKind, Template

# When we promise to come back, unless somebody says otherwise.
NEXT = timedelta(minutes=30)


def values(content: Content) -> dict[str, str]:
    """What stands in the places: the slots, and the area that the content has itself."""
    given = dict(content.filling.slots) if content.filling else {}
    if content.area:
        given["area"] = content.area
    return given


def clock(turn: Turn, later: timedelta = timedelta()) -> str:
    """The time so much later on the centre's clock, with the date when that is another day."""
    now, then = (at.astimezone(turn.centre.timezone) for at in (turn.now, turn.now + later))
    return f"{then:%H:%M}" if then.date() == now.date() else f"{then:%d/%m/%Y, %H:%M}"


async def known_by_itself(
    turn: Turn, template: Template, form: str, languages: tuple[str, ...]
) -> Filling:
    """A new filling with what centre, clock, contacts and facts give."""
    slots: dict[str, str] = {}
    names = {name for lang in languages for name in template.places(form, lang)}
    contacts = await turn.unit.contacts.all()
    for name in sorted(names):
        match template.slots[name].kind:
            case SlotKind.CENTRE:
                slots[name] = turn.centre.name
            case SlotKind.NOW:
                slots[name] = clock(turn)
            case SlotKind.NEXT:
                slots[name] = clock(turn, NEXT)
            case SlotKind.LINK | SlotKind.PHONE as kind:
                fit = [c for c in contacts if is_phone(c.value) is (kind is SlotKind.PHONE)]
                links = [c for c in fit if kind is SlotKind.PHONE or "@" not in c.value]
                # Of several, the right one is for people to choose.
                if len(links) == 1:
                    slots[name] = links[0].value
    filling = Filling(template.id, form, slots)
    usable = await public_facts(turn, (await turn.incident()).number)
    return drawn(template, filling, languages, usable)


async def public_facts(turn: Turn, incident: int) -> tuple[Fact, ...]:
    """The facts of an incident that the public may be told now."""
    every = await turn.unit.facts.of_incident(incident)
    return tuple(fact for fact in every if fact.is_public(turn.now))


def drawn(
    template: Template, filling: Filling, languages: tuple[str, ...], facts: tuple[Fact, ...]
) -> Filling:
    """The filling with these facts instead of those it had. A language in which not all of them
    are written is left open: a person translates."""
    places = [
        name
        for name, slot in template.slots.items()
        if slot.kind is SlotKind.FACTS
        and any(name in template.places(filling.form, lang) for lang in languages)
    ]
    if not places:
        return filling
    slots = {k: v for k, v in filling.slots.items() if k.rpartition(".")[2] not in places}
    for language in languages:
        if facts and all(fact.language == language for fact in facts):
            said = " ".join(_sentence(fact) for fact in facts)
            slots |= {f"{language}.{name}": said for name in places}
    return replace(filling, slots=slots, facts=tuple(fact.number for fact in facts))


def _sentence(fact: Fact) -> str:
    return f"{fact.statement.rstrip(' .')} ({fact.source})."


def fitted(turn: Turn, before: Content | None, after: Content) -> Content:
    """The content with its texts rendered anew; a text that somebody wrote by hand stays."""
    template = turn.centre.templates.get(after.filling.template) if after.filling else None
    if template is None or after.filling is None:
        return after
    given = values(after)
    texts: dict[str, str] = {}
    for language, text in after.texts.items():
        untouched = before is None or _as_rendered(turn, template, before, language)
        texts[language] = (
            template.render(after.filling.form, language, given) if untouched else text
        )
    return replace(after, texts=texts)


def _as_rendered(turn: Turn, template: Template, content: Content, language: str) -> bool:
    if content.filling is None or language not in content.texts:
        return True
    text = template.render(content.filling.form, language, values(content))
    return content.texts[language] in ("", text)


def next_place(turn: Turn, draft: Draft) -> tuple[str, str] | None:
    """The language and the name of the first place still to be filled, if any."""
    return _open(turn, draft.content, turn.language)


def _open(turn: Turn, content: Content, first: str) -> tuple[str, str] | None:
    filling = content.filling
    template = turn.centre.templates.get(filling.template) if filling else None
    if filling is None or template is None:
        return None
    # The room's own language is asked first, the others when it is complete.
    languages = tuple(sorted(content.texts, key=lambda language: language != first))
    given: Mapping[str, str] = values(content)
    asked = template.open_places(filling.form, languages, given)
    return next((pair for pair in asked if "{" in content.texts[pair[0]]), None)
