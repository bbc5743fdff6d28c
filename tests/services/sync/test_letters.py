"""One backup brought back on two computers: two lives of one letter, until they hear of each other."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos.domain.sync.errors import LetterTaken
from pos.founding import restore_shop
from pos.services.till.audit import verify_folder
from pos.services.till.files import ShopFolder
from tests.hub_tills import HubTills, hub
from tests.shop_kit import ShopKit

__all__ = ["hub"]


class Twins:
    """A shop's backup, and what is made of it on other computers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.a = ShopKit.create(folder / "a")
        self.a.stocks(quantity="100")
        self.a.sells("MUG-BLU")
        self.a.shop.backups.make(folder / "kept.comptoir")
        self.kits = [self.a]

    def restored(self, name: str) -> ShopKit:
        shop, _aside = restore_shop(self.folder / name, self.folder / "kept.comptoir", clock=self.a.clock)
        self.kits.append(ShopKit(self.folder / name, shop, self.a.clock))
        return self.kits[-1]

    def copied(self, name: str) -> ShopKit:
        self.a.close()
        shutil.copytree(self.a.folder, self.folder / name)
        self.a.reopen()
        self.kits.append(ShopKit.open(self.folder / name, self.a.clock))
        return self.kits[-1]

    def stick(self, of: ShopKit, name: str) -> Path:
        of.shop.sync.bundles.write(self.folder / name)
        return self.folder / name

    def sells(self, *kits: ShopKit) -> list[str]:
        self.a.clock.advance(minutes=1)
        return [kit.sells("MUG-BLU").number for kit in kits]


@pytest.fixture
def twins(ram: Path) -> Iterator[Twins]:
    made = Twins(ram)
    yield made
    for kit in made.kits:
        kit.close()
        assert verify_folder(ShopFolder(kit.folder), rebuild=True).first_bad is None


@pytest.mark.parametrize("way", ["restored", "copied"])
def test_who_hears_of_its_twin_goes_on_under_a_letter_of_its_own(twins: Twins, way: str) -> None:
    x, y = (getattr(twins, way)(name) for name in ("x", "y"))
    assert twins.sells(x, y) == ["A2-000001", "A2-000001"], "nobody can know yet"
    y.shop.sync.bundles.read(twins.stick(x, "first"))
    own = y.shop.till.life.letter
    assert own in {"A3", "A4"}, "the other one may take one at this moment"
    assert twins.sells(x, y) == ["A2-000002", f"{own}-000001"]
    x.shop.sync.bundles.read(twins.stick(y, "second"))
    y.shop.sync.bundles.read(twins.stick(x, "third"))
    assert twins.sells(x, y) == ["A2-000003", f"{own}-000002"], "one of them went on, and that is enough"
    x.reopen()
    y.reopen()
    assert twins.sells(x, y) == ["A2-000004", f"{own}-000003"]


def test_twins_that_hear_of_each_other_at_once_take_two_letters(twins: Twins) -> None:
    x, y = twins.restored("x"), twins.restored("y")
    twins.sells(x, y)
    of_x, of_y = twins.stick(x, "of x"), twins.stick(y, "of y")
    x.shop.sync.bundles.read(of_y)
    y.shop.sync.bundles.read(of_x)
    assert sorted(twins.sells(x, y)) == ["A3-000001", "A4-000001"]
    x.shop.sync.bundles.read(twins.stick(y, "again of y"))
    y.shop.sync.bundles.read(twins.stick(x, "again of x"))
    assert sorted(twins.sells(x, y)) == ["A3-000002", "A4-000002"], "each keeps it"


def test_of_three_each_has_its_own_letter_once_all_heard_of_all(twins: Twins) -> None:
    kits = [twins.restored(name) for name in ("x", "y", "z")]
    for _turn in range(3):
        for kit in kits:
            for other in kits:
                kit.shop.sync.bundles.read(twins.stick(other, "stick"))
    before = {kit.shop.till.life.letter for kit in kits}
    assert len(before) == 3
    assert len(set(twins.sells(*kits))) == 3
    for kit in kits:
        kit.shop.sync.bundles.read(twins.stick(kits[0], "stick"))
    assert {kit.shop.till.life.letter for kit in kits} == before


def test_the_letter_of_a_till_that_nobody_vouched_for_is_given_to_nobody_else(twins: Twins) -> None:
    code = twins.a.shop.sync.pairing.invite("B").code
    from pos.founding import join_shop

    join_shop(twins.folder / "b", code, twins.stick(twins.a, "joining"), clock=twins.a.clock)
    b = ShopKit.open(twins.folder / "b", twins.a.clock)
    twins.kits.append(b)
    x = twins.restored("x")
    x.shop.sync.bundles.read(twins.stick(b, "of b"))
    assert [one.kind for one in x.shop.exceptions.all()][:1] == ["unknown_till"]
    with pytest.raises(LetterTaken):
        x.shop.sync.pairing.invite("B")


def test_a_hub_tells_twins_apart_in_their_first_round(hub: HubTills) -> None:
    copy = hub.folder / "kept.comptoir"
    hub.a.sells("MUG-BLU")
    hub.a.shop.backups.make(copy)
    for name in ("x", "y"):
        restore_shop(hub.folder / name, copy, clock=hub.a.clock)[0].close()
        hub.kits[name] = ShopKit.open(hub.folder / name, hub.a.clock, hub.hub.uplink(name))
    x, y = hub.kits["x"], hub.kits["y"]
    hub.round(x)
    hub.now()
    assert hub.round(y).state == "new_life"
    own = y.shop.till.life.letter
    assert own in {"A3", "A4"}
    assert hub.round(x).state == "ok"
    assert [kit.sells("MUG-BLU").number for kit in (x, y)] == ["A2-000001", f"{own}-000001"]
    hub.meet()
    while asked := [one for one in hub.a.shop.exceptions.all() if one.kind == "unknown_till"]:
        hub.a.shop.exceptions.resolve(asked[0].id, "accept")
    hub.meet()
    assert {one.kind for one in hub.a.shop.exceptions.all()} <= {"same_letter"}
