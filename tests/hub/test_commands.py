"""A shop, its hub and its tills by commands alone: real processes and a real PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hub.conftest import Opened


@pytest.mark.full
def test_three_tills_meet_at_a_hub_and_on_a_stick(program: Opened, tmp_path: Path) -> None:
    a = program("a")
    a("init", "--name", "Atelier Lune", "--country", "FR")
    made = a("hub", "create")
    assert made["letter"] == "A"
    assert made["pushed"] > 0
    assert a("hub", "create")["hub"] == made["hub"]

    code = a("hub", "pair", "--letter", "B", "--role", "till")["code"]
    b = program("b")
    assert b("hub", "pair", "-", given=code)["letter"] == "B"
    assert program("x").refused("hub", "pair", code) == "CodeUsed"
    stick = tmp_path / "stick.bundle"
    code = a("hub", "pair", "--letter", "C", "--bundle", str(stick))["code"]
    c = program("c")
    c("hub", "pair", code, "--bundle", str(stick))
    for one in (c, a, b):
        done = one("sync", "--once")
        assert done["unsent"] == 0
    assert len({one("digest")["digest"] for one in (a, b, c)}) == 1
    status = b("hub", "status")
    assert (status["reachable"], status["unsent"]) == (True, 0)
    assert a("hub", "remove", "B")["letter"] == "B"
    assert b.refused("sync", "--once") == "TillRemoved"
    assert c("hub", "remove", "--here")["letter"] == "C"
    assert c.refused("sync", "--once") == "NoHub"
    assert b("verify", "--rebuild")["ok"]
