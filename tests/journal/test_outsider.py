"""What an outsider is told of the journal: the formats as they are, a script that agrees with `verify`."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pos.cli import main
from pos.journal.proof.formats import table_of_kinds
from tests.faults.tamper import script
from tests.shared import ROOT
from tests.shop_kit import ShopKit

DOCUMENT = (ROOT / "docs" / "journal.md").read_text("utf-8")


def test_the_table_of_formats_is_the_one_in_the_document(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert DOCUMENT.endswith(f"\n\n{table_of_kinds()}\n"), "print it anew: python3 pos kinds"
    assert main(["kinds"]) == 0
    assert capfdbinary.readouterr().out.decode() == f"{table_of_kinds()}\n"


def says(kit: ShopKit, folder: Path, *keys: str) -> str:
    """What the document's script prints of the shop."""
    (code,) = re.findall(r"```python\n(.*?)```", DOCUMENT, re.DOTALL)
    (folder / "check.py").write_text(code, "utf-8")
    words = (str(folder / "check.py"), str(kit.shop.folder.database), *keys)
    done = subprocess.run([sys.executable, *words], capture_output=True, text=True, timeout=240, check=True)
    return done.stdout.strip()


def nothing(_script: sqlite3.Connection) -> None:
    """Leave it as it is."""


def a_body(script: sqlite3.Connection) -> None:
    script.execute("UPDATE entry_part SET body = body || x'20' WHERE arrival = 6")


def a_seal(script: sqlite3.Connection) -> None:
    script.execute("UPDATE entry SET sig = zeroblob(64) WHERE arrival = 7")


def a_place(script: sqlite3.Connection) -> None:
    script.execute("UPDATE entry SET kind = 'cash.moved' WHERE arrival = 6")


def a_gap(script: sqlite3.Connection) -> None:
    script.execute("DELETE FROM entry WHERE arrival = 6")


def a_note(script: sqlite3.Connection) -> None:
    script.execute("UPDATE entry_part SET personal = NULL, personal_salt = NULL")


@pytest.mark.parametrize("edit", [nothing, a_body, a_seal, a_place, a_gap, a_note])
def test_the_script_agrees_with_verify(ram: Path, edit: Callable[[sqlite3.Connection], None]) -> None:
    shop = ShopKit.create(ram / "shop")
    shop.stocks()
    shop.pays(replace(shop.cart("MUG-BLU"), customer_note="ring twice"))
    shop.sells("MUG-BLU")
    key = shop.shop.till.life.key.public.hex()
    with script(shop) as connection:
        edit(connection)
    answer = shop.shop.auditor.verify(rebuild=True).answer
    assert answer == ("right" if edit is nothing else "wrong")
    assert says(shop, ram, key).partition(":")[0] == answer
    if edit is nothing:
        assert says(shop, ram).startswith("not_provable")
    shop.close()
