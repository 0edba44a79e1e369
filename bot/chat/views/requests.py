"""Questions between centres, as both sides read them. The words of a partner stand in a quotation:
nothing in them is carried out."""

from collections.abc import Sequence
from datetime import datetime

from bot.chat.views.clock import at
from bot.chat.views.partners import framed
from bot.chat.words import Say, spoken
from bot.domain.centre import Centre
from bot.domain.exchange import Envelope, Leg, Request, Way
from bot.domain.message import Message, Paragraph, Quote, Rows, mark


def to_partner(
    request: Request, part: str, centre: Centre, language: str, now: datetime, say: Say
) -> Message | None:
    """A part of a request for the room that we share, with the envelope for the other bot."""
    match part:
        case "ask":
            sentence = mark("Request {reference} from {centre} to {partner}{due}")
            head = say(
                sentence, reference=request.reference, centre=centre.name,
                partner=request.partner, due=_until(request, centre, now, say),
            )  # fmt: skip
            how = Paragraph(say("Answer: /reply {reference} TEXT", reference=request.reference))
            shown = framed(head, (Quote(request.text), how), request.tlp, centre, language)
            return _with(shown, Leg.REQUEST, request, centre, request.text, request.asked_at)
        case "receipt":
            received = request.received_at
            assert received is not None  # theirs always was
            sentence = mark("Request {reference}: received at {time}, with the duty officer.")
            time = at(received, centre.timezone, now)
            head = say(sentence, reference=request.reference, time=time)
            shown = framed(head, (), request.tlp, centre, language)
            return _with(shown, Leg.RECEIPT, request, centre, "", received)
        case "answer" if request.answered_at is not None:
            sentence = mark("Answer of {centre} to request {reference}")
            head = say(sentence, centre=centre.name, reference=request.reference)
            shown = framed(head, (Quote(request.answer),), request.tlp, centre, language)
            return _with(shown, Leg.ANSWER, request, centre, request.answer, request.answered_at)
    return None


def to_us(request: Request, part: str, centre: Centre, now: datetime, say: Say) -> Message | None:
    """The notice of a request for our own rooms; None when it is of no use any more."""
    tag, named = request.tlp.tag, {"reference": request.reference, "partner": request.partner}
    match part:
        case "arrived":
            due = _until(request, centre, now, say)
            head = say(mark("{partner} asks, request {reference}{due}"), due=due, **named)
            how = Paragraph(say("Answer: /reply {reference} TEXT", reference=request.reference))
            return Message(f"{tag} {head}", (Quote(request.text), how))
        case "answered" if not request.is_open:
            sentence = mark("{partner}: answer to our request {reference}, noted by {name}")
            head = say(sentence, name=request.answered_by, **named)
            return Message(f"{tag} {head}", (Quote(request.text), Quote(request.answer)))
        case "silent" if request.is_open and request.received_at is None:
            sentence = mark(
                "{partner} has not confirmed that it has our request {reference}. Telephone it."
            )
            return Message(say(sentence, **named), (Quote(request.text),))
        case "late" if request.is_late(now):
            sentence = (
                mark("Our request {reference} to {partner} has no answer, and its time is over.")
                if request.way is Way.OURS
                else mark("{partner} waits for our answer to {reference}, and its time is over.")
            )
            return Message(say(sentence, **named), (Quote(request.text),))
    return None


def register(requests: Sequence[Request], centre: Centre, now: datetime, say: Say) -> Message:
    """The requests that wait for an answer."""
    if not requests:
        return Message(say("No request waits for an answer."))
    lines = tuple(line(request, centre, now, say) for request in requests)
    return Message(say("Requests that wait for an answer:"), (Rows(lines),))


def line(request: Request, centre: Centre, now: datetime, say: Say) -> str:
    """One request that waits: who waits for whom, since when, until when."""
    theirs = request.way is Way.THEIRS
    sentence = mark("{partner} asks us") if theirs else mark("we ask {partner}")
    late = say("LATE") + " " if request.is_late(now) else ""
    time = at(request.asked_at, centre.timezone, now)
    due = _until(request, centre, now, say)
    known = theirs or request.received_at is not None
    state = "" if known else f", {say('not confirmed')}"
    who = say(sentence, partner=request.partner)
    words = " ".join(request.text.split())[:80]
    head = f"{late}{request.number}  {request.reference} {time}, {who}{due}{state}"
    return spoken(head, words, say)


def _until(request: Request, centre: Centre, now: datetime, say: Say) -> str:
    if request.due is None:
        return ""
    return say(", answer by {time}", time=at(request.due, centre.timezone, now))


def _with(
    shown: Message, leg: Leg, request: Request, centre: Centre, text: str, sent: datetime
) -> Message:
    due = request.due if leg is Leg.REQUEST else None
    envelope = Envelope(leg, request.key, request.reference, centre.mode, text, request.tlp,
                        sent, due)  # fmt: skip
    return Message(shown.headline, shown.blocks, envelope=envelope)
