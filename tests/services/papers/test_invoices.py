"""The invoice of an order, from its sealed entries: the same bytes whenever it is asked for."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image

from pos.domain.customers.customers import Buyer, Customer
from pos.domain.money.discounts import Discount
from pos.domain.money.pricing import Charge, ChargeKind
from pos.domain.orders.cart import Cart
from pos.domain.orders.errors import AlreadyInvoiced, OrderUnknown
from pos.domain.orders.fulfilment import Exemption, Fulfilment
from pos.domain.orders.orders import FulfilmentStatus
from pos.domain.papers.invoices import (
    AddressNotGiven,
    InvoiceForNobody,
    InvoiceKind,
    NotCredited,
    NotInvoiced,
)
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.shop.errors import LogoIsADrawing, LogoNotAPicture
from pos.domain.words.address import Address
from pos.domain.words.errors import SirenWrong
from pos.text import sentence
from tests.documents.papers import rows, words_of
from tests.shop_kit import ShopKit

ROUX = Buyer(name="Camille Roux", company="Atelier Roux SARL", tax_id="FR83404833048", language="en")
TANNEURS = Address("", "Atelier Roux SARL", ("14 rue des Tanneurs",), "67000", "Strasbourg", "", "FR")
BERLIN = Address("", "Werkstatt GmbH", ("Torstraße 1",), "10119", "Berlin", "", "DE")
BATELIERS = Address("Camille Roux", "", ("8 quai des Bateliers",), "67000", "Strasbourg", "", "FR")


@pytest.fixture
def kit(shop: ShopKit) -> ShopKit:
    shop.stocks("Mug, sand glaze", sku="MUG", price="18.00", quantity="50")
    shop.stocks("Board, oak", sku="BOARD", price="35.00", quantity="50")
    shop.shop.settings.change(
        tax_number="FR44732829320",
        registration="SIRET 732 829 320 00074",
        iban="FR7630006000011234567890189",
        bic="AGRIFRPP",
        invoice_terms="Late payment: 3 × legal rate, 40 € recovery fee.",
        locale="fr_FR",
    )
    return shop


def phone_order(kit: ShopKit, **changes: object) -> Cart:
    cart = kit.cart(("MUG", "12"), ("BOARD", "4"))
    delivery = Charge(ChargeKind.DELIVERY, "Local delivery", kit.money("8.80"), None, ("20",))
    return replace(
        cart.with_buyer(ROUX)
        .with_fulfilment(Fulfilment(FulfilmentKind.DELIVERY, "local", BATELIERS, "2026-11-26T10:30"))
        .with_charges((delivery,)),
        billing=TANNEURS,
        **changes,  # type: ignore[arg-type]
    )


def work_for(buyer: Buyer, cart: Cart) -> Cart:
    """The cart as work done for a company: nothing of it is in the catalogue, nothing is dispatched."""
    lines = tuple(replace(line, variant_id=None, sku="") for line in cart.lines)
    return replace(cart, lines=lines, buyer=buyer, fulfilment=Fulfilment(), charges=())


def placed(kit: ShopKit, cart: Cart) -> str:
    order = kit.shop.checkout.place_order(cart, unpaid=True)
    kit.sold.append(order)
    return order.number


def test_an_order_placed_unpaid_has_its_invoice(kit: ShopKit) -> None:
    number = placed(kit, phone_order(kit))
    paper = kit.shop.documents.invoice(number)
    doc = paper.document
    assert paper.seal == kit.sold[-1].seal
    assert (doc.number, doc.order, doc.kind) == ("A-2026-000001", number, InvoiceKind.INVOICE)
    assert (doc.day, doc.due, doc.supplied) == (date(2026, 11, 23), date(2026, 12, 23), None)
    assert doc.buyer.lines[0] == "Atelier Roux SARL"
    assert doc.buyer.tax_number == "FR83404833048"
    assert doc.delivery[0] == "Camille Roux"
    assert [(row.name, str(row.unit_price), str(row.amount)) for row in doc.rows] == [
        ("Mug, sand glaze", "15.00", "180.00"),
        ("Board, oak", "29.1667", "116.67"),
        ("Local delivery", "7.33", "7.33"),
    ]
    assert (str(doc.net), str(doc.tax), str(doc.total)) == ("304.00", "60.80", "364.80")
    text = rows(kit.shop.documents.pdf(number, kind="invoice"))
    assert "Total due 364,80 €" in "\n".join(text)
    assert "TVA FR83404833048" in text
    assert kit.shop.documents.pdf("A-2026-000001", kind="invoice") == kit.shop.documents.pdf(
        number, kind="invoice"
    )


def test_the_same_bytes_after_everything_changed(kit: ShopKit) -> None:
    number = placed(kit, phone_order(kit))
    first = kit.shop.documents.pdf(number, kind="invoice")
    kit.shop.order_changes.pay(number, [kit.cash("400.00")])
    kit.shop.settings.change(name="Atelier Soleil", iban="", logo="0" * 64, country="DE", language="fr")
    kit.reopen()
    assert kit.shop.documents.pdf(number, kind="invoice") == first


def test_an_invoice_made_later_knows_what_was_paid_before(kit: ShopKit) -> None:
    kit.shop.settings.change(invoice_at_once=False)
    number = placed(kit, phone_order(kit))
    with pytest.raises(NotInvoiced):
        kit.shop.documents.invoice(number)
    kit.shop.order_changes.pay(number, [kit.card("100.00")])
    kit.shop.order_changes.issue_invoice(number)
    doc = kit.shop.documents.invoice(number).document
    assert (str(doc.paid), str(doc.still_due)) == ("100.00", "264.80")
    first = kit.shop.documents.pdf(number, kind="invoice")
    kit.shop.order_changes.pay(number, [kit.card("264.80")])
    assert kit.shop.documents.pdf(number, kind="invoice") == first


def test_a_paid_sale_gets_an_invoice_with_nothing_due(kit: ShopKit) -> None:
    number = kit.pays(kit.cart(("MUG", "2")).with_buyer(ROUX)).number
    kit.shop.order_changes.issue_invoice(number)
    doc = kit.shop.documents.invoice(number).document
    assert (doc.due, doc.still_due.minor) == (None, 0)
    assert doc.buyer.lines == ("Camille Roux", "Atelier Roux SARL")
    assert not any("IBAN" in row for row in rows(kit.shop.documents.pdf(number, kind="invoice")))


def test_a_shop_without_tax_has_a_sentence_in_place_of_the_rates(kit: ShopKit) -> None:
    sentence = "TVA non applicable, art. 293 B du CGI"
    kit.shop.settings.change(exempt_sentence=sentence)
    cart = phone_order(kit)
    assert cart.lines[0].taxes == ()
    priced = replace(cart, lines=tuple(replace(line, taxes=("20",)) for line in cart.lines))
    taxed = kit.shop.documents.invoice(placed(kit, priced)).document
    assert (taxed.legal, taxed.taxes, taxed.tax.minor, taxed.total) == (
        sentence,
        (),
        0,
        priced.totals().total,
    )
    assert {row.taxes for row in taxed.rows} <= {(), ("0",)}
    free = kit.cart().add(replace(kit.custom("Drawing", "40.00"), taxes=()))
    doc = kit.shop.documents.invoice(placed(kit, free.with_buyer(ROUX))).document
    assert (doc.legal, doc.taxes, str(doc.total), doc.tax.minor) == (sentence, (), "40.00", 0)


def test_the_siren_of_the_customer_is_kept_and_printed(kit: ShopKit) -> None:
    kept = kit.shop.customers.add(Customer("", company="Atelier Roux SARL", legal_id="SIREN 404 833 048"))
    assert kit.shop.customers.customer(kept.id).legal_id == "404833048"
    number = placed(
        kit, replace(kit.cart(("MUG", "1")), billing=TANNEURS).with_buyer(kit.shop.customers.buyer(kept))
    )
    assert kit.shop.orders.order(number).buyer == kit.shop.customers.buyer(kept)
    assert "SIREN 404 833 048" in rows(kit.shop.documents.pdf(number, kind="invoice"))
    with pytest.raises(SirenWrong):
        kit.shop.customers.change(kept.id, legal_id="404833049")
    kit.reopen()
    assert kit.shop.auditor.verify(rebuild=True).ok


def test_an_invoice_names_who_buys(kit: ShopKit) -> None:
    number = kit.sells(("MUG", "2")).number
    with pytest.raises(InvoiceForNobody) as refused:
        kit.shop.order_changes.issue_invoice(number)
    assert number in sentence(refused.value)
    reached = Buyer(email="roux@example.com", phone="+33388000000")  # known, but nobody's name
    unpaid = placed(kit, kit.cart(("MUG", "1")).with_buyer(reached))
    assert kit.shop.documents.invoice_number(unpaid) == ""
    with pytest.raises(InvoiceForNobody):
        kit.shop.order_changes.issue_invoice(unpaid)
    for buyer, billing in ((Buyer(name="Roux"), None), (Buyer(company="SARL"), None), (Buyer(), TANNEURS)):
        named = placed(kit, replace(kit.cart(("MUG", "1")).with_buyer(buyer), billing=billing))
        assert kit.shop.documents.invoice(named).document.buyer.lines
    numbers = kit.rows("SELECT number FROM document WHERE kind = 'invoice' ORDER BY number")
    assert numbers == [("A-2026-000001",), ("A-2026-000002",), ("A-2026-000003",)]


@pytest.mark.parametrize(
    ("country", "limit"),
    [("FR", "150.00"), ("DE", "250.00"), ("BE", "400.00"), ("AT", "400.00"), ("MC", "150.00"), ("US", "")],
)
def test_an_invoice_without_an_address_is_made_and_said(kit: ShopKit, country: str, limit: str) -> None:
    kit.shop.settings.change(country=country)
    with_it = placed(kit, phone_order(kit))
    assert kit.shop.documents.remarks(with_it) == ()
    number = placed(kit, kit.cart(("MUG", "1")).with_buyer(ROUX))
    (remark,) = kit.shop.documents.remarks(number)
    assert remark.number == "A-2026-000002"
    assert "address" in sentence(remark)
    assert (str(remark.limit) if isinstance(remark, AddressNotGiven) else "") == limit
    assert kit.shop.documents.remarks(kit.sells(("MUG", "1")).number) == ()


def test_goods_are_supplied_when_they_have_gone(kit: ShopKit) -> None:
    kit.shop.settings.change(invoice_at_once=False)
    sold = kit.pays(kit.cart(("MUG", "2")).with_buyer(ROUX)).number
    sent = placed(kit, phone_order(kit))
    waiting = placed(kit, phone_order(kit))
    back = placed(kit, phone_order(kit))
    kit.clock.advance(hours=24)
    kit.shop.order_changes.set_fulfilment(sent, FulfilmentStatus.SHIPPED)
    kit.shop.order_changes.set_fulfilment(back, FulfilmentStatus.SHIPPED)
    kit.shop.order_changes.undo_fulfilment(back, FulfilmentStatus.AWAITING)
    kit.shop.order_changes.issue_invoice(waiting)
    kit.clock.advance(hours=24)
    for number in (sold, sent, back):
        kit.shop.order_changes.issue_invoice(number)
    first = kit.shop.documents.pdf(waiting, kind="invoice")
    kit.shop.order_changes.set_fulfilment(waiting, FulfilmentStatus.DELIVERED)
    days = [kit.shop.documents.invoice(one).document.supplied for one in (sold, sent, waiting, back)]
    assert days == [date(2026, 11, 23), date(2026, 11, 24), None, None]
    assert kit.shop.documents.pdf(waiting, kind="invoice") == first  # as it was issued
    assert "Supplied 24 November 2026" in words_of(kit.shop.documents.pdf(sent, kind="invoice"))


def test_an_order_has_one_invoice(kit: ShopKit) -> None:
    number = placed(kit, phone_order(kit))
    with pytest.raises(AlreadyInvoiced) as refused:
        kit.shop.order_changes.issue_invoice(number)
    assert (refused.value.number, refused.value.invoice) == (number, "A-2026-000001")


def test_discounts_and_shares_add_up(kit: ShopKit) -> None:
    cart = phone_order(kit).with_discount(Discount(percent=Decimal(5), name="Fair day"))
    cart = cart.with_line(replace(cart.lines[0], discount=Discount(percent=Decimal(10))))
    doc = kit.shop.documents.invoice(placed(kit, cart)).document
    assert sum(row.amount.minor for row in doc.rows) == doc.net.minor
    assert doc.net + doc.tax == doc.total == cart.totals().total
    assert [row.name for row in doc.rows if row.amount.minor < 0] == ["Fair day"]


@pytest.mark.parametrize(
    ("exemption", "reason", "sentence"),
    [
        (Exemption.REVERSE_CHARGE, "", "Autoliquidation : TVA due par le client"),
        (Exemption.EXEMPT, "Art. 262 I", "Exonéré de TVA : Art. 262 I"),
    ],
)
def test_the_receipt_of_an_untaxed_order_shows_net_prices_and_says_why(
    kit: ShopKit, exemption: Exemption, reason: str, sentence: str
) -> None:
    kit.shop.settings.change(language="fr")
    cart = phone_order(kit, exemption=exemption, exemption_reason=reason)
    cart = cart.with_buyer(replace(ROUX, language=""))
    if exemption is Exemption.REVERSE_CHARGE:
        cart = work_for(replace(ROUX, tax_id="DE136695976", language=""), cart)
    number = placed(kit, cart)
    text = "\n".join(rows(kit.shop.documents.pdf(number)))
    assert "12 × 15,00\n" in text
    assert "4 × 29,1667\n" in text
    assert sentence in text
    assert "20 %" not in text


def test_reverse_charge_and_the_country_of_a_foreign_buyer(kit: ShopKit) -> None:
    berlin = Address("", "Werkstatt GmbH", ("Torstraße 1",), "10119", "Berlin", "", "DE")
    goods = kit.cart(("MUG", "1"), ("BOARD", "1")).with_exemption(Exemption.REVERSE_CHARGE)
    cart = replace(work_for(Buyer(company="Werkstatt GmbH", tax_id="DE136695976"), goods), billing=berlin)
    number = placed(kit, cart)
    doc = kit.shop.documents.invoice(number).document
    assert doc.buyer.lines[-1] == "GERMANY"
    assert doc.seller.address[-1] == "FRANCE"
    assert (doc.tax.minor, doc.total) == (0, cart.totals().total)
    assert sum(row.amount.minor for row in doc.rows) == doc.total.minor
    text = " ".join(rows(kit.shop.documents.pdf(number, kind="invoice")))
    assert "Reverse charge: TVA is due by the customer" in text


def test_goods_sent_to_another_state_are_named_so_on_every_paper(kit: ShopKit) -> None:
    kit.shop.settings.change(language="fr")
    to_berlin = Fulfilment(FulfilmentKind.DELIVERY, "local", BERLIN)
    cart = kit.cart(("MUG", "1")).with_buyer(Buyer(company="Werkstatt GmbH", tax_id="DE136695976"))
    cart = replace(cart, fulfilment=to_berlin, exemption=Exemption.REVERSE_CHARGE)
    number = placed(kit, cart)
    for kind in ("receipt", "invoice"):
        text = words_of(kit.shop.documents.pdf(number, kind=kind)).replace("\xa0", " ")
        assert "Livraison intracommunautaire exonérée, article 138" in text
        assert "(art. 262 ter, I du CGI)." in text
        assert "Autoliquidation" not in text


def test_the_buyers_language_speaks(kit: ShopKit) -> None:
    cart = phone_order(kit).with_buyer(replace(ROUX, language="fr"))
    doc = kit.shop.documents.invoice(placed(kit, cart)).document
    assert (doc.language, doc.locale) == ("fr", "fr_FR")


def test_a_german_buyer_of_a_french_shop_gets_german_papers(kit: ShopKit) -> None:
    kit.shop.settings.change(language="fr", tax_label="TVA")
    buyer = Buyer(company="Werkstatt GmbH", language="de")
    cart = replace(kit.cart(("MUG", "100")), billing=BERLIN).with_buyer(buyer)
    number = placed(kit, cart)
    kit.shop.order_changes.pay(number, [kit.card("100.00")])
    kit.shop.order_changes.cancel(number, "zu groß", repay=True)
    told = {kind: words_of(kit.shop.documents.pdf(number, kind=kind)) for kind in KINDS}
    for kind, title in KINDS.items():
        assert title in told[kind]
        assert "1.800,00" in told[kind] or "1.500,00" in told[kind]
        assert "MwSt. 20 %" in told[kind].replace("\xa0", " ")
        assert "TVA" not in told[kind]
    assert "23. November 2026" in told["invoice"]
    assert "FRANKREICH" in told["invoice"]


KINDS = {"receipt": "Beleg", "invoice": "Rechnung", "credit_note": "Stornorechnung"}


def test_a_cancelled_order_has_a_credit_note(kit: ShopKit) -> None:
    number = placed(kit, phone_order(kit))
    with pytest.raises(NotCredited):
        kit.shop.documents.credit_note(number)
    kit.clock.advance(hours=20)
    kit.shop.order_changes.pay(number, [kit.card("64.80")])
    credit = kit.shop.order_changes.cancel(number, "Wrong size", repay=True).credit_note
    doc = kit.shop.documents.credit_note(credit).document
    assert (doc.kind, doc.number, doc.day) == (InvoiceKind.CREDIT_NOTE, credit, date(2026, 11, 24))
    assert doc.credits is not None
    assert (doc.credits.number, doc.credits.day, doc.credits.reason) == (
        "A-2026-000001",
        date(2026, 11, 23),
        "Wrong size",
    )
    assert str(doc.paid) == "64.80"
    text = rows(kit.shop.documents.pdf(number, kind="credit_note"))
    assert "Credits invoice A-2026-000001 of 23 November 2026" in text
    assert "Reason: Wrong size" in text


def test_orders_that_are_not_there(kit: ShopKit) -> None:
    for kind in ("invoice", "credit_note"):
        with pytest.raises(OrderUnknown):
            kit.shop.documents.pdf("A-000099", kind=kind)
    with pytest.raises(ValueError, match="letter"):
        kit.shop.documents.pdf("A-000099", kind="letter")


def test_the_logo_is_kept_and_printed(kit: ShopKit, tmp_path: Path) -> None:
    plain = placed(kit, phone_order(kit))
    out = io.BytesIO()
    Image.new("CMYK", (3000, 800), (0, 255, 255, 0)).save(out, "JPEG")
    (tmp_path / "logo.jpg").write_bytes(out.getvalue())
    kit.shop.settings.change(logo=kit.shop.logos.keep(tmp_path / "logo.jpg"))
    number = placed(kit, phone_order(kit))
    assert b"/Image" in kit.shop.documents.pdf(number, kind="invoice")
    assert b"/Subtype /Image" not in kit.shop.documents.pdf(plain, kind="invoice")
    for file in kit.shop.folder.pictures.iterdir():
        file.unlink()
    assert rows(kit.shop.documents.pdf(number, kind="invoice"))


@pytest.mark.parametrize(
    ("name", "data", "refused"),
    [
        ("logo.svg", b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", LogoIsADrawing),
        ("logo.png", b"\x89PNG\r\n\x1a\nbroken", LogoNotAPicture),
        ("empty.png", b"", LogoNotAPicture),
    ],
)
def test_other_files_are_refused(
    kit: ShopKit, tmp_path: Path, name: str, data: bytes, refused: type[Exception]
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(refused):
        kit.shop.logos.keep(tmp_path / name)
