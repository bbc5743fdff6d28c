"""Nothing on screen or paper is untranslated, and what is compiled is what was translated."""

from __future__ import annotations

import re

import pytest

from pos.text import Speech, mark
from tests import messages


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    assert messages.untranslated(messages.updated(language)) == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_catalogue_holds_the_texts_of_the_program(language: str) -> None:
    texts = messages.texts(messages.LANGUAGES[language])
    kept = {messages.key_of(m) for m in messages.read(language) if m.id}
    assert (set(texts) - kept, kept - set(texts)) == (set(), set()), "run: python3 tests --messages"


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_compiled_catalogue_is_fresh(language: str) -> None:
    compiled = messages.path_of(language).with_suffix(".mo").read_bytes()
    assert compiled == messages.as_mo(messages.read(language)), "run: python3 tests --messages"


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_a_translation_names_the_same_places(language: str) -> None:
    assert messages.with_wrong_places(messages.read(language)) == []


def test_french_punctuation_stays_on_its_line() -> None:
    assert messages.with_bad_spaces(messages.read("fr")) == []


def test_texts_are_found_where_they_are_written() -> None:
    source = (
        "class Lost(CashierError):\n    text = 'Gone, '  'all of it'\n"
        "class Typed:\n    text: ClassVar[str] = 'Typed'\n"
        "class Counted:\n    text = '{n} row'\n    many = '{n} rows'\n"
        "class Bare:\n    text: str\n"
        "_('Total'); speech.gettext('VAT'); mark('Later'); _(variable); other('No')\n"
        "ngettext('{count} item', '{count} items', n)\n"
        "# Translators: a sum of money\n"
        "mark('Paid', 'amount'); pgettext('status', 'Open')\n"
    )
    assert sorted(messages.texts_of(source), key=lambda text: text.one) == [
        messages.Text("Gone, all of it"),
        messages.Text("Later"),
        messages.Text("Open", context="status", comment="a sum of money"),
        messages.Text("Paid", context="amount", comment="a sum of money"),
        messages.Text("Total"),
        messages.Text("Typed"),
        messages.Text("VAT"),
        messages.Text("{count} item", "{count} items"),
        messages.Text("{n} row", "{n} rows"),
    ]


COUNTS_NOTHING = {
    "Version {n}": "the number of a version",
    "{address} is larger than {most} MB. The picture was not fetched.": "unit",
    "{path} has {megabytes} MB, more than the {most} MB that can be read. Split it into several files.": "unit",  # noqa: E501
    "{method} does not take {grams} g. Choose another method, or write the fee.": "unit",
    "Disk nearly full: {megabytes} MB left": "unit",
    "{file} was written and read back: {size} MB.": "unit",
    "Row {row} of {path} does not end: a quote is left open. Nothing was changed. Close it there.": "a place",
    "The SKU {sku} stands in row {first} too. Both go in; the till will ask which one.": "a place",
    "The barcode {barcode} stands in row {first} too. Both go in; a scan will ask which one.": "a place",
    "This order has no line {line}. Nothing was changed.": "a place",
    "This order has no charge {charge}. Nothing was changed.": "a place",
    "{name}: {now} instead of {was}": "a place",
    "Code {number} of {count}: click it, and scan it.": "a place",
    "Page {page} of {pages}": "a place",
    "Sending {done} of {of}": "a place",
    "Receiving {done} of {of}": "a place",
    "Looking through {done} of {of}": "a place",
    "Making row {done} of {of} ready": "a place",
    "Sending part {done} of {of} of the ready rows": "a place",
    "Writing {done} of {of}": "a place",
    "{done} of {of}": "a place",
    "{held} of {here} on the hub": "a place",
    "Web shop: sending {done} of {of}": "a place",
    "Web shop: telling stock {done} of {of}": "a place",
    "Web shop: looking at stock {done} of {of}": "a place",
    "Web shop: products {done} of {of}": "a place",
    "Web shop: orders {done} of {of}": "a place",
    "Web shop: customers {done} of {of}": "a place",
    "{step} of {of}: {name}": "a place",
    "The clocks of this till and of the web shop are {hours} hours apart. Check the date here.": "unit",
    "In the web shop: {count}": "a figure alone",
    "In the web shop: {count}, as of {when}": "a figure alone",
    "Line {line}: braces or words do not fit together ({why}).": "a place",
    "Line {line}: only values, conditions and the words {filters} can be used here.": "a place",
    "Line {line}: there is no value “{name}” here. There are: {known}.": "a place",
    "Revision {revision}": "a place",
    "Word {place} is not of a recovery sheet. Look at its letters again; nothing was changed.": "a place",
    "Money of payment {payment} was given back already, so it stays as it is."
    " Nothing was changed.": "a place",
    "Back to version {n}": "a place",
    "Back to version {n} of {number}?": "a place",
    "Back to version {n}…": "a place",
    "What is agreed now is the same as in version {version}. Nothing was changed.": "a place",
    "This order has no version {version}. Nothing was changed.": "a place",
    "{number} is as in version {n} again.": "a place",
    "Payment {payment} came from another order with an exchange, so it stays as it was.": "a place",
    "Payment {payment} was made by that method already. Nothing was changed.": "a place",
    "This order has no payment {payment}. Nothing was changed.": "a place",
    "This change was made of version {seen} of the order; it is version {version} now."
    " {what} Look again; nothing was changed.": "a place",
    "DUPLICATE {count}": "which one it is",
    "{price} has more than 6 decimals. Write the price with fewer.": "a price, as it was written",
    "{quantity} is not a quantity to sell. Write a number above zero.": "as it was written",
    "{quantity} is more than the {largest} a line can hold. Check the quantity.": "as it was written",
    "{quantity} is not a whole number. This product is sold by the piece.": "as it was written",
    "{quantity} has more than 6 decimals. Write the quantity with fewer.": "as it was written",
    "{percent} % is not possible. Write a percentage between 0 and 100.": "unit",
    "Write a number from {least} to {most}.": "a bound",
    "{quantity} × {name}, {amount}": "times",
    "{number}: {handed} handed over, {sold} sold (tills {tills}). Sell the rest, or take it back?": "pieces",
    "{name} is missing: {short}. Sold in the orders {numbers}. Get more, or take one back?": "after a colon",
    "{name} is missing: {short}, by what was written down. How many are there?": "after a colon",
    "{name}: who counted {counted} did not know what till {tills} had moved before: {moved}. "
    "Did the count have it already?": "pieces",
    "In stock: {count}": "a label before its figure, or before a word",
}
"""Texts with a number whose words are the same for all numbers in every language, and why."""


def test_what_counts_has_a_plural() -> None:
    single = {text.one for _path, text in messages.all_texts() if text.many is None}
    assert messages.numbered() & single - COUNTS_NOTHING.keys() == set()
    assert COUNTS_NOTHING.keys() - {text.one for _path, text in messages.all_texts()} == set(), "gone"


def test_a_text_with_a_number_is_found_however_the_number_gets_in() -> None:
    source = (
        "class Lost(CashierError):\n    text = '{count} gone'\n    count: int\n"
        "class Named(CashierError):\n    text = '{name} gone'\n    name: str\n"
        "_('{many} here').format(many=current().number(many))\n"
        "words = _('{n} there')\nwords = words.format(n=len(rows))\n"
        "_('{amount} paid').format(amount=current().money(paid))\n"
        "_('{count} so').format(count=shown)\n"
    )
    assert messages.numbered_in(source) == {"{count} gone", "{many} here", "{n} there", "{count} so"}


def test_translators_are_told_what_words_alone_do_not_say() -> None:
    bare = [
        text.one
        for _path, text in messages.all_texts()
        if not text.comment and (text.context or (text.one.count("{") > 1 and not _words(text.one)))
    ]
    assert bare == []


def test_the_same_word_for_two_meanings_is_translated_twice() -> None:
    french = Speech("fr")
    assert (french.pgettext("order", "Paid"), french.gettext("Paid")) == ("Payée", "Payé")
    assert [french.gettext(mark("All", of)) for of in ("orders", "customers")] == ["Toutes", "Tous"]
    assert Speech("en").pgettext("orders", "All") == "All"
    assert Speech("de").pgettext("of nothing known", "All") == "All"


def _words(text: str) -> list[str]:
    """The words of a text beside one: where there is one or none, nobody can tell what it says."""
    return re.findall(r"[^\W\d_]{2,}", re.sub(r"\{\w*\}", " ", text))[1:]
