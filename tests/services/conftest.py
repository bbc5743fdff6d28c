"""Fixtures of tests that need a shop."""

from __future__ import annotations

from tests.shop_kit import ram, shop
from tests.two_tills import tills

__all__ = ["ram", "shop", "tills"]
