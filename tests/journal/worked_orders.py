"""Worked tables of the kinds about orders: a sale of 3 mugs at 18.00 and 2 bowls at 24.00, with 20 %."""

from __future__ import annotations

from msgspec import structs

from pos.journal.kinds.documents import (
    DocumentReprinted,
    InvoiceIssued,
    MailSent,
    OrderMailed,
    OrderReminded,
    PapersSettled,
)
from pos.journal.kinds.orders import (
    DetailFields,
    DetailPersonal,
    NotePersonal,
    OrderDetailsSet,
    OrderFact,
    OrderNoted,
    OrderStatusSaid,
)
from pos.journal.kinds.payments import PaymentCorrected, TakenBack
from pos.journal.kinds.quotes import (
    QuotedCart,
    QuoteEnded,
    QuoteFact,
    QuoteFields,
    QuoteMailed,
    QuotePersonal,
    QuoteSet,
)
from pos.journal.kinds.sold import CreditNote, Invoice, Named
from tests.journal import orders
from tests.journal.orders import BOWL, LATER, MUG, ORDER_ID, tender
from tests.journal.worked import Worked, at, event

QUOTE = "0f" * 16
CASH, CARD, COINS = tender("cash", 10200), tender("card", 6000), tender("cash", 4202, rounding=2)
OPEN = orders.placing(mails=("confirmation",))
PAID = orders.placing(CASH, handed=True)
NAMES = (
    (ORDER_ID, "ORDER"), (MUG, "MUG"), (BOWL, "BOWL"), (QUOTE, "QUOTE"), (CASH.tid, "T1"), (CARD.tid, "T2"),
)  # fmt: skip
INVOICE = Invoice("A-2026-000001", LATER, "2026-12-24")
CART = QuotedCart(orders.agreed(), "phone", "EUR", True, "per_total")
QUOTED = QuoteSet(
    QUOTE, LATER, QuoteFields(number="A-Q000001", revision=1, cart=CART, valid_until="2026-12-24"), {},
    personal=QuotePersonal(buyer=Named(name="Jean Dupont")),
)  # fmt: skip


def worked(fact: OrderFact | QuoteFact, rows: str, *before: OrderFact | QuoteSet) -> Worked:
    return Worked(fact, rows, before, NAMES)


ORDERS = {
    "order.placed": worked(
        structs.replace(PAID, mails=("confirmation",), invoice=INVOICE),
        """
        + day_total day=2026-11-23 letter=A kind=payments key=cash count=1 gross=10200
        + day_total day=2026-11-23 letter=A kind=sales count=1 gross=10200 net=8500 tax=1700
        + day_total day=2026-11-23 letter=A kind=tax key=20 count=1 gross=10200 net=8500
            tax=1700
        + document order_id=ORDER kind=invoice number=A-2026-000001 arrival=#1
            made=1795507260000 day=2026-11-23 letter=A total=10200
        + document order_id=ORDER kind=receipt number=A-000001 arrival=#1
            made=1795507260000 day=2026-11-23 letter=A total=10200
        + mail arrival=#1 kind=confirmation order_id=ORDER
        + order_line order_id=ORDER n=1 variant_id=MUG name=Mug quantity=3000000
            unit_price=18000000 amount=5400
        + order_line order_id=ORDER n=2 variant_id=BOWL name=Bowl quantity=2000000
            unit_price=24000000 amount=4800
        + order_tax order_id=ORDER n=1 rate=20 net=8500 tax=1700
        + orders uid=ORDER number=A-000001 arrival=#1 placed=1795507260000 placed_at=09:01
            day=2026-11-23 channel=counter served_by=Lucie currency=EUR item_count=5000000
            net=8500 tax=1700 total=10200 paid=10200 payment_status=Paid
            fulfilment_status=Delivered fulfilment=take_away letter=A methods=|cash|
        + payment order_id=ORDER tid=T1 method=cash amount=10200 at=09:01 arrival=#1
        + series letter=A kind=invoice year=2026 last=1
        + series letter=A kind=order last=1
        + stock variant_id=BOWL location=main on_hand=-2000000
        + stock variant_id=MUG location=main on_hand=-3000000
        + stock_move variant_id=BOWL location=main quantity=-2000000 reason=sale order_id=ORDER
            at=09:01 hlc=272 arrival=#1
        + stock_move variant_id=MUG location=main quantity=-3000000 reason=sale order_id=ORDER
            at=09:01 hlc=272 arrival=#1
        + variant uid=BOWL tracked=1
            clocks={"*":"000000000000000000000000000000000000000000000000"}
        + variant uid=MUG tracked=1
            clocks={"*":"000000000000000000000000000000000000000000000000"}
        """,
    ),
    "order.edited": worked(
        structs.replace(orders.edited(orders.agreed(4, 1)), from_=event(1)),
        """
        - day_total day=2026-11-23 letter=A kind=due key=EUR count=1 gross=10200
        + day_total day=2026-11-23 letter=A kind=due key=EUR count=1 gross=9600
        + day_total day=2026-11-24 letter=A kind=edits count=1 gross=-600 net=-500 tax=-100
        + day_total day=2026-11-24 letter=A kind=tax key=20 count=2 gross=-600 net=-500 tax=-100
        + order_fact order_id=ORDER arrival=#2
        - order_line order_id=ORDER n=1 variant_id=MUG name=Mug quantity=3000000
            unit_price=18000000 amount=5400
        - order_line order_id=ORDER n=2 variant_id=BOWL name=Bowl quantity=2000000
            unit_price=24000000 amount=4800
        + order_line order_id=ORDER n=1 variant_id=MUG name=Mug quantity=4000000
            unit_price=18000000 amount=7200
        + order_line order_id=ORDER n=2 variant_id=BOWL name=Bowl quantity=1000000
            unit_price=24000000 amount=2400
        - order_tax order_id=ORDER n=1 rate=20 net=8500 tax=1700
        + order_tax order_id=ORDER n=1 rate=20 net=8000 tax=1600
        ~ orders ORDER: net 8500 → 8000, tax 1700 → 1600, total 10200 → 9600
        - stock variant_id=BOWL location=main on_hand=-2000000
        - stock variant_id=MUG location=main on_hand=-3000000
        + stock variant_id=BOWL location=main on_hand=-1000000
        + stock variant_id=MUG location=main on_hand=-4000000
        + stock_move variant_id=BOWL location=main quantity=1000000 reason=edit order_id=ORDER
            at=09:02 hlc=288 arrival=#2
        + stock_move variant_id=MUG location=main quantity=-1000000 reason=edit order_id=ORDER
            at=09:02 hlc=288 arrival=#2
        """,
        OPEN,
    ),
    "order.details_set": worked(
        OrderDetailsSet(
            ORDER_ID,
            LATER,
            DetailFields(kind="delivery"),
            {"kind": (at(1),), "tracking_number": (at(1),)},
            personal=DetailPersonal(tracking_number="6A 100"),
        ),
        """
        + order_fact order_id=ORDER arrival=#2
        ~ orders ORDER: fulfilment take_away → delivery, tracking_number nothing → 6A 100
        """,
        OPEN,
    ),
    "order.credited": worked(
        structs.replace(
            orders.credit(orders.mugs(1), orders.bowls(1)),
            of=event(1),
            credit_note=CreditNote("AC-2026-000001", "A-2026-000001"),
        ),
        """
        + day_total day=2026-11-24 letter=A kind=credits key=refund count=1 gross=-4200
            net=-3500 tax=-700
        + day_total day=2026-11-24 letter=A kind=tax key=20 count=1 gross=-4200 net=-3500
            tax=-700
        + document order_id=ORDER kind=credit_note number=AC-2026-000001 arrival=#2
            made=1795507320000 day=2026-11-24 letter=A total=4200 invoice=A-2026-000001
        + document order_id=ORDER kind=refund number=A-R000001 arrival=#2
            made=1795507320000 day=2026-11-24 letter=A total=4200
        + order_fact order_id=ORDER arrival=#2
        ~ orders ORDER: credited nothing → 4200
        + series letter=A kind=credit_note year=2026 last=1
        + series letter=A kind=refund last=1
        - stock variant_id=BOWL location=main on_hand=-2000000
        - stock variant_id=MUG location=main on_hand=-3000000
        + stock variant_id=BOWL location=main on_hand=-1000000
        + stock variant_id=MUG location=main on_hand=-2000000
        + stock_move variant_id=BOWL location=main quantity=1000000 reason=return order_id=ORDER
            at=09:02 hlc=288 arrival=#2
        + stock_move variant_id=MUG location=main quantity=1000000 reason=return order_id=ORDER
            at=09:02 hlc=288 arrival=#2
        """,
        PAID,
    ),
    "order.noted": worked(
        OrderNoted(ORDER_ID, LATER, "private", NotePersonal("rings twice")),
        """
        + order_fact order_id=ORDER arrival=#2
        """,
        OPEN,
    ),
    "order.status_said": worked(
        OrderStatusSaid(ORDER_ID, LATER, "fulfilment", "Ready for pickup", mails=("ready",)),
        """
        + mail arrival=#2 kind=ready order_id=ORDER
        + order_fact order_id=ORDER arrival=#2
        ~ orders ORDER: fulfilment_status Awaiting processing → Ready for pickup
        """,
        OPEN,
    ),
    "goods.handed_over": worked(
        orders.handing((1, 3), (2, 2)),
        """
        + order_fact order_id=ORDER arrival=#2
        ~ orders ORDER: fulfilment_status Awaiting processing → Shipped
        """,
        OPEN,
    ),
    "payment.taken": worked(
        orders.taken(CARD, COINS),
        """
        - day_total day=2026-11-23 letter=A kind=due key=EUR count=1 gross=10200
        + day_total day=2026-11-24 letter=A kind=payments key=card count=1 gross=6000
        + day_total day=2026-11-24 letter=A kind=payments key=cash count=1 gross=4202
        + day_total day=2026-11-24 letter=A kind=rounding count=1 gross=2
        + order_fact order_id=ORDER arrival=#2
        ~ orders ORDER: payment_status Awaiting payment → Paid, pay_by 2026-12-23 → nothing,
            rounding nothing → 2, paid nothing → 10202, methods nothing → |card|cash|
        + payment order_id=ORDER tid=T1 method=cash amount=4202 rounding=2 at=09:02 arrival=#2
        + payment order_id=ORDER tid=T2 method=card amount=6000 at=09:02 arrival=#2
        """,
        OPEN,
    ),
    "payment.given_back": worked(
        orders.given(tender("cash", 1801, rounding=-1), of=event(2)),
        """
        + day_total day=2026-11-24 letter=A kind=payments key=cash count=1 gross=-1801
        + day_total day=2026-11-24 letter=A kind=rounding count=1 gross=-1
        + order_fact order_id=ORDER arrival=#3
        ~ orders ORDER: payment_status Paid → Partially refunded, rounding nothing → -1,
            refunded nothing → 1801
        + payment order_id=ORDER tid=T1 method=cash amount=-1801 rounding=-1 at=09:03 arrival=#3
        """,
        PAID,
        structs.replace(orders.credit(orders.mugs(1)), of=event(1)),
    ),
    "payment.corrected": worked(
        PaymentCorrected(ORDER_ID, LATER, CASH.tid, TakenBack("cash", 10200), tender("card", 10200)),
        """
        + day_total day=2026-11-24 letter=A kind=payments key=card count=1 gross=10200
        + day_total day=2026-11-24 letter=A kind=payments key=cash count=1 gross=-10200
        + order_fact order_id=ORDER arrival=#2
        ~ orders ORDER: methods |cash| → |card|
        + payment order_id=ORDER tid=T1 method=cash amount=-10200 at=09:02 arrival=#2
        + payment order_id=ORDER tid=T2 method=card amount=10200 at=09:02 arrival=#2
        """,
        PAID,
    ),
    "invoice.issued": worked(
        InvoiceIssued(ORDER_ID, LATER, INVOICE, event(1), 10200),
        """
        + document order_id=ORDER kind=invoice number=A-2026-000001 arrival=#2
            made=1795507320000 day=2026-11-24 letter=A total=10200
        + order_fact order_id=ORDER arrival=#2
        + series letter=A kind=invoice year=2026 last=1
        """,
        PAID,
    ),
    "papers.settled": worked(
        PapersSettled(
            ORDER_ID,
            LATER,
            event(1),
            1800,
            1500,
            300,
            credit_note=CreditNote("AC-2026-000001", INVOICE.number),
        ),
        """
        + document order_id=ORDER kind=credit_note number=AC-2026-000001 arrival=#2
            made=1795507320000 day=2026-11-24 letter=A total=1800 invoice=A-2026-000001
        + order_fact order_id=ORDER arrival=#2
        + series letter=A kind=credit_note year=2026 last=1
        """,
        structs.replace(PAID, invoice=INVOICE),
    ),
    "document.reprinted": worked(
        DocumentReprinted(ORDER_ID, LATER, "A-000001"),
        """
        - document order_id=ORDER kind=receipt number=A-000001 arrival=#1 printed=1
            made=1795507260000 day=2026-11-23 letter=A total=10200
        + document order_id=ORDER kind=receipt number=A-000001 arrival=#1 printed=2
            made=1795507260000 day=2026-11-23 letter=A total=10200
        + order_fact order_id=ORDER arrival=#3
        """,
        PAID,
        DocumentReprinted(ORDER_ID, LATER, "A-000001"),
    ),
    "order.reminded": worked(
        OrderReminded(ORDER_ID, LATER, 1, ("reminder",)),
        """
        + mail arrival=#2 kind=reminder order_id=ORDER
        + order_fact order_id=ORDER arrival=#2
        """,
        OPEN,
    ),
    "order.mailed": worked(
        OrderMailed(ORDER_ID, LATER, ("confirmation",)),
        """
        + mail arrival=#2 kind=confirmation order_id=ORDER
        + order_fact order_id=ORDER arrival=#2
        """,
        OPEN,
    ),
    "mail.sent": worked(
        MailSent(ORDER_ID, LATER, event(1), "confirmation", "00", "2026-11-24T10:00:00+01:00"),
        """
        - mail arrival=#1 kind=confirmation order_id=ORDER
        + mail arrival=#1 kind=confirmation order_id=ORDER sent=10:00:00+01:00
        + order_fact order_id=ORDER arrival=#2
        """,
        OPEN,
    ),
    "quote.set": worked(
        QUOTED,
        """
        + quote uid=QUOTE number=A-Q000001 made=1795507260000 made_at=09:01 revision=1
            valid_until=2026-12-24 currency=EUR total=10200 customer=Jean Dupont
        + quote_fact quote_id=QUOTE arrival=#1
        + series letter=A kind=quote last=1
        """,
    ),
    "quote.mailed": worked(
        QuoteMailed(QUOTE, LATER, event(1), "quote", "e" * 64, "2026-11-24T10:00:00+01:00"),
        """
        - mail arrival=#1 kind=quote quote_id=QUOTE
        + mail arrival=#1 kind=quote quote_id=QUOTE sent=10:00:00+01:00
        + quote_fact quote_id=QUOTE arrival=#2
        """,
        structs.replace(QUOTED, mails=("quote",)),
    ),
    "quote.ended": worked(
        QuoteEnded(QUOTE, LATER, "placed", ORDER_ID),
        """
        ~ quote QUOTE: ended nothing → placed, order_uid nothing → ORDER
        + quote_fact quote_id=QUOTE arrival=#2
        """,
        QUOTED,
    ),
}
