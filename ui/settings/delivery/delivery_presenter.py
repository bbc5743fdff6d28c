"""What is decided about delivery: the ways, their fees and where they go."""

from __future__ import annotations

import re
import uuid
from dataclasses import replace
from decimal import Decimal
from typing import Any

from pos.domain.money.amounts import Money
from pos.domain.shop.carriers import check_link
from pos.domain.shop.delivery import DeliveryMethod, FulfilmentKind, WeightStep
from pos.domain.shop.errors import TrackingLinkWrong
from pos.domain.shop.rates import TaxClass
from pos.domain.words.text import clean
from pos.text import _, current, sentence
from ui.settings.presenter import Feedback, SettingsPresenter
from ui.settings.taxes.tax_presenter import moved
from ui.shared.places import countries

NAME_LIMIT = 60
GRAMS = 1000
_BETWEEN = re.compile(r"[\s,;·]+")


def _countries() -> dict[str, str]:
    """The countries by their two letters, in the language of the window."""
    return dict(countries(current().language))


class DeliveryPresenter:
    """Reads and decides; `feedback` is the row or field that was asked."""

    def __init__(self, presenter: SettingsPresenter) -> None:
        self._presenter = presenter

    @property
    def methods(self) -> tuple[DeliveryMethod, ...]:
        """The ways, as they are offered."""
        return self._presenter.settings.delivery_methods

    @property
    def classes(self) -> tuple[TaxClass, ...]:
        """What a fee may be taxed as."""
        return self._presenter.settings.tax_classes

    @property
    def currency(self) -> str:
        """The money of the fees."""
        return self._presenter.settings.currency

    def method(self, key: str) -> DeliveryMethod | None:
        """One of the ways."""
        return next((one for one in self.methods if one.key == key), None)

    def money(self, minor: int) -> Money:
        """Minor units in the shop's money."""
        return Money(minor, self.currency)

    def summary(self, one: DeliveryMethod) -> str:
        """A way in one line."""
        return in_one_line(one, self.currency)

    def add(self, name: str, feedback: Feedback) -> str:
        """Name one more way, and give its key; nothing where it was refused."""
        made = DeliveryMethod(f"own-{uuid.uuid4().hex[:12]}", clean(name, NAME_LIMIT))
        if not self._may_be_called(made, feedback):
            return ""
        self._presenter.decide(feedback, delivery_methods=(*self.methods, made))
        return made.key

    def rename(self, key: str, name: str, feedback: Feedback) -> None:
        """Call a way something else; orders placed keep the name they had."""
        one = self.method(key)
        if one is not None and self._may_be_called(replace(one, name=clean(name, NAME_LIMIT)), feedback):
            self.change(key, feedback, name=clean(name, NAME_LIMIT))

    def change(self, key: str, feedback: Feedback, **fields: Any) -> None:
        """Change one of the ways, from the next order on."""
        methods = tuple(replace(one, **fields) if one.key == key else one for one in self.methods)
        self._presenter.decide(feedback, delivery_methods=methods)

    def move(self, key: str, by: int, feedback: Feedback) -> None:
        """Offer a way before or after its neighbour."""
        at = [one.key for one in self.methods].index(key)
        self._presenter.decide(feedback, delivery_methods=moved(self.methods, at, by))

    def remove(self, key: str, feedback: Feedback) -> None:
        """Offer a way no more; orders placed keep its name and fee."""
        left = tuple(one for one in self.methods if one.key != key)
        self._presenter.decide(feedback, _("Removed"), delivery_methods=left)

    # where it goes

    def country_names(self, codes: tuple[str, ...]) -> str:
        """The countries by name, or that it is everywhere."""
        names = _countries()
        return ", ".join(names.get(code, code) for code in codes) or _("Everywhere")

    def set_countries(self, key: str, text: str, feedback: Feedback) -> None:
        """Limit a way to countries, by their two letters or their names."""
        known = _countries()
        by_name = {name.casefold(): code for code, name in known.items()}
        whole = by_name.get(clean(text).casefold())
        codes: list[str] = [whole] if whole else []
        for part in [] if whole else filter(None, _BETWEEN.split(text)):
            code = part.upper() if part.upper() in known else by_name.get(part.casefold(), "")
            if not code:
                words = _("“{written}” is not a country. Write two letters each, such as FR BE LU.")
                feedback.refuse(words.format(written=part))
                return
            if code not in codes:
                codes.append(code)
        self.change(key, feedback, countries=tuple(codes))

    def set_tracking(self, key: str, text: str, feedback: Feedback) -> None:
        """Where its parcels are followed."""
        try:
            self.change(key, feedback, tracking=check_link(text))
        except TrackingLinkWrong as error:
            feedback.refuse(sentence(error))

    # what it costs by weight

    def set_step(self, key: str, at: int, kilos: Decimal, fee: Money, feedback: Feedback) -> bool:
        """Change a step, or add one behind the last; kept in the order of their weights."""
        one = self.method(key)
        grams = int(kilos * GRAMS)
        if one is None:
            return False
        others = [step for place, step in enumerate(one.weights) if place != at]
        if grams <= 0 or fee.minor < 0:
            feedback.refuse(_("Write a weight above zero and a fee of zero or more."))
        elif any(step.up_to == grams for step in others):
            feedback.refuse(_("There is a step for this weight already."))
        else:
            steps = sorted([*others, WeightStep(grams, fee.minor)], key=lambda step: step.up_to)
            self.change(key, feedback, weights=tuple(steps))
            return True
        return False

    def remove_step(self, key: str, at: int, feedback: Feedback) -> None:
        """Do without a step; without any, the one fee counts again."""
        one = self.method(key)
        if one is not None:
            steps = tuple(step for place, step in enumerate(one.weights) if place != at)
            self.change(key, feedback, weights=steps)

    def _may_be_called(self, wanted: DeliveryMethod, feedback: Feedback) -> bool:
        names = {one.name.casefold() for one in self.methods if one.key != wanted.key}
        if not wanted.name:
            feedback.refuse(_("Write what this way is called."))
        elif wanted.name.casefold() in names:
            feedback.refuse(_("There is a way called {name} already.").format(name=wanted.name))
        else:
            return True
        return False


def in_one_line(one: DeliveryMethod, currency: str) -> str:
    """What a way is: "Delivery · 8,80 € · free from 100,00 € · FR, BE"."""

    def money(minor: int) -> str:
        return current().money(Money(minor, currency))

    parts = [_("Pickup") if one.kind is FulfilmentKind.PICKUP else _("Delivery")]
    if one.asks:
        # Translators: what a delivery costs is written with each order
        parts.append(_("fee asked with each order"))
    elif one.weights:
        fees = [step.fee for step in one.weights]
        words = _("{low} to {high} by weight")
        parts.append(words.format(low=money(min(fees)), high=money(max(fees))))
    else:
        # Translators: delivery costs nothing
        parts.append(money(one.fee) if one.fee else _("free"))
    if one.free_from:
        parts.append(_("free from {amount}").format(amount=money(one.free_from)))
    if one.countries:
        parts.append(", ".join(one.countries))
    return " · ".join(parts)
