"""Fixtures of tests that need a shop."""

from __future__ import annotations

from tests.shop_kit import ram, shop

__all__ = ["ram", "shop"]
