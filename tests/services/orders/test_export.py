"""Lists of orders as files: whole or not at all, exact, and no name becomes a formula."""

from __future__ import annotations

import csv
import json
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from pos.domain.customers.customers import Buyer
from pos.domain.orders.errors import ExportRefused, FileKindUnknown
from pos.domain.orders.lists.filters import OrderFilter, Work
from pos.exchange.out import sheets
from pos.services.orders.search.export import HEADS
from tests.shop_kit import ShopKit

NASTY = ("=1+1", "+1+1", "@SUM(A1)", "-2+3", "\u200b<b>Bold</b>", 'O\'Brien; "6"', "مقهى", "👨‍👩‍👧")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture
def kit(shop: ShopKit) -> ShopKit:
    shop.stocks(quantity="100")
    for name in NASTY:
        cart = shop.cart(("MUG-BLU", "2")).with_buyer(Buyer(name=name))
        shop.shop.checkout.place_order(cart, (), unpaid=True)
    shop.sells("MUG-BLU")
    return shop


def cells(path: Path, sheet: int = 1) -> list[list[tuple[str, str]]]:
    """The kind and text of each cell of a workbook's sheet; a formula would be of kind "f"."""
    with zipfile.ZipFile(path) as book:
        names = book.namelist()
        shared: list[str] = []
        if "xl/sharedStrings.xml" in names:
            root = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
            shared = ["".join(one.itertext()) for one in root.iter(f"{MAIN}si")]
        root = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{sheet}.xml"))
    rows = []
    for row in root.iter(f"{MAIN}row"):
        found = []
        for cell in row.iter(f"{MAIN}c"):
            kind = "f" if cell.find(f"{MAIN}f") is not None else cell.get("t", "n")
            text = "".join(cell.itertext())
            found.append((kind, shared[int(text)] if kind == "s" else text))
        rows.append(found)
    return rows


def test_a_workbook_has_numbers_moments_and_texts_and_no_formula(kit: ShopKit, tmp_path: Path) -> None:
    made = kit.shop.exports.write(tmp_path / "orders.xlsx")
    assert (made.rows, made.stopped) == (9, False)
    rows = cells(made.path)
    assert [text for _kind, text in rows[0]] == list(HEADS)
    assert not any(kind == "f" for row in rows for kind, _text in row)
    said = {text for row in rows for _kind, text in row}
    assert {row.customer for row in kit.shop.orders.last()} - {""} <= said
    total = rows[2][HEADS.index("total")]
    assert total == ("n", "36")


def test_a_name_is_harmless_in_a_spreadsheet_that_opens_the_csv(kit: ShopKit, tmp_path: Path) -> None:
    path = kit.shop.exports.write(tmp_path / "orders.csv").path
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines()))
    assert [row["number"] for row in rows] == [f"A-{n:06d}" for n in range(9, 0, -1)]
    assert {row["total"] for row in rows} == {"36.00", "18.00"}
    names = [row["customer"] for row in rows]
    assert not any(name.startswith(("=", "+", "-", "@")) for name in names)
    assert {"'=1+1", "'+1+1", "'@SUM(A1)", "'-2+3"} <= set(names)


def test_json_says_it_exactly(kit: ShopKit, tmp_path: Path) -> None:
    path = kit.shop.exports.write(tmp_path / "unpaid.json", asked=OrderFilter(Work.TO_BE_PAID)).path
    rows = json.loads(path.read_text("utf-8"))
    assert len(rows) == len(NASTY)
    assert rows[-1] | {"placed_at": ""} == {
        "number": "A-000001", "placed_at": "", "channel": "counter", "till": "A", "customer": "=1+1",
        "currency": "EUR", "items": 2, "total": "36.00", "credited": "0.00", "paid": "0.00",
        "refunded": "0.00", "due": "36.00", "to_give_back": "0.00", "payment_status": "Awaiting payment",
        "fulfilment_status": "Awaiting processing", "methods": "", "delivery": "take_away",
        "tracking_number": "", "promised": "", "pay_by": "2026-12-23",
    }  # fmt: skip


def test_those_that_are_chosen_in_their_order(kit: ShopKit, tmp_path: Path) -> None:
    made = kit.shop.exports.write(tmp_path / "some.json", numbers=("A-000002", "A-000009", "B-000001"))
    assert [row["number"] for row in json.loads(made.path.read_text("utf-8"))] == ["A-000002", "A-000009"]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_stopped_or_refused_leaves_what_was_there(kit: ShopKit, tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"orders.{kind}"
    path.write_text("mine", "utf-8")
    made = kit.shop.exports.write(path, go_on=lambda _done: False)
    assert made.stopped
    assert path.read_text("utf-8") == "mine"
    assert [one.name for one in tmp_path.iterdir() if one.suffix == f".{kind}"] == [path.name]
    with pytest.raises(ExportRefused):
        kit.shop.exports.write(tmp_path / "missing" / f"orders.{kind}")
    with pytest.raises(FileKindUnknown):
        kit.shop.exports.write(tmp_path / "orders.pdf")


def test_a_list_longer_than_a_sheet_goes_on_in_the_next(
    kit: ShopKit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "ROWS_OF_A_SHEET", 6)
    path = kit.shop.exports.write(tmp_path / "orders.xlsx").path
    assert [len(cells(path, sheet)) for sheet in (1, 2)] == [6, 5]
