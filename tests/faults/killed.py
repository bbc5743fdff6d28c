"""What must hold after a kill while an order moved on, records were merged, or tables made anew."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from pos.domain.customers.customers import Buyer, Customer
from pos.domain.orders.orders import FulfilmentStatus
from pos.domain.quotes.quotes import QuoteState
from tests.faults.rig import Ended
from tests.faults.use_cases import USE_CASES, Said
from tests.shop_kit import ShopKit


def an_order_by_phone(folder: Path, said: Said) -> None:
    """An invoiced order of Jean Dupont that waits for money and goods."""
    USE_CASES["phone order"](folder, said)


def a_paid_order(folder: Path, said: Said) -> None:
    """The same, paid by card and in cash."""
    an_order_by_phone(folder, said)
    USE_CASES["late payment"](folder, said)


def a_customer_and_his_cart(folder: Path, said: Said) -> None:
    """Jean Dupont, another order of his that has no invoice, and a cart of his put aside."""
    an_order_by_phone(folder, said)
    kit = ShopKit.open(folder)
    (jean,) = kit.shop.customers.find("jean")
    cart = kit.cart("VASE").with_buyer(kit.shop.customers.buyer(kit.shop.customers.customer(jean.id)))
    kit.shop.carts.hold(replace(cart, customer_note="for Jean"), "Jean")
    kit.shop.customers.add(Customer("", "Marie Blanc", email="marie@example.org"))
    kit.close()


def other_tables(folder: Path, said: Said) -> None:
    """Tables of another program, which lack a day."""
    with closing(sqlite3.connect(folder / "shop.db")) as script:
        script.execute("UPDATE choice SET value = 'another' WHERE key = 'tables'")
        script.execute("DELETE FROM day_total")
        script.commit()


def repaid_or_not(kit: ShopKit, ended: Ended) -> None:
    """Goods, money and credit note are back, or none of it."""
    order = kit.shop.orders.order("A-000002")
    back = order.voided is not None
    assert back or not ended.said
    row = order.row
    assert (row.to_give_back.minor, row.due.minor) == (0, 0)
    assert row.payment_status == ("Refunded" if back else "Paid")
    assert kit.in_stock("MUG-BLU") == (4 if back else 2)
    assert [one.kind for one in order.papers].count("credit_note") == back
    assert kit.sum_of_day("payments", "card")[1] == (0 if back else 1000)


def voided_or_not(kit: ShopKit, ended: Ended) -> None:
    """Money and goods are back, or none of it."""
    back = kit.shop.orders.order("A-000001").voided is not None
    assert back or not ended.said
    assert kit.in_stock("MUG-BLU") == (5 if back else 4)
    assert kit.sum_of_day("payments", "cash")[1] == (0 if back else 1800)


def refunded_or_not(kit: ShopKit, ended: Ended) -> None:
    """One mug, its money and its credit note are back, or none of it."""
    order = kit.shop.orders.order("A-000002")
    back = order.row.credited.minor
    assert back or not ended.said
    assert (back, order.row.refunded.minor) in ((0, 0), (1800, 1800))
    assert order.row.payment_status == ("Partially refunded" if back else "Paid")
    assert kit.in_stock("MUG-BLU") == (3 if back else 2)
    assert [one.kind for one in order.papers].count("credit_note") == bool(back)


def edited_or_not(kit: ShopKit, ended: Ended) -> None:
    """The order has its second version with goods, old and new invoice; or the first one alone."""
    order = kit.shop.orders.order("A-000002")
    edited = len(order.versions) == 2
    assert edited or not ended.said
    assert kit.in_stock("MUG-BLU") == (1 if edited else 2)
    assert order.row.due.minor == (1800 if edited else 0)
    papers = ("receipt", "invoice", *(("credit_note", "invoice") if edited else ()))
    assert tuple(one.kind for one in order.papers) == papers
    assert order.private_note == ("one more" if edited else "")


def as_before_or_edited(kit: ShopKit, ended: Ended) -> None:
    """Each edit is there whole with its note and its papers, or not at all."""
    order = kit.shop.orders.order("A-000002")
    edits = len(order.versions) - 1
    assert len(ended.said) <= edits <= 2
    more = edits == 1
    assert kit.in_stock("MUG-BLU") == (1 if more else 2)
    assert order.row.due.minor == (1800 if more else 0)
    assert [one.kind for one in order.papers] == ["receipt", "invoice", *["credit_note", "invoice"] * edits]
    assert order.private_note == ("one more" if more else "")


def set_or_not(kit: ShopKit, ended: Ended) -> None:
    """All of the details are set, or none."""
    order = kit.shop.orders.order("A-000002")
    found = (order.promised, order.deposit, order.private_note)
    assert found in ((("2027-03-01", "30%", "rings twice")), ("", "", ""))
    assert order.promised or not ended.said


def a_quote(folder: Path, _said: Said) -> None:
    """A quote of a vase for somebody."""
    kit = ShopKit.open(folder)
    kit.shop.quotes.save(kit.cart("VASE").with_buyer(Buyer(name="Jean Dupont", email="jean@example.org")))
    kit.close()


def placed_or_open(kit: ShopKit, ended: Ended) -> None:
    """The quote is an order with its goods, and ended by it; or it holds and can be placed."""
    (quote,) = kit.shop.quotes.find()
    placed = quote.state is QuoteState.PLACED
    assert placed or not ended.said
    assert kit.numbers()[1:] == (["A-000002"] if placed else [])
    assert kit.in_stock("VASE") == (1 if placed else 2)
    assert quote.order == ("A-000002" if placed else "")
    if placed:
        assert kit.shop.orders.order("A-000002").quote == quote.number


def declined_or_open(kit: ShopKit, ended: Ended) -> None:
    """The quote is declined, or it holds."""
    (quote,) = kit.shop.quotes.find()
    assert quote.state in (QuoteState.DECLINED, QuoteState.OPEN)
    assert quote.state is QuoteState.DECLINED or not ended.said
    assert kit.in_stock("VASE") == 2


def exchanged_or_not(kit: ShopKit, ended: Ended) -> None:
    """A mug came back for a vase, in two orders with their money between; or nothing did."""
    order = kit.shop.orders.order("A-000002")
    back = order.row.credited.minor
    assert back or not ended.said
    assert (back, order.row.refunded.minor) in ((0, 0), (1800, 1800))
    assert len(kit.numbers()) == (3 if back else 2)
    assert (kit.in_stock("MUG-BLU"), kit.in_stock("VASE")) == ((3, 0) if back else (2, 1))
    if back:
        new = kit.shop.orders.order("A-000003")
        assert sum(one.amount.minor for one in new.payments) == 1800
        assert {one.moved for one in new.payments} == {"A-000002"}
        assert (new.row.due.minor, new.row.payment_status) == (2700, "Part paid")


def sent_or_not(kit: ShopKit, ended: Ended) -> None:
    """The goods are sent under their number, or wait."""
    order = kit.shop.orders.order("A-000002")
    sent = order.row.fulfilment_status == FulfilmentStatus.SHIPPED
    assert sent or not ended.said
    assert order.fulfilment.tracking_number == ("6A 100" if sent else "")


def erased_or_not(kit: ShopKit, ended: Ended) -> None:
    """Customer and cart are forgotten together, and the invoice keeps what the law demands."""
    known = bool(kit.shop.customers.find("jean"))
    assert not known or not ended.said
    (held,) = (one for one in kit.shop.carts.held() if one.label != "M. Noir")
    assert (held.label, held.cart.customer_note) == (("Jean", "for Jean") if known else ("", ""))
    assert (held.cart.buyer is not None) is known
    buyer = kit.shop.orders.order("A-000002").buyer
    assert buyer is not None
    assert buyer.name == "Jean Dupont"


def merged_or_not(kit: ShopKit, ended: Ended) -> None:
    """The order is Marie's, who has what Jean lacked; or both are as they were."""
    (marie,) = kit.shop.customers.find("marie")
    merged = not [row for row in kit.shop.customers.find("jean") if row.id != marie.id]
    assert merged or not ended.said
    assert kit.shop.orders.summary(marie.id).orders == merged
    assert len(kit.shop.customers.archived()) == 0


def one_product_or_two(kit: ShopKit, ended: Ended) -> None:
    """Stock and sales of both are the mug's, or each has its own."""
    merged = kit.shop.search.count() == 1
    assert merged or not ended.said
    assert kit.in_stock("MUG-BLU") == (6 if merged else 4)
    assert [hit.sku for hit in kit.shop.search.find("vase").hits] == ([] if merged else ["VASE"])


def remade(kit: ShopKit, _ended: Ended) -> None:
    """The start after it made the tables anew, whatever the one before had done."""
    assert kit.sum_of_day("sales") == (1, 1800)
    assert kit.rows("SELECT count(*) FROM choice WHERE key = 'tables' AND value = 'another'") == [(0,)]
    assert [held.label for held in kit.shop.carts.held()] == ["M. Noir"]
