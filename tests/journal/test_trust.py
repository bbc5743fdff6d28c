"""Keys and vouchers: what was signed is known, and nothing that was changed in any way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from pos.journal import trust
from pos.journal.trust import (
    By,
    Invitation,
    InvitationVoucher,
    Key,
    Newcomer,
    Role,
)

ROOT, TILL, OTHER = Key(b"r" * 32), Key(b"t" * 32), Key(b"o" * 32)
LIFE = Newcomer("a" * 32, "B", b"\1" * 16, TILL.public)
DAY = date(2026, 12, 1)

CHANGES: list[Callable[[Newcomer], Newcomer]] = [
    lambda life: replace(life, shop="b" * 32),
    lambda life: replace(life, letter="C"),
    lambda life: replace(life, life=b"\2" * 16),
    lambda life: replace(life, key=OTHER.public),
    lambda life: replace(life, shop=life.shop[:-1], letter="aB"),
]


def test_a_signature_names_its_key_and_its_bytes() -> None:
    signature = TILL.sign(trust.entry_message(b"c" * 32))
    assert trust.is_signed(TILL.public, signature, trust.entry_message(b"c" * 32))
    assert not trust.is_signed(TILL.public, signature, trust.entry_message(b"d" * 32))
    assert not trust.is_signed(OTHER.public, signature, trust.entry_message(b"c" * 32))
    assert not trust.is_signed(TILL.public, signature, b"c" * 32)


@pytest.mark.parametrize("public", [b"", b"x" * 31, b"\xff" * 32, b"\0" * 32])
@pytest.mark.parametrize("signature", [b"", b"s" * 63, b"s" * 64, b"s" * 65])
def test_rubbish_is_not_signed_and_raises_nothing(public: bytes, signature: bytes) -> None:
    assert not trust.is_signed(public, signature, b"message")


@pytest.mark.parametrize("by", By)
@pytest.mark.parametrize("change", CHANGES)
def test_a_key_vouches_for_exactly_one_life(change: Callable[[Newcomer], Newcomer], by: By) -> None:
    voucher = trust.vouch(ROOT, by, LIFE)
    assert voucher.vouches(LIFE, ROOT.public)
    assert not voucher.vouches(change(LIFE), ROOT.public)
    assert not voucher.vouches(LIFE, OTHER.public)


def invited() -> tuple[Invitation, InvitationVoucher]:
    invitation, once = trust.invite(ROOT, LIFE.shop, LIFE.letter, Role.TILL, DAY)
    return invitation, trust.join(invitation, once, LIFE)


@pytest.mark.parametrize("change", CHANGES)
def test_an_invitation_serves_the_life_that_used_it(change: Callable[[Newcomer], Newcomer]) -> None:
    _invitation, voucher = invited()
    assert voucher.vouches(LIFE, ROOT.public)
    assert not voucher.vouches(change(LIFE), ROOT.public)
    assert not voucher.vouches(LIFE, OTHER.public)


@pytest.mark.parametrize(
    "changes",
    [{"role": Role.OFFICE}, {"until": date(2099, 1, 1)}, {"letter": "C"}, {"key": OTHER.public}],
    ids=lambda changes: next(iter(changes)),
)
def test_a_changed_invitation_is_nobodys(changes: dict[str, object]) -> None:
    invitation, voucher = invited()
    changed = replace(invitation, **changes)  # type: ignore[arg-type]
    assert not changed.is_from(ROOT.public)
    assert not replace(voucher, invitation=changed).vouches(LIFE, ROOT.public)
