"""What the first start asks, what it proposes from the country, and the new shop that comes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from pos.domain.money.cash import usual_cash_step
from pos.domain.money.labels import TaxLabels, own_labels
from pos.domain.money.tax import parse_rates
from pos.domain.shop.rates import Proposal, TaxClass, propose
from pos.domain.shop.settings import NewShop
from pos.domain.shop.terms import usual_terms
from pos.domain.words.errors import CashierError
from pos.domain.words.text import clean
from pos.text import _, current, mark, sentence
from pos.text.locales import currency_of, locale_of, paper_language
from pos.text.speech import HOME_LOCALES
from ui.shared.charge.rounding import rounding_words

TYPED = "standard"
_STANDARD = mark("Standard rate")


@dataclass(frozen=True, slots=True)
class Answers:
    """What stands in the form; `typed_rate` counts only where no rates are known."""

    name: str = ""
    street: str = ""
    city: str = ""
    person: str = ""
    country: str = "GB"
    region: str = ""
    currency: str = "GBP"
    prices_include_tax: bool = True
    typed_rate: str = ""


def country_of(system_locale: str, language: str) -> str:
    """Return the country the machine is set to, or a likely one: "fr_FR" is FR."""
    last = system_locale.replace("-", "_").partition(".")[0].rpartition("_")[2]
    if len(last) == 2 and last.isupper():
        return last
    return HOME_LOCALES[language][-2:]


class WelcomePresenter:
    """Holds the answers; every change of country proposes currency, tax style and rates anew."""

    def __init__(self, country: str, language: str) -> None:
        self.language = language
        self.answers = Answers()
        self.proposal: Proposal = propose(country)
        self.choose_country(country)

    def choose_country(self, country: str) -> None:
        """Take what is usual there; of provinces the most populous comes first."""
        self._propose(country, "ON" if country == "CA" else "")

    def choose_region(self, region: str) -> None:
        """Take what is usual in this province."""
        self._propose(self.answers.country, region)

    def _propose(self, country: str, region: str) -> None:
        self.proposal = propose(country, region, paper_language(country, self.language, region))
        self.answers = replace(
            self.answers,
            country=country,
            region=region,
            currency=currency_of(country),
            prices_include_tax=self.proposal.prices_include_tax,
        )

    def change(self, **answers: str | bool) -> None:
        """Note what the person wrote or chose."""
        self.answers = replace(self.answers, **answers)  # type: ignore[arg-type]

    @property
    def asks_rate(self) -> bool:
        """Tell whether the rate must be typed, because none is known for the country."""
        return not self.proposal.classes

    def rates_in_words(self) -> tuple[str, ...]:
        """Return the proposed rates to be shown: "Standard rate 20 %"."""
        return tuple(f"{_(one.name)} {_percents(one)}" for one in self.proposal.classes)

    def notes_in_words(self) -> str:
        """Return what is to be known of the proposal: about the region, and how cash is rounded."""
        now = self.answers
        parts = (
            _(self.proposal.note) if self.proposal.note else "",
            rounding_words(now.country, now.currency),
        )
        return " ".join(filter(None, parts))

    def mistakes(self) -> dict[str, str]:
        """Return what still has to be put right, by field, in words."""
        found = {}
        if not clean(self.answers.name):
            found["name"] = _("A shop needs a name: it stands on every receipt.")
        if self.asks_rate:
            try:
                self._typed_classes()
            except CashierError as error:
                found["typed_rate"] = sentence(error)
        return found

    def new_shop(self) -> NewShop:
        """Return the shop as answered; ask only when there are no mistakes."""
        now = self.answers
        lines = (clean(now.street), clean(now.city))
        language = paper_language(now.country, self.language, now.region)
        return NewShop(
            name=clean(now.name),
            country=now.country,
            region=now.region,
            currency=now.currency,
            prices_include_tax=now.prices_include_tax,
            person=clean(now.person, 80),
            address=tuple(line for line in lines if line),
            tax_label=self.proposal.label,
            exempt_sentence=self.proposal.sentence,
            tax_classes=self.proposal.classes or self._typed_classes(),
            language=language,
            locale=locale_of(now.country, language),
            invoice_terms=usual_terms(now.country, language),
            cash_step=usual_cash_step(now.currency, now.country),
        )

    def _typed_classes(self) -> tuple[TaxClass, ...]:
        written = self.answers.typed_rate.strip().replace(",", ".").rstrip("% ")
        return (TaxClass(TYPED, _STANDARD, parse_rates([written] if written else [])),)


def _percents(one: TaxClass) -> str:
    if not one.rates:
        return current().percent(Decimal(0))
    labels = TaxLabels("", own_labels([(one.rates, one.labels)]))
    return current().rates(labels.together(one.rates), " ")
