"""One line to a web shop: a request goes out, bytes come back; errors are values.

Time limits, a limit of size, an even pace, the web shop's word to wait; TLS with a check of the name, plain
http to this computer alone; no redirect is followed. The token stands in one header and nowhere else.
"""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from ipaddress import ip_address
from socket import SHUT_RDWR
from urllib.parse import SplitResult, urlsplit

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, NameResolutionError, NewConnectionError
from urllib3.response import BaseHTTPResponse

from pos.apart import apart
from pos.domain.stores import troubles
from pos.domain.stores.answers import Refused, Unclear, Why
from pos.domain.stores.errors import StoreAddress
from pos.domain.words.phrases import Phrase
from pos.stores.pace import LONGEST_WAIT, Pace, RequestLog, retry_after

MOST_BYTES = 20 * 1024 * 1024
SHORTEST = 6
"""Letters of a secret that is kept out of what is read: a shorter one is a slip, and part of any word."""
_UNSAID_WAIT = 10.0
_TRIES = 3
_PIECE = 64 * 1024
_ANOTHER_NAME = (62, 64)
_OUT_OF_DATE = (9, 10)


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a line may take, in seconds: to open, to be silent, and as a whole, whatever it says."""

    connect: float = 10.0
    answer: float = 20.0
    whole: float = 60.0


USUAL = Limits()


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: headers by small letters, and the web shop's own time in seconds since 1970."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    at: int


def checked(address: str) -> SplitResult:
    """An address that may be talked to: https, or http on this computer. Raises StoreAddress."""
    try:
        target = urlsplit(address.strip())
        host, _port = target.hostname or "", target.port
    except ValueError as error:
        raise StoreAddress(address) from error
    trusted = target.scheme == "https" or (target.scheme == "http" and _is_here(host))
    more = (target.username, target.password, target.query, target.fragment)
    if not (trusted and host) or any(more):
        raise StoreAddress(address)
    return target


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    with suppress(ValueError):
        return ip_address(host).is_loopback
    return False


class Wire:
    """A line to one web shop; `close` may be called from another thread, and nothing is sent after it."""

    def __init__(
        self,
        base: str,
        secret: Mapping[str, str],
        pace: Pace,
        log: RequestLog,
        limits: Limits = USUAL,
        keys: Sequence[str] = (),
    ) -> None:
        """`secret` are the headers that say who asks, `keys` what else of them is never repeated.

        Raises StoreAddress.
        """
        self._base = checked(base)
        self._secret = dict(secret)
        words = [*keys, *(one.rpartition(" ")[2] for one in secret.values())]
        words = [one for one in sorted(words, key=len, reverse=True) if len(one) >= SHORTEST]
        self._hidden = tuple(one.encode() for one in words)
        self._pace = pace
        self._log = log
        self._limits = limits
        self._line: HTTPConnection | None = None
        self._dialled: Future[None] | None = None
        self._late = False
        self._at_work = threading.Lock()

    @property
    def calls(self) -> int:
        """How many requests went out."""
        return self._log.calls

    @property
    def rest(self) -> float:
        """Seconds for which the web shop wants nobody to ask."""
        return self._pace.left

    def ask(self, method: str, path: str, body: bytes | None = None) -> Reply | Refused | Unclear:
        """Send a request to a path below the address; 429 is waited out, since nothing was done then."""
        with self._at_work:
            reply = self._waited(method, path, body)
            if self._pace.is_stopped:
                self.hang_up()
            return reply

    def _waited(self, method: str, path: str, body: bytes | None) -> Reply | Refused | Unclear:
        began = time.monotonic()
        for _try in range(_TRIES):
            turn = self._pace.turn()
            if turn is None:
                return Unclear(troubles.STOPPED, sent=False)
            if turn > 0 or time.monotonic() - began > LONGEST_WAIT:
                break
            reply = self._logged(method, path, body)
            if not isinstance(reply, Reply) or reply.status != 429:
                return reply
            self._pace.wait(retry_after(reply.headers.get("retry-after"), reply.at, _UNSAID_WAIT))
        return Refused(Why.LATER, wait=self._pace.left)

    def hang_up(self) -> None:
        """Give the line back; the next request opens another."""
        line, self._line = self._line, None
        if line is not None:
            with suppress(OSError):
                line.close()

    def close(self) -> None:
        """Hang up at once, whatever the line is doing; the request under way ends as Unclear."""
        self._pace.stop()
        self._cut()
        if self._at_work.acquire(blocking=False):
            self.hang_up()
            self._at_work.release()

    # one request

    def _logged(self, method: str, path: str, body: bytes | None) -> Reply | Unclear:
        began = time.monotonic()
        reply = self._watched(method, f"{self._base.path.rstrip('/')}{path}", body)
        status = reply.status if isinstance(reply, Reply) else 0
        self._log.add(method, path.partition("?")[0], status, time.monotonic() - began)
        return reply

    def _watched(self, method: str, path: str, body: bytes | None) -> Reply | Unclear:
        """Hang up on a web shop that takes too long as a whole, although it says a little now and then."""
        self._late = False
        late = threading.Timer(self._limits.whole, self._be_late)
        late.daemon = True
        late.start()
        try:
            return self._try(method, path, body)
        finally:
            late.cancel()
            late.join()

    def _try(self, method: str, path: str, body: bytes | None) -> Reply | Unclear:
        sent = False
        try:
            line = self._open()
            sent = True
            line.request(method, path, body, self._headers(body), preload_content=False)
            reply = self._read(line.getresponse())
            if not self._late and not self._pace.is_stopped:
                return reply
            self.hang_up()  # half an answer looks like one
            return Unclear(troubles.SILENT if self._late else troubles.CUT)
        except (HTTPError, HTTPException, OSError, ValueError) as error:
            self.hang_up()
            return Unclear(troubles.SILENT if self._late else _reason(error), sent=sent)

    def _open(self) -> HTTPConnection:
        line = self._line
        if line is not None and line.is_connected:
            return line
        self.hang_up()
        host, port = self._base.hostname or "", self._base.port
        if self._base.scheme == "https":
            line = HTTPSConnection(host, port, ssl_context=ssl.create_default_context())
        else:
            line = HTTPConnection(host, port)
        self._line = line
        line.timeout = self._limits.connect
        self._dialled = dialled = apart(line.connect, leave=lambda _none: line.close())
        if self._pace.is_stopped:  # closed before there was anything to cut
            dialled.cancel()
        try:
            dialled.result()
        except CancelledError:
            raise ConnectionAbortedError from None
        line.timeout = self._limits.answer
        return line

    def _headers(self, body: bytes | None) -> dict[str, str]:
        kind = {"Content-Type": "application/json"} if body is not None else {}
        usual = {"Accept": "application/json", "Accept-Encoding": "gzip", "User-Agent": "Comptoir"}
        return usual | kind | self._secret

    def _read(self, answer: BaseHTTPResponse) -> Reply | Unclear:
        """All of the body; a line that was cut before its end is an error of its own."""
        pieces, size = [], 0
        while piece := answer.read(_PIECE, decode_content=True):
            size += len(piece)
            if size > MOST_BYTES:
                self.hang_up()
                return Unclear(troubles.TOO_LARGE, is_foreign=True)
            pieces.append(piece)
        headers = {name.lower(): value for name, value in answer.headers.items()}
        if headers.get("connection", "").lower() == "close":
            self.hang_up()
        return Reply(answer.status, headers, self._without_secret(pieces), _date(headers.get("date", "")))

    def _without_secret(self, pieces: Sequence[bytes]) -> bytes:
        """All of it; a web shop that repeats who asked puts that into errors, and those are kept."""
        body = b"".join(pieces)
        for one in self._hidden:
            body = body.replace(one, b"***")
        return body

    # from other threads

    def _be_late(self) -> None:
        self._late = True
        self._cut()

    def _cut(self) -> None:
        if (dialled := self._dialled) is not None:
            dialled.cancel()
        line = self._line
        sock = line.sock if line is not None else None
        if sock is not None:
            with suppress(OSError):
                sock.shutdown(SHUT_RDWR)


def _date(written: str) -> int:
    try:
        return int(parsedate_to_datetime(written).timestamp())
    except (TypeError, ValueError, OverflowError):
        return 0


def _reason(error: Exception) -> Phrase:
    """Why no answer came, in words of the person's language."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            if cause.verify_code in _ANOTHER_NAME:
                return troubles.ANOTHER_NAME
            return troubles.OUT_OF_DATE if cause.verify_code in _OUT_OF_DATE else troubles.UNTRUSTED
        if isinstance(cause, ssl.SSLError):
            return troubles.NO_TLS
        if isinstance(cause, TimeoutError):
            return troubles.SILENT
        if isinstance(cause, NameResolutionError):
            return troubles.UNKNOWN_NAME
        if isinstance(cause, NewConnectionError):
            return troubles.NOBODY
        cause = cause.__cause__ or cause.__context__
    return troubles.CUT
