"""Why a product, its code or its stock is refused."""

from __future__ import annotations

from decimal import Decimal

from pos.domain.words.errors import CashierError


class NotEnoughStock(CashierError):
    text = (
        "Only {on_hand} of {name} in stock, and it may not be oversold. Sell fewer, or receive stock first."
    )
    many = (
        "Only {on_hand} of {name} in stock, and it may not be oversold. Sell fewer, or receive stock first."
    )
    name: str
    on_hand: Decimal


class ProductUnknown(CashierError):
    text = "There is no product “{sku}” in this shop."
    sku: str


class CodeShared(CashierError):
    text = "“{code}” is the code of {names}. Give each a code of its own, so that it is clear which is meant."
    code: str
    names: str


class PriceMissing(CashierError):
    text = "{name} has no fixed price. Type its price."
    name: str


class SkuTaken(CashierError):
    text = "The SKU {sku} already belongs to {name}. Use another one."
    sku: str
    name: str


class NotTracked(CashierError):
    text = "The stock of {name} is not counted (unlimited)."
    name: str


class ReasonUnknown(CashierError):
    text = "“{reason}” is not a reason for a stock move. Use one of: {reasons}."
    reason: str
    reasons: str


class SameProduct(CashierError):
    text = "Both are {name}: choose another product to merge with."
    name: str


class BothInWebShop(CashierError):
    text = (
        "{name} and {other} are two products of the web shop. Make them one there first; nothing was changed."
    )
    name: str
    other: str
