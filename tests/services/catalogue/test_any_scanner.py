"""A code of the shop is found however a scanner, a keyboard or a spreadsheet wrote it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pos.domain.box.reading import can_be_scanned
from pos.domain.catalogue import keyboards
from pos.domain.catalogue.keyboards import PAIRS
from tests.services.catalogue.test_search import Shelf
from tests.shared import shared

WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
WRAPPINGS = {
    "as it is": "{code}",
    "kind of code in front": "]E0{code}",
    "kind of code in front, short": "]E4{code}",
    "kind of code in front, Code 39": "]A0{code}",
    "kind of code in front, Code 128": "]C0{code}",
    "start and stop": "*{code}*",
    "both": "]A0*{code}*",
    "field": "01{gtin}",
    "fields": "01{gtin}1729013110ABC",
    "fields, weighed": "01{gtin}3103001250",
    "fields with separator": "\x1d01{gtin}10ABC\x1d17290131",
    "fields, told": "]C101{gtin}10ABC\x1d17290131",
    "fields, batch first": "]d210ABC\x1d01{gtin}",
    "brackets": "(01){gtin}(17)290131(10)ABC",
    "square brackets": "[01]{gtin}[10]ABC",
    "pallet": "(00)340123450000000017(02){gtin}(37)24",
    "pallet, goods in it": "(00)340123450000000017(01){gtin}",
    "pallet without signs": "0034012345000000001702{gtin}3724",
    "pallet, told": "]C10034012345000000001702{gtin}3724",
    "piece of a set": "(8006){gtin}0102",
    "web": "https://id.gs1.org/01/{gtin}/10/ABC?17=290131",
    "web, another shop": "HTTP://example.com/a/b/01/{code}",
    "web, by a query": "https://example.com/p?ean={code}&x=1",
    "web, by its kind": "https://example.com/GTIN/{code}/lot/ABC",
    "case": "{gtin}",
    "zeros lost": "{bare}",
    "blanks": " {code}\r",
    "prefix": "~{code}",
    "suffix": "{code}$",
    "label": "EAN {code}",
    "label with its length": "GTIN-13: {code}",
}

TYPED = ("prefix", "suffix", "label", "label with its length")
"""What a wrong keyboard makes something else of."""


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path_factory.mktemp("scanner") / "shop.db")
    for code in _codes():
        shelf.add(code, codes=(code,))
    yield shelf
    shelf.connection.close()


def _codes() -> list[str]:
    return [
        each["code"] for each in json.loads(shared("barcodes/valid-codes.json").read_text("utf-8"))["codes"]
    ]


def _wrapped(how: str, code: str) -> str:
    return WRAPPINGS[how].format(code=code, gtin=code.zfill(14), bare=_bare(code))


def _bare(code: str) -> str:
    """A number that a spreadsheet made of the code; of very few digits none can tell what they were."""
    bare = code.lstrip("0")
    return bare if len(bare) >= 7 else code


def _found(shelf: Shelf, code: str, *, scanned: bool = True) -> list[str]:
    return [hit.name for hit in shelf.search.by_code(code, scanned)]


@pytest.mark.parametrize("how", WRAPPINGS)
def test_every_wrapping_is_the_same_product(shelf: Shelf, how: str) -> None:
    for code in _codes():
        assert _found(shelf, _wrapped(how, code)) == [code], _wrapped(how, code)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.data(),
    st.sampled_from([how for how in WRAPPINGS if how not in TYPED]),
    st.sampled_from([pair for pair in PAIRS if pair[1] == keyboards.US]),
)
def test_any_wrapping_behind_any_keyboard(
    shelf: Shelf, data: st.DataObject, how: str, pair: keyboards.Pair
) -> None:
    code = data.draw(st.sampled_from(_codes()))
    assert _found(shelf, keyboards.typed(_wrapped(how, code), pair)) == [code]


@pytest.mark.parametrize("digits", [WIDE, ARABIC])
def test_digits_of_another_script(shelf: Shelf, digits: dict[int, int]) -> None:
    for code in _codes():
        assert _found(shelf, code.translate(digits)) == [code]
        assert _found(shelf, code.translate(digits), scanned=False) == [code]


@pytest.mark.parametrize(
    "kept", ["12345678905", "*012345678905*", "]E0012345678905", "０１２３４５６７８９０５"]
)
def test_a_code_that_was_kept_damaged_is_found(tmp_path: Path, kept: str) -> None:
    shelf = Shelf(tmp_path / "shop.db")
    shelf.add("Tea", codes=(kept,))
    shelf.add("Book", sku="978-3-16-148410-0 ", codes=("x",))
    assert _found(shelf, kept) == ["Tea"]
    if kept.isascii():
        assert _found(shelf, "0012345678905") == ["Tea"]
    shelf.connection.close()


def test_a_number_in_the_place_of_a_sku_is_found(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shop.db")
    shelf.add("Tea", sku="12345678905")
    assert _found(shelf, "012345678905") == ["Tea"]
    assert _found(shelf, "012345678905", scanned=False) == ["Tea"]
    shelf.connection.close()


def test_a_wrong_check_digit_is_found_as_it_is_kept(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shop.db")
    for each in json.loads(shared("barcodes/invalid-codes.json").read_text("utf-8"))["codes"]:
        shelf.add(each["code"], sku=each["code"])
        assert _found(shelf, each["code"]) == [each["code"]]
    shelf.connection.close()


def test_codes_of_letters_come_through_capslock_and_a_french_keyboard(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shop.db")
    shelf.add("Mug", codes=("Mug-12/A",))
    assert _found(shelf, "mUG-12/a") == ["Mug"]
    assert _found(shelf, keyboards.typed("Mug-12/A", ("fr", "us"))) == ["Mug"]
    assert _found(shelf, "Mug-13/A") == []
    shelf.connection.close()


def test_what_could_be_two_products_is_asked(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shop.db")
    shelf.add("Tea", codes=("012345678905",))
    shelf.add("Salt", codes=("0123456789050",))
    assert _found(shelf, "12345678905") == ["Tea", "Salt"]  # lost a zero, or its check digit
    shelf.connection.close()


DASHES = "-‐‑‒–—−﹣－"


@pytest.mark.parametrize("kept", ["MUG-BLU-01", "MUG–BLU–01", "MUG−BLU−01"])
@pytest.mark.parametrize("scanned", [True, False])
def test_a_dash_is_a_dash(tmp_path: Path, kept: str, scanned: bool) -> None:
    shelf = Shelf(tmp_path / "shop.db")
    shelf.add("Mug", sku=kept)
    for dash in DASHES:
        assert _found(shelf, f"mug{dash}blu{dash}01", scanned=scanned) == ["Mug"], dash
        assert _found(shelf, f"mug{dash}blu{dash}02", scanned=scanned) == []
    shelf.add("Other", sku=f"MUG{'—' if kept[3] == '-' else '-'}BLU-01")
    assert _found(shelf, kept, scanned=scanned) == ["Mug"]  # what is written alike comes first
    shelf.connection.close()


@pytest.mark.parametrize("add_on", [" 12", " 51299", "+05", " + 05", "]E212", "12", "51299"])
def test_the_small_code_beside_a_number_of_goods_is_no_part_of_it(shelf: Shelf, add_on: str) -> None:
    for code in _codes():
        if len(code) not in (12, 13):
            continue
        for kind in ("", "]E0") if add_on[0] in "]+ " else ("",):
            typed = f"{kind}{code}{add_on}"
            assert _found(shelf, typed) == [code], typed
            assert can_be_scanned(typed), typed


@pytest.mark.parametrize("pair", PAIRS)
def test_add_ons_and_hyphens_come_through_any_keyboard(tmp_path: Path, pair: keyboards.Pair) -> None:
    shelf = Shelf(tmp_path / "shop.db")
    shelf.add("Book", codes=("9783161484100",))
    for code in ("9783161484100 51299", "978316148410051299", "978-3-16-148410-0"):
        typed = keyboards.typed(code, pair)
        assert _found(shelf, typed) == ["Book"], typed
        assert can_be_scanned(typed), typed
    shelf.connection.close()
