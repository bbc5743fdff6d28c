"""kill -9 before and after every SQL statement and file operation: the old state or the new, never both."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from pos.domain.shop.errors import NewerFile, ShopExists
from pos.model import shop_file
from pos.services.till.backup import check, kept
from pos.services.till.files import ShopFolder
from pos.services.till.migration import SCRIPTS
from pos.shop import create_shop
from tests.faults import killed
from tests.faults.audit import audit
from tests.faults.plants import TWO_STEPS
from tests.faults.rig import Ended, Prepared, Warm, needs_fork
from tests.faults.use_cases import NEXT_VERSION, USE_CASES, Said, catalogue
from tests.sample import sample
from tests.shop_kit import ATELIER, ShopClock, ShopKit

pytestmark = needs_fork

A_SAMPLE = 2
"""Points of each use case in a quick run; all of them with --all."""

REVISION = f'''"""A made-up revision."""
from alembic import op
revision = "{NEXT_VERSION:04d}"
down_revision = "{NEXT_VERSION - 1:04d}"
def upgrade() -> None:
    op.execute("ALTER TABLE product ADD COLUMN shelf TEXT NOT NULL DEFAULT ''")
    op.execute("UPDATE product SET shelf = 'A1'")
'''


UNHEARD = Said(os.open(os.devnull, os.O_WRONLY))


@dataclass(frozen=True, slots=True)
class Case:
    """A use case, how its shop is prepared, and what must hold after it was killed."""

    name: str
    check: Callable[[Path, Ended], None]
    prepare: Callable[[ShopKit, Path], None] = lambda _kit, _root: None
    points: int = A_SAMPLE


def a_shop_at_work(root: Path) -> None:
    """A shop with two products, one sale, a cart of two lines at hand and one put aside."""
    kit = ShopKit.create(root / "shop")
    kit.stocks(quantity="5", barcode="4006381333931")
    kit.stocks("Vase", sku="VASE", price="45.00", quantity="2")
    kit.sells("MUG-BLU")
    kit.shop.carts.hold(kit.cart("VASE"), "M. Noir")
    kit.shop.carts.save(kit.cart(("MUG-BLU", "2"), "VASE"))
    kit.close()


def goes_on(folder: Path, sales: int) -> ShopKit:
    """The next start: nothing is wrong, so many sales are there, and the till can sell."""
    assert audit(folder, ["A-000001"]) == []
    kit = ShopKit.open(folder)
    assert kit.numbers() == [f"A-{n:06d}" for n in range(1, sales + 1)]
    return kit


def finish(kit: ShopKit, folder: Path) -> None:
    """Sell something more and audit everything."""
    number = kit.sells("MUG-BLU").number
    kit.close()
    assert audit(folder, ["A-000001", number]) == []


def sold_or_offered(root: Path, ended: Ended) -> None:
    """The sale is finished, or its cart is offered to the line."""
    folder = root / "shop"
    assert audit(folder, ["A-000001", *ended.said]) == []
    kit = ShopKit.open(folder)
    cart = kit.shop.carts.current()
    if kit.numbers() == ["A-000001", "A-000002"]:
        assert cart.is_empty
        assert len(kit.shop.orders.order("A-000002").lines) >= 2
    else:
        assert (kit.numbers(), ended.said) == (["A-000001"], [])
        assert [(line.sku, line.quantity) for line in cart.lines] == [("MUG-BLU", 2), ("VASE", 1)]
        assert kit.pays(cart).number == "A-000002"
    assert [held.label for held in kit.shop.carts.held()] == ["M. Noir"]
    finish(kit, folder)


def ordered_or_offered(root: Path, ended: Ended) -> None:
    """The order stands with its invoice, its mail and its customer, or its cart is offered."""
    kit = goes_on(root / "shop", 1 + ordered(root))
    known = kit.shop.customers.find("jean")
    if ordered(root):
        order = kit.shop.orders.order("A-000002")
        assert tuple(one.kind for one in order.papers) == ("receipt", "invoice")
        assert order.buyer is not None
        assert [order.buyer.customer_id] == [one.id for one in known]
        assert kit.shop.carts.current().is_empty
    else:
        assert not ended.said
        assert len(known) <= 1
        assert len(kit.shop.carts.current().lines) == 2
    assert kit.shop.mails.post().waiting == ordered(root)
    finish(kit, root / "shop")


def ordered(root: Path) -> bool:
    """Whether the order of the phone is in the file."""
    return has_sale(root / "shop" / "shop.db", "A-000002")


def paid_or_due(root: Path, ended: Ended) -> None:
    """All of the money is there, or none."""
    kit = goes_on(root / "shop", 2)
    row = kit.shop.orders.order("A-000002").row
    assert (row.payment_status, row.paid.minor) in (("Awaiting payment", 0), ("Paid", row.total.minor))
    assert row.due.is_zero or not ended.said
    finish(kit, root / "shop")


def cancelled_or_not(root: Path, ended: Ended) -> None:
    """The order is taken back with goods and credit note, or it stands."""
    kit = goes_on(root / "shop", 2)
    order = kit.shop.orders.order("A-000002")
    back = order.voided is not None
    assert back or not ended.said
    assert tuple(one.kind for one in order.papers) == (
        ("receipt", "invoice", "credit_note") if back else ("receipt", "invoice")
    )
    assert kit.in_stock("MUG-BLU") == (4 if back else 2)
    finish(kit, root / "shop")


def held_or_offered(root: Path, ended: Ended) -> None:
    """The cart is put aside or at hand, never both, never neither."""
    kit = goes_on(root / "shop", 1)
    held = [one.label for one in kit.shop.carts.held()]
    at_hand = kit.shop.carts.current()
    assert (sorted(held), at_hand.is_empty) in ((["M. Noir"], False), (["M. Noir", "Mme Blanc"], True))
    assert at_hand.is_empty or not ended.said
    finish(kit, root / "shop")


def kept_to_the_line(root: Path, ended: Ended) -> None:
    """The cart is what it was before the last scan, or after it."""
    kit = goes_on(root / "shop", 1)
    lines = {(line.sku, int(line.quantity)) for line in kit.shop.carts.current().lines}
    assert lines in ({("MUG-BLU", 2), ("VASE", 1)}, {("MUG-BLU", 2), ("VASE", 2)})
    assert not ended.said or ("VASE", 2) in lines
    finish(kit, root / "shop")


def imported_or_not(root: Path, ended: Ended) -> None:
    """All products of the file are there, or none; the box finds exactly them."""
    kit = goes_on(root / "shop", 1)
    price = kit.hit("MUG-BLU").price
    count = kit.shop.search.count()
    assert (price, count) in ((18, 2), (19, 30))
    assert count == 30 or not ended.said
    assert kit.shop.search.find("bowl", limit=50).total == count - 2
    if count == 2:
        preview = kit.shop.imports.preview(root / "catalogue.csv")
        assert (preview.created, preview.updated) == (28, 2)
    finish(kit, root / "shop")


def undone_or_not(root: Path, ended: Ended) -> None:
    """The file is taken back, or it is not."""
    kit = goes_on(root / "shop", 1)
    undone = kit.shop.imports.past()[0].undone
    assert undone or not ended.said
    assert (kit.hit("MUG-BLU").price, kit.shop.search.count()) == ((18, 2) if undone else (19, 30))
    finish(kit, root / "shop")


def backed_up_or_not(root: Path, ended: Ended) -> None:
    """A backup that has its name is whole; half of one is never taken for one, and the next succeeds."""
    kit = goes_on(root / "shop", 1)
    made = kept(kit.shop.folder)
    assert made or not ended.said
    for path in (*made, *(root / "second").glob("*.comptoir")):
        assert check(path) > 0
    kit.shop.backups.closing(root / "second")
    assert len(kept(kit.shop.folder)) == 1
    finish(kit, root / "shop")


def restored_or_not(root: Path, ended: Ended) -> None:
    """The shop before, or the backup in a new life; the sales of the former are in a file either way."""
    folder = root / "shop"
    files = [path for path in folder.glob("shop*.db") if has_sale(path, "A-000002")]
    assert files, "the sale made after the backup is in no file any more"
    with pytest.raises(ShopExists):  # between any two steps
        create_shop(folder, ATELIER, clock=ShopClock())
    kit = ShopKit.open(folder)
    letter = kit.shop.till.life.letter
    assert letter == "A2" or not ended.said
    assert kit.numbers() == (["A-000001"] if letter == "A2" else ["A-000001", "A-000002"])
    number = kit.sells("VASE").number
    assert number == ("A2-000001" if letter == "A2" else "A-000003")
    kit.close()
    assert audit(folder, ["A-000001", number]) == []


def has_sale(path: Path, number: str) -> bool:
    """Whether a shop's file (with the log beside it) holds a sale."""
    import sqlite3

    copy = path.parent.parent / "looked at"
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir()
    for tail in ("", "-wal"):
        if Path(f"{path}{tail}").exists():
            shutil.copyfile(f"{path}{tail}", copy / f"shop.db{tail}")
    connection = sqlite3.connect(copy / "shop.db")
    try:
        return connection.execute("SELECT 1 FROM orders WHERE number = ?", (number,)).fetchone() is not None
    finally:
        connection.close()


def made_or_not(root: Path, ended: Ended) -> None:
    """There is no shop yet and one can be made, or there is a whole one with its person."""
    folder = root / "shop"
    if not ShopFolder(folder).database.exists():
        assert not ended.said
        create_shop(folder, ATELIER, clock=ShopClock()).close()
    kit = ShopKit.open(folder)
    assert kit.shop.settings.current().name == "Atelier Lune"
    assert [person.name for person in kit.shop.people.all()] == ["Lucie"]
    assert kit.shop.people.current() == "Lucie"
    kit.stocks()
    assert kit.sells("MUG-BLU").number == "A-000001"
    assert kit.audit() == []
    kit.close()


def lives_on(root: Path, ended: Ended) -> None:
    """A new life has begun with a letter of its own; at most one more than was said."""
    folder = root / "shop"
    assert audit(folder, ["A-000001"]) == []
    kit = ShopKit.open(folder)
    letter = kit.shop.till.life.letter
    assert letter == ended.said[0] if ended.said else letter in ("A2", "A3")
    assert kit.sells("MUG-BLU").number == f"{letter}-000001"
    assert kit.audit() == []
    kit.close()


def moved_or_not(root: Path, ended: Ended) -> None:
    """The file is of the old version or of the new one, whole; a backup of the old one is there by then."""
    folder = ShopFolder(root / "shop")
    try:
        shop_file.version_of(folder.database)
        assert not ended.said
        kit = goes_on(root / "shop", 1)
        finish(kit, root / "shop")
        USE_CASES["migration"](root / "shop", UNHEARD)
    except NewerFile:
        pass
    (saved,) = folder.backups.glob("before-version-*.comptoir")
    assert check(saved) > 0


def sell_once_more(_kit: ShopKit, root: Path) -> None:
    """A backup, and a sale after it."""
    _kit.shop.backups.make(root / "kept.comptoir")
    _kit.shop.carts.save(_kit.shop.carts.new())
    _kit.sells("MUG-BLU")


def take_file_in(kit: ShopKit, root: Path) -> None:
    """An import that can be taken back."""
    kit.shop.imports.apply(kit.shop.imports.preview(catalogue(root)))


def lose_key(kit: ShopKit, _root: Path) -> None:
    """The till key is gone."""
    kit.shop.folder.key.unlink()


def write_revision(_kit: ShopKit, root: Path) -> None:
    """The program's revisions and a made-up one."""
    shutil.copytree(SCRIPTS, root / "migrations", ignore=shutil.ignore_patterns("__pycache__"))
    (root / "migrations" / "versions" / "next_made_up.py").write_text(REVISION)


def then(sales: int, holds: Callable[[ShopKit, Ended], None]) -> Callable[[Path, Ended], None]:
    """What must hold of a shop with so many orders, or one more where one was made; it then goes on."""

    def check(root: Path, ended: Ended) -> None:
        more = has_sale(root / "shop" / "shop.db", f"A-{sales + 1:06d}")
        kit = goes_on(root / "shop", sales + more)
        holds(kit, ended)
        finish(kit, root / "shop")

    return check


def made_anew(root: Path, ended: Ended) -> None:
    """The next start brings the tables in step, before anybody looks."""
    kit = ShopKit.open(root / "shop")
    killed.remade(kit, ended)
    finish(kit, root / "shop")


def at_first(prepare: Callable[[Path, Said], None]) -> Callable[[ShopKit, Path], None]:
    return lambda _kit, root: prepare(root / "shop", UNHEARD)


CASES = [
    Case("cash sale", sold_or_offered),
    Case("split payment", sold_or_offered),
    Case("phone order", ordered_or_offered),
    Case("late payment", paid_or_due, lambda _kit, root: USE_CASES["phone order"](root / "shop", UNHEARD)),
    Case("cancel", cancelled_or_not, lambda _kit, root: USE_CASES["phone order"](root / "shop", UNHEARD)),
    Case("cancel and repay", then(2, killed.repaid_or_not), at_first(killed.a_paid_order)),
    Case("refund", then(2, killed.refunded_or_not), at_first(killed.a_paid_order)),
    Case("edit", then(2, killed.edited_or_not), at_first(killed.a_paid_order)),
    Case("take edit back", then(2, killed.as_before_or_edited), at_first(killed.a_paid_order), 2),
    Case("details", then(2, killed.set_or_not), at_first(killed.an_order_by_phone), 2),
    Case("place quote", then(1, killed.placed_or_open), at_first(killed.a_quote), 2),
    Case("decline quote", then(1, killed.declined_or_open), at_first(killed.a_quote), 2),
    Case("exchange", then(2, killed.exchanged_or_not), at_first(killed.a_paid_order)),
    Case("hand over", then(2, killed.sent_or_not), at_first(killed.an_order_by_phone)),
    Case("erase", then(2, killed.erased_or_not), at_first(killed.a_customer_and_his_cart)),
    Case("merge customers", then(2, killed.merged_or_not), at_first(killed.a_customer_and_his_cart)),
    Case("merge products", then(1, killed.one_product_or_two)),
    Case("remake", made_anew, at_first(killed.other_tables)),
    Case("void", then(1, killed.voided_or_not)),
    Case("hold", held_or_offered),
    Case("draft", kept_to_the_line),
    Case("import", imported_or_not, lambda _kit, root: catalogue(root) and None),
    Case("undo import", undone_or_not, take_file_in),
    Case("backup", backed_up_or_not),
    Case("restore", restored_or_not, sell_once_more),
    Case("init", made_or_not),
    Case("new life", lives_on, lose_key),
    Case("migration", moved_or_not, write_revision),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_killed_anywhere_a_till_goes_on_from_the_old_state_or_the_new(
    case: Case, warm: Warm, ram: Path
) -> None:
    root = ram / "root"
    root.mkdir()
    if case.name != "init":
        a_shop_at_work(root)
        kit = ShopKit.open(root / "shop")
        case.prepare(kit, root)
        prepared = Prepared(root)  # with a log that is not folded in yet, as after a kill
        kit.close()
    else:
        prepared = Prepared(root)
    prepared.put_back()
    whole = warm.run(case.name, root / "shop")
    assert not whole.failed, whole.failed
    assert whole.said
    case.check(root, whole)
    points = range(1, whole.points + 1)
    assert len(points) > 20
    for point in sample(points, -(-case.points // 2), seed=len(case.name)):
        prepared.put_back()
        ended = warm.run(case.name, root / "shop", kill_at=point)
        assert ended.killed or ended.points < point, f"point {point} was passed alive"
        try:
            case.check(root, ended)
        except BaseException as error:
            error.add_note(f"{case.name}, killed at point {point} of {whole.points}")
            raise


def test_the_rig_catches_a_sale_that_is_not_one_transaction(warm: Warm, ram: Path) -> None:
    (ram / "root").mkdir()
    folder = ram / "root" / "shop"
    a_shop_at_work(ram / "root")
    prepared = Prepared(ram / "root")
    points = warm.run("cash sale", folder, plant=TWO_STEPS).points
    for point in range(points, 0, -1):
        prepared.put_back()
        warm.run("cash sale", folder, kill_at=point, plant=TWO_STEPS)
        if found := audit(folder):
            assert found == ["A-000002 is finished and its cart is kept too"]
            return
    pytest.fail("never found")
