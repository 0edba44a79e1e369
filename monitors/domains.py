"""Who owns a name: the registrable domain, by the Public Suffix List that the package carries.

Only importer of publicsuffixlist, which here asks no network; the list is read when first needed.
"""

from functools import cache
from ipaddress import ip_address

from publicsuffixlist import PublicSuffixList


@cache
def _suffixes() -> PublicSuffixList:
    # By default a name under no listed suffix counts its last label as one, as browsers do.
    return PublicSuffixList()


def registrable(host: str) -> str:
    """The part of a host that somebody registered: `example.co.uk` of `news.example.co.uk`.

    Two sites under one hosting name (`github.io`) are two. An address, or a name that is itself a
    suffix, belongs only with itself.
    """
    name = host.rstrip(".").lower()
    try:
        return str(ip_address(name))
    except ValueError:
        return _suffixes().privatesuffix(name) or name
