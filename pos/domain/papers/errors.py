"""Why a paper cannot be made."""

from __future__ import annotations

from pos.domain.words.errors import CashierError


class NothingToPack(CashierError):
    text = "Nothing of order {number} is to be packed. Its goods were taken back, or that delivery never was."
    number: str


class NothingRefunded(CashierError):
    text = "Order {number} has no refund receipt. Nothing of it was taken back."
    number: str


class NothingPaid(CashierError):
    text = "Order {number} has no such payment. Record it first, or choose another."
    number: str
