"""Everything that can be wrong with a configuration, each as a line that says where."""

import re
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.config.doubles import doubles
from bot.config.sections import Config, OutletSection
from bot.desk.feeds import is_web, unfit
from bot.desk.shelf import load as load_templates
from bot.domain.alert import crooked
from bot.domain.mode import Mode
from bot.domain.room import Duty, Role, handle


def contradictions(config: Config) -> list[str]:
    """What each part allows but the whole does not."""
    found = []
    try:
        ZoneInfo(config.centre.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        found.append(f"centre.timezone: there is no time zone {config.centre.timezone!r}")
    for section, names in (
        ("rooms", [room.name for room in config.rooms]),
        ("outlets", [outlet.name for outlet in config.outlets]),
        ("members", [handle(member.name) for member in config.members]),
        ("feeds", [feed.url for feed in config.feeds]),
        ("partners", [handle(partner.name) for partner in config.partners]),
    ):
        found += [
            f"{section}[{i}]: {name!r} is there twice"
            for i, name in enumerate(names)
            if name in names[:i]
        ]
    found += [
        f"feeds[{i}]: {why}" for i, feed in enumerate(config.to_feeds()) if (why := unfit(feed))
    ]
    found += _shared_accounts(config)
    found += _deputies(config)
    found += load_templates(config.centre.templates)[1]
    found += _public(config)
    found += _platforms(config)
    found += _partners(config)
    found += doubles(config)
    for i, room in enumerate(config.rooms):
        if room.language not in config.centre.languages:
            found.append(f"rooms[{i}].language: {room.language} is not in centre.languages")
    for i, outlet in enumerate(config.outlets):
        strange = sorted(set(outlet.languages) - set(config.centre.languages))
        if strange:
            found.append(f"outlets[{i}].languages: {', '.join(strange)} not in centre.languages")
        found += [f"outlets[{i}].{why}" for why in _unfit_outlet(outlet, config)]
    return found


# What the address of an outlet of this kind begins with.
_OUTLETS = {
    "webhook": (r"https?://.+", "expected an http or https address"),
    "mastodon": (r"https?://[^/\s]+/?", 'expected a server, such as "https://mastodon.example"'),
    "email": (r"smtps?://([^\s@/]+@)?[^\s@/]+", 'expected "smtp://user@server:587" or smtps://'),
    "telegram": (r"@\w{4,32}|-?\d+", "expected @name or the number of a channel"),
    "matrix": (r"[!#]\S+", 'expected a room, such as "!id:server" or "#alias:server"'),
    "cap": (r"[a-z0-9-]+", 'expected a word for the path, such as "cap"'),
    "atom": (r"[a-z0-9-]+", 'expected a word for the path, such as "news"'),
}
_WEB = frozenset({"webhook", "mastodon", "email"})


def _unfit_outlet(outlet: OutletSection, config: Config) -> list[str]:
    """What its kind of outlet cannot work with or without."""
    found = []
    form, expected = _OUTLETS.get(outlet.platform, (".*", ""))
    fits = re.fullmatch(form, outlet.address, re.DOTALL)
    if not fits or (outlet.platform in _WEB and not is_web(outlet.address)):
        found.append(f"address: {expected}")
    if outlet.platform == "email" and not (outlet.readers and outlet.sender):
        found.append("readers: an e-mail needs its readers and its sender")
    if outlet.platform in ("telegram", "matrix") and getattr(config, outlet.platform) is None:
        found.append(f"platform: there is no [{outlet.platform}] in this file")
    if outlet.exercise and config.centre.mode is Mode.LIVE:
        found.append("exercise: this outlet is for exercises, and this desk is live")
    if outlet.platform in ("cap", "atom") and config.public is None:
        found.append("platform: it is served by Vigie itself, and there is no [public] here")
    return found


def _shared_accounts(config: Config) -> list[str]:
    """One account is one person: shared, it would vote for two."""
    found = []
    for platform in ("telegram", "matrix"):
        accounts = [getattr(member, platform) for member in config.members]
        found += [
            f"members[{i}].{platform}: {account} belongs to another member already"
            for i, account in enumerate(accounts)
            if account is not None and account in accounts[:i]
        ]
    return found


def _deputies(config: Config) -> list[str]:
    """Who stands in for somebody must be able to say yes in their place."""
    members = {member.name: member for member in config.members}
    found = []
    for i, member in enumerate(config.members):
        for name in member.deputies:
            deputy = members.get(name)
            roles = set(deputy.roles) if deputy else set()
            if deputy is None or deputy is member:
                found.append(f"members[{i}].deputies: {name!r} is no other member")
            elif Role.AUTHORITY in member.roles and Role.AUTHORITY not in roles:
                found.append(
                    f"members[{i}].deputies: {name!r} is no authority, and cannot stand in for one"
                )
            elif not roles & {Role.APPROVER, Role.AUTHORITY}:
                found.append(f"members[{i}].deputies: {name!r} may not approve")
    return found


def _public(config: Config) -> list[str]:
    """Half a signature, and areas that no receiver could draw."""
    public = config.public
    if public is None:
        return []
    found = []
    if (public.sign_key_file is None) != (public.sign_cert_file is None):
        found.append("public: a signature needs both sign_key_file and sign_cert_file")
    return found + [
        f"public.areas[{i}].polygons: {why}"
        for i, area in enumerate(public.areas)
        for polygon in area.polygons
        if (why := crooked(polygon))
    ]


def _partners(config: Config) -> list[str]:
    """Rooms that partners read are for nothing else, and their bots are nobody of ours."""
    rooms = {room.name: room for room in config.rooms}
    found = [
        f"rooms[{i}].duties: partners read this room, so it can have no other duty"
        for i, room in enumerate(config.rooms)
        if Duty.PARTNER in room.duties and len(room.duties) > 1
    ]
    if all(Duty.PARTNER in room.duties for room in config.rooms):
        found.append("rooms: partners read every one; the team needs a room of its own")
    ours = {member.matrix for member in config.members}
    ours |= {config.matrix.user} if config.matrix else set()
    for i, partner in enumerate(config.partners):
        room = rooms.get(partner.room)
        if room is None or Duty.PARTNER not in room.duties:
            found.append(f'partners[{i}].room: expected a room with the duty "partner"')
        elif partner.matrix and room.platform != "matrix":
            found.append(f"partners[{i}].matrix: the room {room.name} is not on Matrix")
        if partner.matrix and partner.matrix in ours:
            found.append(f"partners[{i}].matrix: {partner.matrix} is one of ours")
        if not handle(partner.name):
            found.append(f"partners[{i}].name: expected a name with letters from a to z")
    return found


# Where a room can be; an address of another form is a slip of the pen.
_ADDRESSES = {
    "telegram": (r"-?\d+(#\d+)?", 'expected a chat\'s number, such as "-1001234567890"'),
    "matrix": (r"[!#]\S+", 'expected a room, such as "!id:server" or "#alias:server"'),
}


def _platforms(config: Config) -> list[str]:
    """Rooms need their platform, and an address that can be one there."""
    found = []
    for i, room in enumerate(config.rooms):
        if room.platform not in _ADDRESSES:
            continue
        if getattr(config, room.platform) is None:
            found.append(f"rooms[{i}].platform: there is no [{room.platform}] in this file")
        form, expected = _ADDRESSES[room.platform]
        if not re.fullmatch(form, room.address):
            found.append(f"rooms[{i}].address: {expected}")
        twins = [
            r for r in config.rooms[:i] if (r.platform, r.address) == (room.platform, room.address)
        ]
        if twins:
            found.append(f"rooms[{i}].address: the room {twins[0].name} is there already")
    return found
