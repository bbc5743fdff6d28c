"""What keeps a till from its hub: each in one sentence, no secret in it, and nothing lost or doubled."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from pos.domain.sync.errors import (
    CertificateWrong,
    ClockWrong,
    DsnUnusable,
    HubGone,
    HubNotEmpty,
    HubTaken,
    HubUnreachable,
    HubWentAway,
    LoginRefused,
    NoRights,
)
from pos.domain.words.errors import CashierError
from pos.sync.carrier import HubHead, PlaceTaken, Want
from pos.sync.hub.dial import refused
from pos.sync.hub.dsn import from_dsn
from pos.sync.hub.found import Founder, found
from pos.sync.hub.handshake import ASK_FOR_TLS
from pos.sync.hub.line import HubLine
from pos.sync.hub.login import HubLogin
from pos.sync.hub.wait import Wait
from pos.sync.hub.watchdog import SILENCE_SECONDS
from tests.chaos_proxy import ChaosProxy, unanswered
from tests.hub.conftest import Sold, now
from tests.postgres import Cluster, TestDatabase, certificate, free_port


def change(login: HubLogin, **values: str) -> HubLogin:
    return msgspec.structs.replace(login, **values)


@pytest.fixture
def proxy(login: HubLogin) -> Iterator[ChaosProxy]:
    with closing(ChaosProxy(int(login.port))) as one:
        yield one


def test_each_wrong_login_is_told_from_the_others(login: HubLogin, sold: Sold) -> None:
    wrong: list[tuple[HubLogin, type[CashierError]]] = [
        (change(login, password="no'\\ such"), LoginRefused),
        (change(login, user="nobody at all"), LoginRefused),
        (change(login, database="no such"), HubGone),
        (change(login, port=str(free_port())), HubUnreachable),
        (change(login, host="no.such.host.invalid", address=""), HubUnreachable),
        (change(login, host="another.example"), CertificateWrong),
        (msgspec.structs.replace(login, ca=b""), CertificateWrong),
    ]
    for one, kind in wrong:
        with pytest.raises(kind) as caught:
            HubLine(one, now)
        said = f"{caught.value} {caught.value.__cause__}"
        assert login.password not in said
        assert type(caught.value) is kind
    assert login.password not in repr(login)


def test_another_authority_and_a_date_that_is_wrong(
    cluster: Cluster, login: HubLogin, tmp_path: Path
) -> None:
    certificate(tmp_path, "ca", "Somebody else")
    strange = from_dsn(cluster.dsn(sslrootcert=str(tmp_path / "ca.pem")))
    with pytest.raises(CertificateWrong):
        HubLine(msgspec.structs.replace(login, ca=strange.ca), now)


@pytest.mark.parametrize(
    ("begins", "ends", "kinds"),
    [
        (
            "20200101000000Z",
            "20240101000000Z",
            {timedelta(): CertificateWrong, timedelta(days=3650): ClockWrong},
        ),
        ("20900101000000Z", "20991231000000Z", {timedelta(): ClockWrong}),
    ],
)
def test_the_clock_is_named_before_the_certificate_is_blamed(
    cluster: Cluster, login: HubLogin, begins: str, ends: str, kinds: dict[timedelta, type[CashierError]]
) -> None:
    """Not valid yet, or ended long before a date that this till cannot know: the date is wrong."""
    with cluster.showing(begins, ends):
        for known, kind in kinds.items():
            with pytest.raises(kind) as caught:
                HubLine(change(login, known_at=(now() - known).isoformat()), now)
            assert type(caught.value) is kind


def test_a_database_that_is_no_empty_one_is_left_as_it_is(database: TestDatabase, sold: Sold) -> None:
    founder = Founder(sold.shop, bytes(32), "A", "office")
    database.run("CREATE TABLE public.books(title text)")
    with pytest.raises(HubNotEmpty):
        found(from_dsn(database.dsn()), founder, now())
    assert database.run("SELECT count(*) FROM pg_namespace WHERE nspname = 'comptoir'") == [(0,)]
    database.run("DROP TABLE public.books")
    found(from_dsn(database.dsn()), founder, now())
    with pytest.raises(HubTaken):
        found(from_dsn(database.dsn()), replace(founder, shop="f" * 32), now())


def test_an_owner_without_rights_makes_nothing(database: TestDatabase, login: HubLogin, server: str) -> None:
    other = TestDatabase(server)
    try:
        other.run(f'ALTER ROLE "{other.owner}" NOCREATEROLE')
        with pytest.raises(NoRights):
            found(from_dsn(other.dsn()), Founder("s" * 32, bytes(32), "A", "office"), now())
        assert other.run("SELECT count(*) FROM pg_namespace WHERE nspname = 'comptoir'") == [(0,)]
    finally:
        other.drop()


@pytest.mark.parametrize(
    "dsn",
    ["", "nonsense", "postgresql://", "host=x", "postgresql://u:secret@h:port/db", "mysql://u:secret@h/db",
     "host=h dbname=d password='secret", "host=h\0 dbname=d", "host=h dbname=d sslrootcert=/no/secret"],
)  # fmt: skip
def test_an_address_that_is_none_is_said_without_quoting_it(dsn: str) -> None:
    with pytest.raises(DsnUnusable) as caught:
        from_dsn(dsn)
    assert "secret" not in f"{caught.value} {caught.value.__context__ and caught.value.__suppress_context__}"


@pytest.mark.parametrize(
    ("dsn", "is_plain"),
    [
        ("host=localhost dbname=d", True),
        ("host=127.0.0.9 dbname=d sslmode=prefer", True),
        ("host=/run/postgresql dbname=d", True),
        ("host=localhost dbname=d sslmode=require", False),
        ("host=shop.example dbname=d sslmode=disable", False),
        ("host=localhost hostaddr=192.0.2.1 dbname=d", False),
        ("host=localhost.example dbname=d", False),
        ("host=a,localhost dbname=d", False),
    ],
)
def test_only_a_line_inside_this_computer_may_be_plain(dsn: str, is_plain: bool) -> None:
    assert from_dsn(dsn).is_plain is is_plain


def test_messages_of_a_server_that_is_busy_or_old_are_no_wrong_login(login: HubLogin) -> None:
    for said, kind in {
        "FATAL: sorry, too many clients already": HubUnreachable,
        "FATAL: the database system is starting up": HubUnreachable,
        "connection timeout expired": HubUnreachable,
        "server does not support SSL, but SSL was required": CertificateWrong,
        "channel binding required, but server authenticated client without it": LoginRefused,
        "SSL error: certificate verify failed": CertificateWrong,
        'server certificate for "a" does not match host name "b"': CertificateWrong,
        'root certificate file "/x" does not exist': CertificateWrong,
        "SSL error: unsupported protocol": CertificateWrong,
        "SSL error: tlsv1 alert protocol version": CertificateWrong,
        "SSL error: ssl/tls alert illegal parameter": HubUnreachable,
        "SSL SYSCALL error: Connection reset by peer": HubUnreachable,
    }.items():
        assert type(refused(said, login, now())) is kind, said


def test_a_silent_line_is_ended_whatever_tcp_thinks(login: HubLogin, proxy: ChaosProxy, sold: Sold) -> None:
    through = change(login, port=str(proxy.port))
    for way in ("is_deaf", "is_mute"):
        with closing(HubLine(through, now, silence=0.3)) as line:
            line.hello()
            proxy.weather.is_deaf, proxy.weather.is_mute = way == "is_deaf", way == "is_mute"
            began = time.monotonic()
            with pytest.raises(HubWentAway):
                line.heads()
            assert time.monotonic() - began < 5
            with pytest.raises(HubWentAway):
                line.hello()
            proxy.weather.is_deaf = proxy.weather.is_mute = False
    proxy.weather.refuses = True
    with pytest.raises(HubUnreachable):
        HubLine(through, now)


@pytest.mark.parametrize("answer", [b"N", b"S" + bytes(64), b"E\0\0\0\x06no"], ids=["no", "lies", "old"])
def test_a_server_that_proves_nothing_hears_nothing(login: HubLogin, answer: bytes) -> None:
    """One that wants no encryption, one that only says it does, an old one: no name, no password, no byte."""
    heard: list[list[bytes]] = []

    def answers(listener: socket.socket) -> None:
        while True:
            try:
                line, _address = listener.accept()
            except OSError:
                return
            with line, suppress(OSError):  # a till that hangs up may do it roughly
                heard.append([line.recv(65536)])
                line.sendall(answer)
                line.settimeout(5)
                while more := line.recv(65536):
                    heard[-1].append(more)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        serving = threading.Thread(target=answers, args=(listener,))
        serving.start()
        with pytest.raises((CertificateWrong, HubUnreachable)):
            HubLine(change(login, port=str(listener.getsockname()[1])), now)
        listener.shutdown(socket.SHUT_RDWR)
        serving.join()
    assert heard
    for asked, *after in heard:
        assert asked == ASK_FOR_TLS
        said = b"".join(after)
        assert login.password.encode() not in said
        assert login.user.encode() not in said
        assert not said or said[:1] in b"\x15\x16", "more than a greeting or an alarm of TLS"


@pytest.mark.parametrize("turn", range(6))
def test_who_ends_a_wait_is_answered_at_once_from_the_first_byte_on(
    login: HubLogin, proxy: ChaosProxy, turn: int
) -> None:
    """While it is dialled (turns 0 to 4), and afterwards; also where the end comes before all."""
    wait, silent = Wait(), threading.Event()
    errors: list[CashierError] = []

    def strikes(now: int) -> None:
        if now >= turn:
            proxy.weather.is_deaf = True
            silent.set()

    def asks() -> None:
        try:
            with closing(HubLine(change(login, port=str(proxy.port)), now, wait=wait)) as line:
                while True:
                    line.heads()
        except CashierError as error:
            errors.append(error)

    proxy.weather.strikes = strikes
    if not turn:
        wait.end()
    asking = threading.Thread(target=asks)
    asking.start()
    assert not turn or silent.wait(10)
    began = time.monotonic()
    wait.end()
    asking.join()
    assert time.monotonic() - began < SILENCE_SECONDS / 2
    assert [type(one) for one in errors] == [HubWentAway]


def test_who_ends_a_wait_waits_for_no_server_that_is_behind_a_wall(login: HubLogin) -> None:
    with unanswered() as port:
        wait = Wait()
        threading.Timer(0.1, wait.end).start()
        began = time.monotonic()
        with pytest.raises(HubWentAway):
            HubLine(change(login, port=str(port)), now, wait=wait)
        assert time.monotonic() - began < SILENCE_SECONDS / 2


def test_an_answer_that_is_lost_or_harmed_leaves_the_page_whole_once(
    login: HubLogin, proxy: ChaosProxy, sold: Sold
) -> None:
    through = change(login, port=str(proxy.port))
    entries = sold.entries
    with closing(HubLine(through, now, silence=0.3)) as line:
        line.heads()
        line.append(sold.life, entries[:2])
        proxy.weather.is_mute = True  # it is committed, and the till hears nothing
        with pytest.raises(HubWentAway):
            line.append(sold.life, entries[2:4])
    proxy.weather.is_mute = False
    with closing(HubLine(login, now)) as direct:
        kept = _settled(direct, sold.life)
    assert kept == HubHead(4, entries[3].chain)
    with closing(HubLine(through, now)) as line:
        with pytest.raises(PlaceTaken):
            line.append(sold.life, entries[2:4])
        proxy.weather.flips = True  # TLS ends a line with a harmed answer
        with pytest.raises(HubWentAway):
            line.read([Want(sold.life, 0, 4)], 10)
    with closing(HubLine(login, now)) as direct:
        direct.append(sold.life, entries[4:])
        found = direct.read([Want(sold.life, 0, 99)], 99)
    assert [one.chain for one in found] == [one.chain for one in entries]


def _settled(line: HubLine, life: bytes) -> HubHead | None:
    """The head once what was under way is in: the server works on when its client hung up."""
    for _try in range(2000):
        head = line.head(life)
        if head is not None and head.seq == 4:
            return head
    return line.head(life)


@pytest.mark.parametrize("what", ["cut", "harms", "flips", "doubles"])
@pytest.mark.parametrize("turn", [1, 2, 3, 4])
def test_a_line_that_breaks_while_it_is_opened_blames_no_certificate(
    login: HubLogin, proxy: ChaosProxy, what: str, turn: int
) -> None:
    """It is tried again by itself; a wrong certificate would wait for a person."""

    def strikes(now: int) -> None:
        if now == turn and what == "cut":
            proxy.weather.cut_after = proxy.weather.passed
        elif now == turn:
            setattr(proxy.weather, what, True)

    proxy.weather.strikes = strikes
    with pytest.raises(HubUnreachable):
        HubLine(change(login, port=str(proxy.port)), now)


def test_a_page_is_few_round_trips_however_many_entries(
    login: HubLogin, proxy: ChaosProxy, sold: Sold
) -> None:
    with closing(HubLine(change(login, port=str(proxy.port)), now)) as line:
        begun = proxy.weather.turns
        line.append(sold.life, sold.entries)
        assert proxy.weather.turns - begun <= 4  # the life is new: who owns it, whose it is, it, the page
        begun = proxy.weather.turns
        line.read([Want(sold.life, 0, 99)], 99)
        assert proxy.weather.turns - begun == 1
    assert proxy.weather.turns <= 12


def test_what_the_server_promised_survives_its_kill(cluster: Cluster, login: HubLogin, sold: Sold) -> None:
    with closing(HubLine(login, now)) as line:
        line.append(sold.life, sold.entries[:3])
        cluster.kill()
        try:
            with pytest.raises(HubWentAway):
                line.append(sold.life, sold.entries[3:])
            with pytest.raises(HubUnreachable):
                HubLine(login, now)
        finally:
            cluster.start()
    with closing(HubLine(login, now)) as line:
        assert line.head(sold.life) == HubHead(3, sold.entries[2].chain)
        line.append(sold.life, sold.entries[3:])


def test_a_hub_that_was_dropped_is_named(login: HubLogin, database: TestDatabase, sold: Sold) -> None:
    with closing(HubLine(login, now)) as line:
        database.run("DROP SCHEMA comptoir CASCADE")
        with pytest.raises(HubGone):
            line.hello()
