"""People in Matrix rooms, with a client of their own that encrypts where the room does."""

import asyncio
from typing import Any

import nio
from nio.crypto.attachments import decrypt_attachment
from nio.store import SqliteMemoryStore

from tests.clock import PATIENCE
from tests.synapse import Synapse

_ALL = {"room": {"timeline": {"limit": 100}}}


class Person:
    """Somebody with an account and one device. What they can read is kept, as newest edited."""

    def __init__(self, server: Synapse, stem: str) -> None:
        login = server.register(server.fresh_name(stem))
        self.id: str = login["user_id"]
        self.token: str = login["access_token"]
        self.device: str = login["device_id"]
        config = nio.AsyncClientConfig(store=SqliteMemoryStore, encryption_enabled=True)
        self.client = nio.AsyncClient(server.address, self.id, config=config)
        self.client.restore_login(self.id, self.device, self.token)
        self._said: dict[str, dict[str, dict[str, Any]]] = {}
        self.events: list[dict[str, Any]] = []

    async def sync(self, wait: int = 0) -> None:
        """Read what is new, accept what one is invited to, and keep the keys in order."""
        is_first = not self.client.next_batch
        answer = await self.client.sync(timeout=wait, full_state=is_first, sync_filter=_ALL)
        assert isinstance(answer, nio.SyncResponse), answer
        for room_id in answer.rooms.invite:
            await self.client.join(room_id)
        for room_id, joined in answer.rooms.join.items():
            for event in joined.timeline.events:
                self._read(room_id, event.source)
        if self.client.should_upload_keys:
            await self.client.keys_upload()
        if self.client.should_query_keys:
            await self.client.keys_query()
        if self.client.should_claim_keys:
            await self.client.keys_claim(self.client.get_users_for_key_claiming())
        await self.client.send_to_device_messages()

    def _read(self, room_id: str, source: dict[str, Any]) -> None:
        self.events.append({**source, "room_id": room_id})
        content = source.get("content", {})
        if source.get("type") != "m.room.message" or "body" not in content:
            return
        relation = content.get("m.relates_to", {})
        there = self._said.setdefault(room_id, {})
        if relation.get("rel_type") == "m.replace":
            there[relation["event_id"]] = content["m.new_content"]
        else:
            there[source["event_id"]] = content

    async def reads(self, room_id: str) -> list[dict[str, Any]]:
        """The contents of all messages of a room, the newest edits of them."""
        await self.sync()
        return list(self._said.get(room_id, {}).values())

    async def opens(self, room_id: str) -> dict[str, bytes]:
        """The files of a room by their names, decrypted where they are encrypted."""
        opened: dict[str, bytes] = {}
        for content in await self.reads(room_id):
            if content.get("msgtype") not in ("m.file", "m.image"):
                continue
            sealed = content.get("file")
            answer = await self.client.download(sealed["url"] if sealed else content["url"])
            assert isinstance(answer, nio.MemoryDownloadResponse), answer
            body = answer.body
            if sealed:
                key, digest = sealed["key"]["k"], sealed["hashes"]["sha256"]
                body = decrypt_attachment(body, key, digest, sealed["iv"])
            opened[content["filename"]] = body
        return opened

    async def waits_for(self, room_id: str, words: str) -> dict[str, Any]:
        """The first message with these words, as soon as it is there."""
        async with asyncio.timeout(PATIENCE):
            while True:
                for content in self._said.get(room_id, {}).values():
                    if words in content["body"]:
                        return content
                await self.sync(500)

    async def waits_for_event(self, words: str) -> dict[str, Any]:
        """The first event that had these words when it was said."""
        async with asyncio.timeout(PATIENCE):
            while True:
                for event in self.events:
                    if words in str(event.get("content", {}).get("body", "")):
                        return event
                await self.sync(500)

    async def waits_for_company(self, room_id: str, user: str) -> None:
        """Until somebody is in the room, with a device that can read where it is encrypted."""
        async with asyncio.timeout(PATIENCE):
            while not self._is_with(room_id, user):
                await self.sync(500)

    def _is_with(self, room_id: str, user: str) -> bool:
        room = self.client.rooms[room_id]
        if user not in room.users or room.users[user].invited:
            return False
        if not room.encrypted or list(self.client.device_store.active_user_devices(user)):
            return True
        # The keys may come after their owner.
        self.client.olm.users_for_key_query.add(user)
        return False

    async def creates(
        self, *invited: str, encrypted: bool = False, version: str = "12", **more: Any
    ) -> str:
        """A new room; returns its id."""
        state = [nio.EnableEncryptionBuilder().as_dict()] if encrypted else []
        answer = await self.client.room_create(
            invite=list(invited), initial_state=state, room_version=version, **more
        )
        assert isinstance(answer, nio.RoomCreateResponse), answer
        await self.sync()
        return str(answer.room_id)

    async def says(self, room_id: str, text: str, **more: Any) -> str:
        """Say something; returns its event's id."""
        return await self.sends(room_id, {"msgtype": "m.text", "body": text, **more})

    async def sends(
        self, room_id: str, content: dict[str, Any], kind: str = "m.room.message"
    ) -> str:
        """Send any event; returns its id."""
        answer = await self.client.room_send(room_id, kind, content, ignore_unverified_devices=True)
        assert isinstance(answer, nio.RoomSendResponse), answer
        return str(answer.event_id)

    async def reacts(self, room_id: str, event_id: str, sign: str) -> str:
        """Put a reaction to a message."""
        relation = {"rel_type": "m.annotation", "event_id": event_id, "key": sign}
        return await self.sends(room_id, {"m.relates_to": relation}, "m.reaction")

    async def leaves(self) -> None:
        """Close the client."""
        await self.client.close()
