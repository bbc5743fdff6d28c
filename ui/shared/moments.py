"""Moments and parts of what is said of a hub and of a web shop."""

from __future__ import annotations

from datetime import datetime

from pos.text import current


def joined(*parts: str) -> str:
    """The parts that say anything, in one line."""
    return " · ".join(part for part in parts if part)


def when(moment: str) -> str:
    """A moment as it is said here; nothing where there was none."""
    return current().ago(datetime.fromisoformat(moment)) if moment else ""


def when_briefly(moment: str) -> str:
    """The same without the word for today."""
    return current().ago(datetime.fromisoformat(moment), briefly=True) if moment else ""
