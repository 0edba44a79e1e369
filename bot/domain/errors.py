"""The refusals. The docstring of each class is the sentence the person reads.

A sentence is an English template with `{named}` details; the chat layer words it in the room's
language. A refusal changes nothing, says what to do next, and is written in the log.
"""

import inspect


class DeskError(Exception):
    """The desk refused; nothing was changed."""

    def __init__(self, **details: object) -> None:
        self.details = details
        super().__init__(self.sentence.format(**details))

    @property
    def sentence(self) -> str:
        """The English template, one line: the key of its translations."""
        return " ".join(inspect.cleandoc(self.__doc__ or "").split())


class Reasons(tuple[DeskError, ...]):
    """Several refusals as one detail of another; the room reads each on a line of its own."""

    __slots__ = ()

    def __str__(self) -> str:
        return "".join(f"\n- {why}" for why in self)


# --- who and where ---------------------------------------------------------------------------


class NotYours(DeskError):
    """This needs the role {roles}. You have: {yours}. Ask an admin, or someone on duty."""


class UnknownPerson(DeskError):
    """I do not know you, so I cannot act on this. Tell an admin to add you: your id here is
    {id}."""


class Anonymous(DeskError):
    """I cannot see who you are, so I cannot act on this. Write as yourself, not as the group or a
    channel, and say it again."""


# --- what was typed --------------------------------------------------------------------------


class UnknownCommand(DeskError):
    """I do not know /{word}. Type /help for the list."""


class OneCommand(DeskError):
    """One command a message: below the first there is another, {line}. Nothing was done. Send each
    by itself."""


class BadArguments(DeskError):
    """I could not read that: {why}. Like this: {usage}"""


class NotFound(DeskError):
    """There is no {what} {number}. See {list}."""


# --- flags, cases, incidents -----------------------------------------------------------------


class AlreadyDecided(DeskError):
    """{what} {number} is already decided: {decision} by {by}. To change it, decide again with
    {undo}."""


class BadReason(DeskError):
    """ "{reason}" is not a reason I can learn from. Use one of: {reasons}."""


class CaseMerged(DeskError):
    """Case {number} is part of case {into} now. Type it for case {into}, or take it out again:
    /split {number}"""


class NeverSilent(DeskError):
    """Case {number} has high priority and is never silent. Lower it first:
    /priority {number} medium REASON"""


class IncidentClosed(DeskError):
    """Incident {number} is already closed. See /incident for the open ones."""


class HandoverOpen(DeskError):
    """The duty is changing hands: {giver} has laid it out and nobody has accepted yet. Finish that
    first: /handover accept CODE"""


class PartnersRead(DeskError):
    """Partners read this room, and this is for the team alone. Say it in another room. What works
    here: /help"""


class NoHandover(DeskError):
    """There is no handover to accept, or it is older than an hour. Lay it out anew: /handover"""


class OwnHandover(DeskError):
    """You laid out this handover yourself; another duty officer must read it and accept it."""


class OnDutyAlready(DeskError):
    """You are on duty already; another duty officer takes over: /handover accept CODE"""


class WrongCode(DeskError):
    """That is not the code at the end of the newest handover. Read it to its end, then:
    /handover accept CODE"""


class StaleHandover(DeskError):
    """What must be known has changed since that text was written. Lay it out anew: /handover"""


class NotWritten(DeskError):
    """Not written yet, because the log never forgets. This reads like a private address or number,
    or a victim's name: {hints}. Delete your message here and type it without; or, if the desk must
    keep it: {usage}"""


# --- feeds and narratives --------------------------------------------------------------------


class FeedStays(DeskError):
    """Feed {number} did not move there. The address that I know for it is {address}. To watch
    another one: /feed add URL."""


class FeedKnown(DeskError):
    """That feed is already watched as number {number}."""


class BadAddress(DeskError):
    """I cannot watch {url}: {why}. Give the full http or https address of a feed."""


class NarrativeKnown(DeskError):
    """There is already a narrative {id}. Add an example with /narrative example {id} TEXT."""


class NarrativeBuiltIn(DeskError):
    """Narrative {id} comes with Vigie; it can be given examples, not closed."""


class RumourSettled(DeskError):
    """Rumour {number} is {fate} already, by {by}. What is open: /rumours"""


# --- drafts ----------------------------------------------------------------------------------


class ReadAlready(DeskError):
    """{name} has read the {language} text of draft {number} as it stands."""


class EmptyText(DeskError):
    """There are no words in that. Write the text after the number: /revise {number} TEXT"""


class Unfinished(DeskError):
    """Draft {number} still has an empty place: {slot}. Write the whole text:
    /revise {number} TEXT"""


class NoArea(DeskError):
    """A warning without an area is not sent. Name it first: /fill {number} area="place, street" """


class NoExpiry(DeskError):
    """A warning without an end is not sent. Give one first: /fill {number} until=2h"""


class ExpiryPast(DeskError):
    """The end of draft {number}, {until}, is over. Give a new one: /fill {number} until=2h"""


class NoOutlet(DeskError):
    """No outlet would carry draft {number}: its languages are {languages}. Add one with
    /revise {number} LANGUAGE TEXT, or ask an admin for an outlet."""


class MissingLanguage(DeskError):
    """A warning goes out in every language of its outlets. Draft {number} lacks {languages}:
    /revise {number} LANGUAGE TEXT"""


class SameText(DeskError):
    """Draft {number} has the same text in {languages}. Translate it:
    /revise {number} LANGUAGE TEXT"""


class TooLong(DeskError):
    """This is too long for {outlet}: {count} of {limit} {unit}. Make it shorter:
    /revise {number} TEXT"""


class UnknownLanguage(DeskError):
    """This centre does not write in "{language}". Use one of: {languages}."""


class MarkerInLive(DeskError):
    """The text carries the exercise marker {marker}, and this desk is live. Take it out:
    /revise {number} TEXT"""


class NotADrill(DeskError):
    """The text says "{words}", and this is an exercise. Take it out: /revise {number} TEXT"""


class HiddenSign(DeskError):
    """The text carries a sign that nobody can see ({sign}). Type that place again:
    /revise {number} TEXT"""


class UnknownContact(DeskError):
    """ "{typed}" is not in the contacts. Nearest known: {nearest}. Use that one, or have it added
    and tested with /contact add."""


class StrayContact(DeskError):
    """ "{typed}" is not in the contacts, and nothing like it is. Have it added and tested:
    /contact add {typed} purpose="…" owner="…" """


class WrongState(DeskError):
    """Draft {number} is {state}; that cannot be done now. {next}"""


class OwnDraft(DeskError):
    """You wrote, changed or submitted draft {number}; someone else must approve it."""


class StaleText(DeskError):
    """Draft {number} changed after the text you name. Read it again with /show {number}; the text
    now is [{digest}]."""


class BadDigest(DeskError):
    """An approval names the exact text: at least the first six characters of its digest.
    Read it with /show {number}, then: /approve {number} {digest}"""


class AlreadyApproved(DeskError):
    """Your approval of this text is counted already. Draft {number} has {approvals}."""


class AlreadyFull(DeskError):
    """Draft {number} is {state}. It was approved by {approvers}; nothing more is needed."""


class NeedsReason(DeskError):
    """Say why, so that the author can act on it: {usage}"""


class NoAmendment(DeskError):
    """Write what the public is to read: {usage}"""


class WordOrLanguage(DeskError):
    """“{word}” may name a language, but the words after it read like another one. Type {code} for
    the language, or begin your text with a capital letter."""


class NoReasonAlone(DeskError):
    """Say why it goes out alone; the log keeps it: {usage}"""


class OldApproval(DeskError):
    """The approval by {names} is older than {minutes} minutes. Ask for it again:
    /approve {number} {digest}"""


class NotConfirmed(DeskError):
    """A warning goes out only when it is typed in full: /publish {number} {mode} {area}"""


class ButtonCannot(DeskError):
    """A button never publishes a warning. Type it: /publish {number} {mode} {area}"""


class NothingPublished(DeskError):
    """Draft {number} has not been published, so there is nothing to correct. See /show {number}."""


class UnknownOutlet(DeskError):
    """Draft {number} does not go to an outlet "{outlet}". Its outlets: {outlets}."""


class NotUncertain(DeskError):
    """The publication of draft {number} on {outlet} is {state}; there is nothing to settle."""


# --- facts, contacts, templates --------------------------------------------------------------


class FactWithdrawn(DeskError):
    """Fact {number} was withdrawn. Write what holds now as a new one: /fact add TEXT"""


class FactNotPublic(DeskError):
    """Draft {number} rests on fact {fact}, which is {state}. Confirm it, or draw others:
    /fill {number} facts=N,M"""


class VictimsNotCleared(DeskError):
    """The text counts victims ("{words}"), and no fact in it was cleared for that. Have it cleared:
    /fact confirm N cleared="who allowed it" """


class ContactKnown(DeskError):
    """{value} is contact {number} already. See /contacts."""


class ContactUntested(DeskError):
    """Nobody has tested {value} lately. Call or open it, then: /contact tested {contact}"""


class WordsGone(DeskError):
    """The words of flag {number} are not kept any more, so there is nothing left to decide on. See
    /flags"""


class NoTemplate(DeskError):
    """There is no template {id}, but {templates}. See /templates."""


class NoSlot(DeskError):
    """Draft {number} has no place "{slot}". Its places: {slots}."""


class NothingToAsk(DeskError):
    """Draft {number} misses nothing that I could ask for. See /show {number}."""


class NotAmended(DeskError):
    """Draft {number} stays as it is. Type /{command} {number} TEXT again with other words, because
    these cannot go out:{reasons}"""


class Several(DeskError):
    """Draft {number} cannot go on, for {count} reasons:{reasons}"""
