"""Three tills sell for days without a network, then meet at a hub and on a stick: one shop comes out of it.

Two are programs that are typed to, one is also a window, whose panel sends what was answered on its page; a
question is answered on one and gone on all.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from pos.domain.catalogue.stock import Reason
from pos.shop import open_shop
from tests.hub.conftest import Opened
from tests.hub.programs import Program
from tests.ui.shop_window import ShopWindow, shop_window
from ui.decisions.page import DecisionsPage
from ui.decisions.waiting import Waiting
from ui.frame.refs import PageRef
from ui.kit.dialogs.dialog import open_dialog_of
from ui.shared.rounds.chip import NAME, HubChip
from ui.shared.rounds.courier import Courier
from ui.shared.rounds.panel import HubPanel

CATALOGUE = """name,sku,barcode,price,stock,category
"Mug, blue glaze",MUG,4006381333931,18.00,50,Mugs
"Bowl, ash wood",BOW,,24.00,1,Bowls
"""
LUCIE = {"name": "Lucie Martin", "email": "lucie@example.com", "phone": "06 12 34 56 78"}


class Shop:
    """The three programs A, B and C, and the stick between them."""

    def __init__(self, program: Opened, folder: Path) -> None:
        self.folder = folder
        self.stick = str(folder / "stick.bundle")
        self.a, self.b, self.c = (program(name) for name in "abc")
        self.tills = (self.a, self.b, self.c)

    def file(self, value: Any, name: str = "document.json") -> str:
        path = self.folder / name
        path.write_text(value if isinstance(value, str) else json.dumps(value), "utf-8")
        return str(path)

    def founds(self) -> None:
        """A makes shop and hub; B joins over the network, C with a stick alone."""
        self.a("init", "--name", "Atelier Lune", "--country", "FR", "--person", "Lucie")
        self.a("import", "products", self.file(CATALOGUE, "catalogue.csv"))
        assert self.a("hub", "create", "--sheet", str(self.folder / "sheet.pdf"))["letter"] == "A"
        self.b("hub", "pair", "-", given=self.a("hub", "pair", "--letter", "B")["code"])
        code = self.a("hub", "pair", "--letter", "C", "--bundle", self.stick)["code"]
        self.c("hub", "pair", code, "--bundle", self.stick)

    def sells(self, at: Program, sku: str, quantity: int = 1, *, paid: bool = True, **more: Any) -> str:
        """The number of an order."""
        payments = [{"method": "cash", "amount": "1000.00"}] if paid else []
        document = {"lines": [{"sku": sku, "quantity": str(quantity)}], "payments": payments, **more}
        return str(at("order", "place", self.file(document))["number"])

    def edits(self, at: Program, number: str, quantity: int) -> None:
        at("order", "edit", number, self.file({"lines": [{"sku": "MUG", "quantity": str(quantity)}]}))

    def meet(self) -> None:
        """C has no network: its stick goes to A, which carries what it wrote to the hub for it."""
        self.c("bundle", "write", self.stick)
        self.a("bundle", "read", self.stick)
        for till in (self.a, self.b, self.a):
            assert till("sync", "--once")["unsent"] == 0
        self.a("bundle", "write", self.stick)
        self.c("bundle", "read", self.stick)

    def asked(self) -> dict[str, Any]:
        """By kind what is to decide: the same list with the same ids on every till."""
        lists = [till("exceptions") for till in self.tills]
        assert lists[0] == lists[1] == lists[2]
        return {one["kind"]: one for one in lists[0]}

    def are_alike(self) -> None:
        assert len({till("digest")["digest"] for till in self.tills}) == 1
        for till in self.tills:
            proof = till("verify", "--rebuild")
            assert (proof["ok"], proof["parked"], len(proof["lives"])) == (True, [], 3)


@pytest.mark.full
def test_three_tills_a_hub_and_a_stick_are_one_shop(program: Opened, tmp_path: Path, qtbot: QtBot) -> None:
    shop = Shop(program, tmp_path)
    a, b, c = shop.tills
    shop.founds()
    unpaid, changed = (shop.sells(a, "MUG", 2, paid=False, customer={"name": "Zoé"}) for _order in range(2))
    shop.meet()

    for till in shop.tills:  # days without a network
        shop.sells(till, "BOW")
        shop.sells(till, "MUG", 3, customer=LUCIE)
    b("order", "pay", unpaid, "cash", "36.00")
    a("order", "cancel", unpaid)
    shop.edits(a, changed, 3)
    shop.edits(c, changed, 4)
    given_back = shop.sells(b, "MUG", 2)
    b("order", "refund", given_back, shop.file({"lines": [{"line": 1, "quantity": "1"}]}))
    a("import", "products", shop.file("name,sku,price\nMug,MUG,19.00\n", "dearer.csv"))
    c("stock", "move", "MUG", "-1", "--reason", Reason.DAMAGE.value)

    shop.meet()
    shop.are_alike()
    asked = shop.asked()
    assert asked.keys() >= {"oversold", "same_customer", "paid_after_cancel", "two_versions"}
    assert asked["oversold"]["details"]["orders"] == ["A-000003", "B-000001", "C-000001"]
    sold = [(one["letter"], one["sales"]["count"]) for one in a("tills")]
    assert sold == [("A", 4), ("B", 3), ("C", 2)]
    assert {one["number"] for one in c("orders")} == {one["number"] for one in b("orders")}

    c("exceptions", "resolve", asked["same_customer"]["id"], "merge")
    a("exceptions", "resolve", asked["paid_after_cancel"]["id"], "repay")
    b("exceptions", "resolve", asked["two_versions"]["id"], "keep")
    b.close()
    _answered_in_the_window(qtbot, tmp_path)
    shop.b = program("b")
    shop.tills = (a, shop.b, c)
    shop.meet()
    while asked := shop.asked():  # what followed from that, such as two invoices
        for one in asked.values():
            shop.b("exceptions", "resolve", one["id"], one["choices"][0])
        shop.meet()
    shop.are_alike()
    assert shop.b("stock", "BOW")["on_hand"] == "-2"
    (lucie,) = c("customers", "lucie")
    assert lucie["orders"] == 3
    assert a("order", unpaid)["payment_status"] == "Refunded"
    assert a("exceptions", "resolve", one["id"], one["choices"][0])["again"] is True


def _answered_in_the_window(qtbot: QtBot, folder: Path) -> None:
    """The bowl that was sold three times is got again: pressed on the page of B's window, and sent there."""
    shop = open_shop(folder / "b")
    with shop_window(qtbot, folder / "w", shop) as made:
        shop.till.tell(lambda kinds: made.window.changes.announce(*kinds))
        courier = Courier(made.window, shop)
        chip = HubChip(made.window, shop, courier)
        waiting = Waiting(made.window, shop)
        waiting.look()
        made.window.show()
        made.settle()
        made.window.open(PageRef.DECISIONS)
        made.settle()
        page = made.window.page(PageRef.DECISIONS)
        assert isinstance(page, DecisionsPage)
        (card,) = [card for card in page.cards if card.one.kind == "oversold"]
        made.press(next(one for one in card.buttons if one.text() == "Get more"))
        assert "oversold" not in {one.kind for one in waiting.open}
        _sent(made, chip)
    shop.close()


def _sent(made: ShopWindow, chip: HubChip) -> None:
    """The chip, its panel, Send now: what is here is on the hub, and the hub confirms it in words."""

    def said() -> str:
        link = made.window.status.offered(NAME)
        return link.text() if link else ""

    made.bot.waitUntil(lambda: bool(said()), timeout=10_000)
    chip.open()
    panel = open_dialog_of(made.window)
    assert isinstance(panel, HubPanel)
    made.press(panel.send)  # or the first round of the window goes on by itself already
    made.bot.waitUntil(lambda: said().startswith("All sent · "), timeout=30_000)
    assert panel.safe.text() == "Everything of this till is on the hub too."
    assert "It is the same here." in panel.proof.text()
    letters = [one.text() for one in panel.tills.rows.findChildren(QLabel)]
    assert {"A", "B", "C"} <= set(letters)
    made.press(panel.back)
