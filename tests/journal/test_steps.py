"""A long proof is heard of and can be stopped at any place, also while SQLite works."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import create_engine

from pos.domain.shop.errors import CheckStopped
from pos.journal.proof import steps
from pos.journal.proof.steps import Steps
from pos.model.database import raw
from tests.journal.tables import empty_file
from tests.shop_kit import ShopKit

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def test_both_times_through_the_entries_are_told_as_one_way(shop: ShopKit) -> None:
    shop.stocks()
    for _ in range(3):
        shop.sells("MUG-BLU")
    heard: list[tuple[int, int]] = []
    audit = shop.shop.auditor.verify(rebuild=True, progress=lambda *how_far: heard.append(how_far))
    assert audit.ok
    assert heard == sorted(heard)
    assert heard[-1] == (2 * audit.entries, 2 * audit.entries)


@pytest.mark.parametrize("stopped_by", [CheckStopped, KeyboardInterrupt])
def test_a_statement_without_end_is_stopped(stopped_by: Callable[[], BaseException]) -> None:
    def stop(_done: int, _total: int) -> None:
        raise stopped_by()

    with empty_file() as connection, pytest.raises(type(stopped_by())), Steps(stop).inside(connection):
        connection.exec_driver_sql(ENDLESS)


def test_who_stops_hears_that_it_was_stopped_and_never_that_the_shop_is_wrong(
    shop: ShopKit, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.stocks()
    monkeypatch.setattr(steps, "INSTRUCTIONS", 10)
    looks = 0

    def stop_at(look: int) -> Callable[[int, int], None]:
        nonlocal looks
        looks = 0

        def heard(_done: int, _total: int) -> None:
            nonlocal looks
            looks += 1
            if looks == look:
                raise CheckStopped

        return heard

    assert shop.shop.auditor.verify(rebuild=True, progress=stop_at(-1)).ok
    every = looks
    assert every > 50
    for look in range(1, every, every // 10):
        with pytest.raises(CheckStopped):
            shop.shop.auditor.verify(rebuild=True, progress=stop_at(look))
    assert shop.shop.auditor.verify(rebuild=True).ok
    assert shop.sells("MUG-BLU").number == "A-000001"


def test_ctrl_c_that_closed_the_file_is_heard_as_itself() -> None:
    engine = create_engine("sqlite://")
    connection = engine.connect()

    def interrupted() -> None:
        with Steps(lambda _done, _total: None).inside(connection):
            raw(connection).close()  # as SQLAlchemy does where it came inside a statement
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    connection.detach()
    engine.dispose()
