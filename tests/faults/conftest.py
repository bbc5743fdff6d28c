"""Fixtures of the faults."""

from __future__ import annotations

from tests.faults.rig import warm
from tests.shop_kit import ram, shop

__all__ = ["ram", "shop", "warm"]
