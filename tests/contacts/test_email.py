"""E-mail addresses: one a field, checked as they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.contacts.email import email_key, looks_like_email, read_email
from pos.domain.words.errors import CashierError, EmailUnreadable, SeveralEmails
from pos.text import sentence


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("lucie@example.com", "lucie@example.com"),
        ("  Lucie@EXAMPLE.com\t", "Lucie@example.com"),
        ("mailto:lucie@example.com", "lucie@example.com"),
        ("o'brien@example.ie", "o'brien@example.ie"),
        ("lucie+caisse@example.com", "lucie+caisse@example.com"),
        ("lucie@exämple.de", "lucie@exämple.de"),
        ("lucie@xn--exmple-cua.de", "lucie@exämple.de"),
        ("用户@例え.jp", "用户@例え.jp"),
        ("re\u0301mi@example.fr", "rémi@example.fr"),
        ("", ""),
    ],
)
def test_an_address_has_one_form(typed: str, kept: str) -> None:
    assert read_email(typed) == kept


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("lucie@example.com, anne@example.com", SeveralEmails),
        ("lucie@example.com; anne@example.com", SeveralEmails),
        ("lucie@example.com anne@example.com", SeveralEmails),
        ("lucie@example.com\nBcc: anne@example.com", SeveralEmails),
        ("x@[127.0.0.1]", EmailUnreadable),
        ("lucie", EmailUnreadable),
        ("lucie@", EmailUnreadable),
        ("@example.com", EmailUnreadable),
        ("lucie@example", EmailUnreadable),
        ("lucie@@example.com", EmailUnreadable),
        ("Lucie <lucie@example.com>", EmailUnreadable),
        ("lucie @example.com", EmailUnreadable),
        ("a" * 65 + "@example.com", EmailUnreadable),
        ("a" * 300 + "@example.com", EmailUnreadable),
        ("lucie@" + "a" * 300 + ".com", EmailUnreadable),
        ("=1+1@example", EmailUnreadable),
    ],
)
def test_what_is_no_address_is_refused_with_a_sentence(typed: str, error: type[CashierError]) -> None:
    with pytest.raises(error) as refused:
        read_email(typed)
    assert len(sentence(refused.value)) < 200


@given(st.text(max_size=80))
def test_any_text_is_an_address_or_a_sentence(text: str) -> None:
    try:
        kept = read_email(text)
    except CashierError as error:
        kept, said = "", sentence(error)
        assert said
    assert kept == "" or (kept.count("@") == 1 and read_email(kept) == kept)


def test_two_spellings_of_an_address_are_the_same_person() -> None:
    assert email_key("Lucie@Example.com") == email_key(" lucie@example.COM")


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("lucie@example.com", True), ("@lucie", False), ("lucie@", False), ("a b@c.d", False), ("x@y", False)],
)
def test_what_looks_like_an_address(text: str, is_one: bool) -> None:
    assert looks_like_email(text) is is_one
