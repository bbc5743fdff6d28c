"""Forget a customer: blank what tells who they are, except what the law keeps."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pos.domain.customers.records import Erasure
from pos.domain.orders.cart import Cart
from pos.domain.orders.wishes import forgetting
from pos.journal.kinds.customers import CustomerErased
from pos.services.customers.customers import read
from pos.services.customers.picture_names import let_go
from pos.services.shop.drafts import decode, encode
from pos.services.till.copies.remains import copies
from pos.services.till.till import Till

if TYPE_CHECKING:
    from pos.services.till.files import ShopFolder
    from pos.services.till.transaction import Transaction

OF_RECORD = """SELECT lower(hex(e.event_id)) FROM customer c JOIN customer_fact f ON f.customer_id = c.id
    JOIN entry e USING (arrival) JOIN entry_part p USING (arrival)
    WHERE p.personal IS NOT NULL AND (c.uid = :uid OR c.into_id = (SELECT id FROM customer WHERE uid = :uid))
    ORDER BY e.arrival"""
SAME = """SELECT uid FROM customer WHERE uid = :uid
    OR into_id = (SELECT id FROM customer WHERE uid = :uid)"""
"""The customer, and those who were merged into them."""
OF_QUOTES = f"""SELECT lower(hex(e.event_id)), q.number FROM quote q JOIN quote_fact f ON f.quote_id = q.id
    JOIN entry e USING (arrival) JOIN entry_part p USING (arrival)
    WHERE p.personal IS NOT NULL AND EXISTS (SELECT 1 FROM quote_fact g JOIN entry_part s USING (arrival)
        WHERE g.quote_id = q.id AND json_extract(CAST(s.body AS TEXT), '$.f.cart.agreed.customer')
            IN (SELECT lower(hex(uid)) FROM ({SAME})))
    ORDER BY e.arrival"""
OF_ORDERS = f"""SELECT lower(hex(e.event_id)), o.number, e.kind IN ('order.placed', 'order.edited')
        AND EXISTS (SELECT 1 FROM document d WHERE d.order_id = o.id AND d.kind = 'invoice')
    FROM orders o JOIN (SELECT id AS order_id, arrival FROM orders
        UNION ALL SELECT order_id, arrival FROM order_fact) f ON f.order_id = o.id
    JOIN entry e ON e.arrival = f.arrival JOIN entry_part p ON p.arrival = f.arrival
    WHERE p.personal IS NOT NULL AND (o.customer_id = (SELECT id FROM customer WHERE uid = :uid)
        OR o.id IN (SELECT g.order_id FROM order_fact g JOIN entry x USING (arrival)
            WHERE x.kind = 'order.edited')
        AND json_extract(CAST(p.body AS TEXT), '$.agreed.customer')
            IN (SELECT lower(hex(uid)) FROM ({SAME})))
    ORDER BY e.arrival"""
"""Each entry about an order with something personal, and whether the law keeps it: an invoice names it.

Of an order that is another's now the versions that were the customer's.
"""
KEEP_CART = "UPDATE draft SET cart = ?, label = '' WHERE cart_id = ?"
WITH_PICTURES = f"""SELECT lower(hex(o.uid)) FROM orders o JOIN customer c ON c.id = o.customer_id
    WHERE c.uid IN ({SAME})"""
QUOTES_WITH_PICTURES = f"""SELECT lower(hex(q.uid)) FROM quote q JOIN quote_fact g ON g.quote_id = q.id
    JOIN entry_part s USING (arrival) WHERE json_extract(CAST(s.body AS TEXT), '$.f.cart.agreed.customer')
        IN (SELECT lower(hex(uid)) FROM ({SAME}))"""
DROP_CART = "DELETE FROM draft WHERE cart_id = ?"


class Erasing:
    """Blanks a customer's personal parts, and shows beforehand which."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def plan(self, customer_id: str) -> Erasure:
        """What would go and what would stay; raises CustomerUnknown."""
        return plan(self._till.database.reader(), customer_id)

    def copies(self) -> list[Path]:
        """Backups and files put aside in this folder: what they hold of before, no erasing reaches."""
        return copies(self._till.folder)

    def erase(self, customer_id: str) -> Erasure:
        """Forget a customer, and those who were merged into them; there is no way back.

        Raises CustomerUnknown.
        """
        with self._till.transaction() as tx:
            found = plan(tx.raw(), customer_id)
            tx.record(CustomerErased(customer_id, found.entries, found.kept))
            forget_here(tx, self._till.folder, customer_id)
        return found


def forget_here(tx: Transaction, folder: ShopFolder, customer_id: str) -> None:
    """What this machine alone knows of a customer goes too: in carts, and pictures of what was made for them.

    Also when another till forgot them.
    """
    carts = _carts(tx.raw(), customer_id)
    for uid, cart in carts:
        if cart.edits is None:
            tx.connection.exec_driver_sql(KEEP_CART, (encode(forgetting(cart)), uid))
        else:  # without who buys it would be another change of the order
            tx.connection.exec_driver_sql(DROP_CART, (uid,))
    shown = [*_with_pictures(tx.raw(), customer_id), *(uid.hex() for uid, _cart in carts)]
    tx.afterwards.append(partial(_take_away, folder, let_go(tx, shown)))


def _take_away(folder: ShopFolder, names: set[str]) -> None:
    """Remove files of pictures; one that another program holds stays."""
    for name in names:
        for file in folder.pictures.glob(f"{name}.*"):
            with suppress(OSError):
                file.unlink()


def plan(connection: sqlite3.Connection, customer_id: str) -> Erasure:
    """What a forgetting would take as things stand; raises CustomerUnknown."""
    customer, _clocks = read(connection, customer_id)
    uid = {"uid": bytes.fromhex(customer_id)}
    entries = [event for (event,) in connection.execute(OF_RECORD, uid)]
    kept: list[str] = []
    orders: list[str] = []
    invoiced: list[str] = []
    for event, number, is_kept in connection.execute(OF_ORDERS, uid):
        (kept if is_kept else entries).append(event)
        (invoiced if is_kept else orders).append(number)
    quotes: list[str] = []
    for event, number in connection.execute(OF_QUOTES, uid):
        entries.append(event)
        quotes.append(number)
    carts = tuple(key.hex() for key, _cart in _carts(connection, customer_id))
    without = [number for number in dict.fromkeys(orders) if number not in invoiced]
    return Erasure(
        customer,
        tuple(entries),
        tuple(kept),
        tuple(without),
        tuple(dict.fromkeys(invoiced)),
        tuple(dict.fromkeys(quotes)),
        carts,
    )


def _with_pictures(connection: sqlite3.Connection, customer_id: str) -> list[str]:
    """The ids of the customer's orders and quotes; an order that is another's now keeps its own."""
    uid = {"uid": bytes.fromhex(customer_id)}
    both = WITH_PICTURES, QUOTES_WITH_PICTURES
    return [key for sql in both for (key,) in connection.execute(sql, uid)]


def _carts(connection: sqlite3.Connection, customer_id: str) -> list[tuple[bytes, Cart]]:
    """The carts of this machine that are the customer's, held ones and the one at hand, with their ids."""
    rows = connection.execute(SAME, {"uid": bytes.fromhex(customer_id)})
    same = {uid.hex() for (uid,) in rows}
    carts = [(uid, decode(data)) for uid, data in connection.execute("SELECT cart_id, cart FROM draft")]
    return [(uid, cart) for uid, cart in carts if _buyers(cart) & same]


def _buyers(cart: Cart) -> set[str]:
    """Whom a cart is for; of one that changes an order also who that was for before."""
    buyers = (cart.buyer, cart.edits.before.buyer if cart.edits else None)
    return {one.customer_id for one in buyers if one is not None and one.customer_id}
