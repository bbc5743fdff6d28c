"""A till that joins by ready rows: all it has is proven, and what is not right is left aside whole."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from pos.domain.sync.errors import BaseChanged, BaseFromAnother, BaseOfAnotherShop, BaseWrong, FileInTheWay
from pos.domain.sync.roles import Role
from pos.domain.words.errors import CashierError
from pos.founding import join_shop
from pos.journal.trust import Key
from pos.services.sync.base.making import Bases
from pos.services.sync.joining import Joined
from pos.services.till.audit import verify_folder
from pos.services.till.files import ShopFolder
from pos.sync import base
from pos.sync.carrier import BaseImage
from tests.faults.tamper import script
from tests.sample import sample
from tests.shop_kit import ShopKit
from tests.two_tills import TwoTills

digest = TwoTills.digest
ROOT = Path(__file__).resolve().parents[3]


class Office:
    """A shop with a past, its bundle with a base image beside it, and tills that join by them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.kit = ShopKit.create(folder / "a")
        self.kit.stocks(quantity="50")
        self.kit.stocks("Bowl, ash", sku="BOW-ASH", price="24.00", quantity="50")
        for _sale in range(3):
            self.kit.sells("MUG-BLU", ("BOW-ASH", "2"))
        self.stick = folder / "shop.bundle"
        self.image = folder / "shop.bundle.base"
        self.kits = [self.kit]
        self.entries = 0

    def writes(self, kit: ShopKit | None = None) -> None:
        """The bundle, and the base image beside it."""
        self.entries = self.kit.shop.sync.bundles.write(self.stick).entries
        assert Bases((kit or self.kit).shop.till, worth=0).lay_beside(self.stick)

    def joins(self, letter: str, role: Role = Role.OFFICE) -> tuple[Joined, ShopKit]:
        code = self.kit.shop.sync.pairing.invite(letter, role).code
        done = join_shop(self.folder / letter, code, self.stick, clock=self.kit.clock)
        kit = ShopKit.open(self.folder / letter, self.kit.clock)
        self.kits.append(kit)
        return done, kit

    def made_anew(self, change: Callable[[list[bytes], BaseImage], tuple[list[bytes], BaseImage]]) -> None:
        """The image as somebody else would have written it."""
        about = base.about(self.image)
        pieces, about = change(list(base.pieces(self.image, len(about.shas))), about)
        with self.image.open("wb") as file:
            base.write(file, pieces, lambda shas: replace(about, shas=shas))

    def signed(self, image: BaseImage, key: Key | None = None) -> BaseImage:
        return replace(image, sig=(key or self.kit.shop.till.life.key).sign(image.message))


@pytest.fixture
def office(ram: Path) -> Iterator[Office]:
    made = Office(ram)
    yield made
    for kit in made.kits:
        kit.close()
    for kit in made.kits:
        assert verify_folder(ShopFolder(kit.folder), rebuild=True).ok


def test_a_till_that_joins_by_ready_rows_holds_what_the_office_holds(office: Office) -> None:
    office.writes()
    done, till = office.joins("B", Role.TILL)
    assert (done.aside, done.entries) == (None, office.entries)
    assert till.hit("BOW-ASH").name == "Bowl, ash"
    assert till.rows("SELECT count(*) FROM orders") == [(3,)]
    assert till.sells("MUG-BLU").number == "B-000001"
    till.shop.sync.bundles.write(office.stick)
    office.kit.shop.sync.bundles.read(office.stick)
    assert digest(till) == digest(office.kit)


def test_what_was_written_after_the_image_comes_entry_by_entry(office: Office) -> None:
    office.writes()
    office.kit.sells("BOW-ASH")
    office.kit.stocks("Vase", sku="VASE", price="45.00", quantity=None)
    office.kit.shop.sync.bundles.write(office.stick)
    done, till = office.joins("B")
    assert done.aside is None
    assert till.numbers() == ["A-000001", "A-000002", "A-000003", "A-000004"]
    assert till.hit("VASE").name == "Vase"


def test_a_small_shop_writes_none_and_an_old_one_goes(office: Office) -> None:
    office.writes()
    assert Bases(office.kit.shop.till).lay_beside(office.stick) is None
    assert not office.image.exists()


def _cut(data: bytes) -> bytes:
    return data[:-20]


def _flipped(data: bytes) -> bytes:
    return data[:200] + bytes([data[200] ^ 1]) + data[201:]


@pytest.mark.parametrize(
    ("change", "why"),
    sample(
        [
            (_cut, BaseChanged),
            (_flipped, BaseChanged),
            (lambda data: data[:40], BaseChanged),
            (lambda _data: b"", BaseChanged),
            (lambda _data: b"something else", BaseChanged),
            (lambda data: data.replace(b"comptoir base 1", b"comptoir base 9", 1), BaseFromAnother),
            (lambda data: data[:16] + b"\xff\xff\xff\xff" + data[20:], BaseChanged),
            (lambda data: data[:-4] + b"\xff\xff\xff\xff", BaseChanged),
        ],
        4,
    ),
)
def test_a_harmed_image_is_left_aside_and_all_comes_by_entries(
    office: Office, change: Callable[[bytes], bytes], why: type[CashierError]
) -> None:
    office.writes()
    office.image.write_bytes(change(office.image.read_bytes()))
    done, till = office.joins("B")
    assert type(done.aside) is why
    assert till.rows("SELECT count(*) FROM orders") == [(3,)]
    assert till.rows("SELECT count(*) FROM choice WHERE key = 'unproven_base'") == [(0,)]


def _without_a_piece(pieces: list[bytes], about: BaseImage) -> tuple[list[bytes], BaseImage]:
    return pieces[:-1], about


def _richer(pieces: list[bytes], about: BaseImage) -> tuple[list[bytes], BaseImage]:
    """Somebody on the way makes the stock larger."""
    return [_with(piece, "stock", lambda row: [*row[:2], 9000]) for piece in pieces], about


def _with(piece: bytes, wanted: str, change: Callable[[list[object]], list[object]]) -> bytes:
    table, rows = base.rows_of(piece)
    return base.piece(table, [change(list(row)) for row in rows]) if table == wanted else piece


def _foreign_table(pieces: list[bytes], about: BaseImage) -> tuple[list[bytes], BaseImage]:
    return [*pieces, base.piece("choice", [["origin", "00"]])], about


def _too_many_columns(pieces: list[bytes], about: BaseImage) -> tuple[list[bytes], BaseImage]:
    return [_with(piece, "stock", lambda row: [*row, 1]) for piece in pieces], about


def _a_list_for_a_number(pieces: list[bytes], about: BaseImage) -> tuple[list[bytes], BaseImage]:
    return [_with(piece, "stock", lambda row: [[1], *row[1:]]) for piece in pieces], about


def _a_bomb(pieces: list[bytes], about: BaseImage) -> tuple[list[bytes], BaseImage]:
    return [*pieces, zlib.compress(bytes(64 << 20))], about


def _another_entry(pieces: list[bytes], about: BaseImage) -> tuple[list[bytes], BaseImage]:
    def change(row: list[object]) -> list[object]:
        assert isinstance(row[1], bytes)
        return [row[0], row[1].replace(b"MUG-BLU", b"MUG-RED"), *row[2:]]

    return [_with(piece, "entry_part", change) for piece in pieces], about


@pytest.mark.parametrize(
    "change",
    sample(
        [
            _without_a_piece,
            _richer,
            _foreign_table,
            _too_many_columns,
            _a_list_for_a_number,
            _a_bomb,
            _another_entry,
        ],
        4,
    ),
)
def test_an_image_that_nobody_of_the_office_signed_is_left_aside(
    office: Office, change: Callable[[list[bytes], BaseImage], tuple[list[bytes], BaseImage]]
) -> None:
    office.writes()
    office.made_anew(change)
    done, till = office.joins("B")
    assert type(done.aside) is BaseChanged
    assert till.in_stock("MUG-BLU") == 47


def test_an_image_of_other_tables_or_of_another_shop_is_left_aside(office: Office) -> None:
    office.writes()
    for letter, about, why in (
        ("B", {"version": "99.1"}, BaseFromAnother),
        ("C", {"version": ""}, BaseFromAnother),
        ("D", {"shop": "0" * 32}, BaseOfAnotherShop),
        ("E", {"vector": {}}, BaseChanged),
        ("F", {"life": bytes(16)}, BaseChanged),
    ):
        office.writes()
        office.made_anew(lambda pieces, image, of=about: (pieces, office.signed(replace(image, **of))))  # type: ignore[misc]
        done, till = office.joins(letter)
        assert type(done.aside) is why, letter
        assert till.rows("SELECT count(*) FROM orders") == [(3,)]


def test_an_image_by_a_till_that_only_sells_counts_for_nothing(office: Office) -> None:
    office.writes()
    _done, seller = office.joins("B", Role.TILL)
    seller.shop.sync.bundles.write(office.stick)
    office.kit.shop.sync.bundles.read(office.stick)
    office.writes(seller)
    done, _till = office.joins("C")
    assert type(done.aside) is BaseChanged


def test_an_image_by_a_till_that_was_closed_out_counts_for_nothing(office: Office) -> None:
    office.writes()
    _done, lost = office.joins("B")
    lost.shop.sync.bundles.write(office.stick)
    office.kit.shop.sync.bundles.read(office.stick)
    office.kit.shop.sync.pairing.fence("B")
    office.kit.shop.sync.bundles.write(office.stick)
    lost.shop.sync.bundles.read(office.stick)
    office.writes(lost)
    done, _till = office.joins("C")
    assert type(done.aside) is BaseChanged


def test_who_stops_waiting_has_nothing_and_joins_later(office: Office) -> None:
    office.writes()
    code = office.kit.shop.sync.pairing.invite("B").code
    told: list[tuple[int, int]] = []

    def enough(done: int, of: int) -> None:
        told.append((done, of))
        if len(told) == 3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        join_shop(office.folder / "B", code, office.stick, clock=office.kit.clock, progress=enough)
    assert not ShopFolder(office.folder / "B").holds_shop()
    told.clear()
    done = join_shop(
        office.folder / "B",
        code,
        office.stick,
        clock=office.kit.clock,
        progress=lambda *one: told.append(one),
    )
    assert done.aside is None
    assert told == [(step, told[-1][1]) for step in range(1, told[-1][1] + 1)]
    assert verify_folder(ShopFolder(office.folder / "B"), rebuild=True).ok


def test_all_is_here_once_the_rows_were_made_again_of_the_entries(office: Office) -> None:
    office.writes()
    _done, till = office.joins("B")
    till.sells("MUG-BLU")
    assert not till.shop.sync.is_proven
    till.shop.sync.prove()
    assert till.shop.sync.is_proven
    till.shop.sync.prove()
    assert office.kit.shop.sync.is_proven


def test_ready_rows_that_do_not_add_up_are_made_anew_at_the_next_opening(office: Office) -> None:
    office.kit.shop.till.database.close()
    with sqlite3.connect(office.kit.folder / "shop.db") as driver:
        driver.execute("UPDATE variant SET price = 1 WHERE sku = 'MUG-BLU'")  # the office's disk is failing
    driver.close()
    office.kit.reopen()
    office.writes()
    _done, till = office.joins("B")
    with pytest.raises(BaseWrong):
        till.shop.sync.prove()
    assert not till.shop.sync.is_proven
    till.reopen()
    till.shop.sync.prove()
    assert till.shop.sync.is_proven
    assert till.hit("MUG-BLU").price == Decimal("18.00")
    with office.kit.shop.till.database.write() as connection:
        connection.exec_driver_sql("UPDATE variant SET price = 18000000 WHERE sku = 'MUG-BLU'")


def test_what_making_anew_does_not_mend_is_said_once_and_made_anew_once(office: Office) -> None:
    office.writes()
    _done, till = office.joins("B")

    def harm(sql: str) -> None:
        with till.shop.till.database.write() as connection:
            connection.exec_driver_sql(sql)

    harm("UPDATE variant SET price = price + 7 WHERE sku = 'MUG-BLU'")
    with script(till) as file:  # this till's disk is failing
        file.execute("UPDATE entry SET sig = zeroblob(64) WHERE arrival = 2")
    with pytest.raises(BaseWrong):
        till.shop.sync.prove()

    def still() -> None:
        raise AssertionError("it is proven once more")

    till.shop.sync.prove(still)
    assert not till.shop.sync.is_proven
    till.reopen()
    assert till.hit("MUG-BLU").price == Decimal("18.00")
    assert till.shop.sync.is_proven
    till.shop.sync.prove(still)
    harm("UPDATE variant SET price = price + 7 WHERE sku = 'MUG-BLU'")
    till.reopen()
    assert till.hit("MUG-BLU").price != Decimal("18.00"), "it is made anew at each opening"
    office.kits.remove(till)
    assert not verify_folder(ShopFolder(till.folder), rebuild=True).ok
    till.close()


def test_a_proof_that_is_stopped_is_tried_again(office: Office) -> None:
    office.writes()
    _done, till = office.joins("B")

    def stop() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        till.shop.sync.prove(stop)
    assert not till.shop.sync.is_proven
    till.shop.sync.prove()
    assert till.shop.sync.is_proven


def test_a_file_of_somebody_else_is_not_written_over(office: Office) -> None:
    office.image.write_text("my notes")
    with pytest.raises(FileInTheWay):
        office.kit.shop.sync.write_for_joining(office.stick)
    assert office.image.read_text() == "my notes"


KILLED = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from pos.founding import join_shop
folder, code, stick, steps, now = sys.argv[1:]
def kill(done, _of):
    if done == int(steps):
        os.kill(os.getpid(), signal.SIGKILL)
join_shop(Path(folder), code, Path(stick), clock=lambda: datetime.fromisoformat(now), progress=kill)
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is of POSIX")
@pytest.mark.parametrize("steps", sample([1, 12], 1))
def test_a_kill_while_it_joins_leaves_nothing_that_hinders_the_next_try(office: Office, steps: int) -> None:
    office.writes()
    code = office.kit.shop.sync.pairing.invite("B").code
    command = [sys.executable, "-c", KILLED, office.folder / "B", code, office.stick, str(steps)]
    command.append(office.kit.clock().isoformat())
    assert subprocess.run(command, check=False, cwd=ROOT).returncode == -signal.SIGKILL
    assert not ShopFolder(office.folder / "B").holds_shop()
    assert join_shop(office.folder / "B", code, office.stick, clock=office.kit.clock).aside is None
    assert verify_folder(ShopFolder(office.folder / "B"), rebuild=True).ok
    assert [path for path in (office.folder / "B").iterdir() if path.name.startswith(".comptoir")] == []


def test_words_of_an_image_that_say_nothing_are_refused() -> None:
    for words in (b"", b"\xc1", msgspec.msgpack.encode({"id": b"x"})):
        with pytest.raises(BaseChanged):
            base.decoded(words)
