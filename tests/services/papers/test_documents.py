"""The receipt of an order: the same bytes whenever it is asked for, a duplicate when printed again."""

from __future__ import annotations

import pytest

from pos.domain.orders.errors import OrderUnknown
from pos.domain.orders.fulfilment import Exemption
from tests.shop_kit import ShopKit


@pytest.fixture
def kit(shop: ShopKit) -> ShopKit:
    shop.stocks()
    shop.sells(("MUG-BLU", "2"), cash="50.00")
    return shop


def test_the_receipt_is_the_same_bytes_later(kit: ShopKit) -> None:
    first = kit.shop.documents.pdf("A-000001")
    kit.clock.advance(hours=3)
    kit.shop.settings.change(name="Atelier Soleil", language="fr", locale="fr_FR", receipt_footer="Merci")
    kit.shop.catalogue.change_variant(kit.hit("MUG-BLU").variant_id, price=None)
    kit.sells(("MUG-BLU", "1", "9.00"))
    kit.reopen()
    assert kit.shop.documents.pdf("A-000001") == first


def test_each_further_print_says_which_duplicate_it_is(kit: ShopKit) -> None:
    original = kit.shop.documents.for_printing("A-000001")
    assert original == kit.shop.documents.pdf("A-000001")
    for copy in (1, 2):
        kit.shop.documents.printed("A-000001")
        assert kit.shop.documents.receipt("A-000001").copy == copy
        assert kit.shop.documents.for_printing("A-000001") == kit.shop.documents.pdf("A-000001", copy=copy)
    assert kit.rows("SELECT count(*) FROM entry WHERE kind = 'document.reprinted'") == [(2,)]


def test_the_receipt_prints_the_seal_of_its_entry(kit: ShopKit) -> None:
    paper = kit.shop.documents.receipt("A-000001")
    assert paper.seal == kit.sold[0].seal
    assert kit.shop.auditor.verify(expect=(6, paper.seal)).ok


def test_the_receipt_of_a_sale_says_what_was_given_and_nothing_it_need_not(kit: ShopKit) -> None:
    doc = kit.shop.documents.receipt("A-000001").document
    assert (str(doc.total), str(doc.change), doc.due.minor) == ("36.00", "14.00", 0)
    assert (doc.mark, doc.voided, doc.legal, doc.note) == (None, "", "", "")


@pytest.mark.parametrize(("label", "word"), [("TVA", "TVA"), ("", "VAT")])
@pytest.mark.parametrize(("included", "each"), [(True, "15.00"), (False, "18.00")])
def test_the_receipt_of_an_exempt_order_has_net_prices_and_says_why(
    kit: ShopKit, label: str, word: str, included: bool, each: str
) -> None:
    kit.shop.settings.change(tax_label=label, prices_include_tax=included)
    placed = kit.pays(kit.cart(("MUG-BLU", "2")).with_exemption(Exemption.EXEMPT, "Art. 262 I"))
    doc = kit.shop.documents.receipt(placed.number).document
    assert [(f"{row.unit_price:.2f}", row.taxes) for row in doc.lines] == [(each, ())]
    assert doc.total == kit.money(each) + kit.money(each)
    assert (word in doc.legal, "Art. 262 I" in doc.legal) == (True, True)


@pytest.mark.parametrize("number", ["A-000099", "", "x"])
def test_an_order_without_paper_is_said(kit: ShopKit, number: str) -> None:
    with pytest.raises(OrderUnknown):
        kit.shop.documents.receipt(number)
    with pytest.raises(OrderUnknown):
        kit.shop.documents.printed(number)
