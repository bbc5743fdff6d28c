"""The shop key: made at the first need, never replaced or in a backup; it vouches where nobody else can."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from pos.domain.shop.errors import DiskTrouble
from pos.founding import restore_shop
from pos.journal.kinds.tills import TillOpened, Vouched
from pos.journal.seal import fact_of
from pos.services.till.keys import SHOP_KEY, known_here, read_shop_key, shop_key
from tests.shop_kit import ShopKit


@pytest.fixture
def kit(shop: ShopKit) -> ShopKit:
    shop.stocks()
    shop.sells("MUG-BLU")
    return shop


def newest_life(kit: ShopKit) -> TillOpened:
    ((body,),) = kit.rows(
        """SELECT body FROM entry JOIN entry_part USING (arrival) WHERE kind = 'till.opened'
           ORDER BY arrival DESC LIMIT 1"""
    )
    fact = fact_of("till.opened", body, None)  # type: ignore[arg-type]
    assert isinstance(fact, TillOpened)
    return fact


def test_a_shop_with_one_till_needs_none(kit: ShopKit) -> None:
    assert read_shop_key(kit.shop.folder) is None
    assert known_here(kit.shop.folder).root is None
    assert kit.shop.auditor.verify(rebuild=True).ok


def test_it_is_made_once_and_is_its_owners_alone(kit: ShopKit) -> None:
    folder = kit.shop.folder
    made = shop_key(folder)
    assert shop_key(folder) == made == read_shop_key(folder)
    assert (folder.path / SHOP_KEY).stat().st_mode & 0o077 == 0
    assert known_here(folder).root == made.public
    (folder.path / SHOP_KEY).write_text("damaged")
    with pytest.raises(DiskTrouble):
        shop_key(folder)
    assert (folder.path / SHOP_KEY).read_text() == "damaged"


def test_it_is_in_no_backup_and_stays_at_a_restore(kit: ShopKit, ram: Path) -> None:
    made = shop_key(kit.shop.folder)
    kit.shop.backups.make(ram / "kept.comptoir")
    with zipfile.ZipFile(ram / "kept.comptoir") as packed:
        assert SHOP_KEY not in packed.namelist()
        assert not any(made.seed.hex().encode() in packed.read(name) for name in packed.namelist())
    kit.close()
    kit.shop, _aside = restore_shop(kit.folder, ram / "kept.comptoir", instead=True, clock=kit.clock)
    assert read_shop_key(kit.shop.folder) == made


@pytest.mark.parametrize(("has_key", "by"), [(True, "root"), (False, "")])
def test_it_vouches_for_the_life_after_a_lost_till_key(kit: ShopKit, has_key: bool, by: str) -> None:
    if has_key:
        shop_key(kit.shop.folder)
    kit.close()
    kit.shop.folder.key.unlink()
    kit.reopen()
    voucher = newest_life(kit).voucher
    assert (voucher.by if isinstance(voucher, Vouched) else "") == by
    letter = kit.shop.till.life.letter
    kit.close()
    kit.shop.folder.key.unlink()  # the life that it vouched for is known although its own key is gone too
    kit.reopen()
    found = kit.shop.auditor.verify(rebuild=True)
    assert {one.letter for one in found.lives if one.vouched} == ({letter, "A3"} if has_key else {"A3"})


def test_the_life_before_vouches_where_it_can(kit: ShopKit, ram: Path) -> None:
    shop_key(kit.shop.folder)
    kit.close()
    shutil.copytree(kit.folder, ram / "copy")
    copy = ShopKit.open(ram / "copy", kit.clock)
    voucher = newest_life(copy).voucher
    assert isinstance(voucher, Vouched)
    assert voucher.by == "predecessor"
    copy.close()
    kit.reopen()
