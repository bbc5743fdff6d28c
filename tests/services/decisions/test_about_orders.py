"""What a person decides where two tills did not know of each other, and what follows on both."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pos.domain.decisions.exceptions import ChoiceUnknown, ExceptionUnknown, ShopException
from pos.domain.orders.orders import FulfilmentStatus
from tests.services.orders.test_exceptions import adds, cancels, edits, hands, ordered, pays, refunds, says
from tests.shop_kit import ShopKit
from tests.two_tills import TwoTills


def asked(tills: TwoTills, kind: str) -> ShopException:
    """The one exception of that kind, which both tills show alike once they met."""
    tills.meet()
    (one,) = [found for found in tills.a.shop.exceptions.all() if found.kind == kind]
    assert one in tills.b.shop.exceptions.all()
    return one


def both(tills: TwoTills, number: str, one: object, other: object) -> None:
    _ = tills.b
    for kit, deed in ((tills.a, one), (tills.b, other)):
        tills.a.clock.advance(minutes=1)
        tills.b.clock.now = tills.a.clock.now
        deed(kit, number)  # type: ignore[operator]


def order(kit: ShopKit, number: str):  # type: ignore[no-untyped-def]
    return kit.shop.orders.order(number)


def decided(tills: TwoTills, one: ShopException, choice: str) -> None:
    """Decide on the second till; then neither asks any more."""
    assert tills.b.shop.exceptions.resolve(one.id, choice) is False
    tills.meet()
    for kit in (tills.a, tills.b):
        assert one.id not in {open_.id for open_ in kit.shop.exceptions.all()}


def test_money_that_came_twice_goes_back(tills: TwoTills) -> None:
    number = ordered(tills.a)
    both(tills, number, pays("54"), pays("54"))
    one = asked(tills, "paid_twice")
    assert one.choices == ("keep", "repay")
    decided(tills, one, "repay")
    assert order(tills.a, number).row.to_give_back.is_zero


def test_what_is_kept_stays_to_give_back_and_is_asked_no_more(tills: TwoTills) -> None:
    number = ordered(tills.a)
    both(tills, number, pays("54"), pays("54"))
    one = asked(tills, "paid_twice")
    decided(tills, one, "keep")
    assert order(tills.a, number).row.to_give_back == tills.a.money("54")
    assert [(done.id, done.choice) for done in tills.a.shop.exceptions.all(decided=True)] == [
        (one.id, "keep")
    ]
    assert tills.a.shop.exceptions.resolve(one.id, "repay") is True, "somebody decided it before"
    assert order(tills.a, number).row.to_give_back == tills.a.money("54")


def test_the_other_edit_is_taken_over(tills: TwoTills) -> None:
    number = ordered(tills.a)
    both(tills, number, edits(4), adds("BOW-ASH"))
    decided(tills, asked(tills, "two_versions"), "take_over")
    lines = {line.sku: line.quantity for line in order(tills.a, number).lines}
    assert lines == {"MUG-BLU": Decimal(4), "BOW-ASH": Decimal(1)}


def test_the_invoice_that_does_not_hold_is_credited(tills: TwoTills) -> None:
    number = ordered(tills.a)
    both(tills, number, edits(4), edits(5))
    decided(tills, asked(tills, "two_papers"), "credit")
    papers = order(tills.a, number).papers
    (other,) = [one.number for one in papers if one.kind == "invoice" and one.total == tills.a.money("72")]
    assert [one.total for one in papers if one.of == other] == [tills.a.money("72")]


def test_what_went_out_is_sold(tills: TwoTills) -> None:
    number = ordered(tills.a)
    both(tills, number, edits(2), hands(3))
    decided(tills, asked(tills, "handed_too_much"), "edit")
    assert [line.quantity for line in order(tills.b, number).lines] == [3]
    assert tills.a.in_stock("MUG-BLU") == 97


def test_what_went_out_comes_back(tills: TwoTills) -> None:
    number = ordered(tills.a)
    both(tills, number, edits(2), hands(3))
    decided(tills, asked(tills, "handed_too_much"), "return")
    assert tills.a.in_stock("MUG-BLU") == 98


def test_what_was_sent_after_a_cancel_comes_back_or_is_sold_again(tills: TwoTills) -> None:
    number, again = ordered(tills.a), ordered(tills.a)
    both(tills, number, hands(3), cancels)
    both(tills, again, hands(3), cancels)
    tills.meet()
    assert tills.a.in_stock("MUG-BLU") == 94
    found = {one.subject: one for one in tills.a.shop.exceptions.all()}
    decided(tills, found[order(tills.a, number).id], "return")
    assert tills.a.in_stock("MUG-BLU") == 97
    decided(tills, found[order(tills.a, again).id], "invoice")
    assert order(tills.a, tills.a.numbers()[-1]).row.total == tills.a.money("54")


def test_one_of_two_words_is_said(tills: TwoTills) -> None:
    number = ordered(tills.a)
    both(tills, number, says(FulfilmentStatus.READY), says(FulfilmentStatus.OUT))
    one = asked(tills, "two_statuses")
    assert set(one.choices) == {FulfilmentStatus.READY, FulfilmentStatus.OUT}
    decided(tills, one, FulfilmentStatus.READY)
    assert order(tills.a, number).row.fulfilment_status == FulfilmentStatus.READY


def test_pieces_that_came_back_twice_are_asked(tills: TwoTills) -> None:
    number = ordered(tills.a)
    pays("54")(tills.a, number)
    both(tills, number, refunds(3), refunds(3))
    one = asked(tills, "given_back_twice")
    assert one.choices == ("loss", "ask_back")
    decided(tills, one, "ask_back")
    assert order(tills.a, number).row.due == tills.a.money("54")


def test_an_answer_that_there_is_not_changes_nothing(tills: TwoTills) -> None:
    number = ordered(tills.a)
    both(tills, number, pays("54"), pays("54"))
    one = asked(tills, "paid_twice")
    entries = tills.a.rows("SELECT count(*) FROM entry")
    with pytest.raises(ChoiceUnknown):
        tills.a.shop.exceptions.resolve(one.id, "dance")
    with pytest.raises(ExceptionUnknown):
        tills.a.shop.exceptions.resolve("0" * 16, "keep")
    assert tills.a.rows("SELECT count(*) FROM entry") == entries
