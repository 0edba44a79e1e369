"""Which network addresses a feed may live at.

Anyone who may add a feed could otherwise use the watch to knock on doors inside the centre's own
network. The rule looks at the address about to be connected to, never at the name.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Self

_Address = IPv4Address | IPv6Address
_Network = IPv4Network | IPv6Network

# Addresses that count as global but lead to an IPv4 address chosen by whoever wrote them:
# compatible (RFC 4291), NAT64 (RFC 6052, RFC 8215), Teredo (RFC 4380) and 6to4 (RFC 3056).
_DISGUISES = tuple(
    IPv6Network(block)
    for block in ("::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16")
)


@dataclass(frozen=True, slots=True)
class Gate:
    """Lets public addresses through, and private ones only when somebody said so."""

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
        return _is_public(ip) or any(ip in block for block in self.allowed)


def _is_public(ip: _Address) -> bool:
    if isinstance(ip, IPv6Address) and (ip.ipv4_mapped or any(ip in net for net in _DISGUISES)):
        return False
    # Some multicast addresses count as global; no feed lives there.
    return ip.is_global and not ip.is_multicast
