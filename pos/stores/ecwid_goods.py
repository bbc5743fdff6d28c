"""What Ecwid says of itself, its goods and its customers, as records."""

from __future__ import annotations

from decimal import Decimal

from pos.domain.stores.goods import (
    Figure,
    StoreCategory,
    StoreCombination,
    StoreCustomer,
    StoreDelivery,
    StoreOption,
    StoreOptionChoice,
    StoreProduct,
    StoreProfile,
    StoreTax,
)
from pos.domain.words.address import Address
from pos.domain.words.text import language_code
from pos.stores import reading as read
from pos.stores.reading import Json

WAYS = {"shipping": "shipping", "pickup": "pickup", "delivery": "delivery"}
MOST_PLACES = 6
GRAMS = {
    "CARAT": Decimal("0.2"),
    "GRAM": Decimal(1),
    "OUNCE": Decimal("28.349523125"),
    "POUND": Decimal("453.59237"),
    "KILOGRAM": Decimal(1000),
}


def profile(value: Json) -> StoreProfile | None:
    """The shop itself; None where this is no profile."""
    general, formats = read.record(value.get("generalInfo")), read.record(value.get("formatsAndUnits"))
    store, currency = read.ident(general.get("storeId")), read.text(formats.get("currency"), 3).upper()
    if not store or len(currency) != 3:
        return None
    settings, company = read.record(value.get("settings")), read.record(value.get("company"))
    taxes = read.record(value.get("taxSettings"))
    account = read.record(value.get("account"))
    shipping, paying = read.record(value.get("shipping")), read.record(value.get("payment"))
    places = read.whole(formats.get("currencyPrecision"))
    return StoreProfile(
        store=store,
        name=read.text(settings.get("storeName")) or read.text(account.get("accountName")) or store,
        currency=currency,
        places=2 if places is None else max(0, min(places, MOST_PLACES)),
        includes_tax=read.flag(taxes.get("pricesIncludeTax")),
        email=read.text(company.get("email")) or read.text(account.get("accountEmail")),
        language=language_code(read.text(read.record(value.get("languages")).get("defaultLanguage"))),
        is_suspended=read.flag(account.get("suspended")),
        tax_table=tuple(filter(None, map(_tax, read.records(value.get("taxes") or taxes.get("taxes"))))),
        deliveries=tuple(map(_delivery, read.records(shipping.get("shippingOptions")))),
        payments=_payments(paying),
        handling=_handling(read.record(shipping.get("handlingFee"))),
        grams=GRAMS.get(read.text(formats.get("weightUnit")).upper(), Decimal(1000)),
    )


def _tax(value: Json) -> StoreTax | None:
    percent = read.amount(value.get("defaultTax"))
    if percent is None or not read.flag(value.get("enabled"), usual=True):
        return None
    default = read.flag(value.get("appliedByDefault"))
    return StoreTax(read.ident(value.get("id")), read.text(value.get("name")), percent, default)


def _delivery(value: Json) -> StoreDelivery:
    way = read.text(value.get("fulfilmentType") or value.get("fulfillmentType")).lower()
    flat, table = read.record(value.get("flatRate")), read.record(value.get("ratesTable"))
    rate = read.amount(flat.get("rate"))
    is_percent = read.text(flat.get("rateType")).upper() == "PERCENT"
    return StoreDelivery(
        id=read.ident(value.get("id")),
        title=read.text(value.get("title")),
        way=WAYS.get(way, "shipping"),
        is_enabled=read.flag(value.get("enabled"), usual=True),
        flat=None if is_percent else rate,
        percent=rate if is_percent else None,
        by_weight=_steps(table) if read.text(table.get("tableBasedOn")) == "weight" else (),
    )


def _steps(table: Json) -> tuple[tuple[Decimal, Decimal], ...]:
    """The price of an order from a weight on, where that is all the table says."""
    steps = []
    for one in read.records(table.get("rates")):
        start = read.sum_of(read.record(one.get("conditions")).get("weightFrom"))
        rate = read.record(one.get("rate"))
        if any(read.sum_of(rate.get(name)) for name in ("percent", "perItem", "perWeight")):
            return ()
        steps.append((start, read.sum_of(rate.get("perOrder"))))
    return tuple(steps)


def _payments(value: Json) -> tuple[str, ...]:
    titles = (
        read.text(one.get("checkoutTitle")) or read.text(one.get("paymentProcessorTitle"))
        for one in read.records(value.get("paymentOptions"))
        if read.flag(one.get("enabled"), usual=True)
    )
    return tuple(filter(None, titles))


def _handling(value: Json) -> tuple[str, Decimal] | None:
    fee = read.amount(value.get("value"))
    return (read.text(value.get("name")), fee) if fee else None


def category(value: Json) -> StoreCategory | None:
    """A category."""
    key, name = read.ident(value.get("id")), read.text(value.get("name"))
    return StoreCategory(key, name, read.ident(value.get("parentId"))) if key and name else None


def product(value: Json) -> StoreProduct | None:
    """A product; None where its id, name or price cannot be read."""
    key, name = read.key(value.get("id")), read.text(value.get("name"), 200)
    price = read.amount(value.get("price"))
    if not key or not name or price is None or price < 0:
        return None
    tax = read.record(value.get("tax"))
    parts = value.get("compositeComponents")
    return StoreProduct(
        id=key,
        name=name,
        sku=read.text(value.get("sku"), 100),
        price=price,
        changed_at=read.stamp(value.get("updateTimestamp")),
        made_at=read.stamp(value.get("createTimestamp")),
        description=read.described(value.get("description")),
        barcode=_barcode(value),
        compare_at=read.amount(value.get("compareToPrice")),
        cost=read.amount(value.get("costPrice")),
        weight=read.amount(value.get("weight")),
        quantity=_quantity(value),
        is_enabled=read.flag(value.get("enabled"), usual=True),
        is_sample=read.flag(value.get("isSampleProduct")),
        is_bundle=isinstance(parts, list) and bool(parts),
        is_gift_card=read.flag(value.get("isGiftCard")),
        is_taxable=read.flag(tax.get("taxable"), usual=True),
        tax_ids=_ids(tax.get("enabledManualTaxes")),
        category_ids=_ids(value.get("categoryIds")),
        picture=_picture(value),
        tiers=_tiers(value),
        options=tuple(filter(None, map(_option, read.records(value.get("options"))))),
        combinations=tuple(filter(None, map(_combination, read.records(value.get("combinations"))))),
    )


def _combination(value: Json) -> StoreCombination | None:
    key = read.key(value.get("id"))
    if not key:
        return None
    counts = read.whole(value.get("quantity")) is not None or read.flag(value.get("unlimited"))
    return StoreCombination(
        id=key,
        values=tuple(
            (read.text(one.get("name")), read.text(one.get("value")))
            for one in read.records(value.get("options"))
        ),
        sku=read.text(value.get("sku"), 100),
        barcode=_barcode(value),
        price=read.amount(value.get("price")),
        compare_at=read.amount(value.get("compareToPrice")),
        counts=counts,
        quantity=_quantity(value),
        weight=read.amount(value.get("weight")),
        picture=_picture(value),
    )


def figures(value: Json) -> tuple[Figure, ...] | None:
    """What is on hand of a product and of its combinations with stock of their own."""
    key = read.key(value.get("id"))
    if not key:
        return None
    own = Figure(key, "", _quantity(value))
    of_kinds = (
        Figure(key, one.id, one.quantity)
        for one in filter(None, map(_combination, read.records(value.get("combinations"))))
        if one.counts
    )
    return own, *of_kinds


def _quantity(value: Json) -> int | None:
    return None if read.flag(value.get("unlimited")) else read.whole(value.get("quantity"))


def _barcode(value: Json) -> str:
    """The attribute of type UPC."""
    codes = (
        read.text(one.get("value"), 100)
        for one in read.records(value.get("attributes"))
        if read.text(one.get("type")).upper() == "UPC"
    )
    return next(filter(None, codes), "")


def _picture(value: Json) -> str:
    return read.address(value.get("hdThumbnailUrl")) or read.address(value.get("imageUrl"))


def _ids(value: object) -> tuple[str, ...]:
    return tuple(filter(None, map(read.ident, value))) if isinstance(value, list) else ()


def _tiers(value: Json) -> tuple[tuple[int, Decimal], ...]:
    tiers = (
        (read.whole(one.get("quantity")), read.amount(one.get("price")))
        for one in read.records(value.get("wholesalePrices"))
    )
    return tuple((count, price) for count, price in tiers if count and price is not None)


def _option(value: Json) -> StoreOption | None:
    name = read.text(value.get("name"))
    if not name:
        return None
    usual = read.whole(value.get("defaultChoice"))
    return StoreOption(
        name=name,
        way=read.text(value.get("type")).lower(),
        required=read.flag(value.get("required")),
        choices=tuple(
            StoreOptionChoice(
                text=read.text(one.get("text")),
                surcharge=read.sum_of(one.get("priceModifier")),
                is_percent=read.text(one.get("priceModifierType")).upper() == "PERCENT",
            )
            for one in read.records(value.get("choices"))
        ),
        usual=-1 if usual is None else usual,
    )


def customer(value: Json) -> StoreCustomer | None:
    """A customer; one without an address to write to is none."""
    key, email = read.ident(value.get("id")), read.text(value.get("email"))
    if not key or not email:
        return None
    person = read.record(value.get("billingPerson"))
    return StoreCustomer(
        id=key,
        email=email,
        name=read.text(value.get("name")) or read.text(person.get("name")),
        changed_at=read.stamp(value.get("updateTimestamp") or value.get("updated")),
        billing=address(person),
        phone=read.text(person.get("phone"), 40),
        tax_id=read.text(value.get("taxId"), 40),
        language=language_code(read.text(value.get("lang"))),
        tax_exempt=read.flag(value.get("taxExempt")),
        accepts_marketing=value.get("acceptMarketing") is True,
        group=read.text(value.get("customerGroupName")),
        shipping=tuple(map(address, read.records(value.get("shippingAddresses")))),
    )


def address(person: Json) -> Address:
    """A person's address; Ecwid joins the lines of the street."""
    street = read.lines(person.get("street")).split("\n")
    return Address(
        name=read.text(person.get("name")),
        company=read.text(person.get("companyName")),
        street=tuple(filter(None, (line.strip() for line in street))),
        postcode=read.text(person.get("postalCode"), 40),
        city=read.text(person.get("city")),
        region=read.text(person.get("stateOrProvinceCode"), 60),
        country=read.text(person.get("countryCode"), 2).upper(),
    )


def written_person(person: Address, name: str, phone: str) -> dict[str, str]:
    """A person as Ecwid reads one; what is empty is left out."""
    fields = {
        "name": person.name or name,
        "companyName": person.company,
        "street": "\n".join(person.street),
        "city": person.city,
        "countryCode": person.country,
        "postalCode": person.postcode,
        "stateOrProvinceCode": person.region,
        "phone": phone,
    }
    return {key: value for key, value in fields.items() if value}
