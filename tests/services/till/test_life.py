"""The lives of a till: a copy, a lost key and a restored file begin a new one; the same folder never does."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from msgspec import UNSET

from pos.domain.shop.errors import FolderClosed, NoShopHere, ShopExists
from pos.journal.kinds.base import Place
from pos.journal.kinds.tills import TillOpened
from pos.journal.seal import fact_of
from pos.services.till import prints
from pos.services.till.keys import kept_keys, read_key
from pos.shop import create_shop, open_shop
from tests.faults.audit import audit
from tests.shop_kit import ATELIER, ShopKit


@pytest.fixture
def kit(shop: ShopKit) -> ShopKit:
    shop.stocks()
    shop.sells("MUG-BLU")
    return shop


def last_opening(kit: ShopKit) -> TillOpened:
    """The newest first entry of an origin."""
    (body,) = kit.rows(
        """SELECT body FROM entry JOIN entry_part USING (arrival) WHERE kind = 'till.opened'
           ORDER BY arrival DESC LIMIT 1"""
    )[0]
    assert isinstance(body, bytes)
    fact = fact_of("till.opened", body, None)
    assert isinstance(fact, TillOpened)
    return fact


def test_a_new_shop_says_first_which_till_it_is(kit: ShopKit) -> None:
    opened = last_opening(kit)
    assert (opened.letter, opened.continues) == ("A", UNSET)
    assert opened.key == kit.shop.till.life.key.public.hex()
    assert opened.shop == kit.shop.settings.current().shop_id


def test_opening_again_goes_on_with_the_same_life(kit: ShopKit) -> None:
    life = kit.shop.till.life
    entries = kit.rows("SELECT count(*) FROM entry")
    kit.reopen()
    assert kit.shop.till.life == life
    assert kit.rows("SELECT count(*) FROM entry") == entries
    assert kit.sells("MUG-BLU").number == "A-000002"


def test_a_moved_folder_goes_on_with_the_same_life(kit: ShopKit) -> None:
    kit.close()
    moved = kit.folder.rename(kit.folder.with_name("moved"))
    kit.folder = moved
    kit.reopen()
    assert kit.shop.till.life.letter == "A"


def test_a_copied_folder_begins_a_new_life(kit: ShopKit, ram: Path) -> None:
    kit.close()
    shutil.copytree(kit.folder, ram / "copy")
    copy = ShopKit.open(ram / "copy", kit.clock)
    assert copy.shop.till.life.letter == "A2"
    assert copy.sells("MUG-BLU").number == "A2-000001"
    opened = last_opening(copy)
    assert isinstance(opened.continues, Place)
    assert (opened.continues.life, opened.continues.seq) == (kit.shop.till.life.origin.hex(), 6)
    assert copy.audit() == []
    copy.close()
    kit.reopen()
    assert kit.sells("MUG-BLU").number == "A-000002"


def test_a_copy_of_a_copy_and_a_second_copy_take_letters_of_their_own_file(kit: ShopKit, ram: Path) -> None:
    kit.close()
    folder = kit.folder
    for letter in ("A2", "A3", "A4"):
        shutil.copytree(folder, ram / letter)
        folder = ram / letter
        copy = open_shop(folder, clock=kit.clock)
        assert copy.till.life.letter == letter
        copy.close()
        assert audit(folder) == []
    kit.reopen()


def test_a_lost_key_begins_a_new_life_and_stops_no_sale(kit: ShopKit) -> None:
    kit.close()
    kit.shop.folder.key.unlink()
    kit.reopen()
    assert kit.sells("MUG-BLU").number == "A2-000001"
    found = kit.shop.auditor.verify(rebuild=True)
    assert (found.answer, found.first_bad, found.entries) == ("not_provable", None, 8)
    assert [(one.letter, one.life) for one in found.unprovable] == [
        (life.letter, life.life) for life in found.lives if not life.vouched and life.entries == 6
    ]


@pytest.mark.parametrize("key", ["", "not hexadecimal", "00" * 31])
def test_a_broken_key_is_a_lost_one(kit: ShopKit, key: str) -> None:
    kit.close()
    kit.shop.folder.key.write_text(key)
    assert read_key(kit.shop.folder) is None
    kit.reopen()
    assert kit.shop.till.life.letter == "A2"


def test_the_key_belongs_to_its_owner_alone(kit: ShopKit) -> None:
    assert kit.shop.folder.key.stat().st_mode & 0o077 == 0
    assert kit.folder.stat().st_mode & 0o077 == 0


def test_a_folder_that_was_there_becomes_its_owners_and_other_things_in_it_are_left(ram: Path) -> None:
    from pos.services.till.files import ShopFolder

    ShopFolder(ram / "data" / "demo").make()
    assert (ram / "data").stat().st_mode & 0o077 == 0
    (ram / "data").chmod(0o755)
    ShopFolder(ram / "data").make()
    assert (ram / "data").stat().st_mode & 0o077 == 0
    (ram / "data" / "letter.txt").write_text("mine")
    (ram / "data" / "letter.txt").chmod(0o644)
    (ram / "data").chmod(0o755)
    ShopFolder(ram / "data").make()
    assert (ram / "data").stat().st_mode & 0o077 == 0
    assert (ram / "data" / "letter.txt").stat().st_mode & 0o044 == 0o044


def test_the_letter_of_the_till_may_be_chosen(ram: Path) -> None:
    from dataclasses import replace

    kit = ShopKit.create(ram / "b", replace(ATELIER, letter="B"))
    kit.stocks()
    assert kit.sells("MUG-BLU").number == "B-000001"
    assert kit.shop.settings.current().letter == "B"
    kit.close()


def test_a_folder_holds_one_shop(kit: ShopKit, ram: Path) -> None:
    with pytest.raises(ShopExists):
        create_shop(kit.folder, ATELIER, clock=kit.clock)
    with pytest.raises(NoShopHere):
        open_shop(ram / "nowhere", clock=kit.clock)
    assert not (ram / "nowhere").exists()


def test_a_closed_folder_is_not_taken_for_an_empty_one(kit: ShopKit, ram: Path) -> None:
    closed = ram / ("a" * 300)
    with pytest.raises(FolderClosed, match="cannot be opened"):
        open_shop(closed, clock=kit.clock)
    with pytest.raises(FolderClosed):
        create_shop(closed, ATELIER, clock=kit.clock)


def test_a_new_shop_has_its_person_from_the_first_moment(kit: ShopKit) -> None:
    assert [person.name for person in kit.shop.people.all()] == ["Lucie"]
    assert kit.shop.people.current() == "Lucie"
    assert kit.rows("SELECT kind FROM entry ORDER BY arrival LIMIT 3") == [
        ("till.opened",),
        ("settings.set",),
        ("person.set",),
    ]


def test_a_disk_image_begins_a_new_life_on_another_machine_or_volume(
    kit: ShopKit, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = kit.shop.till.life
    kit.close()
    monkeypatch.setattr(prints, "machine_id", lambda: "another")
    kit.reopen()
    assert kit.sells("MUG-BLU").number == "A2-000001"
    kit.close()
    monkeypatch.setattr(prints, "volume_of", lambda _path: prints.Volume("another", "ext4"))
    kit.reopen()
    assert kit.sells("MUG-BLU").number == "A3-000001"
    assert [(key.id, key.seed) for key in kept_keys(kit.shop.folder)][1:].count(
        (first.key.id, first.key.seed)
    )
    audit = kit.shop.auditor.verify(rebuild=True)
    assert audit.ok, "the keys of the lives before were kept aside, and each vouched for the next"
    assert sorted(life.letter for life in audit.lives if life.vouched) == ["A", "A2", "A3"]
    (kit.shop.folder.path / f"till.key.{first.key.id}").unlink()
    assert not kit.shop.auditor.verify().ok


def test_a_stick_that_numbers_its_files_anew_goes_on_where_it_lies(
    kit: ShopKit, monkeypatch: pytest.MonkeyPatch
) -> None:
    kit.close()
    monkeypatch.setattr(prints, "volume_of", lambda _path: prints.Volume("1A2B-3C4D", "vfat"))
    kit.reopen()
    letter = kit.shop.till.life.letter
    kit.close()
    again = kit.shop.folder.key.with_name("again")  # the stick is mounted once more: other inodes
    shutil.copyfile(kit.shop.folder.key, again)
    again.replace(kit.shop.folder.key)
    kit.reopen()
    assert kit.shop.till.life.letter == letter
    kit.close()
    kit.folder = kit.folder.rename(kit.folder.with_name("elsewhere"))
    kit.reopen()
    assert kit.shop.till.life.letter != letter
