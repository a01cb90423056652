"""From which address a request comes, where it may have passed proxies."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

if TYPE_CHECKING:
    from django.http import HttpRequest

    Address = IPv4Address | IPv6Address

# A proxy stands on the same machine or in the same private network: RFC 1918, 4193, 4291, 6890.
NEAR = tuple(
    ip_network(network)
    for network in (
        "127.0.0.0/8",
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "::1/128",
        "fc00::/7",
        "fe80::/10",
    )
)


def asker(request: HttpRequest, *, proxies: int) -> Address:
    """Return the address of whoever asks, looking through `proxies` proxies at the most.

    What a hop says of the one before it is believed only where the hop itself is near: a request
    that came straight from elsewhere has the address of its socket, whatever it says. Raises
    PermissionDenied where not even the socket has an address.
    """
    said = request.headers.get("X-Forwarded-For", "").split(",")
    address = _read(request.META.get("REMOTE_ADDR", ""))
    for hop in said[::-1][:proxies]:
        before = _read(hop)
        if before is None or not (address is None or _is_near(address)):
            break
        address = before
    if address is None:
        raise PermissionDenied
    return address


def _is_near(address: Address) -> bool:
    return any(address in network for network in NEAR)


def _read(written: str) -> Address | None:
    try:
        address = ip_address(written.strip())
    except ValueError:
        return None
    # One visitor has one address, however the socket writes it.
    return getattr(address, "ipv4_mapped", None) or address
