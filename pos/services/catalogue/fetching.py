"""Fetch one file from a public https address, or from a site that a person named, and from nowhere else.

A catalogue is somebody else's file: an address in it must not make the till talk to the shop's own network.
Every address a name stands for is checked, and the connection goes to the checked one. A web shop in that
network, or on this computer, has its pictures at the address by which it was connected.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from pos.domain.catalogue.pictures import (
    PictureAddressRefused,
    PictureMovedAway,
    PictureTooLarge,
    PictureUnreachable,
)

_NOT_PUBLIC = tuple(
    map(IPv4Network, ("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "224.0.0.0/3"))
)
"""What no shop's web site has and some versions of Python call global: the registry is IANA's."""
_UNICAST = IPv6Network("2000::/3")
"""All of IPv6 that is given to sites."""
_NOT_PUBLIC_6 = tuple(map(IPv6Network, ("2001::/23", "2001:db8::/32", "3fff::/20")))
"""Of that what is not: protocols (also Teredo) and examples."""
_NAT64 = IPv6Network("64:ff9b::/96")
"""How a network without IPv4 reaches all that has only that."""

Resolve = Callable[[str, int], Sequence[str]]
"""Name and port to all addresses."""
Connect = Callable[[str, int, str], socket.socket]
"""Checked address, port and name to an open connection that proved to be of that name."""

MOST_MB, SHOP_MB = 5, 20
MEGABYTE = 1024 * 1024
CONNECT_SECONDS = 5
WHOLE_SECONDS = 60
MOST_HOPS = 3
_PIECE = 64 * 1024
_MOVED = (301, 302, 303, 307, 308)
_SAFE = "/%:=&?~#+!$,;'@()*[]"


def resolve(host: str, port: int) -> list[str]:
    """All addresses the system knows for a name."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def connect_plainly(address: str, port: int) -> socket.socket:
    """A connection without TLS, for a site on this computer."""
    return socket.create_connection((address, port), CONNECT_SECONDS)


def connect(address: str, port: int, host: str) -> socket.socket:
    """A TLS connection to exactly this address; the certificate must be the name's."""
    plain = connect_plainly(address, port)
    try:
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except BaseException:
        plain.close()
        raise


class Fetcher:
    """Gets files; resolver and connection are handed in, so that tests bring a server of their own."""

    def __init__(self, resolve: Resolve = resolve, connect: Connect = connect) -> None:
        self._resolve = resolve
        self._connect = connect

    def get(
        self, address: str, cancelled: Callable[[], bool] = lambda: False, shop: str | None = None
    ) -> bytes:
        """The bytes at an address, at most `MOST_MB`, or `SHOP_MB` of a connected web shop; empty when
        cancelled.

        `shop` is the address at which a person connected that: what lies there need not be public.
        Raises PictureAddressRefused, PictureUnreachable, PictureMovedAway or PictureTooLarge.
        """
        site, most = shop or "", MOST_MB if shop is None else SHOP_MB
        target = _checked(address, site)
        for _hop in range(MOST_HOPS):
            try:
                found = self._get(target, address, cancelled, site, most)
            except (OSError, http.client.HTTPException, ValueError) as error:
                raise PictureUnreachable(address, _reason(error)) from error
            if isinstance(found, bytes):
                return found
            target = _followed(target, found, address, site)
        raise PictureMovedAway(address)

    def _get(
        self, target: SplitResult, address: str, cancelled: Callable[[], bool], site: str, most: int
    ) -> bytes | str:
        """The bytes, or where they moved to."""
        is_named = _origin(target) == _origin(urlsplit(site))
        _scheme, host, port = _origin(target)
        line = http.client.HTTPConnection(host, port)
        at = self._at(host, port, address, is_public=not is_named)
        line.sock = connect_plainly(at, port) if target.scheme == "http" else self._connect(at, port, host)
        # A server that sends a byte now and then must not hold the lane for ever.
        late = threading.Timer(WHOLE_SECONDS, _hang_up, (line.sock,))
        late.start()
        try:
            line.request("GET", _path(target), headers={"Accept": "image/*", "User-Agent": "Comptoir"})
            with contextlib.closing(line.getresponse()) as answer:
                return _answered(answer, address, cancelled, most)
        finally:
            late.cancel()
            line.close()
            late.join()

    def _at(self, host: str, port: int, address: str, *, is_public: bool) -> str:
        """One address of a host, all of whose addresses must be public."""
        found = self._resolve(host, port)
        if not found or (is_public and not all(_is_public(one) for one in found)):
            raise PictureAddressRefused(address)
        return found[0]


def _origin(target: SplitResult) -> tuple[str, str, int]:
    """What a site is known by: its scheme, name and port."""
    return target.scheme, target.hostname or "", target.port or (80 if target.scheme == "http" else 443)


def _checked(address: str, site: str) -> SplitResult:
    try:
        target = urlsplit(address.strip())
        is_named = target.scheme == "http" and _origin(target) == _origin(urlsplit(site))
        sound = target.hostname and not target.username and target.port != 0
        sound = sound and (target.scheme == "https" or is_named)
    except ValueError:
        sound = False
    if not sound:
        raise PictureAddressRefused(address)
    return target


def _followed(before: SplitResult, location: str, address: str, site: str) -> SplitResult:
    """Where an answer sends us, as long as it is the same site."""
    after = _checked(urljoin(before.geturl(), location), site)
    if not location or _origin(after) != _origin(before):
        raise PictureMovedAway(address)
    return after


def _is_public(address: str) -> bool:
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv4Address):
        return found.is_global and not any(found in net for net in _NOT_PUBLIC)
    # An IPv6 address can carry an IPv4 one inside, which is where it would lead.
    inside = _carried(found)
    return (found in _NAT64 or (found in _UNICAST and not any(found in net for net in _NOT_PUBLIC_6))) and (
        inside is None or _is_public(str(inside))
    )


def _carried(found: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that a translated or tunnelled one leads to (RFC 6052, 3056, 5214)."""
    if found.sixtofour is not None:
        return found.sixtofour
    is_tunnel = (int(found) >> 32) & 0xFDFFFFFF == 0x00005EFE
    return IPv4Address(int(found) & 0xFFFFFFFF) if found in _NAT64 or is_tunnel else None


def _answered(
    answer: http.client.HTTPResponse, address: str, cancelled: Callable[[], bool], most: int
) -> bytes | str:
    if answer.status in _MOVED:
        return answer.getheader("Location") or ""
    if answer.status != 200:
        raise PictureUnreachable(address, str(answer.status))
    if int(answer.getheader("Content-Length") or 0) > most * MEGABYTE:
        raise PictureTooLarge(address, most)
    return _body(answer, address, cancelled, most)


def _body(answer: http.client.HTTPResponse, address: str, cancelled: Callable[[], bool], most: int) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while piece := answer.read1(_PIECE):
        size += len(piece)
        if size > most * MEGABYTE:
            raise PictureTooLarge(address, most)
        if cancelled():
            return b""
        pieces.append(piece)
    return b"".join(pieces)


def _path(target: SplitResult) -> str:
    path = quote(target.path or "/", safe=_SAFE)
    return f"{path}?{quote(target.query, safe=_SAFE)}" if target.query else path


def _hang_up(line: socket.socket) -> None:
    with contextlib.suppress(OSError):  # it may be closed already
        line.shutdown(socket.SHUT_RDWR)


def _reason(error: Exception) -> str:
    return str(getattr(error, "strerror", "") or error) or type(error).__name__
