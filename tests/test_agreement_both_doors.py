"""One table of orders, filled in at the window and written as documents: both doors give one answer."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from pos.cli import main
from pos.cli.order_shapes import whole
from pos.domain.catalogue.products import NewProduct
from pos.domain.customers.customers import Customer, CustomerAddress
from pos.domain.orders.agreement import Lack
from pos.domain.orders.fulfilment import Fulfilment
from pos.domain.orders.order_document import OrderDocument
from pos.domain.shop.delivery import DeliveryMethod, FulfilmentKind, WeightStep
from pos.domain.shop.rates import TaxClass
from pos.domain.words.address import Address
from pos.exchange.orders.order_file import read_orders
from pos.shop import Shop, create_shop
from pos.text import sentence
from tests.sample import sample
from tests.ui.till import TillDriver, french_shop, open_till

LOCAL = DeliveryMethod("local", "Local delivery", fee=600, countries=("FR",))
POST = DeliveryMethod("post", "La Poste", fee=490, countries=("FR",))
EUROPE = DeliveryMethod("europe", "Europe", fee=1200, countries=("DE", "GB"))
LIGHT = DeliveryMethod("light", "Letter", countries=("FR",), weights=(WeightStep(100, 200),))
WORKSHOP = DeliveryMethod("shop", "Workshop", FulfilmentKind.PICKUP)
COUNTER = DeliveryMethod("desk", "Other shop", FulfilmentKind.PICKUP, fee=100)

HOME = Address(street=("8 quai des Bateliers",), postcode="67000", city="Strasbourg", country="FR")
KEHL = Address(street=("Hauptstr. 1",), postcode="77694", city="Kehl", country="DE")
BELFAST = Address(street=("1 High Street",), postcode="BT1 1AA", city="Belfast", country="GB")
LONDON = Address(street=("1 High Street",), postcode="EC1A 1BB", city="London", country="GB")

DELIVERY, PICKUP, TAKE_AWAY = FulfilmentKind.DELIVERY, FulfilmentKind.PICKUP, FulfilmentKind.TAKE_AWAY
GERMAN, IRISH, FRENCH = "DE136695976", "XI980780684", "FR40303265045"

REPLACED = "The delivery method of last time is no longer offered: {} was chosen."
OFFLINE = "The VAT number {} was checked offline, for its form only. Ask the register whether it is in use."


@dataclass(frozen=True)
class Case:
    """What is decided, and the answer: what it is refused with, or the order that is placed.

    `answer`: kind, method, charges as name and amount, exemption, payment method, total.
    """

    says: str
    answer: str | tuple[object, ...]
    kind: FulfilmentKind | None = None
    to: Address | None = None
    by: str = ""
    fee: str = ""
    tax_id: str = ""
    methods: tuple[DeliveryMethod, ...] = (LOCAL, POST, WORKSHOP)
    settings: tuple[tuple[str, object], ...] = ()
    known: Customer | None = None
    last: Fulfilment | None = None
    notes: tuple[str, ...] = ()
    doors: tuple[str, ...] = ("window", "document")
    channel: str = "phone"


LUCIE = Customer("", name="Lucie Martin", email="lucie@example.com", addresses=(CustomerAddress("", HOME),))
EXEMPT = replace(LUCIE, tax_exempt=True)
SELLER = (("tax_number", "FR44732829320"),)
FRANCHISE = (*SELLER, ("exempt_sentence", "TVA non applicable"), ("tax_classes", (TaxClass("s", "S", ()),)))


def taxing(says: str, exemption: str | None, **fields: Any) -> Case:
    """A case of who owes the tax on 18.00 of coffee that Europe brings for 12.00."""
    given: dict[str, Any] = {"to": KEHL, "tax_id": GERMAN, "settings": SELLER, **fields}
    fee, total = ("10.00", "25.00") if exemption else ("12.00", "30.00")
    notes = (OFFLINE.format(given["tax_id"]),) if exemption else ()
    answer = ("delivery", "Europe", (("Europe", fee),), exemption, "", total)
    return Case(says, answer, DELIVERY, by="Europe", methods=(LOCAL, EUROPE), notes=notes, **given)


CASES = (
    Case("a country its method does not serve, no fee written",
         "This method does not go there: Local delivery does not serve Germany. "
         "Choose another, or write the fee.",
         DELIVERY, KEHL, "Local delivery"),
    Case("an address without a field its country requires",
         "The delivery address is not complete. Please fill in: Town.",
         DELIVERY, replace(HOME, city=""), "Local delivery"),
    Case("no address at all",
         "The delivery address is not complete. Please fill in: Street and number.",
         DELIVERY),
    Case("a postcode that is none",
         "“6700” is not a postcode of France; one looks like 33380.",
         DELIVERY, replace(HOME, postcode="6700")),
    Case("too heavy for its method",
         "Letter does not take 400 g. Choose another method, or write the fee.",
         DELIVERY, HOME, "Letter", methods=(LIGHT, LOCAL)),
    Case("a method whose fee is asked with each order",
         "What Carrier costs is not known beforehand: write the fee.",
         DELIVERY, HOME, methods=(replace(LOCAL, name="Carrier", asks=True),)),
    Case("no method written: the customer's last one",
         ("delivery", "La Poste", (("La Poste", "4.90"),), None, "Bank transfer", "22.90"),
         DELIVERY, known=LUCIE, last=Fulfilment(DELIVERY, "post", HOME)),
    Case("no method written: the customer's usual one",
         ("delivery", "La Poste", (("La Poste", "4.90"),), None, "", "22.90"),
         DELIVERY, known=replace(LUCIE, delivery_method="post")),
    Case("no method written: the first that serves the country",
         ("delivery", "Europe", (("Europe", "12.00"),), None, "", "30.00"),
         DELIVERY, KEHL, methods=(LOCAL, EUROPE)),
    Case("no method written: the first that takes the weight",
         ("delivery", "Local delivery", (("Local delivery", "6.00"),), None, "", "24.00"),
         DELIVERY, HOME, methods=(LIGHT, LOCAL)),
    Case("no method written, and none serves the country",
         "This shop has no delivery method that serves Germany. "
         "Add one in Settings, Delivery, or write the fee.",
         DELIVERY, KEHL, methods=(LOCAL, WORKSHOP)),
    Case("no method at all",
         "This shop has no delivery method that serves France. "
         "Add one in Settings, Delivery, or write the fee.",
         DELIVERY, HOME, methods=()),
    Case("a fee written by hand",
         ("delivery", "Local delivery", (("Local delivery", "4.50"),), None, "", "22.50"),
         DELIVERY, HOME, "Local delivery", "4.50"),
    Case("a fee written by hand where the method does not go",
         ("delivery", "Local delivery", (("Local delivery", "9.50"),), None, "", "27.50"),
         DELIVERY, KEHL, "Local delivery", "9.50"),
    Case("pickup by a free method",
         ("pickup", "Workshop", (), None, "", "18.00"), PICKUP),
    Case("pickup by a method that costs",
         ("pickup", "Other shop", (("Other shop", "1.00"),), None, "", "19.00"),
         PICKUP, methods=(LOCAL, COUNTER)),
    Case("take away", ("take_away", "", (), None, "", "18.00"), TAKE_AWAY),
    Case("nothing said by phone: as last time",
         ("delivery", "La Poste", (("La Poste", "4.90"),), None, "Bank transfer", "22.90"),
         known=LUCIE, last=Fulfilment(DELIVERY, "post", HOME)),
    Case("nothing said by phone, picked up last time",
         ("pickup", "Workshop", (), None, "Bank transfer", "18.00"),
         known=LUCIE, last=Fulfilment(PICKUP, "shop")),
    Case("said to be taken away this time",
         ("take_away", "", (), None, "Bank transfer", "18.00"),
         TAKE_AWAY, known=LUCIE, last=Fulfilment(DELIVERY, "post", HOME)),
    Case("nothing said at the counter, in a document",
         ("take_away", "", (), None, "", "18.00"),
         known=LUCIE, last=Fulfilment(DELIVERY, "post", HOME), doors=("document",), channel="counter"),
    Case("the customer's method was deleted",
         ("delivery", "Local delivery", (("Local delivery", "6.00"),), None, "Bank transfer", "24.00"),
         known=LUCIE, last=Fulfilment(DELIVERY, "old", HOME), notes=(REPLACED.format("Local delivery"),)),
    Case("the customer's method was deleted, and another serves where they are",
         ("delivery", "Europe", (("Europe", "12.00"),), None, "Bank transfer", "30.00"),
         known=LUCIE, last=Fulfilment(DELIVERY, "old", KEHL), methods=(LOCAL, EUROPE),
         notes=(REPLACED.format("Europe"),)),
    Case("the customer's method was deleted, and none serves",
         "This shop has no delivery method that serves Germany. "
         "Add one in Settings, Delivery, or write the fee.",
         known=LUCIE, last=Fulfilment(DELIVERY, "old", KEHL)),
    Case("an exempt customer",
         ("take_away", "", (), "exempt", "", "15.00"), TAKE_AWAY, known=EXEMPT),
    taxing("a company in another member state", "reverse_charge"),
    taxing("a company in Northern Ireland", "reverse_charge", to=BELFAST, tax_id=IRISH),
    taxing("a number of another state, sent to Northern Ireland", "reverse_charge", to=BELFAST),
    taxing("sent to Great Britain", None, to=LONDON, tax_id=IRISH),
    taxing("a number of the seller's own state", None, tax_id=FRENCH),
    taxing("a seller without a VAT number", None, settings=()),
    taxing("a seller who charges no tax", None, settings=FRANCHISE),
    Case("sent within the seller's country",
         ("delivery", "Local delivery", (("Local delivery", "6.00"),), None, "", "24.00"),
         DELIVERY, HOME, "Local delivery", tax_id=GERMAN, settings=SELLER),
    Case("picked up by a company of another state",
         ("pickup", "Workshop", (), None, "", "18.00"), PICKUP, tax_id=GERMAN, settings=SELLER),
    Case("a number whose check digit is wrong",
         "“DE136695977” is not a VAT number of DE: its form or its check digit is wrong. Check it.",
         DELIVERY, KEHL, "Europe", tax_id="DE136695977", methods=(LOCAL, EUROPE), settings=SELLER),
)  # fmt: skip


def prepared(folder: Path, case: Case) -> None:
    """A shop as the case has it, closed."""
    shop = create_shop(folder, french_shop())
    prepare(shop, case)
    shop.close()


def prepare(shop: Shop, case: Case) -> None:
    """Its rules, its coffee, its customer and their last order."""
    coffee = NewProduct("Coffee", Decimal("45.00"), "COF", (), unit="kg", on_hand=Decimal(50))
    shop.catalogue.add(coffee)
    if case.known is not None:
        customer = shop.customers.add(case.known)
        if case.last is not None:
            cart = shop.order_documents.read(document_of(Case("", ""))).cart
            buyer = shop.customers.buyer(customer)
            cart = replace(
                cart, buyer=buyer, fulfilment=case.last, payment_method="transfer", channel="phone"
            )
            shop.checkout.place_order(cart, unpaid=True)
    shop.settings.change(delivery_methods=case.methods, **dict(case.settings))


def document_of(case: Case) -> OrderDocument:
    """The case as an order document, read."""
    return read_orders(json.dumps(written(case)).encode(), "order.json")[0][0]


def written(case: Case) -> dict[str, Any]:
    """The case as an order document."""
    customer = {"email": case.known.email} if case.known else {"name": "Jean Dupont", "tax_id": case.tax_id}
    document: dict[str, Any] = {"lines": [{"sku": "COF", "quantity": "0.4"}], "customer": customer}
    document["channel"] = case.channel
    if case.kind is TAKE_AWAY:
        document["fulfilment"] = None
    elif case.kind is not None:
        document["fulfilment"] = {"method": case.kind.value, "name": case.by}
        if case.to is not None:
            document["fulfilment"]["address"] = asdict(case.to)
    if case.fee:
        document["charges"] = [{"kind": "delivery", "name": case.by, "amount": case.fee}]
    return document


@dataclass
class Answered:
    """What a door answered."""

    refused: str = ""
    placed: dict[str, Any] | None = None
    notes: tuple[str, ...] = ()

    def shortly(self) -> str | tuple[object, ...]:
        """As the table writes it."""
        if self.placed is None:
            return self.refused
        order = self.placed
        charges = tuple((one["name"], one["amount"]) for one in order["charges"])
        to = order["fulfilment"]
        return (
            to["method"], to["name"], charges, order["exemption"], order["payment_method"], order["total"],
        )  # fmt: skip


def by_document(folder: Path, case: Case, capture: pytest.CaptureFixture[str]) -> Answered:
    """Write it down and place it from the command line."""
    prepared(folder / "shop", case)
    (folder / "order.json").write_text(json.dumps(written(case)), "utf-8")
    status = main(["--data", str(folder / "shop"), "--json", "order", "place", str(folder / "order.json")])
    said = json.loads(capture.readouterr().out)
    if status:
        return Answered(said["error"]["message"])
    return Answered("", said, tuple(said.get("notes", ())))


class Clerk:
    """Fills an order in at the window, as a person would."""

    def __init__(self, till: TillDriver, case: Case) -> None:
        self.till, self.case = till, case
        self.lacks: list[Lack] = []
        self.notes: list[str] = []
        till.order.mistaken.connect(self.lacks.append)
        till.order.warned.connect(self.notes.append)

    def answer(self) -> Answered:
        """Fill it in, and place it with F11."""
        till, case = self.till, self.case
        if case.known:
            till.enter(f"@{case.known.email}")
        till.enter("0,4x COF")
        till.press("F4")
        if not case.known:
            self._write(till.panel.who.name, "Jean Dupont")
        if case.kind is not None:
            till.click(till.panel.handing.pills[case.kind])
        if case.to is not None:
            self._write_address(case.to)
        if case.by:
            self._choose(till.panel.handing.method.choices, case.by)
        if case.fee:
            self._write(till.panel.handing.fee, case.fee.replace(".", ","))
        if case.tax_id:
            self._write(till.panel.billing.tax_id, case.tax_id)
        self.lacks.clear()
        if till.order.cart.exemption is not None and till.panel.billing.reason.isVisible():
            self.notes.append(till.panel.billing.reason.text().partition(" at home. ")[2])
        till.press("F2", "F11")
        if self.lacks:
            assert till.sales == (1 if case.last else 0)
            return Answered(sentence(self.lacks[0].error))
        order = whole(till.placed(), till.shop.settings.current())
        return Answered("", order, tuple(self.notes))

    def _write_address(self, address: Address) -> None:
        form = self.till.panel.shipping.address
        if form.country.value() != address.country:
            self._choose(form.country.choices, address.country, by_value=True)
        for name in ("street", "postcode", "city"):
            value = address.street[0] if name == "street" else getattr(address, name)
            self._write(form.fields[name], value)

    def _write(self, field: QWidget, text: str) -> None:
        field.setFocus()
        self.till.process()
        self.till.press("Ctrl+A")
        self.till.type(text) if text else self.till.press("Del")
        self.till.press("Tab")

    def _choose(self, choice: QComboBox, value: str, *, by_value: bool = False) -> None:
        at = choice.findData(value) if by_value else choice.findText(value)
        assert at >= 0, value
        choice.setCurrentIndex(at)
        choice.activated.emit(at)
        self.till.process()


def by_window(folder: Path, case: Case, app: QApplication) -> Answered:
    """Fill it in at the real window and place it."""
    with open_till(folder, app) as till:
        prepare(till.shop, case)
        till.window.changes.announce("settings.set")
        till.wait(lambda: till.controller.presenter.settings == till.shop.settings.current(), "the settings")
        return Clerk(till, case).answer()


@pytest.mark.parametrize(
    "case", sample((one for one in CASES if "window" in one.doors), 5), ids=lambda one: one.says
)
def test_the_window_answers(case: Case, tmp_path: Path, qapp: QApplication) -> None:
    answered = by_window(tmp_path, case, qapp)
    assert answered.shortly() == case.answer
    assert answered.notes == case.notes


@pytest.mark.parametrize("case", CASES, ids=lambda one: one.says)
def test_a_document_answers(case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answered = by_document(tmp_path, case, capsys)
    assert answered.shortly() == case.answer
    assert answered.notes == case.notes
