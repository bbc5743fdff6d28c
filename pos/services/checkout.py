"""Place an order and take it back: the hottest and the strictest transactions of the till."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

import msgspec

from pos.domain.cart import Cart, CartLine
from pos.domain.errors import (
    AlreadyVoided,
    NotEnoughStock,
    OrderUnknown,
    StillDue,
    UnknownMethod,
    WrongCurrency,
)
from pos.domain.money import Money
from pos.domain.orders import FulfilmentStatus, PaymentStatus, PlacedOrder
from pos.domain.payments import METHOD_CASH, Settlement, Tender, settle
from pos.domain.pricing import Totals
from pos.domain.quantity import from_micro, to_micro
from pos.domain.settings import ShopSettings
from pos.domain.stock import MAIN, Oversell, StockNotice
from pos.journal.entries import (
    CashMoved,
    OrderPlaced,
    OrderVoided,
    ProductFields,
    ProductSet,
    ProductsSet,
    SoldTax,
    StockMove,
    VariantFields,
    VariantSet,
)
from pos.services import sold
from pos.services.sealed import sealed_order
from pos.services.settings import Settings
from pos.services.till import Till, Transaction


@dataclass(frozen=True, slots=True)
class _Shelf:
    """What the tables say about a variant that is being sold."""

    tracked: bool
    policy: Oversell
    on_hand: int


class Checkout:
    """Turns carts into orders."""

    def __init__(self, till: Till, settings: Settings) -> None:
        self._till = till
        self._settings = settings

    def place_order(
        self,
        cart: Cart,
        tenders: Sequence[Tender] = (),
        *,
        unpaid: bool = False,
        accept_oversell: bool = False,
    ) -> PlacedOrder:
        """Save the order with its payments, stock moves, number and document: all of it, or none.

        Placing a cart twice returns the first order. `unpaid` lets a rest stay due; `accept_oversell` is the
        right to sell what is blocked. Printing, mail and sync come later and cannot undo it.
        """
        cart.require_complete()
        settings = self._settings.current()
        _require_terms(cart, tenders, settings)
        totals = cart.totals()
        settlement = settle(totals.total, tenders, cash_step=settings.cash_step)
        if settlement.due.minor > 0 and not unpaid:
            raise StillDue(settlement.due)
        with self._till.transaction() as tx:
            known = _placed_before(tx.raw(), cart.id)
            if known:
                return known
            tx.require_clock()
            cart = _keep_products(tx, cart)
            shelves = _shelves(tx.raw(), cart)
            if not accept_oversell:
                _require_stock(cart, shelves)
            fact = self._order(tx, cart, totals, settlement, shelves, settings)
            head = tx.record(fact)
            tx.connection.exec_driver_sql("DELETE FROM draft WHERE cart_id = ?", (bytes.fromhex(cart.id),))
        return _placed(fact, tx.now, head.chain)

    def check_stock(self, cart: Cart) -> tuple[StockNotice, ...]:
        """The lines that ask for more than there is, with what the shop decided about that."""
        return tuple(_short(cart, _shelves(self._till.database.reader(), cart)))

    def void(self, number: str) -> PlacedOrder:
        """Take a sale back whole: counter-entries give back the money and the goods.

        What is returned has the amounts given back, negative.
        """
        with self._till.transaction() as tx:
            placed = sealed_order(tx.raw(), number)
            if placed is None:
                raise OrderUnknown(number)
            row = tx.connection.exec_driver_sql(
                "SELECT 1 FROM order_event e JOIN orders o ON o.id = e.order_id"
                " WHERE o.number = ? AND e.kind = 'voided'",
                (number,),
            ).first()
            if row:
                raise AlreadyVoided(number)
            tx.require_clock()
            fact = _counter(placed.fact, tx.day)
            head = tx.record(fact)
        currency = placed.fact.currency
        paid = sum(one.amount for one in fact.refunds)
        return PlacedOrder(
            id=fact.id,
            number=number,
            total=Money(fact.total, currency),
            rounding=Money(fact.rounding, currency),
            paid=Money(paid, currency),
            change=Money(0, currency),
            seal=head.chain[:4].hex(),
            placed_at=tx.now,
        )

    def open_float(self, amount: Money) -> None:
        """Record the cash the drawer starts the day with."""
        with self._till.transaction() as tx:
            tx.record(CashMoved(reason="float", amount=amount.minor, day=tx.day))

    def float_today(self) -> Money | None:
        """The float of today, or None where none was counted."""
        day = self._till.clock().date().isoformat()
        row = (
            self._till.database.reader()
            .execute(
                "SELECT gross FROM day_total WHERE day = ? AND origin = ? AND kind = 'drawer'"
                " AND key = 'float'",
                (day, self._till.life.origin),
            )
            .fetchone()
        )
        return Money(row[0], self._settings.current().currency) if row else None

    def _order(
        self,
        tx: Transaction,
        cart: Cart,
        totals: Totals,
        settlement: Settlement,
        shelves: dict[str, _Shelf],
        settings: ShopSettings,
    ) -> OrderPlaced:
        pairs = zip(cart.lines, totals.lines, strict=True)
        payment, fulfilment = _statuses(settlement)
        return OrderPlaced(
            id=cart.id,
            number=tx.next_order_number(),
            letter=self._till.life.letter,
            day=tx.day,
            channel=cart.channel,
            currency=cart.currency,
            includes_tax=cart.terms.prices_include_tax,
            tax_rounding=cart.terms.tax_rounding.value,
            seller=sold.seller(settings),
            lines=tuple(sold.line(one, total, _tracked(one, shelves)) for one, total in pairs),
            taxes=sold.taxes(totals),
            subtotal=totals.subtotal.minor,
            net=totals.net.minor,
            tax=totals.tax.minor,
            total=totals.total.minor,
            location=MAIN,
            off=sold.off(cart.discount),
            discount=totals.discount.minor,
            charges=sold.charges(cart, totals),
            rounding=settlement.rounding.minor,
            payments=sold.payments(settlement),
            change=settlement.change.minor,
            payment_status=payment.value,
            fulfilment_status=fulfilment.value,
            personal=sold.personal(cart),
        )


def _require_terms(cart: Cart, tenders: Sequence[Tender], settings: ShopSettings) -> None:
    if cart.currency != settings.currency:
        raise WrongCurrency(cart.currency, settings.currency)
    methods = {method.key for method in settings.methods} | {METHOD_CASH}
    for tender in tenders:
        if tender.method not in methods:
            raise UnknownMethod(tender.method)


def _placed_before(connection: sqlite3.Connection, cart_id: str) -> PlacedOrder | None:
    uid = bytes.fromhex(cart_id)
    found = connection.execute("SELECT number FROM orders WHERE uid = ?", (uid,)).fetchone()
    order = sealed_order(connection, found[0]) if found else None
    return _placed(order.fact, order.placed_at, order.chain) if order else None


def _placed(fact: OrderPlaced, at: datetime, chain: bytes) -> PlacedOrder:
    return PlacedOrder(
        id=fact.id,
        number=fact.number,
        total=Money(fact.total, fact.currency),
        rounding=Money(fact.rounding, fact.currency),
        paid=Money(fact.paid, fact.currency),
        change=Money(fact.change, fact.currency),
        seal=chain[:4].hex(),
        placed_at=at,
    )


def _keep_products(tx: Transaction, cart: Cart) -> Cart:
    """Custom lines that are to stay become products of unlimited stock, sold as such at once."""
    kept = [line for line in cart.lines if line.is_custom and line.keep_as_product]
    if not kept:
        return cart
    made = {line.id: (uuid.uuid4().hex, uuid.uuid4().hex) for line in kept}
    tx.record(ProductsSet(products=tuple(_product(line, *made[line.id]) for line in kept)))
    uids = [bytes.fromhex(variant) for _product_id, variant in made.values()]
    marks = ",".join("?" * len(uids))
    rows = tx.connection.exec_driver_sql(f"SELECT id FROM variant WHERE uid IN ({marks})", tuple(uids))
    tx.reindex([row[0] for row in rows])
    lines = (replace(line, variant_id=made[line.id][1]) if line.id in made else line for line in cart.lines)
    return replace(cart, lines=tuple(lines))


def _product(line: CartLine, product_id: str, variant_id: str) -> ProductSet:
    fields = VariantFields(
        sku=line.sku,
        barcodes=(line.barcode,) if line.barcode else (),
        price=to_micro(line.unit_price),
        unit=line.unit,
        tracked=False,
    )
    return ProductSet(
        id=product_id,
        f=ProductFields(name=line.name, source="till"),
        variants=(VariantSet(id=variant_id, f=fields),),
    )


def _shelves(connection: sqlite3.Connection, cart: Cart) -> dict[str, _Shelf]:
    uids = tuple({bytes.fromhex(line.variant_id) for line in cart.lines if line.variant_id})
    if not uids:
        return {}
    marks = ",".join("?" * len(uids))
    rows = connection.execute(
        f"""SELECT v.uid, v.tracked, v.oversell, coalesce(s.on_hand, 0),
                   (SELECT value FROM setting WHERE key = 'oversell')
            FROM variant v LEFT JOIN stock s ON s.variant_id = v.id AND s.location = ?
            WHERE v.uid IN ({marks})""",
        (MAIN, *uids),
    )
    return {
        uid.hex(): _Shelf(bool(tracked), Oversell(own or (shop or '"warn"').strip('"')), on_hand)
        for uid, tracked, own, on_hand, shop in rows
    }


def _tracked(line: CartLine, shelves: dict[str, _Shelf]) -> bool:
    shelf = shelves.get(line.variant_id or "")
    return shelf is not None and shelf.tracked


def _short(cart: Cart, shelves: dict[str, _Shelf]) -> list[StockNotice]:
    wanted: dict[str, Decimal] = {}
    last: dict[str, CartLine] = {}
    for line in cart.lines:
        if line.variant_id and _tracked(line, shelves):
            wanted[line.variant_id] = wanted.get(line.variant_id, Decimal(0)) + line.quantity
            last[line.variant_id] = line
    return [
        StockNotice(
            last[uid].id, last[uid].name, from_micro(shelves[uid].on_hand), quantity, shelves[uid].policy
        )
        for uid, quantity in wanted.items()
        if to_micro(quantity) > shelves[uid].on_hand and shelves[uid].policy is not Oversell.ALLOW
    ]


def _require_stock(cart: Cart, shelves: dict[str, _Shelf]) -> None:
    for short in _short(cart, shelves):
        if short.policy is Oversell.BLOCK:
            raise NotEnoughStock(short.name, short.on_hand)


def _statuses(settlement: Settlement) -> tuple[PaymentStatus, FulfilmentStatus]:
    if settlement.due.minor <= 0:
        return PaymentStatus.PAID, FulfilmentStatus.DELIVERED
    payment = PaymentStatus.PART_PAID if settlement.paid.minor else PaymentStatus.AWAITING
    return payment, FulfilmentStatus.AWAITING


def _counter(fact: OrderPlaced, day: str) -> OrderVoided:
    return OrderVoided(
        id=fact.id,
        number=fact.number,
        day=day,
        refunds=tuple(msgspec.structs.replace(one, amount=-one.amount, given=0) for one in fact.payments),
        taxes=tuple(SoldTax(row.rate, -row.net, -row.tax, -row.gross) for row in fact.taxes),
        returned=tuple(StockMove(line.variant, line.qty) for line in fact.lines if line.moves),
        net=-fact.net,
        tax=-fact.tax,
        total=-fact.total,
        rounding=-fact.rounding,
        location=fact.location,
    )
