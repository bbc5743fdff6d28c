"""Say what Enter will do, in pieces: (words, strong)."""

from __future__ import annotations

from decimal import Decimal

from pos.domain.box import answers
from pos.domain.box.answers import Hint
from pos.domain.money.amounts import Money, decimals
from pos.text import _, current, ngettext, sentence
from ui.kit.actions import Action
from ui.sell.order.customer_rows import FoundCustomer, NewCustomer
from ui.shared.cart import words as cart_words

Piece = tuple[str, bool]


def idle(currency: str) -> tuple[Piece, ...]:
    """What the empty box can do; the key that leads to it is drawn before."""
    example = Money(1250 if decimals(currency) else 1200, currency)
    price = current().amount(example)
    return (
        ("3×", True),
        (_("quantity"), False),
        # Translators: an example of what can be typed: a price and a name, such as "18 bowl"
        (_("{price} bowl").format(price=price), True),
        (_("custom item"), False),
        ("@", True),
        (_("customer"), False),
        ("-10%", True),
        (_("discount"), False),
    )


def command(title: str) -> tuple[Piece, ...]:
    """The hint for a command."""
    # Translators: what Enter does: "runs" a command
    return (_("runs"), False), (title, True)


def listed(row: Action | FoundCustomer | NewCustomer) -> tuple[Piece, ...]:
    """The hint for a command or a customer."""
    if isinstance(row, Action):
        return command(row.words)
    does, whom = row.hint
    return (does, False), (whom, True)


def pieces(hint: Hint, currency: str) -> tuple[Piece, ...]:
    """The hint at the right of the box."""
    match hint:
        case answers.AddProduct(quantity=quantity, asks_price=asks):
            # Translators: what Enter does: "adds 2 × 18,00 bowl"
            does = _("asks the price, adds") if asks else _("adds")
            return _adds(does, quantity, "", _("the chosen product"))
        case answers.AddCustom(answers.CustomRow(quantity, None)):
            return _adds(_("asks the price, adds"), quantity, "", _("custom item"))
        case answers.AddCustom(answers.CustomRow(quantity, Decimal() as price)):
            # Translators: what Enter does: "adds 2 × 18,00 bowl"
            return _adds(_("adds"), quantity, cart_words.price_each(price, "", currency), _("custom item"))
        case answers.TimesNext(quantity=quantity):
            return (f"{current().number(quantity)} ×", True), (_("the next product: scan or type it"), False)
        case answers.SetDiscount(discount=None):
            return ((_("takes the discount off"), False),)
        case answers.SetDiscount(discount=discount) if discount:
            return (cart_words.off(discount), True), (_("on the whole order"), False)
        case _:
            return ((_other(hint), False),)


def _adds(does: str, quantity: Decimal, price: str, what: str) -> tuple[Piece, ...]:
    many = f"{current().number(quantity)} × {price}".rstrip()
    return (does, False), (many, True), (what, False)


def _other(hint: Hint) -> str:
    match hint:
        case answers.Choose(count=count):
            words = ngettext(
                "{count} product has this code: choose it",
                "{count} products have this code: choose one",
                count,
            )
            return words.format(count=current().number(count))
        case answers.UnknownCode():
            return _("unknown code: name it and sell it")
        case answers.OpenOrder():
            return _("shows the sale")
        case answers.Refuse(error=error):
            return sentence(error)
        case answers.NoMatch() | answers.FindCustomer() | answers.RunCommand():
            return _("nothing found")
        case _:
            return ""
