"""What any carrier promises: the same stories for the one in memory and the one in PostgreSQL."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import closing

import pytest
from msgspec.structs import replace

from pos.sync.carrier import BaseImage, Carrier, EntryRefused, HubHead, PlaceTaken, Sales, Want
from tests.hub.conftest import Sold, now
from tests.memory_hub import MemoryHub


@pytest.fixture(params=["memory", "postgres"])
def carrier(request: pytest.FixtureRequest, sold: Sold) -> Iterator[Carrier]:
    if request.param == "postgres":
        yield request.getfixturevalue("line")
        return
    with closing(MemoryHub(sold.shop, now).uplink("a").connect()) as one:
        yield one


def test_entries_come_back_as_they_were_and_stand_once(carrier: Carrier, sold: Sold) -> None:
    life, entries = sold.life, sold.entries
    kept = [replace(entry, arrival=0) for entry in entries]
    info = carrier.hello()
    assert (info.shop, info.is_office, info.format) == (sold.shop, True, 1)
    assert abs((info.clock - now()).total_seconds()) < 60
    assert carrier.head(life) is None
    assert carrier.heads() == {}
    with pytest.raises(PlaceTaken):  # a hole
        carrier.append(life, entries[1:3])
    carrier.append(life, entries[:2])
    with pytest.raises(PlaceTaken):  # sent again
        carrier.append(life, entries[:2])
    with pytest.raises(PlaceTaken):  # half of it is there: nothing of it is kept
        carrier.append(life, entries[1:4])
    assert carrier.head(life) == HubHead(2, entries[1].chain)
    carrier.append(life, entries[2:])
    last = len(entries)
    assert carrier.heads() == {life: HubHead(last, entries[-1].chain)}
    assert carrier.chains(life, [1, last, last + 1]) == {1: entries[0].chain, last: entries[-1].chain}
    assert carrier.read([Want(life, 0, last)], 1000) == kept
    assert carrier.read([Want(life, 1, 3), Want(bytes(16), 0, 9)], 1000) == kept[1:3]
    assert carrier.read([Want(life, 1, last)], 2) == kept[1:3]
    assert carrier.read([], 5) == []
    assert carrier.sales(life, 0, last) == Sales(sold.sales, sold.total)
    assert carrier.sales(life, last, last + 5) == Sales(0, 0)


def test_an_entry_under_another_life_is_refused_and_nothing_of_its_page_kept(
    carrier: Carrier, sold: Sold
) -> None:
    strange = replace(sold.entries[1], origin=bytes(range(16)))
    with pytest.raises(EntryRefused):
        carrier.append(sold.life, [sold.entries[0], strange])
    assert carrier.head(sold.life) is None


def test_a_name_is_held_by_one_at_a_time_and_its_number_grows(carrier: Carrier) -> None:
    one, other = b"1" * 16, b"2" * 16
    assert carrier.lease("store", one, 60) == 1
    assert carrier.lease("store", one, 60) == 1
    assert carrier.lease("store", other, 60) is None
    carrier.release("store", other)
    assert carrier.lease("store", other, 60) is None
    carrier.release("store", one)
    assert carrier.lease("store", other, 60) == 2


def test_a_base_image_is_whole_or_not_there_and_replaces_the_one_before(carrier: Carrier) -> None:
    chunks = [b"first" * 1000, b"second"]
    shas = tuple(hashlib.sha256(chunk).digest() for chunk in chunks)
    for name in (b"a" * 16, b"b" * 16):
        image = BaseImage(name, "shop", bytes(16), "2026-11-30T10:00:00+01:00", "4.16", {b"l" * 16: 7}, shas)
        carrier.put_image(image, chunks)
        assert carrier.images() == (image,)
    assert [carrier.chunk(b"b" * 16, number) for number in (0, 1)] == chunks


def test_what_is_erased_is_blank_for_whoever_reads(carrier: Carrier, sold: Sold) -> None:
    named = replace(
        sold.entries[1], personal=b'{"name":"Anna"}', personal_salt=b"s" * 16, personal_hash=b"h" * 32
    )
    carrier.append(sold.life, [sold.entries[0], named])
    rows = [b"Anna"]
    shas = tuple(hashlib.sha256(chunk).digest() for chunk in rows)
    carrier.put_image(BaseImage(b"a" * 16, "shop", bytes(16), "", "4.16", {}, shas), rows)
    carrier.blank([named.event_id])
    assert carrier.images() == (), "ready rows hold what the entries said"
    (read,) = carrier.read([Want(sold.life, named.seq - 1, named.seq)], 1)
    assert (read.personal, read.personal_salt, read.personal_hash) == (None, None, named.personal_hash)
    assert read.chain == named.chain
