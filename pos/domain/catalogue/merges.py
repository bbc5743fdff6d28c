"""What merging two products would do: shown before it is done."""

from __future__ import annotations

from typing import NamedTuple

from pos.domain.catalogue.products import ProductRecord, VariantRecord
from pos.domain.words.merging import Differs


class ProductMerge(NamedTuple):
    """Two products that are one: `gone` becomes `into`.

    Of the first one's variants those in `same` are variants of the second (its own beside them), `moved` are
    new to it. `differs` is what they say differently of themselves and of those variants.
    """

    gone: ProductRecord
    into: ProductRecord
    same: tuple[tuple[VariantRecord, VariantRecord], ...]
    moved: tuple[VariantRecord, ...]
    differs: tuple[Differs, ...] = ()
