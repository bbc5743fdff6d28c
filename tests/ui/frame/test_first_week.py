"""The first week: what is still missing is said where it is seen, and leads to where it is written."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pos.domain.shop.readiness import Gap, gaps
from tests.ui.till import TillDriver
from ui.frame.key_list import KeyList, Palette
from ui.frame.rail import RailButton
from ui.frame.refs import PageRef
from ui.sell.dialogs.last_sales import LastSalesDialog
from ui.settings.page import SettingsPage


def shown_gaps(till: TillDriver) -> list[Gap]:
    return [gap for gap, link in till.page.cart.empty.first_week.links.items() if link.isVisible()]


def test_a_new_shop_lacks_what_right_papers_need_until_it_is_there(till: TillDriver) -> None:
    assert shown_gaps(till) == list(Gap)
    till.stocks("Mug", "18.00", sku="MUG")
    till.shop.settings.change(tax_number="FR40303265045", registration="303265045")
    till.window.changes.announce("settings", "products")
    till.wait(lambda: len(shown_gaps(till)) == 3, "the gaps to close")
    assert shown_gaps(till) == [Gap.BANK, Gap.DELIVERY, Gap.PRINTER]


def test_who_needs_none_is_not_asked_again(till: TillDriver) -> None:
    till.page.cart.empty.first_week.away[Gap.DELIVERY].click()
    assert Gap.DELIVERY not in shown_gaps(till)
    till.start_again()
    assert Gap.DELIVERY not in shown_gaps(till)
    assert Gap.BANK in shown_gaps(till)


def test_shops_lack_only_what_exists_for_them(till: TillDriver) -> None:
    settings = till.shop.settings.current()

    def lacks(**changes: object) -> tuple[Gap, ...]:
        return gaps(replace(settings, **changes), products=1, printer=True)  # type: ignore[arg-type]

    assert Gap.TAX_NUMBER in lacks()
    assert Gap.TAX_NUMBER not in lacks(exempt_sentence="TVA non applicable, art. 293 B du CGI")
    assert Gap.BANK not in lacks(country="US")
    assert lacks(demo=True) == ()


@pytest.mark.parametrize("gap", [one for one in Gap if one is not Gap.CATALOGUE])
def test_each_leads_to_its_setting_with_the_keyboard_in_it(till: TillDriver, gap: Gap) -> None:
    till.page.cart.empty.first_week.links[gap].click()
    till.settle()
    page = till.window.page(PageRef.SETTINGS)
    assert isinstance(page, SettingsPage)
    assert page.isVisible()

    def here() -> bool:
        row = next((one.named[gap.value] for one in page.built if gap.value in one.named), None)
        now = QApplication.focusWidget()
        return row is not None and now is not None and row.isAncestorOf(now) and row.isVisible()

    till.wait(here, "the keyboard in the setting")


def test_products_are_brought_in_on_their_page(till: TillDriver) -> None:
    till.page.cart.empty.first_week.links[Gap.CATALOGUE].click()
    assert till.window.shown() is till.window.page(PageRef.PRODUCTS)


def test_the_list_of_methods_ends_in_making_one(till: TillDriver) -> None:
    till.press("F7")
    method = till.panel.handing.method
    last = method.choices.count() - 1
    assert method.choices.itemText(last) == "Add a method…"
    before = method.value()
    method.choices.setCurrentIndex(last)
    method.choices.activated.emit(last)
    assert method.value() == before
    till.wait(lambda: till.window.shown() is till.window.page(PageRef.SETTINGS), "the settings")


def test_commands_find_a_setting_and_say_when_there_is_none(till: TillDriver) -> None:
    till.press("Ctrl+K")
    palette = till.dialog
    assert isinstance(palette, Palette)
    QTest.keyClicks(palette.box.line, "vat number")
    till.wait(lambda: palette.rows.rowCount() > 0, "the setting")
    assert palette.rows.row(0).words == "Shop: VAT number"
    assert palette.nothing.isHidden()
    palette.box.line.clear()
    QTest.keyClicks(palette.box.line, "xylophone")
    assert palette.rows.rowCount() == 0
    assert palette.nothing.isVisible()
    palette.box.line.clear()
    QTest.keyClicks(palette.box.line, "vat number")
    till.press("Enter")
    till.settle()
    assert till.window.shown() is till.window.page(PageRef.SETTINGS)


@pytest.mark.parametrize(("title", "kind"), [("Keys", KeyList), ("Commands", Palette)])
def test_keys_and_commands_have_buttons_on_every_page(till: TillDriver, title: str, kind: type) -> None:
    for place in PageRef:
        till.window.open(place)
        till.settle()
        rail = till.window.rail
        button = next(one for one in rail.findChildren(RailButton) if one.text() == title)
        assert button.isVisible()
        assert till.window.rect().contains(button.mapTo(till.window, QPoint(0, 0)))
        button.click()
        assert isinstance(till.dialog, kind)
        till.press("Esc")


def test_the_last_sales_have_a_button(till: TillDriver) -> None:
    till.page.last.click()
    assert isinstance(till.dialog, LastSalesDialog)
