"""Where each figure of an order comes from, in words: what is added and taken off, and what that comes to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pos.domain.money.amounts import Money
from pos.domain.money.quantity import from_micro
from pos.domain.money.tenders import Payment
from pos.domain.orders.orders import Order, OrderLine
from pos.domain.orders.parts import Part, PartKey, Worth
from pos.domain.papers.net_rows import ShownPrice, as_printed
from pos.domain.shop.settings import ShopSettings
from pos.text import _, current
from ui.shared.cart import words as cart_words
from ui.shared.orders import words


@dataclass(frozen=True, slots=True)
class Step:
    """Words with an amount, which counts towards the next sum; a sum says what the steps before come to.

    `aside` says more of it, or stands alone: it counts for nothing.
    """

    words: str
    amount: Money | None = None
    is_sum: bool = False
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of an order that can be asked about: which kind, and the number of the line, charge, row."""

    kind: str
    n: int = 0


def explain(order: Order, figure: Figure, settings: ShopSettings) -> tuple[str, tuple[Step, ...]]:
    """The title and the steps of a figure."""
    of = _Explaining(order, settings)
    match figure.kind:
        case "line":
            line = order.line(figure.n)
            return cart_words.full_name(line.name, line.options), tuple(of.line(line))
        case "charge":
            charge = order.charges[figure.n - 1]
            return charge.name, tuple(of.charge(figure.n, charge))
        case "discount":
            return _("Discount on the order"), tuple(of.discount())
        case "tax":
            rows = cart_words.tax_words(order.taxes, order.tax_labels, order.prices_include_tax)
            return rows[figure.n], tuple(of.tax(figure.n))
        case "rounding":
            return _("Cash rounding"), tuple(of.rounding())
        case "credited":
            return _("Taken back"), tuple(of.credited())
        case "balance":
            return _("What is due or to give back"), tuple(of.balance())
        case _:
            return _("Total"), tuple(of.total())


@dataclass(frozen=True, slots=True)
class _Explaining:
    order: Order
    settings: ShopSettings

    def _money(self, minor: int) -> Money:
        return Money(minor, self.order.row.currency)

    def _part(self, key: PartKey) -> Part | None:
        parts = self.order.now.version.parts if self.order.now else ()
        return next((one for one in parts if one.key == key), None)

    def line(self, line: OrderLine) -> Iterator[Step]:
        """Quantity times price, its own discount, its share of the order's; what is in it; what is left."""
        order = self.order
        shown = as_printed(
            line, exempt=order.exemption is not None, prices_include_tax=order.prices_include_tax
        )
        of = line.total
        yield Step(self._times(line, ShownPrice(shown.unit_price, shown.per)), of.full)
        if not of.discount.is_zero:
            own = cart_words.off(line.discount) if line.discount else ""
            yield Step(_("Discount of its own {off}").format(off=own).strip(), -of.discount)
        if not of.order_discount.is_zero:
            yield Step(_("Its share of the discount on the order"), -of.order_discount)
        yield Step(_("What it costs in the end"), of.amount - of.order_discount, is_sum=True)
        if not of.order_discount.is_zero:
            yield Step(self._shared(line), aside=True)
        yield from self._inside(PartKey(line=line.n))
        yield from self._goods(line)

    def _times(self, line: OrderLine, price: ShownPrice) -> str:
        each = current().unit_price(price.price, self.order.row.currency, price.per)
        return f"{cart_words.quantity(line.quantity, line.unit)} × {each}"

    def _shared(self, line: OrderLine) -> str:
        words = _(
            "{discount} is shared over all lines by their amounts, {amount} of {subtotal} here; cents left "
            "over go to the largest remainders."
        )
        return words.format(
            discount=current().money(self.order.discount_amount),
            amount=current().money(line.amount),
            subtotal=current().money(self.order.subtotal),
        )

    def _inside(self, key: PartKey) -> Iterator[Step]:
        """Net and each tax of a part, which add up to it."""
        part = self._part(key)
        if part is None or not any(part.worth.taxes):
            return
        yield Step(_("Net"), self._money(part.worth.net))
        for rate, tax in zip(part.rates, part.worth.taxes, strict=False):
            yield Step(self._tax_name(rate), self._money(tax))
        yield Step(_("Net and tax together"), self._money(part.worth.gross), is_sum=True)

    def _tax_name(self, rate: str) -> str:
        return cart_words.rates_words((rate,), self.order.tax_labels)

    def _goods(self, line: OrderLine) -> Iterator[Step]:
        if self.order.now is None:
            return
        goods = self.order.now.goods_of(line.n)
        said = {
            _("handed over"): goods.handed,
            _("came back"): goods.returned,
            _("taken off before it was handed over"): goods.dropped,
        }
        words_ = [
            f"{cart_words.quantity(from_micro(pieces), line.unit)} {what}"
            for what, pieces in said.items()
            if pieces
        ]
        if words_:
            yield Step(cart_words.DOT.join(words_), aside=True)
        left = next((one for one in self.order.now.left if one.key == PartKey(line=line.n)), None)
        if left is not None and (goods.returned or goods.dropped or self.order.now.credits):
            yield Step(_("Left of it: {amount}").format(amount=self._shown(left.worth)), aside=True)

    def _shown(self, worth: Worth) -> str:
        return current().money(self._money(worth.gross))

    def charge(self, n: int, charge: OrderLine) -> Iterator[Step]:
        """What was written, and what is in it."""
        if charge.written.endswith("%"):
            base = self.order.subtotal - self.order.discount_amount
            words_ = _("{percent} of {amount}, the goods after the discount")
            yield Step(words_.format(percent=charge.written, amount=current().money(base)), charge.amount)
            yield Step(charge.name, charge.amount, is_sum=True)
        else:
            yield Step(_("As it was written"), charge.amount)
            yield Step(charge.name, charge.amount, is_sum=True)
        yield from self._inside(PartKey(charge=n))

    def discount(self) -> Iterator[Step]:
        """What it is taken from, and the share of each line."""
        order = self.order
        if order.discount is not None and order.discount.percent is not None:
            # Translators: how much a discount takes of the order: "10 % of 122.00 €"
            words_ = _("{percent} of {amount}").format(
                percent=current().percent(order.discount.percent), amount=current().money(order.subtotal)
            )
            yield Step(words_, aside=True)
        for line in order.lines:
            if not line.total.order_discount.is_zero:
                yield Step(cart_words.full_name(line.name, line.options), line.total.order_discount)
        yield Step(_("Discount on the order"), order.discount_amount, is_sum=True)

    def total(self) -> Iterator[Step]:
        """Lines, discount, charges, and tax where it comes on top."""
        order = self.order
        yield Step(_("All lines"), order.subtotal)
        if not order.discount_amount.is_zero:
            yield Step(_("Discount on the order"), -order.discount_amount)
        for charge in order.charges:
            yield Step(charge.name, charge.amount)
        if not order.prices_include_tax and order.exemption is None:
            names = cart_words.tax_words(order.taxes, order.tax_labels, included=False)
            for name, tax in zip(names, order.taxes, strict=True):
                yield Step(name, tax.tax)
        yield Step(_("Total"), order.row.total, is_sum=True)
        yield Step(_("Net"), order.net)
        yield Step(_("All taxes"), order.tax)
        yield Step(_("Net and tax together"), order.row.total, is_sum=True)

    def tax(self, n: int) -> Iterator[Step]:
        """The net of what bears it, and the tax of each."""
        row = self.order.taxes[n]
        parts = self.order.now.version.parts if self.order.now else ()
        for part in parts:
            rates = part.rates or ("0",)
            if row.rate in rates and len(part.worth.taxes) == len(rates):
                yield Step(self._name(part.key), self._money(part.worth.taxes[rates.index(row.rate)]))
        yield Step(_("Tax at {rate}").format(rate=current().rate(row.rate)), row.tax, is_sum=True)
        words_ = _("It is taken of {net}, rounded once for all goods of this rate; each bears its share.")
        yield Step(words_.format(net=current().money(row.net)), aside=True)

    def _name(self, key: PartKey) -> str:
        if key.charge:
            return self.order.charges[key.charge - 1].name
        line = self.order.line(key.line)
        return cart_words.full_name(line.name, line.options)

    def rounding(self) -> Iterator[Step]:
        """What coins added to each payment."""
        for one in self.order.payments:
            if one.rounding is not None and not one.rounding.is_zero:
                yield Step(self._paid(one), one.rounding)
        yield Step(_("Cash rounding"), self.order.rounding, is_sum=True)

    def _paid(self, one: Payment) -> str:
        name = words.paid_by(one.method, one.name, self.settings.methods)
        return f"{name} {current().money(one.amount)}"

    def credited(self) -> Iterator[Step]:
        """What was taken back, and when."""
        now = self.order.now
        for credit in now.credits if now else ():
            for taken in credit.taken:
                pieces = taken.returned + taken.dropped
                named = self._name_known(taken.part)
                count = f"{current().number(from_micro(pieces))} × {named}" if pieces else named
                yield Step(count, self._money(taken.worth.gross))
        yield Step(_("Taken back"), self.order.row.credited, is_sum=True)

    def _name_known(self, key: PartKey) -> str:
        """The name of a part, also of a line that an edit took out."""
        known = {line.n: line for one in self.order.versions for line in one.lines}
        if key.line in known:
            line = known[key.line]
            return cart_words.full_name(line.name, line.options)
        return self._name(key) if key.charge <= len(self.order.charges) else _("Charge")

    def balance(self) -> Iterator[Step]:
        """Total, what was taken back, coins, money in and out."""
        row = self.order.row
        yield Step(_("Total"), row.total)
        for said, amount in (
            (_("Taken back"), -row.credited),
            (_("Cash rounding"), self.order.rounding),
            (_("Money in"), -row.paid),
            (_("Money out"), row.refunded),
        ):
            if not amount.is_zero:
                yield Step(said, amount)
        if row.to_give_back.minor > 0:
            yield Step(_("To give back"), -row.to_give_back, is_sum=True)
        else:
            yield Step(_("Still due"), row.due, is_sum=True)


def as_text(title: str, steps: tuple[Step, ...]) -> str:
    """The explanation to be pasted elsewhere: a line a step."""
    rows = [title]
    for one in steps:
        amount = "" if one.amount is None else current().money(one.amount)
        rows.append("\t".join(filter(None, (("= " if one.is_sum else "") + one.words, amount))))
    return "\n".join(rows)
