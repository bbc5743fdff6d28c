"""Entries are numbered, clocked and chained one after the other; what was written never changes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from pos.journal import seal
from pos.journal.append import next_hlc
from pos.journal.ids import new_id
from pos.journal.seal import Header
from tests.shop_kit import ShopKit

MOMENTS = st.datetimes(datetime(1960, 1, 1), datetime(2300, 1, 1), timezones=st.just(UTC))


@given(st.lists(MOMENTS, min_size=1, max_size=30))
def test_the_hybrid_clock_never_goes_back_and_fits_in_64_bits(moments: list[datetime]) -> None:
    seen = [0]
    for now in moments:
        seen.append(next_hlc(seen[-1], now))
    assert seen == sorted(set(seen))
    assert seen[-1] < 2**63


def test_the_hybrid_clock_follows_the_wall_clock() -> None:
    now = datetime(2026, 11, 23, 9, tzinfo=UTC)
    clock = next_hlc(0, now)
    assert clock >> 16 == int(now.timestamp() * 1000)
    assert next_hlc(clock, now) == clock + 1
    assert next_hlc(clock, now + timedelta(milliseconds=1)) == clock + (1 << 16)


@given(MOMENTS)
def test_an_id_is_a_uuid_of_version_7(now: datetime) -> None:
    made = new_id(now)
    assert len(bytes.fromhex(made)) == 16
    assert (made[12], made[16] in "89ab") == ("7", True)
    assert int(made[:12], 16) == max(0, int(now.timestamp() * 1000))


def test_an_origins_entries_are_numbered_and_chained_without_a_gap(shop: ShopKit) -> None:
    shop.stocks()
    for _ in range(3):
        shop.sells("MUG-BLU")
    rows = shop.rows(
        """SELECT seq, kind, header, chain, mac, body_hash, personal_hash
           FROM entry JOIN entry_part USING (arrival) ORDER BY arrival"""
    )
    chain = seal.NO_CHAIN
    for place, (seq, kind, header, linked, mac, body_hash, personal_hash) in enumerate(rows, 1):
        head = msgspec.json.decode(header, type=Header)
        assert (seq, head.seq, head.kind, head.scope) == (place, place, kind, "shop")
        assert head.origin == shop.shop.till.life.origin.hex()
        chain = seal.link(chain, header, body_hash, personal_hash)
        assert linked == chain
        assert mac == seal.sign(shop.shop.till.life.key, chain)


def test_an_entry_says_who_when_and_what_about(shop: ShopKit) -> None:
    shop.stocks()
    placed = shop.sells("MUG-BLU")
    (header,) = shop.rows("SELECT header FROM entry ORDER BY arrival DESC LIMIT 1")[0]
    head = msgspec.json.decode(header, type=Header)
    assert (head.user, head.entity_id, head.format) == ("Lucie", placed.id, 1)
    assert head.recorded_at == "2026-11-23T09:00:00.000+01:00"
    assert placed.seal == shop.rows("SELECT chain FROM entry ORDER BY arrival DESC LIMIT 1")[0][0].hex()[:8]


def test_no_number_is_given_twice_even_by_hand(shop: ShopKit) -> None:
    with pytest.raises(IntegrityError), shop.shop.till.database.write() as connection:
        connection.exec_driver_sql(
            """INSERT INTO entry SELECT 99, origin, seq, event_id, kind, hlc, header, chain, mac
               FROM entry WHERE seq = 1"""
        )


NEVER = {
    "UPDATE entry SET seq = 99": "never change",
    "UPDATE entry SET mac = x'00'": "never change",
    "DELETE FROM entry WHERE seq = 3": "never deleted",
    "DELETE FROM entry_part WHERE arrival = 3": "never deleted",
    "UPDATE entry_part SET body = x'00'": "only a personal part",
    "UPDATE entry_part SET body_salt = x'00'": "only a personal part",
    "UPDATE entry_part SET body_hash = x'00'": "only a personal part",
    "UPDATE entry_part SET personal = x'00'": "only a personal part",
    "UPDATE entry_part SET personal_salt = x'00'": "only a personal part",
    "UPDATE entry_part SET personal_hash = x'00'": "only a personal part",
    "UPDATE entry_part SET arrival = arrival + 100": "only a personal part",
}


@pytest.mark.parametrize("statement", NEVER)
def test_what_was_written_never_changes(shop: ShopKit, statement: str) -> None:
    before = shop.rows("SELECT * FROM entry JOIN entry_part USING (arrival)")
    with pytest.raises(IntegrityError, match=NEVER[statement]), shop.shop.till.database.write() as connection:
        connection.exec_driver_sql(statement)
    assert shop.rows("SELECT * FROM entry JOIN entry_part USING (arrival)") == before
