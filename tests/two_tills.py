"""Two tills of one shop, and what goes from the one to the other."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pos.founding import join_shop
from pos.journal.proof.digest import digest
from pos.services.till.audit import verify_folder
from pos.services.till.files import ShopFolder
from tests.shop_kit import ShopKit


class TwoTills:
    """A shop's till and another one, which begins as a copy of its folder with a life of its own."""

    def __init__(self, folder: Path) -> None:
        self.a = ShopKit.create(folder / "a")
        self.a.stocks(quantity="100")
        self.a.stocks("Bowl, ash", sku="BOW-ASH", price="24.00", quantity="100")
        self._folder = folder / "b"
        self._b: ShopKit | None = None

    @property
    def b(self) -> ShopKit:
        """The other till; it knows what the first had done when it was first asked for."""
        if self._b is None:
            self.a.close()
            shutil.copytree(self.a.folder, self._folder)
            self.a.reopen()
            self._b = ShopKit.open(self._folder)
        return self._b

    def now(self, minutes: float = 1) -> None:
        """Time passes, for both."""
        self.a.clock.advance(minutes=minutes)
        self.b.clock.now = self.a.clock.now

    def meet(self) -> None:
        """Each takes in what it does not have, from a stick."""
        stick = self._folder.parent / "stick.bundle"
        for one, other in ((self.a, self.b), (self.b, self.a)):
            other.shop.sync.bundles.write(stick)
            one.shop.sync.bundles.read(stick)

    @staticmethod
    def digest(kit: ShopKit) -> str:
        """One value, equal where the tables are."""
        with kit.shop.till.database.reading() as connection:
            return digest(connection).digest

    def close(self) -> None:
        self.a.close()
        if self._b is not None:
            self._b.close()


class PairedTills(TwoTills):
    """Two tills of one shop with letters of their own: the second joined by a code."""

    @property
    def b(self) -> ShopKit:
        if self._b is None:
            stick = self._folder.parent / "joining.bundle"
            code = self.a.shop.sync.pairing.invite("B").code
            self.a.shop.sync.bundles.write(stick)
            join_shop(self._folder, code, stick, clock=self.a.clock)
            self._b = ShopKit.open(self._folder)
        return self._b


@pytest.fixture
def tills(ram: Path) -> Iterator[TwoTills]:
    """A till and its copy; both must add up in the end, and hold the same."""
    yield from _proven(TwoTills(ram))


@pytest.fixture
def pair(ram: Path) -> Iterator[PairedTills]:
    """Two tills with letters of their own; both must add up in the end, and hold the same."""
    yield from _proven(PairedTills(ram))


def _proven(both: Any) -> Iterator[Any]:
    yield both
    both.meet()
    try:
        proofs = [verify_folder(ShopFolder(kit.folder), rebuild=True) for kit in (both.a, both.b)]
        assert [one.first_bad for one in proofs] == [None, None]
        assert both.digest(both.a) == both.digest(both.b)
    finally:
        both.close()
