"""Worked tables of the kinds about tills, settings, goods, people, customers, imports, decisions, cash."""

from __future__ import annotations

from pos.domain.words.address import Address
from pos.journal.kinds.base import Fact, Place
from pos.journal.kinds.customers import (
    CustomerErased,
    CustomerFields,
    CustomerPersonal,
    CustomerSet,
    KeptAddress,
)
from pos.journal.kinds.days import CashMoved
from pos.journal.kinds.decisions import ExceptionResolved, RecordsMerged
from pos.journal.kinds.imports import CatalogueImported, CatalogueImportUndone
from pos.journal.kinds.products import ProductFields, ProductSet, ProductsSet, VariantFields, VariantSet
from pos.journal.kinds.shop import ClockMoved, PersonFields, PersonSet, SettingsSet
from pos.journal.kinds.stock import StockMove, StockMoved
from pos.journal.kinds.stores.asking import StoreAsked
from pos.journal.kinds.stores.connecting import StoreConnected, StoreLink, StoreLinked
from pos.journal.kinds.stores.uploads import (
    StoreFigure,
    StoreGoods,
    StoreIntended,
    StoreMet,
    StoreRefused,
    StoreSent,
)
from pos.journal.kinds.tills import Invited, TillFenced, TillKeyed, TillOpened, TillVouched, Vouched
from tests.journal.worked import KEY, SHOP, Worked, at, event, life

PRODUCT, MUG, BOWL, PERSON = "ab" * 16, "aa" * 16, "bb" * 16, "9e" * 16
LUCIE, JEAN, IMPORT, OTHER_KEY = "c1" * 16, "c2" * 16, "1d" * 16, "8" * 64
NAMES = (
    (PRODUCT, "PRODUCT"), (MUG, "MUG"), (BOWL, "BOWL"), (PERSON, "PERSON"), (LUCIE, "LUCIE"), (JEAN, "JEAN"),
    (IMPORT, "IMPORT"), (OTHER_KEY, "OTHER KEY"), (life("b"), "B"), (life("9"), "OLD"), ("c" * 64, "CHAIN"),
)  # fmt: skip
MADE = ProductsSet(
    (
        ProductSet(
            PRODUCT, ProductFields(name="Mug", tax_class="standard"),
            variants=(VariantSet(MUG, VariantFields(sku="MUG-BLU", price=18_000_000, barcodes=("40063",))),),
        ),
    ),
    IMPORT,
)  # fmt: skip
KNOWN = CustomerSet(
    LUCIE, CustomerFields(language="fr"), {},
    CustomerPersonal(name="Lucie", addresses={"1": KeptAddress(0, "home", Address(city="Metz"))}),
)  # fmt: skip


def worked(fact: Fact, rows: str, *before: Fact) -> Worked:
    return Worked(fact, rows, before, NAMES)


RECORDS = {
    "till.opened": worked(
        TillOpened(
            SHOP,
            "A2",
            KEY,
            "1.0",
            role="office",  # its invitation says less, and that holds
            continues=Place(life("9"), 7, "c" * 64),
            voucher=Vouched("invitation", "5" * 128, Invited("till", "2026-12-24", "6" * 64, "7" * 128)),
        ),
        """
        + till origin=A letter=A2 role=till shop=SHOP opened_at=09:00 continues_life=OLD
            continues_seq=7 continues_chain=CHAIN
        + voucher origin=A seq=1 key=KEY by=invitation
        """,
    ),
    "till.keyed": worked(
        TillKeyed(OTHER_KEY),
        """
        + voucher origin=A seq=3 key=OTHER KEY by=key
        """,
    ),
    "till.vouched": worked(
        TillVouched(life("b"), OTHER_KEY),
        """
        + voucher origin=B key=OTHER KEY by=till
        """,
    ),
    "till.fenced": worked(
        TillFenced(life("b"), 7, "c" * 64),
        """
        + fence origin=B seq=7 chain=CHAIN
        """,
    ),
    "settings.set": worked(
        SettingsSet({"name": "Atelier", "methods.card": {"name": "Card", "place": 1}}, {"name": (at(1),)}),
        """
        - setting key=name value="Studio" clock=@1
        + setting key=methods.card value={"name":"Card","place":1} clock=@2
        + setting key=name value="Atelier" clock=@2
        """,
        SettingsSet({"name": "Studio"}),
    ),
    "person.set": worked(
        PersonSet(PERSON, PersonFields(archived=True), {"archived": (at(1),)}),
        """
        ~ person PERSON: clocks {"*":"@1"} → {"*":"@1","archived":"@2"}, archived nothing → 1
        """,
        PersonSet(PERSON, PersonFields(name="Lucie")),
    ),
    "clock.moved": worked(ClockMoved("2026-11-24T09:00:00+01:00", "2026-11-25T09:00:00+01:00"), ""),
    "products.set": worked(
        MADE,
        """
        + barcode code=40063 variant_id=MUG
        + catalogue_import uid=IMPORT
        + import_entry import_id=IMPORT arrival=#1
        + product uid=PRODUCT name=Mug tax_class=standard import_id=IMPORT clocks={"*":"@1"}
        + variant uid=MUG product_id=PRODUCT sku=MUG-BLU price=18000000 tracked=1
            clocks={"*":"@1"}
        """,
    ),
    "catalogue.imported": worked(
        CatalogueImported(IMPORT, "goods.csv", "csv", 1, 0, (event(1),)),
        """
        ~ catalogue_import IMPORT: name nothing → goods.csv, format nothing → csv, at nothing →
            09:02, created nothing → 1, imported nothing → 1
        """,
        MADE,
    ),
    "catalogue.import_undone": worked(
        CatalogueImportUndone(IMPORT, (event(1),)),
        """
        ~ catalogue_import IMPORT: undone nothing → 1
        """,
        MADE,
    ),
    "stock.moved": worked(
        StockMoved(
            "count",
            (StockMove(MUG, counted=7_000_000, expected=5_000_000), StockMove(BOWL, -1_000_000, "fell")),
        ),
        """
        - stock variant_id=MUG location=main on_hand=4000000
        + stock variant_id=BOWL location=main on_hand=-1000000
        + stock variant_id=MUG location=main on_hand=6000000
        + stock_move variant_id=BOWL location=main quantity=-1000000 reason=count note=fell
            at=09:03 hlc=304 arrival=#3
        + stock_move variant_id=MUG location=main quantity=2000000 reason=count at=09:03
            hlc=304 arrival=#3
        + variant uid=BOWL tracked=1
            clocks={"*":"000000000000000000000000000000000000000000000000"}
        """,
        MADE,
        StockMoved("receipt", (StockMove(MUG, 4_000_000),)),
    ),
    "customer.set": worked(
        CustomerSet(LUCIE, b={"name": (at(1),)}, personal=CustomerPersonal(name="Lucie M")),
        """
        ~ customer LUCIE: name Lucie → Lucie M, clocks {"*":"@1"} → {"*":"@1","name":"@2"}
        + customer_fact customer_id=LUCIE arrival=#2
        """,
        KNOWN,
    ),
    "customer.erased": worked(
        CustomerErased(LUCIE, (event(1),)),
        """
        ~ customer LUCIE: name Lucie → nothing
        - customer_address customer_id=LUCIE element=1 label=home city=Metz
        + erased event_id=#1
        """,
        KNOWN,
    ),
    "records.merged": worked(
        RecordsMerged("customer", JEAN, LUCIE),
        """
        + customer uid=JEAN into_id=LUCIE
            clocks={"*":"000000000000000000000000000000000000000000000000"}
        + record_merge noun=customer uid=JEAN into_uid=LUCIE clock=@2
        """,
        KNOWN,
    ),
    "exception.resolved": worked(
        ExceptionResolved("e" * 16, "keep", "7"),
        """
        + exception_done which=eeeeeeeeeeeeeeee choice=keep value=7 clock=@1 arrival=#1
        """,
    ),
    "cash.moved": worked(
        CashMoved("float", 5_000, "2026-11-24"),
        """
        - day_total day=2026-11-24 letter=A kind=drawer key=float count=1 gross=10000
        + day_total day=2026-11-24 letter=A kind=drawer key=float count=2 gross=15000
        """,
        CashMoved("float", 10_000, "2026-11-24"),
    ),
    "store.connected": worked(
        StoreConnected(
            "ecwid:4711", "Atelier", "EUR", "off", "", "store", 180
        ),  # the later one stands as a whole
        """
        - store key=ecwid:4711 kind=ecwid number=4711 name=Atelier currency=EUR state=on holder=A stock=till
            syncs=["products"] settle=60 at=09:01 clock=@1
        + store key=ecwid:4711 kind=ecwid number=4711 name=Atelier currency=EUR state=off stock=store syncs=[]
            settle=180 at=09:02 clock=@2
        + store_past event=#2 store=ecwid:4711 state=off syncs=[] written_at=09:02 clock=@2 arrival=#2
        """,
        StoreConnected("ecwid:4711", "Atelier", "EUR", "on", life("a"), "till", 60, syncs=("products",)),
    ),
    "store.linked": worked(
        StoreLinked("ecwid:4711", (StoreLink("variant", MUG, "7/8"), StoreLink("variant", BOWL))),
        """
        - store_link store=ecwid:4711 noun=variant ours=MUG theirs=7 clock=@1
        + store_link store=ecwid:4711 noun=variant ours=BOWL clock=@2
        + store_link store=ecwid:4711 noun=variant ours=MUG theirs=7/8 clock=@2
        """,
        StoreLinked("ecwid:4711", (StoreLink("variant", MUG, "7"),)),
    ),
    "store.intended": worked(
        StoreIntended(
            store="ecwid:4711",
            what="order",
            id="0d" * 16,
            attempt=1,
            key="k",
            hash="h",
            at=9,
            total="36.00",
            payment="PAID",
            fulfilment="DELIVERED",
            goods=(StoreGoods(MUG, "7/8", 2),),
        ),
        """
        + store_upload uid=#1 store=ecwid:4711 what=order subject=0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d attempt=1
            key=k hash=h at=9 life=A goods=[{"variant":"MUG","theirs":"7/8","quantity":2}] total=36.00
            payment=PAID fulfilment=DELIVERED noted=-1 clock=@1
        """,
    ),
    "store.sent": worked(
        StoreSent(
            store="ecwid:4711",
            what="order",
            id="0d" * 16,
            of=event(1),
            internal="59",
            public="TL3E4",
            told="36.00",
            at=10,
        ),
        """
        ~ store_upload #1: ended nothing → done, end_clock nothing → @2, end_at nothing → 10,
            internal nothing → 59, public nothing → TL3E4, told nothing → 36.00
        """,
        StoreIntended(store="ecwid:4711", what="order", id="0d" * 16, attempt=1, total="36.00"),
    ),
    "store.refused": worked(
        StoreRefused(store="ecwid:4711", what="stock", id=MUG, of=event(1), why="doubt", at=10),
        """
        + store_upload uid=#1 store=ecwid:4711 what=stock subject=MUG noted=-1 ended=doubt end_clock=@1
            end_at=10
        """,
    ),
    "store.met": worked(
        StoreMet(store="ecwid:4711", figures=(StoreFigure(MUG, 12), StoreFigure(BOWL, 3))),
        """
        - store_stock store=ecwid:4711 variant=MUG base=10 clock=@1
        + store_stock store=ecwid:4711 variant=BOWL base=3 clock=@2
        + store_stock store=ecwid:4711 variant=MUG base=12 clock=@2
        """,
        StoreMet(store="ecwid:4711", figures=(StoreFigure(MUG, 10),)),
    ),
    "store.asked": worked(
        StoreAsked(
            store="ecwid:4711", about="match", subject="7", name="Bowl", here="BOW", candidates=(BOWL,)
        ),
        """
        - store_question store=ecwid:4711 about=match subject=7 name=Mug candidates=[] clock=@1
        + store_question store=ecwid:4711 about=match subject=7 name=Bowl here=BOW candidates=["BOWL"]
            clock=@2
        """,
        StoreAsked(store="ecwid:4711", about="match", subject="7", name="Mug"),
    ),
}
