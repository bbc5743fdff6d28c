"""A child that fetches the pictures of a web shop's goods, and is gone as by `kill -9` at one point."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from pos.services.catalogue.pictures import Pictures
from pos.services.stores.down.pictures import StorePictures
from tests.faults.kill_points import KillPoints
from tests.services.catalogue.site import PUBLIC, Site
from tests.shop_kit import ShopClock, ShopKit


def pictures_of(kit: ShopKit, site: Site) -> StorePictures:
    """What fetches them, from a site on loopback."""
    here = kit.shop
    pictures = Pictures(here.till, here.folder, here.catalogue, here.settings, site.fetcher)
    return StorePictures(here.till, pictures)


def main(folder: str, now: str, port: str, kill_at: str) -> None:
    """Fetch all that is due; 0 is killed at no point, and says how many there are."""
    kit = ShopKit.open(Path(folder), ShopClock(datetime.fromisoformat(now)))
    pictures = pictures_of(kit, Site(int(port), hosts={"shop.example": [PUBLIC]}))
    points = KillPoints(int(kill_at))
    points.watch()
    pictures.fetch()
    kit.close()
    print(points.count, file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
