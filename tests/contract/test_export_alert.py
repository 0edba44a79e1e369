"""`vigie export cap`: the alert of one publication, as the public feed serves it."""

import shutil
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from capvalidator.validate import Validator

from bot.commandline.alert import alert
from bot.config import ConfigError
from bot.domain.content import Content, MessageClass, Quorum
from bot.domain.draft import Act, Draft, Step
from bot.domain.mode import Mode
from bot.domain.publication import Delivery, Publication
from bot.ports import StoreError
from bot.store.unit import Store
from tests.clock import START
from tests.program import CONFIGURATION

PUBLIC = """
[public]
base = "https://crisis.example/public"
sender = "desk@crisis.example"
[[outlets]]
name = "alerts"
platform = "cap"
address = "cap"
languages = ["en"]
"""
TEXT = "Toxic smoke in Esch. Close the windows."


async def desk(folder: Path, template: Path, sent_on: Sequence[str], more: str = PUBLIC) -> Path:
    """A desk whose first draft, a warning, was sent on these outlets."""
    shutil.copy(template, folder / "vigie.db")
    file = folder / "vigie.toml"
    url = f"sqlite:///{folder / 'vigie.db'}"
    file.write_text(CONFIGURATION.replace("sqlite:///vigie.db", url) + more, "utf-8")
    until = START + timedelta(hours=3)
    content = Content(
        MessageClass.WARNING, Mode.LIVE, {"en": TEXT}, dict.fromkeys(sent_on, TEXT), "Esch", until
    )
    steps = tuple(Step(act, "Mayor", START, content.digest) for act in (Act.REVISE, Act.RELEASE))
    store = await Store.open(url, Mode.LIVE)
    async with store.units() as unit:
        draft = await unit.drafts.add(Draft(0, 0, Quorum(2, True), (content,), steps))
        for outlet in sent_on:
            row = Publication(0, draft.number, content.digest, outlet, Mode.LIVE, TEXT, START)
            kept = await unit.publications.add(row)
            assert kept is not None
            await unit.publications.save(kept.settle(Delivery.SENT, START, "there"))
        await unit.commit()
    await store.close()
    return file


async def test_the_alert_is_valid_and_what_receivers_may_object_to_is_said(
    tmp_path: Path, sqlite_template: Path
) -> None:
    document, objections = await alert(await desk(tmp_path, sqlite_template, ["alerts"]), 1)

    assert Validator(document).schema()[0]
    assert f"<description>{TEXT}</description>".encode() in document
    assert objections == ("Esch: it is only named; draw it under [[public.areas]]",)


async def test_without_a_cap_outlet_it_is_made_from_what_went_out_elsewhere(
    tmp_path: Path, sqlite_template: Path
) -> None:
    more = PUBLIC.partition("[[outlets]]")[0]
    document, _ = await alert(await desk(tmp_path, sqlite_template, ["page"], more), 1)
    assert Validator(document).schema()[0]


@pytest.mark.parametrize(("number", "sent_on"), [(2, ["alerts"]), (1, ["page"])])
async def test_what_did_not_go_out_as_an_alert_is_not_made_one(
    tmp_path: Path, sqlite_template: Path, number: int, sent_on: list[str]
) -> None:
    with pytest.raises(StoreError, match="did not go out as an alert"):
        await alert(await desk(tmp_path, sqlite_template, sent_on), number)


async def test_who_has_no_public_address_is_told_to_add_one(
    tmp_path: Path, sqlite_template: Path
) -> None:
    with pytest.raises(ConfigError, match=r"\[public\]"):
        await alert(await desk(tmp_path, sqlite_template, ["page"], ""), 1)
