"""`exceptions`: what people must decide, and the answer, as scripts do it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos.cli import main
from tests.services.orders.test_exceptions import ordered, pays
from tests.two_tills import TwoTills, tills

__all__ = ["tills"]


@pytest.fixture
def asked(tills: TwoTills, ram: Path) -> Iterator[str]:
    """A folder whose shop has an order that was paid twice."""
    number = ordered(tills.a)
    for kit in (tills.b, tills.a):
        pays("54")(kit, number)
    tills.meet()
    tills.a.close()
    yield str(tills.a.folder)
    tills.a.reopen()


def said(capsys: pytest.CaptureFixture[str], *words: str) -> object:
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_script_lists_decides_and_decides_again(asked: str, capsys: pytest.CaptureFixture[str]) -> None:
    (one,) = said(capsys, "exceptions", "--data", asked)  # type: ignore[misc]
    assert (one["kind"], one["choices"]) == ("paid_twice", ["keep", "repay"])
    assert said(capsys, "order", "A-000001", "--data", asked)["exceptions"] == [one]  # type: ignore[index,call-overload]
    assert one["text"] == "A-000001 was paid on tills A, A2: €54.00 is more than it costs. Give it back?"
    assert {cause["till"] for cause in one["details"]["causes"]} == {"A", "A2"}
    assert said(capsys, "exceptions", "resolve", one["id"], "keep", "--data", asked) == {
        "id": one["id"], "choice": "keep", "again": False,
    }  # fmt: skip
    assert said(capsys, "exceptions", "--data", asked) == []
    (done,) = said(capsys, "exceptions", "--all", "--data", asked)  # type: ignore[misc]
    assert done["choice"] == "keep"
    again = said(capsys, "exceptions", "resolve", one["id"], "repay", "--data", asked)
    assert again["again"] is True  # type: ignore[index,call-overload]


def test_a_wrong_answer_is_refused_in_one_sentence(asked: str, capsys: pytest.CaptureFixture[str]) -> None:
    (one,) = said(capsys, "exceptions", "--data", asked)  # type: ignore[misc]
    assert main(["exceptions", "resolve", one["id"], "dance", "--data", asked]) == 1
    assert "There are: keep, repay. Nothing was changed." in capsys.readouterr().err
    with pytest.raises(SystemExit, match="2"):
        main(["exceptions", "resolve", "--data", asked])
