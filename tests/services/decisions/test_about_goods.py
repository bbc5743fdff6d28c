"""Goods that two tills sold twice, counted or made twice: both ask the same, and one answer settles it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pos.domain.catalogue.stock import Reason
from pos.domain.decisions.about_goods import CountUnreadable, NotInOrder
from pos.domain.decisions.exceptions import ExceptionUnknown, ShopException
from pos.domain.decisions.reopening import StandsOnOrder
from pos.text import sentence
from tests.shop_kit import ShopKit
from tests.two_tills import PairedTills, TwoTills


def asked(tills: TwoTills, kind: str) -> ShopException:
    """The one open exception of that kind, which both tills show alike once they met."""
    tills.meet()
    found = [one for one in tills.a.shop.exceptions.all() if one.kind == kind]
    assert len(found) == 1, found
    assert tills.b.shop.exceptions.all() == tills.a.shop.exceptions.all()
    return found[0]


def decided(tills: TwoTills, one: ShopException, choice: str, value: str = "") -> None:
    """Decide on the second till; then neither asks any more, and once more is no more."""
    tills.now()
    assert tills.b.shop.exceptions.resolve(one.id, choice, value) is False
    tills.meet()
    for kit in (tills.a, tills.b):
        assert one.id not in {open_.id for open_ in kit.shop.exceptions.all()}
        assert kit.shop.exceptions.resolve(one.id, choice, value) is True


def variant(kit: ShopKit, sku: str) -> str:
    return kit.hit(sku).variant_id


def sold_twice(tills: TwoTills) -> ShopException:
    """The last bowl, at both tills."""
    tills.a.shop.stock.count(variant(tills.a, "BOW-ASH"), Decimal(1))
    tills.now()
    tills.meet()
    for kit in (tills.a, tills.b):
        tills.now()
        kit.sells("BOW-ASH")
    return asked(tills, "oversold")


def test_the_last_bowl_sold_twice_is_got_again(pair: PairedTills) -> None:
    one = sold_twice(pair)
    assert (one.subject, one.choices) == ("BOW-ASH", ("reorder", "refund", "count"))
    assert one.details["orders"] == ["A-000001", "B-000001"]
    assert sentence(one.sentence) == (
        "Bowl, ash is missing: 1. Sold in the orders A-000001, B-000001. Get more, or take one back?"
    )
    assert one.since == pair.b.clock().isoformat(timespec="milliseconds")
    decided(pair, one, "reorder")
    assert pair.a.in_stock("BOW-ASH") == -1


@pytest.mark.parametrize(("value", "back"), [("", "B-000001"), ("A-000001", "A-000001")])
def test_one_of_the_two_is_taken_back(pair: PairedTills, value: str, back: str) -> None:
    decided(pair, sold_twice(pair), "refund", value)
    assert pair.a.in_stock("BOW-ASH") == 0
    assert pair.a.shop.orders.order(back).row.refunded == pair.a.money("24")


def test_a_count_says_how_many_there_are_once_also_where_both_say_it(pair: PairedTills) -> None:
    one = sold_twice(pair)
    for kit, found in ((pair.a, "3"), (pair.b, "2")):
        pair.now()
        assert kit.shop.exceptions.resolve(one.id, "count", found) is False
    pair.meet()
    assert pair.a.in_stock("BOW-ASH") == 2
    assert not pair.a.shop.exceptions.all()


def test_what_cannot_be_done_is_not_decided(pair: PairedTills) -> None:
    one, other = sold_twice(pair), pair.a.sells("MUG-BLU")
    for choice, value, error in (
        ("refund", other.number, NotInOrder),
        ("count", "", CountUnreadable),
        ("count", "-1", CountUnreadable),
        ("count", "many", CountUnreadable),
        ("count", "1e30", CountUnreadable),
        ("count", "0.0000001", CountUnreadable),
    ):
        with pytest.raises(error):
            pair.a.shop.exceptions.resolve(one.id, choice, value)
    assert one in pair.a.shop.exceptions.all()


def test_one_more_piece_is_the_same_question_and_below_zero_again_another(pair: PairedTills) -> None:
    one = sold_twice(pair)
    decided(pair, one, "reorder")
    pair.now()
    pair.a.sells("BOW-ASH")
    assert not pair.a.shop.exceptions.all(), "it was decided"
    pair.a.shop.stock.move(variant(pair.a, "BOW-ASH"), Decimal(2), Reason.RECEIPT)
    pair.now()
    pair.a.sells("BOW-ASH")
    again = asked(pair, "oversold")
    assert again.id != one.id


def test_one_order_less_is_not_enough_for_the_last_bowl_sold_three_times(pair: PairedTills) -> None:
    sold_twice(pair)
    pair.now()
    pair.a.sells("BOW-ASH")
    one = asked(pair, "oversold")
    assert one.details["orders"] == ["A-000001", "B-000001", "A-000002"]
    decided(pair, one, "refund", "B-000001")
    again = asked(pair, "oversold")
    assert again.id != one.id
    assert again.details["orders"] == ["A-000001", "A-000002"]
    decided(pair, again, "refund", "A-000002")
    assert pair.a.in_stock("BOW-ASH") == 0
    assert not pair.b.shop.exceptions.all()


@pytest.mark.parametrize(("choice", "value"), [("reorder", ""), ("count", "4")])
def test_an_answer_that_only_decides_is_taken_back_everywhere(
    pair: PairedTills, choice: str, value: str
) -> None:
    one = sold_twice(pair)
    decided(pair, one, choice, value)
    pair.now()
    pair.a.shop.exceptions.reopen(one.id)
    pair.meet()
    for kit in (pair.a, pair.b):
        assert [(open_.id, open_.choice) for open_ in kit.shop.exceptions.all()] == [(one.id, "")]
        assert kit.in_stock("BOW-ASH") == -1
        with pytest.raises(ExceptionUnknown):
            kit.shop.exceptions.reopen(one.id)
    decided(pair, one, "count", "2")
    assert pair.a.in_stock("BOW-ASH") == 2


def test_a_deed_is_not_taken_back_here_and_says_why(pair: PairedTills) -> None:
    one = sold_twice(pair)
    decided(pair, one, "refund")
    with pytest.raises(StandsOnOrder):
        pair.a.shop.exceptions.reopen(one.id)
    with pytest.raises(ExceptionUnknown):
        pair.a.shop.exceptions.reopen("0" * 16)
    assert pair.a.in_stock("BOW-ASH") == 0


def test_a_single_till_is_asked_nothing(shop: ShopKit) -> None:
    shop.stocks("Bowl, ash", sku="BOW-ASH", price="24.00", quantity="0")
    for sku in ("P-1", "P-2"):
        shop.stocks("Plate", sku=sku, barcode="4006381333931")
    shop.stocks("Plate", sku="PLATE", price="9.00", quantity="0")
    shop.shop.checkout.place_order(shop.cart("PLATE"), [shop.cash("9")], accept_oversell=True)
    assert shop.rows("SELECT count(*) FROM stock WHERE on_hand < 0") == [(1,)]
    assert shop.shop.exceptions.all(decided=True) == ()


@pytest.mark.parametrize("barcode", ["", "4006381333931"])
def test_two_goods_with_one_code_become_one(pair: PairedTills, barcode: str) -> None:
    skus = ("V-1", "V-2") if barcode else ("VASE", "vase")
    for kit, sku in zip((pair.a, pair.b), skus, strict=True):
        pair.now()
        kit.stocks("Vase", sku=sku, price="45.00", quantity="2", barcode=barcode)
        kit.sells(sku)
    one = asked(pair, "same_code")
    assert one.choices == ("keep", "merge")
    assert (barcode or "VASE") in one.subject
    assert all(uid in one.subject for uid in one.ids)
    decided(pair, one, "merge")
    assert pair.b.in_stock(skus[0]) == 2
    (left,) = pair.a.shop.catalogue.list("vase")
    assert left.id == pair.b.hit(skus[0]).product_id


def counted_late(tills: TwoTills, found: int = 97) -> ShopException:
    """The second till sold two bowls at the fair before the first, which knew nothing, counted."""
    _ = tills.b
    tills.now()
    tills.b.sells(("BOW-ASH", "2"))
    tills.now()
    tills.a.shop.stock.count(variant(tills.a, "BOW-ASH"), Decimal(found))
    return asked(tills, "late_count")


def test_a_sale_before_a_count_is_asked_about(pair: PairedTills) -> None:
    one = counted_late(pair)
    assert (one.subject, one.choices) == ("BOW-ASH", ("not_counted", "already_counted"))
    assert (one.details["moved"], one.details["counted"]) == ("-2", "97")
    decided(pair, one, "not_counted")
    assert pair.a.in_stock("BOW-ASH") == 95


def test_a_sale_that_the_count_had_moves_nothing_once_also_where_both_say_it(pair: PairedTills) -> None:
    one = counted_late(pair)
    for kit in (pair.a, pair.b):
        pair.now()
        kit.shop.exceptions.resolve(one.id, "already_counted")
    pair.meet()
    assert pair.a.in_stock("BOW-ASH") == 97
    assert not pair.b.shop.exceptions.all()


@pytest.mark.parametrize("first", ["already_counted", "not_counted"])
def test_of_two_answers_the_later_holds_in_any_order(pair: PairedTills, first: str) -> None:
    one = counted_late(pair)
    second = {"already_counted": "not_counted", "not_counted": "already_counted"}[first]
    for kit, choice in ((pair.a, first), (pair.b, second)):
        pair.now()
        kit.shop.exceptions.resolve(one.id, choice)
    pair.meet()
    assert (
        pair.a.in_stock("BOW-ASH") == pair.b.in_stock("BOW-ASH") == (95 if first == "already_counted" else 97)
    )


def test_a_move_for_the_reason_that_somebody_counted_is_a_count(pair: PairedTills) -> None:
    """It knows what it had seen: what others moved before that is not asked about."""
    pair.b.sells("MUG-BLU")
    pair.meet()
    pair.now()
    pair.a.shop.stock.move(variant(pair.a, "MUG-BLU"), Decimal(-3), Reason.COUNT)
    pair.meet()
    assert not pair.a.shop.exceptions.all()
    pair.now()
    pair.b.sells("MUG-BLU")
    pair.now()
    pair.a.shop.stock.move(variant(pair.a, "MUG-BLU"), Decimal(-1), Reason.COUNT)
    one = asked(pair, "late_count")
    assert one.details["counted"] == "95"
    decided(pair, one, "already_counted")
    assert pair.a.in_stock("MUG-BLU") == 95


def test_a_count_that_knew_the_sale_and_a_sale_after_it_ask_nothing(pair: PairedTills) -> None:
    pair.b.sells("BOW-ASH")
    pair.now()
    pair.meet()
    pair.a.shop.stock.count(variant(pair.a, "BOW-ASH"), Decimal(97))
    pair.now()
    pair.b.sells("BOW-ASH")
    pair.meet()
    assert not pair.a.shop.exceptions.all()


def test_a_count_that_found_what_was_expected_is_asked_about_too(pair: PairedTills) -> None:
    pair.meet()
    decided(pair, counted_late(pair, 100), "already_counted")
    assert pair.b.in_stock("BOW-ASH") == 100
