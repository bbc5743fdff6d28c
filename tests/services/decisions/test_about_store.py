"""What is asked about a web shop, as a script reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pos.cli import main
from pos.domain.decisions.about_goods import CountUnreadable
from pos.domain.decisions.about_store import NotOffered
from pos.domain.shop.rates import TaxClass
from pos.domain.stores.uploads import End, What
from pos.journal.kinds.stores.asking import StoreAsked
from pos.journal.kinds.stores.connecting import StoreConnected
from pos.journal.kinds.stores.uploads import StoreIntended, StoreRefused
from tests.shop_kit import ShopKit, ram, shop

__all__ = ["ram", "shop"]
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


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("20", "standard"), ("20,0", "standard"), ("20.00 %", "standard"), (" ２０ ", "standard"),
        ("5,5", "reduced"), ("5,50\u202f%", "reduced"), ("REDUCED", "reduced"), ("5,5+2", "both"),
        ("5.5+2,0", "both"), ("5,5++2", "on top"), ("0,0", "zero"), ("0", "zero"),
        ("21", ""), ("5.5+", ""), ("%", ""), ("", ""), ("20,0,0", ""), ("-20", ""),
    ],
)  # fmt: skip
def test_a_rate_is_read_as_people_write_it(shop: ShopKit, written: str, key: str) -> None:
    more = (
        TaxClass("both", "Both", ("5.5", "2")), TaxClass("on top", "On top", ("5.5", "+2")),
        TaxClass("zero", "None", ()),
    )  # fmt: skip
    settings = shop.shop.settings
    settings.change(tax_classes=(*settings.current().tax_classes, *more))
    with shop.shop.till.transaction() as tx:
        holder = shop.shop.till.life.origin.hex()
        tx.record(StoreConnected(STORE, "Tea", "EUR", "on", holder, "store", 180))
        tx.record(StoreAsked(store=STORE, about="tax_unmatched", subject="9", name="VAT", there='["21"]'))
    (one,) = shop.shop.exceptions.all()
    if not key:
        with pytest.raises(NotOffered):
            shop.shop.exceptions.resolve(one.id, "choose", written)
        return
    shop.shop.exceptions.resolve(one.id, "choose", written)
    assert shop.rows("SELECT CAST(ours AS TEXT) FROM store_link WHERE noun = 'rate'") == [(key,)]


@pytest.mark.parametrize(
    ("written", "pieces"), [("7", 7), ("7,0", 7), ("1 200", 1200), ("１２", 12), ("-1", None), ("x", None)]
)
def test_a_count_is_read_as_people_write_it(shop: ShopKit, written: str, pieces: int | None) -> None:
    asks_to_count(shop)
    (one,) = shop.shop.exceptions.all()
    if pieces is None:
        with pytest.raises(CountUnreadable):
            shop.shop.exceptions.resolve(one.id, "count", written)
        return
    shop.shop.exceptions.resolve(one.id, "count", written)
    assert shop.in_stock("MUG-BLU") == pieces
