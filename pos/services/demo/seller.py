"""Who the demo shop is."""

from __future__ import annotations

from typing import Any

from pos.domain.shop.rates import propose
from pos.domain.shop.settings import DEFAULT_METHODS, NewShop, PaymentMethod
from pos.services.demo.delivering import delivery_methods
from pos.services.demo.goods import Words, in_language

ANNE, JULES = "Anne", "Jules"
FOOTER: Words = ("Returns within 14 days with this code.", "Retour sous 14 jours avec ce code.")
CHEQUE: Words = ("Cheque", "Chèque")
TERMS: Words = (
    "Payable within 30 days. Late payment: 3 times the legal rate, 40 € recovery fee.",
    "Paiement à 30 jours. Retard : 3 fois le taux légal, indemnité de recouvrement de 40 €.",
)
VOUCHER: Words = ("Gift voucher", "Chèque cadeau")


def seller(language: str) -> NewShop:
    """The workshop in Strasbourg: French prices and rates, with the words of the language."""
    return NewShop(
        name="Atelier des Tanneurs",
        country="FR",
        currency="EUR",
        prices_include_tax=True,
        person=ANNE,
        address=("12 rue des Dentelles", "67000 Strasbourg"),
        registration="SIRET 732 829 320 00074",
        tax_number="FR44732829320",
        tax_label=in_language(("VAT", "TVA"), language),
        tax_classes=propose("FR").classes,
        language=language,
        locale="fr_FR",
        receipt_footer=in_language(FOOTER, language),
    )


def methods(language: str) -> tuple[PaymentMethod, ...]:
    """How its customers pay: as everywhere, and by cheque or with a voucher they were given."""
    return (
        *DEFAULT_METHODS,
        PaymentMethod("cheque", in_language(CHEQUE, language), asks_reference=True),
        PaymentMethod("voucher", in_language(VOUCHER, language), asks_reference=True),
    )


def decisions(language: str) -> dict[str, Any]:
    """What else the shop decided: how it is paid and delivers, where money is sent, how it is reached."""
    return {
        "methods": methods(language),
        "delivery_methods": delivery_methods(language),
        "invoice_terms": in_language(TERMS, language),
        "iban": "FR7630006000011234567890189",
        "bic": "AGRIFRPP",
        "bank_holder": "Atelier des Tanneurs",
        "phone": "+33 3 53 01 22 41",
        "email": "bonjour@tanneurs.example.com",
        "website": "tanneurs.example.com",
    }
