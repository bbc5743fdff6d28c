"""The published scenes after the sale, played on the rules alone: parts, standing, plans; no file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest

from pos.domain.money.amounts import Money
from pos.domain.money.pricing import Charge, ChargeKind, Discount, Pricing, Totals, price
from pos.domain.money.quantity import to_micro
from pos.domain.money.tax import TaxRounding
from pos.domain.money.tenders import Tender as Offered
from pos.domain.money.tenders import settle, usual_cash_step
from pos.domain.orders import amendment
from pos.domain.orders.amendment import Back, ChargePiece, Piece, Plan, Request, Terms
from pos.domain.orders.cart import CartLine
from pos.domain.orders.facts import (
    Axis,
    Credited,
    Fact,
    Fate,
    HandedOver,
    MoneyIn,
    MoneyOut,
    Said,
    Stamp,
    Tender,
    Version,
)
from pos.domain.orders.parts import Agreed, PartKey, parts_of, sum_of
from pos.domain.orders.standing import Standing, standing
from pos.domain.words.errors import CashierError
from tests.shared import shared

HERE = {"place", "pay", "refund", "repay", "cancel", "void", "deliver", "status"}
"""Operations the rules alone can play; the others need the services."""
FIGURES = ("version", "total", "credited", "rounding", "paid", "refunded", "due", "to_give_back")


def scenes() -> list[Any]:
    try:
        found = json.loads(shared("vectors/after-sale.json").read_text("utf-8"))["vectors"]
    except pytest.skip.Exception as absent:
        return [pytest.param({}, marks=pytest.mark.skip(reason=str(absent)))]
    return [
        pytest.param(one, id=one["id"])
        for one in found
        if all(step["op"]["do"] in HERE for step in one["steps"])
    ]


@dataclass
class Life:
    """One order while its scene goes on."""

    terms: Terms
    pricing: Pricing
    totals: Totals
    facts: list[Fact] = field(default_factory=list)
    ticks: Iterator[int] = field(default_factory=lambda: iter(range(1, 10_000)))

    @property
    def now(self) -> Standing:
        return standing(self.facts)

    def stamp(self) -> Stamp:
        tick = next(self.ticks)
        return Stamp(tick, f"{tick:032x}")

    def minor(self, text: str) -> int:
        return Money.of(text, self.terms.currency).minor


def discount(text: str | None, currency: str) -> Discount | None:
    if not text:
        return None
    if text.endswith("%"):
        return Discount(percent=Decimal(text[:-1]))
    return Discount(amount=Money.of(text, currency))


def charge(one: dict[str, Any], currency: str) -> Charge:
    percent = Decimal(one["amount"][:-1]) if one["amount"].endswith("%") else None
    amount = None if percent is not None else Money.of(one["amount"], currency)
    return Charge(ChargeKind(one["kind"]), one["name"], amount, percent, tuple(one["tax_rates"]))


def place(document: dict[str, Any]) -> Life:
    currency = document["currency"]
    pricing = Pricing(currency, document["prices_include_tax"], TaxRounding(document["tax_rounding"]))
    lines = [
        CartLine(
            "",
            "",
            Decimal(one["quantity"]),
            Decimal(one["unit_price"]),
            tuple(one["tax_rates"]),
            discount=discount(one.get("discount"), currency),
        )
        for one in document["lines"]
    ]
    charges = [charge(one, currency) for one in document["charges"]]
    exempt = bool(document["customer"].get("tax_exempt"))
    totals = price(pricing, lines, discount(document.get("discount"), currency), charges, exempt=exempt)
    agreed = [
        Agreed(
            PartKey(line=n),
            line.taxes,
            total.amount.minor - total.order_discount.minor,
            to_micro(line.quantity),
        )
        for n, (line, total) in enumerate(zip(lines, totals.lines, strict=True), 1)
    ]
    agreed += [
        Agreed(PartKey(charge=n), one.taxes, total.minor)
        for n, (one, total) in enumerate(zip(charges, totals.charges, strict=True), 1)
    ]
    terms = Terms(currency, pricing.prices_include_tax or exempt, usual_cash_step(currency))
    life = Life(terms, pricing, totals)
    parts = parts_of(pricing, agreed, exempt=exempt)
    assert sum_of(one.worth for one in parts) == (totals.total.minor, totals.net.minor, totals.tax.minor)
    life.facts.append(Version(life.stamp(), parts, totals.total.minor, totals.net.minor))
    offered = [
        Offered(one["method"], Money.of(one["amount"], currency)) for one in document.get("payments", [])
    ]
    if offered:
        take(life, offered)
    if not life.now.due and document["fulfilment"]["method"] == "take_away":
        pieces = tuple((part.key.line, part.pieces) for part in parts if part.key.line)
        life.facts.append(HandedOver(life.stamp(), pieces, "Delivered"))
    return life


def take(life: Life, offered: list[Offered]) -> None:
    settled = settle(Money(life.now.due, life.terms.currency), offered, cash_step=life.terms.coin)
    rounding, tenders = settled.rounding.minor, []
    for one in reversed(settled.tenders):
        tenders.insert(0, Tender(one.method, one.amount.minor, rounding if one.method == "cash" else 0))
        rounding = 0 if one.method == "cash" else rounding
    life.facts.append(MoneyIn(life.stamp(), tuple(tenders)))


def pay(life: Life, op: dict[str, Any]) -> None:
    amount = Money.of(op["amount"], life.terms.currency)
    if op.get("accept_more"):
        life.facts.append(MoneyIn(life.stamp(), (Tender(op["method"], amount.minor),)))
        return
    if not life.now.due:
        raise amendment.NothingToGiveBack
    take(life, [Offered(op["method"], amount)])


def request(life: Life, refund: dict[str, Any]) -> Request:
    return Request(
        tuple(
            Piece(
                one["line"],
                to_micro(Decimal(one["quantity"])) if "quantity" in one else 0,
                life.minor(one["amount"]) if "amount" in one else 0,
                Fate(one.get("to", "stock")),
            )
            for one in refund.get("lines", [])
        ),
        tuple(
            ChargePiece(one["charge"], life.minor(one["amount"]) if "amount" in one else None)
            for one in refund.get("charges", [])
        ),
        life.minor(refund["amount"]) if "amount" in refund else 0,
    )


def back(life: Life, payments: object, usual: Back) -> Back | list[Tender]:
    if isinstance(payments, list):
        return [Tender(one["method"], life.minor(one["amount"])) for one in payments]
    return Back(payments) if payments else usual


def record(life: Life, plan: Plan) -> None:
    version = life.now.version.stamp.event
    life.facts.append(Credited(life.stamp(), plan.what, version, plan.taken))
    if plan.tenders:
        life.facts.append(MoneyOut(life.stamp(), plan.tenders))


def deliver(life: Life, op: dict[str, Any]) -> None:
    delivery = op.get("delivery", {})
    now = life.now
    chosen = {one["line"]: to_micro(Decimal(one["quantity"])) for one in delivery.get("lines", [])}
    pieces = chosen or {one.n: one.open for one in now.goods if one.open}
    if now.is_cancelled or not pieces or any(now.goods_of(n).open < count for n, count in pieces.items()):
        raise amendment.NothingLeft
    says = {"shipped": "Shipped"}.get(delivery.get("how", ""), "Delivered")
    life.facts.append(HandedOver(life.stamp(), tuple(pieces.items()), says))


def say(life: Life, op: dict[str, Any]) -> None:
    now, said = life.now, op.get("fulfilment")
    if op.get("payment", now.payment_status) != now.payment_status:
        raise amendment.NothingToGiveBack
    if not said or said == now.fulfilment_status:
        return
    is_open = any(one.open for one in now.goods)
    if said in ("Shipped", "Delivered") and is_open:
        pieces = tuple((one.n, one.open) for one in now.goods if one.open)
        life.facts.append(HandedOver(life.stamp(), pieces, said))
    elif said in ("Returned", "Will not deliver") or is_open == (said in ("Shipped", "Delivered")):
        raise amendment.NothingLeft
    else:
        life.facts.append(Said(life.stamp(), Axis.FULFILMENT, said))


def run(life: Life, op: dict[str, Any]) -> None:
    match op["do"]:
        case "pay":
            pay(life, op)
        case "refund":
            asked = op["refund"]
            plan = amendment.plan_refund(
                life.now, life.terms, request(life, asked), back(life, asked.get("payments"), Back.AS_PAID)
            )
            record(life, plan)
        case "repay":
            tenders = amendment.plan_repay(life.now, life.terms, back(life, op.get("payments"), Back.AS_PAID))
            life.facts.append(MoneyOut(life.stamp(), tenders))
        case "cancel":
            goods = Fate(op.get("goods", "stock"))
            money = back(life, op.get("payments"), Back.LATER)
            record(life, amendment.plan_cancel(life.now, life.terms, goods=goods, back=money))
        case "void":
            record(life, amendment.plan_void(life.now, life.terms))
        case "deliver":
            deliver(life, op)
        case "status":
            say(life, op)


def shown(life: Life) -> dict[str, object]:
    now, currency = life.now, life.terms.currency

    def text(minor: int) -> str:
        return str(Money(minor, currency))

    return {
        "version": len(now.versions),
        "total": text(now.version.total),
        "credited": text(now.credited),
        "rounding": text(now.rounding),
        "paid": text(now.paid),
        "refunded": text(now.refunded),
        "due": text(now.due),
        "to_give_back": text(now.to_give_back),
        "payment_status": now.payment_status.value,
        "fulfilment_status": now.fulfilment_status.value,
    }


def last_credit(life: Life) -> dict[str, str]:
    credit = life.now.credits[-1]
    gross, net, tax = sum_of(one.worth for one in credit.taken)
    return {
        name: str(Money(minor, life.terms.currency))
        for name, minor in (("total", gross), ("net", net), ("tax", tax))
    }


@pytest.mark.parametrize("scene", scenes())
def test_a_scene_ends_as_it_says(scene: dict[str, Any]) -> None:
    lives: dict[str, Life] = {}
    for step in scene["steps"]:
        op, expect = step["op"], step.get("expect")
        if op["do"] == "place":
            lives[op["as"]] = place(op["document"])
        elif "refused" in step:
            before = list(lives[op["order"]].facts)
            with pytest.raises(CashierError):
                run(lives[op["order"]], op)
            assert lives[op["order"]].facts == before
            continue
        else:
            run(lives[op["order"]], op)
        life = lives[op.get("as") or op["order"]]
        found = shown(life)
        assert {name: found[name] for name in found} == {name: expect[name] for name in found}, op
        if "credit" in expect:
            wanted = {name: expect["credit"][name] for name in ("total", "net", "tax")}
            assert last_credit(life) == wanted, op
        if expect.get("given_back"):
            out = [fact for fact in life.now.facts if isinstance(fact, MoneyOut)][-1]
            assert [(one.method, str(Money(one.amount, life.terms.currency))) for one in out.tenders] == [
                (one["method"], one["amount"]) for one in expect["given_back"]
            ], op
