"""A message lives as long as its cause: it goes with what it speaks of, and not before."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

import pytest

from pos.domain.shop.delivery import FulfilmentKind
from tests.sample import sample
from tests.ui.till import TillDriver
from ui.sell.dialogs.item import CustomDialog
from ui.shared.papers import printing

BLUE = "4006381333931"


@pytest.fixture
def scarce(till: TillDriver) -> TillDriver:
    """Two mugs are left, and somebody is known."""
    till.delivers()
    till.stocks("Mug, blue glaze", "18.00", sku="MUG-BLU", barcode=BLUE, quantity=2)
    till.stocks("Bowl", "24.00", sku="BOWL", quantity=0, oversell="block")
    till.knows("Lucie Martin", email="lucie@example.com")
    return till


def notices(till: TillDriver) -> list[str]:
    return [bar.text for bar in till.page.notices.bars()]


BEGINNINGS: dict[str, Callable[[TillDriver], object]] = {
    "a scan": lambda till: till.scan(BLUE),
    "a customer": lambda till: till.enter("@lucie"),
    "a custom item": lambda till: till.enter("12,50 Bowl"),
    "a delivery": lambda till: till.press("F7"),
    "a tile": lambda till: till.controller.tapped(till.shop.search.by_code(BLUE, scanned=True)[0]),
}


@pytest.mark.parametrize("begin", sample(BEGINNINGS, 2))
@pytest.mark.parametrize("kind", ["paid", "placed unpaid"])
def test_the_done_band_goes_with_the_beginning_of_the_next_order(
    scarce: TillDriver, begin: str, kind: str
) -> None:
    scarce.enter("@lucie")
    scarce.scan(BLUE)
    if kind == "paid":
        scarce.pay_cash("20")
    else:
        scarce.press("F11")
        scarce.placed()
    band = scarce.page.cart.done
    assert band.isVisible()
    scarce.press("F4")
    assert band.isVisible()
    BEGINNINGS[begin](scarce)
    assert band.isHidden()


def test_what_went_wrong_with_a_receipt_is_said_though_the_next_order_began(
    scarce: TillDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Event()

    def jammed(_data: bytes, name: str, *, copies: int = 1) -> None:
        gate.wait(10)
        raise printing.PrinterRefused(name)

    monkeypatch.setattr(printing, "print_pdf", jammed)
    scarce.controller.paper.choose_printer("Counter")
    scarce.controller.paper.want(True)
    scarce.scan(BLUE)
    scarce.press("F12", "Enter")
    scarce.wait(lambda: scarce.page.cart.done.isVisible() and not scarce.controller.sale.busy, "the sale")
    scarce.scan(BLUE)
    assert scarce.page.cart.done.isHidden()
    gate.set()
    scarce.wait(lambda: notices(scarce), "what the printer says")
    assert notices(scarce)[0].startswith("A-000001: ")


def test_a_stock_warning_follows_the_cart(scarce: TillDriver) -> None:
    for _mug in range(3):
        scarce.scan(BLUE)
    words = "Only 2 of Mug, blue glaze in stock, {} in the cart. It is sold all the same."
    assert notices(scarce) == [words.format(3)]
    scarce.scan(BLUE)
    assert notices(scarce) == [words.format(4)]
    scarce.press("Down", "-")
    assert notices(scarce) == [words.format(3)]
    scarce.press("-")
    assert notices(scarce) == []
    scarce.press("+", "Del")
    assert (scarce.lines, notices(scarce)) == ([], [])


@pytest.mark.parametrize("leave", ["undo", "hold", "another cart"])
def test_a_stock_warning_goes_with_its_cart(scarce: TillDriver, leave: str) -> None:
    scarce.enter("3x MUG-BLU")
    assert len(notices(scarce)) == 1
    if leave == "undo":
        scarce.press("Ctrl+Z")
    else:
        scarce.press("F8", "Enter")
        scarce.settle()
    assert notices(scarce) == []
    if leave == "another cart":
        scarce.enter("MUG-BLU")
        assert notices(scarce) == []


def test_a_stock_warning_that_was_closed_stays_closed(scarce: TillDriver) -> None:
    scarce.enter("3x MUG-BLU")
    scarce.page.notices.clear()
    scarce.press("Down", "-")
    assert notices(scarce) == []


@pytest.mark.parametrize(
    ("do", "end"),
    [
        (lambda till: till.press("F12"), lambda till: till.scan(BLUE)),
        (lambda till: till.press("F6"), lambda till: till.scan(BLUE)),
        (lambda till: till.enter("-10%"), lambda till: till.press("Backspace")),
        (lambda till: till.enter("BOWL"), lambda till: till.scan(BLUE)),
        (lambda till: till.enter("#999999"), lambda till: till.type("1")),
        (lambda till: till.press("F9"), lambda till: till.enter("@lucie")),
    ],
    ids=["nothing to charge", "no discount", "typed discount", "out of stock", "no order", "nobody"],
)  # fmt: skip
def test_a_refusal_goes_with_what_was_refused(
    scarce: TillDriver, do: Callable[[TillDriver], None], end: Callable[[TillDriver], None]
) -> None:
    do(scarce)
    assert len(notices(scarce)) == 1
    scarce.process()
    assert len(notices(scarce)) == 1
    end(scarce)
    assert notices(scarce) == []


def test_a_dialog_says_its_problem_until_anything_in_it_is_changed(till: TillDriver) -> None:
    till.press("F3")
    dialog = till.dialog
    assert isinstance(dialog, CustomDialog)
    for change in (lambda: till.type("x"), lambda: till.click(dialog.keep)):
        dialog.say("It was not taken.")
        change()
        assert dialog.problem.isHidden()


def test_a_mistake_goes_with_its_order_its_country_and_what_was_lacking(scarce: TillDriver) -> None:
    scarce.enter("@lucie")
    scarce.scan(BLUE)
    scarce.press("F7", "F11")
    street = scarce.panel.shipping.address.fields["street"]
    assert street.mistaken
    scarce.order.choose_kind(FulfilmentKind.TAKE_AWAY)
    assert not street.mistaken
    scarce.order.choose_kind(FulfilmentKind.DELIVERY)
    scarce.press("F11")
    assert street.mistaken
    scarce.press("F8", "Enter")
    scarce.settle()
    scarce.press("F7")
    assert not street.mistaken
    address = scarce.panel.shipping.address
    scarce.click(address.fields["postcode"])
    address.fields["postcode"].line.setFocus()
    scarce.type("1")
    scarce.press("Tab")
    assert address.fields["postcode"].mistaken
    country = address.country
    country.set_value("AE")
    country.changed.emit()
    scarce.process()
    assert not address.fields["postcode"].mistaken
