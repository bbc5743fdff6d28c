"""Fixtures of tests that need a shop."""

from __future__ import annotations

from tests.shop_kit import ram, shop
from tests.two_tills import pair, tills

__all__ = ["pair", "ram", "shop", "tills"]
