"""Updates as Telegram gives them when it is asked: the long poll, without the library's Updater.

The Updater confirms an update before anybody has it, and so loses it in a crash. Here the next
question, which is what confirms, is put only after the reader came back for more.
"""

import json
from collections.abc import AsyncGenerator

from telegram import Bot
from telegram.error import TelegramError
from telegram.request import BaseRequest, HTTPXRequest, RequestData

from bot.platforms.telegram.reading import WANTED
from bot.platforms.telegram.webhook import Raw

_LONG_POLL = 25
_AT_ONCE = 100


class Ear(HTTPXRequest):
    """Keeps the last answer as it came: the inbox stores what Telegram sent, and one update that
    the library cannot read must not stop those after it."""

    def __init__(self) -> None:
        super().__init__(
            connection_pool_size=1, read_timeout=10.0, connect_timeout=10.0, pool_timeout=5.0
        )
        self.answer = b""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One request, as the library makes it."""
        status, self.answer = await super().do_request(
            url, method, request_data,
            read_timeout, write_timeout, connect_timeout, pool_timeout,  # type: ignore[arg-type]
        )  # fmt: skip
        return status, self.answer


async def polled(bot: Bot, ear: Ear, offset: int) -> AsyncGenerator[list[Raw], None]:
    """The updates from this number on, as they come; an empty list after each quiet long poll.
    Raises `TelegramError`."""
    # The first answer comes at once: it says that Telegram is there, and what waits goes out.
    wait = 0
    while True:
        try:
            await bot.get_updates(
                offset=offset, limit=_AT_ONCE, timeout=wait, allowed_updates=WANTED
            )
        except TelegramError:
            raise
        except (TypeError, KeyError, ValueError, AttributeError):
            # The library stumbled over one of them; each is read by itself, later.
            pass
        updates = json.loads(ear.answer)["result"]
        yield updates
        wait = _LONG_POLL
        offset = max([offset, *(raw["update_id"] + 1 for raw in updates)])
