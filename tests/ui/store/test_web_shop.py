"""The chip and its panel: what waits, what keeps it from going on, and the buttons that do something."""

from __future__ import annotations

from math import inf
from pathlib import Path
from time import monotonic

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from pos.domain.stores.connection import StoreWish
from pos.domain.stores.rounds import Standing
from pos.domain.stores.state import Doing, StoreState
from pos.domain.sync.errors import HubUnreachable
from tests.shop_kit import ShopKit, ram
from tests.stores.stand_in import running
from tests.two_tills import PairedTills, pair
from tests.ui.kit.made_dialogs import STORE
from tests.ui.settings.office import Office, open_, opened_page
from tests.ui.shop_window import shop_window
from tests.ui.store.web_window import WebWindow, web_window
from ui.kit.dialogs.dialog import open_dialog_of
from ui.kit.look.tags import Mood
from ui.settings.store.connect_dialog import TakeOverDialog
from ui.settings.store.store_section import StoreSection
from ui.shared.stores import words
from ui.shared.stores.panel import StorePanel
from ui.shared.stores.web_shop import REST_S, WebShop

__all__ = ["pair", "ram"]


def panel_of(made: WebWindow) -> StorePanel:
    link = made.window.status.offered("web shop")
    assert link is not None
    link.click()
    panel = open_dialog_of(made.window)
    assert isinstance(panel, StorePanel)
    return panel


def test_the_chip_tells_the_truth_and_the_panel_explains_it(qtbot: QtBot, ram: Path) -> None:
    with web_window(qtbot, ram, products=8, orders=0, customers=1) as made:
        kit = made.kit
        kit.stocks()
        made.begin()
        assert made.said() == ""
        made.connect()
        assert made.said().startswith("Web shop: all there · ")
        number = kit.sells("MUG-BLU").number
        qtbot.waitUntil(lambda: made.said() == "Web shop: 1 sale waits", timeout=5_000)

        # nobody answers: nothing is lost, and the panel says why
        made.web.faults(rules=[{"on": {}, "do": "drop_before", "times": -1}])
        made.round()
        assert made.said() == "Web shop does not answer: sales are safe here · 1 sale waits"
        panel = panel_of(made)
        assert "the line was cut" in panel.why.text()
        assert panel.waiting.text().startswith(
            "1 sale is not in the web shop yet. The oldest sale that waits"
        )
        lines = [one.text() for one in panel.rounds.rows.findChildren(QLabel) if one.isVisible()]
        assert "the line was cut" in lines[1]

        # a report for whoever helps: no names, no token
        made.press(panel.copy)
        copied = QGuiApplication.clipboard().text()
        assert "1 sale waits" in copied
        assert "secret_full" not in copied
        assert made.shop.settings.current().name not in copied

        # quiet, and on again with the network back
        made.press(panel.pause)
        assert made.said() == "Web shop paused · 1 sale waits"
        assert not panel.send.isEnabled()
        made.web.faults(clear=True)
        made.press(panel.pause)
        qtbot.waitUntil(lambda: made.said().startswith("Web shop: all there · "), timeout=10_000)
        assert panel.waiting.text() == "Nothing waits to go to the web shop."
        assert panel.why.text() == ""
        made.press(panel.back)
        made.settle()
        made.later()

        # its token is taken away: one call, then a person is asked
        made.web.tokens(revoke=["secret_full"])
        made.round()
        assert made.said() == "Web shop needs you: it does not let this till in"
        calls = len(made.web.calls)
        made.round()
        assert len(made.web.calls) == calls
        assert "does not accept the token" in panel_of(made).why.text()
        (there,) = [one for one in made.web.shop.orders.live.values() if one.get("externalOrderId") == number]
        assert there["paymentStatus"] == "PAID"


def test_a_round_is_stopped_and_a_window_closes_while_a_web_shop_hangs(qtbot: QtBot, ram: Path) -> None:
    with web_window(qtbot, ram, products=8, orders=0, customers=1) as made:
        made.begin()
        made.connect()
        made.web.faults(rules=[{"on": {}, "do": "half_open", "times": -1, "arg": 5}])
        made.web_shop.go()
        assert made.web_shop.is_running
        panel = panel_of(made)
        assert panel.send.text() == "Stop"
        qtbot.wait(50)
        began = monotonic()
        panel.send.click()
        made.settle()
        assert monotonic() - began < 4
        assert not made.web_shop.is_running
        assert "does not answer" not in made.said(), "a person hung up"
        panel.close_dialog()
        made.web_shop.go()
        qtbot.wait(50)
        began = monotonic()
        made.window.close()
        assert monotonic() - began < 4
        made.web.faults(clear=True)


def test_a_round_rests_while_somebody_types(qtbot: QtBot, ram: Path) -> None:
    """The first round of 120 products has two pages: beside keys it rests after each of them."""
    with web_window(qtbot, ram, products=120, orders=0, customers=1) as made:
        made.begin()
        assert made.window.used_at == -inf
        pressed = monotonic()
        qtbot.keyClick(made.window.windowHandle(), Qt.Key.Key_A)
        assert made.window.used_at >= pressed
        wish = StoreWish("ecwid", "4711", f"{made.web.url}/api/v3", settle=20, email="pos@shop.example")
        connecting = made.shop.stores.connecting
        connecting.start(wish, "secret_full", connecting.test(wish, "secret_full"))
        began = monotonic()
        made.web_shop.connected(go=True)
        qtbot.waitUntil(lambda: made.web_shop.is_running, timeout=10_000)
        while made.web_shop.is_running:
            qtbot.keyClick(made.window.windowHandle(), Qt.Key.Key_A)
            qtbot.wait(100)
        assert monotonic() - began > 2 * REST_S
        made.settle()


def test_another_till_says_through_whom_and_takes_over(qtbot: QtBot, pair: PairedTills, ram: Path) -> None:
    with running(products=8, orders=0, customers=1) as web:
        with shop_window(qtbot, ram / "w", pair.b.shop) as made:
            other = pair.a.shop.stores.connecting
            wish = StoreWish("ecwid", "4711", f"{web.url}/api/v3", settle=20)
            other.start(wish, "secret_full", other.test(wish, "secret_full"))
            pair.meet()
            office = Office(made.bot, made.window, made.shop)
            office.web_shop = WebShop(office.window)
            office.page = opened_page(office.window, office.web_shop)
            office.window.show()
            section = office.section(StoreSection)
            office.web_shop.begin(office.shop)
            office.settle()
            open_(office, section)

            def settle() -> None:
                office.settle()
                lanes = (section.lane, office.web_shop.lane, office.web_shop.looks)
                qtbot.waitUntil(lambda: not any(lane.busy for lane in lanes), timeout=20_000)
                office.settle()

            settle()
            assert section.tag.accessibleName() == "Web shop: through till A"
            assert "What is sold here goes there through it" in section.how.text()
            assert not section.send.isEnabled()
            assert not section.end.isVisible()
            calls = len(web.calls)
            office.web_shop.go()
            settle()
            assert len(web.calls) == calls

            office.press(section.take)
            dialog = open_dialog_of(office.window)
            assert isinstance(dialog, TakeOverDialog)
            dialog.token.set_text("secret_wrong")
            office.press(dialog.answer)
            settle()
            assert "does not accept the token" in dialog.problem.text()
            dialog.token.set_text("secret_full")
            office.press(dialog.answer)
            settle()
            assert open_dialog_of(office.window) is None
            qtbot.waitUntil(
                lambda: bool(office.web_shop.state and office.web_shop.state.rounds), timeout=9_000
            )
            settle()
            assert section.end.isVisible()
        pair.meet()
        assert not other.is_mine(other.required())


def test_a_shop_without_a_web_shop_never_sees_it(qtbot: QtBot, ram: Path) -> None:
    kit = ShopKit.create(ram / "alone")
    with shop_window(qtbot, ram, kit.shop) as made:
        web_shop = WebShop(made.window)
        web_shop.begin(kit.shop)
        kit.stocks()
        kit.sells("MUG-BLU")
        made.settle()
        web_shop.go()
        web_shop.look()
        made.settle()
        assert web_shop.state is None
        assert not web_shop.looks.busy
        assert made.window.status.offered("web shop") is None
    kit.close()


def test_what_is_in_the_way_here_is_not_said_of_the_web_shop() -> None:
    state = StoreState(STORE, Doing.WAITS, HubUnreachable(), Standing(orders=2), "", ())
    said, mood = words.chip(state, None, 0, running=False)
    assert said == "Web shop was not asked: sales are safe here · 2 sales wait"
    assert mood is Mood.NEUTRAL
