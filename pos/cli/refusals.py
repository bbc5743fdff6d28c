"""What the command line refuses in words of its own: a script has no cart and no button."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from pos.domain.catalogue import errors as catalogue
from pos.domain.orders import errors as orders
from pos.domain.shop import errors as shop
from pos.domain.words.errors import CashierError

LONGEST = 200
"""Characters of one value that a sentence repeats."""


@dataclass(eq=False)
class LetterWrong(CashierError):
    text = "“{letter}” cannot name a till. Use one to three letters, such as A."
    letter: str


@dataclass(eq=False)
class CountryWrong(CashierError):
    text = "“{country}” is not a country. Write its two letters, such as FR."
    country: str


@dataclass(eq=False)
class SealWrong(CashierError):
    text = "“{text_given}” is no entry and seal. Write its number, a colon, and the seal: 214:7f3a91c2."
    text_given: str


@dataclass(eq=False)
class JournalBroken(CashierError):
    text = "The shop does not add up. First at {where}: {what}. Keep the file, and restore the last backup."
    where: str
    what: str


@dataclass(eq=False)
class StatusUnknown(CashierError):
    text = "“{status}” is not a status. Use one of: {statuses}."
    status: str
    statuses: str


@dataclass(eq=False)
class PaymentFollowsMoney(CashierError):
    text = (
        "Order {number} is “{status}” by the money recorded, so it cannot be set to “{asked}”. "
        "Use “order pay”, or “order cancel”."
    )
    number: str
    status: str
    asked: str


@dataclass(eq=False)
class DayWrong(CashierError):
    text = "“{day}” is not a day. Write year, month and day, such as 2026-11-23."
    day: str


@dataclass(eq=False)
class FileMissing(CashierError):
    text = "There is no file {path}. Nothing was changed."
    path: str


@dataclass(eq=False)
class FileUnreadable(CashierError):
    text = "{path} cannot be read ({reason}). Nothing was changed."
    path: str
    reason: str


@dataclass(eq=False)
class FileUnwritable(CashierError):
    text = "{path} cannot be written ({reason}). Choose another place, or free some space."
    path: str
    reason: str


@dataclass(eq=False)
class Unforeseen(CashierError):
    text = (
        "Something went wrong that should not ({kind} at {place}). What was said to be done is safe. "
        "Please report it; COMPTOIR_TRACEBACK=1 shows all of it."
    )
    kind: str
    place: str


class NoShopHere(shop.NoShopHere):
    text = "There is no shop in {folder} yet. Make one with “comptoir init”, or name its folder with --data."


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


class EmptyCart(orders.EmptyCart):
    text = "The order document has no lines. Nothing was saved."


class PriceMissing(catalogue.PriceMissing):
    text = "{name} has no fixed price. Write a unit_price on its line."


IN_OWN_WORDS: dict[type[CashierError], type[CashierError]] = {
    shop.NoShopHere: NoShopHere,
    shop.ShopExists: ShopExists,
    shop.DiskTrouble: DiskTrouble,
    shop.TillBusy: TillBusy,
    shop.ClockMoved: ClockMoved,
    orders.EmptyCart: EmptyCart,
    catalogue.PriceMissing: PriceMissing,
}


def worded(error: CashierError) -> CashierError:
    """The same refusal as the command line says it, with no value longer than a sentence bears."""
    if not is_dataclass(error):
        return error
    kind: Any = IN_OWN_WORDS.get(type(error), type(error))
    said: CashierError = kind(**{one.name: _short(getattr(error, one.name)) for one in fields(error)})
    return said


def _short(value: Any) -> Any:
    if isinstance(value, str) and len(value) > LONGEST:
        return value[:LONGEST] + "…"
    return value
