"""What is decided about taxes: classes and their rates, proposed ones, how tax is counted, or none at all."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from typing import TypeVar

from pos.domain.money.amounts import Money
from pos.domain.money.pricing import Pricing, price
from pos.domain.money.tax import TaxList, TaxRounding, is_compound, parse_rates
from pos.domain.orders.cart import CartLine
from pos.domain.shop.franchise import exempt_sentence
from pos.domain.shop.rates import AS_OF, Proposal, TaxClass, propose
from pos.domain.words.errors import CashierError
from pos.domain.words.text import clean
from pos.text import _, current, mark, sentence
from ui.settings.presenter import Feedback, SettingsPresenter

NAME_LIMIT = 60
BETWEEN = " · "
LABEL_LIMIT = 20
_WORD = re.compile(r"[^\W\d_]")
_PARTS = re.compile(r"[\s;·/%]+")
_EXAMPLE = 100
T = TypeVar("T")
NAMES = (
    mark("Standard rate"),
    mark("Reduced rate"),
    mark("Second reduced rate"),
    mark("Third reduced rate"),
    mark("GST only"),
    mark("Increased rate"),
    mark("Second increased rate"),
    mark("Zero rate"),
)
"""How the classes of the table of rates are called; marked here, since the table knows no languages."""


def moved(rows: Sequence[T], at: int, by: int) -> tuple[T, ...]:
    """The rows with one of them moved."""
    made = list(rows)
    made.insert(max(0, min(at + by, len(rows) - 1)), made.pop(at))
    return tuple(made)


def written(rates: TaxList, labels: Sequence[str] = ()) -> str:
    """Rates as the window's language writes them: `5 % · +9,975 %`, `TPS 5 % · TVQ 9,975 %`."""
    if not rates:
        return current().percent(Decimal(0))
    shown = (("+" if is_compound(rate) else "") + current().rate(rate) for rate in rates)
    named = zip_longest(labels[: len(rates)], shown, fillvalue="")
    return BETWEEN.join(" ".join(filter(None, one)) for one in named)


def read(text: str) -> TaxList:
    """Rates as a person writes them, whatever they are called; raises what is wrong with them."""
    rates = parse_rates([rate for _label, rate in _parts(text)])
    return tuple(rate for rate in rates if rate.lstrip("+") != "0")


def read_labels(text: str) -> tuple[str, ...]:
    """What each of those rates is called: `TPS 5 · TVQ 9.975`; nothing where none has a word before it."""
    parts = [(label, rate) for label, rate in _parts(text) if rate.lstrip("+0.")]
    return tuple(label for label, _rate in parts) if any(label for label, _rate in parts) else ()


def _parts(text: str) -> list[tuple[str, str]]:
    """Each rate with the words before it; words that no rate follows stand where one should."""
    joined = re.sub(r"\+\s+", "+", text.replace("\u202f", " ").replace("\u00a0", " ").replace(",", "."))
    found, words = [], list[str]()
    for part in filter(None, _PARTS.split(joined)):
        if _WORD.match(part.removeprefix("+")):  # GST 5 + PST 7: only a plus at a number is one on top
            words.append(part.removeprefix("+"))
        else:
            found.append((" ".join(words)[:LABEL_LIMIT], part))
            words = []
    return [*found, ("", " ".join(words))] if words else found


class TaxPresenter:
    """Reads and decides; `feedback` is the row that was asked."""

    def __init__(self, presenter: SettingsPresenter) -> None:
        self._presenter = presenter

    @property
    def classes(self) -> tuple[TaxClass, ...]:
        """The classes of goods, the usual one first."""
        return self._presenter.settings.tax_classes

    @property
    def exempt(self) -> bool:
        """Whether the shop charges no tax at all, and says so on its paper."""
        return self._presenter.settings.is_franchise

    def example(self, rates: TaxList) -> str:
        """What a rate does to a round sum: `100,00 € + 20,00 € = 120,00 €`."""
        currency = self._presenter.settings.currency
        terms = Pricing(currency, False, TaxRounding.PER_TOTAL)
        totals = price(terms, [CartLine("", "", Decimal(1), Decimal(_EXAMPLE), rates)])
        taxes = [current().money(row.tax) for row in totals.taxes if not row.tax.is_zero]
        parts = [current().money(Money.of(Decimal(_EXAMPLE), currency)), *taxes]
        return f"{' + '.join(parts)} = {current().money(totals.total)}"

    def add(self, name: str, feedback: Feedback) -> bool:
        """Name one more class; its rate is written next."""
        made = TaxClass(f"own-{uuid.uuid4().hex[:12]}", clean(name, NAME_LIMIT), ())
        if not self._may_be_called(made, feedback):
            return False
        self._presenter.decide(feedback, tax_classes=(*self.classes, made))
        return True

    def rename(self, key: str, name: str, feedback: Feedback) -> None:
        """Call a class something else; what was sold keeps its rates."""
        one = replace(self._class(key), name=clean(name, NAME_LIMIT))
        if self._may_be_called(one, feedback):
            self._put(one, feedback)

    def set_rates(self, key: str, text: str, feedback: Feedback) -> None:
        """Give a class other rates, from now on."""
        try:
            self._put(replace(self._class(key), rates=read(text), labels=read_labels(text)), feedback)
        except CashierError as error:
            feedback.refuse(sentence(error))

    def move(self, key: str, by: int, feedback: Feedback) -> None:
        """Put a class before or after its neighbour."""
        at = self.classes.index(self._class(key))
        self._presenter.decide(feedback, tax_classes=moved(self.classes, at, by))

    def remove(self, key: str, feedback: Feedback) -> None:
        """Do without a class; its products then count as the first one's."""
        left = tuple(one for one in self.classes if one.key != key)
        if not left:
            feedback.refuse(_("One class has to stay. Write 0 where there is no tax."))
            return
        words = _("Removed. Products of this class count as “{name}” from now on.")
        self._presenter.decide(feedback, words.format(name=_(left[0].name)), tax_classes=left)

    def proposal(self) -> Proposal:
        """What is usual where the shop is."""
        settings = self._presenter.settings
        return propose(settings.country, settings.region, settings.language)

    def proposed_in_words(self) -> str:
        """The proposed rates, the day they were true, and who publishes them."""
        found = self.proposal()
        if not found.classes:
            return _(found.note) or _("No rates are known for this country. Write them above.")
        rates = ", ".join(f"{_(one.name)} {written(one.rates, one.labels)}" for one in found.classes)
        words = _("{rates}. As of {day}. Source: {source}.")
        day = current().date(date.fromisoformat(AS_OF))
        return f"{words.format(rates=rates, day=day, source=found.source)} {_(found.note)}".strip()

    def take_proposal(self, feedback: Feedback) -> None:
        """Take what is usual; classes of the shop's own stay behind them."""
        found = self.proposal()
        known = {one.key for one in found.classes}
        own = tuple(one for one in self.classes if one.key not in known and one.key.startswith("own-"))
        self._presenter.decide(
            feedback,
            tax_classes=(*found.classes, *own),
            tax_label=found.label,
            exempt_sentence=found.sentence,
        )

    def set_exempt(self, exempt: bool, feedback: Feedback) -> None:
        """Charge no tax, with the sentence the law wants; or charge it again."""
        if exempt == self.exempt:
            return
        if exempt:
            classes = tuple(replace(one, rates=(), labels=()) for one in self.classes)
            settings = self._presenter.settings
            legal = exempt_sentence(settings.country, settings.language)
            words = _("Saved. Check the sentence below: it is printed instead of tax.")
            self._presenter.decide(feedback, words, tax_classes=classes, exempt_sentence=legal)
            return
        usual = {one.key: (one.rates, one.labels) for one in self.proposal().classes}
        bearing = ((one, *usual.get(one.key, ((), ()))) for one in self.classes)
        classes = tuple(replace(one, rates=rates, labels=labels) for one, rates, labels in bearing)
        words = _("Saved. Check the rates below.")
        self._presenter.decide(feedback, words, tax_classes=classes, exempt_sentence="")

    def _class(self, key: str) -> TaxClass:
        return next(one for one in self.classes if one.key == key)

    def _put(self, changed: TaxClass, feedback: Feedback) -> None:
        classes = tuple(changed if one.key == changed.key else one for one in self.classes)
        self._presenter.decide(feedback, tax_classes=classes)

    def _may_be_called(self, wanted: TaxClass, feedback: Feedback) -> bool:
        names = {_(one.name).casefold() for one in self.classes if one.key != wanted.key}
        if not wanted.name:
            feedback.refuse(_("Write the name of the class."))
        elif wanted.name.casefold() in names:
            feedback.refuse(_("There is a class called {name} already.").format(name=wanted.name))
        else:
            return True
        return False
