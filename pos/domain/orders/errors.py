"""Why an order cannot be placed, found or changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos.domain.words.errors import CashierError

if TYPE_CHECKING:
    from decimal import Decimal

    from pos.domain.money.amounts import Money
    from pos.domain.words.phrases import CountryName, Phrase


class EmptyCart(CashierError):
    text = "There is nothing in the cart yet. Scan or search a product first."


class LineGone(CashierError):
    text = "That line is no longer in the cart. Nothing was changed."


class DayUnreadable(CashierError):
    text = "“{written}” is no day or time. Write one such as 24/11, tomorrow, or 24/11 10:30."
    written: str


class PictureUnusable(CashierError):
    text = "{file} is no picture that can be kept. Choose a JPEG, PNG, WebP or GIF of an ordinary size."
    file: str


class DeliveryAddressIncomplete(CashierError):
    text = "The delivery address is not complete. Please fill in: {field}."
    field: Phrase


class BillingAddressIncomplete(CashierError):
    text = "The billing address is not complete. Please fill in: {field}."
    field: Phrase


class MethodElsewhere(CashierError):
    text = (
        "This method does not go there: {method} does not serve {country}. Choose another, or write the fee."
    )
    method: str
    country: CountryName


class FeeWanted(CashierError):
    text = "What {method} costs is not known beforehand: write the fee."
    method: str


class TooHeavy(CashierError):
    text = "{method} does not take {grams} g. Choose another method, or write the fee."
    method: str
    grams: int


class NoMethod(CashierError):
    text = (
        "This shop has no delivery method that serves {country}. "
        "Add one in Settings, Delivery, or write the fee."
    )
    country: CountryName


class StillDue(CashierError):
    text = "{due} is still to be paid. Add a payment, or place the order unpaid."
    due: Money


class WrongCurrency(CashierError):
    text = "The order is in {currency}, but this shop sells in {shop_currency}."
    currency: str
    shop_currency: str


class UnknownMethod(CashierError):
    text = "“{method}” is not a payment method of this shop."
    method: str


class OrderUnknown(CashierError):
    text = "There is no order {number} in this shop."
    number: str


class SeveralOrders(CashierError):
    text = "Several orders bear the number {number}. Say which one by its id ({ids}); nothing was changed."
    number: str
    ids: str


class NothingDue(CashierError):
    text = "Nothing is due on order {number}. Nothing was changed."
    number: str


class AlreadyInvoiced(CashierError):
    text = "Order {number} has the invoice {invoice} already. Nothing was changed."
    number: str
    invoice: str


class AlreadyVoided(CashierError):
    text = "Order {number} was voided before. Nothing was changed."
    number: str


class DocumentUnreadable(CashierError):
    text = "{path} is not an order document: {reason}."
    path: str
    reason: str


class FieldWrong(CashierError):
    text = "The order document is wrong at {field}: {reason}."
    field: str
    reason: str


class AlreadyCancelled(CashierError):
    text = "This order was cancelled before. Nothing was changed; place it again for a new one."


class NothingLeft(CashierError):
    text = "All of this order was taken back before. Nothing was changed."


class NothingChosen(CashierError):
    text = "Nothing was chosen to take back. Choose lines, charges or an amount."


class MoreThanLeft(CashierError):
    text = "Only {left} is left to take back there. Choose less; nothing was changed."
    left: Money


class MoreThanOwed(CashierError):
    text = "The shop owes the customer {owed}, not more. Give back at most that."
    owed: Money


class NothingToGiveBack(CashierError):
    text = "Nothing is to be given back on this order. Nothing was changed."


class SomethingFollowed(CashierError):
    text = "Something followed this sale, so it cannot be undone. Take it back as a refund instead."


class TooLateToVoid(CashierError):
    text = (
        "This sale was not finished within the last {minutes} minute, so it cannot be undone."
        " Take it back as a refund instead."
    )
    many = (
        "This sale was not finished within the last {minutes} minutes, so it cannot be undone."
        " Take it back as a refund instead."
    )
    minutes: int


class SoldOnAnotherTill(CashierError):
    text = "Till {letter} made this sale and can undo it. Take it back as a refund here, or undo it there."
    letter: str


class LineUnknown(CashierError):
    text = "This order has no line {line}. Nothing was changed."
    line: int


class ChargeUnknown(CashierError):
    text = "This order has no charge {charge}. Nothing was changed."
    charge: int


class NothingOpen(CashierError):
    text = "Nothing of this order is still to be handed over, so it cannot wait again. Nothing was changed."


class StatusFollowsGoods(CashierError):
    text = "An order is “{status}” when its goods are: cancel it, or take goods back. Nothing was changed."
    status: str


class PartGivenBack(CashierError):
    text = (
        "Part of this order was given back, so its goods and prices stay as they are. "
        "Exchange goods, or place a new order; notes and delivery can still be changed."
    )


class InvoicedAndGivenBack(CashierError):
    text = (
        "Part of this invoiced order was given back, so the invoice keeps its buyer. "
        "Place a new order; notes and delivery can still be changed."
    )


class NothingWouldBeLeft(CashierError):
    text = "Nothing would be left of this order. Cancel it instead; nothing was changed."


class WithCustomer(CashierError):
    text = "{pieces} of {name} is with the customer. Take it back as a return; nothing was changed."
    many = "{pieces} of {name} are with the customer. Take them back as a return; nothing was changed."
    name: str
    pieces: Decimal


class NothingToHandOver(CashierError):
    text = "Nothing of this order is still to be handed over. Nothing was changed."


class MoreThanOpen(CashierError):
    text = "Only {pieces} of line {line} can be handed over or taken back. Nothing was changed."
    many = "Only {pieces} of line {line} can be handed over or taken back. Nothing was changed."
    line: int
    pieces: Decimal


class PaymentUnknown(CashierError):
    text = "This order has no payment {payment}. Nothing was changed."
    payment: int


class PaymentMoved(CashierError):
    text = "Payment {payment} came from another order with an exchange, so it stays as it was."
    payment: int


class SameMethod(CashierError):
    text = "Payment {payment} was made by that method already. Nothing was changed."
    payment: int


class PaymentGivenBackAlready(CashierError):
    text = "Money of payment {payment} was given back already, so it stays as it is. Nothing was changed."
    payment: int


class ChangedMeanwhile(CashierError):
    text = (
        "This change was made of version {seen} of the order; it is version {version} now. {what} "
        "Look again; nothing was changed."
    )
    seen: int
    version: int
    what: object


class VersionUnknown(CashierError):
    text = "This order has no version {version}. Nothing was changed."
    version: int


class AgreedAlready(CashierError):
    text = "What is agreed now is the same as in version {version}. Nothing was changed."
    version: int


class BeingEdited(CashierError):
    text = "This cart changes order {number}. Save the changes; it is not placed as another order."
    number: str


class DetailChanged(CashierError):
    text = "{field}: somebody wrote “{now}” meanwhile. Look again; what you wrote is still here."
    field: Phrase
    now: str


class OtherTerms(CashierError):
    text = (
        "Order {number} was agreed in another currency, or with prices of the other kind. "
        "Copy it at today's prices."
    )
    number: str


class NothingWritten(CashierError):
    text = "There is nothing in this note. Write what is to be kept."


class ChangedSinceShown(CashierError):
    text = "Something changed order {number} meanwhile, so that something else would follow. Look again."
    number: str


class NoAddress(CashierError):
    text = "Nobody knows the e-mail address of the customer of order {number}. Nothing was sent."
    number: str


class MailedToday(CashierError):
    text = "The customer of order {number} was written to today already. Nothing was sent."
    number: str


class StatusUnknown(CashierError):
    text = "“{status}” is not a status. Use one of: {statuses}."
    status: str
    statuses: str


class PaymentFollowsMoney(CashierError):
    text = (
        "Order {number} is “{status}” by the money recorded, so it cannot be set to “{asked}”. "
        "Record a payment, or cancel the order; nothing was changed."
    )
    number: str
    status: str
    asked: str


class FileKindUnknown(CashierError):
    text = "The name {name} says no kind of file that is known. Let it end in one of {kinds}."
    name: str
    kinds: str


class ExportRefused(CashierError):
    text = "{path} could not be written ({reason}). Nothing was left there. Choose another place."
    path: str
    reason: str
