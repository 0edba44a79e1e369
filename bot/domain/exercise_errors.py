"""The refusals of an exercise: its modes, its clock and its script; see `bot.domain.errors`."""

from bot.domain.errors import DeskError


class Frozen(DeskError):
    """The exercise is stopped: NO PLAY. Only a duty officer may go on, with /exercise resume."""


class NoExercise(DeskError):
    """This desk runs in {mode} mode; exercise commands work only in exercise mode."""


class ExerciseRunning(DeskError):
    """The exercise {title} is under way. End it first: /exercise end"""


class NothingLoaded(DeskError):
    """No exercise is loaded. Load its script first: /exercise load FILE"""


class NotRunning(DeskError):
    """The clock of the exercise {title} stands already. Go on with /exercise resume, or begin with
    /exercise start."""


class InjectOut(DeskError):
    """Inject {number} is out already; only what is to come can be skipped. See /exercise"""


class NoLeadersRoom(DeskError):
    """No room is for those who lead the exercise, and no other may read what is planned. An admin
    gives one the duty "control" in the configuration."""


class ExerciseOver(DeskError):
    """The exercise has ended. A duty officer begins the next one with /incident open TITLE."""
