"""What tells the items of a feed apart, when its own ids cannot be trusted."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitors.decide import novelties
from monitors.feed import Alert, IdPolicy, Item, digest_of
from monitors.identity import identified, keyed_by, policy_for

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
EARLIER = NOW - timedelta(hours=1)
LATER = NOW + timedelta(minutes=1)


def item(key: str, title: str, link: str | None = None, published: datetime | None = None) -> Item:
    return Item(key, digest_of(title, "", link), title, "", link, published, None)


def items(count: int, mark: str = "") -> list[Item]:
    return [item(f"{mark}{n}", f"title {n}", f"https://news.example/{n}") for n in range(count)]


def known(seen: list[Item]) -> dict[str, str]:
    return {each.key: each.digest for each in seen}


def test_good_ids_are_kept() -> None:
    assert policy_for(items(50), known(items(50))) is IdPolicy.ID
    assert policy_for([], {}) is IdPolicy.ID


def test_ids_that_repeat_give_way_to_links() -> None:
    same = [replace(each, key="0") for each in items(10)]
    assert policy_for(same, {}) is IdPolicy.LINK


def test_one_repeated_id_in_twenty_is_tolerated() -> None:
    few = items(60)
    few[1] = replace(few[1], key="0")
    assert policy_for(few, {}) is IdPolicy.ID
    assert policy_for(few[:10], {}) is IdPolicy.LINK


def test_an_item_that_is_there_twice_word_for_word_is_no_sign() -> None:
    assert policy_for([*items(3), *items(3)], {}) is IdPolicy.ID


def test_ids_and_links_that_repeat_give_way_to_words() -> None:
    same = [item("0", f"title {n}", "https://news.example/") for n in range(10)]
    assert policy_for(same, {}) is IdPolicy.WORDS


def test_items_without_links_are_told_apart_by_their_words() -> None:
    one, other = item("0", "one"), item("0", "other")
    kept = identified([one, other], {}, IdPolicy.ID)
    assert [each.key for each in kept.items] == [one.digest, other.digest]


def test_ids_that_all_change_at_once_give_way_to_links() -> None:
    assert policy_for(items(5, "new-"), known(items(5))) is IdPolicy.LINK


def test_one_id_that_stays_is_enough_to_trust_the_others() -> None:
    mixed = [*items(5, "new-")[1:], items(5)[0]]
    assert policy_for(mixed, known(items(5))) is IdPolicy.ID


def test_a_feed_that_is_wholly_new_is_no_sign_of_bad_ids() -> None:
    fresh = [item(f"b{n}", f"other {n}") for n in range(5)]
    assert policy_for(fresh, known(items(5))) is IdPolicy.ID


def test_a_single_item_that_comes_back_under_a_third_id_is_a_sign_when_it_is_old() -> None:
    copies = [item(str(n), "same", None, EARLIER) for n in range(3)]
    again = item("3", "same", None, EARLIER)
    assert policy_for([again], known(copies[:2]), last_poll=NOW) is IdPolicy.ID
    assert policy_for([again], known(copies), last_poll=NOW) is IdPolicy.LINK


def test_a_warning_repeated_word_for_word_with_a_new_date_stays_new() -> None:
    said = [item(f"mon-{n}", f"Storm warning {n}", None, EARLIER) for n in range(5)]
    again = [item(f"tue-{n}", f"Storm warning {n}", None, LATER) for n in range(5)]
    kept = identified(again, known(said), IdPolicy.ID, NOW)
    assert kept.policy is IdPolicy.ID
    assert len(novelties(kept.items, known(said))) == 5


def test_what_was_known_is_renamed_so_that_nothing_looks_new() -> None:
    before, now = known(items(5)), [*items(5, "new-"), item("fresh", "fresh", "https://f.example/")]
    kept = identified(now, before, IdPolicy.ID)
    renamed = {kept.renamed.get(key, key): digest for key, digest in before.items()}
    assert [each.title for each, _ in novelties(kept.items, renamed)] == ["fresh"]
    again = identified(items(5, "newer-"), renamed, kept.policy)
    assert (again.policy, again.renamed) == (IdPolicy.LINK, {})
    assert novelties(again.items, renamed) == ()


def test_a_name_that_is_taken_is_not_given_twice() -> None:
    before = known(items(5)) | {"https://news.example/0": "another digest"}
    kept = identified(items(5, "new-"), before, IdPolicy.ID)
    assert "0" not in kept.renamed
    assert len(kept.renamed) == 4


@pytest.mark.parametrize("policy", [IdPolicy.LINK, IdPolicy.WORDS])
def test_a_policy_never_climbs_back(policy: IdPolicy) -> None:
    good = [keyed_by(each, policy) for each in items(50)]
    assert policy_for(items(50), known(good), policy) is policy


def test_an_alert_keeps_its_identifier() -> None:
    alert = Alert("id-1", "Alert", "Actual", "Severe", None, (), {"fr": "Crue"})
    warnings = [replace(each, alert=alert, key="0") for each in items(5)]
    assert policy_for(warnings, {}) is IdPolicy.ID
    assert keyed_by(warnings[0], IdPolicy.WORDS).key == "0"


def test_a_link_too_long_for_a_key_is_shortened_to_one() -> None:
    long = item("0", "title", "https://news.example/" + "x" * 1000)
    assert len(keyed_by(long, IdPolicy.LINK).key) == 64
