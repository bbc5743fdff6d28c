"""The sentences that say on paper why an order bears no tax."""

from __future__ import annotations

from pos.domain.orders.fulfilment import Exemption
from pos.domain.papers.untaxed import national_words, supply_article
from pos.text import Speech


def untaxed_sentences(
    exemption: Exemption | None, reason: str, *, country: str, sent: bool, tax_word: str, speech: Speech
) -> list[str]:
    """Why there is no tax, in the paper's language, then in that of the seller's country where it is another.

    `sent` tells whether goods go to another member state, which is another article than reverse charge. There
    are none where there is tax.
    """
    say, own = speech.gettext, national_words(country, speech.language)
    if exemption is Exemption.REVERSE_CHARGE and sent:
        words = say("Tax-exempt intra-Community supply of goods, article 138 of Directive 2006/112/EC.")
        article = supply_article(country)
        national = [f"{own.supply if own else ''} ({article}).".lstrip()] if article else []
        return [*_together(words, own is None, national), *_reasons(reason)]
    if exemption is Exemption.REVERSE_CHARGE:
        words = say(
            "Reverse charge: {tax} is due by the customer (article 196 of Directive 2006/112/EC)."
        ).format(tax=tax_word)
        return [words, *([f"{own.reverse}."] if own and own.reverse else []), *_reasons(reason)]
    if exemption is Exemption.EXEMPT:
        words = say("Exempt from {tax}: {reason}") if reason else say("Exempt from {tax}.")
        said = words.format(tax=tax_word, reason=reason)
        return [said, *([f"{own.exempt}."] if own else [])]
    return []


def _together(words: str, same_language: bool, national: list[str]) -> list[str]:
    """The article behind the sentence in its language, else the national sentence after it."""
    if same_language and national:
        return [f"{words.removesuffix('.')} {national[0]}"]
    return [words, *national]


def _reasons(reason: str) -> list[str]:
    return [reason] if reason else []
