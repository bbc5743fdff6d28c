"""Money, numbers and dates as a locale writes them; sentences in a language."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as some

from pos import text
from pos.domain.money.amounts import Money
from pos.domain.words.errors import CashierError
from pos.text import Speech

NARROW, WIDE = "\u202f", "\xa0"


@pytest.mark.parametrize(
    ("locale", "money", "shown"),
    [
        ("fr_FR", Money(7609, "EUR"), f"76,09{WIDE}€"),
        ("fr_FR", Money(-123456750, "EUR"), f"-1{NARROW}234{NARROW}567,50{WIDE}€"),
        ("de_CH", Money(7609, "CHF"), f"CHF{WIDE}76.09"),
        ("en_GB", Money(123456, "GBP"), "£1,234.56"),
        ("en_US", Money(5, "USD"), "$0.05"),
        ("ja_JP", Money(1200, "JPY"), "￥1,200"),
        ("en_GB", Money(1234, "KWD"), "KWD1.234"),
        ("de_DE", Money(123456, "EUR"), f"1.234,56{WIDE}€"),
        ("en_GB", Money(1205, "IRR"), "IRR12.05"),  # two digits by ISO 4217, none by Babel's own list
    ],
)
def test_an_amount_is_written_as_the_place_writes_it(locale: str, money: Money, shown: str) -> None:
    assert Speech("en", locale).money(money) == shown


@given(some.integers(-(10**15), 10**15), some.sampled_from(["EUR", "JPY", "KWD"]))
def test_no_amount_loses_a_cent_on_the_way_to_the_screen(minor: int, currency: str) -> None:
    shown = Speech("en", "en_GB").amount(Money(minor, currency))
    assert Money.of(Decimal(shown.replace(",", "")), currency).minor == minor


@pytest.mark.parametrize(
    ("value", "currency", "shown"),
    [
        ("18", "EUR", "18,00"),
        ("18.5", "EUR", "18,50"),
        ("29.1667", "EUR", "29,1667"),
        ("0.000001", "EUR", "0,000001"),
        ("4.205", "EUR", "4,205"),
        ("1200", "JPY", f"1{NARROW}200"),
        ("0.5", "JPY", "0,5"),
        ("1.5", "KWD", "1,500"),
    ],
)
def test_a_unit_price_is_never_rounded(value: str, currency: str, shown: str) -> None:
    french = Speech("fr")
    assert french.unit_price(Decimal(value), currency) == shown
    assert french.price(Decimal(value), currency).startswith(shown + WIDE)


@pytest.mark.parametrize(
    ("value", "shown"),
    [("2", "2"), ("0.25", "0,25"), ("1E+3", f"1{NARROW}000"), ("-3", "-3"), ("0.000001", "0,000001")],
)
def test_a_quantity_shows_the_digits_it_has(value: str, shown: str) -> None:
    assert Speech("fr").number(Decimal(value)) == shown


@pytest.mark.parametrize(("rate", "french", "english"), [("20", "20", "20"), ("9.975", "9,975", "9.975")])
def test_a_rate_is_counted_in_percent(rate: str, french: str, english: str) -> None:
    assert Speech("fr").percent(Decimal(rate)) == f"{french}{WIDE}%"
    assert Speech("en").percent(Decimal(rate)) == f"{english}%"


@pytest.mark.parametrize(
    ("locale", "shown"),
    [
        ("fr_FR", "01/03/2026 14:32"),
        ("en_GB", "01/03/2026 14:32"),
        ("en_US", f"3/1/2026 2:32{NARROW}PM"),
        ("fr_CA", "2026-03-01 14 h 32"),
    ],
)
def test_a_moment_is_shown_as_the_clock_read_it(locale: str, shown: str) -> None:
    far_away = timezone(timedelta(hours=-7))
    assert Speech("en", locale).short(datetime(2026, 3, 1, 14, 32, 59, tzinfo=far_away)) == shown
    assert Speech("en", locale).date(date(2026, 3, 1)) == shown.split()[0]


@pytest.mark.parametrize(
    ("moment", "english", "french"),
    [
        ((2026, 3, 12, 0, 5), "today 00:05", "aujourd’hui 00:05"),
        ((2026, 3, 11, 23, 59), "yesterday 23:59", "hier 23:59"),
        ((2026, 3, 7, 18, 2), "Sat 18:02", "sam. 18:02"),
        ((2026, 3, 6, 18, 2), "Fri 18:02", "ven. 18:02"),
        ((2026, 3, 5, 18, 2), "05/03/2026 18:02", "le 05/03/2026 18:02"),
        ((2025, 3, 11, 18, 2), "11/03/2025 18:02", "le 11/03/2025 18:02"),
        ((2026, 3, 13, 18, 2), "13/03/2026 18:02", "le 13/03/2026 18:02"),
    ],
)
def test_a_moment_of_the_last_week_is_told_by_its_day(
    moment: tuple[int, ...], english: str, french: str
) -> None:
    at, today = datetime(*moment, tzinfo=UTC), date(2026, 3, 12)  # type: ignore[misc,arg-type]
    assert Speech("en", "fr_FR").lately(at, today) == english
    assert Speech("fr", "en_GB").lately(at, today) == french


def test_what_was_far_away_is_told_by_the_clock_of_this_computer() -> None:
    speech, long_ago = Speech("en", "fr_FR"), datetime(2020, 1, 1, 23, 30, tzinfo=UTC)
    for zone in (UTC, timezone(timedelta(hours=9)), timezone(timedelta(hours=-7))):
        assert speech.ago(long_ago.astimezone(zone)) == speech.short(long_ago.astimezone())
    now = datetime.now(UTC)
    assert speech.ago(now.astimezone(timezone(timedelta(hours=14))), briefly=True) in (
        speech.time(now.astimezone()),
        speech.lately(now.astimezone(), date.today()),
    )


def test_the_locale_of_the_shop_is_not_the_language_of_the_window() -> None:
    assert Speech("en", "fr_FR").money(Money(150, "EUR")) == f"1,50{WIDE}€"
    assert Speech("fr", "en_GB").money(Money(150, "EUR")) == "€1.50"


@pytest.mark.parametrize("locale", ["fr_ZZ", "fr-FR", "fr"])
def test_an_unknown_place_writes_as_its_language(locale: str) -> None:
    assert Speech("en", locale).money(Money(150, "EUR")) == f"1,50{WIDE}€"


@pytest.mark.parametrize("locale", ["", "xx_XX", "rubbish!", "_"])
def test_an_unknown_locale_writes_as_the_language_of_the_window(locale: str) -> None:
    assert Speech("en", locale).money(Money(150, "EUR")) == "€1.50"


def test_an_unknown_language_speaks_english() -> None:
    assert Speech("tlh").gettext("Total") == "Total"
    assert Speech("tlh").ngettext("{count} item", "{count} items", 2) == "{count} items"


def test_the_language_of_the_window_changes_while_running() -> None:
    try:
        text.use("fr", "fr_FR")
        assert (text.current().language, text.current().locale) == ("fr", "fr_FR")
        text.use("en", "en_GB")
        assert text._("Total") == "Total"
        assert text.ngettext("{count} item", "{count} items", 1) == "{count} item"
    finally:
        text.use()


def test_the_empty_message_stays_empty() -> None:
    assert Speech("fr").gettext("") == ""


class Reason(StrEnum):
    COUNT = "count"


class Everything(CashierError):
    text = "{money} {count} {part} {moment} {day} {names} {reason}"
    money: Money
    count: Decimal
    part: int
    moment: datetime
    day: date
    names: tuple[str, ...]
    reason: Reason


def test_a_sentence_shows_every_value_as_the_shop_writes_it() -> None:
    moment = datetime(2026, 3, 1, 9, 5)
    problem = Everything(
        Money(150, "EUR"), Decimal("0.5"), 1200, moment, moment.date(), ("{a}", "b"), Reason.COUNT
    )
    assert text.sentence(problem, Speech("fr")) == (
        f"1,50{WIDE}€ 0,5 1{NARROW}200 01/03/2026 09:05 01/03/2026 {{a}}, b count"
    )


def test_an_error_without_a_text_says_what_python_says() -> None:
    assert text.sentence(ValueError("nothing to add")) == "nothing to add"


def test_asking_for_words_loads_neither_babel_nor_gettext() -> None:
    code = "import sys; from pos.text import _; _('Total'); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {"babel", "gettext"} & set(done.stdout.split()) == set()
