"""Keeps a small shop of this program's version of the tables: `python3 tests --keep`.

Each version's file stays in `tests/data` for ever, with what it must say beside it; a test opens all of them.
"""

from __future__ import annotations

import json
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

from pos.domain.customers.customers import Customer, CustomerAddress
from pos.domain.money.pricing import Discount
from pos.domain.orders.fulfilment import Fulfilment
from pos.domain.orders.orders import FulfilmentStatus
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.words.address import Address
from pos.model import shop_file
from pos.services.till.backup import pack_shop
from pos.services.till.files import ShopFolder
from tests.shop_kit import ShopKit

KEPT = Path(__file__).parent / "data"
HOME = Address(street=("8 quai des Bateliers",), postcode="67000", city="Strasbourg", country="FR")

SAYS = {
    "orders": """SELECT number, day, total, paid, refunded, credited, payment_status, fulfilment_status,
        tracking_number FROM orders ORDER BY number""",
    "stock": """SELECT v.sku, s.on_hand FROM stock s JOIN variant v ON v.id = s.variant_id
        WHERE v.sku <> '' ORDER BY v.sku""",
    "days": """SELECT day, letter, kind, key, count, gross, net, tax FROM day_total
        WHERE kind <> 'due' ORDER BY 1, 2, 3, 4""",  # what is owed now was first summed from version 8 on
    "products": "SELECT name, archived FROM product ORDER BY name",
    "customers": "SELECT name, archived FROM customer ORDER BY name, archived",
    "documents": "SELECT kind, number, printed FROM document ORDER BY kind, number",
    "mails": "SELECT kind, sent FROM mail ORDER BY kind",
}
"""What is asked of a kept shop; the names of tables may change, the answers never."""


def says(kit: ShopKit) -> dict[str, Any]:
    """The answers of a shop, as JSON holds them."""
    return {name: [list(row) for row in kit.rows(sql)] for name, sql in SAYS.items()}


def keep() -> None:
    """Make the small shop and keep it under this version's name, where there is none yet."""
    kept = KEPT / f"tables-{shop_file.TABLES}.comptoir"
    if kept.exists():
        raise SystemExit(f"{kept.name} is kept for ever: raise TABLES in pos/model/shop_file.py first")
    with tempfile.TemporaryDirectory() as folder:
        kit = ShopKit.create(Path(folder) / "shop")
        _a_busy_day(kit, Path(folder))
        said = says(kit)
        kit.close()
        pack_shop(ShopFolder(kit.folder), kept, kit.clock())
    kept.with_suffix(".json").write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(f"kept {kept.name}: {kept.stat().st_size} bytes")


def _a_busy_day(kit: ShopKit, folder: Path) -> None:
    """A little of everything that a person can do."""
    shop, changes = kit.shop, kit.shop.order_changes
    kit.stocks(quantity="20", barcode="4006381333931")
    kit.stocks("Vase émaillé", sku="VASE", price="45.00", quantity="4", tax="reduced")
    kit.stocks("Vase", sku="VASE-OLD", price="40.00", quantity="1", tax="reduced")
    lucie = shop.customers.add(Customer("", "Lucie Martin", email="lucie@example.com",
                                        addresses=(CustomerAddress("home", HOME),)))  # fmt: skip
    again = shop.customers.add(Customer("", "L. Martin", phone="06 12 34 56 78"))
    gone = shop.customers.add(Customer("", "Jean Dupont"))
    shop.checkout.open_float(kit.money("150.00"))
    kit.pays(kit.cart(("MUG-BLU", "2")), kit.card("20.00"), kit.cash("20.00"))
    changes.void(kit.sells("MUG-BLU").number)
    shop.documents.receipt("A-000001")
    delivery = Fulfilment(FulfilmentKind.DELIVERY, "by bicycle", HOME)
    cart = kit.cart(("MUG-BLU", "3"), "VASE").with_buyer(shop.customers.buyer(lucie))
    cart = cart.with_fulfilment(delivery).with_discount(Discount(Decimal(10)))
    phoned = shop.checkout.place_order(cart, (), unpaid=True).number
    changes.pay(phoned, [kit.cash("50.00")])
    changes.set_fulfilment(phoned, FulfilmentStatus.SHIPPED, "6A 100")
    changes.track(phoned, "6A 101")
    kit.clock.advance(hours=20)
    other = kit.pays(kit.cart("VASE").with_buyer(shop.customers.buyer(again))).number
    changes.issue_invoice(other)
    changes.cancel(other, "changed her mind", repay=True)
    kit.pays(kit.cart("MUG-BLU").with_buyer(shop.customers.buyer(gone)))
    shop.merging.merge(again.id, lucie.id)
    shop.erasing.erase(gone.id)
    one, into = (kit.hit(sku).product_id for sku in ("VASE-OLD", "VASE"))
    shop.product_merging.merge(one, into)
    file = folder / "catalogue.csv"
    file.write_text("name,sku,price,stock\nBowl,BOWL,24.00,3\nMug,MUG-BLU,19.00,7\n", "utf-8")
    for taken_back in (True, False):
        shop.imports.apply(shop.imports.preview(file))
        if taken_back:
            shop.imports.undo(shop.imports.past()[0].id)
    shop.carts.hold(kit.cart("BOWL"), "Mme Blanc")
