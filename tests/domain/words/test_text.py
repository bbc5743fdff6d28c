"""Texts are cleaned where they enter, and found however they are typed."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.words.text import clean, fold, language_code, spans, words
from tests.shared import shared


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Mug  ", "Mug"),
        ("Cafe\u0301", "Café"),
        ("a\x00b\x1bc", "abc"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("tab\tinside", "tab inside"),
        ("line\r\nbreak\u2028here", "line break here"),
        ("\ufeffBOM", "BOM"),
        ("half \ud83d one", "half  one"),
        ("\u202eevil name", "evil name"),
        ("\u2066isolated\u2069", "isolated"),
        ("\u200fשלום\u200e", "\u200fשלום\u200e"),
        ("\u200b\u200d\u2060", ""),
        ("\u3164", ""),
        ("\u0301" * 500, ""),
        ("👩‍👩‍👧‍👦 Family", "👩‍👩‍👧‍👦 Family"),
        ("", ""),
        ("null", "null"),
        ("<b>Bold", "<b>Bold"),
        ("=1+1", "=1+1"),
    ],
)
def test_clean(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_clean_keeps_lines_where_asked() -> None:
    assert clean("one\r\ntwo\rthree\x85four", lines=True) == "one\ntwo\nthree\nfour"


def test_clean_cuts_at_the_limit() -> None:
    assert len(clean("é" * 20_000)) == 250
    assert clean("abc def", 4) == "abc"


@given(st.text(), st.integers(1, 30), st.booleans())
def test_clean_twice_is_clean_once(text: str, limit: int, lines: bool) -> None:
    once = clean(text, limit, lines=lines)
    assert clean(once, limit, lines=lines) == once
    assert len(once) <= limit
    assert unicodedata.is_normalized("NFC", once)
    once.encode()


@given(st.text(alphabet=st.characters(exclude_categories=[])))
def test_nothing_typed_breaks_folding(text: str) -> None:
    fold(text)
    spans(text, words(text))
    assert all(word and " " not in word for word in words(text))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Crème BRÛLÉE", "creme brulee"),
        ("İIıi", "iiii"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("Œuvre", "oeuvre"),
        ("ﬁne", "fine"),
        ("Smørrebrød", "smorrebrod"),
        ("Ёлка", "елка"),
        ("Αθηνά", "αθηνα"),
        ("ＦＵＬＬ", "full"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("Mug, blue glaze", ["mug", "blue", "glaze"]),
        ("MUG-1", ["mug", "1"]),
        ("1.5l", ["1", "5l"]),
        ("C++", ["c"]),
        ("l’huile d'olive", ["l", "huile", "d", "olive"]),
        ("snake_case", ["snake", "case"]),
        ("zero\u200bwidth soft\u00adhyphen", ["zerowidth", "softhyphen"]),
        ("ปากกา ลูกลื่น", ["ปากกา", "ลูกลื่น"]),
        ("山田 a", ["山", "田", "a"]),
        ("🎁 gift", ["🎁", "gift"]),
        ("½ baguette", ["1", "2", "baguette"]),
        ("José\u0301", ["jose"]),
        ('% " * ^ ( _', []),
    ],
)
def test_words(text: str, parted: list[str]) -> None:
    assert words(text) == parted


def test_one_and_two_code_points_are_the_same() -> None:
    assert words("Jose\u0301") == words("José")


@pytest.mark.parametrize(
    ("name", "typed", "marked"),
    [
        ("Mug, blue glaze", "blu", ["blu"]),
        ("Card set, bluebells", "blu ca", ["Ca", "blu"]),
        ("Crème brûlée", "creme bru", ["Crème", "brû"]),
        ("Straße 7", "strasse", ["Straße"]),
        ("Œuvre", "o", ["Œ"]),
        ("Mug", "ug", []),
        ("Mug", "", []),
    ],
)
def test_spans(name: str, typed: str, marked: list[str]) -> None:
    assert [name[start:end] for start, end in spans(name, words(typed))] == marked


def test_every_nasty_string_is_cleaned() -> None:
    for strings in json.loads(shared("nasty/strings.json").read_text("utf-8"))["strings"].values():
        for text in strings:
            kept = clean(text)
            assert clean(kept) == kept
            assert not any(unicodedata.category(character) in ("Cc", "Cs") for character in kept)


@pytest.mark.parametrize(
    ("text", "language"),
    [("de", "de"), ("DE", "de"), ("de-AT", "de"), ("de_CH.UTF-8", "de"), (" fr ", "fr"), ("gsw", "gsw"),
     ("german", ""), ("d", ""), ("", ""), ("12", ""), ("d3", "")],
)  # fmt: skip
def test_a_language_is_known_by_its_letters(text: str, language: str) -> None:
    assert language_code(text) == language
