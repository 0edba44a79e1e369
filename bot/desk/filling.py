"""Begin a draft from a template, and fill its places, its class, its area and its end."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.desk import skeleton
from bot.desk.drafting import AMENDING, begin, change, rendered, the_draft
from bot.desk.stating import elements_among, note, stated
from bot.desk.turn import Turn
from bot.domain import check_errors, errors
from bot.domain.alert import fitting, together
from bot.domain.content import Content, MessageClass
from bot.domain.document_errors import OnlyItsEnd
from bot.domain.draft import Draft
from bot.domain.elements import ELEMENTS
from bot.domain.fact import Fact
from bot.domain.filling import Filling
from bot.domain.incident import DAILY_WATCH
from bot.domain.message import mark
from bot.domain.room import Role
from bot.domain.template import SlotKind, Template
from bot.domain.usage import Usage


@dataclass(frozen=True, slots=True)
class Fill:
    """What is to be set; None and empty leave it as it is. `slots` are named places, or those of
    one language ("nl.hazard"), or elements that words of the text are; `answer` goes into the place
    that is asked for; `alert` is what machines sort a warning by; `next_at` is when the next word
    is promised, `follows` what it brings up to date (0: nothing)."""

    kind: MessageClass | None = None
    area: str | None = None
    until: datetime | None = None
    facts: tuple[int, ...] | None = None
    waive: tuple[str, ...] | None = None
    languages: tuple[str, ...] = ()
    form: str = ""
    alert: Mapping[str, str] = field(default_factory=dict)
    slots: Mapping[str, str] = field(default_factory=dict)
    answer: str = ""
    next_at: datetime | None = None
    follows: int | None = None


async def open_from(
    turn: Turn, id_: str, form: str, languages: tuple[str, ...], *, case: int | None = None
) -> Draft:
    """Begin a draft from a template with what is known already. A warning is begun in every
    language of the outlets, anything else in the room's, unless languages are named."""
    turn.who.must(Role.EDITOR)
    template = _template(turn, id_)
    every = turn.centre.public_languages if template.kind is MessageClass.WARNING else ()
    chosen = languages or tuple(
        dict.fromkeys((turn.language, *every) if turn.language in every or not every else every)
    )
    _must_be_written(turn, template, chosen)
    filling = await skeleton.known_by_itself(turn, template, form, chosen)
    content = Content(
        template.kind, turn.centre.mode, dict.fromkeys(chosen, ""), filling=filling,
        alert=fitting({name: " ".join(values) for name, values in template.cap.items()}),
        next_at=turn.now + skeleton.NEXT if "next" in filling.slots else None,
        follows=await newest_out(turn) if template.follows else None,
    )  # fmt: skip
    content = rendered(turn, skeleton.fitted(turn, None, content))
    return await begin(turn, content, (await turn.incident()).number, case=case)


async def fill(turn: Turn, number: int, given: Fill) -> Draft:
    """Set what a draft needs besides words, and what stands in the places of its template."""
    draft = await the_draft(turn, number)
    content = draft.content
    turn.who.must(*content.kind.writers)
    if content.kind.is_internal or (given.kind and given.kind.is_internal):
        return await _lasting(turn, draft, given)
    # A correction or retraction names what it amends, and stays what it was begun as.
    if given.kind not in (None, content.kind) and (content.amends or given.kind in AMENDING):
        word = "retract" if given.kind is MessageClass.RETRACTION else "correct"
        raise errors.BadArguments(why=f"class={given.kind}", usage=Usage(f"/{word} {number} TEXT"))
    for language in (*(given.waive or ()), *given.languages):
        if language not in turn.centre.languages:
            known = ", ".join(turn.centre.languages)
            raise errors.UnknownLanguage(language=language, languages=known)
    kind = given.kind or content.kind
    elements, slots = elements_among(turn, replace(content, kind=kind), given.slots)
    given = replace(given, slots=slots)
    after = replace(
        content,
        kind=kind,
        area=content.area if given.area is None else given.area.strip(),
        until=given.until or content.until,
        alert=together(content.alert, given.alert),
        waived=content.waived if given.waive is None else given.waive,
        next_at=given.next_at or content.next_at,
        follows=await _followed(turn, draft, given.follows),
    )
    if content.filling is not None:
        after = await _filled(turn, draft, after, content.filling, _clocked(turn, given))
    elif given.slots or given.answer or given.facts or given.form or given.languages:
        asked = next(iter(given.slots), given.answer or "-")
        names = ("class", "area", "until", "next", "waive", *ELEMENTS.get(kind, ()))
        raise errors.NoSlot(number=number, slot=asked, slots=", ".join(names))
    after = stated(skeleton.fitted(turn, content, after), number, elements)
    changed = await change(turn, draft, after)
    await note(turn, changed, elements)
    return changed


async def _lasting(turn: Turn, draft: Draft, given: Fill) -> Draft:
    """A document has an end, and nothing else that a message has; no message becomes one."""
    if given.until is None or given != Fill(until=given.until):
        raise OnlyItsEnd(number=draft.number)
    return await change(turn, draft, replace(draft.content, until=given.until))


def _clocked(turn: Turn, given: Fill) -> Fill:
    """Its times in their places, as words: a text reads the same whenever it is looked at."""
    times = {"until": given.until, "next": given.next_at}
    words = {name: skeleton.clock(turn, at - turn.now) for name, at in times.items() if at}
    return replace(given, slots={**given.slots, **words})


async def _followed(turn: Turn, draft: Draft, number: int | None) -> int | None:
    """What it brings up to date from now on: something that is out, in its own incident."""
    if number is None:
        return draft.content.follows
    if number == 0:
        return None
    earlier = await the_draft(turn, number)
    earlier.must_be_out()
    if earlier.incident != draft.incident or draft.content.amends is not None:
        raise check_errors.NotFollowed(number=draft.number, earlier=number)
    return number


async def newest_out(turn: Turn) -> int | None:
    """The newest message of the incident that is out; None on the daily watch, whose messages have
    nothing to do with one another."""
    incident = (await turn.incident()).number
    if incident == DAILY_WATCH:
        return None
    mine = [d for d in await turn.unit.drafts.out() if d.incident == incident]
    return max((d.number for d in mine if d.content.amends is None), default=None)


async def _filled(
    turn: Turn, draft: Draft, after: Content, filling: Filling, given: Fill
) -> Content:
    template = _template(turn, filling.template)
    _must_be_written(turn, template, given.languages)
    texts = {**dict.fromkeys(given.languages, ""), **after.texts}
    filling = replace(filling, form=given.form or filling.form)
    if given.facts is not None:
        chosen = tuple([await _public(turn, draft, number) for number in given.facts])
        filling = skeleton.drawn(template, filling, tuple(texts), chosen)
    slots = dict(filling.slots)
    for name, value in given.slots.items():
        if name in ("until", "next"):
            slots[name] = value
            continue
        slots[_key(turn, draft, template, name)] = value.strip()
    after = replace(after, texts=texts, filling=replace(filling, slots=slots))
    if given.answer:
        asked = skeleton.next_place(turn, replace(draft, versions=(*draft.versions[:-1], after)))
        if asked is None:
            raise errors.NothingToAsk(number=draft.number)
        after = _answered(turn, template, after, asked, given.answer.strip())
    return after


def _answered(
    turn: Turn, template: Template, content: Content, asked: tuple[str, str], answer: str
) -> Content:
    language, name = asked
    match template.slots[name].kind:
        case SlotKind.AREA:
            return replace(content, area=answer)
        case SlotKind.UNTIL:
            raise errors.BadArguments(why=answer[:60], usage="/fill N until=2h")
        case kind:
            assert content.filling is not None  # a place was asked for, so there is one
            key = f"{language}.{name}" if kind.by_language else name
            slots = {**content.filling.slots, key: answer}
            return replace(content, filling=replace(content.filling, slots=slots))


def _key(turn: Turn, draft: Draft, template: Template, name: str) -> str:
    """Where a named place is kept: words without a language are of the room's."""
    language, _, place = name.rpartition(".")
    forms = template.texts
    places = {p for form in forms for lang in forms[form] for p in template.places(form, lang)}
    if place not in places or (language and language not in turn.centre.languages):
        raise errors.NoSlot(number=draft.number, slot=name, slots=", ".join(sorted(places)))
    if language or not template.slots[place].kind.by_language:
        return name
    texts = draft.content.texts
    return f"{turn.language if turn.language in texts else next(iter(texts))}.{place}"


async def _public(turn: Turn, draft: Draft, number: int) -> Fact:
    fact = await turn.unit.facts.get(number)
    if fact is None:
        raise errors.NotFound(what=mark("fact"), number=number, list="/facts")
    if state := fact.obstacle(turn.now):
        raise errors.FactNotPublic(number=draft.number, fact=number, state=state)
    return fact


def _template(turn: Turn, id_: str) -> Template:
    shelf = turn.centre.templates
    if id_ not in shelf:
        raise errors.NoTemplate(id=id_, templates=", ".join(shelf) or "-")
    return shelf[id_]


def _must_be_written(turn: Turn, template: Template, languages: tuple[str, ...]) -> None:
    there = [lang for lang in turn.centre.languages if lang in template.title]
    for language in languages:
        if language not in there:
            raise errors.UnknownLanguage(language=language, languages=", ".join(there))
