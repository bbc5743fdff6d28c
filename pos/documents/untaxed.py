"""The sentences that say on paper why an order bears no tax."""

from __future__ import annotations

from pos.domain.orders.fulfilment import Exemption
from pos.text import Speech


def untaxed_sentences(
    exemption: Exemption | None, reason: str, *, tax_word: str, speech: Speech
) -> list[str]:
    """Why there is no tax, in the words of one language; nothing where there is some."""
    say = speech.gettext
    if exemption is Exemption.REVERSE_CHARGE:
        words = say(
            "Reverse charge: {tax} is due by the customer (articles 138 and 196 of Directive 2006/112/EC)."
        ).format(tax=tax_word)
        return [words, reason] if reason else [words]
    if exemption is Exemption.EXEMPT and reason:
        return [say("Exempt from {tax}: {reason}").format(tax=tax_word, reason=reason)]
    if exemption is Exemption.EXEMPT:
        return [say("Exempt from {tax}.").format(tax=tax_word)]
    return []
