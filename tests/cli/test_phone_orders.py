"""Orders for a person from the command line: who, where to, without which tax, and what comes after."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pos.domain.customers.customers import Customer, CustomerAddress
from pos.domain.shop.delivery import DeliveryMethod, FulfilmentKind, WeightStep
from pos.domain.words.address import Address
from pos.shop import open_shop
from tests.cli.conftest import CommandLine, line
from tests.cli.test_orders import text_of
from tests.cli.test_price import DOCUMENT, TOTALS

LUCIE = DOCUMENT["customer"]
GERMAN = {"name": "Jürgen Weiss", "company": "Weiss GmbH", "tax_id": "DE136695976", "email": "j@example.org"}


def of(price: str = "12.00", **fields: Any) -> dict[str, Any]:
    """A document of one line at 20 %."""
    return {"lines": [line(price=price, tax_rates=["20"])], **fields}


def known(till: CommandLine, customer: Customer) -> str:
    """Keep a customer; gives the id."""
    with closing(open_shop(till.folder)) as shop:
        return shop.customers.add(customer).id


def test_the_example_is_priced_and_placed_to_the_letter(till: CommandLine) -> None:
    assert till.price(DOCUMENT) == TOTALS
    assert till.json("customers") == []
    placed = till.place(DOCUMENT)
    assert till.json("order", "1") == placed
    assert placed["customer"] == "Lucie Martin"
    (customer,) = till.json("customers")
    assert placed["buyer"] == {
        "id": customer["id"], "email": "lucie@example.com", "name": "Lucie Martin",
        "phone": "+33612345678", "company": "", "tax_id": "", "language": "",
    }  # fmt: skip
    asked = DOCUMENT["fulfilment"]
    assert placed["fulfilment"] == {**asked, "address": {**asked["address"], "company": "", "district": ""}}
    assert (placed["billing_address"], placed["payment_method"]) == (None, "Bank transfer")
    year = placed["placed_at"][:4]
    assert [(one["kind"], one["number"], one["total"]) for one in placed["documents"]] == [
        ("receipt", "A-000001", "69.92"),
        ("invoice", f"A-{year}-000001", "69.92"),
    ]
    assert (customer["orders"], customer["unpaid"], customer["city"]) == (1, "19.92", "Strasbourg")


def test_an_order_for_a_person_says_where_it_goes(till: CommandLine) -> None:
    till.place({**DOCUMENT, "customer_note": "Ring twice", "fulfilment": {
        **DOCUMENT["fulfilment"], "at": "2026-11-24T10:30", "tracking_number": "6A 12"}})  # fmt: skip
    said = till("order", "1").out.splitlines()
    assert said[-5].startswith("  Deliver to ")
    assert "67000 STRASBOURG" in said[-5]
    assert said[-4:-2] == ["  On 2026-11-24 10:30", "  Tracking number 6A 12"]
    assert said[-2].startswith("  Invoice A-")
    assert said[-1] == "  Ring twice"


def test_a_known_customer_is_found_by_e_mail_or_phone(till: CommandLine) -> None:
    home = Address(street=("8 quai des Bateliers",), postcode="67000", city="Strasbourg", country="FR")
    lucie = known(till, Customer("", name="Lucie Martin", email="lucie@example.com", phone="+33612345678",
                                 addresses=(CustomerAddress("home", home),)))  # fmt: skip
    for customer in ({"email": "LUCIE@example.com"}, {"phone": "06 12 34 56 78"}, {"id": lucie}):
        placed = till.place(of(customer=customer))
        assert placed["buyer"]["id"] == lucie
        assert placed["customer"] == "Lucie Martin"
        assert placed["billing_address"]["city"] == "Strasbourg"
    sent = till.place(of(customer={"id": lucie}, fulfilment={"method": "delivery", "name": "By bicycle"}))
    assert sent["fulfilment"]["address"]["street"] == ["8 quai des Bateliers"]
    assert sent["fulfilment"]["name"] == "By bicycle"
    assert till.json("customer", lucie)["orders"] == 4


def test_what_a_document_says_of_a_customer_is_so_on_that_order_only(till: CommandLine) -> None:
    till.place(of(customer=LUCIE))
    other = till.place(of(customer={"email": "lucie@example.com", "name": "L. Martin-Roux"}))
    assert other["customer"] == "L. Martin-Roux"
    (customer,) = till.json("customers")
    assert (customer["name"], customer["orders"]) == ("Lucie Martin", 2)


def test_a_name_alone_stands_on_the_order_only(till: CommandLine) -> None:
    placed = till.place(of(customer={"name": "Paul"}))
    assert (placed["customer"], placed["buyer"]["id"]) == ("Paul", None)
    assert till.json("customers") == []
    assert till.place(of(customer={}))["buyer"] is None


def test_of_several_customers_it_is_who_is_named_so_else_who_was_made_first(till: CommandLine) -> None:
    first = known(till, Customer("", name="Ann", email="we@example.com", phone="+33353011234"))
    second = known(till, Customer("", name="Bob", email="we@example.com"))
    for name, who in ((None, first), ("bob", second), ("Ann", first), ("Carl", first)):
        placed = till.place(of(customer={"email": "we@example.com", "name": name}))
        assert placed["buyer"]["id"] == who, name
    assert till.json("price", till.write(of(customer={"email": "we@example.com"})))["total"]
    both = {"email": "we@example.com", "phone": "03 53 01 12 34"}
    assert till.place(of(customer=both))["buyer"]["id"] == first
    assert till.place(of(customer={"id": second}))["customer"] == "Bob"
    assert till.refused("order", "place", till.write(of(customer={"id": "0" * 32}))) == "CustomerUnknown"


@pytest.mark.parametrize(
    ("customer", "refusal"),
    [
        ({"email": "lucie"}, "EmailUnreadable"),
        ({"phone": "12"}, "PhoneIncomplete"),
        ({"phone": "call me"}, "PhoneUnreadable"),
        ({"tax_id": "FR00000000000"}, "TaxIdWrong"),
    ],
)
def test_a_customer_nobody_can_reach_is_refused(
    till: CommandLine, customer: dict[str, str], refusal: str
) -> None:
    file = till.write(of(customer=customer))
    assert till.refused("price", file) == refusal
    assert till.refused("order", "place", file) == refusal
    assert till.json("orders") == till.json("customers") == []


def test_a_refused_order_leaves_no_customer_behind(till: CommandLine) -> None:
    for document in (
        {"customer": LUCIE, "lines": []},
        {"customer": LUCIE, "lines": [{"sku": "GONE"}]},
        of(customer=LUCIE, payments=[{"method": "shells", "amount": "1"}]),
        of(customer=LUCIE, payments=[{"method": "card", "amount": "100"}]),
        of(customer=LUCIE, billing_address={"city": "Atlantis", "country": "ZZ"}),
    ):
        assert till("order", "place", till.write(document), "--json").error
    assert till.json("customers") == []


def test_a_company_elsewhere_in_the_eu_owes_the_tax_itself(till: CommandLine) -> None:
    kehl = {"street": ["Hauptstr. 1"], "postcode": "77694", "city": "Kehl", "country": "DE"}
    with closing(open_shop(till.folder)) as shop:
        shop.settings.change(tax_number="FR44732829320")
    sent = {"method": "delivery", "name": "By lorry", "address": kehl}
    document = of(customer=GERMAN, billing_address=kehl, fulfilment=sent)
    priced = till.price(document)
    assert (priced["net"], priced["tax"], priced["total"]) == ("10.00", "0.00", "10.00")
    placed = till.place(document)
    assert (placed["exemption"], placed["total"]) == ("reverse_charge", "10.00")
    words = text_of(till.json("document", "1", "--kind", "invoice")["path"])
    assert "Livraison intracommunautaire exonérée" in words
    assert "DE136695976" in words.replace(" ", "")
    at_home = {**GERMAN, "email": "a@example.org", "tax_id": "FR83404833048"}
    assert till.price(of(customer=at_home))["total"] == "12.00"


def test_an_exempt_customer_pays_the_net(till: CommandLine) -> None:
    assert till.price(of(customer={"name": "School", "tax_exempt": True}))["total"] == "10.00"
    known(till, Customer("", name="School", email="school@example.org", tax_exempt=True))
    placed = till.place(of(customer={"email": "school@example.org"}))
    assert (placed["exemption"], placed["total"]) == ("exempt", "10.00")
    taxed = of(customer={"email": "school@example.org", "tax_exempt": False})
    assert till.place(taxed)["total"] == "12.00"


def test_a_new_customer_is_kept_exempt_only_where_it_was_said(till: CommandLine) -> None:
    till.place(of(customer={"name": "School", "email": "school@example.org", "tax_exempt": True}))
    till.place(of(customer=GERMAN))  # owes the tax elsewhere, and is not exempt of it
    till.place(of(customer=LUCIE))
    kept = {one["name"]: till.json("customer", one["id"])["tax_exempt"] for one in till.json("customers")}
    assert kept == {"School": True, "Jürgen Weiss": False, "Lucie Martin": False}


def test_a_document_may_say_why_an_order_bears_no_tax(till: CommandLine) -> None:
    with closing(open_shop(till.folder)) as shop:
        shop.settings.change(tax_number="FR44732829320")
    work = {"lines": [{"name": "Drawing", "quantity": "1", "unit_price": "12.00"}], "customer": GERMAN}
    # by hand, as for a service to a company elsewhere
    for exemption, more in (("exempt", {}), ("reverse_charge", work)):
        placed = till.place(of(exemption=exemption, exemption_reason="Article 196", **more))
        assert (placed["exemption"], placed["exemption_reason"]) == (exemption, "Article 196")
        assert placed["total"] == "10.00"
    assert till.refused("price", till.write(of(exemption="free"))) == "FieldWrong"


def test_a_delivery_nobody_knows_the_cost_of_has_no_price(till: CommandLine) -> None:
    file = till.write(of(fulfilment={"method": "delivery"}))
    assert till.refused("price", file) == till.refused("order", "place", file) == "NoMethod"
    free = of(fulfilment={"method": "delivery"}, charges=[{"kind": "delivery", "amount": "0"}])
    assert till.price(free)["total"] == "12.00"
    assert till.refused("order", "place", till.write(free)) == "DeliveryAddressIncomplete"
    assert till.json("orders") == []


def test_what_was_decided_for_the_person_is_told(till: CommandLine) -> None:
    home = Address(street=("8 quai des Bateliers",), postcode="67000", city="Strasbourg", country="FR")
    known(till, Customer("", name="Lucie", email="lucie@example.com", delivery_method="gone",
                         addresses=(CustomerAddress("home", home),)))  # fmt: skip
    with closing(open_shop(till.folder)) as shop:
        shop.settings.change(delivery_methods=(DeliveryMethod("post", "La Poste", fee=490),))
    document = of(channel="phone", customer={"email": "lucie@example.com"})
    said = ["The delivery method of last time is no longer offered: La Poste was chosen."]
    assert till("price", till.write(document)).out.splitlines()[-1] == said[0]
    assert till.price(document)["notes"] == till.place(document)["notes"] == said
    assert "notes" not in till.price(document)  # by post, as last time


def test_without_charges_delivery_costs_what_the_method_asks(till: CommandLine) -> None:
    ways = (
        DeliveryMethod("near", "Local delivery", fee=600, free_from=8000),
        DeliveryMethod("post", "La Poste", weights=(WeightStep(1000, 490),)),
        DeliveryMethod("shop", "At the workshop", FulfilmentKind.PICKUP),
    )
    with closing(open_shop(till.folder)) as shop:
        shop.settings.change(delivery_methods=ways)
    near = {"method": "delivery", "name": "local delivery"}
    assert [one["amount"] for one in till.price(of(fulfilment=near))["charges"]] == ["6.00"]
    assert till.price(of("80.00", fulfilment=near))["total"] == "80.00"
    assert till.price(of(fulfilment=near, charges=[]))["total"] == "12.00"
    assert till.price(of(fulfilment={"method": "delivery", "name": "post"}))["total"] == "16.90"
    assert till.price(of(fulfilment={"method": "delivery", "name": "Owl"}))["total"] == "12.00"
    picked = till.place(of(fulfilment={"method": "pickup", "name": "shop", "at": "2026-11-24"}))
    assert (picked["fulfilment"]["name"], picked["fulfilment"]["at"]) == ("At the workshop", "2026-11-24")


def test_without_a_shop_nobody_is_known(bare: CommandLine) -> None:
    document = of(currency="EUR", prices_include_tax=True, customer={**LUCIE, "tax_exempt": True},
                  fulfilment=DOCUMENT["fulfilment"])  # fmt: skip
    assert bare.price(document)["total"] == "10.00"
    assert not bare.folder.exists()


def test_an_order_is_paid_in_parts(till: CommandLine) -> None:
    till.place(of(customer=LUCIE))
    part = till.json("order", "pay", "1", "Card", "5.00", "--reference", "T-77")
    assert (part["payment_status"], part["paid"], part["due"]) == ("Part paid", "5.00", "7.00")
    assert part["payments"] == [
        {
            "n": 1, "direction": "in", "method": "card", "amount": "5.00", "given": "5.00",
            "reference": "T-77", "rounding": "0.00", "moved": None,
        }
    ]  # fmt: skip
    assert till.refused("order", "pay", "1", "Bank transfer", "7.01") == "TooMuchPaid"
    assert till("order", "pay", "A-000001", "cash", "20").out == "A-000001  12.00 EUR  Paid, change 13.00\n"
    assert till.json("order", "1")["history"][-1]["amount"] == "7.00"
    assert till.refused("order", "pay", "1", "cash", "1") == "NothingDue"
    assert till.refused("order", "pay", "2", "cash", "1") == "OrderUnknown"


@pytest.mark.parametrize(
    ("method", "amount", "refusal"),
    [
        ("cash", "1,5", "NotANumber"),
        ("cash", "-1", "NotANumber"),
        ("cash", "", "NotANumber"),
        ("cash", "0.001", "NumberTooFine"),
        ("cash", "0", "TenderNotPositive"),
        ("shells", "1", "UnknownMethod"),
    ],
)
def test_a_payment_is_an_amount_by_a_method(
    till: CommandLine, method: str, amount: str, refusal: str
) -> None:
    till.place(of())
    assert till.refused("order", "pay", "1", method, "--", amount) == refusal
    assert till.json("order", "1")["paid"] == "0.00"


def test_the_goods_move_on(till: CommandLine) -> None:
    till.place(of(customer=LUCIE))
    sent = till.json("order", "status", "1", "--fulfilment", "shipped", "--tracking", "6A 1234")
    assert (sent["fulfilment_status"], sent["fulfilment"]["tracking_number"]) == ("Shipped", "6A 1234")
    assert till.json("order", "status", "1", "--tracking", "6A 9")["fulfilment"]["tracking_number"] == "6A 9"
    same = till.json("order", "status", "1", "--payment", "awaiting payment")
    assert same["payment_status"] == "Awaiting payment"
    assert till.refused("order", "status", "1", "--payment", "Paid") == "PaymentFollowsMoney"
    assert till.refused("order", "status", "1", "--fulfilment", "Lost") == "StatusUnknown"
    assert till("order", "status", "1").status == 2


def test_an_order_is_taken_back_with_a_credit_note(till: CommandLine) -> None:
    till.place({"customer": LUCIE, "lines": [{"sku": "MUG-BLU", "quantity": "2"}]})
    till.json("order", "pay", "1", "cash", "10")
    gone = till.json("order", "cancel", "1", "--reason", "Broken in the post", "--repay")
    assert (gone["payment_status"], gone["due"], gone["to_give_back"]) == ("Refunded", "0.00", "0.00")
    assert (gone["paid"], gone["refunded"], gone["credited"]) == ("10.00", "10.00", "36.00")
    assert [one["amount"] for one in gone["payments"]] == ["10.00", "-10.00"]
    assert [one["kind"] for one in gone["documents"]] == ["receipt", "invoice", "credit_note"]
    assert gone["history"][-1]["note"] == "Broken in the post"
    assert till.json("stock", "MUG-BLU")["on_hand"] == "50"
    assert till.refused("order", "cancel", "1") == "AlreadyVoided"
    assert till.refused("order", "pay", "1", "cash", "1") == "NothingDue"
    note = till.json("document", "1", "--kind", "credit_note")
    assert Path(note["path"]).stem == gone["documents"][2]["number"]
    assert "Broken in the post" in text_of(note["path"])


def test_a_cancelled_order_keeps_its_money_until_it_is_asked_for(till: CommandLine) -> None:
    till.place(
        {"lines": [{"sku": "MUG-BLU", "quantity": "2"}], "payments": [{"method": "cash", "amount": "10"}]}
    )
    gone = till.json("order", "cancel", "1")
    assert (gone["payment_status"], gone["fulfilment_status"]) == ("Paid", "Will not deliver")
    assert (gone["paid"], gone["due"], gone["to_give_back"]) == ("10.00", "0.00", "10.00")
    assert [one["amount"] for one in gone["payments"]] == ["10.00"]


def test_a_finished_sale_is_undone_while_nothing_followed(till: CommandLine) -> None:
    sale = {"lines": [{"sku": "MUG-BLU", "quantity": "2"}], "payments": [{"method": "cash", "amount": "36"}]}
    till.place(sale)
    gone = till.json("order", "void", "1")
    assert (gone["payment_status"], gone["fulfilment_status"]) == ("Refunded", "Returned")
    assert till.json("stock", "MUG-BLU")["on_hand"] == "50"
    assert till.refused("order", "void", "1") == "AlreadyVoided"
    till.place(sale)
    till.json("order", "status", "2", "--fulfilment", "Shipped")
    assert till.refused("order", "void", "2") == "SomethingFollowed"


def test_a_status_is_what_the_goods_allow(till: CommandLine) -> None:
    till.place(of(customer=LUCIE))
    for said in ("Returned", "Will not deliver"):
        assert till.refused("order", "status", "1", "--fulfilment", said) == "StatusFollowsGoods"
    till.json("order", "status", "1", "--fulfilment", "Ready for pickup")
    assert till.json("order", "status", "1", "--fulfilment", "Delivered")["fulfilment_status"] == "Delivered"
    assert till.json("order", "status", "1", "--fulfilment", "Shipped")["fulfilment_status"] == "Shipped"
    assert till.refused("order", "status", "1", "--fulfilment", "Processing") == "NothingOpen"


def test_an_invoice_is_made_again_by_either_number(till: CommandLine) -> None:
    placed = till.place(DOCUMENT)
    number = placed["documents"][1]["number"]
    invoice = till.json("document", "1", "--kind", "invoice")
    assert invoice["path"] == str(till.folder / "documents" / f"{number}.pdf")
    again = till.json("document", number, "--kind", "invoice", "-o", str(till.files / "again.pdf"))
    assert Path(again["path"]).read_bytes() == Path(invoice["path"]).read_bytes()
    words = text_of(invoice["path"])
    assert all(one in words for one in (number, "Lucie Martin", "8 quai des Bateliers", "69,92"))
    till.place({"lines": [line()], "payments": [{"method": "cash", "amount": "6"}]})
    assert till.refused("document", "2", "--kind", "invoice") == "NotInvoiced"
    assert till.refused("document", "1", "--kind", "credit_note") == "NotCredited"
    assert till.refused("document", "9", "--kind", "invoice") == "OrderUnknown"
