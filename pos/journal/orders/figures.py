"""Price a sealed agreement once more: its figures must be what its quantities, prices and rates make."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from msgspec import UnsetType

from pos.domain.money.amounts import Money
from pos.domain.money.pricing import Charge, ChargeKind, Discount, Totals, price
from pos.domain.money.quantity import from_micro
from pos.domain.money.tax import TaxList
from pos.domain.words.errors import CashierError
from pos.journal.kinds.orders import OrderPlaced
from pos.journal.kinds.sold import AgreedOrder, Off, SoldCharge, SoldLine
from pos.journal.orders.facts import parts, printed, terms_of


@dataclass(frozen=True, slots=True)
class _Line:
    """A sealed line as the arithmetic reads it."""

    quantity: Decimal
    unit_price: Decimal
    taxes: TaxList
    discount: Discount | None


def misfigured(placed: OrderPlaced, agreed: AgreedOrder) -> str:
    """Which figure of a version of an order is not what the others make; "" where all are.

    Another system's figures are never computed again: of them only the total is asked.
    """
    if agreed.total != agreed.net + agreed.tax:
        return "its total is not net plus tax"
    if placed.as_given:
        return ""
    try:
        full = _priced(placed, agreed)
        now = _priced(placed, agreed, exempt=True) if agreed.exemption else full
        figures = dict(_figures(agreed, full, now))
        figures["parts"] = _of_parts(placed, agreed), (agreed.total, agreed.net)
    except (CashierError, ArithmeticError, ValueError):
        return "its figures cannot be computed again"
    wrong = next((what for what, (said, made) in figures.items() if said != made), "")
    return f"its {wrong} are not what was agreed comes to" if wrong else ""


def discount_of(of: Off | UnsetType, currency: str) -> Discount | None:
    """A discount as it was asked for."""
    if isinstance(of, UnsetType):
        return None
    if of.percent:
        return Discount(percent=Decimal(of.percent), name=of.name)
    return Discount(amount=Money(of.asked, currency), name=of.name)


def charge_of(of: SoldCharge, currency: str) -> Charge:
    """A charge as it was asked for."""
    if of.written.endswith("%"):
        return Charge(ChargeKind(of.kind), of.name, None, Decimal(of.written[:-1]), of.taxes)
    return Charge(ChargeKind(of.kind), of.name, Money.of(of.written, currency), None, of.taxes)


def _priced(placed: OrderPlaced, agreed: AgreedOrder, *, exempt: bool = False) -> Totals:
    currency = placed.currency
    return price(
        terms_of(placed),
        [_line(one, currency) for one in agreed.lines],
        discount_of(agreed.off, currency),
        [charge_of(one, currency) for one in agreed.charges],
        exempt,
    )


def _line(of: SoldLine, currency: str) -> _Line:
    return _Line(from_micro(of.qty), from_micro(of.price), of.taxes, discount_of(of.off, currency))


def _figures(agreed: AgreedOrder, full: Totals, now: Totals) -> Iterator[tuple[str, tuple[Any, Any]]]:
    """What is written, and what it should be: `full` before an exemption, `now` as it is printed."""
    yield (
        "lines",
        (
            [(one.amount, printed(one), one.discount, one.share) for one in agreed.lines],
            [
                (before.amount.minor, one.amount.minor, one.discount.minor, one.order_discount.minor)
                for before, one in zip(full.lines, now.lines, strict=True)
            ],
        ),
    )
    yield (
        "charges",
        (
            [(one.amount, printed(one)) for one in agreed.charges],
            [(before.minor, one.minor) for before, one in zip(full.charges, now.charges, strict=True)],
        ),
    )
    yield (
        "taxes",
        (
            [(one.rate, one.net, one.tax, one.gross) for one in agreed.taxes],
            [(one.rate, one.net.minor, one.tax.minor, one.gross.minor) for one in now.taxes],
        ),
    )
    yield (
        "sums",
        (
            (agreed.subtotal, agreed.discount, agreed.net, agreed.tax, agreed.total),
            tuple(one.minor for one in (now.subtotal, now.discount, now.net, now.tax, now.total)),
        ),
    )


def _of_parts(placed: OrderPlaced, agreed: AgreedOrder) -> tuple[int, int]:
    """Gross and net of what refunds take from."""
    worths = [one.worth for one in parts(placed, agreed)]
    return sum(one.gross for one in worths), sum(one.net for one in worths)
