"""What merging two products would do: shown before it is done."""

from __future__ import annotations

from typing import NamedTuple

from pos.domain.catalogue.products import ProductRecord, VariantRecord


class ProductMerge(NamedTuple):
    """Two products that are one: `gone` becomes `into`.

    Of the first one's variants those in `same` are variants of the second (its own beside them), `moved` are
    new to it.
    """

    gone: ProductRecord
    into: ProductRecord
    same: tuple[tuple[VariantRecord, VariantRecord], ...]
    moved: tuple[VariantRecord, ...]
