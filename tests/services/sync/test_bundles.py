"""Entries in a file from till to till: all of them once, and of a bad file none."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from pos.domain.shop.errors import EntryWrong
from pos.domain.sync.errors import (
    BundleChanged,
    BundleCut,
    BundleFromNewer,
    BundleOfAnotherShop,
    FileInTheWay,
    NotABundle,
)
from pos.domain.words.errors import CashierError
from pos.sync import bundle
from tests.shop_kit import ShopKit
from tests.two_tills import TwoTills


@pytest.fixture
def stick(tills: TwoTills, ram: Path) -> Path:
    """A bundle of the second till, which sold a mug."""
    tills.b.sells("MUG-BLU")
    tills.b.shop.sync.bundles.write(ram / "shop.bundle")
    return ram / "shop.bundle"


def entries(kit: ShopKit) -> object:
    return kit.rows("SELECT count(*) FROM entry")


def test_what_both_sold_is_everywhere_once(tills: TwoTills) -> None:
    tills.b.sells("MUG-BLU")
    tills.a.sells("MUG-BLU", "BOW-ASH")
    tills.b.stocks("Vase", sku="VASE", price="45.00", quantity="2")
    tills.meet()
    assert sorted(tills.a.numbers()) == sorted(tills.b.numbers()) == ["A-000001", "A2-000001"]
    assert tills.a.in_stock("MUG-BLU") == tills.b.in_stock("MUG-BLU") == 98
    assert tills.a.hit("VASE").name == "Vase", "what came is found"
    assert [one.number for one in tills.a.shop.orders.find("A2-000001")] == ["A2-000001"]


def test_the_same_file_again_changes_nothing(tills: TwoTills, stick: Path) -> None:
    first = tills.a.shop.sync.bundles.read(stick)
    assert (first.entries, first.applied, first.parked) == (2, 2, 0), "the life, and its sale"
    before = tills.digest(tills.a)
    again = tills.a.shop.sync.bundles.read(stick)
    assert (again.entries, again.applied) == (0, 0)
    assert tills.digest(tills.a) == before


def test_a_bundle_holds_what_others_gave_and_replaces_an_older_one(tills: TwoTills, stick: Path) -> None:
    tills.a.shop.sync.bundles.read(stick)
    whole = tills.a.shop.sync.bundles.write(stick)
    assert whole.entries == len(list(bundle.entries_of(stick)))
    assert {one.origin for one in bundle.entries_of(stick)} == {
        tills.a.shop.till.life.origin, tills.b.shop.till.life.origin,
    }  # fmt: skip


def test_only_what_is_missing_is_written(tills: TwoTills, stick: Path) -> None:
    known = {one.life: one.entries for one in tills.a.shop.sync.tills.all("EUR")}
    made = tills.b.shop.sync.bundles.write(stick, known)
    assert made.entries == 2
    assert tills.a.shop.sync.bundles.read(stick).applied == 2


def no_bundle(data: bytes) -> bytes:
    return b"name,price\nMug,18\n"


def newer(data: bytes) -> bytes:
    return bundle.MAGIC + b"2\n" + data[len(bundle.FIRST) :]


def with_more(data: bytes) -> bytes:
    return data + b"\0"


def with_a_giant(data: bytes) -> bytes:
    return bundle.FIRST + zlib.compress((1 << 31).to_bytes(4, "big") + bytes(100_000))


def of_zeros(data: bytes) -> bytes:
    return bundle.FIRST + zlib.compress(bytes(100_000_000))


BAD: list[tuple[Callable[[bytes], bytes], type[CashierError]]] = [
    (no_bundle, NotABundle),
    (lambda _data: b"", NotABundle),
    (newer, BundleFromNewer),
    (with_more, BundleChanged),
    (with_a_giant, BundleChanged),
    (of_zeros, BundleChanged),
    (lambda data: data[:20], BundleCut),
    (lambda data: data[:-1], BundleCut),
]


@pytest.mark.parametrize(("spoil", "error"), BAD)
def test_a_bad_file_is_refused_in_a_sentence(
    tills: TwoTills, stick: Path, spoil: Callable[[bytes], bytes], error: type[CashierError]
) -> None:
    before = entries(tills.a)
    stick.write_bytes(spoil(stick.read_bytes()))
    with pytest.raises(error, match=r"shop\.bundle"):
        tills.a.shop.sync.bundles.read(stick)
    assert entries(tills.a) == before


def says_the_same(one: bytes, other: bytes) -> bool:
    """Whether only bits differ that fill the last byte of what was packed: nothing was changed then."""
    start = len(bundle.FIRST)
    try:
        return one[:start] == other[:start] and zlib.decompress(one[start:]) == zlib.decompress(other[start:])
    except zlib.error:
        return False


def test_wherever_it_is_cut_or_changed_nothing_is_taken_in(tills: TwoTills, stick: Path) -> None:
    whole, before, dice = stick.read_bytes(), entries(tills.a), random.Random(1)
    for _ in range(40):
        at = dice.randrange(len(whole))
        spoilt = bytearray(whole)
        spoilt[at] ^= 1 << dice.randrange(8)
        for data in (whole[:at], *([] if says_the_same(spoilt, whole) else [bytes(spoilt)])):
            stick.write_bytes(data)
            with pytest.raises(CashierError):
                tills.a.shop.sync.bundles.read(stick)
    assert entries(tills.a) == before


def test_an_entry_that_was_changed_and_packed_again_is_refused(tills: TwoTills, stick: Path) -> None:
    head, held = bundle.head_of(stick), list(bundle.entries_of(stick))
    life = tills.b.shop.till.life
    (sale,) = [one for one in held if one.kind == "order.placed"]
    forged = replace(sale, body=sale.body.replace(b"1800", b"1200"))
    before = entries(tills.a)
    with stick.open("wb") as file:
        bundle.write(file, head, [forged if one is sale else one for one in held], life.key)
    with pytest.raises(EntryWrong):
        tills.a.shop.sync.bundles.read(stick)
    assert entries(tills.a) == before


def test_another_shops_bundle_is_refused(tills: TwoTills, ram: Path) -> None:
    other = ShopKit.create(ram / "other")
    other.shop.sync.bundles.write(ram / "other.bundle")
    other.close()
    with pytest.raises(BundleOfAnotherShop):
        tills.a.shop.sync.bundles.read(ram / "other.bundle")
    with pytest.raises(FileInTheWay):
        tills.a.shop.sync.bundles.write(ram / "other.bundle")


def test_a_file_of_somebody_else_is_left_alone(tills: TwoTills, ram: Path) -> None:
    (ram / "letter.txt").write_text("Dear Lucie")
    with pytest.raises(FileInTheWay):
        tills.a.shop.sync.bundles.write(ram / "letter.txt")
    assert (ram / "letter.txt").read_text() == "Dear Lucie"
    assert not list(ram.glob(".comptoir-*"))
