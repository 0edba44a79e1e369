"""Every command: what is typed, what it does, who may. Help, menus and the README come from it."""

from collections.abc import Collection, Sequence
from itertools import zip_longest

from bot.chat.commands import (
    approvals,
    cases,
    documents,
    drafts,
    exercise,
    facts,
    feeds,
    incidents,
    partners,
    room,
    rumours,
    samples,
    writing,
)
from bot.chat.commands.session import Command, Session
from bot.chat.words import Say, named
from bot.domain.message import Message, Paragraph, Rows, mark
from bot.domain.room import Role
from bot.domain.usage import Usage

_TRIAGE = (Role.MONITOR,)
_WRITE = (Role.EDITOR,)
_APPROVE = (Role.APPROVER, Role.AUTHORITY)
_LEAD = (Role.DUTY_OFFICER,)
_ADMIN = (Role.ADMIN,)
_FIRST_PAGE = 10
# What a role types most, the most needed first.
_MOST_USED: dict[Role, tuple[str, ...]] = {
    Role.OBSERVER: ("status", "cases", "case", "facts", "why", "flags", "trend", "incident",
                    "log", "duty"),
    Role.MONITOR: ("flags", "case", "confirm", "dismiss", "why", "priority", "take", "cases",
                   "fact add", "log"),
    Role.EDITOR: ("draft", "fill", "submit", "show", "facts", "fact confirm", "answer",
                  "templates", "revise", "cases"),
    **dict.fromkeys(_APPROVE, ("show", "approve", "return", "publish", "correct", "retract",
                               "reject", "delivery", "facts", "cases")),
    Role.DUTY_OFFICER: ("status", "handover", "incident open", "cases", "sitrep", "publish",
                        "correct", "share", "log", "duty"),
    Role.ADMIN: ("status", "feeds", "feed add", "duty", "feed mute", "feed move", "feed remove",
                 "contact add", "language", "narratives"),
}  # fmt: skip


async def show_help(session: Session) -> Message:
    """List what the reader types most, or all of it, or explain one command or a family."""
    word = session.arguments.rest().lstrip("/!").casefold()
    room = session.turn.room
    theirs = room is not None and room.with_partners
    here = [c for c in COMMANDS if c.partners or not theirs]
    if word in ("", "all"):
        return _listed(here if word or theirs else most_used(session.turn.who.roles), session.say)
    rows = [c for c in here if c.words == word or c.words.split()[0] == word]
    if not rows:
        raise session.arguments.wrong(word)
    return Message(f"/{word}", (Rows(tuple(explained(row, session.say) for row in rows)),))


def _listed(rows: Sequence[Command], say: Say) -> Message:
    lines = tuple(f"{named(Usage(row.usage), say)}  {say(row.summary)}" for row in rows)
    more = Paragraph(say("More about one of them: /help WORD. All of them: /help all"))
    return Message(say("What you can type here:"), (Rows(lines), more))


def most_used(roles: Collection[Role]) -> list[Command]:
    """The ten commands that people with these roles type most, the first ones of each role."""
    lists = [words for role, words in _MOST_USED.items() if role in roles]
    turns = zip_longest(*lists or [_MOST_USED[Role.OBSERVER]])
    chosen = list(dict.fromkeys(words for turn in turns for words in turn if words))[:_FIRST_PAGE]
    return [row for row in COMMANDS if row.words in chosen]


def explained(row: Command, say: Say) -> str:
    """One command with the roles it needs."""
    roles = ", ".join(say(role.said) for role in row.roles)
    who = say("for: {roles}", roles=roles) if roles else say("for everyone in the team")
    return f"{named(Usage(row.usage), say)}  {say(row.summary)} ({who})"


COMMANDS: tuple[Command, ...] = (
    Command("help", "[all|WORD]", mark("list what you type most, or all commands, or explain one"),
            show_help, partners=True),
    Command("status", "", mark("how the desk is doing"), room.status),
    Command("whoami", "", mark("who I take you for"), room.whoami),
    Command("language", "[CODE|mine CODE|mine off]",
            mark("show or set this room's language, or the one you are answered in"),
            room.language, partners=True),
    Command("duty", "", mark("what this room is for, and who may do what"), room.duty),
    Command("feeds", "", mark("the feeds we watch and how they are"), feeds.show),
    Command("feed add", 'URL [role=media] [every=5m] [language=fr] [keywords="smoke,fire*"]',
            mark("watch a feed"), feeds.add, _ADMIN),
    Command("feed mute", "N", mark("stop reading a feed for a while"), feeds.mute,
            (*_TRIAGE, *_ADMIN)),
    Command("feed unmute", "N", mark("read it again"), feeds.unmute, (*_TRIAGE, *_ADMIN)),
    Command("feed move", "N URL", mark("follow it to where it moved for good"), feeds.move,
            _ADMIN),
    Command("feed remove", "N", mark("stop watching a feed"), feeds.remove, _ADMIN),
    Command("narratives", "", mark("the storylines we look for"), feeds.show_narratives),
    Command("narrative new", "TITLE", mark("teach me a storyline"), feeds.new_narrative,
            (*_TRIAGE, *_WRITE)),
    Command("narrative example", "ID [lang] TEXT", mark("give it a wording"), feeds.example,
            (*_TRIAGE, *_WRITE)),
    Command("narrative disarm", "ID T0023 …|none",
            mark("say which DISARM techniques it uses, for exports"), feeds.disarm,
            (*_TRIAGE, *_WRITE)),
    Command("narrative close", "ID", mark("stop looking for it"), feeds.close_narrative,
            (*_TRIAGE, *_WRITE)),
    Command("flags", "", mark("what waits for a decision"), cases.show_flags),
    Command("cases", "", mark("the cases of this incident"), cases.show_cases, partners=True),
    Command("case", "N", mark("one case, with its reasons"), cases.show_case),
    Command("confirm", "N", mark("flag N does carry the narrative"), cases.confirm, _TRIAGE),
    Command("dismiss", "N REASON",
            mark("flag N does not: question, satire, true, opinion, duplicate, denial, unrelated"),
            cases.dismiss, _TRIAGE),
    Command("take", "N", mark("case N is mine"), cases.take, (*_TRIAGE, *_WRITE)),
    Command("priority", "N high|medium|low REASON", mark("how soon a case needs people"),
            cases.priority, _TRIAGE),
    Command("trend", "[N] [24h]",
            mark("a picture of how much is said of each storyline, or in each language of case N"),
            cases.trend),
    Command("silence", "[N 2h REASON|N off]",
            mark("let case N tell nothing for a while; alone: the silent cases"), cases.silence,
            _TRIAGE),
    Command("merge", "N M", mark("make case M a part of case N"), cases.merge, _TRIAGE),
    Command("split", "N [FLAG …]",
            mark("take flags out of case N into a new one, or case N out of the one it is part of"),
            cases.split, _TRIAGE),
    Command("why", "N|case N|rumour N|LINK",
            mark("every reason for and against flag N; why a case, a rumour or a post was shown, "
                 "or not"),
            cases.why),
    Command("answer", "N [TEXT]", mark("begin the answer to case N"), cases.answer, _WRITE),
    Command("rumours", "", mark("what rises that no storyline knows"), rumours.show_all),
    Command("rumour", "N", mark("one possible new rumour, with examples"), rumours.show),
    Command("rumour watch", "N [TITLE]", mark("make it a storyline, and open its case"),
            rumours.watch, _TRIAGE),
    Command("rumour dismiss", "N [REASON]",
            mark("leave it alone until three times as many say it"), rumours.dismiss, _TRIAGE),
    Command("sample", "", mark("posts that nobody flagged, by chance: what do we miss?"),
            samples.offer, _TRIAGE),
    Command("sample suspect", "N", mark("post N should have been a flag"), samples.suspect,
            _TRIAGE),
    Command("sample clean", "N", mark("post N was rightly left alone"), samples.clean, _TRIAGE),
    Command("incident", "", mark("the open incidents"), incidents.show),
    Command("incident open", "TITLE [kind=event]", mark("open an incident"),
            incidents.open_incident, _LEAD),
    Command("incident close", "N", mark("close an incident"), incidents.close_incident, _LEAD),
    Command("log", "[TEXT|anyway TEXT|export [pdf]]",
            mark("write in the log, read its last lines, or have all of it as a file"),
            incidents.log),
    Command("facts", "", mark("what we know, and how surely"), facts.show, partners=True),
    Command("fact add", 'TEXT [source="…"]', mark("note what was reported"), facts.add,
            (*_TRIAGE, *_WRITE, *_APPROVE, *_LEAD)),
    Command("fact confirm", 'N source="…" [release=public] [until=30m] [cleared="…"]',
            mark("its source stands by it; public facts go into templates"), facts.confirm,
            (*_WRITE, *_APPROVE, *_LEAD)),
    Command("fact withdraw", "N", mark("it no longer holds"), facts.withdraw,
            (*_WRITE, *_APPROVE, *_LEAD)),
    Command("sitrep", "", mark("begin the next situation report, each line with its source"),
            documents.sitrep, (*_TRIAGE, *_WRITE, *_APPROVE, *_LEAD)),
    Command("sitrep show", "[pdf]", mark("a look at the situation, not approved"),
            documents.sitrep_now, (*_TRIAGE, *_WRITE, *_APPROVE, *_LEAD)),
    Command("analysis", "", mark("begin the next analysis of what people ask, do and feel"),
            documents.analysis, (*_TRIAGE, *_WRITE, *_APPROVE, *_LEAD)),
    Command("analysis show", "[pdf]", mark("a look at it, not approved"), documents.analysis_now,
            (*_TRIAGE, *_WRITE, *_APPROVE, *_LEAD)),
    Command("refresh", "N", mark("make document N anew; what people wrote in it stays"),
            documents.refresh, (*_TRIAGE, *_WRITE, *_APPROVE, *_LEAD)),
    Command("questions", "[pdf]",
            mark("write what call-takers may answer: approved words, and what has none yet"),
            documents.questions, (*_TRIAGE, *_WRITE, *_APPROVE, *_LEAD)),
    Command("handover", "", mark("lay out all that runs, for whoever takes over"),
            documents.hand_over, _LEAD),
    Command("handover accept", "CODE", mark("I have read it; the duty is mine"), documents.accept,
            _LEAD),
    Command("contacts", "", mark("numbers and links that may be used"), facts.show_contacts),
    Command("contact add", 'VALUE purpose="…" owner="…"', mark("keep a number or link"),
            facts.add_contact, (*_WRITE, *_ADMIN)),
    Command("contact tested", "N", mark("I tried it just now and it works"), facts.contact_tested,
            (*_WRITE, *_APPROVE, *_LEAD, *_ADMIN)),
    Command("contact remove", "N", mark("take a number or link out of use"), facts.remove_contact,
            (*_WRITE, *_ADMIN)),
    Command("templates", "", mark("the messages that are prepared"), drafts.templates),
    Command("draft", "[lang] TEXT or TEMPLATE", mark("begin a message to the public"),
            drafts.draft, _WRITE),
    Command("show", "N [pdf]", mark("draft N as it stands; a document also as a file"),
            drafts.show),
    Command("fill", 'N [class=warning] [area="…"] [until=2h] [next=30m] [place="…"] or ANSWER',
            mark("set a draft's class, area or end, or fill a place of its template"), drafts.fill,
            _WRITE),
    Command("revise", "N [lang] TEXT or N 2.3 TEXT",
            mark("give draft N new words, or a line of document N"), drafts.revise, _WRITE),
    Command("simplify", "N [LANG]", mark("ask the writing help for simpler words"),
            writing.simplify, _WRITE),
    Command("translate", "N FROM TO", mark("ask the writing help for a translation"),
            writing.translate, _WRITE),
    Command("adopt", "N", mark("take proposal N into its draft; somebody must read it"),
            writing.adopt, _WRITE),
    Command("read", "N LANG", mark("I speak LANG, have read its text, and it is right"),
            writing.read, _WRITE),
    Command("submit", "N", mark("lay draft N before the approvers"), drafts.submit, _WRITE),
    Command("approve", "N DIGEST", mark("yes to exactly the text with this digest"),
            drafts.approve, _APPROVE, exact=True),
    Command("return", "N REASON", mark("back to the editor, with the reason"), drafts.send_back,
            _APPROVE),
    Command("reject", "N REASON", mark("no, for good, with the reason"), drafts.reject, _APPROVE),
    Command("withdraw", "N [REASON]", mark("take draft N back"), drafts.withdraw,
            (*_WRITE, *_LEAD)),
    Command("publish", "N LIVE AREA", mark("let an approved warning go: typed in full"),
            drafts.publish, (*_APPROVE, *_LEAD), exact=True),
    Command("correct", "N [lang] TEXT", mark("correct what is out, at once"), drafts.correct,
            (*_APPROVE, *_LEAD), exact=True),
    Command("retract", "N [lang] REASON", mark("take back what is out, at once"), drafts.retract,
            (*_APPROVE, *_LEAD), exact=True),
    Command("verbal", 'N DIGEST "NAME"', mark("enter a yes that was given by phone"),
            approvals.enter, (*_APPROVE, *_LEAD), exact=True),
    Command("readback", 'N DIGEST "NAME"',
            mark("I read it back to them on the phone: now it counts"), approvals.read_back,
            (*_TRIAGE, *_WRITE, *_APPROVE, *_LEAD), exact=True),
    Command("annul", "N", mark("I never said what was entered in my name"), approvals.annul,
            _APPROVE),
    Command("release", 'N LIVE AREA reason="…"',
            mark("let a draft go alone when nobody answers: shows all of it, with a code"),
            approvals.release, _LEAD, exact=True),
    Command("release now", "N CODE", mark("I have read it all: it goes out now"),
            approvals.release_now, _LEAD, exact=True),
    Command("looked", "N ok", mark("I looked at what another released alone: it stands"),
            approvals.looked, (*_APPROVE, *_LEAD), exact=True),
    Command("delivery", "N", mark("how far each outlet is"), drafts.delivery),
    Command("posted", "N OUTLET", mark("I looked: it is there"), drafts.posted,
            (*_APPROVE, *_LEAD), exact=True),
    Command("resend", "N OUTLET", mark("I looked: it is not there, send it again"), drafts.resend,
            (*_APPROVE, *_LEAD), exact=True),
    Command("share", "case|fact|draft N [tlp=amber] [to=ROOM]",
            mark("show it to partners, and keep it up to date there"), partners.share,
            (*_APPROVE, *_LEAD), exact=True),
    Command("unshare", "case|fact|draft N [to=ROOM]", mark("take back what partners were shown"),
            partners.unshare, (*_APPROVE, *_LEAD)),
    Command("ask", "CENTRE TEXT [by=14:00] [tlp=amber]", mark("ask another centre"), partners.ask,
            (*_APPROVE, *_LEAD)),
    Command("reply", "REQUEST TEXT",
            mark("answer another centre's request, or note its answer to ours"), partners.reply,
            (*_APPROVE, *_LEAD), partners=True),
    Command("requests", "", mark("the requests between centres that wait"), partners.show),
    Command("noplay", "[REASON]", mark("stop the exercise: something real happened"),
            incidents.no_play, partners=True),
    Command("exercise", "", mark("how the exercise stands"), exercise.show),
    Command("exercise load", "FILE", mark("load the script of an exercise"), exercise.load, _LEAD),
    Command("exercise start", "", mark("start the loaded exercise"), exercise.start, _LEAD),
    Command("exercise pause", "", mark("let its clock stand; the desk works on"), exercise.pause,
            _LEAD),
    Command("exercise skip", "N", mark("leave out inject N"), exercise.skip, _LEAD),
    Command("exercise speed", "N", mark("let its clock run N times as fast"), exercise.speed,
            _LEAD),
    Command("exercise resume", "", mark("go on with the exercise"), incidents.resume, _LEAD),
    Command("exercise end", "", mark("end the exercise; nothing stays queued"), incidents.end,
            _LEAD),
)  # fmt: skip
