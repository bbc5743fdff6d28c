"""A web shop's product as this shop sells it: a variant for each kind that has something of its own."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID, uuid5

from pos.domain.catalogue.choices import Offer, Question, Way
from pos.domain.stores.goods import (
    StoreCategory,
    StoreCombination,
    StoreOptionChoice,
    StoreProduct,
    StoreTax,
)

NAMESPACE = UUID("7c1b7f5e-6f0e-5d0a-9c53-3a5f0f2a4711")
"""Under which ids of things of web shops are made: the same on each till."""
DEEPEST = 10
WAYS = {
    "checkbox": Way.SEVERAL,
    "textfield": Way.TEXT,
    "textarea": Way.TEXT,
    "text": Way.TEXT,
    "date": Way.TEXT,
    "files": None,
}
"""How an option is answered at the till; a file cannot be, all else is one of its choices."""
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Kind:
    """What is sold: the product itself, or one of its combinations."""

    theirs: str  # "7", or "7/8" of combination 8 of product 7
    options: str
    sku: str
    barcode: str
    price: Decimal
    price_before: Decimal
    cost: Decimal | None
    weight: Decimal | None
    quantity: int | None  # None where it is not counted, or shares what its product has
    shared: int | None = None  # what its product has, where it shares that with others

    @property
    def has_no_sku(self) -> bool:
        """Whether it has none there."""
        return self.sku == made_sku(self.theirs)


def id_here(key: str, theirs: str) -> str:
    """The id of a thing of a web shop here, hexadecimal: the same each time, and on each till."""
    return uuid5(NAMESPACE, f"{key}/{theirs}").hex


def made_sku(theirs: str) -> str:
    """What a kind is called here that has no SKU there: "EC-7", "EC-7-8" of a combination."""
    return f"EC-{theirs.replace('/', '-')}"


def kinds_of(product: StoreProduct) -> tuple[Kind, ...]:
    """What is sold of a product; combinations that differ in nothing but a word are choices, not kinds."""
    if not _has_kinds(product):
        return (
            Kind(
                theirs=product.id,
                options="",
                sku=product.sku or made_sku(product.id),
                barcode=product.barcode,
                price=product.price,
                price_before=_before(product.compare_at, product.price),
                cost=product.cost,
                weight=product.weight,
                quantity=product.quantity,
            ),
        )
    return tuple(_kind(one, product) for one in product.combinations)


def _is_own(one: StoreCombination, product: StoreProduct) -> bool:
    return bool(one.sku and one.sku != product.sku) or one.price is not None or one.counts


def _kind(one: StoreCombination, product: StoreProduct) -> Kind:
    price = product.price + _surcharge(one, product) if one.price is None else one.price
    own_sku = one.sku if one.sku != product.sku else ""
    theirs = f"{product.id}/{one.id}"
    return Kind(
        theirs=theirs,
        options=", ".join(value for _name, value in one.values if value),
        sku=own_sku or made_sku(theirs),
        barcode=one.barcode,
        price=price,
        price_before=_before(one.compare_at if one.price is not None else product.compare_at, price),
        cost=product.cost,
        weight=product.weight if one.weight is None else one.weight,
        quantity=one.quantity if one.counts else None,
        shared=None if one.counts else product.quantity,
    )


def _surcharge(one: StoreCombination, product: StoreProduct) -> Decimal:
    """What the choices of a combination without a price of its own add."""
    chosen = dict(one.values)
    more = Decimal(0)
    for option in product.options:
        for choice in option.choices:
            if choice.text == chosen.get(option.name):
                more += product.price * choice.surcharge / HUNDRED if choice.is_percent else choice.surcharge
    return more


def _before(price: Decimal | None, now: Decimal) -> Decimal:
    return price if price is not None and price > now else Decimal(0)


def questions_of(product: StoreProduct) -> tuple[Question, ...]:
    """What is asked at the till: the options that do not tell the kinds of the product apart."""
    kinds = (
        {name for one in product.combinations for name, _value in one.values}
        if _has_kinds(product)
        else set()
    )
    found = []
    for one in product.options:
        way = WAYS.get(one.way, Way.ONE if one.choices else None)
        places = [n for n, each in enumerate(one.choices) if each.text] if way is not Way.TEXT else []
        if one.name in kinds or way is None or (way is not Way.TEXT and not places):
            continue
        usual = places.index(one.usual) if one.usual in places else -1
        offers = tuple(_offer(one.choices[n]) for n in places)
        found.append(Question(one.name, way, one.required, usual, offers))
    return tuple(found)


def _offer(choice: StoreOptionChoice) -> Offer:
    if choice.is_percent:
        return Offer(choice.text, percent=choice.surcharge)
    return Offer(choice.text, choice.surcharge)


def _has_kinds(product: StoreProduct) -> bool:
    return any(_is_own(one, product) for one in product.combinations)


def path_of(product: StoreProduct, categories: Mapping[str, StoreCategory]) -> str:
    """The first of its categories, from the top: "Table > Cups & bowls"."""
    known = (categories[one] for one in product.category_ids if one in categories)
    category = next(known, None)
    names: list[str] = []
    while category is not None and len(names) < DEEPEST:
        names.insert(0, category.name)
        category = categories.get(category.parent)
    return " > ".join(names)


def tax_of(product: StoreProduct, taxes: Mapping[str, StoreTax]) -> tuple[StoreTax, ...]:
    """The taxes on a product: those it names, else those that all products bear."""
    if not product.is_taxable:
        return ()
    named = tuple(taxes[one] for one in product.tax_ids if one in taxes)
    return named or tuple(one for one in taxes.values() if one.is_default)


def mark_of(value: object) -> int:
    """What a field said when it was last read, in a number: a field changed there is told from one here."""
    return zlib.crc32(repr(value).encode("utf-8", "surrogatepass"))
