"""The token is where it is kept, and nowhere else: not even where a web shop repeats it in its errors."""

from __future__ import annotations

import logging
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import repeat
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from pos.services.shop.secrets import Kept
from pos.stores import woo
from pos.stores.pace import RequestLog
from tests.services.stores.both_ways import TOKEN, Shops, shops_at
from tests.services.stores.invariants import INVARIANTS
from tests.stores.raw_server import answering, http
from tests.stores.spoiling import Spoiler


@pytest.fixture
def shops(ram: Path) -> Iterator[Shops]:
    with shops_at(ram) as both:
        yield both


def holding(folder: Path, words: bytes) -> list[str]:
    """The files with these words, those inside archives too."""
    found = []
    for path in (one for one in folder.rglob("*") if one.is_file()):
        if words in path.read_bytes():
            found.append(path.name)
        elif zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                found += [f"{path.name}/{n}" for n in archive.namelist() if words in archive.read(n)]
    return found


def test_it_is_in_no_entry_file_backup_bundle_log_or_sentence(
    shops: Shops, ram: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    kit, sku = shops.kit, str(shops.counted()[0]["sku"])
    order = {"method": "POST", "path": "^/orders$", "inner": True}
    shops.web.faults(rules=[{"on": order, "do": "400_before"}])
    spoiler = Spoiler(shops.web)
    spoiler.change = lambda _path, said: said.replace(b"Internal error", f"Not so, Bearer {TOKEN}".encode())
    shops.web.web_edit(product=shops.counted()[1]["id"], set={"name": f"Mug {TOKEN}"})
    shops.sells(sku)
    shops.round()
    kept = kit.rows("SELECT said FROM store_upload WHERE ended = 'parked'")
    assert kept == [("Not so, Bearer ***",)]
    spoiler.change = None
    shops.web.tokens(revoke=[TOKEN])
    said = [str(shops.round().stopped)]
    kit.shop.backups.make(ram / "away" / "kept.comptoir")
    kit.shop.sync.bundles.write(ram / "away" / "shop.bundle")
    kit.close()
    kit.reopen()
    assert holding(ram / "away", TOKEN.encode()) == []
    assert holding(kit.folder, TOKEN.encode()) == ["till.store"]
    assert (kit.folder / "till.store").stat().st_mode & 0o077 == 0
    said += [repr(one) for one in kit.shop.exceptions.all()]
    said += [repr(kit.shop.stores.state()), repr(kit.shop.stores.connecting.required()), caplog.text]
    assert not [one for one in said if TOKEN in one]
    INVARIANTS[21](shops)


def test_neither_of_two_keys_nor_both_together_come_back_in_an_error() -> None:
    basic = "Y2tfc2VjcmV0OmNzX3NlY3JldA=="
    echo = f'{{"code": "x", "message": "Basic {basic} is ck_secret and cs_secret"}}'
    with answering(repeat(http(echo.encode(), status="400 Bad Request"))) as (url, asked):
        line = woo.connected("shop.example", "ck_secret:cs_secret", RequestLog(), url=url)
        answer = line.latest()
        line.close()
    assert basic.encode() in asked[0]
    assert "Basic *** is *** and ***" in repr(answer)


class Ring(KeyringBackend):
    """A keyring that may be locked, or gone."""

    priority = 1  # type: ignore[assignment]

    def __init__(self, trouble: Exception | None = None) -> None:
        super().__init__()
        self.trouble = trouble
        self.held: dict[tuple[str, str], str] = {}

    def _open(self) -> dict[tuple[str, str], str]:
        if self.trouble is not None:
            raise self.trouble
        return self.held

    def set_password(self, service: str, username: str, password: str) -> None:
        self._open()[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        return self._open().get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        self._open().pop((service, username), None)


@contextmanager
def ring(trouble: Exception | None = None) -> Iterator[Ring]:
    before = keyring.get_keyring()
    keyring.set_keyring(one := Ring(trouble))
    try:
        yield one
    finally:
        keyring.set_keyring(before)


class HungUp(Exception):
    """What a library below a keyring raises is its own."""


def test_a_keyring_holds_it_and_where_that_is_locked_nobody_is_asked_until_it_is_not(ram: Path) -> None:
    with ring() as kept, shops_at(ram) as shops:
        store = shops.kit.shop.stores.connecting.required()
        assert shops.kit.shop.stores.connecting.token_kept(store) is Kept.KEYRING
        assert list(kept.held.values()) == [TOKEN]
        assert holding(shops.kit.folder, TOKEN.encode()) == []
        for trouble in (KeyringLocked("locked"), HungUp("no answer on the bus")):
            kept.trouble = trouble
            calls = len(shops.web.calls)
            shops.sells(str(shops.counted()[0]["sku"]))
            assert type(shops.round().stopped).__name__ == "StoreToken"
            assert len(shops.web.calls) == calls
            kept.trouble = None
        shops.until_settled()
        for number in sorted(INVARIANTS.keys() - {21}):
            INVARIANTS[number](shops)
        shops.kit.shop.stores.connecting.disconnect()
        assert kept.held == {}


@pytest.mark.parametrize("trouble", [KeyringLocked("locked"), HungUp("no bus"), ValueError("too long")])
def test_where_no_keyring_takes_it_a_file_of_its_owner_does(ram: Path, trouble: Exception) -> None:
    with ring(trouble), shops_at(ram, products=3) as shops:
        store = shops.kit.shop.stores.connecting.required()
        assert shops.kit.shop.stores.connecting.token_kept(store) is Kept.FILE
        INVARIANTS[21](shops)
        shops.kit.shop.stores.connecting.disconnect()
        assert holding(shops.kit.folder, TOKEN.encode()) == []
