"""Which addresses a feed may live at."""

import pytest

from monitors.address import Gate


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fd00::1",
        "ff0e::1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "::8.8.8.8",
        "64:ff9b::10.0.0.1",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2001:0:1::1",
        "localhost",
        "2130706433",
        "",
    ],
)
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    assert not Gate.of(False).admits(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2a00:1450:4001::200e"])
def test_a_public_address_is_admitted(address: str) -> None:
    assert Gate.of(False).admits(address)


def test_a_named_network_is_admitted_and_its_neighbour_is_not() -> None:
    gate = Gate.of(("10.1.0.0/16", "fd00::/8"))
    assert gate.admits("10.1.2.3")
    assert gate.admits("fd00::1")
    assert not gate.admits("10.2.0.1")
    assert gate.admits("8.8.8.8")


def test_an_open_gate_admits_everything() -> None:
    assert Gate.of(True).admits("127.0.0.1")


def test_a_text_that_is_no_network_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="does not appear"):
        Gate.of(("my bridge",))
