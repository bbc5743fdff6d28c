"""The seal: golden values, so that no later version reads old journals as broken."""

from __future__ import annotations

import hashlib
import hmac

import pytest

from pos.journal import seal
from pos.journal.ids import key_id
from pos.journal.kinds.days import CashMoved
from pos.journal.seal import Header

KEY = bytes(range(32))
SALT = bytes(16)
HEADER = Header(
    origin="1" * 32,
    seq=7,
    event_id="2" * 32,
    kind="cash.moved",
    scope="shop",
    entity_id="",
    hlc=117_000_000_000_000_000,
    recorded_at="2026-11-23T09:00:00.000+01:00",
    user="Lucie",
    format=1,
)
HEADER_BYTES = (
    b'{"entity_id":"","event_id":"22222222222222222222222222222222","format":1,"hlc":117000000000000000,'
    b'"kind":"cash.moved","origin":"11111111111111111111111111111111",'
    b'"recorded_at":"2026-11-23T09:00:00.000+01:00","scope":"shop","seq":7,"user":"Lucie"}'
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
    assert seal.sign(KEY, chain) == hmac.new(KEY, chain, hashlib.sha256).digest()
    assert seal.sign(KEY, chain).hex() == GOLDEN_MAC
    assert key_id(KEY) == GOLDEN_KEY_ID


GOLDEN_CHAIN = "6bd6d86b9109481f6b5715eab08d3854d1e6f23b8b2a12edf0fdc797ba533bb6"
GOLDEN_MAC = "7957c4524db39c8ace5c5910b73ab373e8d49e0e7d74445ae8fed020b73c2307"
GOLDEN_KEY_ID = "53cc4c9a7aff20a4"


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
