"""What else the list of orders is narrowed by: in words, and kept under names on this till."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from pos.domain.orders.lists.filters import OrderFilter, Sort
from pos.domain.shop.settings import ShopSettings
from pos.text import _, mark
from ui.shared.orders import words

if TYPE_CHECKING:
    from pos.services.shop.settings import Settings

KEPT = "orders.filters"
MOST_KEPT = 12
LONGEST_NAME = 30

SORTS = {
    Sort.NEWEST: mark("Newest first"),
    Sort.OLDEST: mark("Oldest first"),
    Sort.PROMISED: mark("By the promised day"),
    Sort.PAY_BY: mark("By the last day to pay"),
}

FIELDS = ("payment", "fulfilment", "channel", "letter", "method", "since", "until", "promised", "sort")
"""What a filter is kept by."""


@dataclass(frozen=True, slots=True)
class KeptFilter:
    """A filter under a name; `work` is the chip that was on."""

    name: str
    chip: str
    asked: OrderFilter


def channel(key: str) -> str:
    """Where an order came from."""
    return {"counter": _("At the counter"), "phone": _("By phone"), "web": _("In the web shop")}.get(key, key)


def is_empty(asked: OrderFilter) -> bool:
    """Whether it lets everything through, in the usual order."""
    return asked == OrderFilter()


def count_of(asked: OrderFilter) -> int:
    """How many things are asked."""
    usual = asdict(OrderFilter())
    return sum(value != usual[name] for name, value in asdict(asked).items() if name in FIELDS)


def in_words(asked: OrderFilter, settings: ShopSettings) -> str:
    """What is asked, one after the other."""
    said = (
        words.payment_tag(asked.payment)[0] if asked.payment else "",
        words.fulfilment_tag(asked.fulfilment, "")[0] if asked.fulfilment else "",
        channel(asked.channel) if asked.channel else "",
        _("till {letter}").format(letter=asked.letter) if asked.letter else "",
        words.paid_by(asked.method, "", settings.methods) if asked.method else "",
    )
    return ", ".join(filter(None, said))


class KeptFilters:
    """The filters this till keeps, in the order they were kept."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def all(self) -> tuple[KeptFilter, ...]:
        """All of them; what another program wrote and this one cannot read is left out."""
        try:
            kept = json.loads(self._settings.choice(KEPT, "[]"))
            return tuple(_read(one) for one in kept)[:MOST_KEPT]
        except (ValueError, TypeError, KeyError, AttributeError):
            return ()

    def keep(self, one: KeptFilter, instead: str = "") -> None:
        """Keep a filter under its name; it takes the place of one of that name, or of the name `instead`."""
        names = {one.name, instead} - {""}
        kept = list(self.all())
        at = next((at for at, other in enumerate(kept) if other.name in names), len(kept))
        rest = [other for other in kept if other.name not in names]
        rest.insert(min(at, len(rest)), one)
        self._write(rest[-MOST_KEPT:])

    def forget(self, name: str) -> None:
        """Keep it no longer."""
        self._write([one for one in self.all() if one.name != name])

    def _write(self, kept: list[KeptFilter]) -> None:
        value = [{"name": one.name, "chip": one.chip} | _asked(one.asked) for one in kept]
        self._settings.choose(KEPT, json.dumps(value, ensure_ascii=False))


def _asked(asked: OrderFilter) -> dict[str, str]:
    return {name: str(value) for name, value in asdict(asked).items() if value and name in FIELDS}


def _read(one: Mapping[str, str]) -> KeptFilter:
    given = {name: str(one[name]) for name in FIELDS if name in one and name != "sort"}
    asked = OrderFilter(**given, sort=Sort(one.get("sort", Sort.NEWEST)))  # type: ignore[arg-type]
    return KeptFilter(str(one["name"]), str(one.get("chip", "")), asked)
