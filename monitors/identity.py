"""What tells the items of a feed apart, when the feed's own ids cannot be trusted. Pure.

    ID -> LINK -> WORDS       one step at a time, never back

A feed's ids are left when, in one poll, more than a twentieth of the items (and at least two) share
their id with an item that says something else; or when what was known from this feed is there
again, word for word, with none of its old ids: three such items, or three such copies of fewer.
What the feed dates after the last poll is no such sign: a warning may be repeated word for word.

To climb back would make every item look new, and a feed that failed once fails again, so none does:
whoever mends a feed removes it and adds it again. Alerts keep their identifiers whatever happens.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from monitors.feed import IdPolicy, Item

_TOLERATED = 0.05
_FEWEST_RENAMED = 3
_LONGEST_KEY = 500
_WORSE = {IdPolicy.ID: IdPolicy.LINK, IdPolicy.LINK: IdPolicy.WORDS}


@dataclass(frozen=True, slots=True)
class Identified:
    """A poll's items under the keys that hold for this feed now.

    `renamed` maps keys under which items are known to their new ones: who keeps the items renames
    them before asking what is new, or the whole feed would look new.
    """

    policy: IdPolicy
    items: tuple[Item, ...]
    renamed: Mapping[str, str]


def identified(
    items: Sequence[Item],
    known: Mapping[str, str],
    policy: IdPolicy,
    last_poll: datetime | None = None,
) -> Identified:
    """The items keyed by the policy that holds after this poll.

    `known` maps keys to digests: those of this feed's recent items, at least as many as a poll may
    have, and those of these items' own keys, under the policy that held so far. `last_poll`
    is when the feed was last read, before this poll.
    """
    now = policy_for(items, known, policy, last_poll)
    keyed = tuple(keyed_by(item, now) for item in items)
    if now is policy:
        return Identified(now, keyed, {})
    old_key = {digest: key for key, digest in known.items()}
    renamed = {old_key[item.digest]: item.key for item in keyed if item.digest in old_key}
    # Two items may share a link, within what is tolerated: one of them is known by it.
    single = {new: old for old, new in renamed.items() if new not in known}
    return Identified(now, keyed, {old: new for new, old in single.items()})


def policy_for(
    items: Sequence[Item],
    known: Mapping[str, str],
    policy: IdPolicy = IdPolicy.ID,
    last_poll: datetime | None = None,
) -> IdPolicy:
    """The policy to follow from this poll on: the given one, or a worse one that it calls for."""
    doubtful = [item for item in items if item.alert is None]
    keyed = [keyed_by(item, policy) for item in doubtful]
    if policy in _WORSE and _all_renamed(keyed, known, last_poll):
        policy = _WORSE[policy]
    while policy in _WORSE and _repeat([keyed_by(item, policy) for item in doubtful]):
        policy = _WORSE[policy]
    return policy


def keyed_by(item: Item, policy: IdPolicy) -> Item:
    """The item under the key that this policy gives it: its words, where it has no link."""
    if policy is IdPolicy.ID or item.alert is not None:
        return item
    link = item.link if policy is IdPolicy.LINK else None
    if link and len(link) > _LONGEST_KEY:
        link = sha256(link.encode()).hexdigest()
    return replace(item, key=link or item.digest)


def _repeat(items: Sequence[Item]) -> bool:
    # An item that is there twice, word for word, is no sign of bad ids.
    said = {(item.key, item.digest) for item in items}
    sharing = Counter(key for key, _ in said)
    repeated = sum(count for count in sharing.values() if count > 1)
    return repeated > max(1, _TOLERATED * len(said))


def _all_renamed(
    items: Sequence[Item], known: Mapping[str, str], last_poll: datetime | None
) -> bool:
    copies = Counter(known.values())
    there_before = [
        item
        for item in items
        if item.digest in copies
        and not (item.published and last_poll and item.published > last_poll)
    ]
    if any(item.key in known for item in there_before):
        return False
    dated = sum(copies[item.digest] for item in there_before if item.published)
    return max(len(there_before), dated) >= _FEWEST_RENAMED
