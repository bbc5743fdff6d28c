"""Papers after the sale: what was taken back, money alone, versions, slips, and quotes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pos.domain.customers.customers import Buyer
from pos.domain.orders.amendment import Back, Piece, Request
from pos.domain.orders.errors import LineUnknown, MoreThanOpen
from pos.domain.orders.fulfilment import Fulfilment
from pos.domain.papers.errors import NothingPaid, NothingRefunded, NothingToPack
from pos.domain.papers.invoices import CreditReason
from pos.domain.papers.receipts import ReceiptKind
from pos.domain.papers.slips import SlipKind
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.words.address import Address
from tests.documents.papers import rows
from tests.shop_kit import ShopKit

HOME = Address(
    name="Camille", street=("8 quai des Bateliers",), postcode="67000", city="Strasbourg", country="FR"
)
BUYER = Buyer(name="Jean Dupont", company="Atelier Roux")
ONE = 1_000_000


@pytest.fixture
def kit(shop: ShopKit) -> ShopKit:
    """A shop with mugs at 18.00 and bowls at 24.00."""
    shop.stocks(quantity="20")
    shop.stocks("Bowl, ash wood", sku="BOW-ASH", price="24.00", quantity="20")
    return shop


def phoned(kit: ShopKit, *, invoice: bool = False) -> str:
    """An unpaid order of three mugs and two bowls, to be sent."""
    cart = kit.cart(("MUG-BLU", "3"), ("BOW-ASH", "2")).with_buyer(BUYER)
    cart = cart.with_fulfilment(Fulfilment(FulfilmentKind.DELIVERY, "Courier", HOME))
    kit.shop.settings.change(invoice_at_once=invoice)
    return kit.shop.checkout.place_order(cart, unpaid=True).number


def more_mugs(kit: ShopKit, number: str) -> None:
    """One mug more."""
    edits = kit.shop.after_sale.edits
    cart = edits.editable(number).cart
    edits.edit(number, cart.with_quantity("1", cart.lines[0].quantity + 1))


def test_a_refund_receipt_says_what_was_taken_back_and_what_went_out(kit: ShopKit) -> None:
    number = phoned(kit)
    kit.shop.order_changes.pay(number, [kit.card("100.00")])
    with pytest.raises(NothingRefunded):
        kit.shop.documents.refund(number)
    kit.clock.advance(days=1)
    request = Request((Piece(1, ONE, 0), Piece(2, 0, 500)))
    kit.shop.after_sale.returns.refund(number, request, reason="Chipped")
    doc = kit.shop.documents.refund(number).document
    assert (doc.kind, doc.number, doc.order, doc.reason) == (
        ReceiptKind.REFUND, "A-R000001", number, "Chipped",
    )  # fmt: skip
    assert [(one.name, one.quantity, str(one.amount)) for one in doc.lines] == [
        ("Mug, blue glaze", 1, "18.00"), ("Bowl, ash wood", 0, "5.00"),
    ]  # fmt: skip
    assert (doc.total, doc.payments[0].amount) == (kit.money("23.00"), kit.money("21.00"))
    assert doc.placed_at.date() == date(2026, 11, 24)
    kit.shop.after_sale.returns.refund(number, Request((Piece(2, ONE, 0),)), Back.LATER)
    assert kit.shop.documents.refund("A-R000001").document == doc
    later = kit.shop.documents.refund(number).document
    assert (later.number, later.to_give_back, later.payments) == ("A-R000002", kit.money("21.50"), ())
    assert "Refund A-R000001 24/11/2026 09:00" in rows(kit.shop.documents.pdf("A-R000001", kind="refund"))


def test_a_payment_receipt_shows_one_movement_of_money(kit: ShopKit) -> None:
    number = phoned(kit)
    with pytest.raises(NothingPaid):
        kit.shop.documents.payment(number)
    kit.shop.order_changes.pay(number, [kit.card("30.00")])
    kit.shop.order_changes.pay(number, [kit.cash("20.00")])
    first, last = (kit.shop.documents.payment(number, n).document for n in (1, 0))
    assert [(str(one.paid), str(one.due), str(one.payments[0].amount)) for one in (first, last)] == [
        ("30.00", "72.00", "30.00"), ("50.00", "52.00", "20.00"),
    ]  # fmt: skip
    kit.shop.order_changes.correct(number, 1, "cash")
    assert kit.shop.documents.payment(number, 1).document.payments[0].method == "cash"
    with pytest.raises(NothingPaid):
        kit.shop.documents.payment(number, 3)


def test_an_edited_order_has_a_receipt_that_replaces_the_one_before(kit: ShopKit) -> None:
    number = phoned(kit)
    assert kit.shop.documents.receipt(number).document.replaces == 0
    more_mugs(kit, number)
    doc = kit.shop.documents.receipt(number).document
    assert (doc.replaces, doc.total) == (1, kit.money("120.00"))
    assert "Replaces version 1" in rows(kit.shop.documents.pdf(number))


def test_an_edited_invoice_is_credited_whole_and_the_new_one_names_it(kit: ShopKit) -> None:
    number = phoned(kit, invoice=True)
    kit.clock.advance(days=1)
    more_mugs(kit, number)
    note = kit.shop.documents.credit_note("AC-2026-000001").document
    assert note.credits is not None
    assert (note.credits.number, note.credits.why, note.credits.whole) == (
        "A-2026-000001", CreditReason.CHANGE, True,
    )  # fmt: skip
    assert (note.total, note.credits.day) == (kit.money("102.00"), date(2026, 11, 23))
    new = kit.shop.documents.invoice("A-2026-000002").document
    assert new.replaces == ("A-2026-000001", date(2026, 11, 23))
    assert kit.shop.documents.invoice("A-2026-000001").document.replaces is None
    assert note.replaces is None
    kit.shop.after_sale.returns.refund(number, Request((Piece(1, ONE, 0),)))
    part = kit.shop.documents.credit_note("AC-2026-000002").document.credits
    assert part is not None
    assert (part.number, part.why, part.whole) == ("A-2026-000002", CreditReason.RETURN, False)
    kit.shop.after_sale.returns.refund(number, Request((Piece(2, 0, 500),)))
    cheaper = kit.shop.documents.credit_note(number).document.credits
    assert cheaper is not None
    assert (cheaper.why, cheaper.whole) == (CreditReason.PRICE, False)


@pytest.mark.parametrize(
    ("country", "language", "whole", "part"),
    [
        ("FR", "fr", "Avoir", "Avoir"),
        ("DE", "de", "Stornorechnung", "Rechnungskorrektur"),
        ("BE", "nl", "Creditnota", "Creditnota"),
        ("BE", "fr", "Note de crédit", "Note de crédit"),
        ("GB", "en", "Credit note", "Credit note"),
    ],
)
def test_a_credit_note_is_called_as_its_country_calls_it(
    kit: ShopKit, country: str, language: str, whole: str, part: str
) -> None:
    kit.shop.settings.change(country=country, language=language)
    number = phoned(kit, invoice=True)
    kit.shop.after_sale.returns.refund(number, Request((Piece(1, ONE, 0),)))
    kit.shop.order_changes.cancel(phoned(kit, invoice=True))
    for paper, title in (("AC-2026-000001", part), ("AC-2026-000002", whole)):
        said = rows(kit.shop.documents.pdf(paper, kind="credit_note"))
        assert title in said
        state = any("État" in row or "Staat" in row for row in said)
        assert state == (country == "BE")


def test_a_packing_slip_holds_the_pieces_of_its_delivery_and_no_price(kit: ShopKit) -> None:
    number = phoned(kit)

    def packed(delivery: int = 0) -> list[tuple[str, str]]:
        (slip,) = kit.shop.documents.slips(number, SlipKind.PACKING, delivery=delivery)
        return [(one.sku, str(one.quantity)) for one in slip.lines]

    assert packed() == [("MUG-BLU", "3"), ("BOW-ASH", "2")]
    changes = kit.shop.order_changes
    changes.hand_over(number, [(1, 2 * ONE)], how="shipped", tracking_number="6A 100")
    changes.hand_over(number, [(1, ONE), (2, ONE)], how="shipped", tracking_number="6A 200")
    assert packed(1) == [("MUG-BLU", "2")]
    assert packed() == packed(2) == [("MUG-BLU", "1"), ("BOW-ASH", "1")]
    (slip,) = kit.shop.documents.slips(number, SlipKind.PACKING)
    assert (slip.tracking, [one.sku for one in slip.later]) == ("6A 200", ["BOW-ASH"])
    said = rows(kit.shop.documents.pdf(number, kind="packing_slip"))
    assert any("Camille" in row for row in said)
    assert not any("18.00" in row or "EUR" in row for row in said)
    with pytest.raises(NothingToPack):
        packed(3)


@pytest.mark.parametrize("kind", [SlipKind.PACKING, SlipKind.PICKUP])
def test_a_slip_of_chosen_pieces_says_what_goes_and_what_follows(kit: ShopKit, kind: SlipKind) -> None:
    """Nothing is handed over by it; what is not there to go is refused as a handing over is."""
    number = phoned(kit)
    documents, changes = kit.shop.documents, kit.shop.order_changes

    def parted(*chosen: tuple[int, int]) -> list[list[tuple[str, str]]]:
        (slip,) = documents.slips(number, kind, chosen=chosen)
        return [[(one.sku, str(one.quantity)) for one in part] for part in (slip.lines, slip.later)]

    assert parted((1, 2 * ONE)) == [[("MUG-BLU", "2")], [("MUG-BLU", "1"), ("BOW-ASH", "2")]]
    assert parted((1, 3 * ONE), (2, 2 * ONE)) == [[("MUG-BLU", "3"), ("BOW-ASH", "2")], []]
    changes.hand_over(number, [(1, 2 * ONE)])
    assert parted((1, ONE)) == [[("MUG-BLU", "1")], [("BOW-ASH", "2")]]
    for chosen, refused in (
        ((1, 2 * ONE), MoreThanOpen),
        ((9, ONE), LineUnknown),
        ((1, -ONE), NothingToPack),
    ):
        with pytest.raises(refused):
            parted(chosen)
    said = rows(documents.slip_of(number, kind, [(2, ONE)]))
    at = said.index("Still to come")
    assert any("Mug" in row for row in said[at:])
    assert not any("Mug" in row for row in said[:at])


def test_a_gift_receipt_is_one_for_all_or_one_a_line_without_what_came_back(kit: ShopKit) -> None:
    number = kit.pays(kit.cart(("MUG-BLU", "2"), "BOW-ASH")).number
    kit.shop.after_sale.returns.refund(number, Request((Piece(1, ONE, 0),)))
    documents = kit.shop.documents
    (one,) = documents.slips(number, SlipKind.GIFT)
    assert ([str(line.quantity) for line in one.lines], one.code) == (["1", "1"], f"#{number}")
    assert [len(slip.lines) for slip in documents.slips(number, SlipKind.GIFT, each=True)] == [1, 1]
    assert documents.pdf(number, kind="gift_receipt", each=True).count(b"/Type /Page\n") == 2
    kit.shop.order_changes.cancel(number)
    with pytest.raises(NothingToPack):
        documents.slips(number, SlipKind.GIFT)


def test_a_pickup_slip_says_who_comes_and_what_is_to_be_paid(kit: ShopKit) -> None:
    cart = kit.cart(("MUG-BLU", "2")).with_buyer(replace(BUYER, phone="+33612345678"))
    cart = cart.with_fulfilment(Fulfilment(FulfilmentKind.PICKUP, at="2026-11-26T10:30"))
    number = kit.shop.checkout.place_order(cart, unpaid=True).number
    (slip,) = kit.shop.documents.slips(number, SlipKind.PICKUP)
    assert (slip.to, slip.due, slip.at) == (
        ("Jean Dupont", "+33612345678"), kit.money("36.00"), "2026-11-26T10:30",
    )  # fmt: skip
    assert "Still to pay €36.00" in rows(kit.shop.documents.pdf(number, kind="pickup_slip"))


def test_a_quote_is_drawn_with_its_day_revision_and_text_and_asks_for_no_money(kit: ShopKit) -> None:
    kit.shop.settings.change(iban="FR76 3000 6000 0112 3456 7890 189")
    made = kit.shop.quotes.save(kit.cart("MUG-BLU").with_buyer(BUYER), text="As we spoke.\nYours")
    kit.shop.quotes.give_out(made.row.number)
    kit.shop.quotes.save(made.cart.with_quantity("1", kit.line("MUG-BLU", "2").quantity), made.row.number)
    said = rows(kit.shop.documents.pdf("A-Q000001", kind="quote"))
    assert "Quote" in said
    assert {"A-Q000001", "Revision 2", "Valid until 23 December 2026", "As we spoke.", "Yours"} <= set(said)
    assert not any("IBAN" in row or "Due" in row or "Total due" in row for row in said)
    assert kit.shop.documents.own_number("A-Q000001", "quote") == "A-Q000001"
