"""The buttons of the ways to pay: even, reachable by Alt and by touch however many the shop names."""

from __future__ import annotations

import pytest

from pos.domain.shop.settings import PaymentMethod
from tests.ui.till import TillDriver
from ui.shared.charge.tender_dialog import TenderDialog

OWN = ("Cheque", "Gift voucher", "A way to pay with a very long name that no button holds")


@pytest.fixture
def dialog(till: TillDriver) -> TenderDialog:
    methods = till.shop.settings.current().methods
    own = tuple(PaymentMethod(f"own{at}", name) for at, name in enumerate(OWN))
    till.shop.settings.change(methods=(*methods, *own))
    till.window.changes.announce("settings.set")
    till.wait(lambda: len(till.controller.presenter.settings.methods) == len(methods) + 3, "the settings")
    till.enter("36,00 Lamp")
    till.press("F12")
    assert isinstance(till.dialog, TenderDialog)
    return till.dialog


def shown(dialog: TenderDialog) -> list[str]:
    grid = dialog.methods
    return [one.text() for one in (*grid.buttons, grid.other) if one.isVisible()]


def test_four_even_buttons_and_the_last_leads_to_the_rest(till: TillDriver, dialog: TenderDialog) -> None:
    assert shown(dialog) == ["Cash", "Card", "Bank transfer", "Other…"]
    till.click(dialog.methods.other)
    assert len(shown(dialog)) == 7
    widths = {one.width() for one in dialog.methods.buttons}
    assert max(widths) - min(widths) <= 1
    till.click(dialog.methods.buttons[4])
    assert dialog.amount.title.text() == "Gift voucher"
    till.press("Enter")
    till.wait(lambda: till.dialog is None, "the sale")
    assert till.shop.orders.order("A-000001").payments[0].method == "own1"


def test_alt_and_a_number_reach_all_of_them(till: TillDriver, dialog: TenderDialog) -> None:
    for at in range(6):
        till.press(f"Alt+{at + 1}")
        assert dialog.methods.buttons[at].isChecked()
        assert dialog.methods.buttons[at].isVisible()
    till.press("Alt+9")
    assert dialog.tender.method.key == "own2"


def test_four_ways_need_no_other(till: TillDriver) -> None:
    till.enter("36,00 Lamp")
    till.press("F12")
    assert isinstance(till.dialog, TenderDialog)
    assert "Other…" not in shown(till.dialog)
