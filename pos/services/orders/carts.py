"""Carts not yet placed: kept to the line through crashes, held and taken up again."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from pos.domain.orders.cart import Cart, HeldCart
from pos.domain.orders.taxing import without_rates
from pos.domain.orders.wishes import forgetting
from pos.model.customer_search import HAS_NAME
from pos.services.shop.drafts import decode, encode
from pos.services.shop.settings import Settings
from pos.services.till.till import Till

if TYPE_CHECKING:
    from pos.services.till.transaction import Transaction


IS_KNOWN = f"SELECT {HAS_NAME} FROM customer WHERE uid = ?"
IS_NAMED = "SELECT customer <> '' FROM orders WHERE uid = ?"
"""Whether an order still says who bought: one with an invoice does when the customer was erased."""


class Carts:
    """Keeps the cart being filled, and those put aside."""

    def __init__(self, till: Till, settings: Settings) -> None:
        self._till = till
        self._settings = settings

    def new(self) -> Cart:
        """An empty cart on the shop's terms."""
        return Cart(uuid.uuid4().hex, self._settings.current().terms)

    def current(self) -> Cart:
        """The cart that was being filled, or a new one."""
        reader = self._till.database.reader()
        row = reader.execute("SELECT cart FROM draft WHERE held_at = ''").fetchone()
        return (self._known(self._decoded(row[0])) if row else None) or self.new()

    def _decoded(self, data: bytes) -> Cart:
        """A kept cart as the shop may sell it now: without rates once it charges no tax."""
        cart = decode(data)
        untaxed = self._settings.current().is_franchise and cart.edits is None
        return without_rates(cart) if untaxed else cart

    def save(self, cart: Cart) -> None:
        """Keep the cart as the one being filled; a late save of a placed, quoted or held cart is dropped."""
        uid = bytes.fromhex(cart.id)
        with self._till.transaction() as tx:
            run = tx.connection.exec_driver_sql
            if _is_placed(tx, cart):
                return
            if run("SELECT 1 FROM draft WHERE cart_id = ? AND held_at <> ''", (uid,)).first():
                return
            run("DELETE FROM draft WHERE held_at = '' AND cart_id <> ?", (uid,))
            if cart.is_untouched:
                run("DELETE FROM draft WHERE cart_id = ?", (uid,))
            else:
                run("INSERT OR REPLACE INTO draft VALUES (?,'','',?)", (uid, encode(cart)))

    def hold(self, cart: Cart, label: str = "") -> Cart:
        """Put the cart aside and begin a new one, which is returned; one that was placed is not kept."""
        cart.require_complete()
        with self._till.transaction() as tx:
            if _is_placed(tx, cart):
                return self.new()
            tx.connection.exec_driver_sql(
                "INSERT OR REPLACE INTO draft VALUES (?,?,?,?)",
                (bytes.fromhex(cart.id), tx.now.isoformat(), label, encode(cart)),
            )
        return self.new()

    def held(self) -> tuple[HeldCart, ...]:
        """The carts put aside, newest first."""
        rows = self._till.database.reader().execute(
            "SELECT cart, label, held_at FROM draft WHERE held_at <> '' ORDER BY held_at DESC"
        )
        held = ((self._decoded(data), label, held_at) for data, label, held_at in rows.fetchall())
        known = ((cart, self._known(cart), label, held_at) for cart, label, held_at in held)
        return tuple(HeldCart(now, label if now is cart else "", at) for cart, now, label, at in known if now)

    def take_up(self, cart_id: str, instead_of: Cart | None = None) -> Cart | None:
        """Go on with a held cart; the cart being filled, if it has lines, is put aside in its place.

        None where another till window took it up meanwhile.
        """
        uid = bytes.fromhex(cart_id)
        with self._till.transaction() as tx:
            run = tx.connection.exec_driver_sql
            row = run("SELECT cart FROM draft WHERE cart_id = ? AND held_at <> ''", (uid,)).first()
            if row is None:
                return None
            _put_aside(tx, instead_of)
            run("UPDATE draft SET held_at = '', label = '' WHERE cart_id = ?", (uid,))
        return self._known(self._decoded(row[0]))

    def take_in(self, cart: Cart, instead_of: Cart | None = None) -> Cart:
        """Go on with a cart that was made elsewhere, or with the one of its id that was begun before.

        The cart being filled, if it has lines, is put aside in its place.
        """
        if instead_of is not None and instead_of.id == cart.id:
            return instead_of
        if begun := self.take_up(cart.id, instead_of):
            return begun
        with self._till.transaction() as tx:
            _put_aside(tx, instead_of)
        self.save(cart)
        return cart

    def _known(self, cart: Cart) -> Cart | None:
        """A kept cart, without a customer whom another till erased meanwhile.

        None where it changes an order that no longer says who bought.
        """
        if cart.buyer is None or not cart.buyer.customer_id:
            return cart
        run, uid = self._till.database.reader().execute, bytes.fromhex(cart.buyer.customer_id)
        if run(IS_KNOWN, (uid,)).fetchone() != (0,):
            return cart
        if cart.edits is None:
            return forgetting(cart)
        return cart if run(IS_NAMED, (bytes.fromhex(cart.id),)).fetchone() == (1,) else None

    def discard(self, cart_id: str) -> None:
        """Throw a held cart away."""
        with self._till.transaction() as tx:
            tx.connection.exec_driver_sql("DELETE FROM draft WHERE cart_id = ?", (bytes.fromhex(cart_id),))


def _is_placed(tx: Transaction, cart: Cart) -> bool:
    """Whether the cart became an order, or a quote; one that changes an order is always kept."""
    if cart.edits is not None:
        return False
    uid = bytes.fromhex(cart.id)
    sql = "SELECT 1 FROM orders WHERE uid = ? UNION ALL SELECT 1 FROM quote WHERE uid = ?"
    return tx.connection.exec_driver_sql(sql, (uid, uid)).first() is not None


def _put_aside(tx: Transaction, cart: Cart | None) -> None:
    """Hold the cart being filled, unless there is nothing in it to be kept."""
    tx.connection.exec_driver_sql("DELETE FROM draft WHERE held_at = ''")
    if cart is None or (cart.is_empty and cart.edits is None) or _is_placed(tx, cart):
        return
    kept = (bytes.fromhex(cart.id), tx.now.isoformat(), encode(cart))
    tx.connection.exec_driver_sql("INSERT OR REPLACE INTO draft VALUES (?,?,'',?)", kept)
