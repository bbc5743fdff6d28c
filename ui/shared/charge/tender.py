"""The money of one sale while it is being counted: what was received, what is due, what to give back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from pos.domain.money.amounts import Money, cash_round
from pos.domain.money.cash import coins, quick_amounts, seems_mistyped
from pos.domain.money.errors import TooMuchPaid
from pos.domain.money.tenders import METHOD_CASH, Settlement, Tender, settle
from pos.domain.shop.settings import PaymentMethod
from pos.domain.words.errors import CashierError
from pos.text import _, current, sentence

METHOD_CARD, METHOD_TRANSFER = "card", "transfer"


@dataclass(frozen=True, slots=True)
class Received:
    """One noted tender, as the list shows it."""

    name: str
    amount: Money


@dataclass(frozen=True, slots=True)
class TenderState:
    """Everything the dialog shows at one moment."""

    to_pay: Money
    rounding: Money
    received: tuple[Received, ...]
    due: Money
    """Still due before what stands in the field."""
    rest: Money
    """Still due after what stands in the field."""
    change: Money
    coins: tuple[Money, ...]
    quick: tuple[Money, ...]
    question: str = ""
    refusal: CashierError | None = None

    @property
    def needs_tender(self) -> bool:
        """Whether there is anything left to pay at all."""
        return not self.due.is_zero

    @property
    def finishes(self) -> bool:
        """Whether Enter finishes the sale; otherwise it notes a part of the money and goes on."""
        return self.rest.is_zero and self.refusal is None

    @property
    def can_go_on(self) -> bool:
        """Whether Enter does anything: no amount, a refused or an odd one waits for the person."""
        return self.refusal is None and not self.question and (self.finishes or self.rest < self.due)


def method_name(method: PaymentMethod) -> str:
    """The name on the button: the shop's own, or ours for the two that are built in."""
    if method.name:
        return method.name
    words = {METHOD_CASH: _("Cash"), METHOD_CARD: _("Card"), METHOD_TRANSFER: _("Bank transfer")}
    return words.get(method.key, method.key)


def _no_code(_amount: Money) -> str:
    return ""


@dataclass(slots=True)
class TenderPresenter:
    """Counts one sale; `counting` shows where it stands after each step."""

    total: Money
    methods: Sequence[PaymentMethod]
    cash_step: int = 1
    transfer_code: Callable[[Money], str] = _no_code
    """What the code for a bank transfer of an amount says; "" where the shop has no account."""
    asks_for_more: bool = False
    """Whether more than is due, by a method that gives no change, is kept after a yes."""
    method: PaymentMethod = field(init=False)
    amount: Money | None = field(init=False, default=None)
    """What stands in the field; None where nothing that can be read does."""
    reference: str = field(init=False, default="")
    _taken: list[Tender] = field(init=False, default_factory=list)
    _sure_of: Money | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.choose(self.methods[0])

    @property
    def started(self) -> bool:
        """Whether money was noted already, so that going back would forget it."""
        return bool(self._taken)

    @property
    def accepts_more(self) -> bool:
        """Whether the person said that this amount is right although less is due."""
        return self.asks_for_more and self.amount is not None and self.amount == self._sure_of

    @property
    def code(self) -> str:
        """What a banking app reads to transfer the amount; "" for another way to pay."""
        return self.transfer_code(self.amount) if self.method.key == METHOD_TRANSFER and self.amount else ""

    @property
    def is_cash(self) -> bool:
        """Whether notes and coins are being counted."""
        return self.method.key == METHOD_CASH

    def choose(self, method: PaymentMethod) -> None:
        """Take the next money by that method, proposing what is due."""
        self.method = method
        self.reference = ""
        due = settle(self.total, self._taken, cash_step=self.cash_step).due
        self.amount = Money(cash_round(due.minor, self.cash_step), due.currency) if self.is_cash else due

    def state(self) -> TenderState:
        """What the dialog shows now."""
        before = self._settled(())
        try:
            return self._seen(before, self._settled(self._offered(before.due)), None)
        except TooMuchPaid as refusal:
            if self.asks_for_more:
                return replace(self._seen(before, before, None), question=sentence(refusal))
            return self._seen(before, before, refusal)
        except CashierError as refusal:
            return self._seen(before, before, refusal)

    def take(self) -> None:
        """Note what stands in the field and propose the rest; raises what the person can put right."""
        offered = self._offered(self._settled(()).due)
        self._settled(offered)
        self._taken.extend(offered)
        self.choose(self.method)

    def drop(self, place: int) -> None:
        """Take a noted tender off the list: the money was given back."""
        del self._taken[place]
        self.choose(self.method)

    def confirm(self) -> None:
        """The person looked at the odd amount and says it is right."""
        self._sure_of = self.amount

    def tenders(self) -> tuple[Tender, ...]:
        """All money of the sale as it was offered, what stands in the field included."""
        return (*self._taken, *self._offered(self._settled(()).due))

    def _settled(self, more: Sequence[Tender]) -> Settlement:
        offered = [*self._taken, *more]
        return settle(self.total, offered, cash_step=self.cash_step, accept_more=self.accepts_more)

    def _offered(self, due: Money) -> tuple[Tender, ...]:
        """The tender in the field; nothing where nothing is due or written."""
        if due.is_zero or self.amount is None:
            return ()
        return (Tender(self.method.key, self.amount, self.method.name, self.reference),)

    def _seen(self, before: Settlement, now: Settlement, refusal: CashierError | None) -> TenderState:
        asks = self.is_cash and not before.due.is_zero
        return TenderState(
            to_pay=self.total + now.rounding,
            rounding=now.rounding,
            received=tuple(Received(self._name(one), one.amount) for one in self._taken),
            due=before.due,
            rest=now.due,
            change=now.change,
            coins=() if now.change.is_zero else coins(now.change),
            quick=quick_amounts(before.due, cash_step=self.cash_step) if asks else (),
            question=self._question(before.due) if asks else "",
            refusal=refusal,
        )

    def _question(self, due: Money) -> str:
        """What to ask before so much cash is believed; "" for an ordinary amount."""
        if self.amount is None or self.amount == self._sure_of or not seems_mistyped(self.amount, due):
            return ""
        return _("{given} in cash for {due}? This looks like a slip or a scanned code.").format(
            given=current().money(self.amount), due=current().money(due)
        )

    def _name(self, tender: Tender) -> str:
        named = next((method for method in self.methods if method.key == tender.method), None)
        return method_name(named) if named else tender.name or tender.method
