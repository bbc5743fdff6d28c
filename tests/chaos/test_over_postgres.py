"""Each trouble that a line or a server can have, over a real hub: nothing is lost, doubled or diverges."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

pytest.importorskip("psycopg", reason="the library that talks to a hub is missing")

from tests.chaos.real_hub import QUICK, SILENT, RealHub
from tests.chaos.walk import in_memory, walked_over_postgres
from tests.chaos.ways import Trouble
from tests.chaos.world import World, template
from tests.postgres import running


@pytest.fixture
def world() -> Iterator[tuple[World, RealHub]]:
    """Three tills of one shop at a server that nobody else uses: it is killed."""
    with ExitStack() as stack:
        folder: Path = stack.enter_context(in_memory())
        try:
            cluster = stack.enter_context(running())
        except LookupError as error:
            pytest.skip(str(error))
        shop = template(folder / "template")
        hub = stack.enter_context(closing(RealHub(cluster, shop, bytes(32))))
        (folder / "world").mkdir()
        yield stack.enter_context(closing(World(folder / "world", folder / "template", shop, hub))), hub


def test_whatever_befalls_line_and_server_every_sale_is_everywhere_once(
    world: tuple[World, RealHub],
) -> None:
    of, hub = world
    for at, name in enumerate((*QUICK, *SILENT)):
        of.sell(at)
        of.cut(at, Trouble(name, str(2 + at % 3) if name in SILENT else str(7 + at % 4)))
        of.check()
    assert hub.befell == {*QUICK, *SILENT}
    of.heal()
    of.prove(rebuild=False)
    assert of.count.cuts == len(QUICK) + len(SILENT)


@pytest.mark.full
def test_random_walks_over_a_real_hub() -> None:
    assert walked_over_postgres(range(100, 104)).wrong == ()
