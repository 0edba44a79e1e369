"""A Bot API server of our own, over real HTTP: as much of Telegram as Vigie speaks with.

Every request is held against the Bot API's models; what is wrong with one stands in `wrong`, which
every test wants empty. `faults` scripts what goes wrong: a method's next calls take them in turn.
"""

import asyncio
import json
import socket
import time
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from enum import Enum, auto

import aiohttp
from aiohttp import web

from tests.telegram_checks import bad_text, decoded, mistakes
from tests.telegram_world import BOT, ME, TOKEN, Chat, Json, Refused, World, member


class Fault(Enum):
    """What goes wrong with a request, beyond a refusal."""

    DROPPED = auto()  # not done, the connection is cut
    LOST = auto()  # done, and the connection is cut before the answer
    HALF = auto()  # done, and the answer breaks off
    GATEWAY = auto()  # not done, a page of HTML with status 502
    HANGS = auto()  # done, and the answer never comes


class TelegramServer:
    """One bot's server."""

    def __init__(self) -> None:
        self.world = World()
        self.token = TOKEN
        self.address = ""
        self.faults: dict[str, deque[Fault | Refused]] = defaultdict(deque)
        self.down: Fault | Refused | None = None
        self.wrong: list[str] = []
        self.calls: list[tuple[float, str, dict[str, object]]] = []
        self.refused: list[tuple[float, dict[str, object]]] = []
        self.webhook: dict[str, object] = {}
        self.menus: dict[str, object] = {}
        self.absent: dict[int, Refused] = {}
        self.pictures: list[bytes] = []
        self.on_said: Callable[[int], None] = lambda chat: None
        self.given: dict[str, bytes] = {}
        self._poll: asyncio.Future[None] | None = None
        self._closing = asyncio.Event()
        self._delivery: asyncio.Task[None] | None = None
        self._runner: web.AppRunner | None = None
        self._held: socket.socket | None = None

    def count(self, method: str) -> int:
        """How often a method was called."""
        return sum(name == method for _, name, _ in self.calls)

    # --- HTTP ------------------------------------------------------------------------------

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One call."""
        method = request.match_info["method"]
        fields = await self._fields(request)
        self.calls.append((time.monotonic(), method, fields))
        if request.match_info["token"] != self.token:
            return _refusal(Refused(401, "Unauthorized"))
        self.wrong += mistakes(method, fields)
        queue = self.faults[method]
        fault = queue.popleft() if queue else self.down
        if isinstance(fault, Refused):
            self.refused.append((time.monotonic(), fields))
            return _refusal(fault)
        if fault is Fault.GATEWAY:
            return web.Response(status=502, text="<html>Bad Gateway</html>")
        if fault is Fault.DROPPED:
            return _cut(request)
        try:
            result = await getattr(self, f"do_{method}")(fields)
        except Refused as refused:
            return _refusal(refused)
        if fault is Fault.LOST:
            return _cut(request)
        if fault is Fault.HANGS:
            await self._closing.wait()
        body = json.dumps({"ok": True, "result": result}).encode()
        if fault is Fault.HALF:
            return await _half(request, body)
        return web.Response(body=body, content_type="application/json")

    async def _fields(self, request: web.Request) -> dict[str, object]:
        form: dict[str, str] = {}
        files: dict[str, object] = {}
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                content = value.file.read()
                if name == "photo":
                    self.pictures.append(content)
                else:
                    self.given[value.filename] = content
                files[name] = f"attach://{value.filename}"
            else:
                form[name] = str(value)
        return decoded(form) | files

    # --- updates ---------------------------------------------------------------------------

    async def do_getUpdates(self, fields: Json) -> object:  # noqa: N802 - Telegram's name
        """The long poll: confirms what lies before the offset; the newest caller wins."""
        if self.webhook.get("url"):
            raise Refused(409, "Conflict: can't use getUpdates method while webhook is active")
        if self._poll and not self._poll.done():
            self._poll.set_exception(
                Refused(409, "Conflict: terminated by other getUpdates request")
            )
        mine = self._poll = asyncio.get_running_loop().create_future()
        offset = int(str(fields.get("offset", 0)))
        queue = self.world.updates
        queue[:] = [each for each in queue if int(str(each["update_id"])) >= offset]
        until = time.monotonic() + float(str(fields.get("timeout", 0)))
        while not queue and (left := until - time.monotonic()) > 0:
            self.world.news.clear()
            news = asyncio.ensure_future(self.world.news.wait())
            closing = asyncio.ensure_future(self._closing.wait())
            await asyncio.wait({news, closing, mine}, timeout=left, return_when="FIRST_COMPLETED")
            news.cancel()
            closing.cancel()
            if mine.done():
                mine.result()
            if self._closing.is_set():
                break
        if not mine.done():
            mine.set_result(None)
        return queue[: int(str(fields.get("limit", 100)))]

    async def do_setWebhook(self, fields: Json) -> bool:  # noqa: N802
        """From now on updates are brought there, one at a time."""
        self.webhook = dict(fields)
        if self._delivery is None:
            self._delivery = asyncio.create_task(self._deliver())
        return True

    async def do_deleteWebhook(self, fields: Json) -> bool:  # noqa: N802
        """Updates are asked for again."""
        assert str(fields.get("drop_pending_updates", "false")).lower() == "false"
        self.webhook = {}
        return True

    async def do_getWebhookInfo(self, _: Json) -> Json:  # noqa: N802
        """Where updates go."""
        url, waiting = self.webhook.get("url", ""), len(self.world.updates)
        return {"url": url, "has_custom_certificate": False, "pending_update_count": waiting}

    async def _deliver(self) -> None:
        async with aiohttp.ClientSession() as session:
            while not self._closing.is_set():
                if not (self.world.updates and self.webhook.get("url")):
                    await asyncio.sleep(0.005)
                    continue
                secret = str(self.webhook["secret_token"])
                headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
                first = self.world.updates[0]
                url = str(self.webhook["url"])
                with suppress(aiohttp.ClientError):
                    async with session.post(url, json=first, headers=headers) as answer:
                        if answer.status == 200:
                            self.world.updates.remove(first)
                            continue
                await asyncio.sleep(0.02)

    # --- what a bot does ---------------------------------------------------------------------

    async def do_getMe(self, _: Json) -> Json:  # noqa: N802
        """The bot."""
        return ME | {
            "can_join_groups": True, "can_read_all_group_messages": False,
            "supports_inline_queries": False,
        }  # fmt: skip

    async def do_sendMessage(self, fields: Json) -> Json:  # noqa: N802
        """Say something."""
        chat = self._chat(fields)
        _fit(fields, "text", "entities", 4096)
        said = _said(fields, text=fields["text"], entities=fields.get("entities", []))
        if isinstance(reply := fields.get("reply_parameters"), dict):
            known = chat.messages.get(reply["message_id"])
            if known is None and not reply.get("allow_sending_without_reply"):
                raise Refused(400, "Bad Request: message to be replied not found")
            said |= {"reply_to_message": known} if known else {}
        kept = chat.keep(said)
        self.on_said(chat.id)
        return kept

    async def do_sendPhoto(self, fields: Json) -> Json:  # noqa: N802
        """Show a picture."""
        chat = self._chat(fields)
        if "caption" in fields:
            _fit(fields, "caption", "caption_entities", 1024)
        sizes = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
        return chat.keep(_said(fields, photo=sizes, caption=fields.get("caption", "")))

    async def do_sendDocument(self, fields: Json) -> Json:  # noqa: N802
        """Give a file."""
        chat = self._chat(fields)
        if "caption" in fields:
            _fit(fields, "caption", "caption_entities", 1024)
        document = {"file_id": "f", "file_unique_id": "u"}
        return chat.keep(_said(fields, document=document, caption=fields.get("caption", "")))

    async def do_editMessageText(self, fields: Json) -> Json:  # noqa: N802
        """Change what was said."""
        chat = self._chat(fields)
        message = self._message(chat, fields, "message to edit not found")
        _fit(fields, "text", "entities", 4096)
        new = _said(fields, text=fields["text"], entities=fields.get("entities", []))
        same = ("text", "entities", "reply_markup")
        if [message.get(each) for each in same] == [new.get(each) for each in same]:
            raise Refused(
                400, "Bad Request: message is not modified: specified new message content and "
                "reply markup are exactly the same",
            )  # fmt: skip
        message.pop("reply_markup", None)
        message.update(new, edit_date=int(str(message["date"])))
        chat.edits.append((int(str(fields["message_id"])), time.monotonic()))
        return message

    async def do_deleteMessage(self, fields: Json) -> bool:  # noqa: N802
        """Take a message away."""
        chat = self._chat(fields)
        self._message(chat, fields, "message to delete not found")
        chat.deleted.add(int(str(fields["message_id"])))
        return True

    async def do_answerCallbackQuery(self, fields: Json) -> bool:  # noqa: N802
        """Tell who pressed."""
        query = str(fields["callback_query_id"])
        if query in self.world.answers:
            raise Refused(400, "Bad Request: query is too old and response timeout expired or "
                          "query ID is invalid")  # fmt: skip
        if len(str(fields.get("text", "")).encode("utf-16-le")) // 2 > 200:
            raise Refused(400, "Bad Request: MESSAGE_TOO_LONG")
        self.world.answers[query] = fields
        return True

    async def do_sendChatAction(self, fields: Json) -> bool:  # noqa: N802
        """Typing …"""
        self._chat(fields)
        return True

    async def do_getChat(self, fields: Json) -> Json:  # noqa: N802
        """A chat."""
        chat = self._chat(fields, inside=False)
        gifts = dict.fromkeys(("unlimited_gifts", "limited_gifts", "unique_gifts",
                               "premium_subscription", "gifts_from_channels"), False)  # fmt: skip
        more = {"accent_color_id": 0, "max_reaction_count": 1, "accepted_gift_types": gifts}
        return chat.shown() | more

    async def do_getChatMember(self, fields: Json) -> Json:  # noqa: N802
        """The bot as a member."""
        assert int(str(fields["user_id"])) == BOT
        return member(self._chat(fields, inside=False).standing)

    async def do_setMyCommands(self, fields: Json) -> bool:  # noqa: N802
        """A menu."""
        scope = fields.get("scope")
        where = scope if isinstance(scope, dict) else {}
        if why := self.absent.get(int(str(where.get("user_id", 0)))):
            raise why
        place = str(where.get("chat_id") or fields.get("language_code", "en"))
        member = f"/{where['user_id']}" if "user_id" in where else ""
        self.menus[place + member] = fields["commands"]
        return True

    # --- looking up -----------------------------------------------------------------------

    def _chat(self, fields: Json, *, inside: bool = True) -> Chat:
        chat = self.world.named(str(fields["chat_id"]))
        if chat is None:
            raise Refused(400, "Bad Request: chat not found")
        if chat.moved_to:
            raise Refused(
                400, "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=chat.moved_to,
            )  # fmt: skip
        if inside and chat.standing in ("left", "kicked"):
            raise Refused(403, "Forbidden: bot was kicked from the supergroup chat")
        if inside and chat.standing == "restricted":
            raise Refused(400, "Bad Request: not enough rights to send text messages to the chat")
        topic = int(str(fields.get("message_thread_id", 0)))
        if topic and topic not in chat.topics:
            raise Refused(400, "Bad Request: message thread not found")
        return chat

    def _message(self, chat: Chat, fields: Json, missing: str) -> Json:
        number = int(str(fields["message_id"]))
        if number not in chat.messages or number in chat.deleted:
            raise Refused(400, f"Bad Request: {missing}")
        message = chat.messages[number]
        if message.get("from") != ME:
            raise Refused(400, "Bad Request: message can't be edited")
        return message

    async def start(self, port: int = 0) -> None:
        """Open on loopback; all that was known stays known."""
        self._closing.clear()
        application = web.Application(client_max_size=50 * 2**20)
        application.router.add_route("*", "/bot{token:[^/]+}/{method}", self.serve)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port).start()
        host, number, *_ = self._runner.addresses[0]
        self.address = f"http://{host}:{number}"

    async def vanish(self) -> None:
        """Close, and keep the port, so that nobody else of this machine answers there."""
        port = int(self.address.rpartition(":")[2])
        await self.stop()
        self._held = socket.socket()
        self._held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._held.bind(("127.0.0.1", port))

    async def stop(self) -> None:
        """Close, and let everybody go who waits."""
        if self._held:
            self._held.close()
        self._closing.set()
        if self._delivery:
            self._delivery.cancel()
            self._delivery = None
        if self._runner:
            await self._runner.cleanup()
            self._runner = None


def _fit(fields: Json, name: str, marks: str, limit: int) -> None:
    if why := bad_text(str(fields[name]), fields.get(marks), limit):
        raise Refused(400, f"Bad Request: {why}")
    markup = fields.get("reply_markup")
    for row in markup["inline_keyboard"] if isinstance(markup, dict) else []:
        for button in row:
            if not 1 <= len(button["callback_data"].encode()) <= 64:
                raise Refused(400, "Bad Request: BUTTON_DATA_INVALID")


def _said(fields: Json, **content: object) -> Json:
    message: Json = {"from": ME, **content}
    if "reply_markup" in fields:
        message["reply_markup"] = fields["reply_markup"]
    if topic := int(str(fields.get("message_thread_id", 0))):
        message |= {"message_thread_id": topic, "is_topic_message": True}
    return message


def _refusal(refused: Refused) -> web.Response:
    body: Json = {"ok": False, "error_code": refused.code, "description": refused.description}
    if refused.parameters:
        body["parameters"] = refused.parameters
    return web.json_response(body, status=refused.code)


def _cut(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.close()
    return web.Response()


async def _half(request: web.Request, body: bytes) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Length": str(len(body))})
    await response.prepare(request)
    await response.write(body[: len(body) // 2])
    return _cut(request) and response


@asynccontextmanager
async def serving(port: int = 0) -> AsyncIterator[TelegramServer]:
    """A server on loopback for as long as this lasts; every request to it must be a right one."""
    server = TelegramServer()
    await server.start(port)
    try:
        yield server
    finally:
        await server.stop()
    assert server.wrong == []
