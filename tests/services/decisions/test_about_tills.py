"""Tills that nobody knows, that were closed out, that bear one letter, or wrote as one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pos.domain.shop.errors import OfficeOnly
from pos.domain.sync.roles import Role
from pos.founding import join_shop
from pos.services.till.audit import verify_folder
from pos.services.till.files import ShopFolder
from tests.services.decisions.test_about_goods import decided
from tests.shop_kit import ShopKit
from tests.two_tills import PairedTills


def test_what_a_lost_till_writes_is_asked_entry_by_entry(ram: Path) -> None:
    pair = PairedTills(ram)
    pair.b.sells("BOW-ASH")
    pair.meet()
    pair.a.shop.sync.pairing.fence("B")
    for _ in range(2):
        pair.now()
        pair.b.sells("BOW-ASH")
    stick = pair.a.folder.parent / "lost.bundle"
    pair.b.shop.sync.bundles.write(stick)
    pair.a.shop.sync.bundles.read(stick)
    first, second = pair.a.shop.exceptions.all()
    assert {first.kind, second.kind} == {"fenced_entries"}
    assert first.subject == f"B {pair.b.shop.till.life.origin.hex()}"
    assert first.choices == ("leave_out", "accept")
    pair.a.shop.exceptions.resolve(second.id, "leave_out")
    assert pair.a.in_stock("BOW-ASH") == 99
    pair.a.shop.exceptions.resolve(first.id, "accept")
    assert pair.a.in_stock("BOW-ASH") == 98
    assert not pair.a.shop.exceptions.all()
    assert pair.a.shop.exceptions.resolve(first.id, "accept") is True
    pair.close()


def test_a_later_sale_may_be_let_in_and_an_earlier_one_not(ram: Path) -> None:
    pair = PairedTills(ram)
    pair.meet()
    _ = pair.b
    pair.a.shop.sync.pairing.fence("B")
    for _time in range(2):
        pair.b.sells("BOW-ASH")
    stick = ram / "lost.bundle"
    pair.b.shop.sync.bundles.write(stick)
    pair.a.shop.sync.bundles.read(stick)
    asked = {one.causes[0]: one for one in pair.a.shop.exceptions.all()}
    first, second = pair.b.rows(
        "SELECT lower(hex(event_id)) FROM orders JOIN entry USING (arrival) ORDER BY number"
    )
    pair.a.shop.exceptions.resolve(asked[str(second[0])].id, "accept")
    pair.a.shop.exceptions.resolve(asked[str(first[0])].id, "leave_out")
    assert pair.a.in_stock("BOW-ASH") == 99
    assert verify_folder(ShopFolder(pair.a.folder), rebuild=True).first_bad is None
    pair.close()


def test_a_till_that_only_sells_lets_nobody_in(ram: Path) -> None:
    pair = PairedTills(ram)
    stick = ram / "c.bundle"
    code = pair.a.shop.sync.pairing.invite("C", Role.TILL).code
    pair.a.shop.sync.bundles.write(stick)
    join_shop(ram / "c", code, stick, clock=pair.a.clock)
    only_sells = ShopKit.open(ram / "c", pair.a.clock)
    pair.b.sells("BOW-ASH")
    pair.meet()
    pair.a.shop.sync.pairing.fence("B")
    pair.b.sells("BOW-ASH")
    for kit in (pair.a, pair.b):
        kit.shop.sync.bundles.write(stick)
        only_sells.shop.sync.bundles.read(stick)
    (one,) = only_sells.shop.exceptions.all()
    with pytest.raises(OfficeOnly):
        only_sells.shop.exceptions.resolve(one.id, "accept")
    assert only_sells.shop.exceptions.all() == (one,)
    for kit in (pair, only_sells):
        kit.close()


def test_a_life_that_nobody_vouches_for_waits_until_it_is_let_in(pair: PairedTills) -> None:
    _ = pair.b
    lost = pair.a.folder.parent / "other"
    pair.b.close()
    shutil.copytree(pair.b.folder, lost)
    pair.b.reopen()
    for key in lost.glob("till.key*"):
        key.unlink()
    stranger = ShopKit.open(lost, pair.a.clock)
    stranger.sells("BOW-ASH")
    stick = pair.a.folder.parent / "strange.bundle"
    stranger.shop.sync.bundles.write(stick)
    pair.a.shop.sync.bundles.read(stick)
    (one,) = pair.a.shop.exceptions.all()
    assert (one.kind, one.subject) == ("unknown_till", f"B2 {stranger.shop.till.life.origin.hex()}")
    assert pair.a.in_stock("BOW-ASH") == 100
    pair.a.shop.exceptions.resolve(one.id, "accept")
    assert pair.a.in_stock("BOW-ASH") == 99
    assert not pair.a.shop.exceptions.all()
    stranger.close()


def test_one_letter_and_one_number_borne_twice_are_told(ram: Path) -> None:
    pair = PairedTills(ram)
    sticks = []
    for name in ("c", "d"):
        code = pair.a.shop.sync.pairing.invite("C").code
        pair.a.shop.sync.bundles.write(ram / "joining")
        join_shop(ram / name, code, ram / "joining", clock=pair.a.clock)
        kit = ShopKit.open(ram / name, pair.a.clock)
        kit.sells("BOW-ASH")
        sticks.append(ram / f"{name}.bundle")
        kit.shop.sync.bundles.write(sticks[-1])
        kit.close()
    for kit, order in ((pair.a, sticks), (pair.b, sticks[::-1])):
        for stick in order:
            kit.shop.sync.bundles.read(stick)
    found = pair.a.shop.exceptions.all()
    assert sorted(one.kind for one in found) == ["same_letter", "same_number"]
    assert found == pair.b.shop.exceptions.all()
    assert next(one for one in found if one.kind == "same_letter").subject.startswith("C ")
    for one in found:
        assert one.choices == ("keep",)
        decided(pair, one, "keep")
    pair.close()


def test_a_till_and_its_next_life_are_asked_nothing(pair: PairedTills) -> None:
    pair.b.sells("BOW-ASH")
    pair.meet()
    assert pair.a.shop.exceptions.all(decided=True) == ()


def test_two_copies_of_one_folder_that_both_go_on_bear_one_letter(ram: Path) -> None:
    first = ShopKit.create(ram / "a")
    first.stocks("Bowl, ash", sku="BOW-ASH", price="24.00", quantity="9")
    first.close()
    copies = []
    for name in ("b", "c"):
        shutil.copytree(first.folder, ram / name)
        copies.append(ShopKit.open(ram / name, first.clock))
        copies[-1].sells("BOW-ASH")
    copies[0].shop.sync.bundles.write(ram / "stick")
    copies[1].shop.sync.bundles.read(ram / "stick")
    found = copies[1].shop.exceptions.all()
    assert sorted(one.kind for one in found) == ["same_letter", "same_number"]
    for kit in copies:
        kit.close()
