"""Where rooms live: one adapter per chat platform, all behind `bot.ports.Platform`."""
