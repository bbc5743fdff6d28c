"""Three codes scanned, and what is found out of the scanner."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.graphics.barcode.code128 import Code128

from pos.domain.catalogue import keyboards
from pos.domain.catalogue.barcode import kind
from pos.domain.catalogue.bars import code_128, ean_13
from pos.domain.catalogue.keyboards import PAIRS, Pair
from pos.domain.catalogue.scanner_trial import TRIAL, Diagnosis, Finding, Sent, diagnose
from pos.domain.catalogue.scanners import AS_DELIVERED, End, ScannerHabits

F = Finding


def tried(*typed: str, end: End = End.ENTER) -> Diagnosis:
    return diagnose([Sent(one, end) for one in typed or tuple(code.text for code in TRIAL)])


def test_the_codes_are_what_they_say() -> None:
    assert [kind(code.text) for code in TRIAL] == ["EAN-13", "UPC-A", ""]
    assert all(code.text in code.forms for code in TRIAL)


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=20))
def test_the_bars_of_a_code_128_are_reportlab_s(text: str) -> None:
    made = code_128(text)
    assert set(made) == {"0", "1"}
    assert len(made) == 11 * (len(text) + 3) + 2


def test_bars_of_known_codes() -> None:
    drawn = Code128("Ab-01/Zq.M")
    drawn.validate(), drawn.encode(), drawn.decompose()
    widths = ((sign.isupper(), ord(sign.lower()) - 96) for sign in drawn.decomposed)
    assert code_128("Ab-01/Zq.M") == "".join("01"[dark] * wide for dark, wide in widths)
    # the worked example of the standard
    assert ean_13("5901234123457") == (
        "10100010110100111011001100100110111101001110101010110011011011001000010101110010011101000100101"
    )


@pytest.mark.parametrize(
    ("end", "finding"), [(End.ENTER, F.ENTER), (End.TAB, F.TAB), (End.NOTHING, F.NOTHING)]
)
def test_what_it_ends_with(end: End, finding: Finding) -> None:
    assert tried(end=end) == Diagnosis((finding,), ScannerHabits(end))


def test_ends_that_differ() -> None:
    sent = [Sent(code.text, end) for code, end in zip(TRIAL, (End.ENTER, End.TAB, End.ENTER), strict=True)]
    assert diagnose(sent) == Diagnosis((F.ENDS_DIFFER,), AS_DELIVERED)


EAN, UPC, SIGNS = (code.text for code in TRIAL)


@pytest.mark.parametrize(
    ("typed", "findings", "habits"),
    [
        ((EAN, f"0{UPC}", SIGNS), (), ScannerHabits(End.ENTER)),
        ((EAN, UPC[1:], SIGNS), (F.ZERO_LOST,), ScannerHabits(End.ENTER)),
        ((EAN[:-1], UPC[:-1], SIGNS), (F.CHECK_DIGIT_LOST,), ScannerHabits(End.ENTER)),
        ((f"~{EAN}", f"~{UPC}", f"~{SIGNS}"), (F.PREFIX,), ScannerHabits(End.ENTER, "~")),
        ((f"{EAN}#", f"{UPC}#", f"{SIGNS}#"), (F.SUFFIX,), ScannerHabits(End.ENTER, "", "#")),
        ((f"]E0{EAN}", f"]E0{UPC}", f"]C0{SIGNS}"), (F.CODE_KIND,), ScannerHabits(End.ENTER)),
        (
            (f"~]E0{EAN}", f"~]E0{UPC}", f"~]C0{SIGNS}"),
            (F.PREFIX, F.CODE_KIND),
            ScannerHabits(End.ENTER, "~"),
        ),
        ((f"F{EAN}", f"A{UPC}", f"K{SIGNS}"), (F.CODE_KIND,), ScannerHabits(End.ENTER)),
        ((EAN, UPC, SIGNS.swapcase()), (F.CAPITALS,), ScannerHabits(End.ENTER)),
        ((EAN, UPC, SIGNS.upper()), (F.ONE_CASE,), ScannerHabits(End.ENTER)),
    ],
)
def test_what_is_found(typed: tuple[str, ...], findings: tuple[Finding, ...], habits: ScannerHabits) -> None:
    assert tried(*typed) == Diagnosis((F.ENTER, *findings), habits)


def test_what_is_no_code_of_these_is_said() -> None:
    assert tried(EAN, "4006381333931", SIGNS) == Diagnosis(
        (F.ENTER, F.UNREAD), ScannerHabits(End.ENTER), (1,)
    )


@pytest.mark.parametrize("pair", PAIRS)
def test_every_keyboard_is_found_and_then_read_right(pair: Pair) -> None:
    found = tried(*(keyboards.typed(f"~{code.text}", pair) for code in TRIAL))
    assert F.UNREAD not in found.findings
    for code in TRIAL:
        assert found.habits.read(keyboards.typed(f"~{code.text}", pair)) == code.text


@given(
    st.builds(ScannerHabits, st.sampled_from(End), st.text(), st.text(), st.none() | st.sampled_from(PAIRS))
)
def test_habits_are_written_and_read_back(habits: ScannerHabits) -> None:
    assert ScannerHabits.from_written(habits.written()) == habits


@given(st.text() | st.from_regex(r'\["(enter|x)?","a","",\[("us"|"fr"|1)?\]\]'))
def test_a_line_that_cannot_be_read_is_a_scanner_as_delivered(line: str) -> None:
    assert ScannerHabits.from_written(line).end in End


@given(st.lists(st.builds(Sent, st.text(), st.sampled_from(End)), min_size=3, max_size=3))
def test_anything_sent_is_told(sent: list[Sent]) -> None:
    assert diagnose(sent).findings
