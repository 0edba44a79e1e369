"""The refusals about a yes by phone and a release by one person; see `bot.domain.errors`."""

from bot.domain.errors import DeskError


class TypedOnly(DeskError):
    """A button never does this. Type it in full: {usage}"""


class NoApprover(DeskError):
    """ "{name}" is nobody who may approve. Those who may: {names}."""


class CountedAlready(DeskError):
    """{name} has approved this text already; a person counts once."""


class NamedWrote(DeskError):
    """{name} wrote, changed or submitted draft {number}, and cannot approve it by phone either."""


class NoWitness(DeskError):
    """You wrote, changed or submitted draft {number}: two others must hear and read back what
    somebody says about it."""


class SpeakForYourself(DeskError):
    """You are here yourself. Approve it yourself: /approve {number} {digest}"""


class ReadByAnother(DeskError):
    """You entered this yourself. Somebody else must read it back to {name} and type:
    /readback {number} {digest} "{name}" """


class NothingHeard(DeskError):
    """Nobody entered a yes by {name} to this text in the last {minutes} minutes. First:
    /verbal {number} {digest} "{name}" """


class HeardAlready(DeskError):
    """A yes by {name} is entered already. Somebody else reads it back to {name} and types:
    /readback {number} {digest} "{name}" """


class Annulled(DeskError):
    """{name} annulled what was entered in their name. Only {name} can approve this text now, in
    person: /approve {number} {digest}"""


class NothingToAnnul(DeskError):
    """Nothing is entered in your name for draft {number}. See /show {number}."""


class NeverAlone(DeskError):
    """A draft of the class {kind} is never released by one person alone. Call an approver, or have
    a yes entered that was given by phone: /verbal {number} {digest} NAME"""


class TypeItAll(DeskError):
    """A release by one person is typed in full: /release {number} {mode} {area} reason="…" """


class HasQuorum(DeskError):
    """Draft {number} has its approvals, so nobody need release it alone. See /show {number}."""


class StaleRelease(DeskError):
    """That is not the code under the text of draft {number} that you read last, or it is older
    than {minutes} minutes. Read it again: /release {number} {mode} {area} reason="…" """


class YesLapsed(DeskError):
    """The yes of {names} to draft {number} no longer counts: who said it does not hold that role
    any more. Somebody who does must approve it first: /approve {number} {digest}"""


class NothingToLook(DeskError):
    """No second look at draft {number} is due. See /status."""


class OwnLook(DeskError):
    """You wrote or released draft {number}; somebody else must look."""
