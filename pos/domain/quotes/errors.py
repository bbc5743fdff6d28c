"""Why a quote cannot be found, changed or placed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos.domain.words.errors import CashierError

if TYPE_CHECKING:
    from datetime import date


class QuoteUnknown(CashierError):
    text = "There is no quote {number} in this shop."
    number: str


class SeveralQuotes(CashierError):
    text = "Several quotes bear the number {number}. Say which one by its id ({ids}); nothing was changed."
    number: str
    ids: str


class QuotePlaced(CashierError):
    text = "Quote {number} became order {order}. Nothing was changed; copy that order for another one."
    number: str
    order: str


class QuoteDeclined(CashierError):
    text = "Quote {number} was declined. Nothing was changed; save its goods as a new quote."
    number: str


class QuoteExpired(CashierError):
    text = "Quote {number} expired on {day}. Place it at the quoted prices, or at today's."
    number: str
    day: date


class QuoteTooOldToMail(CashierError):
    text = "Quote {number} expired on {day}. It was not sent; save it with another day first."
    number: str
    day: date


class QuoteToNobody(CashierError):
    text = "Quote {number} has no e-mail address. It was not sent; write the customer's address first."
    number: str


class QuoteEndsBefore(CashierError):
    text = "A quote that is valid until {day} has expired already. Give a day from today on."
    day: date


class QuoteChanged(CashierError):
    text = "Quote {number} was changed meanwhile. Look again; nothing was changed."
    number: str
