"""What can be chosen for a product, as value and words."""

from __future__ import annotations

from decimal import Decimal

from pos.domain.catalogue.stock import Reason
from pos.domain.money.tax import TaxList
from pos.domain.shop.rates import TaxClass
from pos.domain.shop.settings import Oversell, ShopSettings
from pos.text import _, current


def rates_words(rates: TaxList) -> str:
    """The rates of one kind of goods: "20 %", "5 % + 9,975 %"."""
    return " + ".join(current().percent(Decimal(rate.lstrip("+"))) for rate in rates or ("0",))


def tax_words(one: TaxClass) -> str:
    """A tax class by name and rates."""
    return f"{_(one.name)} · {rates_words(one.rates)}"


def taxes(settings: ShopSettings) -> list[tuple[str, str]]:
    """The shop's tax classes."""
    return [(one.key, tax_words(one)) for one in settings.tax_classes]


def taxed_as(settings: ShopSettings, tax_class: str) -> str:
    """The class whose rates count: for one that is not there, or none, the shop's first."""
    keys = [one.key for one in settings.tax_classes]
    return tax_class if tax_class in keys or not keys else keys[0]


def oversell_words(policy: Oversell) -> str:
    """What the till does when more is sold than is there."""
    return {
        Oversell.ALLOW: _("Sell without a word"),
        Oversell.WARN: _("Say so, and sell"),
        Oversell.BLOCK: _("Do not sell"),
    }[policy]


def policies(settings: ShopSettings) -> list[tuple[str, str]]:
    """The policies of one product; the first is the shop's own."""
    usual = _("As usual: {policy}").format(policy=oversell_words(settings.oversell))
    return [("", usual), *((one.value, oversell_words(one)) for one in Oversell)]


def reasons() -> list[tuple[str, str]]:
    """Why stock comes or goes by hand; all but the first two take it away."""
    return [
        (Reason.RECEIPT.value, _("Goods received")),
        (Reason.RETURN.value, _("Came back")),
        (Reason.DAMAGE.value, _("Broken or lost")),
        (Reason.TRANSFER.value, _("Taken to another place")),
    ]


OUTWARD = frozenset({Reason.DAMAGE.value, Reason.TRANSFER.value})
"""The reasons that take stock away; the person types how many, without a minus."""
