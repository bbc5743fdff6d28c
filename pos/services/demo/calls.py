"""What the demo's customers order by phone, and what becomes of it: decided beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from pos.domain.orders.orders import FulfilmentStatus
from pos.services.demo.delivering import ABROAD, LOCAL, POST, WORKSHOP
from pos.services.demo.goods import Words
from pos.services.demo.weeks import CLOSES, WRAPPING, Day

NOTHING: Words = ("", "")


@dataclass(frozen=True, slots=True)
class Moment:
    """So many opened days before today, and how far that day has come: 0 is the morning, 1 the evening."""

    back: int
    part: float

    def on(self, lived: Sequence[Day], now: datetime) -> datetime:
        """The moment among the days the shop was open; today goes only as far as now."""
        opened = lived[-1 - self.back].opened
        closes = datetime.combine(opened.date(), CLOSES, opened.tzinfo)
        last = closes if self.back else max(opened, min(closes, now - timedelta(minutes=2)))
        return opened + timedelta(seconds=int((last - opened).total_seconds() * self.part))


@dataclass(frozen=True, slots=True)
class Step:
    """What happens to an order later: money, a status, a way it travels, or that it is taken back."""

    at: Moment
    pays: str = ""
    amount: int = 0
    status: FulfilmentStatus | None = None
    tracking: str = ""
    cancels: Words = NOTHING


@dataclass(frozen=True, slots=True)
class Call:
    """An order by phone; `place` is which of the customer's addresses, `fee` one agreed on by hand.

    `made` is work that is no product: words, quantity and price of one.
    """

    at: Moment
    who: str
    goods: tuple[tuple[str, int], ...]
    by: str
    steps: tuple[Step, ...] = ()
    place: int = 0
    made: tuple[tuple[Words, int, str], ...] = ()
    fee: int | None = None
    handling: int = 0
    percent: Decimal | None = None
    days: int = 0
    note: Words = NOTHING
    private: Words = NOTHING


SHIPPED, DELIVERED = FulfilmentStatus.SHIPPED, FulfilmentStatus.DELIVERED

CALLS = (
    Call(Moment(8, 0.15), "juergen", (("MUG-SAN", 2), ("BOW-CEL", 2)), ABROAD,
         (Step(Moment(7, 0.1), pays="transfer"),
          Step(Moment(7, 0.6), status=SHIPPED, tracking="CB 418 203 771 FR"),
          Step(Moment(3, 0.2), status=DELIVERED))),
    Call(Moment(8, 0.7), "hotel", (("EGG-SPE", 24), ("JAM-QUE", 12), ("HON-FIR", 6)), POST,
         (Step(Moment(6, 0.3), status=SHIPPED, tracking="6A 21870 44563 2"),
          Step(Moment(4, 0.5), status=DELIVERED), Step(Moment(2, 0.1), pays="transfer")), percent=Decimal(8)),
    Call(Moment(7, 0.4), "lucie", (("CAN-FIG", 2), ("SOA-HON", 3)), WORKSHOP,
         (Step(Moment(6, 0.1), status=FulfilmentStatus.READY),
          Step(Moment(5, 0.55), pays="card"), Step(Moment(5, 0.56), status=DELIVERED)), days=2),
    Call(Moment(6, 0.25), "keramik", (("MUG-CEL", 18), ("ESP-SAN", 12), ("VAS-BUD", 6)), ABROAD,
         (Step(Moment(4, 0.2), pays="transfer"),
          Step(Moment(4, 0.8), status=SHIPPED, tracking="CB 418 203 909 FR")),
         fee=54_00,
         private=("Asks for the celadon again in spring.", "Reprendra du céladon au printemps.")),
    Call(Moment(5, 0.8), "thomas", (("CAN-PIN", 6),), ABROAD,
         (Step(Moment(4, 0.05), cancels=("Ordered twice.", "Commandé deux fois.")),)),
    Call(Moment(4, 0.35), "claire", (("TOW-STR", 4), ("SAC-LAV", 2)), WORKSHOP,
         (Step(Moment(3, 0.1), status=FulfilmentStatus.READY), Step(Moment(2, 0.75), pays="cash"),
          Step(Moment(2, 0.76), status=DELIVERED)), days=1),
    Call(Moment(3, 0.3), "mary", (("NOT-LIN", 2), ("SOA-LAV", 2)), ABROAD,
         (Step(Moment(2, 0.2), pays="transfer"),
          Step(Moment(1, 0.3), status=SHIPPED, tracking="CB 418 204 118 FR")),
         note=("Happy birthday, Aoife!", "Joyeux anniversaire, Aoife !")),
    Call(Moment(3, 0.6), "school", (("TOP-MAP", 24), ("CAR-THA", 10)), WORKSHOP,
         (Step(Moment(1, 0.1), status=FulfilmentStatus.READY),), days=6),
    Call(Moment(2, 0.5), "lucie", (("MUG-BLU", 2), ("BOW-ASH", 1)), LOCAL,
         (Step(Moment(1, 0.05), pays="transfer"),
          Step(Moment(1, 0.4), status=FulfilmentStatus.OUT), Step(Moment(1, 0.65), status=DELIVERED)),
         days=1, handling=150, note=("Leave with the neighbour", "Laisser chez le voisin")),
    Call(Moment(1, 0.45), "sophie", (("SCA-LAM-RUS", 1), ("CAR-BIR", 1)), POST, place=1,
         made=((WRAPPING, 1, "3.00"),), note=("From Sophie, with love", "De la part de Sophie")),
    Call(Moment(0, 0.3), "juergen", (("SPO-OLI", 4), ("CAN-BEE", 3)), ABROAD,
         (Step(Moment(0, 0.35), pays="card", amount=40_00),
          Step(Moment(0, 0.5), status=FulfilmentStatus.PROCESSING))),
    Call(Moment(0, 0.85), "roux", (("MUG-SAN", 12), ("BOA-OAK", 4)), LOCAL, place=1,
         made=((WRAPPING, 16, "3.00"),), fee=8_80, days=3,
         private=("Call before delivery.", "Appeler avant de livrer.")),
)  # fmt: skip


def ordered(calls: Iterable[Call] = CALLS) -> dict[str, Decimal]:
    """What is ordered and not taken back, by SKU."""
    quantities: dict[str, Decimal] = {}
    for call in calls:
        if not any(step.cancels[0] for step in call.steps):
            for sku, quantity in call.goods:
                quantities[sku] = quantities.get(sku, Decimal(0)) + quantity
    return quantities
