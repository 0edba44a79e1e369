"""Where the public reads: one adapter per kind of outlet, all behind `bot.ports.OutletPort`."""
