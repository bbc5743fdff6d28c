"""Orders placed, listed, shown whole and printed again from the command line."""

from __future__ import annotations

import io
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from pos.domain.orders.orders import FulfilmentStatus, PaymentStatus
from pos.shop import open_shop
from tests.cli.conftest import CommandLine, Opener, line
from tests.cli.test_price import DOCUMENT

ROW = {
    "number", "placed_at", "channel", "customer", "currency", "total", "paid", "due", "payment_status",
    "fulfilment_status",
}  # fmt: skip
WHOLE = ROW | {"lines", "charges", "taxes", "payments", "documents", "history"}


def paid(*lines: dict[str, Any], cash: str = "100") -> dict[str, Any]:
    """A document paid in cash."""
    return {"lines": list(lines), "payments": [{"method": "cash", "amount": cash}]}


def test_an_order_is_placed_whole(till: CommandLine) -> None:
    placed = till.place(DOCUMENT)
    assert placed.keys() >= WHOLE
    assert {name: placed[name] for name in ROW - {"placed_at"}} == {
        "number": "A-000001", "channel": "counter", "customer": "Lucie Martin", "currency": "EUR",
        "total": "69.92", "paid": "50.00", "due": "19.92",
        "payment_status": "Part paid", "fulfilment_status": "Awaiting processing",
    }  # fmt: skip
    assert datetime.fromisoformat(placed["placed_at"]).utcoffset() is not None
    assert [(one["sku"], one["quantity"], one["unit_price"]) for one in placed["lines"]] == [
        ("MUG-BLU", "2", "18.00"), ("BOW-ASH", "1", "24.00"), ("", "1", "6.00"),
    ]  # fmt: skip
    assert placed["lines"][2]["note"] == "Lucie"
    assert [one["amount"] for one in placed["charges"]] == ["6.00", "1.50", "2.00"]
    assert placed["payments"][0] == {
        "n": 1, "direction": "in", "method": "cash", "amount": "50.00", "given": "50.00", "reference": "",
        "rounding": "0.00", "moved": None,
    }  # fmt: skip
    day = placed["placed_at"][:10]
    receipt = {"kind": "receipt", "number": "A-000001", "total": "69.92", "of": None, "day": day}
    assert receipt in placed["documents"]
    assert placed["history"][0]["what"] == "placed"
    assert till.json("order", "A-000001") == placed
    assert till.json("stock", "MUG-BLU")["on_hand"] == "48"


def test_an_order_is_named_by_its_id_wherever_by_its_number(till: CommandLine) -> None:
    lucie = {"name": "Lucie", "email": "lucie@example.com"}
    placed = till.place({"lines": [line()], "customer": lucie, "invoice": False})
    name = placed["id"]
    (listed,) = till.json("orders")
    assert (listed["id"], listed["till"], placed["till"]) == (name, "A", "A")
    assert till.json("order", name) == till.json("order", name.upper()) == till.json("order", "A-000001")
    assert till.refused("order", "0" * 32) == "OrderUnknown"
    assert till.json("order", "pay", name, "card", "1.00")["paid"] == "1.00"
    assert till.json("order", "status", name, "--fulfilment", "Processing")["number"] == "A-000001"
    assert till.json("order", "note", name, "for us")["order"]["notes"]
    note = {"do": "note", "order": name, "text": "once more"}
    assert till.json("order", "apply", till.write([note], "apply.json"))["order"]["number"] == "A-000001"
    invoice = till.json("order", "invoice", name)["consequences"]["documents"][0]["number"]
    for kind, file in (
        ("receipt", "A-000001"),
        ("invoice", invoice),
        ("packing_slip", "A-000001-packing_slip"),
    ):
        assert Path(till.json("document", name, "--kind", kind)["path"]).stem == file
    refund = till.write({"amount": "1.00", "payments": "later"}, "refund.json")
    assert till.json("order", "refund", name, refund)["order"]["id"] == name
    assert till.json("order", "copy", name)["copied"] == "A-000001"
    assert till.json("order", "cancel", name)["id"] == name
    assert till.json("exceptions") == []


def test_what_is_priced_is_what_is_placed(till: CommandLine) -> None:
    priced, placed = till.price(DOCUMENT), till.place(DOCUMENT)
    for name in (
        "currency",
        "subtotal",
        "discount",
        "taxes",
        "net",
        "tax",
        "paid",
        "due",
        "total",
    ):
        assert placed[name] == priced[name], name
    places = [
        {"charge": n, "written": one["amount"], "left": one["amount"], **one}
        for n, one in enumerate(priced["charges"], 1)
    ]
    assert placed["charges"] == places


def test_a_sale_over_the_counter_says_its_change(till: CommandLine) -> None:
    assert till("order", "place", till.write(paid({"sku": "MUG-BLU"}, cash="20"))).out == (
        "A-000001  18.00 EUR  Paid, change 2.00\n"
    )
    placed = till.json("order", "1")
    assert (placed["payment_status"], placed["fulfilment_status"]) == ("Paid", "Delivered")
    assert (placed["change"], placed["payments"][0]["given"]) == ("2.00", "20.00")
    assert till("order", "place", till.write({"lines": [line()]})).out == (
        "A-000002  6.00 EUR  Awaiting payment, due 6.00\n"
    )


def test_an_order_for_a_person(till: CommandLine) -> None:
    till.place(paid({"sku": "MUG-BLU", "quantity": "2"}, cash="50"))
    head, *rest = till("order", "A-000001").out.splitlines()
    assert head.startswith("A-000001  ")
    assert head.endswith("36.00 EUR  Paid, Delivered")
    assert rest == [
        "  2 x  Mug, blue glaze    36.00",
        "       Tax 20 % on 30.00   6.00",
        "       Total EUR          36.00",
        "       Cash               50.00",
        "       Change             14.00",
    ]


def test_a_list_stops_at_the_first_refusal(till: CommandLine) -> None:
    documents = [
        paid({"sku": "CARD"}),
        paid({"sku": "MUG-BLU"}),
        paid({"sku": "GONE"}),
        paid({"sku": "CARD"}),
    ]
    said = till("order", "place", till.write(documents), "--json")
    assert said.error == "ProductUnknown"
    assert [one.get("number") for one in said.lines] == ["A-000001", "A-000002", None]
    assert [one["number"] for one in till.json("orders")] == ["A-000002", "A-000001"]
    plain = till("order", "place", till.write(documents))
    assert (plain.status, len(plain.out.splitlines()), len(plain.err.splitlines())) == (1, 2, 1)
    assert till.place(paid({"sku": "CARD"}))["number"] == "A-000005"


def test_a_list_with_a_mistake_in_its_form_places_nothing(till: CommandLine) -> None:
    documents = [paid({"sku": "CARD"}), {"lines": [], "colour": "blue"}]
    assert till.refused("order", "place", till.write(documents)) == "FieldWrong"
    assert till.json("orders") == []


def test_an_empty_list_places_nothing(till: CommandLine) -> None:
    said = till("order", "place", till.write([]), "--json")
    assert (said.status, said.out, said.err) == (0, "", "")


def test_an_order_needs_lines(till: CommandLine) -> None:
    said = till("order", "place", till.write({"lines": []}), "--json")
    assert said.error == "EmptyCart"
    assert "cart" not in said.err


def test_an_order_is_in_the_currency_of_the_shop(till: CommandLine) -> None:
    document = {"currency": "USD", "lines": [line()]}
    assert till.refused("order", "place", till.write(document)) == "WrongCurrency"
    assert till.refused("order", "place", till.write({"currency": "ZZZ", "lines": [line()]})) == (
        "CurrencyUnknown"
    )


def test_goods_that_may_not_be_oversold_are_refused(opened: Opener) -> None:
    till = opened(catalogue="name,sku,price,stock\nVase,VASE,10,2\n")
    with closing(open_shop(till.folder)) as shop:
        shop.catalogue.change_variant(shop.catalogue.variant_by_sku("VASE").id, oversell="block")
    assert (
        till.refused("order", "place", till.write(paid({"sku": "VASE", "quantity": "3"}))) == "NotEnoughStock"
    )
    assert till.json("stock", "VASE")["on_hand"] == "2"
    assert till.place(paid({"sku": "VASE", "quantity": "2"}))["number"] == "A-000001"


def test_goods_may_be_oversold_where_the_shop_only_warns(till: CommandLine) -> None:
    till.place(paid({"sku": "BOW-ASH", "quantity": "11"}, cash="500"))
    assert till.json("stock", "BOW-ASH")["on_hand"] == "-1"


@pytest.mark.parametrize(
    ("options", "price", "total"),
    [
        (("--country", "JP"), "1100", "1100"),
        (("--country", "KW"), "1.234", "1.234"),
        (("--country", "FR", "--tax-excluded"), "10.00", "12.00"),
    ],
)
def test_orders_of_other_countries(opened: Opener, options: tuple[str, ...], price: str, total: str) -> None:
    till = opened(*options)
    placed = till.place(paid(line(price=price), cash="5000"))
    assert (placed["total"], placed["payment_status"]) == (total, "Paid")
    assert not placed["due"].strip("0.")


def test_cash_in_swiss_coins(opened: Opener) -> None:
    till = opened("--country", "CH")
    placed = till.place(paid(line(price="9.99"), cash="20"))
    assert (placed["rounding"], placed["paid"], placed["change"], placed["due"]) == (
        "0.01", "10.00", "10.00", "0.00",
    )  # fmt: skip
    assert placed["total"] == till.json("orders")[0]["total"] == "9.99"  # rounding is a row of its own


def test_orders_are_listed_newest_first_and_found(till: CommandLine) -> None:
    placed = [till.place(paid({"sku": "MUG-BLU"})), till.place({"lines": [line("Gravure")]})]
    listed = till.json("orders")
    assert [one["number"] for one in listed] == ["A-000002", "A-000001"]
    assert all(one.keys() >= ROW for one in listed)
    assert [one["number"] for one in till.json("orders", "--limit", "1")] == ["A-000002"]
    assert [one["number"] for one in till.json("orders", "mug", "blue")] == ["A-000001"]
    assert [one["number"] for one in till.json("orders", "A-000002")] == ["A-000002"]
    assert [one["number"] for one in till.json("orders", "--payment", "paid")] == ["A-000001"]
    assert [one["number"] for one in till.json("orders", "--fulfilment", "Awaiting processing")] == [
        "A-000002"
    ]
    days = [datetime.fromisoformat(one["placed_at"]).astimezone().date().isoformat() for one in placed]
    assert len(till.json("orders", "--since", min(days))) == 2
    assert till.json("orders", "--since", "2099-01-01") == []
    assert till("orders", "--since", "2099-01-01").out == "No orders.\n"
    assert [row.split()[0] for row in till("orders").out.splitlines()] == ["A-000002", "A-000001"]


def test_more_orders_than_a_page_are_listed(till: CommandLine) -> None:
    till("order", "place", till.write([{"lines": [line()]}] * 120))
    numbers = [one["number"] for one in till.json("orders")]
    assert numbers == [f"A-{n:06d}" for n in range(120, 0, -1)]
    assert till.json("orders", "--limit", "70")[-1]["number"] == "A-000051"


@pytest.mark.parametrize(
    ("option", "statuses"), [("--payment", PaymentStatus), ("--fulfilment", FulfilmentStatus)]
)
def test_an_unknown_status_is_refused_with_those_there_are(
    steady: CommandLine, option: str, statuses: type[PaymentStatus] | type[FulfilmentStatus]
) -> None:
    for status in ("payed", "'", "Paid%"):
        said = steady("orders", option, status, "--json")
        assert said.error == "StatusUnknown"
        assert all(one.value in said.err for one in statuses)
    for one in statuses:
        assert steady.json("orders", option, one.value.upper()) == []


@pytest.mark.parametrize(
    "day",
    [
        "x",
        "2026-02-30",
        "2026-1-1",
        "20260101",
        "01/02/2026",
        "2026-W01-1",
        "２０２６-01-01",
        "2026-01-01T00",
    ],
)
def test_a_day_is_year_month_and_day(steady: CommandLine, day: str) -> None:
    assert steady.refused("orders", "--since", day) == "DayWrong"


def test_an_order_is_shown_by_its_number(till: CommandLine) -> None:
    till.place({"lines": [line()]})
    for number in ("A-000001", "a-000001", "1", "#A-000001", "000001"):
        assert till.json("order", number)["number"] == "A-000001"
    for number in ("2", "A-1", "B-000001", "", "../x", "%", "9" * 5000):
        assert till.refused("order", number) == "OrderUnknown"
        assert till.refused("document", number) == "OrderUnknown"
    for words in (("order",), ("order", "place"), ("order", "1", "2"), ("order", "pay", "1")):
        assert till(*words).status == 2


def text_of(path: str) -> str:
    """The words on a PDF."""
    with pypdfium2.PdfDocument(io.BytesIO(Path(path).read_bytes())) as paper:
        page = paper[0]
        words = page.get_textpage()
        text = str(words.get_text_range())
        words.close()
        page.close()
        return text


def test_a_receipt_is_made_again_in_the_same_bytes(till: CommandLine) -> None:
    placed = till.place(paid({"sku": "MUG-BLU"}))
    first = till.json("document", "1")
    assert first["path"] == str(till.folder / "documents" / "A-000001.pdf")
    again = till.json("document", "A-000001", "-o", str(till.files / "new" / "folder" / "é.pdf"))
    assert Path(again["path"]).read_bytes() == Path(first["path"]).read_bytes()
    assert len(Path(first["path"]).read_bytes()) == first["bytes"]
    words = text_of(first["path"])
    assert all(one in words for one in ("Atelier Lune", "A-000001", "Mug, blue glaze", placed["seal"]))
    narrow = till.json("document", "1", "--width", "58", "-o", str(till.files / "narrow.pdf"))
    assert Path(narrow["path"]).read_bytes() != Path(first["path"]).read_bytes()
    assert till("document", "1", "-o", str(till.files / "x.pdf")).out == f"{till.files / 'x.pdf'}\n"
    for wrong in (("--width", "70"), ("--kind", "letter")):
        assert till("document", "1", *wrong).status == 2


def test_a_document_that_cannot_be_written_says_so(till: CommandLine) -> None:
    till.place({"lines": [line()]})
    for place in (till.files, till.files / "order.json" / "x.pdf", Path("a" * 300)):
        assert till.refused("document", "1", "-o", str(place)) == "FileUnwritable"
