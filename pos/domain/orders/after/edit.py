"""Change what was agreed: the order's cart with the change in it, and whether that may be.

What a change does not name stays as it was agreed, its price, rates and discount with it; today's catalogue
and settings are not asked. The rules are those of `after-sale.md`, sections 2 and 4.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from typing import Final

from pos.domain.customers.customers import Buyer
from pos.domain.money.pricing import Charge, Discount
from pos.domain.money.quantity import check_quantity, from_micro, to_micro
from pos.domain.money.tax import TaxList
from pos.domain.orders.after.differences import NotMadeYet
from pos.domain.orders.cart import Cart, CartLine
from pos.domain.orders.errors import (
    AlreadyCancelled,
    ChangedMeanwhile,
    InvoicedAndGivenBack,
    LineUnknown,
    NothingLeft,
    NothingWouldBeLeft,
    PartGivenBack,
    WithCustomer,
)
from pos.domain.orders.fulfilment import Exemption
from pos.domain.orders.standing import Standing
from pos.domain.words.address import Address


class Unsaid(Enum):
    """What a change says nothing of, where None takes something off."""

    UNSAID = "unsaid"


UNSAID: Final = Unsaid.UNSAID


@dataclass(frozen=True, slots=True)
class LineChange:
    """What is changed of the line `n`; a quantity of zero takes it out, None leaves things as agreed."""

    n: int
    quantity: Decimal | None = None
    unit_price: Decimal | None = None
    price_reason: str = ""
    discount: Discount | Unsaid | None = UNSAID
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What is changed of an agreement; `added` lines bring their price and their own rates."""

    lines: tuple[LineChange, ...] = ()
    added: tuple[CartLine, ...] = ()
    discount: Discount | Unsaid | None = UNSAID
    charges: tuple[Charge, ...] | Unsaid = UNSAID
    by_hand: TaxList | Unsaid | None = UNSAID
    exemption: Exemption | Unsaid | None = UNSAID
    buyer: Buyer | Unsaid | None = UNSAID
    billing: Address | Unsaid | None = UNSAID


@dataclass(frozen=True, slots=True)
class Edit:
    """Another version: the cart as it is from now on, and the number of each of its lines for ever."""

    cart: Cart
    numbers: tuple[int, ...]
    of: str


Usual = Callable[[CartLine | Charge], TaxList]
"""The rates that something has by itself."""


def edited(cart: Cart, change: Change, earlier: Sequence[Cart], usual: Usual) -> Cart:
    """The cart with the change in it; its lines are called by their numbers.

    Rates that were set by hand and are taken off again become those of the last of the `earlier` versions
    that had their own, else the `usual` ones. Raises LineUnknown, NothingWouldBeLeft, and what the
    arithmetic refuses, such as a discount that is larger than what it is taken from.
    """
    if change.by_hand is None and cart.taxes_by_hand is not None:
        cart = _with_own_rates(cart, earlier, usual)
    elif not isinstance(change.by_hand, Unsaid) and change.by_hand is not None:
        cart = with_rates(cart, change.by_hand)
    cart = _with_lines(cart, change)
    if not isinstance(change.discount, Unsaid):
        cart = cart.with_discount(change.discount)
    if not isinstance(change.charges, Unsaid):
        covered = (replace(one, taxes=cart.taxes_for(one.taxes)) for one in change.charges)
        cart = cart.with_charges(tuple(covered))
    if not isinstance(change.exemption, Unsaid):
        cart = cart.with_exemption(change.exemption, cart.exemption_reason if change.exemption else "")
    if not isinstance(change.buyer, Unsaid):
        cart = cart.with_buyer(change.buyer)
    if not isinstance(change.billing, Unsaid):
        cart = cart.with_billing(change.billing)
    cart.totals()
    return cart


def not_made_yet() -> object:
    """What is said of a version that nobody made."""
    return NotMadeYet()


def require_version(now: Standing, seen: int | None, what: Callable[[], object] = not_made_yet) -> None:
    """Refuse a change that was made looking at a version which is no longer in force; None asks nothing.

    `what` tells what was changed since.
    """
    if seen is not None and seen != len(now.versions):
        raise ChangedMeanwhile(seen, len(now.versions), what())


def require_open(now: Standing) -> None:
    """Refuse to change an order of which nothing is left."""
    if now.is_cancelled:
        raise AlreadyCancelled
    if now.is_all_credited:
        raise NothingLeft


def agreed_again(now: Cart, then: Cart) -> Cart:
    """The order as it is now with what was agreed in another version: goods, money, buyer, notes of lines."""
    return replace(
        now,
        lines=then.lines,
        discount=then.discount,
        charges=then.charges,
        fee_by_hand=then.fee_by_hand,
        taxes_by_hand=then.taxes_by_hand,
        exemption=then.exemption,
        exemption_reason=then.exemption_reason,
        buyer=then.buyer,
        billing=then.billing,
    )


def is_agreed_otherwise(one: Cart, other: Cart) -> bool:
    """Whether the two are different agreements, so that one after the other is another version."""
    return _agreed(one) != _agreed(other)


def plan_edit(
    now: Standing, before: Cart, after: Cart, numbers: Iterable[int], *, invoiced: bool = False
) -> Edit | None:
    """Another version of an order, from the cart of the one in force; None where nothing is changed.

    `numbers` are those that any version ever gave a line: an added one gets the next. `invoiced` says that
    an invoice stands, which names the buyer.
    """
    if not is_agreed_otherwise(before, after):
        return None
    require_open(now)
    if now.credits:
        if _priced(after) != _priced(before):
            raise PartGivenBack
        if invoiced:
            raise InvoicedAndGivenBack
    if not after.lines:
        raise NothingWouldBeLeft
    numbered = _numbered(after, max(numbers))
    _require_with_customer(now, dict(zip(numbered, after.lines, strict=True)), before)
    after.totals()
    return Edit(after, numbered, now.version.stamp.event)


def _agreed(cart: Cart) -> object:
    """What makes a version; how it is delivered and paid, and the order's notes, are details."""
    notes = tuple(line.note for line in cart.lines)
    return _priced(cart), notes, cart.buyer, cart.billing, cart.exemption_reason


def _priced(cart: Cart) -> object:
    """What the money comes from; ids of lines are their numbers."""
    lines = tuple(replace(line, note="") for line in cart.lines)
    return lines, cart.discount, cart.charges, cart.taxes_by_hand, cart.exemption


def _numbered(cart: Cart, last: int) -> tuple[int, ...]:
    """The numbers of the lines: those that have none yet get the next ones."""
    numbers = []
    for line in cart.lines:
        known = line.id.isdigit() and int(line.id) <= last
        if not known:
            last += 1
        numbers.append(int(line.id) if known else last)
    return tuple(numbers)


def _require_with_customer(now: Standing, lines: dict[int, CartLine], before: Cart) -> None:
    """Refuse fewer pieces of a line than the customer has."""
    for one in now.goods:
        sold = to_micro(lines[one.n].quantity) if one.n in lines else 0
        was = next((line for line in before.lines if line.id == str(one.n)), None)
        if was is not None and sold < one.with_customer and sold < to_micro(was.quantity):
            raise WithCustomer(was.name, from_micro(one.with_customer))


def _with_lines(cart: Cart, change: Change) -> Cart:
    lines = {line.id: line for line in cart.lines}
    for one in change.lines:
        known = lines.get(str(one.n))
        if known is None:
            raise LineUnknown(one.n)
        if one.quantity is not None and not one.quantity:
            del lines[known.id]
        else:
            lines[known.id] = _changed(known, one)
    if not lines and not change.added:
        raise NothingWouldBeLeft
    added = (replace(line, taxes=cart.taxes_for(line.taxes)) for line in change.added)
    return replace(cart, lines=(*lines.values(), *added))


def _changed(line: CartLine, change: LineChange) -> CartLine:
    if change.quantity is not None:
        unit = line.unit or ("custom" if line.is_custom else "")
        line = replace(line, quantity=check_quantity(change.quantity, unit))
    if change.unit_price is not None:
        line = replace(line, unit_price=change.unit_price, price_reason=change.price_reason)
    if not isinstance(change.discount, Unsaid):
        line = replace(line, discount=change.discount)
    return line if change.note is None else replace(line, note=change.note)


def with_rates(cart: Cart, rates: TaxList) -> Cart:
    """The cart with these rates on all of it."""
    return replace(
        cart,
        lines=tuple(replace(line, taxes=rates) for line in cart.lines),
        charges=tuple(replace(one, taxes=rates) for one in cart.charges),
        taxes_by_hand=rates,
    )


def _with_own_rates(cart: Cart, earlier: Sequence[Cart], usual: Usual) -> Cart:
    """The cart whose goods and charges have their own rates again."""
    free = [one for one in earlier if one.taxes_by_hand is None]
    lines = {line.id: line.taxes for one in free for line in one.lines}
    charges = {(fee.kind, fee.name): fee.taxes for one in free for fee in one.charges}

    def of(own: TaxList | None, part: CartLine | Charge) -> TaxList:
        return usual(part) if own is None else own

    return replace(
        cart,
        lines=tuple(replace(line, taxes=of(lines.get(line.id), line)) for line in cart.lines),
        charges=tuple(replace(fee, taxes=of(charges.get((fee.kind, fee.name)), fee)) for fee in cart.charges),
        taxes_by_hand=None,
    )
