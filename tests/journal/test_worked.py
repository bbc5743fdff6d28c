"""Each kind of entry has a worked table: the rows that one of it adds, changes and takes away, by hand."""

from __future__ import annotations

import pytest

from pos.journal.kinds import KINDS
from tests.journal.worked import Worked, changes
from tests.journal.worked_orders import ORDERS
from tests.journal.worked_records import RECORDS

WORKED: dict[str, Worked] = ORDERS | RECORDS


def test_every_kind_has_a_worked_table() -> None:
    assert WORKED.keys() == KINDS.keys()
    for kind, worked in WORKED.items():
        assert worked.fact.kind == kind


@pytest.mark.parametrize("kind", WORKED)
def test_the_rows_of_a_kind_are_those_worked_by_hand(kind: str) -> None:
    assert changes(WORKED[kind]).splitlines() == WORKED[kind].lines
