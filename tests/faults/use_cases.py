"""What a till does, as functions that a child process runs and may be killed in.

Each is given the folder and a way to say what it told the person: what was said must be true ever after.
"""

from __future__ import annotations

import csv
import json
import os
import signal
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from pos.domain.customers.customers import Buyer, Customer
from pos.domain.money.pricing import Charge, ChargeKind, Discount
from pos.domain.orders.cart import Cart
from pos.domain.orders.fulfilment import Fulfilment
from pos.domain.orders.orders import FulfilmentStatus
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.words.address import Address
from pos.domain.words.errors import CashierError
from pos.founding import restore_shop
from pos.model import shop_file
from pos.services.customers.keeper import Keeper
from pos.services.till.files import ShopFolder
from pos.services.till.migration import migrate
from pos.shop import create_shop, open_shop
from tests.faults import plants
from tests.faults.use_after_sale import AFTER_SALE
from tests.shop_kit import ATELIER, ShopClock, ShopKit

NEXT_VERSION = shop_file.VERSION + 1
"""What the made-up revision of the tests moves a file to."""


class Said:
    """Where a child tells what the person was told; told at once, in one write."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def __call__(self, words: str) -> None:
        os.write(self._handle, json.dumps(["said", words]).encode() + b"\n")


def offered(kit: ShopKit) -> Cart:
    """The cart that the start offers."""
    return kit.shop.carts.current()


def cash_sale(folder: Path, said: Said, plant: str = "") -> None:
    """Sell the cart at hand for cash."""
    plants.plant(plant)
    kit = ShopKit.open(folder)
    said(kit.pays(offered(kit), kit.cash("100.00")).number)
    kit.close()


def split_payment(folder: Path, said: Said) -> None:
    """Sell the cart at hand, part by card, with a note, a discount and a product that is kept."""
    kit = ShopKit.open(folder)
    cart = offered(kit).add(kit.custom("Gift box", "3.50", keep_as_product=True, note="for Anne"))
    cart = replace(cart, customer_note="ring twice", discount=Discount(percent=Decimal(10)))
    said(kit.pays(cart, kit.card("20.00", "4711"), kit.cash("100.00")).number)
    kit.close()


def phone_order(folder: Path, said: Said) -> None:
    """Place the cart at hand unpaid, to be delivered to a new customer, with its invoice."""
    kit = ShopKit.open(folder)
    kit.shop.settings.change(invoice_at_once=True)
    home = Address("", "", ("8 quai des Bateliers",), "67000", "Strasbourg", "", "FR")
    fee = Charge(ChargeKind.DELIVERY, "Local delivery", kit.money("6.00"), None, ("20",))
    cart = (
        replace(offered(kit), channel="phone", customer_note="ring twice")
        .with_buyer(Buyer(name="Jean Dupont", email="jean@example.org"))
        .with_fulfilment(Fulfilment(FulfilmentKind.DELIVERY, "local", home))
        .with_charges((fee,))
    )
    said(kit.shop.checkout.place_order(Keeper(kit.shop.customers).complete(cart), unpaid=True).number)
    kit.close()


def late_payment(folder: Path, said: Said) -> None:
    """Take the money for the order that waits for it."""
    kit = ShopKit.open(folder)
    kit.shop.order_changes.pay("A-000002", [kit.card("10.00"), kit.cash("100.00")])
    said("paid")
    kit.close()


def cancel(folder: Path, said: Said) -> None:
    """Take the invoiced order back, with a credit note."""
    kit = ShopKit.open(folder)
    said(kit.shop.order_changes.cancel("A-000002", "changed her mind").credit_note)
    kit.close()


def cancel_and_repay(folder: Path, said: Said) -> None:
    """Take the paid order back, and its money with it."""
    kit = ShopKit.open(folder)
    back = kit.shop.order_changes.cancel("A-000002", "changed her mind", repay=True)
    said(str(back.given_back))
    kit.close()


def erase(folder: Path, said: Said) -> None:
    """Forget the customer who ordered, and whose cart is put aside."""
    kit = ShopKit.open(folder)
    kit.shop.erasing.erase(kit.shop.customers.find("jean")[0].id)
    said("erased")
    kit.close()


def merge_customers(folder: Path, said: Said) -> None:
    """Make the customer who ordered one with another."""
    kit = ShopKit.open(folder)
    gone, into = (kit.shop.customers.find(name)[0].id for name in ("jean", "marie"))
    kit.shop.merging.merge(gone, into)
    said("merged")
    kit.close()


def merge_products(folder: Path, said: Said) -> None:
    """Make the vase one with the mug."""
    kit = ShopKit.open(folder)
    gone, into = (kit.hit(sku).product_id for sku in ("VASE", "MUG-BLU"))
    kit.shop.product_merging.merge(gone, into)
    said("merged")
    kit.close()


def remake(folder: Path, said: Said) -> None:
    """Open a file whose tables another program made."""
    kit = ShopKit.open(folder)
    said("open")
    kit.close()


def void(folder: Path, said: Said) -> None:
    """Take the last sale back."""
    kit = ShopKit.open(folder)
    kit.shop.order_changes.void("A-000001")
    said("voided")
    kit.close()


def hold(folder: Path, said: Said) -> None:
    """Put the cart at hand aside."""
    kit = ShopKit.open(folder)
    kit.shop.carts.hold(offered(kit), "Mme Blanc")
    said("held")
    kit.close()


def save_draft(folder: Path, said: Said) -> None:
    """Scan one more thing."""
    kit = ShopKit.open(folder)
    kit.shop.carts.save(kit.cart("VASE", of=offered(kit)))
    said("kept")
    kit.close()


def import_file(folder: Path, said: Said, path: str = "", format: str | None = None) -> None:
    """Take a catalogue file in."""
    kit = ShopKit.open(folder)
    preview = kit.shop.imports.preview(Path(path) if path else catalogue(folder.parent), format=format)
    kit.shop.imports.apply(preview)
    said("imported")
    kit.close()


def undo_import(folder: Path, said: Said) -> None:
    """Take the last file back."""
    kit = ShopKit.open(folder)
    kit.shop.imports.undo(kit.shop.imports.past()[0].id)
    said("undone")
    kit.close()


def backup(folder: Path, said: Said) -> None:
    """Make the backup of the day."""
    kit = ShopKit.open(folder)
    kit.shop.backups.daily(folder.parent / "second")
    said("backed up")
    kit.close()


def restore(folder: Path, said: Said) -> None:
    """Bring the backup beside the folder back instead of what is there."""
    shop, _aside = restore_shop(folder, folder.parent / "kept.comptoir", instead=True, clock=ShopClock())
    said("restored")
    shop.close()


def init(folder: Path, said: Said) -> None:
    """Make a new shop."""
    shop = create_shop(folder, ATELIER, clock=ShopClock())
    said("made")
    shop.close()


def new_life(folder: Path, said: Said) -> None:
    """Open a shop whose key was lost: the till begins a new life."""
    shop = open_shop(folder, clock=ShopClock())
    said(shop.till.life.letter)
    shop.close()


def migration(folder: Path, said: Said) -> None:
    """Move the file to the made-up version of the tests."""
    migrate(ShopFolder(folder), scripts=folder.parent / "migrations", version=NEXT_VERSION)
    said("moved")


def many_sales(folder: Path, said: Said, orders: int = 25, plant: str = "", sku: str = "MUG-BLU") -> None:
    """Sell one mug after the other, as a command does that runs beside the window."""
    plants.plant(plant)
    kit = ShopKit.open(folder)
    for _ in range(orders):
        said(kit.sells(sku).number)
    kit.close()


def a_day(folder: Path, said: Said, plant: str = "", orders: int = 12) -> None:
    """From nothing: a shop, a shelf, sales; voids, drafts, phone orders and quiet moments between."""
    plants.plant(plant)
    kit = ShopKit.create(folder)
    kit.stocks(quantity="1000", barcode="4006381333931")
    said("open")
    for n in range(orders):
        said(kit.sells("MUG-BLU").number)
        if n % 7 == 3:
            kit.shop.order_changes.void(kit.sold[-1].number)
            kit.shop.carts.save(kit.cart("MUG-BLU"))
            _by_phone(kit)
            said("quiet")
        if n % 5 == 2:
            kit.shop.till.database.checkpoint()
            said("checkpointed")
    kit.close()


def _by_phone(kit: ShopKit) -> None:
    """Somebody orders, pays, is sent the goods, sends them back, was known before, wants to be forgotten."""
    customers, changes = kit.shop.customers, kit.shop.order_changes
    jean, again = (customers.add(Customer("", name)) for name in ("Jean Dupont", "J. Dupont"))
    cart = kit.cart("MUG-BLU").with_buyer(customers.buyer(jean))
    number = kit.shop.checkout.place_order(cart, (), unpaid=True).number
    changes.pay(number, [kit.cash("20.00")])
    changes.set_fulfilment(number, FulfilmentStatus.SHIPPED, "6A 100")
    changes.cancel(number, "too small", repay=True)
    kit.shop.merging.merge(again.id, jean.id)
    kit.shop.erasing.erase(jean.id)


def refused_sale(folder: Path, said: Said, attempts: int = 1) -> None:
    """Sell until the disk refuses; say what the person is told, and then what the file still has."""
    try:
        kit = ShopKit.open(folder)
        cart = offered(kit)
        for _ in range(attempts):
            said(kit.pays(replace(cart, id=kit.shop.carts.new().id)).number)
    except CashierError as error:
        said(f"{type(error).__name__}: {error}")
    else:
        kit.close()


def refused(of: Callable[..., None]) -> Callable[..., None]:
    """The use case, saying what it refused."""

    def run(folder: Path, said: Said) -> None:
        try:
            of(folder, said)
        except CashierError as error:
            said(f"{type(error).__name__}: {error}")

    return run


def window(folder: Path, said: Said) -> None:
    """Open the shop as a window does, and be killed."""
    open_shop(folder, clock=ShopClock(), window=True)
    said("open")
    os.kill(os.getpid(), signal.SIGKILL)


def catalogue(folder: Path) -> Path:
    """A file of 30 products, two of them known to the shop."""
    path = folder / "catalogue.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        write = csv.writer(file).writerow
        write(["name", "sku", "price", "stock", "barcode"])
        write(["Mug, blue glaze", "MUG-BLU", "19.00", "7", ""])
        write(["Vase", "VASE", "45.00", "1", "2000000000008"])
        for n in range(28):
            write([f"Bowl number {n}", f"BOWL-{n}", f"{n + 1}.50", str(n), ""])
    return path


def send_mail(folder: Path, said: Said) -> None:
    """Send what waits to the server that the shop has set."""
    kit = ShopKit.open(folder)
    if kit.shop.mailing.sending.send_due(now=True).count:
        said("sent")
    kit.close()


USE_CASES: dict[str, Callable[..., None]] = {
    **AFTER_SALE,
    "send mail": send_mail,
    "cash sale": cash_sale,
    "split payment": split_payment,
    "phone order": phone_order,
    "late payment": late_payment,
    "cancel": cancel,
    "cancel and repay": cancel_and_repay,
    "erase": erase,
    "merge customers": merge_customers,
    "merge products": merge_products,
    "remake": remake,
    "void": void,
    "hold": hold,
    "draft": save_draft,
    "import": import_file,
    "undo import": undo_import,
    "backup": backup,
    "restore": restore,
    "init": init,
    "new life": new_life,
    "migration": migration,
    "many sales": many_sales,
    "a day": a_day,
    "refused sale": refused_sale,
    "refused init": refused(init),
    "refused backup": refused(backup),
    "refused import": refused(import_file),
    "refused new life": refused(new_life),
    "refused restore": refused(restore),
    "window": window,
}
