"""How the mail server is reached, and when a message that did not go is tried again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum


class Security(StrEnum):
    """How the line to the server is made safe: TLS from the start, asked for (STARTTLS), or none."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


PORTS = {Security.TLS: 465, Security.STARTTLS: 587, Security.NONE: 25}
"""Where servers listen for each (RFC 8314, RFC 6409)."""


@dataclass(frozen=True, slots=True)
class MailAccount:
    """A server and who writes; the password is shown nowhere."""

    server: str
    port: int
    security: Security
    login: str
    sender: str
    password: str = field(default="", repr=False)


FIRST, LONGEST = timedelta(minutes=1), timedelta(hours=1)
TRIES_MOST = 30
"""A message that the server puts off more often is parked: a day and more."""
DAYS_MOST = 7
"""A message that waited longer is sent by a person's word alone: what it says may be wrong by now."""


def pause(tries: int, chance: float) -> timedelta:
    """How long to wait after so many tries (from 1): twice as long each time, up to an hour.

    `chance` from 0 to 1 spreads it by a fifth to each side, so that many tills do not come back at once.
    """
    whole: timedelta = min(FIRST * 2 ** min(max(tries, 1) - 1, 16), LONGEST)
    return whole * (0.8 + 0.4 * chance)
