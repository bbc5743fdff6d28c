"""No mail twice: what was queued before a life of the till began is perhaps sent, until a person says so."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pos.domain.customers.customers import Buyer
from pos.founding import restore_shop
from pos.journal.kinds.documents import MailSent
from pos.services.mail.mails import Post
from tests.shop_kit import ShopKit


@pytest.fixture
def kit(shop: ShopKit) -> ShopKit:
    """A shop with a confirmation that waits."""
    shop.stocks(quantity="50")
    orders_by_phone(shop)
    return shop


def orders_by_phone(kit: ShopKit) -> str:
    cart = kit.cart("MUG-BLU").with_buyer(Buyer(name="Jean Dupont", email="jean@example.org"))
    return kit.shop.checkout.place_order(cart, (), unpaid=True).number


def copied(kit: ShopKit, to: Path) -> ShopKit:
    kit.close()
    shutil.copytree(kit.folder, to)
    kit.reopen()
    return ShopKit.open(to, kit.clock)


def test_a_copy_sends_nothing_that_was_queued_before_it(kit: ShopKit, ram: Path) -> None:
    copy = copied(kit, ram / "copy")
    assert (kit.shop.mails.post(), copy.shop.mails.post()) == (Post(1, 0), Post(0, 1))
    orders_by_phone(copy)
    assert copy.shop.mails.post() == Post(1, 1)
    copy.shop.mails.send_again()
    assert copy.shop.mails.post() == Post(2, 0)
    copy.reopen()
    assert copy.shop.mails.post() == Post(2, 0)
    again = copied(copy, ram / "copy of the copy")
    assert (copy.shop.mails.post(), again.shop.mails.post()) == (Post(2, 0), Post(0, 2))
    again.close()
    copy.close()


def test_a_restored_backup_and_a_lost_key_send_nothing_either(kit: ShopKit, ram: Path) -> None:
    kit.shop.backups.make(ram / "kept.comptoir")
    sent(kit)
    assert kit.shop.mails.post() == Post(0, 0)
    kit.close()
    kit.shop, _aside = restore_shop(kit.folder, ram / "kept.comptoir", instead=True, clock=kit.clock)
    assert kit.shop.mails.post() == Post(0, 1)
    kit.shop.mails.send_again()
    assert kit.shop.mails.post() == Post(1, 0)
    kit.close()
    kit.shop.folder.key.unlink()
    kit.reopen()
    assert kit.shop.mails.post() == Post(0, 1)


def sent(kit: ShopKit) -> None:
    """A server takes the confirmation."""
    order = kit.shop.orders.order("A-000001")
    with kit.shop.till.transaction() as tx:
        ((event,),) = tx.raw().execute("SELECT hex(event_id) FROM entry WHERE kind = 'order.placed'")
        tx.record(MailSent(order.id, order.day, event.lower(), "confirmation", "00", tx.now.isoformat()))
