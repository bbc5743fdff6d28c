"""Commands that only read write nothing: also in a folder whose till would begin another life."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from pos.services.till.files import ShopFolder
from pos.services.till.restore import restore
from tests.cli.conftest import CommandLine

DOCUMENT = {
    "lines": [{"sku": "MUG-BLU", "quantity": "2"}],
    "customer": {"name": "Lucie Martin", "email": "lucie@example.com"},
}
READS = [
    "tills", "orders", "orders A-000001", "order A-000001", "documents", "quotes", "quote A-Q000001",
    "products", "products mug", "product MUG-BLU", "stock MUG-BLU", "customers", "customer lucie@example.com",
    "customer erase lucie@example.com", "exceptions", "mail", "store status", "store exceptions", "digest",
    "verify", "verify --rebuild", "document A-000001 -o {out}", "document A-Q000001 --kind quote -o {out}",
    "price {file}", "export orders {sheet}",
]  # fmt: skip


def held(folder: Path) -> dict[str, str]:
    """What lies in a folder, to the byte."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(params=["copied", "restored"])
def other(
    till: CommandLine, request: pytest.FixtureRequest, capfdbinary: pytest.CaptureFixture[bytes]
) -> CommandLine:
    """A shop with a sale and a quote, brought to another folder in which nobody worked yet."""
    till.place(DOCUMENT)
    till.json("quote", "save", till.write(DOCUMENT, "quote.json"))
    folder = till.folder.parent / "other"
    if request.param == "copied":
        shutil.copytree(till.folder, folder)
    else:
        copy = till.folder.parent / "kept.comptoir"
        till.json("backup", str(copy))
        restore(copy, ShopFolder(folder), lambda _reader: None, lambda _done, _of: None)
    return CommandLine(folder, capfdbinary)


def test_reading_commands_leave_a_copied_or_restored_folder_as_it_is(
    till: CommandLine, other: CommandLine
) -> None:
    before = held(other.folder)
    out, file = till.folder.parent / "out.pdf", till.write(DOCUMENT)
    for words in READS:
        said = other("--json", *words.format(out=out, file=file, sheet=out.with_suffix(".csv")).split())
        assert said.status == 0, (words, said.err)
        assert held(other.folder) == before, words
    assert [(one["letter"], one["this"]) for one in other.json("tills")] == [("A", True)]
    other.place(DOCUMENT)
    assert [one["letter"] for one in other.json("tills")] == ["A", "A2"], "who writes begins another life"
