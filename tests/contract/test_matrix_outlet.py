"""A Matrix room as an outlet: exact words, once a key, and honest about what went wrong."""

from pathlib import Path

import pytest

from bot.domain.outlet import Outlet
from bot.domain.publication import PostFailed, publication_key
from bot.outlets.matrix import MatrixOutlet
from bot.ports import PlatformDown
from tests.matrix_people import Person
from tests.matrix_scene import Scene
from tests.proxy import Fault, Proxy

KEY = publication_key(3, "9f3a1c", "place")
TEXT = "Fermez les fenêtres.\n\n  <b>Restez</b> chez vous. 🪟  "


async def _place(there: Scene, proxy: Proxy, **room: bool) -> tuple[MatrixOutlet, Outlet, Person]:
    person = there.joins("public")
    address = (await there.room("place", person, **room)).address
    port = MatrixOutlet(proxy.address, there.matrix.login, answer_within=2.0)
    return port, Outlet("place", "matrix", address, ("fr",), repeatable=True), person


async def _public(outlet: Outlet, person: Person) -> list[str]:
    return [content["body"] for content in await person.reads(outlet.address)]


async def test_the_public_reads_exactly_the_text_once(there: Scene, proxy: Proxy) -> None:
    port, outlet, person = await _place(there, proxy)
    receipt = await port.publish(outlet, TEXT, KEY)
    assert await port.publish(outlet, TEXT, KEY) == receipt
    assert receipt.reference.startswith("$")
    assert await _public(outlet, person) == [TEXT]

    await port.publish(outlet, TEXT, publication_key(4, "9f3a1c", "place"))
    assert await _public(outlet, person) == [TEXT, TEXT]


async def test_a_correction_is_a_reply_to_what_it_corrects(there: Scene, proxy: Proxy) -> None:
    port, outlet, person = await _place(there, proxy)
    first = await port.publish(outlet, TEXT, KEY)
    key = publication_key(4, "aa", "place")
    await port.publish(outlet, "Rectification.", key, first.reference)
    said = (await person.reads(outlet.address))[-1]
    assert said["m.relates_to"] == {"m.in_reply_to": {"event_id": first.reference}}


@pytest.mark.parametrize("fault", [Fault.LOST, Fault.TRUNCATED, Fault.BAD_GATEWAY, Fault.REVOKED])
async def test_what_broke_is_tried_again_also_from_another_device(
    there: Scene, proxy: Proxy, fault: Fault, tmp_path: Path
) -> None:
    port, outlet, person = await _place(there, proxy)
    proxy.breaks("/send/", fault, 9)
    with pytest.raises(PostFailed) as caught:
        await port.publish(outlet, TEXT, KEY)
    assert (caught.value.retry, caught.value.uncertain) == (True, False)

    proxy.mends()
    await there.restart(store=tmp_path / "another device")
    again = MatrixOutlet(proxy.address, there.matrix.login)
    await again.publish(outlet, TEXT, KEY)
    assert await _public(outlet, person) == [TEXT]


async def test_the_limit_of_the_homeserver_is_obeyed(there: Scene, proxy: Proxy) -> None:
    port, outlet, _ = await _place(there, proxy)
    for fault, seconds in ((Fault.LIMITED, 7.0), (Fault.LIMITED_BY_HEADER, 9.0)):
        proxy.breaks("/send/", fault)
        with pytest.raises(PostFailed) as caught:
            await port.publish(outlet, TEXT, KEY)
        assert (caught.value.retry, caught.value.after) == (True, seconds)


async def test_nothing_is_published_where_the_public_cannot_read(
    there: Scene, proxy: Proxy
) -> None:
    port, outlet, person = await _place(there, proxy, encrypted=True)
    with pytest.raises(PostFailed, match="encrypted") as caught:
        await port.publish(outlet, TEXT, KEY)
    assert not caught.value.retry
    assert await _public(outlet, person) == []


async def test_what_can_never_be_published_is_refused_for_good(there: Scene, proxy: Proxy) -> None:
    port, outlet, _ = await _place(there, proxy)
    nowhere = Outlet("place", "matrix", "#nowhere:localhost", ("fr",), repeatable=True)
    for where, text in ((outlet, "x" * 60_001), (nowhere, TEXT), (outlet, "half \ud83e")):
        with pytest.raises(PostFailed) as caught:
            await port.publish(where, text, KEY)
        assert (caught.value.retry, caught.value.uncertain) == (False, False)
        assert caught.value.why.endswith(".")


async def test_without_a_login_it_waits(there: Scene, proxy: Proxy) -> None:
    async def none() -> tuple[str, str]:
        raise PlatformDown("No login.", after=3.0)

    _, outlet, _ = await _place(there, proxy)
    with pytest.raises(PostFailed) as caught:
        await MatrixOutlet(proxy.address, none).publish(outlet, TEXT, KEY)
    assert (caught.value.retry, caught.value.after) == (True, 3.0)
