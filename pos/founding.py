"""Folders that become a shop: with the demo's, as a further till of one there is, from a backup."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pos.services.orders.search.indexes import index, reindex
from pos.services.till.files import DEMO, ShopFolder, WindowLock
from pos.services.till.till import Clock, system_clock
from pos.shop import Shop, open_shop, unheard

if TYPE_CHECKING:
    from pos.services.sync.joining import Joined
    from pos.services.till.migration import Progress
    from pos.sync.carrier import WaitsFor


def create_demo(
    folder: Path,
    progress: Progress = unheard,
    *,
    language: str = "en",
    clock: Clock = system_clock,
    window: bool = False,
) -> Shop:
    """Make the demo shop in a folder of its own inside, and open it: products and two weeks of sales."""
    from pos.services import demo

    demo.create(ShopFolder(folder / DEMO), clock, index, progress, language=language)
    return open_shop(folder / DEMO, clock=clock, window=window)


def join_shop(
    folder: Path,
    code: str,
    bundle: Path | None = None,
    *,
    clock: Clock = system_clock,
    progress: Progress = unheard,
    ready: Progress = unheard,
    waits_for: WaitsFor = lambda _hang_up: None,
) -> Joined:
    """Make an empty folder a till of the shop whose code this is; all entries come by a bundle or the hub.

    `progress` hears what comes, then `ready` how many entries are proven and applied, each counted as often;
    what they raise ends it with nothing made. `waits_for` hears how to end a line that is silent.
    """
    from pos.services.sync.joining import join

    return join(ShopFolder(folder), code, bundle, clock, reindex, progress, ready, waits_for)


def restore_shop(
    folder: Path,
    backup: Path,
    *,
    instead: bool = False,
    clock: Clock = system_clock,
    window: bool = False,
    progress: Progress = unheard,
) -> tuple[Shop, Path | None]:
    """Bring a backup back into a folder and open it; with it where the shop that was there is kept.

    Without `instead` a folder that holds a shop is refused, and so is one that a window has open.
    """
    from pos.services.till.restore import restore

    places = ShopFolder(folder)
    places.make()
    lock = WindowLock(places)
    lock.take()
    try:
        aside = restore(backup, places, reindex, progress, instead=instead)
    finally:
        lock.release()
    return open_shop(folder, clock=clock, window=window), aside
