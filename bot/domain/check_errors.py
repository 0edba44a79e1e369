"""The refusals that the checks of a draft find; see `bot.domain.errors`.

Some block and some are only shown; which does which stands in `checks/`.
"""

from bot.domain.errors import DeskError


class NoSource(DeskError):
    """The {language} text does not say who warns. Name the authority, or show the words that do:
    /fill {number} {language}.source="…" """


class NoHazard(DeskError):
    """The {language} text does not say what the danger is, as far as I can read. Name it, or show
    the words that do: /fill {number} {language}.hazard="…" """


class NoPlaceNamed(DeskError):
    """The {language} text names nothing of the area "{area}". Name the place as people there do, or
    show the words: /fill {number} {language}.location="…" """


class NoGuidance(DeskError):
    """The {language} text does not say what to do, as far as I can read. Give one action that
    helps, or show the words: /fill {number} {language}.guidance="…" """


class NoTimeNamed(DeskError):
    """The {language} text gives no time of day. Say since when or until when, or show the words:
    /fill {number} {language}.time="…" """


class NotInText(DeskError):
    """The text does not say "{words}". Show words that stand in it, as they stand there, or write
    them first: /revise {number} TEXT"""


class NoWayOn(DeskError):
    """The {language} text names no link or number of the contacts where people learn more."""


class NotFollowed(DeskError):
    """Draft {number} does not bring draft {earlier} up to date: both must be of one incident, and
    it must be no correction. See /show {earlier}."""


class PromisePast(DeskError):
    """The text promises the next word for {time}, which is over. Promise another time:
    /fill {number} next=30m"""


class OnlyQuoted(DeskError):
    """The text in {languages} only quotes the one in {source}. To give it words of its own:
    /revise {number} {first} TEXT"""


class NotRead(DeskError):
    """Nobody has marked these languages as read by a native speaker: {languages}. Have them read,
    then: /read {number} {first}"""


class NotCalledNow(DeskError):
    """{value} was not called in the last {minutes} min, and this warning sends people to it. Call
    it, then: /contact tested {contact}"""


class NotCalledLately(DeskError):
    """{value} was not called in the last {days} days, and a warning sends people to it. Call it,
    then: /contact tested {contact}"""


class ManyParts(DeskError):
    """As a text message, {where} takes {count} parts. One part is read at a glance: shorten it."""


class BoilingChemicals(DeskError):
    """The {language} text says to boil the water ("{boil}") and names a chemical cause
    ("{cause}"). Boiling does not remove it: advise another water, or mend the cause."""


class Shouting(DeskError):
    """ "{words}" is written in capitals. Capitals are for single words: they are hard to read."""


class UnknownAcronym(DeskError):
    """Readers may not know "{word}". Write it in full."""


class NumbersDiffer(DeskError):
    """The {first} text says {numbers}, the {second} text does not. Make them agree, or let it be:
    /fill {number} waive={second}"""


class MythFirst(DeskError):
    """The {language} text begins with what is false. Begin with the fact:
    /fill {number} fact="…" """


class MythTwice(DeskError):
    """The {language} text repeats what is false. Say it once only."""


class NoFallacy(DeskError):
    """The {language} answer does not say why the message misleads. Say it, and show the words:
    /fill {number} {language}.why="…" """


class MythNotNamed(DeskError):
    """I do not know which words of the {language} text are what is false, so I cannot see whether
    they stand first or twice. Show them: /fill {number} {language}.myth="…" """


class NoCase(DeskError):
    """This answer belongs to no case, so nobody has weighed whether it spreads what it answers.
    Begin it from the case: /answer N"""


class SpreadsElsewhere(DeskError):
    """It goes round on {sites}, and the answer would go to {outlets}, where it may spread it.
    Answer where it goes round."""


class LowPriority(DeskError):
    """Case {case} has low priority: an answer would spread it. Prepare a line for the call takers,
    or raise it first: /priority {case} medium REASON"""


class AdviceDiffers(DeskError):
    """{source} tells people otherwise. They: “{theirs}” We: “{ours}” Speak with them, so that one
    street hears one advice."""


class PrivateReach(DeskError):
    """The {language} text has what reads like somebody's own address or number: "{words}". Take it
    out: /revise {number} TEXT. If an office owns it, have it added: /contact add."""


class VictimNamed(DeskError):
    """The {language} text seems to name a victim: "{words}". Families hear it from people, never
    from a message: take it out, /revise {number} TEXT"""
