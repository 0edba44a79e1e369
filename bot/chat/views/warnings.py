"""Warnings of the authorities as the room reads them: their words, in its language, and no other.

What is no real warning says so first; what is over says so, and stays.
"""

from datetime import datetime

from bot.chat.views.clock import at
from bot.chat.words import Say
from bot.domain.centre import Centre
from bot.domain.message import Message, Phrase, Quote, Rows, mark
from bot.domain.mode import Mode, marker
from bot.domain.warning import Bulletin, PublicWarning, WarningState
from monitors.feed import Seal

_STATES = {
    WarningState.IN_FORCE: mark("in force"),
    WarningState.CHANGED: mark("in force, updated"),
    WarningState.CANCELLED: mark("cancelled, no longer in force"),
    WarningState.EXPIRED: mark("expired, no longer in force"),
}
# The standard's words for how grave it is; a word it does not have is shown as it came.
_SEVERITIES = {
    "Extreme": mark("extreme"),
    "Severe": mark("severe"),
    "Moderate": mark("moderate"),
    "Minor": mark("minor"),
    "Unknown": mark("not known"),
}
_STATUSES = {"Exercise": Mode.EXERCISE, "Test": Mode.TEST}
MOST_WORDS = 1500


def card(warning: PublicWarning, centre: Centre, language: str, now: datetime, say: Say) -> Message:
    """A warning as its living card: where it stands, its words, and what became of it."""
    told, state = warning.in_words, warning.state_at(now)
    head = say(
        "Warning {number} from {source}: {state}",
        number=warning.number,
        source=told.source,
        state=Phrase(_STATES[state]),
    )
    spoken = _spoken(told, centre, language)
    severity = told.alert.severity
    facts = [
        say("severity: {severity}", severity=_SEVERITIES.get(severity, severity or "-")),
        say("in: {language}", language=spoken) if spoken != language else "",
        *_sealed(told, say),
        *_course(warning, centre, state, say),
        say("link: {link}", link=told.item.link) if told.item.link else "",
    ]
    return Message(
        _marked(head, warning, centre, language, say),
        (Quote(_short(_words(told, spoken))), Rows(tuple(filter(None, facts)))),
    )


def _sealed(told: Bulletin, say: Say) -> list[str]:
    """What its signature is worth, where it has one."""
    alert = told.alert
    match alert.seal:
        case Seal.HOLDS:
            sentence = mark("signed, and unchanged since; the certificate says it is of {name}")
            return [say(sentence, name=alert.signer or "-")]
        case Seal.BROKEN:
            sentence = mark(
                "ATTENTION: ITS SIGNATURE DOES NOT HOLD. It was changed on its way, or forged. "
                "Telephone {source} before anybody relies on it"
            )
            return [say(sentence, source=told.source)]
        case Seal.UNCHECKED:
            return [say("signed; I could not check the signature")]
        case _:
            return []


def amended(
    warning: PublicWarning, centre: Centre, language: str, now: datetime, say: Say
) -> Message:
    """The notice that a warning was updated or cancelled: an edited card rings no bell."""
    over = warning.state_at(now) is WarningState.CANCELLED
    sentence = mark("Warning {number} from {source} is updated: {title}")
    if over:
        sentence = mark("Warning {number} from {source} is cancelled: {title}")
    told = warning.in_words
    title = _words(told, _spoken(told, centre, language)).partition("\n")[0]
    head = say(sentence, number=warning.number, source=told.source, title=title)
    return Message(_marked(head, warning, centre, language, say))


def _course(warning: PublicWarning, centre: Centre, state: WarningState, say: Say) -> list[str]:
    """When it was sent and changed, and when it ends."""
    first, newest, zone = warning.bulletins[0], warning.newest, centre.timezone
    lines = [say("sent {time}", time=at(first.sent, zone, newest.sent))]
    lines += [
        say("updated {time}", time=at(b.sent, zone, newest.sent))
        for b in warning.bulletins
        if b.kind == "Update"
    ]
    if state is WarningState.CANCELLED:
        lines.append(say("cancelled {time}", time=at(newest.sent, zone, newest.sent)))
    elif newest.alert.expires is not None:
        sentence = mark("valid until {time}")
        if state is WarningState.EXPIRED:
            sentence = mark("was valid until {time}")
        lines.append(say(sentence, time=at(newest.alert.expires, zone, newest.sent)))
    return lines


def _marked(head: str, warning: PublicWarning, centre: Centre, language: str, say: Say) -> str:
    """The headline with what it is before it, unless it is as real as the desk."""
    status = warning.newest.alert.status
    if status in _STATUSES:
        return f"{marker(_STATUSES[status], language)} – {head}"
    if status != "Actual":
        return f"{status or '?'} – {head}"
    if centre.mode is not Mode.LIVE:
        return say("REAL, not part of the exercise – {head}", head=head)
    return head


def _spoken(told: Bulletin, centre: Centre, language: str) -> str:
    """The language to show it in: the room's, else the first of the centre's that it has."""
    wanted = (language, *centre.languages)
    has = told.alert.words
    return next((each for each in wanted if has.get(each)), next(iter(has), ""))


def _words(told: Bulletin, language: str) -> str:
    return told.alert.words.get(language) or told.item.words


def _short(text: str) -> str:
    return text if len(text) <= MOST_WORDS else f"{text[: MOST_WORDS - 1]}…"
