"""Lists of orders on the command line: the same filters as in the window, and as a file."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from tests.cli.conftest import CommandLine, line


def numbers(till: CommandLine, *words: str) -> list[str]:
    return [row["number"] for row in till.json("orders", *words)]


def test_lists_of_what_waits_are_found_and_written_to_a_file(till: CommandLine) -> None:
    cash = [{"method": "cash", "amount": "6.00"}]
    till.place({"lines": [line()], "payments": cash})
    till.place({"lines": [line(name="Vase")], "channel": "phone", "promised": "2020-05-01", "payments": []})
    till.place({"lines": [line()], "payments": [{"method": "card", "amount": "6.00"}]})
    assert numbers(till, "--to-be-paid") == ["A-000002"]
    assert numbers(till, "--late") == numbers(till, "--promised", "2020-05-01") == ["A-000002"]
    assert (
        numbers(till, "--overdue") == numbers(till, "--to-give-back") == numbers(till, "--exceptions") == []
    )
    assert numbers(till, "--method", "card") == ["A-000003"]
    assert numbers(till, "--channel", "phone") == numbers(till, "vase") == ["A-000002"]
    assert numbers(till, "--till", "a", "--sort", "oldest") == ["A-000001", "A-000002", "A-000003"]
    assert numbers(till, "6.00", "--until", "2020-01-01") == []
    till("order", "cancel", "A-000003")
    assert numbers(till, "--to-give-back") == ["A-000003"]

    path = till.files / "unpaid.csv"
    made = till.json("export", "orders", str(path), "--to-be-paid")
    assert made == {"path": str(path), "orders": 1}
    (row,) = csv.DictReader(path.read_text("utf-8-sig").splitlines())
    assert (row["number"], row["due"], row["promised"]) == ("A-000002", "6.00", "2020-05-01")
    assert till.json("export", "orders", str(till.files / "vase.json"), "vase")["orders"] == 1
    assert json.loads(Path(till.files / "vase.json").read_text("utf-8"))[0]["number"] == "A-000002"


def test_what_is_refused_says_why(till: CommandLine) -> None:
    assert till.refused("export", "orders", str(till.files / "orders.doc")) == "FileKindUnknown"
    assert till.refused("export", "orders", str(till.files / "no" / "orders.csv")) == "ExportRefused"
    assert till.refused("orders", "--promised", "tomorrow") == "DayWrong"
    assert till("orders", "--late", "--overdue").status == 2
