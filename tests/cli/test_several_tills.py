"""Several tills and a stick, by commands alone: pairing, bundles, who there is, equal digests."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from pos.cli import main
from tests.shop_kit import ram

__all__ = ["ram"]


def test_three_tills_and_a_stick(ram: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stick = str(ram / "shop.bundle")

    def said(till: str, *words: str) -> Any:
        status = main([*words, "--data", str(ram / till), "--json"])
        out, err = capsys.readouterr()
        assert status == 0, err
        return json.loads(out)

    def refused(till: str, *words: str) -> str:
        assert main([*words, "--data", str(ram / till), "--json"]) == 1
        return str(json.loads(capsys.readouterr().out)["error"]["type"])

    said("a", "init", "--name", "Atelier Lune", "--country", "FR", "--person", "Lucie")
    order = ram / "order.json"
    order.write_text(json.dumps({"lines": [{"name": "Bowl", "unit_price": "24.00", "tax_rates": ["20"]}],
        "payments": [{"method": "cash", "amount": "24.00"}]}))  # fmt: skip
    said("a", "order", "place", str(order))
    assert refused("a", "hub", "pair", "--letter", "B") == "NoHub"
    asked = said("a", "hub", "pair", "--letter", "B", "--role", "till", "--days", "3", "--bundle", stick)
    assert (asked["letter"], asked["role"]) == ("B", "till")
    joined = said("b", "hub", "pair", asked["code"], "--bundle", stick)
    assert (joined["letter"], joined["pulled"]) == ("B", 4)
    assert refused("c", "hub", "pair", asked["code"][:-9], "--bundle", stick) == "CodeDamaged"
    assert refused("b", "hub", "remove", "A") == "OfficeOnly"
    said("b", "order", "place", str(order))
    written = said("b", "bundle", "write", stick)
    assert written["entries"] == 6
    assert said("a", "bundle", "read", stick) == {"entries": 2, "applied": 2, "parked": 0}
    assert said("a", "digest")["digest"] == said("b", "digest")["digest"]
    tills = said("a", "tills")
    assert [(one["letter"], one["this"], one["sales"]) for one in tills] == [
        ("A", True, {"count": 1, "total": "24.00"}), ("B", False, {"count": 1, "total": "24.00"}),
    ]  # fmt: skip
    assert said("a", "hub", "remove", "B")["lives"] == [tills[1]["life"]]
    assert refused("a", "bundle", "read", str(order)) == "NotABundle"
    assert said("b", "verify", "--rebuild")["ok"]


def test_the_only_piece_is_at_one_till_until_it_is_said_otherwise(
    ram: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stick = str(ram / "shop.bundle")

    def run(till: str, *words: str) -> tuple[int, Any]:
        status = main([*words, "--data", str(ram / till), "--json"])
        return status, json.loads(capsys.readouterr().out)

    def refused(till: str, *words: str) -> str:
        status, value = run(till, *words)
        assert status == 1
        return str(value["error"]["type"])

    run("a", "init", "--name", "Atelier Lune", "--country", "FR")
    goods = ram / "goods.csv"
    goods.write_text("name,sku,price,stock\nVase,VASE,240.00,1\n")
    run("a", "import", "products", str(goods))
    assert run("a", "stock", "VASE")[1].get("till") is None
    assert refused("a", "stock", "at", "VASE", "B") == "TillUnknown"
    _status, asked = run("a", "hub", "pair", "--letter", "B", "--role", "till", "--bundle", stick)
    run("b", "hub", "pair", asked["code"], "--bundle", stick)
    run("b", "bundle", "write", stick)
    run("a", "bundle", "read", stick)
    for letter, why in (("Z", "TillUnknown"), ("b", "LetterUnusable"), ("B2", "LetterUnusable")):
        assert refused("a", "stock", "at", "VASE", letter) == why
    assert refused("a", "stock", "at", "NONE", "B") == "ProductUnknown"
    assert refused("b", "stock", "at", "VASE", "B") == "OfficeOnly"
    _status, level = run("a", "stock", "at", "VASE", "B")
    assert (level["till"], level["on_hand"]) == ("B", "1")
    run("a", "bundle", "write", stick)
    run("b", "bundle", "read", stick)
    assert run("b", "stock", "VASE")[1]["till"] == "B"
    assert run("b", "product", "VASE")[1]["variants"][0]["till"] == "B"
    assert main(["stock", "VASE", "--data", str(ram / "b")]) == 0
    assert "the only piece at till B" in capsys.readouterr().out
    assert run("a", "stock", "at", "VASE", "-")[1].get("till") is None
    with pytest.raises(SystemExit):
        main(["stock", "at", "VASE", "--data", str(ram / "a")])
    with pytest.raises(SystemExit):
        main(["stock", "at", "VASE", "B", "--reason", "damage", "--data", str(ram / "a")])


@pytest.mark.skipif(os.name == "nt", reason="pipes in folders")
def test_what_is_no_file_is_never_waited_for(ram: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each file that a command about tills reads or writes, against all that may stand under its name."""

    def refused(till: str, *words: str) -> str:
        assert main([*words, "--data", str(ram / till), "--json"]) == 1
        out, err = capsys.readouterr()
        assert (len(err.splitlines()), json.loads(out)["error"]["message"]) == (1, err.strip())
        return str(json.loads(out)["error"]["type"])

    assert main(["init", "--name", "Atelier", "--country", "FR", "--data", str(ram / "a"), "--json"]) == 0
    capsys.readouterr()
    stick, pipe, folder, missing = (str(ram / name) for name in ("stick", "pipe", "folder", "missing"))
    assert main(["hub", "pair", "--letter", "B", "--bundle", stick, "--data", str(ram / "a"), "--json"]) == 0
    code = json.loads(capsys.readouterr().out)["code"]
    os.mkfifo(pipe)
    Path(folder).mkdir()
    reasons = {pipe: "NotABundle", folder: "NotABundle", "/dev/null": "NotABundle", missing: "FileMissing"}
    for name, why in (reasons | {f"{stick}/x": "FileMissing", "n" * 300: "FileUnreadable"}).items():
        assert refused("a", "bundle", "read", name) == why
        assert refused("b", "hub", "pair", code, "--bundle", name) == why
        vector = why.replace("NotABundle", "VectorUnreadable")
        assert refused("a", "bundle", "write", missing, "--since", name) == vector
    for text in ("", "[" * 9000, '{"a": 1.5}', '[{"life": 1}]', '[{"entries": 1}]', "\ud800"):
        Path(missing).write_text(text, "utf-8", "surrogatepass")
        assert refused("a", "bundle", "write", f"{stick}2", "--since", missing) == "VectorUnreadable"
    for name in (pipe, folder, "/dev/null", missing):
        assert refused("a", "bundle", "write", name) == "FileInTheWay"
    for name in (f"{stick}/x", "n" * 300):
        assert refused("a", "bundle", "write", name) == "DiskTrouble"
    assert not (ram / "b").exists() or not list((ram / "b").iterdir())


def test_where_no_sheet_can_be_written_no_hub_is_made(
    ram: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Said before anybody is spoken to: what was made at the hub could not be taken back."""
    monkeypatch.setenv("COMPTOIR_HUB", "postgresql://owner:secret@localhost:1/empty")
    data = ("--data", str(ram / "a"), "--json")
    assert main(["init", "--name", "Atelier", "--country", "FR", *data]) == 0
    (ram / "folder").mkdir()
    for name in ("no/such/sheet.pdf", "folder", "n" * 300):
        capsys.readouterr()
        assert main(["hub", "create", "--sheet", str(ram / name), *data]) == 1
        assert json.loads(capsys.readouterr().out)["error"]["type"] == "FileUnwritable"
