"""Custom lines that are to stay: made products in the transaction that sells them first."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

from pos.domain.catalogue.barcode import kept
from pos.domain.money.quantity import to_micro
from pos.domain.orders.cart import Cart, CartLine
from pos.journal.kinds.products import ProductFields, ProductSet, ProductsSet, VariantFields, VariantSet

if TYPE_CHECKING:
    from pos.services.till.transaction import Transaction


def keep_products(tx: Transaction, cart: Cart) -> Cart:
    """Custom lines that are to stay become products of unlimited stock, sold as such at once."""
    kept = [line for line in cart.lines if line.is_custom and line.keep_as_product]
    if not kept:
        return cart
    made = {line.id: (uuid.uuid4().hex, uuid.uuid4().hex) for line in kept}
    tx.record(ProductsSet(products=tuple(_product(line, *made[line.id]) for line in kept)))
    lines = (
        replace(line, variant_id=made[line.id][1], keep_as_product=False) if line.id in made else line
        for line in cart.lines
    )
    return replace(cart, lines=tuple(lines))


def _product(line: CartLine, product_id: str, variant_id: str) -> ProductSet:
    fields = VariantFields(
        sku=line.sku,
        barcodes=(code,) if (code := kept(line.barcode)) else (),
        price=to_micro(line.unit_price),
        unit=line.unit,
        tracked=False,
    )
    return ProductSet(
        id=product_id,
        f=ProductFields(name=line.name, source="till"),
        variants=(VariantSet(id=variant_id, f=fields),),
    )
