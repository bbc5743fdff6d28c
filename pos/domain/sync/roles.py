"""What a till of the shop may write."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a till may write: the office everything, a till no catalogue and no settings."""

    OFFICE = "office"
    TILL = "till"
