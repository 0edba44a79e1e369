"""What a press means: what its message showed when the press was heard, and never later.

Between hearing and working off, the message may be changed. So the meaning is kept with the press,
in the transaction that keeps it; a press of which nobody can say which text its sender saw counts
for nothing, and is asked for again.
"""

from dataclasses import replace

from bot.domain.hearing import Pressed
from bot.domain.message import mark
from bot.ports import Buttons, Unit

FORGOTTEN = mark("I no longer know what this button says. Type its command instead.")
CHANGED = mark("This message changed while you pressed. Read it again, then press.")
# The place of no button: the message changed after the press.
OUTDATED = -1


async def understood(unit: Unit, press: Pressed) -> Pressed:
    """The press with its command, as far as that is known now."""
    if press.says or press.button < 0:
        return press
    buttons = await unit.spoken.get(press.room, press.reference)
    says, sentence = meaning(buttons, press.button)
    if sentence == CHANGED:
        return replace(press, button=OUTDATED)
    return replace(press, says=says)


def meaning(buttons: Buttons | None, place: int) -> tuple[str, str]:
    """What a button says, or else the sentence that says why nobody knows."""
    if buttons is None:
        return "", FORGOTTEN
    if place < 0:
        return "", CHANGED
    states = (buttons.says,) if buttons.coming is None else (buttons.says, buttons.coming)
    meanings = {says[place] if place < len(says) else "" for says in states}
    if len(meanings) > 1:
        return "", CHANGED
    [says] = meanings
    return says, "" if says else FORGOTTEN
