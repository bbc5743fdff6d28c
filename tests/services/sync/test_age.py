"""Figures of stock carry their age where several tills sell: when this one last heard of the others."""

from __future__ import annotations

import json

import pytest

from pos.cli import main
from pos.domain.sync.errors import HubUnreachable
from tests.hub_tills import HubTills, hub
from tests.shop_kit import ShopKit, ram
from tests.two_tills import PairedTills, pair

__all__ = ["hub", "pair", "ram"]


def test_a_figure_is_as_old_as_what_was_last_heard(pair: PairedTills) -> None:
    assert pair.a.shop.stock.level("MUG-BLU").as_of is None
    pair.b.sells("MUG-BLU")
    joined = pair.b.shop.stock.known_at()
    assert joined == pair.b.clock()
    pair.now(30)
    assert pair.b.shop.stock.known_at() == joined
    pair.meet()
    met = pair.a.clock()
    pair.now(60)
    for kit in (pair.a, pair.b):
        assert kit.shop.stock.level("MUG-BLU").as_of == met
    pair.meet()  # with nothing new
    assert {kit.shop.stock.known_at() for kit in (pair.a, pair.b)} == {pair.a.clock()}


def test_a_round_that_fails_makes_no_figure_younger(hub: HubTills) -> None:
    b = hub.joins("b")
    hub.meet()
    met = b.clock()
    hub.now(60)
    hub.hub.faults.is_down = True
    with pytest.raises(HubUnreachable):
        hub.round(b)
    assert b.shop.stock.known_at() == met
    hub.hub.faults.is_down = False
    hub.round(b)
    assert b.shop.stock.known_at() == b.clock()


def test_scripts_read_it_and_a_single_till_has_none(
    pair: PairedTills, shop: ShopKit, capsys: pytest.CaptureFixture[str]
) -> None:
    def said(kit: ShopKit, *words: str) -> dict[str, str]:
        assert main([*words, "--data", str(kit.folder), "--json"]) == 0
        found: dict[str, str] = json.loads(capsys.readouterr().out)
        return found

    shop.stocks()
    pair.b.sells("MUG-BLU")
    pair.meet()
    at = pair.a.clock().isoformat()
    assert said(pair.a, "stock", "MUG-BLU")["as_of"] == said(pair.b, "product", "MUG-BLU")["as_of"] == at
    assert "as_of" not in said(shop, "stock", "MUG-BLU") | said(shop, "product", "MUG-BLU")
    assert main(["stock", "MUG-BLU", "--data", str(pair.a.folder)]) == 0
    assert f"in stock, as of {at[:10]} {at[11:16]}" in capsys.readouterr().out
