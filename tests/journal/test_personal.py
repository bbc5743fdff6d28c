"""A personal part can be blanked: the chain still verifies, and replay gives the same blanks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pos.journal.kinds.customers import CustomerErased
from tests.shop_kit import ShopKit


@pytest.fixture
def noted(shop: ShopKit) -> ShopKit:
    """An order with notes, and one without."""
    shop.stocks()
    cart = shop.cart("MUG-BLU")
    cart = cart.with_line(replace(cart.lines[0], note="engrave: Lucie"))
    shop.pays(replace(cart, customer_note="ring twice", private_note="VIP"))
    shop.sells("MUG-BLU")
    return shop


def blank(shop: ShopKit) -> None:
    events = shop.rows(
        "SELECT lower(hex(event_id)) FROM entry JOIN entry_part USING (arrival) WHERE personal IS NOT NULL"
    )
    with shop.shop.till.transaction() as tx:
        tx.record(CustomerErased(id="c" * 32, entries=tuple(str(event) for (event,) in events)))


def test_notes_lie_in_the_personal_part_alone(noted: ShopKit) -> None:
    rows = noted.rows("SELECT CAST(body AS TEXT), CAST(personal AS TEXT) FROM entry_part ORDER BY arrival")
    assert not any(word in str(body) for body, _ in rows for word in ("engrave", "ring twice", "VIP"))
    assert [personal is not None for _, personal in rows[-2:]] == [True, False]
    order = noted.shop.orders.order("A-000001")
    assert (order.lines[0].note, order.customer_note, order.private_note) == (
        "engrave: Lucie",
        "ring twice",
        "VIP",
    )


def test_a_blanked_part_leaves_the_chain_whole_and_the_order_readable(noted: ShopKit) -> None:
    before = noted.shop.orders.order("A-000001")
    figures = replace(before, lines=(), versions=(), customer_note="", private_note="")
    blank(noted)
    assert noted.shop.auditor.verify(rebuild=True).ok
    order = noted.shop.orders.order("A-000001")
    assert (order.lines[0].note, order.customer_note, order.private_note) == ("", "", "")
    assert replace(order, lines=(), versions=()) == figures
    assert b"ring twice" not in b"".join(path.read_bytes() for path in noted.folder.glob("shop.db"))


def test_a_blanked_part_cannot_be_filled_again(noted: ShopKit) -> None:
    from sqlalchemy.exc import IntegrityError

    blank(noted)
    with (
        pytest.raises(IntegrityError, match="only a personal part"),
        noted.shop.till.database.write() as connection,
    ):
        connection.exec_driver_sql("UPDATE entry_part SET personal = x'7b7d' WHERE personal_hash IS NOT NULL")
