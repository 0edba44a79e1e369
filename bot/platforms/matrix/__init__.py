"""Rooms on Matrix: our own sync, encryption where the room has it, one event for one key."""
