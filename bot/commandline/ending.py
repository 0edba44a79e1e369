"""How a command ends: with an exit code, and a sentence where it was refused.

Imported with the command line itself, so it imports nothing that takes a while.
"""

import asyncio
from collections.abc import Coroutine
from typing import NoReturn, TypeVar

import typer

T = TypeVar("T")
# Done; failed; wrong use or configuration.
DONE, FAILED, MISUSED = 0, 1, 2


class WrongUse(Exception):
    """What was typed cannot be meant; the text says how it is written."""


def carry_out(work: Coroutine[object, object, T], interrupted: int = DONE) -> T:
    """Run it. What the store or the configuration refuses is a sentence, not a traceback."""
    from bot.config import ConfigError
    from bot.ports import ModeError, StoreError

    try:
        return asyncio.run(work)
    except ConfigError as error:
        for mistake in error.mistakes:
            typer.echo(mistake, err=True)
        stop(MISUSED, "Mend the configuration and try again.")
    except (ModeError, WrongUse) as wrong:
        stop(MISUSED, str(wrong))
    except StoreError as trouble:
        stop(FAILED, str(trouble))
    except KeyboardInterrupt:
        raise typer.Exit(interrupted) from None


def note(sentence: str) -> None:
    """Say it beside what the command writes."""
    typer.echo(sentence, err=True)


def stop(code: int, sentence: str) -> NoReturn:
    """End with a sentence, and one of the exit codes."""
    typer.echo(sentence, err=True)
    raise typer.Exit(code)
