"""Fixtures of tests that need a shop."""

from __future__ import annotations

from tests.journal.tills import files, here, till
from tests.shop_kit import ram, shop

__all__ = ["files", "here", "ram", "shop", "till"]
