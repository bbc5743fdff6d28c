"""Tills of one shop with a hub in memory between them: a round each, faults, and the proof at the end."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from pos.domain.orders.orders import PlacedOrder
from pos.founding import join_shop
from pos.journal.proof.digest import digest
from pos.services.sync.rounds.round import RoundDone
from pos.services.till.audit import verify_folder
from pos.services.till.files import ShopFolder
from tests.memory_hub import MemoryHub, MemoryUplink
from tests.shop_kit import ShopKit

T = TypeVar("T")


class HubTills:
    """The till A of a shop, its hub, and further tills as they are asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.a = ShopKit.create(folder / "a")
        self.a.stocks(quantity="100")
        (shop,) = self.a.shop.till.database.reader().execute("SELECT shop FROM till").fetchone()
        self.hub = MemoryHub(shop, self.a.clock)
        self.kits: dict[str, ShopKit] = {"a": self.a}
        self.a.uplink = self.hub.uplink("a")
        self.a.reopen()

    def joins(self, name: str, *, role: str = "office") -> ShopKit:
        """One more till, which begins with what the first one has now."""
        from pos.domain.sync.roles import Role

        stick = self.folder / "joining.bundle"
        code = self.a.shop.sync.pairing.invite(name.upper(), Role(role)).code
        self.a.shop.sync.bundles.write(stick)
        return self.joined(code, stick, name, office=role == "office")

    def joined(self, code: str, stick: Path, name: str = "b", *, office: bool = True) -> ShopKit:
        """The till that joined with this code and file."""
        join_shop(self.folder / name, code, stick, clock=self.a.clock)
        uplink = self.hub.uplink(name, office=office)
        kit = ShopKit.open(self.folder / name, self.a.clock, uplink)
        self.kits[name] = kit
        return kit

    def image_of(self, kit: ShopKit) -> dict[str, bytes]:
        """The folder of a closed till as a disk image keeps it, its very key included."""
        kit.close()
        held = {path.name: path.read_bytes() for path in kit.folder.iterdir() if path.is_file()}
        kit.reopen()
        return held

    def put_back(self, kit: ShopKit, image: dict[str, bytes]) -> None:
        """Write an image over a folder, in place, as a virtual machine's snapshot does: nothing looks new."""
        kit.close()
        for path in kit.folder.iterdir():
            if path.is_file() and path.name not in image:
                path.unlink()
        for name, data in image.items():
            with open(kit.folder / name, "r+b" if (kit.folder / name).exists() else "wb") as file:
                file.truncate()
                file.write(data)
        kit.reopen()

    def now(self, minutes: float = 1) -> None:
        """Time passes, for all."""
        self.a.clock.advance(minutes=minutes)

    def round(self, kit: ShopKit) -> RoundDone:
        """One round of one till."""
        return kit.shop.sync.rounds.once()

    def doubled(self, kit: ShopKit) -> tuple[PlacedOrder, PlacedOrder]:
        """Two orders of one number, of one mug and of two, since the till was put back between them."""
        return self.twice(kit, lambda: kit.sells("MUG-BLU"), lambda: kit.pays(kit.cart("MUG-BLU", "MUG-BLU")))

    def twice(self, kit: ShopKit, one: Callable[[], T], other: Callable[[], T]) -> tuple[T, T]:
        """What a till does under one number: it is put back to an old image between the two."""
        image = self.image_of(kit)
        first = one()
        self.round(kit)
        self.put_back(kit, image)
        self.now()
        second = other()
        self.round(kit)
        self.meet()
        return first, second

    def meet(self) -> None:
        """Rounds until everybody has everything."""
        for _time in range(3):
            for kit in self.kits.values():
                self.round(kit)

    def starts_again(self) -> None:
        """The programs that were ended begin anew: a window that closed hung up for good."""
        for kit in self.kits.values():
            if isinstance(kit.uplink, MemoryUplink):
                kit.uplink.is_over = False

    def digests(self) -> set[str]:
        """One value for each way the tables are."""
        found = set()
        for kit in self.kits.values():
            with kit.shop.till.database.reading() as connection:
                found.add(digest(connection).digest)
        return found

    def close(self) -> None:
        for kit in self.kits.values():
            kit.close()


def proven(tills: HubTills) -> None:
    """Everybody holds the same, the hub holds what they hold, and each file adds up."""
    assert len(tills.digests()) == 1
    for kit in tills.kits.values():
        proof = verify_folder(ShopFolder(kit.folder), rebuild=True)
        assert proof.first_bad is None
        reader = kit.shop.till.database.reader()
        held = {chain for entries in tills.hub.entries.values() for chain in (one.chain for one in entries)}
        life = kit.shop.till.life.origin
        own = {row[0] for row in reader.execute("SELECT chain FROM entry WHERE origin = ?", (life,))}
        assert own <= held
        state = kit.shop.sync.state()
        assert state is not None
        assert (state.unsent, state.why) == (0, None)
        assert state.confirmed is not None
        assert state.confirmed.is_same


@pytest.fixture
def hub(ram: Path) -> Iterator[HubTills]:
    """A till with a hub; whatever a story did, in the end everybody holds the same."""
    tills = HubTills(ram)
    try:
        yield tills
        tills.hub.faults = type(tills.hub.faults)()
        tills.starts_again()
        tills.meet()
        proven(tills)
    finally:
        tills.close()
        shutil.rmtree(ram, ignore_errors=True)
