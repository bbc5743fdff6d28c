"""Numbers in cells, with one decimal mark for the whole file."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from pos.domain.imports import mistakes
from pos.domain.imports.read_file import Home
from pos.exchange import read_catalogue
from pos.exchange.numbers import NumberCells, Unreadable, rate


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("12", "12"),
        ("12.50", "12.50"),
        ("-0", "0"),
        ("−5", "-5"),
        (".5", "0.5"),
        ("5.", "5"),
        ("$4,250.00", "4250.00"),
        ("1,234,567.5", "1234567.5"),
        ("1,00,000.00", "100000.00"),
        ("1’234.50", "1234.50"),
        ("1'234.50", "1234.50"),
        ("1 249.00", "1249.00"),
        ("1\u00a0249.00", "1249.00"),
        ("1\u202f249.00", "1249.00"),
        ("5 €", "5"),
        ("€ 5.20", "5.20"),
        ("-$5.20", "-5.20"),
        ("CHF 12.-", "12"),
        ("12.50 EUR", "12.50"),
        ("１２.５０", "12.50"),
        ("1,234", "1234"),
        ("1.234", "1.234"),
        ("12.499999999999998", "12.5"),
    ],
)
def test_a_number_where_the_mark_is_a_point(cell: str, value: str) -> None:
    assert NumberCells(".", ".")[cell] == Decimal(value)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1,50", "1.50"),
        ("1.234,56", "1234.56"),
        ("1 234,56", "1234.56"),
        ("1.234", "1234"),
        ("1,234", "1.234"),
        ("1.234.567", "1234567"),
        ("12,-", "12"),
        ("0,005", "0.005"),
    ],
)
def test_a_number_where_the_mark_is_a_comma(cell: str, value: str) -> None:
    assert NumberCells(",", None)[cell] == Decimal(value)


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "abc",
        "1e3",
        "4.00638E+12",
        "NaN",
        "Infinity",
        "1_000",
        "1.2.3",
        "1,2,3",
        "--5",
        "12 50",
        "1 23,4",
        "=",
    ],
)
def test_what_is_no_number(cell: str) -> None:
    with pytest.raises(Unreadable) as caught:
        NumberCells(".", ".")[cell]
    assert caught.value.kind is mistakes.CellNotANumber


@pytest.mark.parametrize("cell", ["9" * 400, "1000000000", "99999999999.5"])
def test_a_number_no_till_can_hold(cell: str) -> None:
    with pytest.raises(Unreadable) as caught:
        NumberCells(".", ".")[cell]
    assert caught.value.kind is mistakes.NumberTooLarge


def prices(tmp_path: Path, *cells: str) -> tuple[list[str], list[tuple[int, str]]]:
    path = tmp_path / "prices.csv"
    path.write_text(
        "sku;name;price\n" + "".join(f"A{n};Pear;{cell}\n" for n, cell in enumerate(cells)), "utf-8"
    )
    found = read_catalogue(path)
    return (
        [str(product.variants[0].price) for product in found.products],
        [(each.row, type(each).__name__) for each in found.mistakes],
    )


def test_all_cells_decide_about_the_mark(tmp_path: Path) -> None:
    assert prices(tmp_path, "1.234", "12,50", "3,20") == (["1234", "12.50", "3.20"], [])
    assert prices(tmp_path, "1.234", "12.50", "3.20") == (["1.234", "12.50", "3.20"], [])


def test_a_cell_far_below_decides_too(tmp_path: Path) -> None:
    cells = ["1.234"] * 400 + ["12,50"]

    assert prices(tmp_path, *cells) == (["1234"] * 400 + ["12.50"], [])


def test_without_any_evidence_a_doubtful_price_is_left_out(tmp_path: Path) -> None:
    assert prices(tmp_path, "1.234", "5") == (["5"], [(2, "NumberAmbiguous")])


def test_the_many_outvote_the_one(tmp_path: Path) -> None:
    assert prices(tmp_path, "1.50", "2,50", "3,50") == (["2.50", "3.50"], [(2, "OtherMark")])


def test_a_price_below_zero_and_none_at_all(tmp_path: Path) -> None:
    assert prices(tmp_path, "-1,50", "", "4.00638E+12", "2,00") == (
        ["2.00"],
        [(2, "PriceNegative"), (3, "NoPrice"), (4, "CellNotANumber")],
    )


def test_no_zero_below_zero() -> None:
    assert [str(NumberCells(".", ".")[cell]) for cell in ("-0", "-0.00")] == ["0", "0.00"]


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [("5,5 %", "5.5"), ("20", "20"), ("20.0%", "20"), ("9.975", "9.975"), ("reduced", None), ("200", None)],
)
def test_tax_rates(cell: str, wanted: str | None) -> None:
    assert rate(cell) == wanted


def home_prices(tmp_path: Path, home: Home, *cells: str, stock: str = "3") -> list[Decimal | None]:
    path = tmp_path / "prices.csv"
    rows = "".join(f"A{n};Pear {n};{cell};{stock}\n" for n, cell in enumerate(cells))
    path.write_text(f"sku;name;price;stock\n{rows}", "utf-8")
    found = read_catalogue(path, home=home)
    assert found.mistakes == ()
    return [product.variants[0].price for product in found.products]


@pytest.mark.parametrize(
    ("home", "cells", "values"),
    [
        (Home("CL", "CLP"), ("$97.000", "$ 1.250.000", "12.990", "CLP 5.000"), "97000 1250000 12990 5000"),
        (Home("JP", "JPY"), ("1,200", "¥3,400", "￥980", "1,200円", "¥12,000"), "1200 3400 980 1200 12000"),
        (Home("JP", "JPY"), ("1200.00", "980"), "1200.00 980"),
        (Home("KR", "KRW"), ("₩15,000", "8,900원"), "15000 8900"),
        (Home("VN", "VND"), ("150.000 ₫", "85.000"), "150000 85000"),
        (Home("IS", "ISK"), ("1.290 kr.", "kr 990"), "1290 990"),
        (Home("PY", "PYG"), ("₲ 45.000",), "45000"),
        (Home("TN", "TND"), ("1,500", "12,250"), "1.500 12.250"),
        (Home("KW", "KWD"), ("1.500", "KD 2.250"), "1.500 2.250"),
        (Home("CO", "COP", "."), ("$ 97.000", "$ 12.900"), "97000 12900"),
        (Home("ID", "IDR", "."), ("Rp 97.000", "Rp12.500"), "97000 12500"),
        (Home("HU", "HUF", "\u00a0"), ("1 290 Ft", "990 Ft", "12\u00a0900 Ft"), "1290 990 12900"),
        (Home("HU", "HUF", "\u00a0"), ("1.290 Ft", "990,- Ft"), "1290 990"),
        (Home("CZ", "CZK", "\u00a0"), ("1.290 Kč", "12,- Kč", "1 290,- Kč"), "1290 12 1290"),
        (Home("SE", "SEK", "\u00a0"), ("1.290 kr", "1.290:-"), "1290 1290"),
        (Home("DE", "EUR", "."), ("12,- €", "5,50 €", "1.200,- EUR"), "12 5.50 1200"),
        (Home("IN", "INR", ","), ("Rs. 1,200/-", "Rs.500", "₹1,00,000.00"), "1200 500 100000"),
        (Home("RU", "RUB", "\u00a0"), ("1 290 р.", "90,50 руб."), "1290 90.50"),
        (Home("AE", "AED", ","), ("د.إ 12.50", "AED 8.00"), "12.50 8"),
        (Home("TW", "TWD", ","), ("NT$1,200", "980"), "1200 980"),
        (Home("DE", "EUR", "."), ("1.234", "5"), "1234 5"),
        (Home("BR", "BRL", "."), ("R$ 1.234,50", "R$ 9,90"), "1234.50 9.90"),
        (Home("ZA", "ZAR", "\u00a0"), ("R 12,50", "R1 250,00"), "12.50 1250.00"),
        (Home("PE", "PEN", ","), ("S/ 12.50", "S/. 8.00", "S/1,250"), "12.50 8.00 1250"),
        (Home("EG", "EGP"), ("١٢٫٥٠", "١٬٢٥٠٫٠٠"), "12.50 1250.00"),
    ],
)
def test_amounts_as_the_shops_country_writes_them(
    tmp_path: Path, home: Home, cells: tuple[str, ...], values: str
) -> None:
    assert home_prices(tmp_path, home, *cells) == list(map(Decimal, values.split()))


def test_the_currency_tells_how_the_stock_is_written_too(tmp_path: Path) -> None:
    path = tmp_path / "prices.csv"
    path.write_text("sku,name,price,stock\nA,Pear,$97.000,1.500\nB,Fig,$ 1.990,12\n", "utf-8")

    found = read_catalogue(path, home=Home("CL", "CLP"))

    assert [product.variants[0].stock for product in found.products] == [1500, 12]


def test_where_the_country_does_not_tell_a_doubtful_price_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "prices.csv"
    path.write_text("sku;name;price\nA;Pear;1.234\n", "utf-8")

    found = read_catalogue(path, home=Home("FR", "EUR", "\u202f"))

    assert [type(each).__name__ for each in found.mistakes] == ["NumberAmbiguous"]
