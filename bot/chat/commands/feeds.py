"""Commands about feeds and narratives."""

from bot.chat.arguments import duration
from bot.chat.commands.session import Session, split_language
from bot.chat.views.feeds import row
from bot.chat.words import named, spoken
from bot.desk import feeds, narratives, techniques
from bot.desk.titles import own_title
from bot.domain.message import Message, Paragraph, Rows, Storyline, mark
from bot.ports import KeptFeed
from classifiers.narrative import Narrative
from monitors.feed import SourceRole
from monitors.keywords import listed


async def show(session: Session) -> Message:
    """List the feeds with how each is doing."""
    session.arguments.nothing_more()
    kept = await session.turn.unit.feeds.all()
    if not kept:
        return Message(session.say("No feed is watched. Add one: /feed add URL role=media"))
    zone, now = session.turn.centre.timezone, session.turn.now
    rows = tuple(row(feed, session.say, zone, now) for feed in kept)
    return Message(session.say("Feeds that are watched: {count}", count=len(kept)), (Rows(rows),))


async def add(session: Session) -> Message:
    """Watch a feed."""
    pairs = session.arguments.pairs("role", "every", "language", "keywords")
    url = session.arguments.needed(mark("the address is missing"))
    session.arguments.nothing_more()
    every = duration(pairs.get("every", "5m"))
    if every is None:
        raise session.arguments.wrong("every=5m")
    keywords = listed(pairs.get("keywords", ""))
    role = session.arguments.meaning(pairs.get("role", SourceRole.UNKNOWN), SourceRole)
    if role is None:
        raise session.arguments.option("role", SourceRole)
    kept = await feeds.add(session.turn, url, role, every, pairs.get("language"), keywords)
    say = session.say
    head = say("Feed {number} is watched: {url}", number=kept.number, url=kept.feed.url)
    hint = say("What it holds already is taken in silently; new items are judged from now on.")
    return Message(head, (Paragraph(hint),))


async def mute(session: Session) -> Message:
    """Stop polling a feed."""
    kept = await feeds.mute(session.turn, session.arguments.number(), True)
    return Message(session.say("Feed {number} is muted: {name}", **_named(kept)))


async def unmute(session: Session) -> Message:
    """Poll a feed again."""
    kept = await feeds.mute(session.turn, session.arguments.number(), False)
    return Message(session.say("Feed {number} is watched again: {name}", **_named(kept)))


async def move(session: Session) -> Message:
    """Follow a feed to where it moved for good."""
    number = session.arguments.number()
    address = session.arguments.needed(mark("the address is missing"))
    session.arguments.nothing_more()
    kept = await feeds.move(session.turn, number, address)
    return Message(session.say("Feed {number} is watched: {url}", number=number, url=kept.feed.url))


async def remove(session: Session) -> Message:
    """Stop watching a feed."""
    kept = await feeds.remove(session.turn, session.arguments.number())
    return Message(session.say("Feed {number} is removed: {name}", **_named(kept)))


async def show_narratives(session: Session) -> Message:
    """List what the desk looks for."""
    session.arguments.nothing_more()
    say = session.say
    own = await session.turn.unit.narratives.all()
    ours = tuple(
        say("{id}: {title} (wordings of our own: {count})", id=n.id, title=own_title(n),
            count=_size(n))
        for n in own
    )  # fmt: skip
    built_in = tuple(
        spoken(slug, named(Storyline(slug), say), say) for slug in sorted(session.context.built_in)
    )
    return Message(say("Narratives we look for:"), (Rows(ours + built_in),))


async def new_narrative(session: Session) -> Message:
    """Begin a narrative of our own."""
    known = session.context.built_in
    narrative = await narratives.new(session.turn, session.arguments.rest(), known)
    hint = session.say(
        "Now give it at least three wordings: /narrative example {id} TEXT", id=narrative.id
    )
    return Message(session.say("Narrative {id} is open.", id=narrative.id), (Paragraph(hint),))


async def example(session: Session) -> Message:
    """Add a wording to a narrative."""
    slug = session.arguments.needed(mark("the narrative is missing"))
    language, text = split_language(session)
    known = session.context.built_in
    taught = await narratives.example(session.turn, slug, language, text, known)
    sentence = mark("Narrative {id}, wordings of our own: {count}")
    return Message(session.say(sentence, id=slug, count=_size(taught)))


async def disarm(session: Session) -> Message:
    """Say which DISARM techniques a narrative uses."""
    slug = session.arguments.needed(mark("the narrative is missing"))
    known = session.context.built_in
    typed = session.arguments.rest().split()
    chosen = await techniques.say_used(session.turn, slug, typed, known)
    sentence = mark("Narrative {id} uses, people say: {techniques}. Exports to partners carry it.")
    words = ", ".join(f"{each} {techniques.known()[each]}" for each in chosen)
    return Message(session.say(sentence, id=slug, techniques=words or techniques.NONE))


async def close_narrative(session: Session) -> Message:
    """Stop looking for a narrative of our own."""
    slug = session.arguments.needed(mark("the narrative is missing"))
    await narratives.close(session.turn, slug, session.context.built_in)
    return Message(session.say("Narrative {id} is closed.", id=slug))


def _size(narrative: Narrative) -> int:
    return sum(len(texts) for texts in narrative.examples.values())


def _named(kept: KeptFeed) -> dict[str, object]:
    return {"number": kept.number, "name": kept.feed.name}
