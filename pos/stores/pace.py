"""How often a web shop is asked: an even pace, its word to wait, and a log of what was asked."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

LONGEST_WAIT = 60.0
"""Seconds that a request waits because the web shop asked for it; beyond that the round ends."""
_MARGIN = 0.05
"""Clocks differ a little; who comes early is made to wait longer."""
MOST_LINES = 200


class Pace:
    """So many requests a second, a second's worth of them at once; shared by all that use one token."""

    def __init__(
        self, per_second: float, clock: Callable[[], float] = time.monotonic, rest: float = 0
    ) -> None:
        """`rest` are the seconds that are left of a web shop's word to wait."""
        self._rate = per_second
        self._most = max(1.0, per_second)
        self._clock = clock
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._tokens = self._most
        self._filled = clock()
        self._not_before = clock() + rest if rest else 0.0

    def turn(self) -> float | None:
        """Wait for one's turn: 0 when it came, the seconds left where they are too many, None if stopped."""
        while not self._stopped.is_set():
            left = self._left_or_taken()
            if left == 0 or left > LONGEST_WAIT:
                return left
            self._stopped.wait(left)
        return None

    def _left_or_taken(self) -> float:
        with self._lock:
            now = self._clock()
            if self._not_before > now:
                return self._not_before - now
            self._tokens = min(self._most, self._tokens + (now - self._filled) * self._rate)
            self._filled = now
            if self._tokens < 1:
                return (1 - self._tokens) / self._rate
            self._tokens -= 1
            return 0.0

    def wait(self, seconds: float) -> None:
        """The web shop wants nobody to ask for so long."""
        with self._lock:
            self._not_before = max(self._not_before, self._clock() + seconds + _MARGIN)

    @property
    def left(self) -> float:
        """Seconds until one may ask again."""
        return max(0.0, self._not_before - self._clock())

    @property
    def is_stopped(self) -> bool:
        """Whether nobody's turn comes any more."""
        return self._stopped.is_set()

    def stop(self) -> None:
        """Nobody's turn comes any more."""
        self._stopped.set()


def retry_after(written: str | None, now: int, unsaid: float) -> float:
    """The seconds a web shop asks to wait, written as a number or as a date (RFC 9110, 10.2.3)."""
    text = (written or "").strip()
    if text.isdecimal():
        return float(text[:9])
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - now)
    except (TypeError, ValueError, OverflowError):
        return unsaid


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: never its body, its query or who asked."""

    method: str
    path: str
    status: int  # 0 where no answer came
    milliseconds: int


class RequestLog:
    """The last requests."""

    def __init__(self) -> None:
        self._lines: deque[Asked] = deque(maxlen=MOST_LINES)
        self.calls = 0

    def add(self, method: str, path: str, status: int, seconds: float) -> None:
        """One more."""
        self.calls += 1
        self._lines.append(Asked(method, path, status, round(seconds * 1000)))

    def lines(self) -> tuple[Asked, ...]:
        """All that are kept, the oldest first."""
        return tuple(self._lines)
