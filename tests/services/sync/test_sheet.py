"""The shop key on its recovery sheet: who may let tills in, and the key that comes back from paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from pos.domain.shop.errors import OfficeOnly
from pos.domain.sync.errors import NoShopKey, SheetMistyped, SheetOfAnotherShop, ShopKeyElsewhere
from pos.domain.sync.recovery import words_of
from pos.domain.sync.roles import Role
from pos.founding import restore_shop
from pos.services.till.keys import read_shop_key
from tests.services.sync.test_pairing import Office, office
from tests.shop_kit import ShopKit, ram

__all__ = ["office", "ram"]


def words(of: ShopKit) -> str:
    key = read_shop_key(of.shop.folder)
    assert key is not None
    return " ".join(words_of(key.seed))


def test_another_till_of_the_office_lets_tills_in_once_it_has_the_key(office: Office, ram: Path) -> None:
    second = office.joins(office.invites("B"))
    with pytest.raises(ShopKeyElsewhere):
        second.shop.sync.pairing.invite("C")
    assert read_shop_key(second.shop.folder) is None
    with pytest.raises(NoShopKey):
        second.shop.sync.sheet.write(ram / "sheet.pdf")
    sheet = words(office.kit)
    with pytest.raises(SheetMistyped):
        second.shop.sync.sheet.take_back(sheet.replace(sheet[:5], "lusab", 1))
    with pytest.raises(SheetOfAnotherShop):
        second.shop.sync.sheet.take_back(" ".join(words_of(bytes(32))))
    assert second.shop.sync.sheet.take_back(sheet)
    assert not second.shop.sync.sheet.take_back(sheet)
    assert (second.folder / "shop.key").stat().st_mode & 0o077 == 0
    second.shop.sync.sheet.write(ram / "sheet.pdf")
    second.shop.sync.bundles.write(office.stick)
    third = office.joins(second.shop.sync.pairing.invite("C").code, "c")
    third.sells("MUG-BLU")
    office.carries(third, office.kit)
    assert office.kit.rows("SELECT count(*) FROM parked") == [(0,)]
    assert office.kit.numbers() == ["A-000001", "C-000001"]


def test_the_key_of_a_lost_computer_comes_back_into_a_backup_of_it(office: Office, ram: Path) -> None:
    office.joins(office.invites("B"))
    office.carries(office.joined[0], office.kit)
    office.kit.shop.backups.make(ram / "kept.comptoir")
    shop, _aside = restore_shop(ram / "new", ram / "kept.comptoir", clock=office.kit.clock)
    new = ShopKit(ram / "new", shop, office.kit.clock)
    office.joined.append(new)
    assert shop.sync.sheet.is_elsewhere
    with pytest.raises(ShopKeyElsewhere):
        shop.sync.pairing.invite("C")
    with pytest.raises(SheetOfAnotherShop):
        shop.sync.sheet.take_back(" ".join(words_of(bytes(32))))
    assert shop.sync.sheet.take_back(words(office.kit))
    assert shop.sync.pairing.invite("C").letter == "C"


def test_a_damaged_key_is_put_aside_for_the_one_of_the_sheet(office: Office) -> None:
    office.invites("B")
    sheet, file = words(office.kit), office.kit.folder / "shop.key"
    file.write_text("damaged")
    assert office.kit.shop.sync.sheet.take_back(sheet)
    assert words(office.kit) == sheet
    assert [path.read_text() for path in office.kit.folder.glob("shop.key.*")] == ["damaged"]


def test_a_till_that_only_sells_has_nothing_to_do_with_it(office: Office) -> None:
    till = office.joins(office.invites("B", Role.TILL))
    with pytest.raises(OfficeOnly):
        till.shop.sync.sheet.take_back(words(office.kit))


def test_a_single_till_has_no_key_and_misses_none(office: Office) -> None:
    assert not office.kit.shop.sync.sheet.has_key
    assert not office.kit.shop.sync.sheet.is_elsewhere
