"""An order whole, as scripts read it and as a person does."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pos.cli.order_rows import row
from pos.cli.output import columns
from pos.contacts.address import printed_lines
from pos.domain.money.amounts import Money, price_digits
from pos.domain.money.quantity import digits, from_micro
from pos.domain.orders.after.consequences import Consequences
from pos.domain.orders.orders import Order, OrderLine, OrderPaper, OrderVersion
from pos.domain.orders.parts import PartKey
from pos.domain.papers.net_rows import as_printed
from pos.domain.shop.settings import ShopSettings
from pos.domain.words.address import Address
from pos.services.shop.methods import delivery_name, payment_name


def whole(one: Order, settings: ShopSettings) -> dict[str, Any]:
    """An order with everything, as scripts read it; the settings give methods their names."""
    currency = one.row.currency
    return {
        "id": one.id,
        **row(one.row),
        "credited": str(one.row.credited),
        "refunded": str(one.row.refunded),
        **_standing(one),
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
                **({} if line.per == 1 else {"per": line.per}),
                "tax_rates": list(line.taxes),
                "discount": str(line.total.discount),
                "amount": str(line.amount),
                "order_discount": str(line.total.order_discount),
                "note": line.note,
                **_pieces(one, line.n),
            }
            for line in _printed(one)
        ],
        "subtotal": str(one.subtotal),
        "discount": str(one.discount_amount),
        "charges": [
            {
                "charge": n,
                "kind": charge.kind.value,
                "name": charge.name,
                "written": charge.written,
                "amount": str(charge.amount),
                "left": _left(one, PartKey(charge=n)),
            }
            for n, charge in enumerate(one.charges, 1)
        ],
        "taxes": _taxes(one),
        "net": str(one.net),
        "tax": str(one.tax),
        "rounding": str(one.rounding),
        "payments": _payments(one),
        "change": str(one.change),
        "customer_note": one.customer_note,
        "private_note": one.private_note,
        **_agreed(one, settings),
        "documents": [document(paper) for paper in one.papers],
        "history": [
            {
                "at": item.at.isoformat(),
                "what": item.kind,
                "by": item.text,
                "amount": str(item.amount) if item.amount else None,
                "note": item.note,
                "user": item.by,
                "till": item.letter,
            }
            for item in one.history
        ],
        "versions": [_version(version) for version in one.versions],
        "notes": [
            {
                "at": note.at.isoformat(),
                "for": "private" if note.private else "customer",
                "text": note.text,
                "user": note.by,
                "till": note.letter,
            }
            for note in one.notes
        ],
        "seal": one.seal,
    }


def _standing(one: Order) -> dict[str, Any]:
    """Which version is in force, and what was agreed on beside it."""
    return {
        "version": len(one.now.versions) if one.now else 1,
        "quote": one.quote or None,
        "copied": one.copied or None,
        "deposit": one.deposit,
        "deposit_missing": str(one.deposit_missing),
        "promised": one.promised or None,
    }


def _pieces(one: Order, n: int) -> dict[str, Any]:
    """What was handed over, came back or was dropped of a line, and what is left of its worth."""
    if one.now is None:
        return {}
    goods = one.now.goods_of(n)
    return {
        "line": n,
        "handed": digits(from_micro(goods.handed)),
        "returned": digits(from_micro(goods.returned)),
        "dropped": digits(from_micro(goods.dropped)),
        "left": _left(one, PartKey(line=n)),
    }


def _version(of: OrderVersion) -> dict[str, Any]:
    """What was agreed in a version, as far as it can be another than in the others."""
    currency = of.total.currency
    return {
        "version": of.n,
        "at": of.at.isoformat(),
        "user": of.by,
        "till": of.letter,
        "reason": of.reason,
        "lines": [
            {
                "line": line.n,
                "sku": line.sku,
                "name": line.name,
                "quantity": digits(line.quantity),
                "unit_price": price_digits(line.unit_price, currency),
                "amount": str(line.amount),
            }
            for line in of.lines
        ],
        "charges": [
            {"kind": one.kind.value, "name": one.name, "amount": str(one.amount)} for one in of.charges
        ],
        "discount": str(of.discount_amount),
        "total": str(of.total),
    }


def _left(one: Order, key: PartKey) -> str:
    lefts = one.now.left if one.now else ()
    minor = sum(part.worth.gross for part in lefts if part.key == key)
    return str(Money(minor, one.row.currency))


def document(paper: OrderPaper) -> dict[str, Any]:
    """A paper of an order as scripts read it."""
    return {
        "kind": paper.kind,
        "number": paper.number,
        "total": str(paper.total) if paper.total is not None else None,
        "of": paper.of or None,
        "day": paper.day,
    }


def consequences(of: Consequences) -> dict[str, Any]:
    """What followed, or would: amounts and statuses before and after, papers, stock."""
    return {
        "due": [str(one) for one in of.due],
        "to_give_back": [str(one) for one in of.to_give_back],
        "payment_status": list(of.payment_status),
        "fulfilment_status": list(of.fulfilment_status),
        "documents": [document(one) for one in of.documents],
        "mails": [{"kind": one.kind, "to": one.to or None, "send": one.send} for one in of.mails],
    }


def followed(of: Consequences) -> dict[str, Any]:
    """What was credited, given back and moved, as it stands in an answer."""
    credit = of.credit
    return {
        **(
            {
                "credit": {
                    "number": credit.number,
                    "total": str(credit.total),
                    "net": str(credit.net),
                    "tax": str(credit.tax),
                    "taxes": [
                        {"rate": rate, "net": str(net), "tax": str(tax)} for rate, net, tax in credit.taxes
                    ],
                }
            }
            if credit
            else {}
        ),
        "given_back": [{"method": one.method, "amount": str(one.amount)} for one in of.given_back],
        "stock": [
            {"sku": one.sku, "change": digits(one.change), "on_hand": digits(one.on_hand)} for one in of.stock
        ],
        "consequences": consequences(of),
    }


def _printed(one: Order) -> list[OrderLine]:
    """The lines as all outputs show them: prices and amounts of an exempt order are net, without a rate."""
    exempt = one.exemption is not None
    return [as_printed(line, exempt=exempt, prices_include_tax=one.prices_include_tax) for line in one.lines]


def _taxes(one: Order) -> list[dict[str, str]]:
    """The table of taxes, with their labels where each has its own."""
    labels = replace(one.tax_labels, word="").each(tax.rate for tax in one.taxes)
    return [
        {
            **({"label": label} if label else {}),
            "rate": tax.rate,
            "net": str(tax.net),
            "tax": str(tax.tax),
            "gross": str(tax.gross),
        }
        for (label, _rate), tax in zip(labels, one.taxes, strict=True)
    ]


def _payments(one: Order) -> list[dict[str, Any]]:
    """All the money that moved: what was taken with the order first; what was handed over, and went back.

    `n` counts the payments taken, as `order correct` names them; what corrects one bears its number.
    """
    nothing = Money(0, one.row.currency)
    return [
        {
            "n": paid.n or None,
            "direction": "in" if paid.amount.minor >= 0 else "out",
            "method": paid.method,
            "amount": str(paid.amount),
            "given": str(paid.given or paid.amount),
            **({"change": str(paid.change)} if paid.change else {}),
            "reference": paid.reference,
            "rounding": str(paid.rounding or nothing),
            "moved": paid.moved or None,
        }
        for paid in one.payments
    ]


def _agreed(one: Order, settings: ShopSettings) -> dict[str, Any]:
    """For whom, handed over how, billed where, in the words of an order document."""
    buyer, sent = one.buyer, one.fulfilment
    return {
        "buyer": None
        if buyer is None
        else {
            "id": buyer.customer_id,
            "email": buyer.email,
            "name": buyer.name,
            "phone": buyer.phone,
            "company": buyer.company,
            "tax_id": buyer.tax_id,
            "language": buyer.language,
            **({"legal_id": buyer.legal_id} if buyer.legal_id else {}),
        },
        "exemption": one.exemption.value if one.exemption else None,
        "exemption_reason": one.exemption_reason,
        "fulfilment": {
            "method": sent.kind.value,
            "name": delivery_name(settings, sent.method),
            "address": address(sent.address) if sent.address else None,
            "tracking_number": sent.tracking_number,
            "at": sent.at or None,
        },
        "billing_address": address(one.billing) if one.billing else None,
        "payment_method": payment_name(settings, one.payment_method),
    }


def address(of: Address) -> dict[str, Any]:
    """An address as scripts read and write it."""
    return {
        "name": of.name,
        "company": of.company,
        "street": list(of.street),
        "district": of.district,
        "postcode": of.postcode,
        "city": of.city,
        "region": of.region,
        "country": of.country,
    }


def beside(one: Order, country: str) -> list[str]:
    """What a person reads of an order beside its figures: addresses, papers, notes."""
    said = [(one.buyer.tax_id if one.buyer else "")]
    for word, place in (("Deliver to", one.fulfilment.address), ("Bill to", one.billing)):
        said.append(f"{word} {', '.join(printed_lines(place, home=country))}" if place else "")
    at, tracking = one.fulfilment.at.replace("T", " "), one.fulfilment.tracking_number
    said += [f"On {at}" if at else "", f"Tracking number {tracking}" if tracking else ""]
    said += [f"{paper.kind.replace('_', ' ').capitalize()} {paper.number}" for paper in one.papers[1:]]
    notes = [*one.customer_note.splitlines(), *one.private_note.splitlines()]
    return [f"  {line}" for line in (*said, *notes) if line]


def placed(value: dict[str, Any], change: str | None = None) -> str:
    """An order after something was done with it, in one line; `change` is what is to be given for that.

    None means all change of the order, "" that none is to be said.
    """
    amounts = {
        "change": value["change"] if change is None else change,
        "due": value["due"],
        "to give back": value["to_give_back"],
    }
    rest = "".join(f", {name} {amount}" for name, amount in amounts.items() if _is_some(amount))
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
        (f"{one.get('label', 'Tax')} {one['rate']} % on {one['net']}", one["tax"])
        for one in value["taxes"]
        if _is_some(one["tax"])
    ]
    settled = [(f"Total {value['currency']}", value["total"])]
    if _is_some(value["rounding"]):
        settled.append(("Rounding", value["rounding"]))
    taken = [{"method": "paid", "given": value["paid"]}] if _is_some(value["paid"]) else []
    settled += [(one["method"].capitalize(), one["given"]) for one in value.get("payments", taken)]
    words = {"change": "Change", "credited": "Credited", "due": "Due", "to_give_back": "To give back"}
    rest = ((word, value.get(name, "")) for name, word in words.items())
    return below + settled + [(word, amount) for word, amount in rest if _is_some(amount)]


def _is_some(amount: str) -> bool:
    return bool(amount.strip("-0."))
