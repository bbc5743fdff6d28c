"""A till and its hub: what is only here goes there, what others wrote comes here, whatever breaks."""

from __future__ import annotations

from pathlib import Path

from pos.domain.sync.state import Standing
from tests.memory_hub import MemoryHub
from tests.shop_kit import ShopKit


def test_a_single_till_has_no_hub_and_one_with_a_hub_knows_what_is_only_here(ram: Path) -> None:
    kit = ShopKit.create(ram / "a")
    assert kit.shop.sync.state() is None
    kit.stocks()
    kit.sells("MUG-BLU")
    kit.uplink = MemoryHub("", kit.clock).uplink()
    kit.reopen()
    state = kit.shop.sync.state()
    assert state is not None
    written = kit.shop.till.database.reader().execute("SELECT count(*) FROM entry").fetchone()[0]
    assert (state.standing, state.unsent, state.unsent_sales) == (Standing.WAITING, written, 1)
    kit.close()
