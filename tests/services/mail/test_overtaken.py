"""What is taken back before its message went takes the message back; what was told already is corrected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

import pytest

from pos.domain.mail.kinds import MailSwitch, status_key
from pos.domain.mail.troubles import Overtaken
from pos.domain.money.tenders import Tender
from pos.domain.orders.orders import FulfilmentStatus
from tests.mail.server import Server
from tests.services.mail.test_sending import orders, reaches
from tests.shop_kit import ShopKit

SHIPPED = FulfilmentStatus.SHIPPED


@dataclass(frozen=True)
class Told:
    """A shop that tells everything, an order whose confirmation went, and the server."""

    kit: ShopKit
    number: str
    server: Server

    def waiting(self) -> list[str]:
        return [one.kind for one in self.kit.shop.mails.listed() if one.state.value == "waiting"]

    def sends(self) -> list[str]:
        """The subjects of what goes now."""
        before = len(self.server.taken)
        self.kit.shop.mailing.sending.send_due(now=True)
        assert self.kit.audit() == []
        return [str(one["Subject"]) for one in self.server.messages[before:]]


@pytest.fixture
def told(shop: ShopKit, server: Server) -> Told:
    shop.stocks(quantity="500")
    keys = ("paid", *(status_key(one.value) for one in FulfilmentStatus))
    reaches(shop, server)
    shop.shop.settings.change(
        invoice_at_once=False, mail_switches=tuple(MailSwitch(key, True) for key in keys)
    )
    number = orders(shop)
    shop.shop.mailing.sending.send_due()
    return Told(shop, number, server)


def pay(told: Told) -> None:
    told.kit.shop.order_changes.pay(told.number, (Tender("transfer", told.kit.money("18.00")),))


def take_payment_back(told: Told) -> None:
    told.kit.shop.order_changes.take_payment_back(told.number, 1)


def make_ready(told: Told) -> None:
    told.kit.shop.order_changes.set_fulfilment(told.number, FulfilmentStatus.READY)


def ship(told: Told) -> None:
    told.kit.shop.order_changes.set_fulfilment(told.number, SHIPPED)


def ship_with_number(told: Told) -> None:
    told.kit.shop.order_changes.set_fulfilment(told.number, SHIPPED, "6A 100")


def take_status_back(told: Told) -> None:
    told.kit.shop.order_changes.undo_fulfilment(told.number, FulfilmentStatus.AWAITING)


def track(told: Told) -> None:
    told.kit.shop.order_changes.track(told.number, "6A 100")


def untrack(told: Told) -> None:
    told.kit.shop.order_changes.track(told.number, "")


def edit(told: Told, quantity: str = "3") -> None:
    edits = told.kit.shop.after_sale.edits
    cart = edits.begin(told.number)
    edits.save(cart.with_quantity(cart.lines[0].id, Decimal(quantity)))


def edit_back(told: Told) -> None:
    told.kit.shop.after_sale.edits.back_to(told.number, 1)


def remind(told: Told) -> None:
    told.kit.clock.advance(days=40)
    told.kit.shop.after_sale.reminders.remind(told.number)


Deed = Callable[[Told], None]
TAKEN_BACK: tuple[tuple[Deed, Deed, str], ...] = (
    (pay, take_payment_back, "paid"),
    (make_ready, take_status_back, "ready"),
    (ship, take_status_back, "status"),
    (ship_with_number, take_status_back, "tracking"),
    (track, untrack, "tracking"),
    (edit, edit_back, "changed"),
    (remind, pay, "reminder"),
)


@pytest.mark.parametrize(("do", "undo", "kind"), TAKEN_BACK)
def test_what_is_taken_back_takes_its_message_back(told: Told, do: Deed, undo: Deed, kind: str) -> None:
    do(told)
    assert told.waiting() == [kind]
    undo(told)
    (mail,) = [one for one in told.kit.shop.mails.of_order(told.number) if one.kind == kind][:1]
    assert (mail.state.value, type(mail.reason)) == ("dropped", Overtaken)
    assert [kind for kind in told.waiting() if kind != "paid"] == []
    assert len(told.sends()) == len([one for one in (undo,) if one is pay])
    assert kind not in told.waiting()
    told.kit.shop.mails.again(mail.id)  # a person knows better
    assert len(told.sends()) == 1


@pytest.mark.parametrize("do", [pay, make_ready, ship, ship_with_number, track, edit, remind])
def test_what_holds_is_told(told: Told, do: Deed) -> None:
    do(told)
    assert len(told.sends()) == 1
    assert told.sends() == []


def test_of_two_changes_the_last_tells_all(told: Told) -> None:
    edit(told)
    edit(told, "4")
    assert told.waiting() == ["changed"]
    assert len(told.sends()) == 1


def test_a_change_that_was_told_is_told_again_when_it_is_taken_back(told: Told) -> None:
    edit(told)
    assert len(told.sends()) == 1
    edit_back(told)
    assert told.waiting() == ["changed"]
    assert len(told.sends()) == 1


def test_a_change_back_to_what_was_before_says_nothing_of_both(told: Told) -> None:
    edit(told)
    edit(told, "1")
    assert told.waiting() == []
    assert told.sends() == []


def test_each_new_paper_goes(told: Told) -> None:
    """A credit note and an invoice are the customer's, also where the next ones come at once."""
    told.kit.shop.order_changes.issue_invoice(told.number)
    edit(told)
    edit_back(told)
    assert told.waiting() == ["changed", "changed"]
    assert len(told.sends()) == 2


def test_a_sale_undone_before_it_was_told_is_not_told_at_all(told: Told) -> None:
    second = replace(told, number=orders(told.kit))
    assert told.waiting() == ["confirmation"]
    told.kit.shop.order_changes.void(second.number)
    assert told.waiting() == []
    assert second.sends() == []


def test_a_cancelled_order_is_told_and_what_was_so_before(told: Told) -> None:
    second = replace(told, number=orders(told.kit))
    make_ready(second)
    told.kit.shop.order_changes.cancel(second.number)
    assert told.waiting() == ["confirmation", "ready", "cancelled"]
    assert len(second.sends()) == 3
