"""The published scenes after the sale, played on the rules alone: parts, standing, plans; no file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

import pytest

from pos.domain.money.amounts import Money
from pos.domain.money.pricing import Charge, Pricing
from pos.domain.money.quantity import to_micro
from pos.domain.money.tax import TaxList, TaxRounding
from pos.domain.money.tenders import Tender as Offered
from pos.domain.money.tenders import settle
from pos.domain.orders import amendment
from pos.domain.orders.after.correct import plan_correct
from pos.domain.orders.after.edit import UNSAID, Change, LineChange, edited, plan_edit, require_version
from pos.domain.orders.after.exchange import plan_exchange
from pos.domain.orders.after.goods import plan_hand_over
from pos.domain.orders.amendment import Back, ChargePiece, Piece, Plan, Request, Terms
from pos.domain.orders.cart import Cart, CartLine
from pos.domain.orders.errors import AlreadyInvoiced
from pos.domain.orders.facts import (
    Axis,
    Corrected,
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
from tests.domain.orders.written import buyer, charge, discount, exemption, line, terms
from tests.shared import shared

FIGURES = ("version", "total", "credited", "rounding", "paid", "refunded", "due", "to_give_back")


def scenes() -> list[Any]:
    try:
        found = json.loads(shared("vectors/after-sale.json").read_text("utf-8"))["vectors"]
    except pytest.skip.Exception as absent:
        return [pytest.param({}, marks=pytest.mark.skip(reason=str(absent)))]
    return [pytest.param(one, id=one["id"]) for one in found]


@dataclass
class Life:
    """One order while its scene goes on: its facts, and the cart of each version."""

    terms: Terms
    carts: list[Cart]
    facts: list[Fact] = field(default_factory=list)
    invoiced: bool = False
    own: dict[str, TaxList] = field(default_factory=dict)
    ticks: Iterator[int] = field(default_factory=lambda: iter(range(1, 10_000)))

    @property
    def now(self) -> Standing:
        return standing(self.facts)

    def stamp(self) -> Stamp:
        tick = next(self.ticks)
        return Stamp(tick, f"{tick:032x}")

    def minor(self, text: str) -> int:
        return Money.of(text, self.terms.currency).minor


def place(document: dict[str, Any]) -> Life:
    currency = document["currency"]
    lines = [line(one, currency) for one in document["lines"]]
    cart = Cart(
        "",
        Pricing(currency, document["prices_include_tax"], TaxRounding(document["tax_rounding"])),
        tuple(replace(one, id=str(n)) for n, one in enumerate(lines, 1)),
        discount(document.get("discount"), currency),
        tuple(charge(one, currency) for one in document["charges"]),
        buyer=buyer(document["customer"]),
        exemption=exemption(document["customer"]),
    )
    if rates := document.get("taxes_by_hand"):
        cart = edited(cart, Change(by_hand=tuple(rates)), (), lambda one: one.taxes)
    life = Life(terms(cart), [], invoiced=bool(document["invoice"]))
    agree(life, cart, tuple(range(1, len(lines) + 1)))
    life.own = {one.sku: one.taxes for one in lines}
    offered = [
        Offered(one["method"], Money.of(one["amount"], currency)) for one in document.get("payments", [])
    ]
    if offered:
        take(life, offered)
    if not life.now.due and document["fulfilment"]["method"] == "take_away":
        hand_away(life)
    return life


def hand_away(life: Life) -> None:
    pieces = tuple((part.key.line, part.pieces) for part in life.now.version.parts if part.key.line)
    life.facts.append(HandedOver(life.stamp(), pieces, "Delivered"))


def agree(life: Life, cart: Cart, numbers: tuple[int, ...]) -> None:
    """One more version, whose parts add up to what the cart comes to."""
    totals, exempt = cart.totals(), cart.exemption is not None
    agreed = [
        Agreed(
            PartKey(line=n),
            () if exempt else line.taxes,
            total.amount.minor - total.order_discount.minor,
            to_micro(line.quantity),
        )
        for n, line, total in zip(numbers, cart.lines, totals.lines, strict=True)
    ]
    agreed += [
        Agreed(PartKey(charge=n), () if exempt else one.taxes, total.minor)
        for n, (one, total) in enumerate(zip(cart.charges, totals.charges, strict=True), 1)
    ]
    parts = parts_of(cart.terms, agreed, exempt=exempt)
    assert sum_of(one.worth for one in parts) == (totals.total.minor, totals.net.minor, totals.tax.minor)
    of = life.now.version.stamp.event if life.facts else ""
    life.facts.append(Version(life.stamp(), parts, totals.total.minor, totals.net.minor, of))
    named = (replace(one, id=str(n)) for n, one in zip(numbers, cart.lines, strict=True))
    life.carts.append(replace(cart, lines=tuple(named)))
    life.terms = terms(cart)


def change_of(life: Life, written: dict[str, Any]) -> Change:
    currency = life.terms.currency
    customer = written.get("customer")
    return Change(
        lines=tuple(
            LineChange(
                one["line"],
                Decimal(one["quantity"]) if "quantity" in one else None,
                Decimal(one["unit_price"]) if "unit_price" in one else None,
                discount=discount(one["discount"], currency) if "discount" in one else UNSAID,
            )
            for one in written.get("lines", [])
            if "line" in one
        ),
        added=tuple(line(one, currency) for one in written.get("lines", []) if "line" not in one),
        discount=discount(written["discount"], currency) if "discount" in written else UNSAID,
        charges=tuple(charge(one, currency) for one in written["charges"])
        if "charges" in written
        else UNSAID,
        by_hand=tuple(written["taxes_by_hand"])
        if written.get("taxes_by_hand")
        else None
        if "taxes_by_hand" in written
        else UNSAID,
        buyer=buyer(customer) if customer else UNSAID,
        exemption=exemption(customer) if customer else UNSAID,
    )


def edit(life: Life, written: dict[str, Any]) -> None:
    require_version(life.now, written.get("version"))
    before = life.carts[-1]
    life.own |= {one["sku"]: tuple(one["tax_rates"]) for one in written.get("lines", []) if "sku" in one}
    earlier = list(reversed(life.carts))

    def usual(one: CartLine | Charge) -> TaxList:
        assert isinstance(one, CartLine)
        return life.own[one.sku]

    after = edited(before, change_of(life, written), earlier, usual)
    numbers = [part.key.line for one in life.now.versions for part in one.parts]
    plan = plan_edit(life.now, before, after, numbers, invoiced=life.invoiced)
    if plan is not None:
        agree(life, plan.cart, plan.numbers)


def correct(life: Life, op: dict[str, Any]) -> None:
    back, right = plan_correct(life.now, op["payment"], op["method"], life.terms.coin)
    life.facts.append(Corrected(life.stamp(), back, replace(right, id=f"{life.stamp().event}-right")))


def exchange(life: Life, written: dict[str, Any]) -> Life:
    new = place({**written["order"], "payments": [], "fulfilment": {"method": "pickup"}})
    payments = written.get("payments", "later")
    asked = request(life, written["return"])
    plan = plan_exchange(life.now, life.terms, asked, new.now.version.total, back(life, payments, Back.LATER))
    record(life, plan.credit, plan.moved)
    if isinstance(payments, list) and plan.left > 0:
        take(
            new,
            [Offered(one["method"], Money.of(one["amount"], new.terms.currency)) for one in payments],
            plan.left,
        )
    if plan.arrived:
        new.facts.append(MoneyIn(new.stamp(), plan.arrived))
    if not new.now.due:
        hand_away(new)
    return new


def take(life: Life, offered: list[Offered], due: int | None = None) -> None:
    left = Money(life.now.due if due is None else due, life.terms.currency)
    settled = settle(left, offered, cash_step=life.terms.coin)
    rounding, tenders = settled.rounding.minor, []
    for n, one in reversed(tuple(enumerate(settled.tenders))):
        coins = rounding if one.method == "cash" else 0
        tenders.insert(0, Tender(one.method, one.amount.minor, coins, id=f"{len(life.facts)}-{n}"))
        rounding -= coins
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


def record(life: Life, plan: Plan, moved: tuple[Tender, ...] = ()) -> None:
    version = life.now.version.stamp.event
    life.facts.append(Credited(life.stamp(), plan.what, version, plan.taken))
    for tenders in (moved, plan.tenders):
        if tenders:
            life.facts.append(MoneyOut(life.stamp(), tenders))


def deliver(life: Life, op: dict[str, Any]) -> None:
    delivery = op.get("delivery", {})
    lines = delivery.get("lines", [])
    pieces = plan_hand_over(life.now, [(one["line"], to_micro(Decimal(one["quantity"]))) for one in lines])
    says = {"shipped": "Shipped"}.get(delivery.get("how", ""), "Delivered")
    life.facts.append(HandedOver(life.stamp(), pieces, says))


def say(life: Life, op: dict[str, Any]) -> None:
    now, said = life.now, op.get("fulfilment")
    if op.get("payment", now.payment_status) != now.payment_status:
        raise amendment.NothingToGiveBack
    if not said or said == now.fulfilment_status:
        return
    is_open = any(one.open for one in now.goods)
    if said in ("Shipped", "Delivered") and is_open:
        life.facts.append(HandedOver(life.stamp(), plan_hand_over(now), said))
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
        case "edit":
            edit(life, op["change"])
        case "correct":
            correct(life, op)
        case "invoice":
            if life.invoiced:
                raise AlreadyInvoiced("A-000001", "A-2026-000001")
            life.invoiced = True
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


def play(lives: dict[str, Life], op: dict[str, Any]) -> None:
    if op["do"] == "exchange":
        lives[op["as"]] = exchange(lives[op["order"]], op["exchange"])
    else:
        run(lives[op["order"]], op)


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
                play(lives, op)
            assert lives[op["order"]].facts == before
            continue
        else:
            play(lives, op)
        life = lives[op["as"] if op["do"] == "place" else op["order"]]
        if new := step.get("expect_new"):
            found = shown(lives[op["as"]])
            assert found == {name: new[name] for name in found}, op
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
