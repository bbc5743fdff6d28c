"""What is decided about payment: the ways, their order, and what coins there are."""

from __future__ import annotations

import uuid
from dataclasses import replace

from pos.domain.money.amounts import Money, decimals
from pos.domain.money.cash import usual_cash_step
from pos.domain.shop.settings import PaymentMethod
from pos.domain.words.text import clean
from pos.text import _, current
from ui.settings.presenter import Feedback, SettingsPresenter
from ui.settings.taxes.tax_presenter import moved
from ui.shared.charge.rounding import rounding_words
from ui.shared.charge.tender import method_name

BUILT_IN = frozenset({"cash", "card", "transfer"})
"""Ways to pay that the shop does not name itself and cannot take away."""
NAME_LIMIT = 60
_STEPS = (1, 5, 10, 20, 50, 100)


class PaymentPresenter:
    """Reads and decides; `feedback` is the row or field that was asked."""

    def __init__(self, presenter: SettingsPresenter) -> None:
        self._presenter = presenter

    @property
    def methods(self) -> tuple[PaymentMethod, ...]:
        """The ways to pay, as their buttons stand."""
        return self._presenter.settings.methods

    def own(self) -> tuple[PaymentMethod, ...]:
        """Those that the shop named itself."""
        return tuple(one for one in self.methods if one.key not in BUILT_IN)

    def add(self, name: str, feedback: Feedback) -> bool:
        """Name another way to pay."""
        made = PaymentMethod(f"own-{uuid.uuid4().hex[:12]}", clean(name, NAME_LIMIT))
        if not self._may_be_called(made, feedback):
            return False
        self._presenter.decide(feedback, methods=(*self.methods, made))
        return True

    def rename(self, key: str, name: str, feedback: Feedback) -> None:
        """Call a way of the shop's own something else; payments made keep the old name."""
        one = replace(self._method(key), name=clean(name, NAME_LIMIT))
        if self._may_be_called(one, feedback):
            self._put(one, feedback)

    def ask_reference(self, key: str, on: bool, feedback: Feedback) -> None:
        """Say whether a way to pay asks for a reference."""
        self._put(replace(self._method(key), asks_reference=on), feedback)

    def move(self, key: str, by: int, feedback: Feedback) -> None:
        """Put a button before or after its neighbour."""
        at = [one.key for one in self.methods].index(key)
        self._presenter.decide(feedback, methods=moved(self.methods, at, by))

    def remove(self, key: str, feedback: Feedback) -> None:
        """Offer a way to pay no more; payments made with it keep its name."""
        left = tuple(one for one in self.methods if one.key != key)
        self._presenter.decide(feedback, _("Removed"), methods=left)

    def steps(self) -> list[tuple[int, str]]:
        """What cash may be rounded to."""
        currency = self._presenter.settings.currency
        known = [one for one in _STEPS if one <= 10 ** decimals(currency) or not decimals(currency)]
        now = self._presenter.settings.cash_step
        known.append(self.usual_step)
        return [
            (one, _("Not rounded") if one == 1 else _("To {amount}").format(amount=self._money(one)))
            for one in sorted({*known, now})
        ]

    @property
    def usual_step(self) -> int:
        """What cash is rounded to where the shop is, in minor units; 1 where it is not."""
        settings = self._presenter.settings
        return usual_cash_step(settings.currency, settings.country)

    def rounding_in_words(self) -> str:
        """How cash is rounded where the shop is, and who rules it."""
        settings = self._presenter.settings
        return rounding_words(settings.country, settings.currency) or _(
            "Cash is not rounded in this country."
        )

    def take_usual(self, feedback: Feedback) -> None:
        """Round cash as is usual where the shop is."""
        self._presenter.decide(feedback, cash_step=self.usual_step)

    def _money(self, minor: int) -> str:
        return current().money(Money(minor, self._presenter.settings.currency))

    def _method(self, key: str) -> PaymentMethod:
        return next(one for one in self.methods if one.key == key)

    def _put(self, changed: PaymentMethod, feedback: Feedback) -> None:
        methods = tuple(changed if one.key == changed.key else one for one in self.methods)
        self._presenter.decide(feedback, methods=methods)

    def _may_be_called(self, wanted: PaymentMethod, feedback: Feedback) -> bool:
        names = {method_name(one).casefold() for one in self.methods if one.key != wanted.key}
        if not wanted.name:
            feedback.refuse(_("Write the name of the way to pay."))
        elif wanted.name.casefold() in names:
            feedback.refuse(_("{name} is a way to pay already.").format(name=wanted.name))
        else:
            return True
        return False
