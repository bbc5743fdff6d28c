"""“They are one” where the records say different things: which one stays, and whose value of each field."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from pos.domain.decisions.about_goods import SAME_CODE
from pos.domain.decisions.about_people import MERGE, SAME_CUSTOMER
from pos.domain.decisions.exceptions import ShopException
from pos.text import _, current, ngettext
from ui.kit.dialogs.merge_dialog import Key, MergeDialog, Planned
from ui.kit.forms.choices import ChoiceField
from ui.shared.merging import eithers, goods_moving, known_then, orders_moving

if TYPE_CHECKING:
    from pos.shop import Shop

MERGES = ((SAME_CODE, MERGE), (SAME_CUSTOMER, MERGE))
"""Answers that make records one."""

Act = Callable[[str, frozenset[Key]], None]
"""Told the id of the one that stays, and the fields of which the other value stays."""


def merge_dialog(window: QWidget, shop: Shop, one: ShopException, act: Act) -> MergeDialog | None:
    """The dialog for records that differ in something; None where there is nothing to choose."""
    look = partial(_people if one.kind == SAME_CUSTOMER else _goods, shop, one, act)
    if not look(one.ids[0], frozenset()).eithers:
        return None
    which = ChoiceField(_("The one that stays"), list(zip(one.ids, _called(one), strict=True)), one.ids[0])
    return MergeDialog(window, _("They are one"), which, lambda taken: look(which.value(), taken))


def _people(shop: Shop, one: ShopException, act: Act, into: str, taken: frozenset[Key]) -> Planned:
    found = [shop.merging.plan(uid, into, taken) for uid in one.ids if uid != into]
    lines = [orders_moving(each) for each in found]
    if len(found) == 1:
        lines += ["", *known_then(found[0])]
    differs = [differs for each in found for differs in each.differs]
    return Planned(lines, eithers(differs), lambda: act(into, taken))


def _goods(shop: Shop, one: ShopException, act: Act, into: str, taken: frozenset[Key]) -> Planned:
    called = dict(zip(one.ids, _called(one), strict=True))
    gone = [uid for uid in one.ids if uid != into]
    lines = [goods_moving(called[uid], called[into]) for uid in gone]
    differs = [each for uid in gone for each in shop.product_merging.plan_variants(uid, into)]
    return Planned(lines, eithers(differs), lambda: act(into, taken))


def _called(one: ShopException) -> list[str]:
    """Each record by its name, and what tells it from another of that name."""
    names, counts = one.details["names"], one.details["orders" if one.kind == SAME_CUSTOMER else "on_hand"]
    assert isinstance(names, list)
    assert isinstance(counts, list)
    words = _orders if one.kind == SAME_CUSTOMER else _in_stock
    return [f"{name} · {words(Decimal(count))}" for name, count in zip(names, counts, strict=True)]


def _orders(count: Decimal) -> str:
    return ngettext("{count} order", "{count} orders", count).format(count=current().number(count))


def _in_stock(count: Decimal) -> str:
    return ngettext("{count} in stock", "{count} in stock", count).format(count=current().number(count))
