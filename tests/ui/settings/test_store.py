"""The section of the web shop: connected page by page, followed, paused, and disconnected again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from tests.stores.stand_in import StandIn, running
from tests.ui.settings.office import Office, open_
from ui.kit.dialogs.dialog import open_dialog_of
from ui.settings.store.connect_dialog import ConnectDialog
from ui.settings.store.store_section import StoreSection


@pytest.fixture
def web() -> Iterator[StandIn]:
    with running(products=12) as made:
        yield made


def settle(office: Office, section: StoreSection) -> None:
    lanes = (section.lane, office.web_shop.lane, office.web_shop.looks)
    office.settle()
    office.bot.waitUntil(lambda: not any(lane.busy for lane in lanes), timeout=20_000)
    office.settle()


def section_of(office: Office) -> StoreSection:
    section = office.section(StoreSection)
    office.web_shop.begin(office.shop)
    office.shop.till.tell(lambda kinds: office.window.changes.announce(*kinds))
    open_(office, section)
    settle(office, section)
    return section


def asked(office: Office) -> ConnectDialog:
    dialog = open_dialog_of(office.window)
    assert isinstance(dialog, ConnectDialog)
    return dialog


def test_a_web_shop_is_connected_page_by_page_and_disconnected(
    office: Office, web: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.shop.profile["taxes"].append({"id": 203, "name": "TVA 2,3%", "enabled": True, "defaultTax": 2.3})
    web.shop.profile["payment"]["paymentOptions"].append({"checkoutTitle": "Twint", "enabled": True})
    section = section_of(office)
    assert [row.message for row in section.rows if row.isVisible()] == [
        "The shop you already have on the web"
    ]
    office.press(section.connect_)
    dialog = asked(office)

    # which one, and a token that is hidden
    assert dialog.where.token.line.echoMode() is QLineEdit.EchoMode.Password
    dialog.where.number.set_text("my shop")
    office.press(dialog.answer)
    assert "names no web shop" in dialog.where.number.mistake.text()
    dialog.where.number.set_text(f"{web.url}/api/v3/4711")
    office.press(dialog.answer)
    assert dialog.where.token.mistake.text() == "Paste the token as the web shop shows it."
    dialog.where.token.set_text("sécret")
    office.press(dialog.answer)
    assert "This is no token" in dialog.where.token.mistake.text()
    for token, number, said in (
        ("secret_wrong", "4711", "does not accept the token"),
        ("secret_full", "4712", "no web shop with the number 4712"),
    ):
        dialog.where.number.set_text(f"{web.url}/api/v3/{number}")
        dialog.where.token.set_text(token)
        office.press(dialog.answer)
        settle(office, section)
        assert said in dialog.problem.text()
    file = tmp_path / "token.txt"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_of: (str(file), ""))
    office.press(dialog.where.file)
    assert "No token could be read" in dialog.problem.text()
    file.write_text("secret_basic\n", "utf-8")
    office.press(dialog.where.file)
    dialog.where.number.set_text(f"{web.url}/api/v3/4711")
    office.press(dialog.answer)
    settle(office, section)

    # who answered, and what goes which way
    assert dialog.choices.isVisible()
    assert "EUR" in dialog.choices.who.text()
    assert "may not read customers" in dialog.choices.notes.text()
    assert not dialog.choices.ticks["customers"].isEnabled()
    assert [name for name, tick in dialog.choices.ticks.items() if tick.value()] == [
        "products", "stock", "orders", "web_orders",
    ]  # fmt: skip
    dialog.choices.since.set_text("some day")
    office.press(dialog.answer)
    assert dialog.choices.since.mistaken
    dialog.choices.since.set_text("")

    # what would be done, and nothing was written
    office.press(dialog.answer)
    settle(office, section)
    assert dialog.preview.isVisible()
    assert dialog.preview.lines == ["11 products are new here."]
    ticks = dialog.preview.proposals.ticks
    assert [(tick.text(), tick.value()) for tick in ticks.values()] == [
        ("La Poste · Delivery · 6,90\xa0€", True),
        ("By weight · Delivery · fee asked with each order", True),
        ("Pick up at the workshop · Pickup · free", True),
        ("Local delivery · Delivery · fee asked with each order", True),
        ("Twint", True),
        ("TVA 2,3% · 2,3\xa0%", True),
    ]
    pick_up, twint = list(ticks)[2], list(ticks)[4]
    for key in (pick_up, twint):
        ticks[key].click()
    methods = office.shop.settings.current().methods
    assert office.shop.stores.connecting.current() is None
    assert {one["method"] for one in web.calls} == {"GET"}
    dialog.step_back()
    assert dialog.choices.isVisible()
    office.press(dialog.answer)
    settle(office, section)
    ticks = dialog.preview.proposals.ticks
    assert [tick.value() for tick in ticks.values()] == [True, True, False, True, False, True]
    office.press(dialog.answer)
    settle(office, section)

    # it begins, with what was ticked
    assert open_dialog_of(office.window) is None
    settings = office.shop.settings.current()
    assert "La Poste" in {one.name for one in settings.delivery_methods}
    assert "Pick up at the workshop" not in {one.name for one in settings.delivery_methods}
    assert settings.methods == methods
    assert ("TVA 2,3%", ("2.3",)) in {(one.name, one.rates) for one in settings.tax_classes}
    web_shop = office.web_shop
    office.bot.waitUntil(lambda: bool(web_shop.state and web_shop.state.rounds), timeout=10_000)
    settle(office, section)
    state = web_shop.state
    assert state is not None
    assert state.rounds[0].down >= 11
    assert section.who.text().endswith(" · Ecwid · 4711")
    assert "Last round" in section.how.text()
    assert "a file only you can read" in section.token.text()
    token = "secret_basic"
    assert token not in str(
        office.shop.till.database.reader().execute("SELECT body FROM entry_part").fetchall()
    )

    # other choices, and nothing begins anew
    before = office.shop.stores.connecting.required()
    office.press(section.change)
    dialog = asked(office)
    office.press(dialog.answer)
    settle(office, section)
    assert dialog.choices.stock.isEnabled()
    assert dialog.choices.since.isEnabled()
    assert dialog.choices.later.isVisible()
    dialog.choices.stock.set_value("till")
    office.press(dialog.answer)
    settle(office, section)
    office.press(dialog.answer)
    settle(office, section)
    assert open_dialog_of(office.window) is None
    assert office.shop.stores.connecting.required() == replace(before, stock="till")

    # quiet, and on again
    office.press(section.pause)
    settle(office, section)
    chip = office.window.status.offered("web shop")
    assert chip is not None
    assert chip.text() == "Web shop paused"
    calls = len(web.calls)
    office.web_shop.go()
    settle(office, section)
    assert len(web.calls) == calls
    office.press(section.pause)
    settle(office, section)

    # and off
    office.press(section.end)
    assert "the links stay" in section.confirm.words.text()
    office.press(section.confirm.yes)
    settle(office, section)
    assert [row.message for row in section.rows if row.isVisible()] == [
        "The shop you already have on the web"
    ]
    assert office.web_shop.state is None
    assert not list(office.shop.folder.path.glob("till.store*"))


def test_a_woocommerce_shop_is_known_by_its_address_and_two_keys(office: Office) -> None:
    with running("woo", products=6, orders=0, customers=1) as web:
        section = section_of(office)
        office.press(section.connect_)
        dialog = asked(office)
        dialog.where.kind.buttons["woo"].click()
        office.settle()
        assert dialog.where.secret.isVisible()
        dialog.where.number.set_text(web.url)
        dialog.where.token.set_text("ck_full")
        office.press(dialog.answer)
        assert dialog.where.secret.mistake.text() == "WooCommerce gives two keys; paste both."
        dialog.where.secret.set_text("cs_full")
        office.press(dialog.answer)
        settle(office, section)
        assert dialog.problem.isHidden(), dialog.problem.text()
        assert dialog.choices.isVisible()
        assert "EUR" in dialog.choices.who.text()
        dialog.close_dialog()
