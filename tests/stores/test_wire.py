"""The line to a web shop: whom it trusts, how long it waits, how much it takes, what it keeps to itself."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from pos.domain.stores import troubles
from pos.domain.stores.answers import Done, Refused, Unclear, Why
from pos.domain.stores.errors import StoreAddress
from pos.stores import ecwid, wire
from pos.stores.pace import MOST_LINES, Pace, RequestLog, retry_after
from pos.stores.wire import Limits, Reply, Wire, checked
from tests.chaos_proxy import unanswered
from tests.mail.server import authority, server_context
from tests.stores.raw_server import answering, http
from tests.stores.stand_in import line_to, running

TOKEN = "secret_a1b2c3d4"


def a_line(url: str, limits: Limits = wire.USUAL) -> Wire:
    return Wire(url, {"Authorization": f"Bearer {TOKEN}"}, Pace(1000), RequestLog(), limits)


@pytest.mark.parametrize(
    "address",
    [
        "http://shop.example/wp-json", "http://192.168.1.2/", "http://127.0.0.1.example/", "ftp://127.0.0.1/",
        "https://", "", "shop.example", "https://user:word@shop.example/", "https://shop.example/?token=x",
        "http://2130706433/", "https://[::1", "http://0.0.0.0/", "https://shop.example:99999/", "file:1",
    ],
)  # fmt: skip
def test_only_safe_addresses_are_talked_to(address: str) -> None:
    with pytest.raises(StoreAddress):
        checked(address)


@pytest.mark.parametrize(
    "address",
    ["https://shop.example", "http://127.0.0.1:8089/api/v3", "http://localhost:1/", "http://[::1]:80/x"],
)
def test_https_and_this_computer_are(address: str) -> None:
    assert checked(f" {address} ").geturl() == address


def test_a_redirect_is_not_followed_and_the_token_goes_nowhere() -> None:
    with answering([http(b"{}")]) as (elsewhere, asked_there):
        moved = http(b"", f"Location: {elsewhere}/x", status="302 Found")
        with answering([moved]) as (url, asked):
            line = ecwid.connected("4711", TOKEN, RequestLog(), url=url)
            assert line.latest() == Unclear(troubles.ELSEWHERE, is_foreign=True)
            line.close()
            assert TOKEN.encode() in asked[0]
            assert TOKEN.encode() not in asked[0].split(b"\r\n")[0]
        assert asked_there == []


def test_the_token_is_in_no_log_and_no_error() -> None:
    log = RequestLog()
    for url in ("http://127.0.0.1:9", "http://127.0.0.1:9/api"):
        line = ecwid.connected("4711", TOKEN, log, url=url)
        answer = line.customer_of("lucie@example.com")
        assert answer == Unclear(troubles.NOBODY, sent=False)
        line.close()
    assert [(one.method, one.path, one.status) for one in log.lines()] == [("GET", "/customers", 0)] * 2
    assert TOKEN not in repr(log.lines()) + repr(answer) + repr(line)
    assert "lucie" not in repr(log.lines())


def test_the_log_keeps_so_many_lines() -> None:
    log = RequestLog()
    for number in range(MOST_LINES + 5):
        log.add("GET", f"/{number}", 200, 0.01)
    assert log.calls == MOST_LINES + 5
    assert [one.path for one in log.lines()][:1] == ["/5"]
    assert len(log.lines()) == MOST_LINES


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 200_000 + b"]" * 200_000,
        b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
        b'{"items": [1',
        b'\xff\xfe{"items": []}',
        b"<!DOCTYPE html><title>Maintenance</title>",
        b"",
        b"NaN and more",
    ],
)
def test_what_is_no_sane_json_is_unclear(body: bytes) -> None:
    with answering([http(body)]) as (url, _asked):
        line = ecwid.connected("4711", TOKEN, RequestLog(), url=url)
        answer = line.latest()
        line.close()
    assert answer == Unclear(troubles.NOT_JSON, is_foreign=True)


@pytest.mark.parametrize(
    "price",
    [
        "9" * 400,
        "1E+999999999",
        "1e-999999999",
        "-5",
        '"12,90"',
        "null",
        "true",
        "[1]",
        '"Infinity"',
        "NaN",
        "1E400",
    ],
)
def test_a_price_that_is_no_price_leaves_the_product_out_and_its_neighbours_in(price: str) -> None:
    rows = f'{{"id":1,"name":"Mug","price":{price}}},{{"id":2,"name":"Bowl","price":1290E-2}}'
    with answering([http(f'{{"total":2,"items":[{rows}]}}'.encode())]) as (url, _asked):
        line = ecwid.connected("4711", TOKEN, RequestLog(), url=url)
        answer = line.products(0, 0)
        line.close()
    assert isinstance(answer, Done)
    assert [(one.id, str(one.price)) for one in answer.value.items][-1] == ("2", "12.90")
    assert answer.value.unread == (0 if price == "1e-999999999" else 1)


@pytest.mark.parametrize("packed", [False, True])
def test_a_body_without_end_is_given_up(packed: bool) -> None:
    size = wire.MOST_BYTES + 1
    body = gzip.compress(bytes(size), 1) if packed else bytes(size)
    with answering([http(body, *(["Content-Encoding: gzip"] if packed else []))]) as (url, _asked):
        line = a_line(url)
        assert line.ask("GET", "/x") == Unclear(troubles.TOO_LARGE, is_foreign=True)
        line.close()


def test_headers_that_drip_are_given_up_in_time() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        done = threading.Event()

        def drip() -> None:
            line, _ = server.accept()
            with line, suppress(OSError):
                line.recv(65536)
                line.sendall(b"HTTP/1.1 200 OK\r\n")
                while not done.wait(0.02):
                    line.sendall(b"X-More: yes\r\n")

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        line = a_line(f"http://127.0.0.1:{server.getsockname()[1]}", Limits(1, 1, 0.2))
        began = time.monotonic()
        assert line.ask("GET", "/x") == Unclear(troubles.SILENT)
        assert time.monotonic() - began < 5
        done.set()
        thread.join()
        line.close()


def test_closing_from_another_thread_ends_the_request_and_all_later_ones() -> None:
    with running() as store:
        line, log = line_to(store)
        store.fault("half_open", arg=5)
        threading.Timer(0.05, line.close).start()
        began = time.monotonic()
        assert line.latest() == Unclear(troubles.CUT)
        assert time.monotonic() - began < 4
        assert line.latest() == Unclear(troubles.STOPPED, sent=False)
        assert log.calls == 1


def test_closing_waits_for_no_line_that_is_only_dialled() -> None:
    with unanswered() as port:
        line = a_line(f"http://127.0.0.1:{port}")
        threading.Timer(0.1, line.close).start()
        began = time.monotonic()
        assert line.ask("GET", "/") == Unclear(troubles.CUT, sent=False)
        assert time.monotonic() - began < wire.USUAL.connect / 2
        early = a_line(f"http://127.0.0.1:{port}")
        early.close()
        assert early.ask("GET", "/") == Unclear(troubles.STOPPED, sent=False)


def test_too_many_requests_are_waited_out_to_the_second() -> None:
    with running() as store:
        line, log = line_to(store)
        store.fault("429", arg=1)
        assert isinstance(line.latest(), Done)
        assert [one.status for one in log.lines()] == [429, 200]
        assert not any(one.get("early") for one in store.calls)


def test_a_long_wait_ends_the_round_and_nobody_asks_meanwhile() -> None:
    with running() as store:
        line, log = line_to(store)
        store.fault("429", arg=600)
        for _ in range(3):
            answer = line.latest()
            assert isinstance(answer, Refused)
            assert answer.why is Why.LATER
            assert 590 < answer.wait <= 600.1
        assert log.calls == 1


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("7", 7), (" 0 ", 0), ("", 10), (None, 10), ("soon", 10), ("-3", 10),
        ("Thu, 01 Jan 1970 00:16:45 GMT", 5), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
    ],
)  # fmt: skip
def test_the_wait_is_written_as_seconds_or_a_date(written: str | None, seconds: float) -> None:
    assert retry_after(written, 1000, 10) == seconds


def test_the_pace_is_even_behind_a_second_at_once() -> None:
    now = [0.0]
    pace = Pace(8, lambda: now[0])
    for _ in range(8):
        assert pace.turn() == 0
    now[0] += 0.125
    assert pace.turn() == 0
    pace.wait(100)
    left = pace.turn()
    assert left is not None
    assert 100 <= left < 101
    pace.stop()
    assert pace.turn() is None


def test_replies_bring_the_time_of_the_web_shop() -> None:
    with running() as store:
        line = a_line(f"{store.url}/api/v3/4711")
        replies = [line.ask("GET", "/latest-stats") for _ in range(3)]
        assert all(isinstance(one, Reply) and one.at > 0 for one in replies)
        assert line.calls == 3
        line.close()


@pytest.mark.parametrize(
    ("certificate", "reason"),
    [
        ("localhost", None),
        ("another", troubles.ANOTHER_NAME),
        ("expired", troubles.OUT_OF_DATE),
        ("unknown", troubles.UNTRUSTED),
    ],
)
def test_a_certificate_is_of_the_right_name_and_of_today(
    certificate: str, reason: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority(tmp_path)))
    context = server_context(certificate, tmp_path)
    with closing(socket.create_server(("127.0.0.1", 0))) as server:

        def serve() -> None:
            with suppress(OSError), server.accept()[0] as plain, context.wrap_socket(plain, True) as line:
                line.recv(65536)
                line.sendall(http(b"{}"))

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        line = a_line(f"https://localhost:{server.getsockname()[1]}")
        reply = line.ask("GET", "/x")
        line.close()
        thread.join()
    if reason is None:
        assert isinstance(reply, Reply)
    else:
        assert reply == Unclear(reason, sent=False)  # type: ignore[arg-type]
