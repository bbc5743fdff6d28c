"""What the owner of a hub does: look at an address, come with another till, take the key from paper."""

from __future__ import annotations

import io
import json
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pos.cli import main
from pos.domain.sync.errors import (
    HubNotEmpty,
    HubTaken,
    HubWentAway,
    LoginRefused,
    NoRights,
    ShopKeyElsewhere,
)
from pos.domain.sync.recovery import words_of
from pos.founding import join_shop
from pos.services.sync.uplink import FolderUplink
from pos.services.till.keys import known_root, read_shop_key
from pos.sync.hub.watchdog import SILENCE_SECONDS
from tests.chaos_proxy import ChaosProxy
from tests.postgres import Cluster, TestDatabase, certificate, cluster, database, server
from tests.shop_kit import ShopKit, ram

__all__ = ["cluster", "database", "ram", "server"]


def test_an_address_is_looked_at_and_nothing_is_made(database: TestDatabase, ram: Path) -> None:
    kit = ShopKit.create(ram / "a")
    hubs = kit.shop.sync.hubs
    assert not hubs.look_at(database.dsn())
    assert database.run("SELECT count(*) FROM pg_namespace WHERE nspname = 'comptoir'") == [(0,)]
    assert read_shop_key(kit.shop.folder) is None
    with pytest.raises(LoginRefused):
        hubs.look_at(database.dsn(password="not it"))
    database.run(f'ALTER ROLE "{database.owner}" NOCREATEROLE')
    with pytest.raises(NoRights):
        hubs.look_at(database.dsn())
    database.run(f'ALTER ROLE "{database.owner}" CREATEROLE')
    database.run("CREATE TABLE public.books(title text)")
    with pytest.raises(HubNotEmpty):
        hubs.look_at(database.dsn())
    database.run("DROP TABLE public.books")
    hubs.create(database.dsn())
    assert hubs.look_at(database.dsn())
    kit.close()
    other = ShopKit.create(ram / "other")
    with pytest.raises(HubTaken):
        other.shop.sync.hubs.look_at(database.dsn())
    other.close()


def test_another_till_of_the_office_comes_to_a_new_hub_and_takes_the_key_from_paper(
    database: TestDatabase, ram: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    a = ShopKit.create(ram / "a")
    a.shop.sync.hubs.create(database.dsn())
    join_shop(ram / "b", a.shop.sync.pairing.invite("B").code, clock=a.clock)
    b = ShopKit.open(ram / "b", a.clock)
    assert b.shop.sync.hubs.leave(even_unsent=True).letter == "B"
    assert b.shop.sync.hubs.create(database.dsn()).letter == "B"
    key = read_shop_key(a.shop.folder)
    assert key is not None
    assert read_shop_key(b.shop.folder) is None, "a key that it does not have is not made anew"
    assert known_root(b.shop.folder) == key.public
    with pytest.raises(ShopKeyElsewhere):
        b.shop.sync.pairing.invite("C")

    def recover(words: str) -> Any:
        monkeypatch.setattr(sys, "stdin", io.StringIO(words))
        main(["hub", "recover", "-", "--json", "--data", str(b.folder)])
        return json.loads(capsys.readouterr().out)

    words = " ".join(words_of(key.seed))
    assert recover(words[6:])["error"]["type"] == "SheetShort"
    assert recover(words) == {"letter": "B", "again": False}
    assert recover(words) == {"letter": "B", "again": True}
    join_shop(ram / "c", b.shop.sync.pairing.invite("C").code, clock=a.clock)
    assert a.shop.sync.rounds.once().parked == 0
    assert {one.letter for one in a.shop.sync.tills.all("EUR") if one.is_vouched} == {"A", "B", "C"}
    for kit in (a, b):
        kit.close()


def test_a_till_that_joins_is_stopped_while_the_hub_is_silent(
    cluster: Cluster, database: TestDatabase, ram: Path
) -> None:
    a, proxy = ShopKit.create(ram / "a"), ChaosProxy(cluster.port)
    a.shop.sync.hubs.create(database.dsn(port=proxy.port))
    code = a.shop.sync.pairing.invite("B").code
    a.close()
    waiting: list[threading.Timer] = []

    def stop_soon(hang_up: Callable[[], None]) -> None:
        proxy.weather.is_mute = True
        waiting.append(threading.Timer(0.1, hang_up))
        waiting[0].start()

    began = time.monotonic()
    with pytest.raises(HubWentAway):
        join_shop(ram / "b", code, clock=a.clock, waits_for=stop_soon)
    assert time.monotonic() - began < SILENCE_SECONDS / 2
    assert not (ram / "b").exists()
    waiting[0].join()
    proxy.close()


@pytest.mark.parametrize("place", [0, 4])
def test_of_a_list_of_authorities_the_code_carries_the_one_that_counts(
    cluster: Cluster, database: TestDatabase, ram: Path, tmp_path: Path, place: int
) -> None:
    right = (cluster.folder / "ca.pem").read_text()
    for number in range(5):
        certificate(tmp_path, f"ca{number}", f"Authority {number}")
    listed = [(tmp_path / f"ca{number}.pem").read_text() for number in range(5)]
    bundle = tmp_path / "all.pem"
    bundle.write_text("# of all regions\n" + "\n".join([*listed[:place], right, *listed[place:]]))
    a = ShopKit.create(ram / "a")
    a.shop.sync.hubs.create(database.dsn(sslrootcert=str(bundle)))
    login = FolderUplink(a.shop.folder, a.clock).login()
    assert login is not None
    assert login.pem.strip() == right[right.index("-----BEGIN") :].strip()
    join_shop(ram / "b", a.shop.sync.pairing.invite("B").code, clock=a.clock)
    a.close()
