"""The page with the approval card shows what the platforms are told today."""

import pytest

from tests.card import HEAD, PAGE, on_console, on_matrix_server, on_telegrams_server, the_card
from tests.synapse import Synapse


@pytest.fixture
def page() -> str:
    return PAGE.read_text("utf-8")


async def test_the_page_has_the_card_as_telegram_gets_it(page: str) -> None:
    assert page.startswith(HEAD)
    assert await on_telegrams_server(await the_card()) in page, "bring it up to date: make card"


async def test_the_page_has_the_card_as_matrix_gets_it(page: str, synapse: Synapse) -> None:
    assert await on_matrix_server(await the_card(), synapse) in page, "make card"


async def test_the_page_has_the_card_as_the_console_prints_it(page: str) -> None:
    assert await on_console(await the_card()) in page, "make card"
