"""Where the team talks and where the public reads, made ready as they are configured."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager

from bot.chat.table import COMMANDS
from bot.chat.words import Catalogues
from bot.config import (
    Config,
    ConfigError,
    TelegramSection,
    matrix_secrets,
    secret,
    telegram_token,
    webhook_secret,
)
from bot.desk.rooms import Whereabouts
from bot.domain.centre import Centre
from bot.outlets.file import FileOutlet
from bot.outlets.signing import Sign, signer, unsigned
from bot.outlets.webhook import WebhookOutlet
from bot.ports import Clock, OutletPort, Platform, Units


def open_chats(
    config: Config, whereabouts: Whereabouts, clock: Clock, units: Units | None = None
) -> dict[str, Platform]:
    """The chat platforms that are configured. Nothing is asked of them yet. With `units` they
    remember over a restart what they put up."""
    chats: dict[str, Platform] = {}
    # Here, not above: each takes a moment to import, and most desks have one of them.
    if config.telegram is not None:
        chats["telegram"] = _telegram(config, config.telegram, whereabouts, clock, units)
    if config.matrix is not None:
        from bot.platforms.matrix.platform import Matrix
        from bot.platforms.matrix.settings import MatrixSettings

        room = config.matrix
        password, token = matrix_secrets(room)
        people = frozenset(member.matrix for member in config.members if member.matrix)
        settings = MatrixSettings(
            room.homeserver, room.user, room.store, people, password, token,
            room.device or "", room.encryption,
        )  # fmt: skip
        chats["matrix"] = Matrix(settings, lambda: whereabouts.on("matrix"), clock)
    return chats


def _telegram(
    config: Config,
    section: TelegramSection,
    whereabouts: Whereabouts,
    clock: Clock,
    units: Units | None,
) -> Platform:
    from bot.platforms.telegram.menus import Entry, Menus
    from bot.platforms.telegram.platform import Telegram
    from bot.platforms.telegram.webhook import Webhook

    webhook = None
    if section.webhook is not None:
        host, _, port = section.webhook.listen.rpartition(":")
        webhook = Webhook(section.webhook.url, webhook_secret(section), host, int(port))
    words = Catalogues()
    entries: dict[str, list[Entry]] = {
        language: [Entry(row.words, words(language, row.summary), row.roles) for row in COMMANDS]
        for language in config.centre.languages
    }
    members = {member.accounts.get("telegram", ""): member for member in whereabouts.team.members}
    numbered = {int(account): member for account, member in members.items() if account.isdigit()}
    return Telegram(
        telegram_token(section), lambda: whereabouts.on("telegram"), clock,
        api=section.api, webhook=webhook, menus=Menus(entries, numbered, units),
    )  # fmt: skip


def open_outlets(config: Config, clock: Clock) -> dict[str, OutletPort]:
    """An adapter for each kind of outlet that is configured. Nothing is asked of them yet."""
    kinds = {outlet.platform for outlet in config.outlets}
    secrets_of = {outlet.name: secret(outlet) for outlet in config.outlets}
    ports: dict[str, OutletPort] = {
        "file": FileOutlet(clock.now),
        "webhook": WebhookOutlet(secrets_of, clock.now),
    }
    # Here, not above: each takes a moment to import, and most desks have some of them.
    if "mastodon" in kinds:
        from bot.outlets.mastodon import Account, MastodonOutlet

        accounts = {o.name: Account(secrets_of[o.name], o.visibility) for o in config.outlets}
        ports["mastodon"] = MastodonOutlet(accounts, clock.now)
    if "email" in kinds:
        from bot.outlets.email import EmailOutlet, Mailbox

        boxes = {o.name: Mailbox(o.sender, o.readers, secrets_of[o.name]) for o in config.outlets}
        ports["email"] = EmailOutlet(boxes, config.centre.mode, clock.now)
    if config.public is not None:
        from bot.outlets.public import ServedOutlet

        ports["atom"] = ports["cap"] = ServedOutlet(config.public.base)
    if config.telegram is not None and "telegram" in kinds:
        from bot.outlets.telegram import TelegramOutlet

        token = telegram_token(config.telegram)
        ports["telegram"] = TelegramOutlet(token, api=config.telegram.api)
    return ports


def beside(config: Config, chats: Mapping[str, Platform]) -> dict[str, OutletPort]:
    """The outlets that use a chat platform's own login."""
    chat = chats.get("matrix")
    if config.matrix is None or all(outlet.platform != "matrix" for outlet in config.outlets):
        return {}
    from bot.outlets.matrix import MatrixOutlet
    from bot.platforms.matrix.platform import Matrix

    assert isinstance(chat, Matrix)  # [matrix] is what makes it one
    return {"matrix": MatrixOutlet(config.matrix.homeserver, chat.login)}


def signature(config: Config) -> Sign:
    """What signs our alerts, when the configuration has a key for it. Raises `ConfigError`."""
    public = config.public
    if public is None or public.sign_key_file is None or public.sign_cert_file is None:
        return unsigned
    try:
        return signer(public.sign_key_file.read_bytes(), public.sign_cert_file.read_bytes())
    except ValueError as wrong:
        raise ConfigError([f"public.sign_key_file: {wrong}"]) from None


@asynccontextmanager
async def public_feed(
    config: Config, units: Units, centre: Centre, clock: Clock
) -> AsyncIterator[None]:
    """The pages that the public reads here, served for as long as this lasts, if configured."""
    if config.public is None:
        yield
        return
    from bot.outlets.public import PublicPages, serving

    issuer = config.public.to_issuer(centre)
    pages = PublicPages(units, centre, issuer, Catalogues(), clock, signature(config))
    host, _, port = config.public.listen.rpartition(":")
    async with AsyncExitStack() as stack:
        try:
            await stack.enter_async_context(serving(pages, host, int(port)))
        except OSError as trouble:
            why = trouble.strerror or type(trouble).__name__
            raise ConfigError([f"public.listen: cannot listen there: {why}"]) from None
        yield
