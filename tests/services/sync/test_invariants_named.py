"""The table of what holds between tills names tests that there are."""

from __future__ import annotations

import re

from tests.faults.rig import ROOT

NAMED = re.compile(r"`((?:\w+/)+(?:test|bench)_\w+\.py)`([^`|]*)")


def test_every_test_that_the_table_names_is_there() -> None:
    rows = [
        line for line in (ROOT / "docs/invariants.md").read_text("utf-8").splitlines() if line[:2] == "| "
    ]
    numbered = [row.split("|")[1].strip() for row in rows if row.split("|")[1].strip().isdigit()]
    assert numbered == [str(number) for number in range(1, 28)]
    for row in rows:
        if "shown by" in row:
            continue
        named = NAMED.findall(row)
        assert named, row
        for path, functions in named:
            source = (ROOT / "tests" / path).read_text("utf-8")
            names = [name.strip() for name in functions.split(",") if name.strip()]
            assert names or path.startswith("bench/"), row
            assert [name for name in names if f"def test_{name}(" not in source] == [], path
