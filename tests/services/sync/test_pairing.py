"""Tills that join by a code and a stick, what they may write, and one that is lost."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from pos.domain.catalogue.products import NewProduct
from pos.domain.shop.errors import OfficeOnly, ShopExists
from pos.domain.sync.errors import (
    CodeDamaged,
    CodeExpired,
    CodeForged,
    CodeOfAnotherShop,
    CodeUsed,
    DaysUnusable,
    JoinStopped,
    LetterTaken,
    LetterUnusable,
    ThisTill,
    TillUnknown,
)
from pos.domain.sync.roles import Role
from pos.domain.words.errors import CashierError
from pos.founding import join_shop, restore_shop
from pos.journal.trust import Key
from pos.services.till.audit import verify_folder
from pos.services.till.files import ShopFolder
from pos.sync import code as codes
from tests.shop_kit import ShopKit
from tests.two_tills import TwoTills

digest = TwoTills.digest


class Office:
    """The first till of a shop, a stick, and the tills that join."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.kit = ShopKit.create(folder / "a")
        self.kit.stocks(quantity="10")
        self.kit.sells("MUG-BLU")
        self.stick = folder / "shop.bundle"
        self.joined: list[ShopKit] = []

    def invites(self, letter: str, role: Role = Role.OFFICE, days: int = 1) -> str:
        self.kit.shop.sync.bundles.write(self.stick)
        return self.kit.shop.sync.pairing.invite(letter, role, days).code

    def joins(self, code: str, name: str = "b") -> ShopKit:
        join_shop(self.folder / name, code, self.stick, clock=self.kit.clock)
        kit = ShopKit.open(self.folder / name, self.kit.clock)
        self.joined.append(kit)
        return kit

    def carries(self, of: ShopKit, to: ShopKit) -> None:
        of.shop.sync.bundles.write(self.stick)
        to.shop.sync.bundles.read(self.stick)

    def close(self) -> None:
        for kit in (self.kit, *self.joined):
            kit.close()


@pytest.fixture
def office(ram: Path) -> Iterator[Office]:
    made = Office(ram)
    yield made
    made.close()
    for kit in (made.kit, *made.joined):
        assert verify_folder(ShopFolder(kit.folder), rebuild=True).ok


def test_a_till_joins_sells_and_both_hold_the_same(office: Office) -> None:
    till = office.joins(office.invites("B"))
    assert till.shop.till.life.letter == "B"
    assert till.hit("MUG-BLU").name == "Mug, blue glaze"
    assert till.sells("MUG-BLU").number == "B-000001"
    till.stocks("Vase", sku="VASE", price="45.00")
    office.carries(till, office.kit)
    assert digest(till) == digest(office.kit)
    assert office.kit.in_stock("MUG-BLU") == 8
    assert [(one.letter, one.sales) for one in office.kit.shop.sync.tills.all("EUR")] == [("A", 1), ("B", 1)]


def test_a_third_till_is_known_by_one_that_never_met_the_first(office: Office) -> None:
    second = office.joins(office.invites("B"))
    third = office.joins(office.invites("C"), "c")
    third.sells("MUG-BLU")
    office.carries(third, second)
    assert second.numbers() == ["A-000001", "C-000001"]
    assert second.rows("SELECT count(*) FROM parked") == [(0,)]


def test_a_till_that_sells_leaves_prices_and_settings_to_the_office(office: Office) -> None:
    till = office.joins(office.invites("B", Role.TILL))
    before = till.rows("SELECT count(*) FROM entry")
    variant = till.hit("MUG-BLU").variant_id
    for forbidden in (
        lambda: till.shop.catalogue.add(NewProduct(name="Vase", price=None)),
        lambda: till.shop.catalogue.change_variant(variant, oversell="block"),
        lambda: till.shop.settings.change(name="Another"),
        lambda: till.shop.people.add("Somebody"),
        lambda: till.shop.sync.pairing.invite("C"),
        lambda: till.shop.sync.pairing.fence("A"),
    ):
        with pytest.raises(OfficeOnly):
            forbidden()
    assert till.rows("SELECT count(*) FROM entry") == before
    till.sells("MUG-BLU")


def test_a_till_stays_what_it_is_in_its_next_life(office: Office) -> None:
    till = office.joins(office.invites("B", Role.TILL))
    till.close()
    till.folder.joinpath("till.key").rename(till.folder / "till.key.bak")
    (till.folder / "till.key").write_bytes((till.folder / "till.key.bak").read_bytes())
    till.shop = ShopKit.open(till.folder, office.kit.clock).shop
    assert till.shop.till.life.letter == "B2"
    with pytest.raises(OfficeOnly):
        till.shop.people.add("Somebody")
    office.carries(till, office.kit)
    assert office.kit.rows("SELECT letter, role FROM till WHERE letter = 'B2'") == [("B2", "till")]


def test_a_lost_till_is_closed_out_and_what_it_writes_then_waits(office: Office) -> None:
    till = office.joins(office.invites("B"))
    till.sells("MUG-BLU")
    office.carries(till, office.kit)
    removed = office.kit.shop.sync.pairing.fence("B")
    assert list(removed.upto.values()) == [2]
    till.sells("MUG-BLU")
    office.carries(till, office.kit)
    assert office.kit.numbers() == ["A-000001", "B-000001"]
    assert office.kit.rows("SELECT why FROM parked") == [("fenced",)]
    for letter, error in (("C", TillUnknown), ("A", ThisTill)):
        with pytest.raises(error):
            office.kit.shop.sync.pairing.fence(letter)


def test_a_code_is_for_one_till_and_its_days(office: Office) -> None:
    code = office.invites("B", days=2)
    office.joins(code)
    office.carries(office.joined[0], office.kit)
    office.kit.shop.sync.bundles.write(office.stick)
    with pytest.raises(CodeUsed):
        join_shop(office.folder / "c", code, office.stick, clock=office.kit.clock)
    later = office.kit.clock.now + timedelta(days=3)
    with pytest.raises(CodeExpired):
        join_shop(office.folder / "c", code, office.stick, clock=lambda: later)
    assert not (office.folder / "c").exists() or not list((office.folder / "c").iterdir())
    with pytest.raises(ShopExists):
        join_shop(office.joined[0].folder, office.invites("C"), office.stick, clock=office.kit.clock)


def test_letters_that_cannot_be_are_refused(office: Office) -> None:
    for letter, error in (
        ("A", LetterTaken),
        ("b", LetterUnusable),
        ("", LetterUnusable),
        ("B2", LetterUnusable),
    ):
        with pytest.raises(error):
            office.kit.shop.sync.pairing.invite(letter)


@pytest.mark.parametrize("days", [0, -1, 3651, 3_000_000, 999_999_999_999, 10**30])
def test_days_that_no_code_can_be_good_for_are_refused(office: Office, days: int) -> None:
    with pytest.raises(DaysUnusable):
        office.kit.shop.sync.pairing.invite("B", days=days)


def test_a_code_that_was_changed_makes_nothing(office: Office) -> None:
    code = office.invites("B")
    of = codes.read(code)
    forged = codes.written(codes.PairingCode(
        of.shop, "Z", of.role, of.until, of.root, of.once, of.signature, of.keys
    ))  # fmt: skip
    bad: list[tuple[str, type[CashierError]]] = [
        (code[:-3], CodeDamaged),
        (code.replace(code[20], "A" if code[20] != "A" else "B", 1), CodeDamaged),
        ("", CodeDamaged),
        ("hello", CodeDamaged),
        (base64.b32encode(b"x" * 90).decode(), CodeDamaged),
        (forged, CodeForged),
    ]
    for text, error in bad:
        with pytest.raises(error):
            join_shop(office.folder / "b", text, office.stick, clock=office.kit.clock)
    assert not (office.folder / "b").exists()
    spaced = code.lower().replace("-", " ")
    assert codes.read(spaced) == of, "as people type it"


def test_a_code_needs_the_file_of_its_own_shop(office: Office, ram: Path) -> None:
    other = ShopKit.create(ram / "other")
    other.shop.sync.bundles.write(ram / "other.bundle")
    other.close()
    with pytest.raises(CodeOfAnotherShop):
        join_shop(office.folder / "b", office.invites("B"), ram / "other.bundle", clock=office.kit.clock)


def test_joining_is_stopped_and_leaves_nothing_behind(office: Office) -> None:
    code, counts = office.invites("B"), []

    def stop_at(last: int) -> None:
        def got(done: int, total: int) -> None:
            counts.append((done, total))
            if done == last:
                raise JoinStopped

        with pytest.raises(JoinStopped):
            join_shop(office.folder / "b", code, office.stick, clock=office.kit.clock, progress=got)
        assert list((office.folder / "b").iterdir()) == []

    (written,) = office.kit.rows("SELECT count(*) FROM entry")[0]
    stop_at(1)
    stop_at(written)
    assert counts == [(1, written), *((done, written) for done in range(1, written + 1))]
    assert office.joins(code).sells("MUG-BLU").number == "B-000001"


def test_the_seed_of_the_shop_key_is_in_no_code_and_no_bundle(office: Office) -> None:
    code = office.invites("B")
    seed = bytes.fromhex((office.kit.folder / "shop.key").read_text())
    assert seed not in b"".join([Key(codes.read(code).once).seed, office.stick.read_bytes()])
    till = office.joins(code)
    assert not (till.folder / "shop.key").exists()


def test_a_till_nobody_vouched_for_waits_on_one_that_joins_too_until_it_is_accepted(office: Office) -> None:
    lost = office.joins(office.invites("B"))
    lost.close()
    lost.folder.joinpath("till.key").unlink()
    lost.reopen()
    assert lost.shop.till.life.letter == "B2"
    lost.sells("MUG-BLU")
    lost.sells("MUG-BLU")
    office.carries(lost, office.kit)
    third = office.joins(office.invites("C"), "c")
    waiting = "SELECT why, waits_for, count(*) FROM parked GROUP BY 1, 2 ORDER BY 1, 2"
    assert len(office.kit.rows(waiting)) == 2
    assert third.rows(waiting) == office.kit.rows(waiting)
    (task,) = [one for one in third.shop.exceptions.all() if one.kind == "unknown_till"]
    third.shop.exceptions.resolve(task.id, "accept")
    assert third.rows(waiting) == []
    office.carries(third, office.kit)
    assert digest(third) == digest(office.kit)
    assert "B2-000002" in office.kit.numbers()


def test_a_till_of_several_that_is_restored_on_a_new_computer_knows_whom_it_may_believe(
    office: Office, ram: Path
) -> None:
    """Whose signatures let a till in is no secret, and comes back with the backup; no key does."""
    b = office.joins(office.invites("B"))
    b.sells("MUG-BLU")
    copy, folder = ram / "b.comptoir", ShopFolder(ram / "laptop")
    b.shop.backups.make(copy)
    c = office.joins(office.invites("C"), "c")
    c.sells("MUG-BLU")
    back, _aside = restore_shop(folder.path, copy, clock=b.clock)
    assert verify_folder(folder, rebuild=True).ok
    for kit in (b, c):
        kit.shop.sync.bundles.write(office.stick)
        back.sync.bundles.read(office.stick)
    back.close()
    verdict = verify_folder(folder, rebuild=True)
    assert (verdict.ok, verdict.parked) == (True, ())
    assert not {"shop.key", "till.hub"} & {file.name for file in folder.path.iterdir()}
