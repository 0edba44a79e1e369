"""The after-action report: who saw what when, and what became of it, inject by inject.

Every line comes from the log and names it, incident/line. What people thought is for them to fill
in: the report leaves room for it, and judges nobody.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.chat.views.approvals import approver
from bot.chat.views.clock import at, dated
from bot.chat.views.deeds import TOLD, deed
from bot.chat.views.logbook import proof
from bot.chat.views.timeline import drawn, timeline
from bot.chat.views.trends import picture
from bot.chat.words import Say, spoken
from bot.domain.centre import Centre
from bot.domain.draft import Act, Draft
from bot.domain.exercise import Course, clock_words
from bot.domain.log import Entry
from bot.domain.message import Message, Paragraph, Phrase, Quote, Rows, mark, short
from bot.domain.mode import marker
from bot.domain.paper import Heading, Paper, Part, Picture, Table
from bot.domain.publication import Delivery
from bot.drill.injects import STORYLINE
from bot.drill.scenario import Inject, Scenario
from bot.drill.traces import Found

# What a stopwatch shows for an inject: the first line of the log of each kind.
_WATCHED = (
    (mark("flag after {minutes} min"), ("flag.raised",)),
    (mark("decision after {minutes} min"), ("flag.confirmed", "flag.dismissed", "case.priority")),
    (mark("draft after {minutes} min"), ("draft.opened",)),
    (mark("approval after {minutes} min"), ("draft.approved", "draft.read_back")),
    (mark("public after {minutes} min"), ("publication.sent",)),
)
# Flags are counted in a line of their own, and what the desk wrote itself is not what people did.
_SHOWN = TOLD.keys() - {
    "flag.raised", "case.opened", "case.answered", "case.burst", "case.contradicts",
    "draft.revised", "publication.sent", "handover.offered", "questions.made",
    "sample.offered", "sample.suspect", "sample.clean",
}  # fmt: skip
# An incident is opened in the log of the daily watch too, and the duty is taken over in all.
_IN_EVERY_LOG = frozenset({"incident.opened", "incident.closed", "handover.accepted"})
BLANK = "…"


def debrief(
    scenario: Scenario, course: Course, seen: Found, now: datetime, centre: Centre, language: str,
    say: Say,
) -> Paper:  # fmt: skip
    """The report in one language, with the timeline drawn: that takes a second."""
    homes = dict(_homes(scenario, course, seen))
    entries = list(told_once(seen.entries))
    story = [inject for inject in scenario.script if inject.no <= STORYLINE]
    word = marker(centre.mode, language)
    strip = timeline(seen.entries, course.began_at or now, now, centre, language, say)
    parts: list[Part] = [
        Heading(say("In short")), _short(course, seen, now, centre, say),
        Heading(say("What happened when")), *drawn(strip, say),
        *_seen(picture(seen.trend, 0, centre, language, say), word),
        Heading(say("Inject by inject")),
    ]  # fmt: skip
    for inject in story:
        mine = [entry for entry in entries if homes.get(_key(entry)) == inject.no]
        parts += _inject(inject, course, mine, centre, say)
    parts += [Heading(say("What the public was told")), *_published(seen, centre, say)]
    title = say("After-action report: {title}", title=scenario.name)
    last = {entry.incident: entry for entry in seen.entries}
    heads = tuple(proof([last[incident] for incident in sorted(last)], say))
    return Paper(title, language, word, now, (*parts, *_blanks(say)), heads)


def told_once(entries: Sequence[Entry]) -> Iterator[Entry]:
    """What every log was told stands once: as the newest incident's log has it."""
    newest = {_deed(entry): entry.incident for entry in sorted(entries, key=_key)}
    for entry in entries:
        if entry.kind not in _IN_EVERY_LOG or newest[_deed(entry)] == entry.incident:
            yield entry


def _deed(entry: Entry) -> tuple[datetime, str, str, str]:
    return entry.at, entry.by, entry.kind, entry.text


def _seen(message: Message, word: str) -> Iterator[Part]:
    """The storylines over time, as `/trend` shows them."""
    # Half a second to import: by the first who draws.
    from bot.chat.plot import png

    if message.drawing is not None:
        yield Picture(png(message.drawing), message.headline)
    # Its last words are the marker, which is on every page.
    yield from (block for block in message.blocks if block != Paragraph(word))


def _short(course: Course, seen: Found, now: datetime, centre: Centre, say: Say) -> Rows:
    def count(*kinds: str) -> int:
        return sum(entry.kind in kinds for entry in seen.entries)

    zone = centre.timezone
    begun = course.began_at or now
    told = (
        say("{centre}, from {begin} to {end}",
            centre=centre.name, begin=at(begun, zone), end=at(now, zone)),
        say("injects out: {out}, left out: {skipped}",
            out=len(course.out), skipped=len(course.skipped)),
        say("flags raised: {raised}, confirmed: {confirmed}, dismissed: {dismissed}",
            raised=count("flag.raised"), confirmed=count("flag.confirmed"),
            dismissed=count("flag.dismissed")),
        say("drafts: {drafts}, released: {released}, corrected or retracted: {amended}",
            drafts=count("draft.opened"), released=count("draft.released"),
            amended=count("draft.corrected", "draft.retracted")),
        say("refusals: {refused}, stops (NO PLAY): {stops}",
            refused=count("refused"), stops=count("exercise.frozen")),
        say("still queued at the end: {count}", count=_queued(seen)),
    )  # fmt: skip
    return Rows(told)


def _queued(seen: Found) -> int:
    every = (row for rows in seen.publications.values() for row in rows)
    return sum(row.state in (Delivery.QUEUED, Delivery.SENDING) for row in every)


def _inject(
    inject: Inject, course: Course, mine: list[Entry], centre: Centre, say: Say
) -> Iterator[Part]:
    out = course.out.get(inject.no)
    zone = centre.timezone
    when = at(out, zone, out) if out else say("not out")
    where = f"{inject.from_} → {inject.to}"
    yield Heading(f"{inject.no} · {clock_words(inject.t)} · {when} · {where}", 3)
    yield Quote(short(inject.text, 400))
    yield Rows(tuple(_lines(inject, out, mine, zone, say)))


def _lines(
    inject: Inject, out: datetime | None, mine: list[Entry], zone: ZoneInfo, say: Say
) -> Iterator[str]:
    if inject.expected:
        yield say("expected: {words}", words=inject.expected)
    if inject.evaluate:
        yield say("to look at: {words}", words=inject.evaluate)
    if out and (watched := list(_stopwatch(out, mine, say))):
        yield say("stopwatch: {figures}", figures=", ".join(watched))
    raised = [entry for entry in mine if entry.kind == "flag.raised"]
    if raised:
        cases = ", ".join(sorted({entry.refs["case"] for entry in raised}, key=int))
        sentence = mark("{time}  flags raised: {count}, in case {cases}")
        told = say(sentence, time=at(raised[0].at, zone, out), count=len(raised), cases=cases)
        yield f"{told} {_source(raised[0])}"
    for entry in mine:
        if entry.kind in _SHOWN:
            words = spoken(entry.by, deed(entry, say), say)
            yield f"{dated(at(entry.at, zone, out), say)}  {words} {_source(entry)}"
    yield say("observed: {blank}", blank=BLANK)


def _stopwatch(out: datetime, mine: list[Entry], say: Say) -> Iterator[str]:
    for sentence, kinds in _WATCHED:
        first = next((entry.at for entry in mine if entry.kind in kinds), None)
        if first is not None:
            yield say(sentence, minutes=round((first - out).total_seconds() / 60))


def _published(seen: Found, centre: Centre, say: Say) -> Iterator[Part]:
    zone = centre.timezone
    nothing = True
    for draft in seen.drafts.values():
        released = next((s for s in draft.steps if s.act is Act.RELEASE), None)
        if released is None:
            continue
        nothing = False
        sent = [row for row in seen.publications[draft.number] if row.state is Delivery.SENT]
        sentence = mark(
            "draft {draft}, {kind}: begun {begun}, approved by {names}, released {released}, "
            "arrived at {outlets}"
        )
        told = say(
            sentence,
            draft=draft.number, kind=Phrase(draft.content.kind),
            begun=at(draft.opened_at, zone, released.at),
            names=", ".join(approver(yes, say) for yes in draft.approvals) or "-",
            released=at(released.at, zone, released.at),
            outlets=", ".join(row.outlet for row in sent) or "-",
        )  # fmt: skip
        yield Rows((f"{told}{''.join(_amended(draft, released.at, centre, say))}",))
        yield Quote(short(next(iter(draft.content.texts.values())), 300))
    if nothing:
        yield Paragraph(say("Nothing."))


def _amended(draft: Draft, day: datetime, centre: Centre, say: Say) -> Iterator[str]:
    for step in draft.steps:
        if step.act in (Act.CORRECT, Act.RETRACT):
            is_correction = step.act is Act.CORRECT
            sentence = mark("corrected {time}") if is_correction else mark("retracted {time}")
            yield f", {say(sentence, time=at(step.at, centre.timezone, day))}"


def _blanks(say: Say) -> Iterator[Part]:
    """What only those who were there can say."""
    yield Heading(say("Strengths"))
    yield Rows((BLANK,) * 3)
    yield Heading(say("To improve"))
    yield Table((say("what"), say("who"), say("by when")), ((BLANK,) * 3,) * 2, (50, 25, 25))


# --- which inject a line of the log belongs to ---


def _homes(
    scenario: Scenario, course: Course, seen: Found
) -> Iterator[tuple[tuple[int, int], int]]:
    """Each line of the log with the one inject that it answers.

    A line about a flag belongs to the inject whose post was flagged; about a case, to the inject
    that opened it; about a draft, to where it was begun; any other, to the newest inject before it.
    """
    of_guid = {item.guid: inject.no for inject in scenario.injects for item in inject.items}
    of_flag = {
        number: of_guid[guid]
        for number, flag in seen.flags.items()
        if (guid := (flag.link or "").rpartition("/")[2]) in of_guid
    }
    of_case: dict[int, int] = {}
    for number in sorted(of_flag):
        of_case.setdefault(seen.flags[number].case, of_flag[number])
    of_draft: dict[str, int] = {}
    story = sorted((at, no) for no, at in course.out.items() if no <= STORYLINE)
    for entry in seen.entries:
        before = [no for out, no in story if out <= entry.at]
        home: int | None = before[-1] if before else None
        draft = entry.refs.get("draft")
        if "flag" in entry.refs:
            home = of_flag.get(int(entry.refs["flag"]), home)
        elif draft in of_draft:
            home = of_draft[draft]
        elif draft and (known := seen.drafts.get(int(draft))) and known.case:
            home = of_case.get(known.case, home)
        elif "case" in entry.refs and draft is None:
            home = of_case.get(int(entry.refs["case"]), home)
        if draft and home is not None:
            of_draft.setdefault(draft, home)
        if home is not None:
            yield _key(entry), home


def _key(entry: Entry) -> tuple[int, int]:
    return entry.incident, entry.seq


def _source(entry: Entry) -> str:
    return f"[log {entry.incident}/{entry.seq}]"
