"""Entries are numbered, clocked and chained one after the other; what was written never changes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from pos.domain.catalogue.stock import Reason
from pos.domain.shop.errors import EntryTooLarge
from pos.journal import seal
from pos.journal.frame import hlc_for, scope_of
from pos.journal.heads import clock
from pos.journal.ids import new_id
from pos.journal.kinds.days import CashMoved
from pos.journal.kinds.decisions import RecordsMerged
from pos.journal.kinds.shop import SettingsSet
from pos.journal.seal import header_of
from pos.journal.trust import entry_message, is_signed
from tests.shop_kit import ShopKit

MOMENTS = st.datetimes(datetime(1960, 1, 1), datetime(2300, 1, 1), timezones=st.just(UTC))


FLOAT = CashMoved("float", 10_000, "2026-11-23")


@given(MOMENTS, MOMENTS)
def test_the_hybrid_clock_lies_after_all_that_the_entry_names_and_fits_in_64_bits(
    now: datetime, other: datetime
) -> None:
    seen = hlc_for(None, FLOAT, 1, other)  # type: ignore[arg-type]
    named = SettingsSet(f={"name": "x"}, b={"name": clock(seen, "0" * 32)})
    made = hlc_for(None, named, 2, now)  # type: ignore[arg-type]
    assert made > seen
    assert made < 2**63


def test_the_hybrid_clock_follows_the_wall_clock() -> None:
    now = datetime(2026, 11, 23, 9, tzinfo=UTC)
    seen = [hlc_for(None, FLOAT, seq, now) for seq in (1, 2, 3)]  # type: ignore[arg-type]
    assert {one >> 16 for one in seen} == {int(now.timestamp() * 1000)}
    assert seen == sorted(set(seen)), "entries of one moment keep the order of their numbers"
    later = hlc_for(None, FLOAT, 4, now + timedelta(milliseconds=1))  # type: ignore[arg-type]
    assert later > seen[-1]


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
        """SELECT seq, kind, header, chain, sig, body_hash, personal_hash
           FROM entry JOIN entry_part USING (arrival) ORDER BY arrival"""
    )
    chain = seal.NO_CHAIN
    for place, (seq, kind, header, linked, sig, body_hash, personal_hash) in enumerate(rows, 1):
        head = header_of(header)
        assert (seq, head.seq, head.kind) == (place, place, kind)
        assert head.origin == shop.shop.till.life.origin.hex()
        chain = seal.link(chain, header, body_hash, personal_hash)
        assert linked == chain
        assert is_signed(shop.shop.till.life.key.public, sig, entry_message(chain))


def test_an_entry_says_who_when_and_what_about(shop: ShopKit) -> None:
    shop.stocks()
    placed = shop.sells("MUG-BLU")
    (header,) = shop.rows("SELECT header FROM entry ORDER BY arrival DESC LIMIT 1")[0]
    head = header_of(header)
    assert (head.user, head.entity_id, head.format) == ("Lucie", placed.id, 1)
    assert head.recorded_at == "2026-11-23T09:00:00.000+01:00"
    assert placed.seal == shop.rows("SELECT chain FROM entry ORDER BY arrival DESC LIMIT 1")[0][0].hex()[:8]


def test_no_entry_is_there_twice_even_by_hand(shop: ShopKit) -> None:
    with pytest.raises(IntegrityError), shop.shop.till.database.write() as connection:
        connection.exec_driver_sql(
            """INSERT INTO entry SELECT 99, origin, seq, event_id, kind, hlc, header, chain, sig FROM entry
               WHERE seq = 1"""
        )


def test_an_entry_says_what_it_belongs_to(shop: ShopKit) -> None:
    shop.stocks()
    shop.sells("MUG-BLU")
    shop.shop.checkout.open_float(shop.money("100"))
    shop.shop.stock.move(shop.hit("MUG-BLU").variant_id, Decimal(1), Reason.RECEIPT)
    scopes = {head.kind: head.scope for head in map(header_of, shop_headers(shop))}
    assert scopes["till.opened"] == "till"
    assert scopes["settings.set"] == scopes["person.set"] == "settings"
    assert scopes["products.set"] == "catalog"
    assert scopes["order.placed"] == "order:main"
    assert scopes["stock.moved"] == "stock:main"
    assert scopes["cash.moved"] == "cash:A"


@pytest.mark.parametrize(
    ("noun", "scope"), [("customer", "customer"), ("product", "catalog"), ("variant", "catalog")]
)
def test_a_merge_belongs_to_what_it_merges(noun: str, scope: str) -> None:
    assert scope_of(RecordsMerged(noun, "a" * 32, "b" * 32), "A") == scope


def shop_headers(shop: ShopKit) -> list[bytes]:
    return [row[0] for row in shop.rows("SELECT header FROM entry")]  # type: ignore[misc]


def test_what_is_too_much_for_one_entry_is_refused_in_a_sentence(shop: ShopKit) -> None:
    with pytest.raises(EntryTooLarge), shop.shop.till.transaction() as tx:
        tx.record(SettingsSet(f={"footer": "x" * seal.PART_LIMIT}))


NEVER = {
    "UPDATE entry SET seq = 99": "never change",
    "UPDATE entry SET sig = x'00'": "never change",
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
