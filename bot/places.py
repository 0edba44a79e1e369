"""Where the public reads, made ready: an adapter for each kind of outlet that is configured."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager

from bot.chat.words import Catalogues
from bot.config import Config, ConfigError, secret, telegram_token
from bot.domain.centre import Centre
from bot.outlets.file import FileOutlet
from bot.outlets.signing import Sign, signer, unsigned
from bot.outlets.webhook import WebhookOutlet
from bot.ports import Clock, OutletPort, Platform, Units


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
