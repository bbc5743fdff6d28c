"""What the person at the till can put right: one type each, a sentence with named places and its values.

The sentence is made at display (`pos.text.sentence`), in the language and number formats of the moment.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from pos.domain.money.amounts import Money


class CashierError(Exception):
    """A refusal the person at the till can put right; never a bug."""

    text: ClassVar[str] = ""

    def __str__(self) -> str:
        """The English sentence with its values as they are, for logs and tests."""
        return self.text.format_map(vars(self))


# Amounts, quantities, rates, discounts


@dataclass(eq=False)
class NotANumber(CashierError):
    text = "“{written}” is not a number. Write digits such as 12 or 12.50."
    written: str


@dataclass(eq=False)
class AmbiguousNumber(CashierError):
    text = "“{written}” can be read in two ways. Write it without marks between the thousands."
    written: str


@dataclass(eq=False)
class NumberTooFine(CashierError):
    text = "“{written}” has more digits after the mark than the {decimals} possible here. Write fewer."
    written: str
    decimals: int


@dataclass(eq=False)
class CurrencyUnknown(CashierError):
    text = "{code} is not a currency. Write its three letters, such as EUR."
    code: str


@dataclass(eq=False)
class AmountTooLarge(CashierError):
    text = "The amount is larger than a till can hold. Nothing was changed. Check quantity and price."


@dataclass(eq=False)
class PriceTooFine(CashierError):
    text = "{price} has more than 6 decimals. Write the price with fewer."
    price: Decimal


@dataclass(eq=False)
class QuantityNotPositive(CashierError):
    text = "{quantity} is not a quantity to sell. Write a number above zero."
    quantity: Decimal


@dataclass(eq=False)
class QuantityTooLarge(CashierError):
    text = "{quantity} is more than the {largest} a line can hold. Check the quantity."
    quantity: Decimal
    largest: Decimal


@dataclass(eq=False)
class QuantityNotWhole(CashierError):
    text = "{quantity} is not a whole number. This product is sold by the piece."
    quantity: Decimal


@dataclass(eq=False)
class QuantityTooFine(CashierError):
    text = "{quantity} has more than 6 decimals. Write the quantity with fewer."
    quantity: Decimal


@dataclass(eq=False)
class RateNotANumber(CashierError):
    text = "“{rate}” is not a tax rate. Write a percentage such as 20 or 5.5."
    rate: str


@dataclass(eq=False)
class RateOutOfRange(CashierError):
    text = "A tax rate of {rate} % is not possible. It lies between 0 and 100, with at most 4 decimals."
    rate: str


@dataclass(eq=False)
class TooManyTaxes(CashierError):
    text = "{count} taxes on one line are too many. At most {most} are possible."
    count: int
    most: int


@dataclass(eq=False)
class PercentOutOfRange(CashierError):
    text = "{percent} % is not possible. Write a percentage between 0 and 100."
    percent: Decimal


@dataclass(eq=False)
class DiscountNegative(CashierError):
    text = "A discount of {discount} would raise the price. Write it without the minus."
    discount: Money


@dataclass(eq=False)
class DiscountTooLarge(CashierError):
    text = "A discount of {discount} is more than the {base} it is taken from. Write a smaller one."
    discount: Money
    base: Money


# Tenders


@dataclass(eq=False)
class TenderNotPositive(CashierError):
    text = "A payment of {amount} is not possible. Write an amount above zero."
    amount: Money


@dataclass(eq=False)
class TooMuchPaid(CashierError):
    text = "{amount} is more than the {due} still due. Only cash gives change. Write at most {due}."
    amount: Money
    due: Money


# The cart and its order


@dataclass(eq=False)
class EmptyCart(CashierError):
    text = "There is nothing in the cart yet. Scan or search a product first."


@dataclass(eq=False)
class LineGone(CashierError):
    text = "That line is no longer in the cart. Nothing was changed."


@dataclass(eq=False)
class NotEnoughStock(CashierError):
    text = (
        "Only {on_hand} of {name} in stock, and it may not be oversold. Sell fewer, or receive stock first."
    )
    name: str
    on_hand: Decimal


@dataclass(eq=False)
class StillDue(CashierError):
    text = "{due} is still to be paid. Add a payment, or place the order unpaid."
    due: Money


@dataclass(eq=False)
class WrongCurrency(CashierError):
    text = "The order is in {currency}, but this shop sells in {shop_currency}."
    currency: str
    shop_currency: str


@dataclass(eq=False)
class UnknownMethod(CashierError):
    text = "“{method}” is not a payment method of this shop."
    method: str


@dataclass(eq=False)
class OrderUnknown(CashierError):
    text = "There is no order {number} in this shop."
    number: str


@dataclass(eq=False)
class NothingDue(CashierError):
    text = "Nothing is due on order {number}. Nothing was changed."
    number: str


@dataclass(eq=False)
class AlreadyInvoiced(CashierError):
    text = "Order {number} has the invoice {invoice} already. Nothing was changed."
    number: str
    invoice: str


@dataclass(eq=False)
class AlreadyVoided(CashierError):
    text = "Order {number} was voided before. Nothing was changed."
    number: str


@dataclass(eq=False)
class ClockMoved(CashierError):
    text = (
        "The computer's clock says {now}, but the last entry was made at {last}. "
        "Set the clock, or confirm that today's date is right; the cart is kept."
    )
    now: datetime
    last: datetime


# The catalogue


@dataclass(eq=False)
class ProductUnknown(CashierError):
    text = "There is no product “{sku}” in this shop."
    sku: str


@dataclass(eq=False)
class PriceMissing(CashierError):
    text = "{name} has no fixed price. Type its price."
    name: str


@dataclass(eq=False)
class NameMissing(CashierError):
    text = "The name is missing. Type one."


@dataclass(eq=False)
class SkuTaken(CashierError):
    text = "The SKU {sku} already belongs to {name}. Use another one."
    sku: str
    name: str


@dataclass(eq=False)
class NotTracked(CashierError):
    text = "The stock of {name} is not counted (unlimited)."
    name: str


@dataclass(eq=False)
class ReasonUnknown(CashierError):
    text = "“{reason}” is not a reason for a stock move. Use one of: {reasons}."
    reason: str
    reasons: str


@dataclass(eq=False)
class ImportUnknown(CashierError):
    text = "There is no import to take back."


# The shop's folder and file


@dataclass(eq=False)
class NoShopHere(CashierError):
    text = "There is no shop in {folder} yet. Create one, or open another folder."
    folder: str


@dataclass(eq=False)
class ShopExists(CashierError):
    text = "{folder} already holds a shop. Choose an empty folder; nothing was changed."
    folder: str


@dataclass(eq=False)
class NotAShop(CashierError):
    text = (
        "{path} is not a shop of Comptoir. It was left as it is. Restore a backup, or choose another folder."
    )
    path: str


@dataclass(eq=False)
class NewerFile(CashierError):
    text = (
        "{path} was written by a newer Comptoir. It was left as it is. Install the newer program to open it."
    )
    path: str


@dataclass(eq=False)
class FileDamaged(CashierError):
    text = "The shop's file is damaged. It was left as it is. Restore the last backup."


@dataclass(eq=False)
class FileReplaced(CashierError):
    text = (
        "The shop's file was replaced while the till was open. "
        "Nothing was saved, the cart is kept. Start again."
    )


@dataclass(eq=False)
class LockedByOther(CashierError):
    text = "This shop is already open in another window ({holder}). Use that one, or close it first."
    holder: str


@dataclass(eq=False)
class TillBusy(CashierError):
    text = "Another program is using the shop's file. Nothing was saved, the cart is kept. Try again."


@dataclass(eq=False)
class DiskTrouble(CashierError):
    text = (
        "The disk refused to save ({reason}). Nothing was saved, the cart is kept. "
        "Free some space and try again."
    )
    reason: str


@dataclass(eq=False)
class BackupBroken(CashierError):
    text = "{path} is not a complete backup. It was not used; nothing was changed."
    path: str


@dataclass(eq=False)
class BackupExists(CashierError):
    text = "{path} exists already. Choose another name; nothing was changed."
    path: str
