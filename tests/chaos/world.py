"""Several computers, a hub and sticks, with all that befalls them; what people did is kept beside them.

A computer is a folder with the till in it. It may be copied with its very key (a disk image), put back to an
old image, killed at any named point of a round, have a wrong clock; the hub may lose what it had. In the end
all is healed, and everybody must hold every sale that was not on a computer alone when that was put back.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from pos.domain.customers.customers import Customer
from pos.domain.orders.amendment import Piece, Request
from pos.domain.shop.errors import ClockMoved
from pos.domain.sync.errors import HubUnreachable, HubWentAway, TillRemoved, TillUnknown
from pos.domain.sync.roles import Role
from pos.domain.words.errors import CashierError
from pos.founding import join_shop
from pos.journal.proof.digest import TableDigest, digest
from pos.services.sync.rounds import crash
from pos.services.till.audit import verify_folder
from pos.services.till.files import ShopFolder
from pos.services.till.keys import read_key
from pos.services.till.prints import life_mark
from tests.chaos.fences import Removal
from tests.chaos.ways import Hub, InMemory, Trouble
from tests.shop_kit import OPENING_HOUR, ShopClock, ShopKit

SKU = "MUG-BLU"
POINTS = (
    "before a page is sent", "after a page was sent", "after a page was counted", "after a page was taken in",
    "before a new life", "after a new life began", "before the hub confirms",
)  # fmt: skip
ONE_PIECE = 1_000_000
LAST_ORDER = "SELECT lower(hex(uid)) FROM orders ORDER BY placed_at DESC, uid LIMIT 1"


class Killed(BaseException):
    """The program ends here, as by a power cut."""


@dataclass
class Machine:
    """A computer with a till, its clock's error, and the ids of the sales it told a person were done."""

    name: str
    kit: ShopKit
    ahead: timedelta = timedelta(0)
    sold: set[bytes] = field(default_factory=set)


@dataclass
class Count:
    """What happened in all."""

    sales: int = 0
    deliveries: int = 0
    kills: int = 0
    cuts: int = 0
    lives: int = 0
    fences: int = 0


def template(folder: Path) -> str:
    """Three tills of one shop, closed: A and C of the office, B that only sells; returns the shop's id."""
    a = ShopKit.create(folder / "a")
    a.stocks(quantity="1000")
    a.shop.customers.add(Customer(id="", name="Lucie Martin", email="lucie@example.com"))
    (shop,) = a.shop.till.database.reader().execute("SELECT shop FROM till").fetchone()
    for letter, role in (("B", Role.TILL), ("C", Role.OFFICE)):
        code = a.shop.sync.pairing.invite(letter, role).code
        a.shop.sync.bundles.write(folder / "stick")
        join_shop(folder / letter.lower(), code, folder / "stick", clock=a.clock)
    a.close()
    return str(shop)


def adopt(folder: Path) -> None:
    """Make a copied folder the place its life goes on at, as on a disk that was copied whole."""
    places = ShopFolder(folder)
    key = read_key(places)
    assert key is not None
    with sqlite3.connect(folder / "shop.db") as database:
        mark = life_mark(places, places.key, key.seed)
        database.execute("UPDATE choice SET value = ? WHERE key = 'life_mark'", (mark,))
    database.close()


class World:
    """All computers of one shop, and the hub."""

    def __init__(self, folder: Path, of: Path, shop: str, hub: Hub | None = None) -> None:
        self.folder = folder
        self.now = OPENING_HOUR
        self.hub: Hub = hub or InMemory(shop, lambda: self.now)
        self.machines: list[Machine] = []
        self.backup = self.hub.snapshot()
        self.images: dict[str, tuple[Path, set[bytes]]] = {}
        self.count = Count()
        self.removal: Removal | None = None
        self._copies = 0
        for name in ("a", "b", "c"):
            self._add(name, of / name)

    def _add(self, name: str, of: Path, sold: set[bytes] | None = None) -> None:
        self._copy(of, self.folder / name)
        kit = self._opened(self.folder / name, name)
        self.machines.append(Machine(name, kit, sold=set(sold or ())))

    def _opened(self, folder: Path, name: str) -> ShopKit:
        return ShopKit.open(folder, ShopClock(self.now), self.hub.uplink(name[0], office=name[0] != "b"))

    @staticmethod
    def _copy(of: Path, to: Path) -> None:
        to.mkdir()
        for path in of.iterdir():
            if path.name.startswith(("shop.", "till.", "known")) and not path.name.endswith("wanted"):
                shutil.copy(path, to / path.name)
        adopt(to)

    # --- what people do ---

    def sell(self, at: int, pieces: int = 1) -> None:
        """A sale for cash; a wrong date is confirmed first, as the window asks for it."""
        machine = self._at(at)
        kit = machine.kit
        try:
            placed = kit.sells(*[SKU] * pieces)
        except ClockMoved:
            kit.shop.till.confirm_date()
            placed = kit.sells(*[SKU] * pieces)
        machine.sold.add(bytes.fromhex(placed.id))
        self.count.sales += 1

    def void(self, at: int) -> None:
        """The last order that is known there is cancelled, its money given back."""
        kit = self._at(at).kit
        for (uid,) in kit.shop.till.database.reader().execute(LAST_ORDER).fetchall():
            with suppress(CashierError):
                kit.shop.order_changes.void(uid)

    def refund(self, at: int) -> None:
        """One piece of the last order that is known there comes back, and its money goes."""
        kit = self._at(at).kit
        for (uid,) in kit.shop.till.database.reader().execute(LAST_ORDER).fetchall():
            with suppress(CashierError):
                kit.shop.after_sale.returns.refund(uid, Request((Piece(1, ONE_PIECE),)))

    def edit(self, at: int, price: int) -> None:
        """Another price, which a till that only sells may not set."""
        kit = self._at(at).kit
        with suppress(CashierError):
            kit.shop.catalogue.change_variant(kit.hit(SKU).variant_id, price=Decimal(price))

    def counts(self, at: int, pieces: int) -> None:
        """Somebody counted the shelf."""
        kit = self._at(at).kit
        with suppress(CashierError):
            kit.shop.stock.count(kit.hit(SKU).variant_id, Decimal(pieces))

    def customer(self, at: int, name: int) -> None:
        """A customer is written down, perhaps the second time; two of a name are one in the end."""
        kit = self._at(at).kit
        with suppress(CashierError):
            kit.shop.customers.add(Customer(id="", name=f"Jules {name}", email=f"jules{name}@example.com"))
            found = kit.shop.customers.find(f"jules {name}")
            if len(found) > 1:
                kit.shop.merging.merge(found[1].id, found[0].id)

    # --- what befalls computers ---

    def passes(self, minutes: int) -> None:
        """Time goes on everywhere."""
        self.now += timedelta(minutes=minutes)
        for machine in self.machines:
            machine.kit.clock.now = self.now + machine.ahead

    def sets_clock(self, at: int, days: int) -> None:
        """A computer's date is wrong from now on; 0 puts it right."""
        self._at(at).ahead = timedelta(days=days)
        self.passes(1)

    def reopen(self, at: int) -> None:
        """The program is ended and started."""
        self._at(at).kit.reopen()

    def updates(self, at: int) -> None:
        """The program is ended, and one of another version begins: it makes its tables anew."""
        kit = self._at(at).kit
        with kit.shop.till.database.write() as connection:
            connection.exec_driver_sql("UPDATE choice SET value = 'older' WHERE key = 'tables'")
        kit.reopen()

    def image(self, at: int) -> None:
        """The disk is copied whole."""
        machine = self._at(at)
        machine.kit.close()
        self._copies += 1
        kept = self.folder / f"image{self._copies}"
        self._copy(machine.kit.folder, kept)
        self.images[machine.name] = (kept, set(machine.sold))
        machine.kit.reopen()

    def clone(self, at: int) -> None:
        """A second computer is made of the image of one, and both go on as the same till."""
        machine = self._at(at)
        if machine.name in self.images and len(self.machines) < 5:
            self._copies += 1
            kept, sold = self.images[machine.name]
            self._add(f"{machine.name[0]}{self._copies}", kept, sold)

    def put_back(self, at: int) -> None:
        """A computer is what it was when it was copied; what it alone knew since is gone."""
        machine = self._at(at)
        if machine.name in self.images:
            kept, sold = self.images[machine.name]
            machine.kit.close()
            shutil.rmtree(machine.kit.folder)
            self._copy(kept, machine.kit.folder)
            machine.kit = self._opened(machine.kit.folder, machine.name)
            machine.sold = set(sold)
            self.passes(0)

    # --- what befalls the hub and the ways to it ---

    def round(self, at: int) -> None:
        """A round with the hub."""
        machine = self._at(at)
        before = machine.kit.shop.till.life.origin
        told = TillRemoved if self._is_removed(machine) else HubWentAway
        with suppress(HubWentAway, HubUnreachable, told):
            done = machine.kit.shop.sync.rounds.once()
            self.count.deliveries += done.pushed + done.pulled
        self.count.lives += machine.kit.shop.till.life.origin != before

    def fence(self, at: int, by: int) -> None:
        """A till of the office removes another and all its copies, as `hub remove` does; once in a world."""
        letter, office = self._at(at).name[0].upper(), self._at(by)
        if self.removal or letter in ("A", office.name[0].upper()) or office.name[0] == "b":
            return
        try:
            office.kit.shop.sync.pairing.require_removable(letter)
        except TillUnknown:  # nobody told it of that till yet
            return
        self.hub.shut_out(letter)
        self.round(by)
        office.kit.shop.sync.pairing.fence(letter)
        known = office.kit.shop.till.database.reader().execute("SELECT uid FROM orders")
        self.removal = Removal(letter, frozenset(uid for (uid,) in known))
        self.round(by)
        self.count.fences += 1

    def _is_removed(self, machine: Machine) -> bool:
        return self.removal is not None and self.removal.is_of(machine.name)

    def _standing(self) -> list[Machine]:
        """The computers whose till was not removed."""
        return [machine for machine in self.machines if not self._is_removed(machine)]

    def cut(self, at: int, trouble: Trouble) -> None:
        """A round that meets trouble on its way."""
        with self.hub.troubled(trouble):
            self.round(at)
        self.count.cuts += 1

    def kill(self, at: int, point: str) -> None:
        """A round in which the program is ended at a named point; it is started again."""
        machine = self._at(at)
        with self._crashing(point):
            try:
                self.round(at)
            except Killed:
                self.count.kills += 1
        machine.kit.reopen()

    @contextmanager
    def _crashing(self, point: str) -> Iterator[None]:
        def reached(name: str) -> None:
            if name == point:
                raise Killed

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(crash, "crash_point", reached)
            yield

    def backs_up_hub(self) -> None:
        self.backup = self.hub.snapshot()

    def restores_hub(self) -> None:
        self.hub.restore(self.backup)

    def stick(self, at: int, to: int) -> None:
        """All entries of one computer are read by another."""
        if at % len(self.machines) == to % len(self.machines):
            return
        bundle = self.folder / "stick.bundle"
        self._at(at).kit.shop.sync.bundles.write(bundle)
        found = self._at(to).kit.shop.sync.bundles.read(bundle)
        self.count.deliveries += found.entries

    def _at(self, at: int) -> Machine:
        return self.machines[at % len(self.machines)]

    # --- what must be so ---

    def check(self) -> None:
        """After each step: no log has a hole, and no computer lost what it told a person was done."""
        for machine in self.machines:
            reader = machine.kit.shop.till.database.reader()
            life = machine.kit.shop.till.life.origin
            count, last, numbers = reader.execute(
                "SELECT count(*), max(seq), count(DISTINCT seq) FROM entry WHERE origin = ?", (life,)
            ).fetchone()
            assert count == last == numbers, "the own log has a hole or two branches"
            here = {uid for (uid,) in reader.execute("SELECT uid FROM orders")}
            assert machine.sold <= here, "a sale is gone"
            double = "SELECT number FROM orders WHERE letter = ? GROUP BY number HAVING count(*) > 1"
            assert not reader.execute(double, (machine.kit.shop.till.life.letter,)).fetchall() or self._copies

    def heal(self) -> None:
        """All faults end and everybody meets everybody, until nothing new is found."""
        for machine in self.machines:
            machine.ahead = timedelta(0)
        for time in range(4):
            self.passes(1)
            for at, machine in enumerate(self.machines):
                self.round(at)
                if machine.name.startswith("b") or self._is_removed(machine):
                    self.stick(at, 0)  # it may not send what it holds of others
            if self.removal and time == 0:
                self.removal.decides(self.machines[0].kit)

    def prove(self, *, rebuild: bool = True) -> None:
        """Lost 0, doubled 0, diverged 0; with `rebuild` each file is also replayed and compared."""
        self.check()
        standing = self._standing()
        assert not self._differing(), f"diverged: {self._differing()}"
        if rebuild:
            for machine in self.machines:
                assert verify_folder(ShopFolder(machine.kit.folder), rebuild=True).first_bad is None
        gone = [machine for machine in self.machines if machine not in standing]
        sold = set[bytes]().union(*(machine.sold for machine in standing))
        known = self.removal.known if self.removal else frozenset[bytes]()
        late = set[bytes]().union(*(machine.sold for machine in gone)) - sold
        sold, late = sold | (late & known), late - known
        for machine in standing:
            reader = machine.kit.shop.till.database.reader()
            uids = [uid for (uid,) in reader.execute("SELECT uid FROM orders")]
            assert sold <= set(uids), "lost"
            assert len(uids) == len(set(uids)), "doubled"
            (moves,) = reader.execute("SELECT sum(quantity) FROM stock_move").fetchone()
            (on_hand,) = reader.execute("SELECT sum(on_hand) FROM stock").fetchone()
            assert moves == on_hand
            state = machine.kit.shop.sync.state()
            assert state is not None
            assert state.unsent == 0
            if self.removal:
                self.removal.require_unknown(reader, late)
                assert {one.why for one in state.aside} <= {"fenced", "waits"}
            else:
                assert state.parked == 0
            assert state.confirmed is not None
            assert state.confirmed.is_same
            self._holds_its_own(machine)
        for machine in gone:
            with suppress(TillRemoved):
                machine.kit.shop.sync.rounds.once()
                raise AssertionError("nobody told it that it was removed")

    def _holds_its_own(self, machine: Machine) -> None:
        """The hub holds of this life exactly what is here."""
        life = machine.kit.shop.till.life.origin
        rows = machine.kit.shop.till.database.reader().execute(
            "SELECT chain FROM entry WHERE origin = ? ORDER BY seq", (life,)
        )
        assert [chain for (chain,) in rows] == self.hub.chains_of(life)

    def _differing(self) -> str:
        """The tables that are not the same everywhere."""
        first, *others = (self._tables(machine.kit) for machine in self._standing())
        return ", ".join(sorted({one.name for tables in others for one in tables ^ first}))

    @staticmethod
    def _tables(kit: ShopKit) -> frozenset[TableDigest]:
        with kit.shop.till.database.reading() as connection:
            return frozenset(digest(connection).tables)

    def close(self) -> None:
        for machine in self.machines:
            machine.kit.close()
