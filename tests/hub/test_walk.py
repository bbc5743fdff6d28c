"""What docs/hub.md says to do, typed as it stands there: real programs, a real server, the sheet on paper."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tests.hub.conftest import Opened
from tests.hub.programs import Program
from tests.postgres import TestDatabase

pytestmark = pytest.mark.full

CATALOGUE = "name,sku,price,stock\nMug,MUG,18.00,50\n"
SALE = """{"channel": "counter", "lines": [{"sku": "MUG"}],
    "customer": {"name": "Berthe Morisot", "email": "berthe@example.com"},
    "payments": [{"method": "cash", "amount": "18.00"}]}"""
HOLDING = "SELECT count(*) FROM comptoir.entry WHERE position('Berthe'::bytea IN coalesce(personal, '')) > 0"
OVER = "SELECT login FROM comptoir.login WHERE letter = %s AND until IS NOT NULL AND closed_at IS NULL"


def words_on(sheet: Path) -> str:
    """What a person types from the recovery sheet."""
    pages = pypdfium2.PdfDocument(sheet)
    text = "\n".join(page.get_textpage().get_text_range() for page in pages)
    return " ".join(re.findall(r"\b[a-z]{5}\b", text.partition("La clé de la boutique")[2]))


@pytest.fixture
def office(program: Opened, tmp_path: Path) -> Program:
    a = program("a")
    a("init", "--name", "Atelier Lune", "--country", "FR", "--person", "Lucie")
    (tmp_path / "catalogue.csv").write_text(CATALOGUE, "utf-8")
    (tmp_path / "sale.json").write_text(SALE, "utf-8")
    a("import", "products", str(tmp_path / "catalogue.csv"))
    a("hub", "create", "--sheet", str(tmp_path / "recovery.pdf"))
    return a


def paired(office: Program, program: Opened, letter: str, *words: str) -> Program:
    code = office("hub", "pair", "--letter", letter, *words)["code"]
    one = program(letter.lower())
    assert one("hub", "pair", "-", given=code)["letter"] == letter
    return one


def meet(*tills: Program) -> None:
    """Rounds until everybody has everything, and the same."""
    for _time in range(2):
        for one in tills:
            assert one("sync", "--once")["unsent"] == 0
    assert len({one("digest")["digest"] for one in tills}) == 1
    assert all(one("verify", "--rebuild")["ok"] for one in tills)


def test_the_office_is_lost_and_the_next_one_lets_tills_in_by_the_sheet(
    office: Program, program: Opened, database: TestDatabase, tmp_path: Path
) -> None:
    b = paired(office, program, "B")
    c = paired(office, program, "C", "--role", "till")
    office("sync", "--once")
    words = words_on(tmp_path / "recovery.pdf")
    assert b.refused("hub", "pair", "--letter", "D") == "ShopKeyElsewhere"
    assert b.refused("hub", "recover", "-", given=words.replace(words[:5], "babab", 1)) == "SheetMistyped"
    assert b("hub", "recover", "-", given=words) == {"letter": "B", "again": False}
    assert b("hub", "remove", "A")["letter"] == "A"
    d = paired(b, program, "D")
    code = b("hub", "pair", "--letter", "E")["code"]
    ((login,),) = database.run(OVER, "E")
    database.run(f"ALTER ROLE {login} VALID UNTIL 'yesterday'")
    assert program("e").refused("hub", "pair", code) == "CodeUsed"
    assert not (tmp_path / "e" / "shop.db").exists()
    meet(b, c, d, paired(b, program, "E"))


def test_what_was_sold_to_who_is_forgotten_is_forgotten_too_where_somebody_says_so(
    office: Program, program: Opened, database: TestDatabase, tmp_path: Path
) -> None:
    b = paired(office, program, "B", "--role", "till")
    sale = str(tmp_path / "sale.json")
    office("order", "place", sale)
    meet(office, b)
    b("order", "place", sale)
    assert office("customer", "erase", "berthe@example.com", "--yes")["done"]
    meet(office, b)
    asked: list[Any] = [one for one in office("exceptions") if one["kind"] == "erase_again"]
    assert [one["choices"] for one in asked] == [["keep", "erase"]]
    assert asked == [one for one in b("exceptions") if one["kind"] == "erase_again"]
    assert not b("exceptions", "resolve", asked[0]["id"], "erase")["again"]
    assert b("exceptions", "resolve", asked[0]["id"], "erase")["again"]
    meet(office, b)
    for one in (office, b):
        assert (one("exceptions"), one("customers", "Berthe")) == ([], [])
        assert b"Berthe" not in (one.folder / "shop.db").read_bytes()
    assert database.run(HOLDING) == [(0,)]


def test_a_hub_that_is_gone_for_good_is_made_anew_from_what_the_tills_hold(
    office: Program, program: Opened, database: TestDatabase, tmp_path: Path
) -> None:
    b = paired(office, program, "B", "--role", "till")
    office("order", "place", str(tmp_path / "sale.json"))
    meet(office, b)
    database.run("DROP SCHEMA comptoir CASCADE")
    b("order", "place", str(tmp_path / "sale.json"))
    assert b.refused("sync", "--once") == "HubGone"
    for one in (office, b):
        assert one("hub", "remove", "--here", "--yes")
        made = one("hub", "create", "-", given=database.dsn())
        assert made["pushed"] > 0
    meet(office, b)
    assert not b("hub", "status")["unsent"]
