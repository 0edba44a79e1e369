"""The scenes on which platforms are tried, each before a server of its kind."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.matrix_scene import Scene, scene
from tests.proxy import Proxy, between
from tests.synapse import Synapse
from tests.telegram_stage import TelegramStage, on_telegram


@pytest.fixture
async def proxy(synapse: Synapse) -> AsyncIterator[Proxy]:
    """What stands between us and the homeserver, and may break."""
    async with between(synapse.address) as one:
        yield one


@pytest.fixture
async def there(synapse: Synapse, tmp_path: Path, proxy: Proxy) -> AsyncIterator[Scene]:
    """People and rooms on a homeserver, and our account there, behind the proxy."""
    async with scene(synapse, tmp_path, proxy.address) as one:
        yield one


@pytest.fixture
async def stage() -> AsyncIterator[TelegramStage]:
    """A desk's account on Telegram, and the server it talks to."""
    async with on_telegram() as one:
        yield one
