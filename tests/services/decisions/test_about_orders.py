"""What a person decides where two tills did not know of each other, and what follows on both."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from decimal import Decimal

import pytest

from pos.domain.decisions.exceptions import ChoiceUnknown, ExceptionUnknown, ShopException
from pos.domain.orders.errors import AlreadyVoided, NothingLeft
from pos.domain.orders.orders import FulfilmentStatus
from pos.domain.words.address import Address
from pos.journal.orders.details import in_force
from pos.services.orders.sold_order import order_story
from pos.text import sentence
from tests.services.orders.test_exceptions import (
    Deed,
    adds,
    cancels,
    edits,
    hands,
    ordered,
    pays,
    refunds,
    says,
)
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


def twice(*deeds: Deed) -> Deed:
    def does(kit: ShopKit, number: str) -> None:
        for deed in deeds:
            deed(kit, number)

    return does


def invoices(kit: ShopKit, number: str) -> None:
    kit.shop.order_changes.issue_invoice(number)


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


def papers_and_left(kit: ShopKit, number: str) -> tuple[int, int]:
    """Invoices less credit notes, and what is left of the order, in cents."""
    found = order(kit, number)
    signs = {"invoice": 1, "credit_note": -1}
    papers = sum(signs.get(one.kind, 0) * one.total.minor for one in found.papers if one.total)
    documents = kit.shop.documents
    for one in found.papers:
        if one.kind in signs:
            read = documents.invoice if one.kind == "invoice" else documents.credit_note
            doc = read(one.number).document
            assert (doc.total, doc.net + doc.tax) == (one.total, one.total), one
            assert sum(row.amount.minor for row in doc.rows) == doc.net.minor
    assert found.now is not None
    return papers, found.now.version.total - found.now.credited


APART: dict[str, tuple[tuple[Deed, ...], Deed, Deed, str, str]] = {
    "two edits, up": ((), edits(4), edits(5), "two_papers", "credit"),
    "two edits, down": ((), edits(1), edits(2), "two_papers", "credit"),
    "two edits, the same": ((), edits(4), edits(4), "two_papers", "credit"),
    "edits of edits": ((), twice(edits(4), edits(5)), edits(2), "two_papers", "credit"),
    "an edit and edits of edits": ((), edits(2), twice(edits(4), edits(5)), "two_papers", "credit"),
    "an edit down and a cancel": ((), edits(1), cancels, "refunded_edited", "keep"),
    "the same pieces": ((pays("54"),), refunds(2), refunds(2), "given_back_twice", "loss"),
    "all pieces twice": ((pays("54"),), refunds(3), refunds(3), "given_back_twice", "ask_back"),
    "a piece of what was cancelled": ((pays("54"),), refunds(1), cancels, "given_back_twice", "loss"),
}
"""What was done before, what two tills did, what is asked, and the answer."""


@pytest.mark.parametrize("turned", [False, True], ids=["a then b", "b then a"])
def test_papers_are_what_is_left_after_an_answer(tills: TwoTills, turned: bool) -> None:
    numbers = {scene: ordered(tills.a) for scene in APART}
    for scene, number in numbers.items():
        for deed in APART[scene][0]:
            deed(tills.a, number)
    for scene, number in numbers.items():
        one, other = APART[scene][1:3]
        both(tills, number, *((other, one) if turned else (one, other)))
    tills.meet()
    for scene, number in numbers.items():
        kind, choice = APART[scene][3:]
        asked_of = {(one.subject, one.kind): one.id for one in tills.a.shop.exceptions.all()}
        assert tills.b.shop.exceptions.resolve(asked_of[order(tills.b, number).id, kind], choice) is False
    tills.meet()
    for kit in (tills.a, tills.b):
        assert "two_papers" not in {found.kind for found in kit.shop.exceptions.all()}
        for scene, number in numbers.items():
            papers, left = papers_and_left(kit, number)
            assert papers == left, scene
    for number in numbers.values():
        with suppress(AlreadyVoided, NothingLeft):
            cancels(tills.a, number)
        assert papers_and_left(tills.a, number) == (0, 0)


def test_papers_that_two_people_put_right_at_once_are_put_right_again(tills: TwoTills) -> None:
    number = ordered(tills.a)
    both(tills, number, edits(4), edits(5))
    one = asked(tills, "two_papers")
    both(tills, number, *[lambda kit, _number: kit.shop.exceptions.resolve(one.id, "credit")] * 2)
    again = asked(tills, "two_papers")
    assert again.id != one.id
    decided(tills, again, "credit")
    assert papers_and_left(tills.a, number) == papers_and_left(tills.b, number) == (9000, 9000)


def test_an_invoice_of_what_was_being_changed_is_brought_to_what_it_is_now(tills: TwoTills) -> None:
    for quantity, left in ((4, 7200), (1, 1800)):
        tills.a.shop.settings.change(invoice_at_once=False)
        number = ordered(tills.a)
        tills.meet()
        both(tills, number, edits(quantity), invoices)
        one = asked(tills, "two_papers")
        decided(tills, one, "credit")
        assert papers_and_left(tills.a, number) == papers_and_left(tills.b, number) == (left, left)
        held = tills.a.shop.documents.invoice(number).document
        assert held.total.minor == left, "the invoice of the order is that of the version in force"
        edits(2)(tills.b, number)
        assert papers_and_left(tills.b, number) == (3600, 3600)


def test_an_edit_credits_what_the_invoice_says_also_of_another_version(tills: TwoTills) -> None:
    tills.a.shop.settings.change(invoice_at_once=False)
    number = ordered(tills.a)
    both(tills, number, edits(4), invoices)
    tills.meet()
    edits(2)(tills.b, number)
    assert papers_and_left(tills.b, number) == (3600, 3600)
    tills.meet()
    assert "two_papers" not in {found.kind for found in tills.a.shop.exceptions.all()}


def test_the_other_edit_taken_over_leaves_papers_to_credit(tills: TwoTills) -> None:
    number = ordered(tills.a)
    both(tills, number, edits(4), adds("BOW-ASH"))
    decided(tills, asked(tills, "two_versions"), "take_over")
    decided(tills, asked(tills, "two_papers"), "credit")
    assert papers_and_left(tills.a, number) == papers_and_left(tills.b, number) == (9600, 9600)


def test_papers_that_are_kept_stay_as_they_are(tills: TwoTills) -> None:
    number = ordered(tills.a)
    both(tills, number, edits(4), edits(5))
    papers = order(tills.a, number).papers
    decided(tills, asked(tills, "two_papers"), "keep")
    assert len(order(tills.a, number).papers) == len(papers) + 2, "those of the other till"


def test_what_takes_a_credit_note_back_names_it(tills: TwoTills) -> None:
    number = ordered(tills.a)
    both(tills, number, edits(4), edits(5))
    decided(tills, asked(tills, "two_papers"), "credit")
    papers = order(tills.b, number).papers
    undone = next(one for one in papers if one.kind == "credit_note" and one.total == tills.a.money("54"))
    last = papers[-1]
    assert (last.kind, last.total) == ("invoice", tills.a.money("54"))
    doc = tills.a.shop.documents.invoice(last.number).document
    assert doc.replaces is not None
    assert doc.replaces[0] == undone.number
    assert doc.due is None
    assert (doc.total, doc.still_due.is_zero, [row.name for row in doc.rows]) == (
        tills.a.money("54"), True, [undone.number]
    )  # fmt: skip
    assert sum(row.amount.minor for row in doc.rows) == doc.net.minor
    assert tills.a.shop.documents.pdf(last.number, kind="invoice")
    held = tills.a.shop.documents.invoice(number).document
    assert held.total == tills.a.money("90"), "the invoice of an order is the one that holds"


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


def test_what_is_taken_back_leaves_the_word_on_what_stays_out(tills: TwoTills) -> None:
    number = ordered(tills.a)
    both(tills, number, edits(2), lambda kit, of: kit.shop.order_changes.hand_over(of, how="shipped"))
    decided(tills, asked(tills, "handed_too_much"), "return")
    for kit in (tills.a, tills.b):
        row = order(kit, number).row
        assert (row.fulfilment_status, row.due) == (FulfilmentStatus.SHIPPED, kit.money("36"))


@pytest.mark.parametrize(
    ("one", "other", "then", "words", "holds"),
    [
        (hands(3), says(FulfilmentStatus.READY), None, ("Delivered", "Ready for pickup"), "Delivered"),
        (
            says(FulfilmentStatus.OUT),
            says(FulfilmentStatus.READY),
            cancels,
            ("Ready for pickup", "Out for delivery"),
            "Will not deliver",
        ),
    ],
)
def test_the_first_of_two_words_always_settles_them_and_moves_nothing(
    tills: TwoTills, one: Deed, other: Deed, then: Deed | None, words: tuple[str, ...], holds: str
) -> None:
    number = ordered(tills.a)
    both(tills, number, one, other)
    tills.meet()
    if then is not None:
        then(tills.a, number)
    found = asked(tills, "two_statuses")
    assert found.choices == words
    decided(tills, found, words[0])
    for kit in (tills.a, tills.b):
        assert order(kit, number).row.fulfilment_status == holds
        assert not [one for one in kit.shop.exceptions.all() if one.kind == "two_statuses"]


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


def sets(**details: str) -> Deed:
    def does(kit: ShopKit, number: str) -> None:
        kit.shop.after_sale.edits.set_details(number, details, dict.fromkeys(details, ""))

    return does


def goes_to(street: str) -> Deed:
    def does(kit: ShopKit, number: str) -> None:
        cart = kit.shop.after_sale.edits.editable(number).cart
        there = Address(street=(street,), postcode="67000", city="Strasbourg", country="FR")
        kit.shop.after_sale.edits.edit(number, cart.with_fulfilment(replace(cart.fulfilment, address=there)))

    return does


def details_asked(tills: TwoTills) -> dict[str, ShopException]:
    tills.meet()
    found = {
        str(one.details["field"]): one for one in tills.a.shop.exceptions.all() if "field" in one.details
    }
    assert list(found.values()) == [one for one in tills.b.shop.exceptions.all() if "field" in one.details]
    return found


def test_each_detail_that_both_set_is_asked_and_settled_once_for_all(tills: TwoTills) -> None:
    number = ordered(tills.a)
    both(
        tills,
        number,
        twice(
            goes_to("1 quai"),
            sets(private_note="call", tracking_number="6A 1", promised="2027-03-01", deposit="30%"),
        ),
        twice(
            goes_to("2 rue"),
            sets(private_note="yard", tracking_number="7B 2", promised="2027-03-02", customer_note="ring"),
        ),
    )
    found = details_asked(tills)
    assert {name: (one.details["this"], one.details["others"]) for name, one in found.items()} == {
        "address": ("2 rue, 67000 Strasbourg, FR", ["1 quai, 67000 Strasbourg, FR"]),
        "private_note": ("yard", ["call"]),
        "promised": ("2027-03-02", ["2027-03-01"]),
        "tracking_number": ("7B 2", ["6A 1"]),
    }
    for name, one in found.items():
        assert (one.kind, one.choices) == ("both_changed", ("this", "other"))
        assert one.subject == f"orders:{order(tills.a, number).row.id}:{name}"
        assert sentence(one.sentence).startswith(f"{number}: tills A, A2 changed “")
        decided(tills, one, "this" if name == "private_note" else "other")
    assert details_asked(tills) == {}
    assert tills.digest(tills.a) == tills.digest(tills.b)
    for kit in (tills.a, tills.b):
        held = in_force(order_story(kit.shop.till.database.reader(), number))
        assert (held["private_note"], held["promised"], held["tracking_number"], held["deposit"]) == (
            "yard", "2027-03-01", "6A 1", "30%",
        )  # fmt: skip
        assert held["address"].street == ("1 quai",)
