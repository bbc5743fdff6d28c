"""Amounts, quantities, rates, discounts and payments that cannot be."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pos.domain.words.errors import CashierError

if TYPE_CHECKING:
    from pos.domain.money.amounts import Money


class CurrencyUnknown(CashierError):
    text = "{code} is not a currency. Write its three letters, such as EUR."
    code: str


class AmountTooLarge(CashierError):
    text = "The amount is larger than a till can hold. Nothing was changed. Check quantity and price."


class PriceTooFine(CashierError):
    text = "{price} has more than 6 decimals. Write the price with fewer."
    price: Decimal


class QuantityNotPositive(CashierError):
    text = "{quantity} is not a quantity to sell. Write a number above zero."
    quantity: Decimal


class QuantityTooLarge(CashierError):
    text = "{quantity} is more than the {largest} a line can hold. Check the quantity."
    quantity: Decimal
    largest: Decimal


class QuantityNotWhole(CashierError):
    text = "{quantity} is not a whole number. This product is sold by the piece."
    quantity: Decimal


class QuantityTooFine(CashierError):
    text = "{quantity} has more than 6 decimals. Write the quantity with fewer."
    quantity: Decimal


class RateNotANumber(CashierError):
    text = "“{rate}” is not a tax rate. Write a percentage such as 20 or 5.5."
    rate: str


class RateOutOfRange(CashierError):
    text = "A tax rate of {rate} % is not possible. It lies between 0 and 100, with at most 4 decimals."
    rate: str


class TooManyTaxes(CashierError):
    text = "{count} tax on one line is too many. At most {most} are possible."
    many = "{count} taxes on one line are too many. At most {most} are possible."
    count: int
    most: int


class PercentOutOfRange(CashierError):
    text = "{percent} % is not possible. Write a percentage between 0 and 100."
    percent: Decimal


class DiscountNegative(CashierError):
    text = "A discount of {discount} would raise the price. Write it without the minus."
    discount: Money


class DiscountTooLarge(CashierError):
    text = "A discount of {discount} is more than the {base} it is taken from. Write a smaller one."
    discount: Money
    base: Money


class TenderNotPositive(CashierError):
    text = "A payment of {amount} is not possible. Write an amount above zero."
    amount: Money


class NoSuchCoins(CashierError):
    text = (
        "{amount} cannot be paid in notes and coins: the smallest is {smallest}. Write what was handed over."
    )
    amount: Money
    smallest: Money


class TooMuchPaid(CashierError):
    text = (
        "That is {more} more than is due ({due}), and only cash gives change. "
        "Record it all the same, or correct the amount."
    )
    more: Money
    due: Money


class DepositUnreadable(CashierError):
    text = "“{written}” is no deposit. Write a part of the total such as 30%, or an amount."
    written: str
