"""Which messages an entry about an order asks for: what is told, to whom, and whether the shop wants that."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pos.domain.mail.kinds import MailKind, is_on, status_key
from pos.domain.money.quantity import MILLION, to_micro
from pos.domain.orders.cart import Cart
from pos.domain.orders.orders import FulfilmentStatus
from pos.domain.shop.settings import ShopSettings
from pos.journal.kinds.orders import GoodsHandedOver, OrderDetailsSet, OrderPlaced
from pos.journal.orders.facts import Story
from pos.services.catalogue.shelves import Shelves, stock_of

if TYPE_CHECKING:
    from pos.services.till.transaction import Transaction

PHONE = "phone"
"""The channel of orders that nobody was there for."""


ERASED = """SELECT 1 FROM customer c JOIN customer_fact f ON f.customer_id = c.id JOIN entry e USING (arrival)
    JOIN erased x USING (event_id) WHERE c.uid = ? LIMIT 1"""


def reached_at(connection: sqlite3.Connection, story: Story) -> str:
    """Where who bought is written to; "" where nobody knows, or the customer was erased.

    An invoice keeps the address, as the law wants it, and no message goes there.
    """
    return unless_erased(connection, story.agreed.customer, story.buyer.email)


def unless_erased(connection: sqlite3.Connection, customer: str, email: str) -> str:
    """An address as an entry has it; "" where the customer ("" for none) was erased."""
    if customer and connection.execute(ERASED, (bytes.fromhex(customer),)).fetchone():
        return ""
    return email


def about(
    tx: Transaction, story: Story, settings: ShopSettings, kind: MailKind, *, key: str = ""
) -> tuple[str, ...]:
    """A message of a kind about an order, to who bought."""
    return tx.mails.ask(kind, reached_at(tx.raw(), story), settings.mail_switches, key=key)


def about_status(
    tx: Transaction, story: Story, settings: ShopSettings, status: FulfilmentStatus
) -> tuple[str, ...]:
    """A message about a status that was said, where the shop sends one about that."""
    kind = MailKind.READY if status is FulfilmentStatus.READY else MailKind.STATUS
    return about(tx, story, settings, kind, key=status_key(status.value))


def about_parcel(tx: Transaction, story: Story, settings: ShopSettings, tracking: str) -> tuple[str, ...]:
    """A message about the number a parcel travels under, unless that was said before."""
    if not tracking or tracking in _said_before(story):
        return ()
    return about(tx, story, settings, MailKind.TRACKING)


def _said_before(story: Story) -> Iterator[str]:
    for one in story.told:
        fact = one.fact
        if isinstance(fact, GoodsHandedOver | OrderPlaced) and fact.personal:
            yield fact.personal.tracking_number
        elif isinstance(fact, OrderDetailsSet) and fact.personal:
            yield str(fact.personal.tracking_number)


def of_placing(
    tx: Transaction, cart: Cart, shelves: Shelves, settings: ShopSettings, *, owed: bool
) -> tuple[str, ...]:
    """What placing an order tells: who bought, of an order by phone or one to be paid; and the shop."""
    asked: tuple[str, ...] = ()
    remote = owed or cart.channel == PHONE
    if cart.buyer and remote:
        asked = tx.mails.ask(MailKind.CONFIRMATION, cart.buyer.email, settings.mail_switches)
    return (*asked, *_to_shop(cart, shelves, settings, remote=remote))


def _to_shop(cart: Cart, shelves: Shelves, settings: ShopSettings, *, remote: bool) -> tuple[str, ...]:
    """At most one message to the shop; that of a new order says what is short too."""
    if not settings.mail_address_of_shop:
        return ()
    if remote and is_on(MailKind.NEW_ORDER.value, settings.mail_switches):
        return (MailKind.NEW_ORDER.value,)
    if is_on(MailKind.LOW_STOCK.value, settings.mail_switches) and _runs_short(cart, shelves, settings):
        return (MailKind.LOW_STOCK.value,)
    return ()


def _runs_short(cart: Cart, shelves: Shelves, settings: ShopSettings) -> bool:
    """Whether something of which there was enough is low with this order."""
    low = settings.low_stock * MILLION
    for uid, shelf in shelves.items():
        stock = stock_of(uid, shelves)
        sold = sum(
            to_micro(line.quantity)
            for line in cart.lines
            if line.variant_id and stock_of(line.variant_id, shelves) == stock
        )
        if shelf.tracked and shelf.on_hand - sold <= low < shelf.on_hand:
            return True
    return False
