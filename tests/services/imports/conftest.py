"""Catalogue files to take in and back, and what a program that was killed leaves of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pos.domain.imports.results import ImportResult
from pos.services.imports import bulk
from tests.shop_kit import ShopKit

HEAD = "name,sku,price,stock,barcode\n"
PARTS = "SELECT body FROM entry_part ORDER BY arrival"


@pytest.fixture(autouse=True)
def one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each slice in a transaction of its own, however fast the machine."""
    monkeypatch.setattr(bulk, "MOMENT", 0)


@pytest.fixture
def file(ram: Path) -> Path:
    """Three products, one of them with a price that cannot be read."""
    path = ram / "catalogue.csv"
    rows = [
        "Bowl,BOWL,24.00,3,111",
        '"Vase, tall",VASE,45.50,1,222',
        "Cup,CUP,twelve,9,",
        '"Mug, blue glaze",MUG-BLU,19.00,7,',
    ]
    path.write_text(HEAD + "\n".join(rows) + "\n")
    return path


def taken_in(shop: ShopKit, path: Path, **asked: bool) -> ImportResult:
    return shop.shop.imports.apply(shop.shop.imports.preview(path), **asked)


MANY = 1200


@pytest.fixture
def large(ram: Path) -> Path:
    """More products than one entry takes, one of them known to the shop."""
    path = ram / "large.csv"
    path.write_text(HEAD + "MUG,MUG-BLU,19.00,7,\n" + "".join(f"P {n},P-{n},1.00,1,\n" for n in range(MANY)))
    return path


class Gone(BaseException):
    """The program ends here."""


def products(shop: ShopKit) -> int:
    return int(shop.rows("SELECT count(*) FROM product WHERE archived = 0")[0][0])


def on_hand(shop: ShopKit) -> int:
    """Pieces of all products together."""
    ((found,),) = shop.rows("SELECT sum(on_hand) / 1000000 FROM stock")
    return int(str(found))


def killed(shop: ShopKit, large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An import of two entries whose program was killed."""

    def ends(done: int, _total: int) -> None:
        if done > 500:
            raise Gone

    with monkeypatch.context() as patched:
        patched.setattr(shop.shop.imports, "_take_back", lambda _id: None)  # a killed program does nothing
        with pytest.raises(Gone):
            shop.shop.imports.apply(shop.shop.imports.preview(large), progress=ends)
