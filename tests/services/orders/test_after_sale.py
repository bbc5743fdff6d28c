"""Orders after the sale: what follows is seen before it is done, and papers say what was taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from pos.domain.catalogue.errors import NotEnoughStock
from pos.domain.customers.customers import Buyer
from pos.domain.money.amounts import Money
from pos.domain.money.quantity import to_micro
from pos.domain.money.tenders import Tender
from pos.domain.orders.after.consequences import Outcome
from pos.domain.orders.amendment import Back, ChargePiece, Piece, Request
from pos.domain.orders.cart import Cart
from pos.domain.orders.errors import (
    ChangedMeanwhile,
    ChangedSinceShown,
    NothingWritten,
    PaymentGivenBackAlready,
    PaymentMoved,
    PaymentUnknown,
    UnknownMethod,
)
from pos.domain.orders.facts import Tender as Given
from pos.domain.orders.fulfilment import Fulfilment
from pos.domain.papers.invoices import CreditReason, InvoiceDocument, InvoiceForNobody
from pos.domain.shop.delivery import FulfilmentKind
from tests.shop_kit import ShopKit

ONE = to_micro(Decimal(1))
MARTIN = Buyer(name="Lucie Martin", email="lucie@example.com")


@pytest.fixture
def kit(shop: ShopKit) -> ShopKit:
    shop.stocks(quantity="50")
    shop.stocks("Bowl, ash wood", sku="BOW-ASH", price="24.00", quantity="10", tax="reduced")
    return shop


def invoiced(kit: ShopKit, cart: Cart | None = None) -> str:
    """An unpaid order with its invoice."""
    cart = cart or kit.cart(("MUG-BLU", "3"), ("BOW-ASH", "2"))
    cart = cart.with_buyer(MARTIN).with_fulfilment(Fulfilment(FulfilmentKind.PICKUP))
    number = kit.shop.checkout.place_order(cart, unpaid=True).number
    if not kit.shop.documents.invoice_number(number):
        kit.shop.order_changes.issue_invoice(number)
    return number


def refund(kit: ShopKit, number: str, *pieces: Piece, dry: bool = False, **more: object) -> Outcome:
    request = Request(pieces, **more)  # type: ignore[arg-type]
    return kit.shop.after_sale.follow(
        lambda: _nothing(kit.shop.after_sale.returns.refund(number, request)), number, dry=dry
    )


def _nothing(_done: object) -> None:
    """An act that makes no order."""


def edit(kit: ShopKit, number: str, change: Callable[[Cart], Cart], *, seen: int | None = None) -> None:
    editable = kit.shop.after_sale.edits.editable(number)
    kit.shop.after_sale.edits.edit(number, change(editable.cart), seen=seen)


def more_mugs(cart: Cart) -> Cart:
    return cart.with_quantity("1", Decimal(4))


def adds_up(paper: InvoiceDocument) -> tuple[Money, Money]:
    """The paper's net and total, which its rows and its table of taxes give too."""
    nothing = Money(0, paper.currency)
    assert sum((row.total.amount for row in paper.rows), nothing) == paper.net
    assert sum((row.net for row in paper.taxes), nothing) == paper.net
    assert paper.net + paper.tax == paper.total
    return paper.net, paper.total


def test_what_would_follow_is_what_follows_and_is_not_written(kit: ShopKit) -> None:
    number = invoiced(kit)
    kit.shop.order_changes.pay(number, [kit.card("102.00")])
    entries = kit.rows("SELECT count(*) FROM entry")
    would = refund(kit, number, Piece(1, ONE), dry=True)
    assert kit.rows("SELECT count(*) FROM entry") == entries
    assert kit.in_stock("MUG-BLU") == 47
    did = refund(kit, number, Piece(1, ONE))
    assert did.consequences == would.consequences
    assert [str(one.amount) for one in did.consequences.given_back] == ["18.00"]
    assert [(one.sku, one.change, one.on_hand) for one in did.consequences.stock] == [("MUG-BLU", 1, 48)]
    assert did.consequences.payment_status == ("Paid", "Partially refunded")
    assert [one.kind for one in did.consequences.documents] == ["refund", "credit_note"]


def test_what_was_shown_is_saved_or_nothing(kit: ShopKit) -> None:
    number = invoiced(kit)
    shown = refund(kit, number, Piece(1, ONE), dry=True).consequences
    kit.shop.order_changes.pay(number, [kit.card("102.00")])
    entries = kit.rows("SELECT count(*) FROM entry")
    act = lambda: _nothing(kit.shop.after_sale.returns.refund(number, Request((Piece(1, ONE),))))  # noqa: E731
    with pytest.raises(ChangedSinceShown, match=number):
        kit.shop.after_sale.follow(act, number, shown=shown)
    assert kit.rows("SELECT count(*) FROM entry") == entries
    again = kit.shop.after_sale.follow(act, number, dry=True).consequences
    assert kit.shop.after_sale.follow(act, number, shown=again).consequences == again


def test_a_credit_note_is_for_exactly_what_was_credited(kit: ShopKit) -> None:
    number = invoiced(kit)
    first = refund(kit, number, Piece(1, ONE))
    second = refund(kit, number, amount=1001)
    rest = kit.shop.order_changes.cancel(number)
    notes = [paper.number for paper in kit.shop.orders.order(number).papers if paper.kind == "credit_note"]
    assert rest.credit_note == notes[-1]
    papers = [kit.shop.documents.credit_note(one).document for one in notes]
    totals = [adds_up(paper)[1] for paper in papers]
    assert totals[:2] == [first.consequences.credit.total, second.consequences.credit.total]  # type: ignore[union-attr]
    assert sum(totals, kit.money("0")) == kit.money("102.00")
    (mug,) = papers[0].rows
    assert (mug.name, mug.quantity, str(mug.unit_price)) == ("Mug, blue glaze", 1, "15.00")
    assert [paper.credits.number for paper in papers if paper.credits] == ["A-2026-000001"] * 3
    assert [paper.credits.why is CreditReason.CANCELLATION for paper in papers if paper.credits] == [
        False,
        False,
        True,
    ]
    assert kit.shop.documents.pdf(notes[0], kind="credit_note").startswith(b"%PDF")


def test_an_edit_takes_the_invoice_back_whole_and_makes_a_new_one(kit: ShopKit) -> None:
    number = invoiced(kit)
    edit(kit, number, more_mugs)
    papers = [(one.kind, one.number, str(one.total), one.of) for one in kit.shop.orders.order(number).papers]
    assert papers[1:] == [
        ("invoice", "A-2026-000001", "102.00", ""),
        ("credit_note", "AC-2026-000001", "102.00", "A-2026-000001"),
        ("invoice", "A-2026-000002", "120.00", ""),
    ]
    documents = kit.shop.documents
    assert adds_up(documents.invoice("A-2026-000001").document)[1] == kit.money("102.00")
    assert adds_up(documents.credit_note("AC-2026-000001").document)[1] == kit.money("102.00")
    assert adds_up(documents.invoice(number).document)[1] == kit.money("120.00")
    assert documents.invoice(number).document.number == "A-2026-000002"
    assert documents.pdf(number, kind="credit_note").startswith(b"%PDF")


def test_an_invoice_after_a_refund_has_its_credit_note(kit: ShopKit) -> None:
    kit.shop.settings.change(invoice_at_once=False)
    cart = kit.cart(("MUG-BLU", "3")).with_buyer(MARTIN)
    number = kit.shop.checkout.place_order(cart, [kit.card("54.00")]).number
    refund(kit, number, Piece(1, ONE))
    kit.shop.order_changes.issue_invoice(number)
    note = kit.shop.documents.credit_note(number).document
    assert adds_up(note)[1] == kit.money("18.00")
    assert adds_up(kit.shop.documents.invoice(number).document)[1] == kit.money("54.00")


def test_an_edit_takes_from_the_shelf_only_what_is_more(kit: ShopKit) -> None:
    kit.stocks("Vase", sku="VASE", price="30.00", quantity="2", oversell="block")
    cart = kit.cart(("VASE", "2"), ("MUG-BLU", "1")).with_fulfilment(Fulfilment(FulfilmentKind.PICKUP))
    number = kit.shop.checkout.place_order(cart, unpaid=True).number
    edit(kit, number, lambda now: now.with_quantity("2", Decimal(2)))
    assert (kit.in_stock("VASE"), kit.in_stock("MUG-BLU")) == (0, 48)
    with pytest.raises(NotEnoughStock):
        edit(kit, number, lambda now: now.with_quantity("1", Decimal(3)))
    edit(kit, number, lambda now: now.without("1"))
    assert (kit.in_stock("VASE"), kit.in_stock("MUG-BLU")) == (2, 48)
    edit(kit, number, lambda now: now.add(kit.line("VASE")))
    assert [line.n for line in kit.shop.orders.order(number).lines] == [2, 3]


def test_a_change_of_an_older_version_is_refused(kit: ShopKit) -> None:
    number = invoiced(kit)
    edit(kit, number, more_mugs, seen=1)
    with pytest.raises(ChangedMeanwhile, match="version 1 of the order; it is version 2 now"):
        edit(kit, number, lambda now: now.with_quantity("1", Decimal(5)), seen=1)


def test_details_are_set_field_by_field_and_make_no_version(kit: ShopKit) -> None:
    number = invoiced(kit)
    edits = kit.shop.after_sale.edits
    cart = edits.editable(number).cart
    handed = replace(cart.fulfilment, tracking_number="6A 100")
    cart = cart.with_deposit("30%").with_promise("2027-03-01")
    edits.edit(number, cart.with_fulfilment(handed))
    edits.edit(number, edits.editable(number).cart.with_notes(private="rings twice"))
    order = kit.shop.orders.order(number)
    assert order.now is not None
    assert len(order.now.versions) == 1
    assert (order.fulfilment.tracking_number, order.private_note) == ("6A 100", "rings twice")
    assert (order.deposit, order.promised, order.deposit_missing) == (
        "30%",
        "2027-03-01",
        kit.money("30.60"),
    )
    entries = kit.rows("SELECT count(*) FROM entry")
    edits.edit(number, edits.editable(number).cart)
    assert kit.rows("SELECT count(*) FROM entry") == entries


def test_an_invoiced_order_keeps_a_name(kit: ShopKit) -> None:
    number = invoiced(kit)
    with pytest.raises(InvoiceForNobody):
        edit(kit, number, lambda now: now.with_buyer(None))


def test_an_exchange_is_one_ticket_and_moves_the_money(kit: ShopKit) -> None:
    number = kit.sells("MUG-BLU").number
    exchanged = kit.shop.after_sale.exchanges.exchange(
        number,
        Request((Piece(1, ONE),)),
        kit.cart("BOW-ASH"),
        pays=[Tender("card", kit.money("6.00"))],
        reason="size",
    )
    old, new = kit.shop.orders.order(number), kit.shop.orders.order(exchanged.number)
    assert (old.row.payment_status, new.row.payment_status) == ("Refunded", "Paid")
    assert new.row.fulfilment_status == "Delivered"
    assert kit.sum_of_day("payments", "cash") == (3, 1800)
    assert (kit.in_stock("MUG-BLU"), kit.in_stock("BOW-ASH")) == (50, 9)
    back = kit.shop.order_changes.cancel(exchanged.number, repay=True).given_back
    assert back == kit.money("24.00")


def test_an_exchange_that_is_refused_leaves_both_as_they_were(kit: ShopKit) -> None:
    kit.stocks("Vase", sku="VASE", price="30.00", quantity="0", oversell="block")
    number = kit.sells("MUG-BLU").number
    with pytest.raises(NotEnoughStock):
        kit.shop.after_sale.exchanges.exchange(number, Request((Piece(1, ONE),)), kit.cart("VASE"))
    assert kit.numbers() == [number]
    assert kit.shop.orders.order(number).row.credited == kit.money("0")
    kit.sells("MUG-BLU")


def test_a_payment_is_put_right_and_money_goes_back_by_hand(kit: ShopKit) -> None:
    number = kit.sells("MUG-BLU").number
    changes = kit.shop.order_changes
    with pytest.raises(UnknownMethod):
        changes.correct(number, 1, "shells")
    changes.correct(number, 1, "card")
    assert (kit.sum_of_day("payments", "cash")[1], kit.sum_of_day("payments", "card")[1]) == (0, 1800)
    kit.shop.after_sale.returns.refund(number, Request((Piece(1, ONE),)), Back.LATER)
    assert changes.repay(number, [Given("cash", 800)]) == kit.money("8.00")
    assert changes.repay(number) == kit.money("10.00")


def test_notes_stay_beside_each_other(kit: ShopKit) -> None:
    number = kit.sells("MUG-BLU").number
    kit.shop.order_changes.note(number, "called")
    kit.shop.order_changes.note(number, "called again", private=False)
    with pytest.raises(NothingWritten):
        kit.shop.order_changes.note(number, " \n ")
    kinds = [one.kind for one in kit.shop.orders.order(number).history]
    assert kinds.count("noted") == 2


def test_a_charge_is_given_back_in_part(kit: ShopKit) -> None:
    from pos.domain.money.pricing import Charge, ChargeKind

    fee = Charge(ChargeKind.DELIVERY, "Post", kit.money("6.00"), None, ("20",))
    number = invoiced(kit, kit.cart("MUG-BLU").with_charges((fee,)))
    refund(kit, number, charges=(ChargePiece(1, 250),))
    paper = kit.shop.documents.credit_note(number).document
    assert [(row.name, str(row.total.amount)) for row in paper.rows] == [("Post", "2.08")]
    assert adds_up(paper)[1] == kit.money("2.50")


def test_a_payment_is_taken_back_by_its_counter_entry(kit: ShopKit) -> None:
    """What coins had added goes with it, and so does all that was taken at once; each only once."""
    kit.shop.settings.change(cash_step=5)
    number, changes = invoiced(kit, kit.cart().add(kit.custom("Lesson", "10.02"))), kit.shop.order_changes
    changes.pay(number, [kit.card("4.00"), kit.cash("6.00")])
    before = kit.shop.orders.order(number)
    assert (str(before.row.due), before.row.payment_status) == ("0.00", "Paid")
    changes.correct(number, 1, "transfer")
    changes.take_payment_back(number, 2)
    after = kit.shop.orders.order(number)
    assert (str(after.row.due), str(after.row.to_give_back)) == ("10.02", "0.00")
    assert after.row.payment_status == "Awaiting payment"
    assert [kit.sum_of_day("payments", one)[1] for one in ("cash", "card", "transfer")] == [0, 0, 0]
    assert after.history[-1].kind == "repaid"
    for payment in (1, 2):
        with pytest.raises(PaymentGivenBackAlready, match=str(payment)):
            changes.take_payment_back(number, payment)
    with pytest.raises(PaymentUnknown, match="3"):
        changes.take_payment_back(number, 3)
    changes.pay(number, [kit.cash("6.00")])
    changes.pay(number, [kit.cash("4.00")])
    with pytest.raises(PaymentGivenBackAlready):  # there is money of that kind, but it is another payment's
        changes.take_payment_back(number, 2)
    changes.take_payment_back(number, 4)
    assert str(kit.shop.orders.order(number).row.due) == "4.02"
    assert kit.audit() == []


def test_a_payment_whose_money_went_on_is_not_taken_back(kit: ShopKit) -> None:
    number, changes = invoiced(kit), kit.shop.order_changes
    changes.pay(number, [kit.card("102.00")])
    refund(kit, number, Piece(1, ONE))
    with pytest.raises(PaymentGivenBackAlready):
        changes.take_payment_back(number, 1)
    back = Request((Piece(2, ONE),))
    made = kit.shop.after_sale.exchanges.exchange(number, back, kit.cart("MUG-BLU"))
    with pytest.raises(PaymentMoved):
        changes.take_payment_back(made.number, 1)
    assert kit.audit() == []
