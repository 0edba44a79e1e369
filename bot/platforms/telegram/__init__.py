"""Rooms on Telegram, by its Bot API: what is heard, what is said, and what goes wrong there."""
