"""A product with options asks for them when it goes into the cart, and costs what was chosen."""

from __future__ import annotations

from decimal import Decimal

from pos.domain.catalogue.choices import Offer, Question, Way, written
from tests.ui.till import TillDriver
from ui.kit.forms.choices import ChoiceField, Tick
from ui.kit.forms.fields import TextField
from ui.sell.dialogs.choices import ChoicesDialog

ASKED = (
    Question("Size", Way.ONE, True, 0, (Offer("Small"), Offer("Large", Decimal(4)))),
    Question(
        "Extras",
        Way.SEVERAL,
        offers=(Offer("Gift wrap", Decimal("2.50")), Offer("Gold", percent=Decimal(10))),
    ),
    Question("Engraving", Way.TEXT, required=True),
)


def opened(till: TillDriver) -> ChoicesDialog:
    dialog = till.dialog
    assert isinstance(dialog, ChoicesDialog)
    return dialog


def test_a_mug_is_scanned_and_its_options_are_asked(till: TillDriver) -> None:
    till.stocks("Mug, blue glaze", "18.00", sku="MUG", barcode="4006381333931", quantity=5)
    product = till.shop.catalogue.by_sku("MUG").id
    till.shop.catalogue.change_product(product, questions=written(ASKED))
    till.scan("4006381333931")
    dialog = opened(till)
    assert till.lines == []
    size, words = dialog.findChildren(ChoiceField)[0], dialog.findChildren(TextField)[0]
    ticks = {one.text(): one for one in dialog.findChildren(Tick)}
    assert [one.partition(" + ")[0] for one in ticks] == ["Gift wrap", "Gold"]
    assert "18" in dialog.price.text()
    size.set_value(1)
    size.changed.emit()
    for one in ticks.values():
        one.click()
    assert "26.30" in dialog.price.text().replace(",", ".")
    till.press("Enter")
    assert till.dialog is dialog, "what is required is asked for"
    assert words.mistake.text()
    words.set_text("Für Łucja")
    till.press("Enter")
    till.settle()
    assert till.dialog is None
    assert till.lines == ["1 × Mug, blue glaze 26.30"]
    (line,) = till.controller.sale.cart.lines
    assert line.options == "Large, Gift wrap, Gold, Engraving: Für Łucja"
    till.scan("4006381333931")
    opened(till)
    till.press("Esc")
    assert len(till.lines) == 1
    till.pay_cash("30")
    assert till.notice == "Change 3.70"
    assert till.verifies()
