"""Refusals that a script is told in other words than a person at the window."""

from __future__ import annotations

from pos.domain.catalogue import errors as catalogue
from pos.domain.orders import errors as orders
from pos.domain.shop import errors as shop
from pos.domain.words.errors import CashierError

LONGEST = 200
"""Characters of one value that a sentence repeats."""


class NoShopHere(shop.NoShopHere):
    text = "There is no shop in {folder} yet. Make one with “comptoir init”, or name its folder with --data."


class ShopGone(shop.ShopGone):
    text = (
        "The shop's file in {folder} is gone. Nothing was begun anew. Bring the newest good copy back with "
        "“comptoir restore {copy}”, or name an empty folder with --data."
    )


class ShopGoneUncopied(shop.ShopGoneUncopied):
    text = (
        "The shop's file in {folder} is gone, and no good copy lies there. Nothing was begun anew. "
        "Bring a backup back with “comptoir restore FILE”, or name an empty folder with --data."
    )


class ShopExists(shop.ShopExists):
    text = (
        "{folder} already holds a shop. Nothing was changed. Name another folder with --data; "
        "a restore can also put it aside with --instead."
    )


class DiskTrouble(shop.DiskTrouble):
    text = "The disk refused ({reason}). Nothing was saved. Put that right and try again."


class TillBusy(shop.TillBusy):
    text = "Another program is using the shop's file. Nothing was saved. Try again."


class ClockMoved(shop.ClockMoved):
    text = (
        "The computer's clock says {now}, but the last entry was made at {last}. "
        "Set the clock, or add --date-is-right where today's date is right."
    )


class ClockOffHub(shop.ClockOffHub):
    text = (
        "The computer's clock says {now}, but the hub's said {last}. "
        "Set the clock, or add --date-is-right where today's date is right."
    )


class EmptyCart(orders.EmptyCart):
    text = "The order document has no lines. Nothing was saved."


class PaymentFollowsMoney(orders.PaymentFollowsMoney):
    text = (
        "Order {number} is “{status}” by the money recorded, so it cannot be set to “{asked}”. "
        "Use “order pay”, or “order cancel”."
    )


class PriceMissing(catalogue.PriceMissing):
    text = "{name} has no fixed price. Write a unit_price on its line."


IN_OWN_WORDS: dict[type[CashierError], type[CashierError]] = {
    shop.NoShopHere: NoShopHere,
    shop.ShopGone: ShopGone,
    shop.ShopGoneUncopied: ShopGoneUncopied,
    shop.ShopExists: ShopExists,
    shop.DiskTrouble: DiskTrouble,
    shop.TillBusy: TillBusy,
    shop.ClockMoved: ClockMoved,
    shop.ClockOffHub: ClockOffHub,
    orders.EmptyCart: EmptyCart,
    orders.PaymentFollowsMoney: PaymentFollowsMoney,
    catalogue.PriceMissing: PriceMissing,
}


def worded(error: CashierError) -> CashierError:
    """The same refusal as the command line says it, with no value longer than a sentence bears."""
    kind = IN_OWN_WORDS.get(type(error), type(error))
    return kind(**{name: _short(vars(error)[name]) for name in error.places})


def _short(value: object) -> object:
    if isinstance(value, str) and len(value) > LONGEST:
        return value[:LONGEST] + "…"
    return value
