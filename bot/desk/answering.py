"""Begin the answer to a case: a rebuttal whose headline is the fact, in the room's language."""

from bot.desk.drafting import open_draft
from bot.desk.filling import open_from
from bot.desk.triage import the_case
from bot.desk.turn import Turn
from bot.domain.content import MessageClass
from bot.domain.draft import Draft
from bot.domain.message import mark
from bot.domain.template import FORMS, means_template

# The order fact, warning, why it misleads, fact follows the Debunking Handbook 2020; the places in
# braces block submission until somebody has written them.
SKELETON = mark(
    "{{fact}}. A misleading message is going around; it says {{claim}}. "
    "Why it misleads: {{why}}. {{fact again}}. Please do not forward the message."
)


async def answer(turn: Turn, number: int, text: str) -> Draft:
    """Open a rebuttal for a case: with the text given, from the template named, or with places to
    fill."""
    case = await the_case(turn, number)
    if means_template(template := text.strip().upper(), turn.centre.templates):
        draft = await open_from(turn, template, FORMS[0], (), case=case.number)
        await turn.note("case.answered", "", case.incident, case=number, draft=draft.number)
        return draft
    words = text.strip() or turn.words(turn.language, SKELETON)
    draft = await open_draft(turn, MessageClass.REBUTTAL, {turn.language: words}, case=case.number)
    await turn.note("case.answered", "", case.incident, case=number, draft=draft.number)
    return draft
