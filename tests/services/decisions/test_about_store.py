"""What is asked about a web shop, as a script reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pos.cli import main
from pos.domain.stores.uploads import End, What
from pos.journal.kinds.stores.connecting import StoreConnected
from pos.journal.kinds.stores.uploads import StoreIntended, StoreRefused
from tests.shop_kit import ShopKit, ram

__all__ = ["ram"]
STORE = "ecwid:4711"


def asks_to_count(kit: ShopKit) -> None:
    """Nobody knows whether a web shop took four of fifty mugs."""
    kit.stocks(quantity="50")
    uid = kit.hit("MUG-BLU").variant_id
    with kit.shop.till.transaction() as tx:
        holder = kit.shop.till.life.origin.hex()
        tx.record(StoreConnected(STORE, "Tea", "EUR", "on", holder, "store", 180))
        meant = StoreIntended(store=STORE, what=What.STOCK, id=uid, attempt=1, delta=4)
        event = tx.record(meant).event_id
        tx.record(StoreRefused(store=STORE, what=What.STOCK, id=uid, of=event, why=End.COUNT))


def test_how_many_there_are_is_written_in_digits(ram: Path) -> None:
    kit = ShopKit.create(ram / "shop")
    try:
        asks_to_count(kit)
        (one,) = kit.shop.exceptions.all()
        assert (one.kind, one.details["on_hand"]) == ("count", "50")
    finally:
        kit.close()


def test_an_answer_that_only_waits_is_not_called_decided(
    ram: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kit = ShopKit.create(ram / "shop")
    try:
        asks_to_count(kit)
        (one,) = kit.shop.exceptions.all()
        assert main(["exceptions", "resolve", one.id, "wait", "--data", str(kit.folder)]) == 0
        assert capsys.readouterr().out.strip() == "Noted; nothing is decided."
        assert kit.shop.exceptions.all() == (one,)
    finally:
        kit.close()
