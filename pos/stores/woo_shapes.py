"""What WooCommerce says and takes, as records: amounts as texts, one status for money and goods."""

from __future__ import annotations

import zlib
from dataclasses import replace
from decimal import Decimal
from typing import Any

import msgspec

from pos.domain.stores.goods import (
    Figure,
    StoreCategory,
    StoreCombination,
    StoreCustomer,
    StoreProduct,
    StoreTax,
)
from pos.domain.stores.web_order import (
    StoreChange,
    StoreLine,
    StoreLineTax,
    StoreOrder,
    StoreShipping,
    StoreSurcharge,
)
from pos.domain.words.address import Address
from pos.stores import reading as read
from pos.stores.reading import Json

NO_PRODUCT = "pos-custom"
"""An SKU that no product has: a line needs a product or one, and what is unknown passes."""
KILOGRAMS = {
    "kg": Decimal(1),
    "g": Decimal("0.001"),
    "lbs": Decimal("0.45359237"),
    "oz": Decimal("0.028349523125"),
}
"""Of the units that a shop may weigh in."""
OURS = "_pos_"
MARKER, NOTE = "_pos_order_uuid", "_pos_note"
CENT, NOTHING = Decimal("0.01"), Decimal(0)
STATUSES = {
    "pending": ("AWAITING_PAYMENT", "AWAITING_PROCESSING"),
    "on-hold": ("AWAITING_PAYMENT", "AWAITING_PROCESSING"),
    "processing": ("PAID", "AWAITING_PROCESSING"),
    "completed": ("PAID", "DELIVERED"),
    "cancelled": ("CANCELLED", "WILL_NOT_DELIVER"),
    "refunded": ("REFUNDED", "RETURNED"),
}
"""Their one status as the two; what is none of these is not an order yet."""


def tax(value: Json) -> StoreTax | None:
    """A rate; products name its class."""
    percent = read.amount(value.get("rate"))
    kind = read.text(value.get("class")) or "standard"
    return (
        None if percent is None else StoreTax(kind, read.text(value.get("name")), percent, kind == "standard")
    )


def category(value: Json) -> StoreCategory | None:
    key, name = read.ident(value.get("id")), read.text(value.get("name"))
    return StoreCategory(key, name, read.ident(value.get("parent"))) if key and name else None


def product(
    value: Json, kinds: tuple[StoreCombination, ...], kilograms: Decimal = Decimal(1), row: int = 0
) -> StoreProduct | None:
    """A product with its variations; None where its id, name or price cannot be read.

    `kilograms` are those of the unit in which it and they are weighed.
    """
    key, name = read.key(value.get("id")), read.text(value.get("name"), 200)
    price = read.amount(value.get("price"))
    price = read.amount(value.get("regular_price")) if price is None else price
    if not key or not name or price is None or price < 0:
        return None
    return StoreProduct(
        id=key,
        name=name,
        sku=read.text(value.get("sku"), 100),
        price=price,
        changed_at=changed_at(value),
        description=read.described(value.get("description")),
        barcode=read.text(value.get("global_unique_id"), 100),
        compare_at=read.amount(value.get("regular_price")),
        quantity=_quantity(value),
        is_enabled=read.text(value.get("status")) == "publish",
        is_taxable=read.text(value.get("tax_status")) != "none",
        tax_ids=(read.text(value.get("tax_class")) or "standard",),
        category_ids=tuple(read.ident(one.get("id")) for one in read.records(value.get("categories"))),
        picture=_picture(value),
        weight=_weighed(read.amount(value.get("weight")), kilograms),
        combinations=tuple(replace(one, weight=_weighed(one.weight, kilograms)) for one in kinds),
        row=row,
    )


def row_of(value: Json) -> int:
    """What tells a row of a list from all others; never 0."""
    return zlib.crc32(msgspec.json.encode(value, order="deterministic")) or 1


def _weighed(weight: Decimal | None, kilograms: Decimal) -> Decimal | None:
    return None if not weight else weight * kilograms


def combination(value: Json) -> StoreCombination | None:
    """A variation; stock that is its product's is not its own."""
    key = read.key(value.get("id"))
    if not key:
        return None
    return StoreCombination(
        id=key,
        values=tuple(
            (read.text(one.get("name")), read.text(one.get("option")))
            for one in read.records(value.get("attributes"))
        ),
        sku=read.text(value.get("sku"), 100),
        barcode=read.text(value.get("global_unique_id"), 100),
        price=read.amount(value.get("price")),
        compare_at=read.amount(value.get("regular_price")),
        counts=value.get("manage_stock") is True,
        quantity=_quantity(value),
        weight=read.amount(value.get("weight")),
        picture=_picture(value),
    )


def figure(product: str, combination: str, value: Json) -> Figure:
    return Figure(product, combination, _quantity(value))


def _quantity(value: Json) -> int | None:
    return read.whole(value.get("stock_quantity")) if value.get("manage_stock") is True else None


def _picture(value: Json) -> str:
    images = [*read.records(value.get("images")), *read.records([value.get("image")])]
    return read.address(images[0].get("src")) if images else ""


def changed_at(value: Json) -> int:
    """When it last changed; they write no offset, and mean none."""
    return read.stamp(read.text(value.get("date_modified_gmt")).replace("T", " "))


def customer(value: Json) -> StoreCustomer | None:
    key, email = read.ident(value.get("id")), read.text(value.get("email"))
    if not key or not email:
        return None
    billing = read.record(value.get("billing"))
    return StoreCustomer(
        id=key,
        email=email,
        name=_name(value) or _name(billing),
        changed_at=changed_at(value),
        billing=_address(billing),
        phone=read.text(billing.get("phone"), 40),
    )


def _name(person: Json) -> str:
    parts = (read.text(person.get("first_name")), read.text(person.get("last_name")))
    return " ".join(filter(None, parts))


def _address(person: Json) -> Address:
    lines = (read.text(person.get("address_1")), read.text(person.get("address_2")))
    return Address(
        name=_name(person),
        company=read.text(person.get("company")),
        street=tuple(filter(None, lines)),
        postcode=read.text(person.get("postcode"), 40),
        city=read.text(person.get("city")),
        region=read.text(person.get("state"), 60),
        country=read.text(person.get("country"), 2).upper(),
    )


def order(value: Json) -> StoreOrder | None:
    """An order; its lines are net there, and gross here where prices include tax."""
    key, total = read.key(value.get("id")), read.amount(value.get("total"))
    if not key or total is None:
        return None
    status = read.text(value.get("status"))
    payment, fulfilment = STATUSES.get(status, ("INCOMPLETE", "AWAITING_PROCESSING"))
    gross = read.flag(value.get("prices_include_tax"))
    billing, to = read.record(value.get("billing")), read.record(value.get("shipping"))
    lines = tuple(_line(one, gross=gross) for one in read.records(value.get("line_items")))
    refunds = (abs(read.sum_of(one.get("total"))) for one in read.records(value.get("refunds")))
    made = read.stamp(read.text(value.get("date_created_gmt")).replace("T", " "))
    return StoreOrder(
        email=read.text(billing.get("email")),
        payment_status=payment,
        fulfilment_status=fulfilment,
        subtotal=sum((one.price * one.quantity for one in lines), Decimal(0)),
        total=total,
        tax=read.sum_of(value.get("total_tax")),
        lines=lines,
        internal=key,
        public=read.text(value.get("number")) or key,
        marker=read.text(value.get("transaction_id")) or _meta(value, MARKER),
        number=_meta(value, "_pos_receipt"),
        made_at=read.moment(made),
        changed_at=changed_at(value),
        includes_tax=gross,
        shipping=_shipping(value, gross=gross),
        surcharges=tuple(_fee(one, gross=gross) for one in read.records(value.get("fee_lines"))),
        refunded=sum(refunds, Decimal(0)),
        payment_method=read.text(value.get("payment_method_title")),
        customer=read.ident(value.get("customer_id")),
        name=_name(billing),
        phone=read.text(billing.get("phone"), 40),
        billing=_address(billing),
        delivery_to=_address(to),
        tracking=_meta(value, "_pos_tracking"),
        comments=read.lines(value.get("customer_note")),
        note=read.lines(_held(value, NOTE)),
        referer=read.text(value.get("created_via")),
    )


def _held(value: Json, key: str) -> object:
    found = (one.get("value") for one in read.records(value.get("meta_data")) if one.get("key") == key)
    return next(found, "")


def _meta(value: Json, key: str) -> str:
    return read.text(_held(value, key))


def _amount(value: Json, *, gross: bool) -> Decimal:
    return read.sum_of(value.get("total")) + (read.sum_of(value.get("total_tax")) if gross else 0)


def _line(value: Json, *, gross: bool) -> StoreLine:
    quantity = read.amount(value.get("quantity")) or Decimal(1)
    net, tax_of = read.sum_of(value.get("total")), read.sum_of(value.get("total_tax"))
    percent = round(tax_of / net * 100, 1) if net and tax_of else Decimal(0)
    sku = read.text(value.get("sku"), 100)
    return StoreLine(
        name=read.text(value.get("name"), 200),
        price=round(_amount(value, gross=gross) / quantity, 6),
        quantity=quantity,
        sku="" if sku == NO_PRODUCT else sku,
        product=read.key(value.get("product_id")),
        combination=read.key(value.get("variation_id")),
        tax=tax_of,
        tax_parts=(StoreLineTax("", percent, tax_of),) if tax_of else (),
        ships=True,
        ours=_meta(value, "_pos_line"),
        id=read.ident(value.get("id")),
    )


def _shipping(value: Json, *, gross: bool) -> StoreShipping | None:
    rows = list(read.records(value.get("shipping_lines")))
    if not rows:
        return None
    cost = sum((_amount(one, gross=gross) for one in rows), Decimal(0))
    way = "pickup" if "pickup" in read.text(rows[0].get("method_id")) else "shipping"
    return StoreShipping(read.text(rows[0].get("method_title")), cost, way)


def _fee(value: Json, *, gross: bool) -> StoreSurcharge:
    taxed = read.text(value.get("tax_status")) != "none"
    return StoreSurcharge(
        read.ident(value.get("id")), read.text(value.get("name")), _amount(value, gross=gross), taxed
    )


# to WooCommerce


def status_of(payment: str, fulfilment: str) -> str:
    """Their one status for the two of ours."""
    if payment in ("CANCELLED", "REFUNDED"):
        return payment.lower()
    if payment == "AWAITING_PAYMENT":
        return "pending"
    return "completed" if fulfilment in ("DELIVERED", "SHIPPED") else "processing"


def written(made: StoreOrder) -> dict[str, Any]:
    """The body that makes an order; what it comes to is computed there once more."""
    meta = {MARKER: made.marker, "_pos_receipt": made.number, NOTE: made.note}
    if made.made_at is not None:
        meta["_pos_made_at"] = made.made_at.isoformat()
    meta |= {f"_{key}": value for key, _title, value in made.extras}
    fees = [_written_fee(made, one.text, -one.value) for one in made.discounts[bool(_spread(made)) :]]
    fees += [_written_fee(made, one.text, one.value, one.tax) for one in made.surcharges]
    if made.handling is not None:
        fees.append(_written_fee(made, *made.handling, made.handling_tax))
    body: dict[str, Any] = {
        "status": status_of(made.payment_status, made.fulfilment_status),
        "created_via": "pos",
        "transaction_id": made.marker,
        "customer_id": 0,
        "billing": _person(made.billing, made.name, made.phone) | {"email": made.email},
        "payment_method_title": made.payment_method,
        "customer_note": made.comments,
        "line_items": [_written_line(one, gross=made.includes_tax) for one in made.lines],
        "fee_lines": fees,
        "meta_data": [{"key": key, "value": value} for key, value in meta.items() if value],
    }
    if not made.delivery_to.is_empty:
        body["shipping"] = _person(made.delivery_to, made.name, "")
    if made.shipping is not None:
        way = "local_pickup" if made.shipping.way == "pickup" else "flat_rate"
        taxes = sum((one.total for one in made.shipping.tax_parts), Decimal(0))
        cost = made.shipping.cost - (taxes if made.includes_tax else 0)
        body["shipping_lines"] = [
            {"method_id": way, "method_title": made.shipping.name, "total": _written(cost)}
        ]
    return body


def _written(amount: Decimal) -> str:
    return format(amount.quantize(CENT) if amount == amount.quantize(CENT) else amount, "f")


def _spread(made: StoreOrder) -> Decimal:
    """What of the order's discount is in its lines: all of its first one."""
    return sum((line.share for line in made.lines), NOTHING)


def _written_fee(made: StoreOrder, name: str, value: Decimal, tax: Decimal = NOTHING) -> dict[str, Any]:
    """Something beside the lines, net: the web shop adds a tax of its own to what is taxed."""
    net = value - tax if made.includes_tax else value
    return {"name": name, "total": _written(net), "tax_status": "taxable" if tax else "none"}


def _written_line(line: StoreLine, *, gross: bool) -> dict[str, Any]:
    """A line, net: as it was before all discounts, and after them, by which the web shop counts its tax."""
    full = line.price * line.quantity
    after = full - line.share - sum((one.value for one in line.discounts), NOTHING)
    tax = line.tax if gross else NOTHING
    before = full - (tax * full / after).quantize(after) if after else full
    named: dict[str, Any] = {"sku": NO_PRODUCT}
    if line.product:
        named = {"product_id": int(line.product)}
        if line.combination:
            named["variation_id"] = int(line.combination)
    return named | {
        "name": line.name,
        "quantity": int(line.quantity),
        "subtotal": _written(before),
        "total": _written(after - tax),
        "meta_data": [{"key": "_pos_line", "value": line.ours}] if line.ours else [],
    }


def _person(person: Address, name: str, phone: str) -> dict[str, str]:
    first, _, last = (person.name or name).partition(" ")
    street = (*person.street, "", "")[:2]
    fields = {
        "first_name": first, "last_name": last, "company": person.company, "address_1": street[0],
        "address_2": street[1], "city": person.city, "state": person.region, "postcode": person.postcode,
        "country": person.country, "phone": phone,
    }  # fmt: skip
    return {key: value for key, value in fields.items() if value}


def written_change(change: StoreChange) -> dict[str, Any]:
    """The body that sets the status, tracking and note of an order."""
    body: dict[str, Any] = {}
    is_over = change.payment_status in ("CANCELLED", "REFUNDED")
    if is_over or (change.payment_status and change.fulfilment_status):  # one word says both
        body["status"] = status_of(change.payment_status, change.fulfilment_status)
    meta = {"_pos_tracking": change.tracking, NOTE: change.note}
    rows = [{"key": key, "value": value} for key, value in meta.items() if value]
    return body | ({"meta_data": rows} if rows else {})


def with_ours(body: dict[str, Any], value: Json) -> dict[str, Any]:
    """A change of an order with all else that we keep with it: whether what is left out stays nobody says."""
    set_now = {row["key"] for row in body["meta_data"]}
    held = [
        {"key": one["key"], "value": one.get("value")}
        for one in read.records(value.get("meta_data"))
        if read.text(one.get("key")).startswith(OURS) and one["key"] not in set_now
    ]
    return body | {"meta_data": [*held, *body["meta_data"]]}
