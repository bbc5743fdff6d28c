"""What a message says of an order's goods, sums and status, in the language of whoever reads it."""

from __future__ import annotations

from collections.abc import Iterator

from pos.domain.money.amounts import Money
from pos.domain.money.labels import TaxLabels
from pos.domain.orders.orders import FulfilmentStatus, OrderLine
from pos.domain.papers.receipts import ReceiptDocument
from pos.mail.layout import GoodsRow
from pos.text import Speech, mark

NBSP = "\N{NO-BREAK SPACE}"
STATUSES = {
    FulfilmentStatus.AWAITING: mark("Awaiting processing"),
    FulfilmentStatus.PROCESSING: mark("Processing"),
    FulfilmentStatus.READY: mark("Ready for pickup"),
    FulfilmentStatus.OUT: mark("Out for delivery"),
    FulfilmentStatus.SHIPPED: mark("Shipped"),
    FulfilmentStatus.DELIVERED: mark("Delivered"),
    FulfilmentStatus.WILL_NOT_DELIVER: mark("Will not deliver"),
    FulfilmentStatus.RETURNED: mark("Returned"),
}


def status_words(status: str, speech: Speech) -> str:
    """How far the goods are; a status of the shop's own is said as it is."""
    return speech.gettext(STATUSES.get(status, status))  # type: ignore[call-overload]


def goods_of(receipt: ReceiptDocument, speech: Speech) -> tuple[GoodsRow, ...]:
    """The rows of a receipt, which add up to its total."""
    return (*(_line(one, receipt, speech) for one in receipt.lines), *_sums(receipt, speech))


def _line(one: OrderLine, receipt: ReceiptDocument, speech: Speech) -> GoodsRow:
    quantity = speech.number(one.quantity) + (NBSP + one.unit if one.unit else "")
    name = f"{one.name}, {one.options}" if one.options else one.name
    return GoodsRow(f"{quantity} × {name}", speech.money(one.amount), one.note)


def _sums(receipt: ReceiptDocument, speech: Speech) -> Iterator[GoodsRow]:
    say, on_top = speech.gettext, not receipt.prices_include_tax and not receipt.legal
    if receipt.discount or receipt.charges or on_top:
        yield GoodsRow(say("Subtotal"), speech.money(receipt.subtotal))
    if receipt.discount and receipt.discount_amount:
        name = receipt.discount.name
        words = say("Discount “{name}”").format(name=name) if name else say("Discount")
        yield GoodsRow(words, _money(-receipt.discount_amount, speech))
    words_of = {"delivery": say("Delivery"), "handling": say("Handling"), "surcharge": say("Surcharge")}
    for charge in receipt.charges:
        yield GoodsRow(charge.name or words_of.get(charge.kind, charge.kind), speech.money(charge.amount))
    taxes = tuple(_taxes(receipt, speech))
    yield from taxes if on_top else ()
    yield GoodsRow(
        say("Total {currency}").format(currency=receipt.currency), speech.money(receipt.total), strong=True
    )
    if receipt.legal:
        yield GoodsRow(receipt.legal, "")
    elif not on_top:
        yield from taxes


def _taxes(receipt: ReceiptDocument, speech: Speech) -> Iterator[GoodsRow]:
    labels = TaxLabels(receipt.tax_word or speech.gettext("VAT"), receipt.own_labels)
    for row, (label, rate) in zip(receipt.taxes, labels.each(row.rate for row in receipt.taxes), strict=True):
        # Translators: "VAT 20 % on 76.09", the net amount it is counted from
        said = speech.gettext("{tax} {rate} on {net}").format(
            tax=label, rate=speech.rate(rate), net=speech.amount(row.net)
        )
        yield GoodsRow(said, speech.money(row.tax))


def _money(amount: Money, speech: Speech) -> str:
    return f"\N{MINUS SIGN}{speech.money(-amount)}" if amount.minor < 0 else speech.money(amount)
