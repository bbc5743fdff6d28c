"""One way in: only the journal's application writes derived tables, and the same code replays them."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from pos.model.base import Kind, tables_of
from tests.shared import ROOT
from tests.shop_kit import ShopKit

WRITES = re.compile(
    r"\b(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|REPLACE\s+INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM)\s+(?!SET\b)(\w+|\{[^}]*\})",
    re.IGNORECASE,
)
TRIGGERS = "pos/model/journal.py"
BLANKS = "pos/journal/erasing.py"


def statements(path: Path) -> list[str]:
    """Every string of a file that may be SQL, with the places of an f-string as {}."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.JoinedStr):
            parts = (part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
            found.append("".join(str(part) for part in parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.append(node.value)
    return found


def written(path: Path) -> set[str]:
    """The tables that a file's SQL writes; {} where the table is not written out."""
    return {re.sub(r"\{.*", "{}", table) for sql in statements(path) for table in WRITES.findall(sql)}


SOURCES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "pos").rglob("*.py"))


@pytest.mark.parametrize("source", [source for source in SOURCES if not source.startswith("pos/journal/")])
def test_only_the_journals_application_writes_derived_tables(source: str) -> None:
    tables = written(ROOT / source)
    assert not tables & set(tables_of(Kind.DERIVED)), source
    assert "{}" not in tables, f"{source} writes a table whose name cannot be read here"


def test_the_scan_sees_what_the_application_writes() -> None:
    seen: set[str] = set()
    for source in SOURCES:
        if source.startswith("pos/journal/"):
            seen |= written(ROOT / source)
    assert set(tables_of(Kind.DERIVED)) - seen == set(), "derived tables that nobody fills"
    derived, journal = set(tables_of(Kind.DERIVED)), set(tables_of(Kind.JOURNAL))
    local = {"parked", "choice"}  # what waits, and in a copied journal which life this till is
    assert seen - {"{}"} - local - journal <= derived, "the application writes nothing but derived tables"


def test_only_the_journal_adds_entries() -> None:
    adds = {source for source in SOURCES if written(ROOT / source) & {"entry", "entry_part"}}
    assert adds - {TRIGGERS, BLANKS} <= {"pos/journal/stored.py", "pos/journal/proof/rebuild.py"}


def test_what_blanks_entries_only_blanks_them() -> None:
    blanking = [sql for sql in statements(ROOT / BLANKS) if WRITES.search(sql) and "entry_part" in sql]
    assert blanking == ["UPDATE entry_part SET personal = NULL, personal_salt = NULL WHERE arrival = ?"]


@pytest.mark.parametrize(
    "place", ["datetime.now", "uuid", "random", "secrets", "time.", "os.urandom", "Settings"]
)
def test_the_application_knows_no_clock_chance_or_settings(place: str) -> None:
    sources = [*(ROOT / "pos/journal/kinds").glob("*.py"), *(ROOT / "pos/journal").glob("order_*.py")]
    sources += [ROOT / "pos/journal" / f"{name}.py" for name in ("records", "heads", "stubs", "erasing")]
    for path in sources:
        code = ast.unparse(ast.parse(path.read_text("utf-8")))
        imports = [line for line in code.splitlines() if line.startswith(("import", "from"))]
        assert not any(place.split(".")[0] in line.split()[1:2] for line in imports), path
        assert f"{place}(" not in code, path


def test_a_rebuild_gives_the_same_tables_after_everything_a_till_does(shop: ShopKit) -> None:
    shop.stocks(barcode="4006381333931")
    shop.stocks("Honey", sku="HONEY", price="24.90", unit="kg", quantity=None, tax="reduced")
    shop.sells("MUG-BLU", ("HONEY", "0.350"))
    shop.shop.checkout.open_float(shop.money("150"))
    variant = shop.hit("MUG-BLU").variant_id
    shop.shop.catalogue.change_variant(variant, price=None, barcodes=("123", "456"), sku="MUG-2")
    shop.shop.catalogue.change_product(shop.hit("MUG-2").product_id, favourite=True, category="Mugs")
    shop.shop.settings.change(name="Atelier Soleil", cash_step=5)
    shop.shop.people.add("Marie")
    shop.shop.order_changes.void("A-000001")
    shop.shop.documents.printed("A-000001")
    shop.shop.till.confirm_date()
    found = shop.shop.auditor.verify(rebuild=True)
    assert found.ok, found.first_bad
    assert sum(life.signed for life in found.lives) == found.entries > 12
