"""Which network addresses are public."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_UNICAST = IPv6Network("2000::/3")
"""What IANA has given out of IPv6 for the public network; anything else is local, multicast or kept for later."""

_TRANSLATED = IPv6Network("64:ff9b::/96")
"""NAT64 (RFC 6052): the last four bytes are the IPv4 address that is really reached."""

_KEPT = (IPv4Network("192.0.0.0/24"), IPv4Network("192.88.99.0/24"), IPv6Network("2001::/23"), IPv6Network("3fff::/20"))
"""Protocol assignments (RFC 6890), relays of 6to4 (RFC 7526), protocol assignments with Teredo among them, which may lead anywhere,
and documentation (RFC 9637). Pythons differ in which of them they call global."""

_RELAYS = IPv6Network("2002::/16")
"""6to4 (RFC 3056): bytes 2 to 6 are the IPv4 address that is really reached."""


def not_public(address: str) -> str | None:
    """What ``address`` (numeric, maybe with a scope) is instead of a public one ("a loopback address"); None where it is public.

    An IPv4 address inside an IPv6 one (mapped, NAT64, 6to4) is judged as the IPv4 address.
    """
    ip = ip_address(address)
    if isinstance(ip, IPv6Address) and (inner := _embedded(ip)) is not None:
        kind = not_public(str(inner))
        return f"{kind} ({inner})" if kind else None
    if ip.is_loopback:
        return "a loopback address"
    if ip.is_unspecified:
        return "an unspecified address"
    if ip.is_multicast:
        return "a multicast address"
    if ip.is_link_local:
        return "a link-local address"
    if not ip.is_global:
        return "a private address"
    if ip.is_reserved or any(ip in network for network in _KEPT) or (isinstance(ip, IPv6Address) and ip not in _UNICAST):
        return "a reserved address"
    return None


def _embedded(ip: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that traffic to ``ip`` ends at, where it is such an address."""
    if ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    if ip in _TRANSLATED:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    if ip in _RELAYS:
        return ip.sixtofour
    return None
