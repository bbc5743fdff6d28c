"""Say carts, lines and products in the language and formats of the window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from functools import lru_cache

from pos.domain.catalogue.products import Hit
from pos.domain.catalogue.stock import StockNotice
from pos.domain.money.amounts import Money
from pos.domain.money.labels import TaxLabels
from pos.domain.money.pricing import Discount, TaxRow
from pos.domain.money.tax import TaxList
from pos.domain.orders.cart import Cart, CartLine
from pos.domain.papers.net_rows import ShownPrice
from pos.domain.shop.settings import Oversell
from pos.text import Speech, _, current, ngettext
from ui.kit.look.tags import Mood, stock_tag

DOT = " · "
MINUS = "−"


def full_name(name: str, options: str) -> str:
    """A variant's name with its options: "Mug, blue glaze"."""
    return f"{name}, {options}" if options else name


def off(discount: Discount) -> str:
    """What a discount takes off, as it was asked for: "−10 %", "−5,00 €"."""
    if discount.percent is not None:
        return MINUS + current().percent(discount.percent)
    return MINUS + current().money(discount.amount) if discount.amount else ""


def price_each(price: Decimal, unit: str, currency: str) -> str:
    """A unit price, with its unit where goods are weighed or measured: "18,00 €", "4,20 €/kg"."""
    shown = _price(current(), price, currency)
    return f"{shown}/{unit}" if unit else shown


def stock_age(as_of: datetime | None) -> str:
    """How old figures of stock are; "" where this till knows all."""
    return _("stock as of {time}").format(time=current().ago(as_of)) if as_of else ""


def hit_stock(hit: Hit, low: int, letter: str) -> tuple[str, Mood]:
    """The stock of what was found as the till of that letter says it; or which till has the only piece."""
    if hit.till and hit.till != letter:
        return _("at till {letter}").format(letter=hit.till), Mood.WARNING
    return stock_words(current(), hit.on_hand, hit.unit, low)


@lru_cache(maxsize=2048)
def stock_words(speech: Speech, on_hand: Decimal | None, unit: str, low: int) -> tuple[str, Mood]:
    """What a badge says about stock; `speech` is the window's, so that another language is worded anew."""
    return stock_tag(on_hand, unit, low)


@lru_cache(maxsize=4096)
def _price(speech: Speech, price: Decimal, currency: str) -> str:
    """Twenty are shown at each key, mostly the same ones: a catalogue has few different prices."""
    return speech.price(price, currency)


def line_details(line: CartLine, price: ShownPrice, currency: str) -> str:
    """The second row of a cart line: what it is, its price, what is special about it."""
    parts = [line.sku if not line.is_custom else _("Custom item")]
    unit = " ".join(filter(None, (str(price.per) if price.per > 1 else "", line.unit)))
    parts.append(price_each(price.price, unit, currency))
    if line.list_price is not None and line.list_price != line.unit_price:
        parts.append(line.price_reason or _("price changed"))
    if line.discount is not None:
        parts.append(line.discount.name or off(line.discount))
    if line.note:
        parts.append(f"“{line.note}”")
    return DOT.join(part for part in parts if part)


def quantity(value: Decimal, unit: str = "") -> str:
    """A quantity with its unit: "2", "0,25 kg"."""
    shown = current().number(value)
    return f"{shown} {unit}" if unit else shown


def shortage_words(short: StockNotice) -> str:
    """What is said where more is sold than is there."""
    words = (
        ngettext(
            "Only {count} of {name} in stock. It was not added: sell fewer, or receive stock first.",
            "Only {count} of {name} in stock. It was not added: sell fewer, or receive stock first.",
            short.on_hand,
        )
        if short.policy is Oversell.BLOCK
        else ngettext(
            "Only {count} of {name} in stock, {wanted} in the cart. It is sold all the same.",
            "Only {count} of {name} in stock, {wanted} in the cart. It is sold all the same.",
            short.on_hand,
        )
    )
    count, wanted = (current().number(number) for number in (short.on_hand, short.wanted))
    return words.format(count=count, name=short.name, wanted=wanted)


def subtotal_words(cart: Cart) -> str:
    """The label of the first row of the totals, with how many items."""
    count = cart.item_count
    return ngettext("Subtotal ({count} item)", "Subtotal ({count} items)", count).format(
        count=current().number(count)
    )


def discount_words(discount: Discount) -> str:
    """The label of the order's discount: its name and its percentage."""
    words = _("Discount “{name}”").format(name=discount.name) if discount.name else _("Discount")
    return f"{words} {current().percent(discount.percent)}" if discount.percent is not None else words


def rates_words(taxes: TaxList, labels: TaxLabels) -> str:
    """The rates of a product in few words: "VAT 20 %", "GST 5 % + PST 7 %"."""
    return _rates(current(), taxes, labels)


@lru_cache(maxsize=256)
def _rates(speech: Speech, taxes: TaxList, labels: TaxLabels) -> str:
    named = ((speech.gettext(label), rates) for label, rates in labels.together(taxes))
    return speech.rates(named, " ")


def tax_words(taxes: Sequence[TaxRow], labels: TaxLabels, included: bool) -> list[str]:
    """The label of each tax row under a cart or an order."""
    named = [f"{_(label)} {current().rate(rate)}" for label, rate in labels.each(one.rate for one in taxes)]
    return [_("{tax} included").format(tax=one) for one in named] if included else named


def negative(amount: Money) -> str:
    """An amount taken off, with the true minus sign."""
    return MINUS + current().money(amount)
