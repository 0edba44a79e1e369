"""What the public says in a script that names no feeds: its own injects, as posts.

A script that people wrote for people says only on which channel an inject comes. Where that is a
public one, the words are shown in a simulated feed, so that the desk has something to watch.
"""

import re
from collections.abc import Iterator

from bot.domain.mode import found_marker
from bot.drill.scenario import LANGUAGES, Inject, Scenario, ScenarioFeed, ScenarioItem
from monitors.feed import SourceRole

# What a channel is called in a script, and the feed that it becomes.
_CHANNELS = {
    "social": ScenarioFeed(
        id="social", name="Posts", kind="atom", role=SourceRole.SOCIAL, language="en"
    ),
    "rss": ScenarioFeed(id="news", name="News", kind="atom", role=SourceRole.MEDIA, language="en"),
}


def peopled(scenario: Scenario) -> Scenario:
    """The scenario with its public injects as posts; one that has feeds of its own as it is."""
    if scenario.feeds:
        return scenario
    injects = tuple(
        inject.model_copy(update={"items": tuple(_posts(inject))}) for inject in scenario.injects
    )
    used = {item.feed for inject in injects for item in inject.items}
    feeds = tuple(feed for feed in _CHANNELS.values() if feed.id in used)
    return scenario.model_copy(update={"feeds": feeds, "injects": injects})


def _posts(inject: Inject) -> Iterator[ScenarioItem]:
    words = re.findall("[a-z]+", inject.channel.casefold())
    feed = next((_CHANNELS[word] for word in _CHANNELS if word in words), None)
    if feed is not None and not _is_direction(inject.text):
        yield ScenarioItem(
            feed=feed.id, guid=f"inject-{inject.no}", lang=_language(inject.lang),
            label=inject.label, text=inject.text,
        )  # fmt: skip


def _is_direction(text: str) -> bool:
    """Whether it tells the players what to do: wholly in brackets, or with the marker that a feed
    puts there."""
    return bool(re.fullmatch(r"\(.*\)", text.strip(), re.DOTALL) or found_marker(text))


def _language(named: str) -> str:
    """The first of ours in `FR/NL` or `fr-BE`; else English."""
    codes = re.findall("[a-z]+", named.casefold())
    return next((code for code in codes if code in LANGUAGES), "en")
