"""An order as Ecwid writes and reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from pos.domain.money.amounts import allocate
from pos.domain.stores.outgoing import CHANNEL
from pos.domain.stores.web_order import (
    StoreChange,
    StoreChosen,
    StoreDiscount,
    StoreLine,
    StoreLineTax,
    StoreOrder,
    StoreShipping,
    StoreSurcharge,
)
from pos.stores import reading as read
from pos.stores.ecwid_goods import address, written_person
from pos.stores.reading import Json

QUIET = {"disableAllCustomerNotifications": True}
"""No mail to the customer; said with everything that is written."""
OURS = {"acceptMarketing": False, "externalFulfillment": True, "refererId": CHANNEL}
"""Said again with each change of an order made here: nobody agreed to anything, and it is packed here."""


def order(value: Json) -> StoreOrder | None:
    """An order; None where its number or its money cannot be read."""
    internal = read.key(value.get("internalId")) or read.key(value.get("orderNumber"))
    total = read.amount(value.get("total"))
    if not internal or total is None:
        return None
    person, to = read.record(value.get("billingPerson")), read.record(value.get("shippingPerson"))
    fee = read.record(value.get("handlingFee"))
    made = read.stamp(value.get("createTimestamp")) or read.stamp(value.get("createDate"))
    return StoreOrder(
        email=read.text(value.get("email")),
        payment_status=read.text(value.get("paymentStatus")).upper(),
        fulfilment_status=read.text(value.get("fulfillmentStatus")).upper(),
        subtotal=read.sum_of(value.get("subtotal")),
        total=total,
        tax=read.sum_of(value.get("tax")),
        lines=tuple(map(_line, read.records(value.get("items")))),
        internal=internal,
        public=read.ident(value.get("id")),
        marker=read.text(value.get("externalTransactionId")),
        number=read.text(value.get("externalOrderId")),
        made_at=read.moment(made),
        changed_at=read.stamp(value.get("updateTimestamp") or value.get("updateDate")),
        includes_tax=read.flag(value.get("pricesIncludeTax"), usual=True),
        discount=read.sum_of(value.get("discount")) + read.sum_of(value.get("couponDiscount")),
        discounts=_discounts(value),
        shipping=_shipping(value),
        handling=(read.text(fee.get("name")), read.sum_of(fee.get("value"))) if fee else None,
        surcharges=tuple(map(_surcharge, read.records(value.get("customSurcharges")))),
        refunded=abs(read.sum_of(value.get("refundedAmount"))),
        payment_method=read.text(value.get("paymentMethod")),
        customer=read.ident(value.get("customerId")),
        name=read.text(person.get("name")),
        phone=read.text(person.get("phone"), 40) or read.text(to.get("phone"), 40),
        tax_id=read.text(value.get("customerTaxId"), 40),
        billing=address(person),
        delivery_to=address(to),
        tracking=read.text(value.get("trackingNumber")),
        comments=read.lines(value.get("orderComments")),
        note=read.lines(value.get("privateAdminNotes")),
        referer=read.text(value.get("refererId")),
        accepts_marketing=value.get("acceptMarketing") is True,
        extras=tuple(
            (
                read.text(one.get("id")),
                read.text(one.get("title")),
                read.text(one.get("value"), 255),
            )
            for one in read.records(value.get("orderExtraFields"))
        ),
    )


def _line(value: Json) -> StoreLine:
    return StoreLine(
        name=read.text(value.get("name"), 200),
        price=read.sum_of(value.get("price")),
        quantity=read.amount(value.get("quantity")) or Decimal(0),
        sku=read.text(value.get("sku"), 100),
        product=read.key(value.get("productId")),
        combination=read.key(value.get("combinationId")),
        list_price=read.amount(value.get("productPrice")),
        tax=read.sum_of(value.get("tax")),
        tax_parts=_taxes(value.get("taxes")),
        discounts=tuple(map(_off, read.records(value.get("discounts")))),
        chosen=tuple(_chosen(value)),
        ships=read.flag(value.get("isShippingRequired"), usual=True),
        ours=read.text(value.get("externalReferenceId")),
        id=read.ident(value.get("id")),
    )


def _off(value: Json) -> StoreDiscount:
    reason = read.text(read.record(value.get("discountInfo")).get("description"))
    return StoreDiscount(read.sum_of(value.get("total")), reason)


def _taxes(value: object) -> tuple[StoreLineTax, ...]:
    return tuple(
        StoreLineTax(read.text(one.get("name")), read.sum_of(one.get("value")), read.sum_of(one.get("total")))
        for one in read.records(value)
    )


def _chosen(value: Json) -> Sequence[StoreChosen]:
    """Each choice with what it adds; several of one option are several."""
    found: list[StoreChosen] = []
    for one in read.records(value.get("selectedOptions")):
        name, kind = read.text(one.get("name")), read.text(one.get("type")).upper()
        picked = list(read.records(one.get("selections")))
        for each in picked:
            percent = read.text(each.get("selectionModifierType")).upper() == "PERCENT"
            title, more = read.text(each.get("selectionTitle")), read.sum_of(each.get("selectionModifier"))
            found.append(StoreChosen(name, title, more, percent))
        if not picked:
            is_text = kind in ("TEXT", "DATE", "TEXTFIELD", "TEXTAREA")
            found.append(StoreChosen(name, read.text(one.get("value")), is_text=is_text))
    return found


def _discounts(value: Json) -> tuple[StoreDiscount, ...]:
    """The order's own, as amounts; a percentage is given as part of `discount` alone."""
    return tuple(
        StoreDiscount(read.sum_of(one.get("value")), read.text(one.get("description")))
        for one in read.records(value.get("discountInfo"))
        if read.text(one.get("type")).upper() == "ABS" and read.text(one.get("base")).upper() != "ITEM"
    )


def _shipping(value: Json) -> StoreShipping | None:
    said = read.record(value.get("shippingOption"))
    if not said:
        return None
    way = read.text(said.get("fulfillmentType") or said.get("fulfilmentType")).lower()
    if way not in ("shipping", "pickup", "delivery"):
        way = "pickup" if read.flag(said.get("isPickup")) else "shipping"
    cost = read.sum_of(said.get("shippingRate"))
    return StoreShipping(
        read.text(said.get("shippingMethodName")), cost, way, _taxes(value.get("taxesOnShipping"))
    )


def _surcharge(value: Json) -> StoreSurcharge:
    total = read.amount(value.get("total"))
    return StoreSurcharge(
        id=read.text(value.get("id")),
        text=read.text(value.get("description")) or read.text(value.get("id")),
        value=read.sum_of(value.get("value")) if total is None else total,
        is_taxed=read.flag(value.get("taxable")),
    )


# to Ecwid


def written(made: StoreOrder) -> dict[str, Any]:
    """The body that makes an order; amounts keep the digits the till gave them."""
    body: dict[str, Any] = {
        **QUIET,
        "email": made.email,
        "paymentStatus": made.payment_status,
        "fulfillmentStatus": made.fulfilment_status,
        "subtotal": made.subtotal,
        "total": made.total,
        "tax": made.tax,
        "pricesIncludeTax": made.includes_tax,
        "paymentMethod": made.payment_method,
        "acceptMarketing": made.accepts_marketing,
        "externalTransactionId": made.marker,
        "externalFulfillment": True,
        "externalOrderId": made.number,
        "refererId": made.referer,
        "privateAdminNotes": made.note,
        "items": [_written_line(one) for one in _with_all_taxes(made)],
    }
    if made.made_at is not None:
        body["createDate"] = made.made_at.strftime("%Y-%m-%d %H:%M:%S %z")
    body |= _written_people(made) | _written_charges(made)
    more = {"orderComments": made.comments, "trackingNumber": made.tracking, "customerTaxId": made.tax_id}
    return body | {name: value for name, value in more.items() if value}


def _written_people(made: StoreOrder) -> dict[str, Any]:
    billing = written_person(made.billing, made.name, made.phone)
    to = {} if made.delivery_to.is_empty else written_person(made.delivery_to, made.name, made.phone)
    return {name: one for name, one in (("billingPerson", billing), ("shippingPerson", to)) if one}


def _written_charges(made: StoreOrder) -> dict[str, Any]:
    body: dict[str, Any] = {}
    if made.discount:
        body["discount"] = made.discount
    if made.discounts:
        body["discountInfo"] = [
            {"value": one.value, "type": "ABS", "base": "CUSTOM", "description": one.text}
            for one in made.discounts
        ]
    if made.shipping is not None:
        pickup = made.shipping.way == "pickup"
        body["shippingOption"] = {
            "shippingMethodName": made.shipping.name,
            "shippingRate": made.shipping.cost,
            "isPickup": pickup,
            "fulfillmentType": made.shipping.way.upper(),
        }
    if made.handling is not None:
        body["handlingFee"] = {"name": made.handling[0], "value": made.handling[1]}
    if made.surcharges:
        body["customSurcharges"] = [
            {
                "id": one.id, "description": one.text, "type": "ABSOLUTE", "value": one.value,
                "total": one.value, "taxable": one.is_taxed,
            }
            for one in made.surcharges
        ]  # fmt: skip
    if made.extras:
        body["orderExtraFields"] = [
            {"id": key, "title": title, "value": value[:255], "customerInputType": "TEXT"}
            for key, title, value in made.extras
        ]
    return body


def _with_all_taxes(made: StoreOrder) -> Sequence[StoreLine]:
    """The lines with their shares of the taxes in charges, which Ecwid keeps with its items: the taxes of the
    items come to that of the order."""
    places = -int(made.total.as_tuple().exponent)
    weights = [int(abs(line.price * line.quantity).scaleb(places)) for line in made.lines]
    if not any(weights):
        weights = [1] * len(weights)
    lines = list(made.lines)
    for part in (*(made.shipping.tax_parts if made.shipping else ()), *made.charge_taxes):
        shares = allocate(int(part.total.scaleb(places)), weights)
        more = [replace(part, total=Decimal(share).scaleb(-places)) for share in shares]
        lines = [_with_tax(line, one) if one.total else line for line, one in zip(lines, more, strict=True)]
    return lines


def _with_tax(line: StoreLine, more: StoreLineTax) -> StoreLine:
    """A line with that tax added, to its own at the same rate where it has one."""
    parts = list(line.tax_parts)
    for place, one in enumerate(parts):
        if (one.label, one.percent) == (more.label, more.percent):
            parts[place] = replace(one, total=one.total + more.total)
            break
    else:
        parts.append(more)
    return replace(line, tax=line.tax + more.total, tax_parts=tuple(parts))


def _written_tax(tax: StoreLineTax) -> dict[str, Any]:
    return {"name": tax.label, "value": tax.percent, "total": tax.total}


def _written_line(line: StoreLine) -> dict[str, Any]:
    body: dict[str, Any] = {
        "name": line.name,
        "price": line.price,
        "quantity": int(line.quantity),
        "tax": line.tax,
        "isShippingRequired": line.ships,
    }
    if line.product:
        body["productId"] = int(line.product)
    if line.combination:
        body["combinationId"] = int(line.combination)
    more: dict[str, Any] = {
        "sku": line.sku,
        "productPrice": line.list_price,
        "externalReferenceId": line.ours,
        "taxes": [_written_tax(one) for one in line.tax_parts],
        "discounts": [
            {
                "discountInfo": {
                    "value": one.value, "type": "ABS", "base": "ITEM", "description": one.text,
                },
                "total": one.value,
            }
            for one in line.discounts
        ],
        "selectedOptions": _written_options(line.chosen),
    }  # fmt: skip
    return body | {name: value for name, value in more.items() if value or isinstance(value, Decimal)}


def _written_options(chosen: Sequence[StoreChosen]) -> list[dict[str, Any]]:
    """What was chosen of one option is one entry, also where it is several things."""
    by_name: dict[str, list[StoreChosen]] = {}
    for one in chosen:
        by_name.setdefault(one.option, []).append(one)
    return [
        {"name": name, "type": "TEXT", "value": picked[0].value}
        if picked[0].is_text
        else {
            "name": name,
            "type": "CHOICES" if len(picked) > 1 else "CHOICE",
            "value": ", ".join(one.value for one in picked),
            "valuesArray": [one.value for one in picked],
            "selections": [
                {
                    "selectionTitle": one.value, "selectionModifier": one.surcharge,
                    "selectionModifierType": "PERCENT" if one.is_percent else "ABSOLUTE",
                }
                for one in picked
            ],
        }
        for name, picked in by_name.items()
    ]  # fmt: skip


def written_change(change: StoreChange) -> dict[str, Any]:
    """The body that sets statuses, tracking and the staff's note, and nothing else."""
    fields = {
        "paymentStatus": change.payment_status,
        "fulfillmentStatus": change.fulfilment_status,
        "trackingNumber": change.tracking,
        "privateAdminNotes": change.note,
    }
    always = QUIET | (OURS if change.is_ours else {})
    return always | {name: value for name, value in fields.items() if value}
