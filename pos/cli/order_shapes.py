"""Orders as scripts read them, and as a person does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pos.cli.columns import columns
from pos.domain.orders import Order, OrderRow
from pos.services.order_documents import digits, price_digits


def row(one: OrderRow) -> dict[str, Any]:
    """An order in a list, as scripts read it."""
    return {
        "number": one.number,
        "placed_at": one.placed_at.isoformat(),
        "channel": one.channel,
        "customer": one.customer or None,
        "currency": one.currency,
        "total": str(one.total),
        "paid": str(one.paid),
        "due": str(one.due),
        "payment_status": one.payment_status,
        "fulfilment_status": one.fulfilment_status,
    }


def whole(one: Order) -> dict[str, Any]:
    """An order with everything, as scripts read it."""
    currency = one.row.currency
    return {
        "id": one.id,
        **row(one.row),
        "till": one.letter,
        "served_by": one.served_by,
        "prices_include_tax": one.prices_include_tax,
        "lines": [
            {
                "sku": line.sku,
                "name": line.name,
                "options": line.options,
                "quantity": digits(line.quantity),
                "unit_price": price_digits(line.unit_price, currency),
                "tax_rates": list(line.taxes),
                "discount": str(line.discount_amount),
                "amount": str(line.amount),
                "order_discount": str(line.order_discount),
                "note": line.note,
            }
            for line in one.lines
        ],
        "subtotal": str(one.subtotal),
        "discount": str(one.discount_amount),
        "charges": [
            {"kind": charge.kind.value, "name": charge.name, "amount": str(charge.amount)}
            for charge in one.charges
        ],
        "taxes": [
            {"rate": tax.rate, "net": str(tax.net), "tax": str(tax.tax), "gross": str(tax.gross)}
            for tax in one.taxes
        ],
        "net": str(one.net),
        "tax": str(one.tax),
        "rounding": str(one.rounding),
        "payments": [
            {
                "method": tender.method,
                "amount": str(tender.amount),
                "given": str(tender.given or tender.amount),
                "reference": tender.reference,
            }
            for tender in one.tenders
        ],
        "change": str(one.change),
        "customer_note": one.customer_note,
        "private_note": one.private_note,
        "documents": [{"kind": kind, "number": one.row.number} for kind in one.documents],
        "history": [{"at": item.at.isoformat(), "what": item.kind, "by": item.text} for item in one.history],
        "seal": one.seal,
    }


def listed(rows: Iterable[OrderRow]) -> str:
    """Orders for a person, one a line."""
    return columns(
        (
            (
                one.number,
                f"{one.placed_at:%Y-%m-%d %H:%M}",
                f"{one.total} {one.currency}",
                f"{one.payment_status}, {one.fulfilment_status}",
                one.customer,
            )
            for one in rows
        ),
        right=(2,),
    )


def placed(value: dict[str, Any]) -> str:
    """An order that was just placed, in one line."""
    rest = "".join(f", {name} {value[name]}" for name in ("change", "due") if _is_some(value[name]))
    return f"{value['number']}  {value['total']} {value['currency']}  {value['payment_status']}{rest}"


def paper(value: dict[str, Any]) -> str:
    """Totals, or an order, for a person: its lines, and what they come to."""
    rows = [
        (f"{one['quantity']} x", " ".join(filter(None, (one["name"], one.get("options")))), one["amount"])
        for one in value["lines"]
    ]
    rows += [("", name, amount) for name, amount in _sums(value)]
    return columns(rows, right=(0, 2), indent="  ")


def _sums(value: dict[str, Any]) -> list[tuple[str, str]]:
    """What stands below the lines; what is nothing is left out."""
    below = [("Discount", f"-{value['discount']}")] if _is_some(value["discount"]) else []
    below += [(one["name"] or one["kind"].capitalize(), one["amount"]) for one in value["charges"]]
    below += [
        (f"Tax {one['rate']} % on {one['net']}", one["tax"]) for one in value["taxes"] if _is_some(one["tax"])
    ]
    settled = [(f"Total {value['currency']}", value["total"])]
    if _is_some(value["rounding"]):  # a placed order's total is what was to pay, rounding and all
        settled.insert(0 if "payments" in value else 1, ("Rounding", value["rounding"]))
    taken = [{"method": "paid", "given": value["paid"]}] if _is_some(value["paid"]) else []
    settled += [(one["method"].capitalize(), one["given"]) for one in value.get("payments", taken)]
    rest = ((name, value.get(name, "")) for name in ("change", "due"))
    return below + settled + [(name.capitalize(), amount) for name, amount in rest if _is_some(amount)]


def _is_some(amount: str) -> bool:
    return bool(amount.strip("-0."))
