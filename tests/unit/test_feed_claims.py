"""What a fact-checker says of a claim, in a page or in a feed."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitors.claims import in_page
from monitors.feed import Claim, Feed, FeedError, SourceRole
from monitors.parse import parse

FEEDS = Path(__file__).parent.parent / "feeds"
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
CHECKER = Feed("https://verif.example/f", "Vérif", SourceRole.FACT_CHECKER, language="fr")
PAPER = Feed("https://verif.example/f", "Vérif", SourceRole.MEDIA, language="fr")


def script(json: str) -> str:
    return f"<script type='application/ld+json'>{json}</script>"


def test_the_page_of_a_fact_checker_is_one_item_for_each_claim() -> None:
    (item,) = parse((FEEDS / "claim-review.html").read_bytes(), CHECKER, now=NOW)  # type: ignore[misc]
    assert item.claim == Claim("L'eau du robinet a été empoisonnée à Remich.", "Faux")
    assert item.key == item.link == "https://verif.example/eau"
    assert item.words == (
        "Non, l'eau du robinet n'est pas empoisonnée\n"
        "L'eau du robinet a été empoisonnée à Remich.\nFaux"
    )


def test_the_same_page_from_anybody_else_is_a_web_page() -> None:
    found = parse((FEEDS / "claim-review.html").read_bytes(), PAPER, now=NOW)
    assert isinstance(found, FeedError)
    assert "web page" in found.sentence


def test_an_entry_of_a_fact_checkers_feed_knows_the_claim_that_it_carries() -> None:
    body = (FEEDS / "claim-review-feed.xml").read_bytes()
    photo, agenda = parse(body, CHECKER, now=NOW)  # type: ignore[misc]
    assert photo.claim == Claim("Cette photo montre la crue d'hier.", "2/5")
    assert photo.text == "La photo date de 2021."
    assert agenda.claim is None
    assert all(item.claim is None for item in parse(body, PAPER, now=NOW))  # type: ignore[union-attr]


def test_a_document_of_reviews_alone_is_read_too() -> None:
    review = '{"@type": "ClaimReview", "claimReviewed": "a", "reviewRating": {"ratingValue": 1}}'
    body = f'{{"@type": "DataFeed", "dataFeedElement": [{{"item": [{review}]}}]}}'
    (item,) = parse(body.encode(), CHECKER, now=NOW)  # type: ignore[misc]
    assert item.claim == Claim("a", "1")


@pytest.mark.parametrize(
    "json",
    [
        "{",
        '"ClaimReview"',
        '{"@type": "ClaimReview"}',
        '{"@type": "ClaimReview", "claimReviewed": "a"}',
        '{"@type": "ClaimReview", "claimReviewed": ["", 3], "reviewRating": {"ratingValue": 1}}',
        '{"@type": "ClaimReview", "claimReviewed": "a", "reviewRating": {"ratingValue": []}}',
        '{"@type": "ClaimReview", "claimReviewed": "a", "reviewRating": []}',
    ],
)
def test_a_review_without_claim_or_verdict_is_none(json: str) -> None:
    assert in_page(script(json)) == []


@pytest.mark.parametrize(
    "page",
    [
        "ClaimReview" + "<script>" * 100_000,
        "ClaimReview" + "<script " * 100_000,
        "ClaimReview" + script("[" * 100_000),
        "ClaimReview" + script("{}") * 20_000,
    ],
    ids=["unclosed", "unfinished", "deep", "many"],
)
def test_no_page_holds_the_watch_for_long(page: str) -> None:
    started = time.process_time()
    assert in_page(page) == []
    assert time.process_time() - started < 2
