"""What a person changes on a product, what stood there before, and the words for both."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pos.domain.catalogue.products import ProductRecord, VariantRecord
from pos.text import _, current


@dataclass(frozen=True, slots=True)
class Edit:
    """One field of a product, or of its variant where `variant_id` is given."""

    product_id: str
    variant_id: str
    field: str
    value: Any
    before: Any
    name: str

    @property
    def back(self) -> Edit:
        """The edit that takes this one back."""
        return Edit(self.product_id, self.variant_id, self.field, self.before, self.value, self.name)


def of_product(product: ProductRecord, field: str, value: Any) -> Edit:
    before = product._asdict()[field]
    if field == "favourite":
        value, before = (True if value else 0), (True if before else 0)
    return Edit(product.id, "", field, value, before, product.name)


def of_variant(product: ProductRecord, variant: VariantRecord, field: str, value: Any) -> Edit:
    before = variant.on_hand is not None if field == "tracked" else variant._asdict()[field]
    return Edit(product.id, variant.id, field, value, before, full_name(product, variant))


def full_name(product: ProductRecord, variant: VariantRecord | None) -> str:
    """The name with the options of a variant."""
    return f"{product.name} · {variant.options}" if variant is not None and variant.options else product.name


def words_of(edit: Edit, currency: str) -> str:
    """Say what an edit did."""
    return _sentence(edit).format(name=edit.name, value=_shown(edit, currency))


def _sentence(edit: Edit) -> str:
    match edit.field:
        case "price" if edit.value is None:
            return _("The price of {name} is asked at the till now.")
        case "price":
            return _("{name} costs {value} now.")
        case "price_before" if edit.value is None:
            return _("{name} has no price before a sale any more.")
        case "price_before":
            return _("{name} cost {value} before.")
        case "name":
            return _("{name} is called {value} now.")
        case "archived":
            return _("{name} is archived.") if edit.value else _("{name} is back on sale.")
        case "favourite":
            return _("{name} is a favourite.") if edit.value else _("{name} is no favourite any more.")
        case "tracked":
            return _("The stock of {name} is counted.") if edit.value else _("{name} has no limit of stock.")
        case "barcodes":
            return _("The barcodes of {name} were changed.")
        case "sku":
            return _("The SKU of {name} was changed.")
        case "category":
            return _("The category of {name} was changed.")
        case "tax_class":
            return _("The tax of {name} was changed.")
        case _:
            return _("{name} was changed.")


def _shown(edit: Edit, currency: str) -> str:
    if isinstance(edit.value, Decimal):
        return current().price(edit.value, currency)
    return str(edit.value)
