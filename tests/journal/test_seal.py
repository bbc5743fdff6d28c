"""The seal: golden values, so that no later version reads old journals as broken."""

from __future__ import annotations

import hashlib

import pytest

from pos.journal import seal
from pos.journal.kinds.days import CashMoved
from pos.journal.seal import Header
from pos.journal.trust import Key, entry_message, is_signed

KEY = Key(bytes(range(32)))
SALT = bytes(16)
HEADER = Header(
    origin="1" * 32,
    seq=7,
    event_id="2" * 32,
    kind="cash.moved",
    scope="cash:A",
    entity_id="",
    hlc=117_000_000_000_000_000,
    recorded_at="2026-11-23T09:00:00.000+01:00",
    user="Lucie",
    format=1,
)
HEADER_BYTES = (
    b'{"entity_id":"","event_id":"22222222222222222222222222222222","format":1,"hlc":117000000000000000,'
    b'"kind":"cash.moved","origin":"11111111111111111111111111111111",'
    b'"recorded_at":"2026-11-23T09:00:00.000+01:00","scope":"cash:A","seq":7,"user":"Lucie"}'
)
BODY = b'{"amount":10000,"day":"2026-11-23","reason":"float"}'


def test_the_header_is_written_like_this_for_ever() -> None:
    assert seal.canonical(HEADER) == HEADER_BYTES


def test_an_entry_is_linked_and_signed_like_this_for_ever() -> None:
    assert seal.parts_of(CashMoved("float", 10_000, "2026-11-23")) == (BODY, None)
    body_hash = seal.part_hash(SALT, BODY)
    chain = seal.link(seal.NO_CHAIN, HEADER_BYTES, body_hash, None)
    assert body_hash == hashlib.sha256(SALT + BODY).digest()
    assert chain == hashlib.sha256(bytes(32) + HEADER_BYTES + body_hash + bytes(32)).digest()
    assert chain.hex() == GOLDEN_CHAIN
    signature = KEY.sign(b"comptoir entry 1\0" + chain)
    assert signature == KEY.sign(entry_message(chain))
    assert is_signed(KEY.public, signature, entry_message(chain))
    assert signature.hex() == GOLDEN_SIGNATURE
    assert KEY.public.hex() == GOLDEN_PUBLIC
    assert KEY.id == GOLDEN_KEY_ID


GOLDEN_CHAIN = "8ccd08b707b6c4af60b8559b3da0a40139a93a56ad0a1e10c0e652463ef480eb"
GOLDEN_SIGNATURE = (
    "bff9ac83be6787990084a6b244b3d7ddb76e9e8200a2a1806ba8685433345d63"
    "bb3556d8b6782b1563b106337f4f72da270bc2c316324786d65171c4cff19500"
)
GOLDEN_PUBLIC = "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8"
GOLDEN_KEY_ID = "6d11517dd32baecd"


@pytest.mark.parametrize("change", ["previous", "header", "body", "personal"])
def test_the_chain_depends_on_everything(change: str) -> None:
    parts = {"previous": bytes(32), "header": HEADER_BYTES, "body": bytes(32), "personal": bytes(32)}
    before = seal.link(*parts.values())
    parts[change] = b"\x01" + parts[change][1:]
    assert seal.link(*parts.values()) != before


def test_each_part_has_a_salt_of_its_own() -> None:
    one, other = seal.seal_part(BODY), seal.seal_part(BODY)
    assert one.salt != other.salt
    assert one.hash != other.hash
    assert len(one.salt) == 16
