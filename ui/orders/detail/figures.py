"""The figures of an order, or of a cart on hold, as rows of words and amounts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pos.domain.money.quantity import from_micro
from pos.domain.orders.cart import Cart
from pos.domain.orders.orders import Order, OrderLine
from pos.domain.papers.net_rows import ShownPrice, as_printed, shown_price
from pos.domain.shop.settings import ShopSettings
from pos.text import _, current
from ui.orders.detail.explained import Figure
from ui.orders.detail.ledger import LedgerRow
from ui.shared.cart import words as cart_words
from ui.shared.orders import words


def goods(order: Order) -> Iterator[LedgerRow]:
    """What was sold: its lines, the order's discount, its charges, the total."""
    currency = order.row.currency
    exempt = order.exemption is not None
    for line in order.lines:
        shown = as_printed(line, exempt=exempt, prices_include_tax=order.prices_include_tax)
        price = ShownPrice(shown.unit_price, shown.per)
        yield LedgerRow(
            cart_words.full_name(line.name, line.options),
            current().amount(line.amount),
            _times(line.quantity, line.unit, price, currency),
            cart_words.DOT.join(filter(None, (_about(line), _gone(order, line)))),
            strong=True,
            asks=Figure("line", line.n),
        )
    if order.discount is not None:
        said = cart_words.discount_words(order.discount)
        amount = cart_words.MINUS + current().amount(order.discount_amount)
        yield LedgerRow(said, amount, muted=True, asks=Figure("discount"))
    for n, charge in enumerate(order.charges, 1):
        yield LedgerRow(charge.name, current().amount(charge.amount), muted=True, asks=Figure("charge", n))
    yield LedgerRow(_("Total"), current().money(order.row.total), large=True, asks=Figure("total"))
    if not order.rounding.is_zero:
        amount = current().amount(order.rounding)
        yield LedgerRow(_("Cash rounding"), amount, muted=True, asks=Figure("rounding"))


def money(order: Order, settings: ShopSettings) -> Iterator[LedgerRow]:
    """What the total is made of and how it was paid: taxes, payments, what is still due."""
    if order.exemption is not None:
        yield LedgerRow(words.exempt(order), "", muted=True)
    else:
        rows = cart_words.tax_words(order.taxes, order.tax_labels, order.prices_include_tax)
        for n, (tax, said) in enumerate(zip(order.taxes, rows, strict=True)):
            yield LedgerRow(said, current().amount(tax.tax), muted=True, asks=Figure("tax", n))
    if not order.row.credited.is_zero:
        amount = cart_words.MINUS + current().amount(order.row.credited)
        yield LedgerRow(_("Taken back"), amount, asks=Figure("credited"))
    today = order.row.placed_at.date()
    for one in order.payments:
        name = words.paid_by(one.method, one.name, settings.methods)
        # Translators: how and when was paid: "Card, 24/11/2026"
        said = _("{method}, {day}").format(method=name, day=words.when(one.at or order.row.placed_at, today))
        back = one.amount.minor < 0
        amount = cart_words.MINUS + current().amount(-one.amount) if back else current().amount(one.amount)
        title = _("Paid back · {how}") if back else _("Paid · {how}")
        note = cart_words.DOT.join(filter(None, (one.reference, _moved(one.moved, back=back))))
        yield LedgerRow(title.format(how=said), amount, note=note, muted=True)
    if not order.payments and order.payment_method and order.row.due.minor > 0:
        name = words.paid_by(order.payment_method, "", settings.methods)
        yield LedgerRow(_("Agreed on: {method}").format(method=name), muted=True)
    if order.row.to_give_back.minor > 0:
        amount = current().money(order.row.to_give_back)
        yield LedgerRow(_("To give back"), amount, strong=True, asks=Figure("balance"))
    if (order.payments or not order.row.credited.is_zero) and order.row.due.minor > 0:
        amount = current().money(order.row.due)
        yield LedgerRow(_("Still due"), amount, strong=True, asks=Figure("balance"))


def _moved(order: str, *, back: bool) -> str:
    """To or from which order money moved in an exchange."""
    if not order:
        return ""
    return (_("moved to {number}") if back else _("moved from {number}")).format(number=order)


def _gone(order: Order, line: OrderLine) -> str:
    """How many of a line were handed over, came back or were taken off, where it is not simply all."""
    if order.now is None:
        return ""
    goods, said = order.now.goods_of(line.n), []
    if goods.handed and (goods.open or goods.returned or goods.dropped):
        words_ = _("{quantity} handed over")
        said.append(words_.format(quantity=_pieces(goods.handed, line)))
    if goods.returned:
        said.append(_("{quantity} came back").format(quantity=_pieces(goods.returned, line)))
    if goods.dropped:
        said.append(_("{quantity} taken off").format(quantity=_pieces(goods.dropped, line)))
    return cart_words.DOT.join(said)


def _pieces(millionths: int, line: OrderLine) -> str:
    return cart_words.quantity(from_micro(millionths), line.unit)


def held(cart: Cart) -> Iterator[LedgerRow]:
    """What lies in a cart on hold, and what it comes to today."""
    totals = cart.totals()
    net = cart.exemption is not None and cart.terms.prices_include_tax
    for line, total in zip(cart.lines, totals.lines, strict=True):
        price = shown_price(line.unit_price, line.quantity, line.taxes, total.full, net=net)
        beside = _times(line.quantity, line.unit, price, cart.currency)
        name = cart_words.full_name(line.name, line.options)
        yield LedgerRow(name, current().amount(total.amount), beside, line.note, strong=True)
    if cart.discount is not None:
        said = cart_words.discount_words(cart.discount)
        yield LedgerRow(said, cart_words.MINUS + current().amount(totals.discount), muted=True)
    for charge, amount in zip(cart.charges, totals.charges, strict=True):
        yield LedgerRow(charge.name, current().amount(amount), muted=True)
    yield LedgerRow(_("Total"), current().money(totals.total), large=True)


def _times(quantity: Decimal, unit: str, of: ShownPrice, currency: str) -> str:
    return f"{cart_words.quantity(quantity, unit)} × {current().unit_price(of.price, currency, of.per)}"


def _about(line: OrderLine) -> str:
    """What is special about a line: its own discount, another price, a note."""
    parts = []
    if line.discount is not None:
        off = cart_words.off(line.discount)
        parts.append(f"{line.discount.name} {off}".strip())
    if line.list_price is not None and line.list_price != line.unit_price:
        parts.append(line.price_reason or _("price changed"))
    if line.note:
        parts.append(f"“{line.note}”")
    return cart_words.DOT.join(parts)
