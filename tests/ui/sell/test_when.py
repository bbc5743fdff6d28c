"""Days and times as they are said on the phone."""

from __future__ import annotations

from datetime import date

import pytest

from pos.text import Speech, use
from ui.shared.orders.when import DayUnreadable, read_when, shown_when

TUESDAY = date(2026, 11, 24)
FRENCH, BRITISH, AMERICAN = Speech("fr", "fr_FR"), Speech("en", "en_GB"), Speech("en", "en_US")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", ""),
        ("today", "2026-11-24"),
        ("Tomorrow", "2026-11-25"),
        ("+3", "2026-11-27"),
        ("25/11", "2026-11-25"),
        ("25.11.", "2026-11-25"),
        ("25-11-26", "2026-11-25"),
        ("23/11", "2027-11-23"),  # gone by: next year's
        ("25/11/2026", "2026-11-25"),
        ("2026-12-24", "2026-12-24"),
        ("2026-12-24T09:15", "2026-12-24T09:15"),
        ("10:30", "2026-11-24T10:30"),
        ("10h", "2026-11-24T10:00"),
        ("4 pm", "2026-11-24T16:00"),
        ("12 am", "2026-11-24T00:00"),
        ("25/11 10:30", "2026-11-25T10:30"),
        ("tomorrow at 9:05", "2026-11-25T09:05"),
        ("fri", "2026-11-27"),
        ("tuesday", "2026-12-01"),
        ("Sat 14h30", "2026-11-28T14:30"),
        ("29/02/2028", "2028-02-29"),
    ],
)
def test_what_is_said(typed: str, meant: str) -> None:
    assert read_when(typed, TUESDAY, BRITISH) == meant


NONE = ["someday", "32/11", "29/02/2027", "25:00", "0/0", "11", "x", "10:75", "{0}"]


@pytest.mark.parametrize("typed", NONE)
def test_what_is_no_day(typed: str) -> None:
    with pytest.raises(DayUnreadable):
        read_when(typed, TUESDAY, BRITISH)


def test_in_other_countries() -> None:
    use("fr", "fr_FR")
    try:
        assert read_when("demain à 10h30", TUESDAY, FRENCH) == "2026-11-25T10:30"
        assert read_when("vendredi", TUESDAY, FRENCH) == "2026-11-27"
        assert read_when("11/25", TUESDAY, AMERICAN) == "2026-11-25"
    finally:
        use("en")


@pytest.mark.parametrize("speech", [FRENCH, BRITISH, AMERICAN])
@pytest.mark.parametrize("at", ["2026-11-05", "2026-11-05T10:30"])
def test_what_is_shown_is_read_again(speech: Speech, at: str) -> None:
    assert read_when(shown_when(at, speech), TUESDAY, speech) == at
