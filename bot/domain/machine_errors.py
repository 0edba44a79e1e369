"""The refusals about words that a machine proposed; see `bot.domain.errors`."""

from bot.domain.errors import DeskError


class NoWriter(DeskError):
    """Nothing here helps with writing. An administrator can name an endpoint under [writing]; until
    then: /revise {number} {language} TEXT"""


class ProposalWaits(DeskError):
    """Proposal {proposal} for the {language} text of draft {number} is still being made."""


class NoSourceText(DeskError):
    """Draft {number} has no {language} text to start from, or too long a one. It has:
    {languages}."""


class AmendsByHand(DeskError):
    """Draft {number} corrects or retracts what is out. Give its reason in your own words:
    /revise {number} {language} TEXT"""


class NotToTake(DeskError):
    """Proposal {number} cannot be taken: {why}. Ask again: {again}"""


class ProposalAdds(DeskError):
    """It adds {what} that your text does not have: {words}."""


class ProposalDrops(DeskError):
    """It leaves out {what} of your text: {words}."""


class ProposalDenies(DeskError):
    """Your text denies or forbids {before} times, the proposal {after} times."""


class ProposalTurns(DeskError):
    """It may turn the advice: only one of the two speaks of {words}."""


class ProposalLength(DeskError):
    """It has {count} characters for the {before} of your text."""


class ProposalTongue(DeskError):
    """It does not read as {language}."""


class MachineUnread(DeskError):
    """The {language} text is machine-made and nobody has read it. Somebody who reads {language}
    says so: /read {number} {language}; or gives it other words: /revise {number} {language}
    TEXT"""
