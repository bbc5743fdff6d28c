"""Narrow the list of orders by statuses, channel, till, way to pay, days; kept under a name if wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pos.domain.orders.lists.filters import FilterChoices, OrderFilter, Sort
from pos.domain.shop.settings import ShopSettings
from pos.domain.words.errors import CashierError
from pos.text import _, current, sentence
from ui.kit.controls.buttons import PlainButton
from ui.kit.dialogs.form_dialog import FormDialog
from ui.kit.forms.choices import ChoiceField
from ui.kit.forms.fields import TextField
from ui.orders import filters
from ui.shared.orders import words
from ui.shared.orders.when import read_when, shown_when


class FilterDialog(FormDialog):
    """Shows what is asked now, says what is asked instead."""

    asked = Signal(object, str)  # OrderFilter, and the name to keep it under or ""
    forgotten = Signal()

    def __init__(
        self,
        window: QWidget,
        now: OrderFilter,
        choices: FilterChoices,
        settings: ShopSettings,
        today: date,
        *,
        name: str = "",
    ) -> None:
        super().__init__(window, _("Filter orders"), _("Show orders"), 620)
        self._today = today
        self.payment = _choice(_("Payment"), words.PAYMENTS, _payment, now.payment)
        self.fulfilment = _choice(_("Fulfilment"), words.FULFILMENTS, _fulfilment, now.fulfilment)
        self.channel = _choice(_("Channel"), choices.channels, filters.channel, now.channel)
        self.letter = _choice(_("Till"), choices.letters, str, now.letter)
        self.method = _choice(
            _("Way to pay"),
            choices.methods,
            lambda key: words.paid_by(key, "", settings.methods),
            now.method,
        )
        sorts = [(sort, _(said)) for sort, said in filters.SORTS.items()]
        self.sort = ChoiceField(_("Order of the list"), sorts, now.sort)
        self.since = _day(_("From the day"), now.since)
        self.until = _day(_("To the day"), now.until)
        self.promised = _day(_("Promised for"), now.promised)
        hint = _("A name for a chip of its own")
        self.name = TextField(_("Keep as"), name, hint=hint, limit=filters.LONGEST_NAME)
        self.beside(self.payment, self.fulfilment)
        self.beside(self.channel, self.letter, self.method)
        self.beside(self.since, self.until, self.promised)
        self.beside(self.sort, self.name)
        self.first = self.payment.choices
        more = PlainButton(_("Forget this filter") if name else _("Take all off"), height=52)
        more.clicked.connect(self._forget if name else self._take_off)
        self.finish(more)

    def submit(self) -> bool:
        """Say what is asked; a day that cannot be read is said at its field."""
        days: dict[str, str] = {}
        for name, field in (("since", self.since), ("until", self.until), ("promised", self.promised)):
            try:
                days[name] = read_when(field.text(), self._today, current())[:10]
            except CashierError as error:
                return self.refuse(field, sentence(error))
        if days["since"] and days["until"] and days["until"] < days["since"]:
            return self.refuse(self.until, _("This day lies before the other one."))
        self.asked.emit(
            OrderFilter(
                payment=self.payment.value(),
                fulfilment=self.fulfilment.value(),
                channel=self.channel.value(),
                letter=self.letter.value(),
                method=self.method.value(),
                since=days["since"],
                until=days["until"],
                promised=days["promised"],
                sort=self.sort.value() or Sort.NEWEST,
            ),
            self.name.value(),
        )
        return True

    def _take_off(self) -> None:
        self.asked.emit(OrderFilter(), "")
        self.close_dialog()

    def _forget(self) -> None:
        self.forgotten.emit()
        self.close_dialog()


def _choice(title: str, keys: Iterable[str], said: Callable[[str], str], now: str) -> ChoiceField:
    """What is held though it is not offered any more stays chosen, in the same words."""
    options = [("", _("Any")), *((str(key), said(key)) for key in keys)]
    return ChoiceField(title, options, now, unlisted=said)


def _day(title: str, day: str) -> TextField:
    return TextField(title, shown_when(day, current()) if day else "", hint=_("a day, or nothing"))


def _payment(key: str) -> str:
    return words.payment_tag(key)[0]


def _fulfilment(key: str) -> str:
    return words.fulfilment_tag(key, "")[0]
