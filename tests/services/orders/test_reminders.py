"""Reminders: after the last day to pay, by levels, and not twice a day for one."""

from __future__ import annotations

from datetime import date

import pytest

from pos.domain.customers.customers import Buyer
from pos.domain.orders.after.reminders import NotOverdue, RemindedToday, reached_level
from pos.domain.orders.errors import NothingDue
from tests.shop_kit import ShopKit

DAYS = (7, 14, 30)


@pytest.mark.parametrize(
    ("today", "level"),
    [
        ("2026-12-22", 0), ("2026-12-23", 0), ("2026-12-24", 1), ("2026-12-30", 1), ("2027-01-05", 1),
        ("2027-01-06", 2), ("2027-01-21", 2), ("2027-01-22", 3), ("2028-01-01", 3),
    ],
)  # fmt: skip
def test_levels_follow_the_days_of_the_shop(today: str, level: int) -> None:
    assert reached_level(date(2026, 12, 23), date.fromisoformat(today), DAYS) == level


def owing(kit: ShopKit, email: str = "jean@example.com", *, invoice: bool = True) -> str:
    """An unpaid order of today, with an invoice due in 30 days or without."""
    kit.shop.settings.change(invoice_at_once=invoice)
    cart = kit.cart("MUG-BLU").with_buyer(Buyer(name="Jean Dupont", email=email))
    return kit.shop.checkout.place_order(cart, unpaid=True).number


def passes(kit: ShopKit, *day: int) -> None:
    """Today is another day, confirmed by a person."""
    kit.clock.set(*day, 9, 0)
    kit.shop.till.confirm_date()


def mails(kit: ShopKit) -> list[tuple[str]]:
    return kit.rows("SELECT kind FROM mail WHERE kind = 'reminder'")


@pytest.mark.parametrize("invoice", [True, False])
def test_a_customer_is_reminded_once_a_day_for_a_level(shop: ShopKit, invoice: bool) -> None:
    shop.stocks(quantity="20")
    number, remind = owing(shop, invoice=invoice), shop.shop.after_sale.reminders.remind
    passes(shop, 2026, 12, 23)
    with pytest.raises(NotOverdue):
        remind(number)
    passes(shop, 2026, 12, 31)
    assert remind(number) == 1
    with pytest.raises(RemindedToday):
        remind(number)
    passes(shop, 2027, 1, 1)
    assert remind(number) == 1
    passes(shop, 2027, 1, 22)
    assert remind(number) == 3
    assert len(mails(shop)) == 3
    assert [one.text for one in shop.shop.orders.order(number).history if one.kind == "reminded"] == [
        "1", "1", "3",
    ]  # fmt: skip
    shop.shop.order_changes.pay(number, [shop.card("18.00")])
    with pytest.raises(NothingDue):
        remind(number)


def test_many_are_reminded_and_each_refusal_is_told(shop: ShopKit) -> None:
    shop.stocks(quantity="20")
    first, paid, nameless = owing(shop), shop.sells("MUG-BLU", cash="20.00").number, owing(shop, "")
    passes(shop, 2027, 1, 10)
    steps: list[tuple[int, int]] = []
    found = shop.shop.after_sale.reminders.remind_all(
        [first, paid, nameless, "A-000099"], lambda done, total: steps.append((done, total))
    )
    assert [(one.number, one.level, type(one.refused).__name__) for one in found] == [
        (first, 2, "NoneType"), (paid, 0, "NothingDue"), (nameless, 2, "NoneType"),
        ("A-000099", 0, "OrderUnknown"),
    ]  # fmt: skip
    assert steps[0] == (0, 4)
    assert steps[-1] == (4, 4)
    assert len(mails(shop)) == 1


def test_a_new_invoice_moves_the_day(shop: ShopKit) -> None:
    shop.stocks(quantity="20")
    number = owing(shop)
    passes(shop, 2027, 1, 10)
    edits = shop.shop.after_sale.edits
    cart = edits.editable(number).cart
    edits.edit(number, cart.with_quantity("1", cart.lines[0].quantity + 1))
    with pytest.raises(NotOverdue):
        shop.shop.after_sale.reminders.remind(number)


def test_reminders_that_the_shop_switched_off_are_written_down_and_not_mailed(shop: ShopKit) -> None:
    from pos.domain.mail.kinds import MailSwitch

    shop.stocks()
    number = owing(shop)
    shop.shop.settings.change(mail_switches=(MailSwitch("reminder", False),), remind_second=10)
    passes(shop, 2027, 1, 3)
    assert shop.shop.after_sale.reminders.remind(number) == 2
    assert mails(shop) == []
