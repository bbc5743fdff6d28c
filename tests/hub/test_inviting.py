"""A till is let in at a real hub: how far that is, and what is left where it is stopped."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pos.domain.sync.errors import InviteStopped, RoundStopped
from pos.domain.sync.state import Stage, Tell
from pos.founding import join_shop
from tests.hub.test_hub_stories import Tills, tills
from tests.postgres import TestDatabase

__all__ = ["tills"]

SEEN = """SELECT (SELECT count(*) FROM comptoir.image), (SELECT count(*) FROM comptoir.chunk),
    (SELECT count(*) FROM comptoir.login)"""


def at(stage: Stage, least: int, act: Callable[[], object]) -> Tell:
    """Do something once that stage has come so far."""
    is_done = False

    def tell(now: Stage, done: int, _of: int) -> None:
        nonlocal is_done
        if now is stage and done >= least and not is_done:
            is_done = True
            act()

    return tell


def stopped() -> None:
    raise InviteStopped


MOMENTS = [(Stage.SENDING, 0), (Stage.ROWS, 1), (Stage.PIECES, 0), (Stage.PIECES, 2), (Stage.LETTING_IN, 0)]


@pytest.mark.parametrize("is_hung_up", [False, True])
def test_who_stops_has_let_nobody_in_and_left_no_half_image(
    tills: Tills, database: TestDatabase, is_hung_up: bool
) -> None:
    sync = tills.a.shop.sync
    sync.bases._worth = 0  # each image is worth its making
    before = database.run(SEEN)
    for stage, least in MOMENTS:
        tills.a.sells("MUG-BLU")
        tell = at(stage, least, sync.hubs.stop if is_hung_up else stopped)
        with pytest.raises((InviteStopped, RoundStopped)):
            sync.pairing.invite("B", tell=tell)
        ((images, chunks, logins),) = database.run(SEEN)
        assert logins == before[0][2]
        if stage is not Stage.LETTING_IN:
            assert images == 0
            assert is_hung_up or chunks == 0
    code = sync.pairing.invite("B").code
    assert join_shop(tills.folder / "B", code, clock=tills.a.clock).aside is None
    ((images, chunks, logins),) = database.run(SEEN)
    assert (images, logins) == (1, before[0][2] + 1)
    kept = database.run("SELECT count(*) FROM comptoir.chunk JOIN comptoir.image USING (image)")
    assert kept == [(chunks,)]
