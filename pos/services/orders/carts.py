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
        return self._known(self._decoded(row[0])) if row else self.new()

    def _decoded(self, data: bytes) -> Cart:
        """A kept cart as the shop may sell it now: without rates once it charges no tax."""
        cart = decode(data)
        return without_rates(cart) if self._settings.current().is_franchise else cart

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
        return tuple(HeldCart(now, label if now is cart else "", at) for cart, now, label, at in known)

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
            run("DELETE FROM draft WHERE held_at = ''")
            if instead_of is not None and not instead_of.is_empty and not _is_placed(tx, instead_of):
                run(
                    "INSERT OR REPLACE INTO draft VALUES (?,?,'',?)",
                    (bytes.fromhex(instead_of.id), tx.now.isoformat(), encode(instead_of)),
                )
            run("UPDATE draft SET held_at = '', label = '' WHERE cart_id = ?", (uid,))
        return self._known(self._decoded(row[0]))

    def _known(self, cart: Cart) -> Cart:
        """A kept cart, without a customer whom another till erased meanwhile."""
        if cart.buyer is None or not cart.buyer.customer_id:
            return cart
        uid = bytes.fromhex(cart.buyer.customer_id)
        row = self._till.database.reader().execute(IS_KNOWN, (uid,)).fetchone()
        return forgetting(cart) if row == (0,) else cart

    def discard(self, cart_id: str) -> None:
        """Throw a held cart away."""
        with self._till.transaction() as tx:
            tx.connection.exec_driver_sql("DELETE FROM draft WHERE cart_id = ?", (bytes.fromhex(cart_id),))


def _is_placed(tx: Transaction, cart: Cart) -> bool:
    """Whether the cart became an order, or a quote."""
    uid = bytes.fromhex(cart.id)
    sql = "SELECT 1 FROM orders WHERE uid = ? UNION ALL SELECT 1 FROM quote WHERE uid = ?"
    return tx.connection.exec_driver_sql(sql, (uid, uid)).first() is not None
