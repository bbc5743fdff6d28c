"""Nothing on screen or paper is untranslated, and what is compiled is what was translated."""

from __future__ import annotations

import ast

import pytest

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
    tree = ast.parse(
        "class Lost(CashierError):\n    text = 'Gone, '  'all of it'\n"
        "class Typed:\n    text: ClassVar[str] = 'Typed'\n"
        "class Bare:\n    text: str\n"
        "_('Total'); speech.gettext('VAT'); mark('Later'); _(variable); other('No')\n"
        "ngettext('{count} item', '{count} items', n)\n"
        "pgettext('order', 'Paid')\n"
    )
    assert sorted(messages._texts_of(tree)) == [
        ("Gone, all of it", None),
        ("Later", None),
        ("Total", None),
        ("Typed", None),
        ("VAT", None),
        ("order\x04Paid", None),
        ("{count} item", "{count} items"),
    ]
