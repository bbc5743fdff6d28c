"""What a shop decided about itself, and what a new one is asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from pos.domain.mail.account import PORTS, Security
from pos.domain.mail.kinds import MailSwitch, MailText, is_on
from pos.domain.money.labels import TaxLabels, own_labels, parts_of
from pos.domain.money.pricing import Pricing
from pos.domain.money.tax import TaxList, TaxRounding
from pos.domain.shop.delivery import DeliveryMethod, FulfilmentKind
from pos.domain.shop.rates import TaxClass
from pos.domain.shop.statuses import ShopStatus


class Oversell(StrEnum):
    """What the till does when more is sold than is there."""

    ALLOW = "allow"
    WARN = "warn"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class PaymentMethod:
    """A way to pay: ``cash`` and ``card`` are built in, the shop names others."""

    key: str
    name: str
    asks_reference: bool = False


DEFAULT_METHODS = (
    PaymentMethod("cash", ""),
    PaymentMethod("card", "", asks_reference=True),
    PaymentMethod("transfer", ""),
)
"""The methods of a new shop; an empty name is shown in the language of the window."""


@dataclass(frozen=True, slots=True)
class ShopSettings:
    """Everything the shop decided: journaled, the same on each of its tills.

    ``letter`` belongs to this till's life and ``demo`` to the folder; both are shown with the rest.
    """

    shop_id: str
    name: str
    country: str
    currency: str
    prices_include_tax: bool
    tax_rounding: TaxRounding
    tax_label: str
    tax_classes: tuple[TaxClass, ...]
    letter: str
    address: tuple[str, ...] = ()
    region: str = ""
    registration: str = ""
    tax_number: str = ""
    second_tax_number: str = ""
    """Of the tax beside the first one: Quebec's TVQ, British Columbia's PST."""
    exempt_sentence: str = ""
    language: str = "en"
    locale: str = "en_GB"
    receipt_footer: str = ""
    methods: tuple[PaymentMethod, ...] = DEFAULT_METHODS
    cash_step: int = 1
    void_minutes: int = 15
    delivery_methods: tuple[DeliveryMethod, ...] = ()
    invoice_at_once: bool = True
    payment_days: int = 30
    quote_days: int = 30
    """How long a quote holds where no day is said."""
    remind_first: int = 7
    remind_second: int = 14
    remind_third: int = 30
    """So many days after the last day to pay a customer is reminded, each time more firmly."""
    invoice_terms: str = ""
    iban: str = ""
    bic: str = ""
    bank_holder: str = ""
    logo: str = ""
    paper: str = "A4"
    email: str = ""
    phone: str = ""
    website: str = ""
    oversell: Oversell = Oversell.WARN
    low_stock: int = 3
    mail_server: str = ""
    """Empty: no messages are sent; what is asked for waits."""
    mail_port: int = 0
    """0 is the usual one of how the line is made safe."""
    mail_security: Security = Security.TLS
    mail_login: str = ""
    """Empty: the server wants none. Its password is on each computer, never here."""
    mail_sender: str = ""
    """Empty: the shop's own address."""
    mail_to_shop: str = ""
    """Where messages to the shop go; empty: the shop's own address."""
    mail_switches: tuple[MailSwitch, ...] = ()
    statuses: tuple[ShopStatus, ...] = ()
    """Those that the shop renamed, switched off, or made itself."""
    mail_texts: tuple[MailText, ...] = ()
    """Those that the shop wrote itself."""
    demo: bool = False

    @property
    def terms(self) -> Pricing:
        """The terms of the arithmetic."""
        return Pricing(self.currency, self.prices_include_tax, self.tax_rounding)

    @property
    def reminder_days(self) -> tuple[int, int, int]:
        """The days of the three levels of reminders."""
        return self.remind_first, self.remind_second, self.remind_third

    @property
    def is_franchise(self) -> bool:
        """Whether the shop charges no tax at all, and says so on its paper: the sentence decides it."""
        return bool(self.exempt_sentence)

    @property
    def tax_labels(self) -> TaxLabels:
        """What each rate is called."""
        return TaxLabels(self.tax_label, own_labels(self._labelled()))

    @property
    def taxes_apart(self) -> tuple[str, ...]:
        """The labels of the taxes that stand beside each other on one line; none where there is one tax."""
        return max((labels for _rates, labels in self._labelled() if len(labels) > 1), key=len, default=())

    def _labelled(self) -> list[tuple[TaxList, tuple[str, ...]]]:
        """The rates of each class with their labels; those of shops from before labels are in the word."""
        return [(one.rates, one.labels or parts_of(self.tax_label, one.rates)) for one in self.tax_classes]

    @property
    def tax_numbers(self) -> tuple[tuple[str, str], ...]:
        """The numbers for its taxes, with their labels where there are several; "" is the usual word."""
        numbers = (self.tax_number, self.second_tax_number)
        labels = (*self.taxes_apart[:2], "", "")[:2] if all(numbers) else ("", "")
        return tuple(one for one in zip(numbers, labels, strict=True) if one[0])

    @property
    def mail_address(self) -> str:
        """Who messages come from."""
        return self.mail_sender or self.email

    @property
    def mail_address_of_shop(self) -> str:
        """Where messages to the shop go."""
        return self.mail_to_shop or self.email or self.mail_sender

    @property
    def mail_port_used(self) -> int:
        """The server's port, the usual one where none is set."""
        return self.mail_port or PORTS[self.mail_security]

    def mails(self, key: str) -> bool:
        """Whether messages of a kind, or about a status, are sent."""
        return is_on(key, self.mail_switches)

    def delivery_method(self, key: str) -> DeliveryMethod | None:
        """The shop's way to hand over of that key."""
        return next((one for one in self.delivery_methods if one.key == key), None)

    def handed_over(self, kind: FulfilmentKind) -> tuple[DeliveryMethod, ...]:
        """The shop's ways to hand over like that."""
        return tuple(one for one in self.delivery_methods if one.kind is kind)

    def rates(self, tax_class: str) -> TaxList:
        """The written rates of a tax class; an unknown or empty key gives the first class's.

        A shop that charges no tax has none at all, whatever its classes say.
        """
        if self.is_franchise:
            return ()
        for known in self.tax_classes:
            if known.key == tax_class:
                return known.rates
        return self.tax_classes[0].rates if self.tax_classes else ()


@dataclass(frozen=True, slots=True)
class NewShop:
    """The answers of the first start."""

    name: str
    country: str
    currency: str
    prices_include_tax: bool
    person: str = ""
    address: tuple[str, ...] = ()
    region: str = ""
    registration: str = ""
    tax_number: str = ""
    exempt_sentence: str = ""
    tax_rounding: TaxRounding = TaxRounding.PER_TOTAL
    tax_label: str = "VAT"
    tax_classes: tuple[TaxClass, ...] = field(default=())
    language: str = "en"
    locale: str = "en_GB"
    letter: str = "A"
    receipt_footer: str = ""
    invoice_terms: str = ""
    cash_step: int = 1
