"""A round by command: what a script reads, and what ends it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec import structs

from pos.cli import main
from pos.cli.output import Output
from pos.cli.sync.rounds import one_round
from tests.hub_tills import HubTills, hub
from tests.shop_kit import ram

__all__ = ["hub", "ram"]


def test_a_round_says_what_it_did_and_what_the_hub_holds(
    hub: HubTills, capsys: pytest.CaptureFixture[str]
) -> None:
    hub.a.sells("MUG-BLU")
    one_round(hub.a.shop, Output(as_json=True))
    said = json.loads(capsys.readouterr().out)
    assert set(said) == {
        "pushed", "pulled", "applied", "parked", "unsent", "confirmed", "state", "life", "offset_s",
        "seconds", "stopped",
    }  # fmt: skip
    assert said["pushed"] == len(hub.hub.entries[hub.a.shop.till.life.origin])
    assert said["confirmed"] == {"count": 1, "total": "18.00", "same": True}
    assert (said["state"], said["unsent"], said["life"]) == ("ok", 0, hub.a.shop.till.life.origin.hex())
    one_round(hub.a.shop, Output(as_json=False))
    assert "Sales of this till on the hub: 1, 18.00 EUR in all." in capsys.readouterr().out
    assert main(["tills", "--data", str(hub.a.folder), "--json"]) == 0
    (this,) = json.loads(capsys.readouterr().out)
    assert (this["on_hub"], this["entries"], this["last_heard_at"]) == (said["pushed"], said["pushed"], None)


def test_what_the_hub_holds_otherwise_than_it_was_written_is_told(
    hub: HubTills, capsys: pytest.CaptureFixture[str]
) -> None:
    b = hub.joins("b")
    hub.meet()
    for _sale in range(3):
        b.sells("MUG-BLU")
    hub.round(b)
    life = b.shop.till.life.origin
    hub.hub.faults.changes = lambda entry: (
        structs.replace(entry, body=b" ") if entry.origin == life else entry
    )
    one_round(hub.a.shop, Output(as_json=True))
    assert json.loads(capsys.readouterr().out)["stopped"] == [life.hex()]
    one_round(hub.a.shop, Output(as_json=False))
    assert f"What the hub holds of till {b.shop.till.life.letter} is not as it" in capsys.readouterr().out
    hub.hub.faults.changes = lambda entry: entry
    one_round(hub.a.shop, Output(as_json=True))
    said = json.loads(capsys.readouterr().out)
    assert (said["stopped"], said["pulled"]) == ([], 3)


def test_a_shop_without_a_hub_is_told_so(ram: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["init", "--name", "Atelier Lune", "--country", "FR", "--data", str(ram / "one")])
    capsys.readouterr()
    assert main(["sync", "--once", "--data", str(ram / "one"), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["error"]["type"] == "NoHub"
