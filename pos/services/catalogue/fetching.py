"""Fetch one file from a public https address, and from nowhere else.

A catalogue is somebody else's file: an address in it must not make the till talk to the shop's own network.
Every address a name stands for is checked, and the connection goes to the checked one.
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

MOST_MB = 5
MOST_BYTES = MOST_MB * 1024 * 1024
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


def connect(address: str, port: int, host: str) -> socket.socket:
    """A TLS connection to exactly this address; the certificate must be the name's."""
    plain = socket.create_connection((address, port), CONNECT_SECONDS)
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

    def get(self, address: str, cancelled: Callable[[], bool] = lambda: False) -> bytes:
        """The bytes at an address, at most five megabytes; empty when cancelled.

        Raises PictureAddressRefused, PictureUnreachable, PictureMovedAway or PictureTooLarge.
        """
        target = _checked(address)
        for _hop in range(MOST_HOPS):
            try:
                found = self._get(target, address, cancelled)
            except (OSError, http.client.HTTPException, ValueError) as error:
                raise PictureUnreachable(address, _reason(error)) from error
            if isinstance(found, bytes):
                return found
            target = _followed(target, found, address)
        raise PictureMovedAway(address)

    def _get(self, target: SplitResult, address: str, cancelled: Callable[[], bool]) -> bytes | str:
        """The bytes, or where they moved to."""
        host, port = target.hostname or "", target.port or 443
        line = http.client.HTTPConnection(host, port)
        line.sock = self._connect(self._public(host, port, address), port, host)
        # A server that sends a byte now and then must not hold the lane for ever.
        late = threading.Timer(WHOLE_SECONDS, _hang_up, (line.sock,))
        late.start()
        try:
            line.request("GET", _path(target), headers={"Accept": "image/*", "User-Agent": "Comptoir"})
            with contextlib.closing(line.getresponse()) as answer:
                return _answered(answer, address, cancelled)
        finally:
            late.cancel()
            line.close()
            late.join()

    def _public(self, host: str, port: int, address: str) -> str:
        """One address of a host all of whose addresses are public."""
        found = self._resolve(host, port)
        if not found or not all(_is_public(one) for one in found):
            raise PictureAddressRefused(address)
        return found[0]


def _checked(address: str) -> SplitResult:
    try:
        target = urlsplit(address.strip())
        sound = target.scheme == "https" and target.hostname and not target.username and target.port != 0
    except ValueError:
        sound = False
    if not sound:
        raise PictureAddressRefused(address)
    return target


def _followed(before: SplitResult, location: str, address: str) -> SplitResult:
    """Where an answer sends us, as long as it is the same site."""
    after = _checked(urljoin(before.geturl(), location))
    if not location or (after.hostname, after.port or 443) != (before.hostname, before.port or 443):
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


def _answered(answer: http.client.HTTPResponse, address: str, cancelled: Callable[[], bool]) -> bytes | str:
    if answer.status in _MOVED:
        return answer.getheader("Location") or ""
    if answer.status != 200:
        raise PictureUnreachable(address, str(answer.status))
    if int(answer.getheader("Content-Length") or 0) > MOST_BYTES:
        raise PictureTooLarge(address, MOST_MB)
    return _body(answer, address, cancelled)


def _body(answer: http.client.HTTPResponse, address: str, cancelled: Callable[[], bool]) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while piece := answer.read1(_PIECE):
        size += len(piece)
        if size > MOST_BYTES:
            raise PictureTooLarge(address, MOST_MB)
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
