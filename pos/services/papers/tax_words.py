"""What the taxes of an order are called on its papers, in the language of each.

In the shop's own language they are called as the shop calls them, else as that language does.
"""

from __future__ import annotations

from pos.domain.money.labels import TaxLabels, translated
from pos.domain.orders.orders import Order
from pos.domain.shop.rates import tax_word


def labels_in(order: Order, language: str) -> TaxLabels:
    """The word for the tax, "" where it is VAT in that language, and the labels of rates with their own."""
    if language == order.texts.language:
        return order.tax_labels
    own = {key: translated(label, language) for key, label in order.tax_labels.own.items()}
    return TaxLabels(tax_word(order.tax_labels.word, order.seller.country, language), own)


def numbers_in(order: Order, language: str) -> tuple[tuple[str, str], ...]:
    """The seller's numbers for several taxes, behind the labels of these."""
    if language == order.texts.language:
        return order.seller.labelled
    return tuple((translated(label, language) or label, number) for label, number in order.seller.labelled)
