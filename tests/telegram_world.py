"""What Telegram knows in the tests: chats, who is in them, what was said, and the updates of it."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

BOT = 123456
TOKEN = f"{BOT}:a-token-that-opens-nothing-at-all-0123"
ME = {"id": BOT, "is_bot": True, "first_name": "Vigie", "username": "vigie_bot"}
ANONYMOUS = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
NOON = 1_767_268_800
Json = dict[str, object]


class Refused(Exception):
    """The Bot API says no."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


@dataclass(slots=True)
class Chat:
    """One chat. `standing` is the bot's: member, administrator, restricted, left or kicked."""

    id: int
    type: str = "supergroup"
    topics: set[int] = field(default_factory=set)
    standing: str = "member"
    moved_to: int = 0
    messages: dict[int, Json] = field(default_factory=dict)
    deleted: set[int] = field(default_factory=set)
    edits: list[tuple[int, float]] = field(default_factory=list)
    last: int = 0
    username: str = ""

    def shown(self) -> Json:
        """The chat as an update names it."""
        named = (
            {"first_name": "Someone"} if self.type == "private" else {"title": f"Chat {self.id}"}
        )
        return (
            {"id": self.id, "type": self.type, **named}
            | ({"is_forum": True} if self.topics else {})
            | ({"username": self.username} if self.username else {})
        )

    def keep(self, message: Json) -> Json:
        """Give a message its number here."""
        self.last += 1
        self.messages[self.last] = {"message_id": self.last, "date": NOON, "chat": self.shown()}
        self.messages[self.last] |= message
        return self.messages[self.last]


def person(account: int, name: str = "Someone") -> Json:
    """A user."""
    return {"id": account, "is_bot": False, "first_name": name}


class World:
    """All chats, and the queue of updates that the bot has not confirmed."""

    def __init__(self) -> None:
        self.chats: dict[int, Chat] = {}
        self.updates: list[Json] = []
        self.number = 5000
        self.presses = 0
        self.answers: dict[str, Json] = {}
        self.news = asyncio.Event()

    def chat(self, number: int, **more: object) -> Chat:
        """Make a chat; the bot is in it."""
        self.chats[number] = Chat(number, **more)  # type: ignore[arg-type]
        return self.chats[number]

    def named(self, address: str) -> "Chat | None":
        """The chat at an address: its number, or its name in public with an "@"."""
        if address.startswith("@"):
            names = {chat.username.casefold(): chat for chat in self.chats.values()}
            return names.get(address[1:].casefold())
        return self.chats.get(int(address))

    def update(self, **content: object) -> Json:
        """Queue an update."""
        self.number += 1
        queued: Json = {"update_id": self.number, **content}
        self.updates.append(queued)
        self.news.set()
        return queued

    def says(self, chat: int, account: int, text: str, topic: int = 0, **more: object) -> Json:
        """Somebody writes."""
        where = {"message_thread_id": topic, "is_topic_message": True} if topic else {}
        words: Json = {"from": person(account), "text": text, **where, **more}
        return self.update(message=self.chats[chat].keep(words))

    def presses_button(self, chat: int, message: int, account: int, data: str) -> str:
        """Somebody presses; returns the press's id, under which the answer will be."""
        self.presses += 1
        query = f"press-{self.presses}"
        under = dict(self.chats[chat].messages[message])
        self.update(
            callback_query={
                "id": query, "from": person(account), "message": under,
                "chat_instance": "1", "data": data,
            }
        )  # fmt: skip
        return query

    def stands(self, chat: int, standing: str) -> Json:
        """The bot is let in, thrown out, promoted or silenced."""
        before, self.chats[chat].standing = self.chats[chat].standing, standing
        return self.update(
            my_chat_member={
                "chat": self.chats[chat].shown(), "from": person(1), "date": NOON,
                "old_chat_member": member(before), "new_chat_member": member(standing),
            }
        )  # fmt: skip

    def migrates(self, old: int, new: int) -> None:
        """A group becomes a supergroup: both sides say so."""
        self.chat(new)
        self.chats[old].moved_to = new
        said: Json = {"from": person(1)}
        self.update(message=self.chats[old].keep({**said, "migrate_to_chat_id": new}))
        self.update(message=self.chats[new].keep({**said, "migrate_from_chat_id": old}))

    def buttons(self, chat: int, message: int) -> Mapping[str, str]:
        """The buttons under a message: label to data."""
        markup = self.chats[chat].messages[message].get("reply_markup")
        rows = markup["inline_keyboard"] if isinstance(markup, dict) else []
        return {button["text"]: button["callback_data"] for row in rows for button in row}


def member(standing: str) -> Json:
    """The bot as a member of a chat."""
    rights: Json = {}
    if standing == "administrator":
        names = (
            "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages",
            "can_manage_video_chats", "can_restrict_members", "can_promote_members",
            "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories",
            "can_delete_stories",
        )  # fmt: skip
        rights = dict.fromkeys(names, False) | {"can_pin_messages": True}
    elif standing == "restricted":
        names = (
            "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos",
            "can_send_videos", "can_send_video_notes", "can_send_voice_notes", "can_send_polls",
            "can_send_other_messages", "can_add_web_page_previews", "can_change_info",
            "can_invite_users", "can_pin_messages", "can_manage_topics", "can_react_to_messages",
            "can_edit_tag",
        )  # fmt: skip
        rights = dict.fromkeys(names, False) | {"is_member": True, "until_date": 0}
    elif standing == "kicked":
        rights = {"until_date": 0}
    return {"user": ME, "status": standing, **rights}
