"""What would follow is shown before it is saved: in words, with ticks, and again where the order changed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtGui import QAccessible

from pos.domain.mail.kinds import PlannedMail
from pos.domain.money.amounts import Money
from pos.domain.money.quantity import to_micro
from pos.domain.money.tenders import Payment, Tender
from pos.domain.orders.after.consequences import Consequences, Outcome, StockChange
from pos.domain.orders.amendment import Piece, Request
from pos.domain.orders.orders import OrderPaper
from pos.text import use
from tests.ui.till import TillDriver
from ui.shared.consequences import words
from ui.shared.consequences.dialog import ConsequencesDialog, Proposal, propose


def euro(amount: str) -> Money:
    return Money.of(amount, "EUR")


NOTHING = Consequences(
    (euro("0"), euro("0")), (euro("0"), euro("0")), ("Paid", "Paid"), ("Shipped", "Shipped")
)
BACK = (Payment("card", euro("11.02")), Payment("cash", euro("11.03")))


def due(before: str, now: str) -> Consequences:
    return replace(NOTHING, due=(euro(before), euro(now)))


@pytest.mark.parametrize(
    ("of", "said", "button"),
    [
        (NOTHING, [], ""),
        (due("0", "4.50"), ["The customer owes €4.50"], "+€4.50"),
        (due("18.00", "4.50"), ["The customer owes €4.50; it was €18.00"], "−€13.50"),
        (due("18.00", "0"), ["Nothing is due any more."], "−€18.00"),
        (
            replace(NOTHING, given_back=BACK, to_give_back=(euro("22.05"), euro("0"))),
            ["Give back €22.05: Card €11.02, Cash €11.03"],
            "€22.05",
        ),
        (replace(NOTHING, to_give_back=(euro("0"), euro("22.05"))), ["To give back: €22.05"], "−€22.05"),
        (
            replace(NOTHING, to_give_back=(euro("5"), euro("0"))),
            ["Nothing is to be given back any more."],
            "+€5.00",
        ),
    ],
)
def test_money_in_words_and_on_the_button(of: Consequences, said: list[str], button: str) -> None:
    use("en", "en_GB")
    assert [one.words for one in words.money(of, ())] == said
    assert words.amount(of) == button


def test_stock_papers_and_what_is_left_to_do_in_words() -> None:
    use("en", "en_GB")
    moved = (
        StockChange("MUG-BLU", Decimal(-1), Decimal(4)),
        StockChange("BOW-ASH", Decimal(2), Decimal(9)),
        StockChange("", Decimal(-3), Decimal(-2), "Vase"),
    )
    papers = (
        OrderPaper("credit_note", "A-2026-000007", 0, euro("65.34"), "", "A-2026-000045"),
        OrderPaper("invoice", "A-2026-000050", 0, euro("77.01")),
        OrderPaper("refund", "A-R000001", 0, euro("15")),
    )
    of = replace(NOTHING, stock=moved, documents=papers, given_back=BACK)
    assert [(one.words, one.warning) for one in words.stock(of)] == [
        ("MUG-BLU −1 (4 left), BOW-ASH +2", False),
        ("Below zero: Vase −3 → −2", True),
    ]
    assert [one.words for one in words.documents(of)] == [
        "Credit note A-2026-000007 for A-2026-000045, €65.34",
        "New invoice A-2026-000050, €77.01",
        "Refund receipt A-R000001, €15.00",
    ]
    assert [one.words for one in words.by_person(of, ())] == [
        "Card €11.02: give it back on the terminal or by transfer."
    ]


def test_so_many_goods_are_counted() -> None:
    use("en", "en_GB")
    many = tuple(StockChange(f"S{n}", Decimal(1), Decimal(9)) for n in range(15))
    (said,) = words.stock(replace(NOTHING, stock=many))
    assert said.words.endswith("S11 +1, and 3 more")


def asked(till: TillDriver, number: str, mails: tuple[PlannedMail, ...] = ()) -> list[object]:
    """Ask whether one piece goes back; gives what was saved or refused."""
    heard: list[object] = []

    def follow(unmailed: frozenset[str], *, dry: bool = False, shown: Consequences | None = None) -> Outcome:
        def act() -> None:
            request = Request((Piece(1, to_micro(Decimal(1))),))
            till.shop.after_sale.returns.refund(number, request)

        nobody = (PlannedMail("refund", "", False),)
        asked = shown and replace(shown, mails=nobody)
        outcome = till.shop.after_sale.follow(act, number, dry=dry, shown=asked, unticked=unmailed)
        return replace(outcome, consequences=replace(outcome.consequences, mails=mails))

    methods = till.shop.settings.current().methods
    proposal = Proposal("Refund", "Refund", follow, methods)
    propose(till.window, till.window.writer, proposal, heard.append, heard.append)
    till.settle()
    return heard


def panel(till: TillDriver) -> ConsequencesDialog:
    assert isinstance(till.dialog, ConsequencesDialog)
    return till.dialog


@pytest.fixture
def sold(till: TillDriver) -> str:
    """The number of a sale of two mugs by card, 36.00."""
    till.stocks("Mug, blue glaze", "18.00", sku="MUG", quantity=10)
    (hit,) = till.shop.search.by_code("MUG", scanned=False)
    till.controller.sale.add(hit, Decimal(2))
    till.controller.sale.place([Tender("card", euro("36"))])
    return till.placed().row.number


def test_enter_saves_what_was_shown(till: TillDriver, sold: str) -> None:
    heard = asked(till, sold)
    dialog = panel(till)
    assert dialog.answer.words().replace("\xa0", " ") == "Refund 18,00 €"
    shown = [line.replace("\xa0", " ") for line in dialog.view.lines]
    assert shown == [
        "Give back 18,00 €: Card 18,00 €",
        "MUG +1",
        "Refund receipt A-R000001, 18,00 €",
        "Paid, then Partially refunded",
        "Card 18,00 €: give it back on the terminal or by transfer.",
    ]
    spoken = QAccessible.queryAccessibleInterface(dialog.view)
    assert spoken.text(QAccessible.Text.Description) == ". ".join(dialog.view.lines)
    till.press("Enter")
    till.settle()
    assert till.dialog is None
    (outcome,) = heard
    assert isinstance(outcome, Outcome)
    assert outcome.order.row.payment_status == "Partially refunded"
    assert till.in_stock("MUG") == 9


def test_an_order_that_changed_says_so_and_is_shown_as_it_is_now(till: TillDriver, sold: str) -> None:
    heard = asked(till, sold)
    dialog = panel(till)
    request = Request((Piece(1, to_micro(Decimal(1))),))
    till.shop.after_sale.returns.refund(sold, request)  # by a script, while the question stands
    till.press("Enter")
    till.settle()
    assert panel(till) is dialog
    assert sold in dialog.problem.text()
    assert dialog.problem.isVisible()
    assert "Partially refunded, then Refunded" in dialog.view.lines
    assert heard == []
    till.press("Enter")
    till.settle()
    assert till.dialog is None
    assert till.in_stock("MUG") == 10
    refused = asked(till, sold)
    assert till.dialog is None
    assert len(refused) == 1


def test_a_mail_goes_out_unless_its_tick_is_taken_off(till: TillDriver, sold: str) -> None:
    asked(till, sold, (PlannedMail("refund", "lucie@example.com"),))
    view = panel(till).view
    assert view.lines[-2] == "Money back: lucie@example.com"
    assert view.ticks["refund"].isChecked()
    till.click(view.ticks["refund"])
    assert view.unticked == {"refund"}
    till.press("Esc")
    asked(till, sold, (PlannedMail("refund", ""),))
    assert "No mail: no address." in panel(till).view.lines
