"""A mail server for tests that send."""

from __future__ import annotations

from tests.mail.server import server

__all__ = ["server"]
