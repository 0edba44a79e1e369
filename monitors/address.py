"""Which network addresses a feed may live at.

Anyone who may add a feed could otherwise use the watch to knock on doors inside the centre's own
network. The rule looks at the address about to be connected to, never at the name.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Self
from urllib.parse import urlsplit

from monitors import refusals
from monitors.feed import FeedError

_Address = IPv4Address | IPv6Address
_Network = IPv4Network | IPv6Network

WEB = frozenset({"http", "https"})
_LONGEST_URL = 2000

# Addresses that count as global but lead to an IPv4 address chosen by whoever wrote them:
# compatible (RFC 4291), NAT64 (RFC 6052, RFC 8215), Teredo (RFC 4380) and 6to4 (RFC 3056).
_DISGUISES = tuple(
    IPv6Network(block)
    for block in ("::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16")
)
_NAT64 = IPv6Network("64:ff9b::/96")


class RefusedAddress(OSError):
    """The name leads to an address that the gate does not admit."""


@dataclass(frozen=True, slots=True)
class Gate:
    """Lets public addresses through, and private ones only when somebody said so.

    Who allows a translating network (NAT64) allows the public addresses behind it, no private ones.
    """

    everything: bool = False
    allowed: tuple[_Network, ...] = ()

    @classmethod
    def of(cls, allow_private: bool | Iterable[str]) -> Self:
        """True opens the gate, False leaves only public addresses, CIDRs add to those.

        Raises ValueError for a text that is no CIDR.
        """
        if isinstance(allow_private, bool):
            return cls(everything=allow_private)
        return cls(allowed=tuple(ip_network(block) for block in allow_private))

    def admits(self, address: str) -> bool:
        """Whether this numeric address may be connected to; a text that is no address may not."""
        if self.everything:
            return True
        try:
            ip = ip_address(address)
        except ValueError:
            return False
        if _is_public(ip):
            return True
        if not any(ip in block for block in self.allowed):
            return False
        inside = _translated(ip)
        return inside is None or self.admits(str(inside))


def _translated(ip: _Address) -> IPv4Address | None:
    """The IPv4 address that a mapped or NAT64 address leads to."""
    if isinstance(ip, IPv4Address):
        return None
    return IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else ip.ipv4_mapped


def host_of(url: str, schemes: frozenset[str] = WEB) -> str | FeedError:
    """The host of an address that we are willing to ask, in lower case and without a final dot."""
    if len(url) > _LONGEST_URL or any(not char.isprintable() or char.isspace() for char in url):
        return refusals.bad_url("it is too long, or contains spaces or unprintable characters")
    try:
        parts = urlsplit(url)
        _ = parts.port  # Reading it is what checks it.
    except ValueError:
        return refusals.bad_url("it cannot be read as a web address")
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme not in schemes or not host:
        begins = " or ".join(f"{scheme}://" for scheme in sorted(schemes))
        return refusals.bad_url(f"it must begin with {begins} and name a host")
    if parts.username is not None or parts.password is not None:
        return refusals.bad_url("it contains a user name or password, which rooms would see")
    return host


def _is_public(ip: _Address) -> bool:
    if isinstance(ip, IPv6Address) and (ip.ipv4_mapped or any(ip in net for net in _DISGUISES)):
        return False
    # Some multicast addresses count as global; no feed lives there.
    return ip.is_global and not ip.is_multicast
