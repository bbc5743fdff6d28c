"""Killed, or without power, while pictures of a web shop come: none is ever half, all come in the end."""

from __future__ import annotations

import hashlib
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.faults.powercut import Disk, needs_strace, record_module
from tests.faults.rig import ROOT, needs_fork
from tests.sample import sample
from tests.services.catalogue.site import Site, picture, running_site
from tests.services.stores.connected import Connected
from tests.services.stores.pictures_killed import pictures_of
from tests.services.stores.test_woo_rounds import Shops as WooShops
from tests.shop_kit import ShopKit
from tests.stores.stand_in import running

AT = "https://shop.example"
POINTS = 120
"""Statements and changes of files while three come, or some more."""
MODULE = "tests.services.stores.pictures_killed"


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as made:
        made.pages |= {f"/{at}.png": picture(30 + at) for at in range(3)}
        yield made


@pytest.fixture(params=sample(["ecwid", "woo"], 1))
def kit(request: pytest.FixtureRequest, ram: Path) -> Iterator[ShopKit]:
    """A shop with three products of a web shop, of which no picture is here yet."""
    kit = ShopKit.create(ram / "shop")
    with running(request.param, products=4, orders=0, customers=0) as web:
        if request.param == "ecwid":
            for at, one in enumerate(web.shop.products.live.values()):
                web.web_edit(product=one["id"], set={"imageUrl": f"{AT}/{at % 3}.png"})
            Connected(kit, web).pull()
        else:
            for at, one in enumerate(web.shop.products.values()):
                one["images"] = [{"src": f"{AT}/{at % 3}.png"}]
            WooShops(kit, web)
    kit.close()
    yield kit
    kit.close()


def words(kit: ShopKit, site: Site, kill_at: int = 0) -> list[str]:
    return [str(kit.folder), kit.clock().isoformat(), str(site.port), str(kill_at)]


def all_come(kit: ShopKit, site: Site) -> None:
    """No picture that a product names is half or missing, and what is not here comes."""
    kit.reopen()
    whole(kit)
    pictures = pictures_of(kit, site)
    kit.clock.advance(days=2)
    assert not pictures.fetch().missed
    assert pictures.due() == []
    assert whole(kit) > 0
    assert kit.audit() == []


def whole(kit: ShopKit) -> int:
    """How many products name a picture; each lies there under the hash of its bytes, and opens."""
    here = {path.stem: path.read_bytes() for path in kit.shop.folder.pictures.glob("*.*")}
    for name, data in here.items():
        assert hashlib.sha256(data).hexdigest() == name
        Image.open(BytesIO(data)).load()
    named = [str(name) for (name,) in kit.rows("SELECT picture FROM product WHERE picture <> ''")]
    assert set(named) <= here.keys()
    return len(named)


@needs_fork
@pytest.mark.parametrize("point", sample(random.Random(2).sample(range(1, POINTS), 16), 1))
def test_killed_at_any_point_no_picture_is_half_and_all_come(kit: ShopKit, site: Site, point: int) -> None:
    asked = [sys.executable, "-m", MODULE, *words(kit, site, point)]
    ended = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    all_come(kit, site)


@needs_strace
@pytest.mark.full
def test_without_power_at_any_moment_no_picture_is_half_and_all_come(
    kit: ShopKit, site: Site, tmp_path: Path
) -> None:
    before, disk = tmp_path / "before", Disk()
    shutil.copytree(kit.folder, before)
    disk.hold(kit.folder)
    calls = [
        one
        for one in record_module(kit.folder, tmp_path / "trace", MODULE, *words(kit, site))
        if one.kind != "said"
    ]
    places, done = sorted(random.Random(1).sample(range(len(calls)), 12)), 0
    for place in places:
        for call in calls[done : place + 1]:
            disk.follow(call)
        done = place + 1
        shutil.rmtree(kit.folder)
        shutil.copytree(before, kit.folder)
        (kit.folder / "shop.db").unlink()
        disk.cut(kit.folder, seed=place)
        all_come(kit, site)
        kit.close()
