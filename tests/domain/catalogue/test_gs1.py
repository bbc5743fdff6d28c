"""Codes of several fields: what stands on a packet, however its code is written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.catalogue.barcode import packet
from pos.domain.catalogue.gs1 import Packet, amount_in, read

N = "04006381333931"
D = Decimal
PACKETS: list[tuple[str, Packet | None]] = [
    (f"01{N}", Packet(N)),
    (f"01{N}17290131", Packet(N, use_by=date(2029, 1, 31))),
    (f"01{N}1729013110ABC", Packet(N, "ABC", use_by=date(2029, 1, 31))),
    (f"01{N}10ABC\x1d17290131", Packet(N, "ABC", use_by=date(2029, 1, 31))),
    (f"\x1d01{N}21S-1\x1d10ABC", Packet(N, "ABC", "S-1")),
    (f"]C101{N}10ABC", Packet(N, "ABC")),
    (f"]d201{N}10ABC\u241d17290100", Packet(N, "ABC", use_by=date(2029, 1, 31))),
    (f"]Q301{N}10ABC<GS>30012", Packet(N, "ABC", count=D(12))),
    (f"]e001{N}3103001234", Packet(N, measure=D("1.234"), unit="kg")),
    (f"]e0\x1d3103001234\x1d01{N}", Packet(N, measure=D("1.234"), unit="kg")),
    (f"01{N}3202001000", Packet(N, measure=D("4.5359237"), unit="kg")),
    (f"02{N}3712", Packet(N, count=D(12))),
    (f"01{N}3922001295", Packet(N, price=D("12.95"))),
    (f"01{N}39329780012951", Packet(N, price=D("129.51"))),
    (f"(01){N}(17)290131(10)ABC", Packet(N, "ABC", use_by=date(2029, 1, 31))),
    (f"(01) {N} (3103) 000250", Packet(N, measure=D("0.25"), unit="kg")),
    (f"]C1(01){N}(10)A", Packet(N, "A")),
    (f"https://id.gs1.org/01/{N}/10/ABC?17=290131", Packet(N, "ABC", use_by=date(2029, 1, 31))),
    ("HTTPS://a.com/x/01/4006381333931/21/7%2F8?30=5", Packet(N, serial="7/8", count=D(5))),
    ("https://example.com/gtin/4006381333931/lot/7", Packet(N, "7")),
    ("id.gs1.org/01/4006381333931?17=290131", Packet(N, use_by=date(2029, 1, 31))),
    ("https://example.com:8080/p?gtin=4006381333931&10=A", Packet(N, "A")),
    ("https://example.com/page/01", None),
    ("a/b", None),
    ("https://[/01/04006381333931", None),
    (f"01{N}99", None),  # nothing says that fields follow, and the last one is empty
    ("0123456789012345678", None),
    ("4006381333931", None),
    ("(01)4006381333931", None),
    ("01", None),
    ("", None),
]  # fmt: skip


@pytest.mark.parametrize(("code", "says"), PACKETS)
def test_what_a_packet_says(code: str, says: Packet | None) -> None:
    assert packet(code) == says


def test_a_wrong_check_digit_names_no_goods() -> None:
    assert packet("(01)04006381333932") is None


@pytest.mark.parametrize("day", ["291301", "290230", "29", "x90101"])
def test_a_day_that_is_none_is_left_out(day: str) -> None:
    assert packet(f"(01){N}(17){day}") == Packet(N)


@given(st.one_of(st.text(), st.from_regex(r"(\]C1|\x1d|\(01\)|https?://.{0,9}/)?01[0-9(/\x1d]{0,40}")))
def test_anything_is_read_or_is_no_packet(code: str) -> None:
    found = read(code)
    assert found is None or len(found.number) == 14


@pytest.mark.parametrize(
    ("code", "unit", "amount"),
    [
        ("(3103)001250", "kg", "1.25"),
        ("(3103)001250", "g", "1250"),
        ("(3203)001250", "lb", "1.25"),
        ("(3103)001250", "", "1"),
        ("(3153)000750", "cl", "75"),
        ("(3109)000001", "kg", "1"),  # finer than anything is weighed
        ("(30)12", "", "12"),
        ("(30)12", "kg", "1"),
        ("(30)000", "", "1"),
        ("", "kg", "1"),
    ],
)
def test_how_much_a_packet_sells(code: str, unit: str, amount: str) -> None:
    said = packet(f"(01){N}{code}")
    assert said is not None
    assert str(amount_in(said, unit)) == amount
