"""Say how cash is rounded in a country, and who rules it."""

from __future__ import annotations

from datetime import date

from pos.domain.money.amounts import Money
from pos.domain.money.cash import CASH_RULES_AS_OF, Rounded, cash_rule, usual_cash_step
from pos.text import _, current


def rounding_words(country: str, currency: str) -> str:
    """What is usual there, with its source where there are smaller coins all the same; "" for nothing."""
    step = usual_cash_step(currency, country)
    if step == 1:
        return ""
    amount, rule = current().money(Money(step, currency)), cash_rule(country, currency)
    if rule is None:
        return _("Cash is rounded to {amount}: there are no smaller coins.").format(amount=amount)
    if rule.why is Rounded.PRESCRIBED:
        words = _("By law cash is rounded to {amount} in this country. As of {day}. Source: {source}.")
    else:
        words = _("Cash is usually rounded to {amount} in this country. As of {day}. Source: {source}.")
    day = current().date(date.fromisoformat(CASH_RULES_AS_OF))
    return words.format(amount=amount, day=day, source=rule.source)
