"""Whatever a web shop says in any answer: each reader makes an answer of it, of what makes sense."""

from __future__ import annotations

import gzip
import json
import os
import random
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from itertools import repeat
from typing import Any

import pytest

from pos.domain.stores.answers import Done, Refused, Unclear
from pos.domain.stores.goods import Figure, StoreCustomer
from pos.domain.stores.web_order import StoreChange
from pos.stores import ecwid, wire, woo
from pos.stores.connector import Connector
from pos.stores.pace import RequestLog
from tests.stores.raw_server import answering, http
from tests.stores.spoiling import VALUES, Spoiler, places, sane, spoiled
from tests.stores.stand_in import StandIn, running
from tests.stores.test_ecwid import SALE

QUICKLY = 10_000.0
ALL = bool(os.environ.get("COMPTOIR_ALL"))
Asks = Callable[[Connector, StandIn], Any]


def _order(web: StandIn) -> str:
    orders = getattr(web.shop.orders, "live", web.shop.orders)
    return str(next(iter(orders.values())).get("internalId") or next(iter(orders)))


def _product(web: StandIn) -> str:
    """One with kinds, where there is one."""
    products = getattr(web.shop.products, "live", web.shop.products)
    kinds = [key for key, one in products.items() if one.get("combinations") or one.get("variations")]
    return str(kinds[0] if kinds else next(iter(products)))


def _ticket(line: Connector, web: StandIn, asked: str) -> Any:
    made = {
        "orders": lambda: line.create_orders([SALE], f"{len(web.calls)}"),
        "read": lambda: line.read_orders([_order(web)]),
        "stock": lambda: line.add_stock(Figure(_product(web), "", 5), 1, f"{len(web.calls)}"),
    }[asked]()
    return line.outcome(made.value) if isinstance(made, Done) else made


READERS: dict[str, Asks] = {
    "probe": lambda line, web: line.probe(),
    "rights": lambda line, web: line.rights(),
    "latest": lambda line, web: line.latest(),
    "products": lambda line, web: line.products(0, 0),
    "products since": lambda line, web: line.products(1, 0),
    "product": lambda line, web: line.product(_product(web)),
    "figures": lambda line, web: line.figures(_product(web)),
    "categories": lambda line, web: line.categories(0),
    "customers": lambda line, web: line.customers(0, 0),
    "customer of": lambda line, web: line.customer_of("lucie@example.com"),
    "orders": lambda line, web: line.orders(0, 0),
    "orders made": lambda line, web: line.orders_made(1, 2**31, 0),
    "order": lambda line, web: line.order(_order(web)),
    "find order": lambda line, web: line.find_order("pos-x", 1_700_000_000),
    "deleted": lambda line, web: line.deleted("products", 1, 0),
    "alive": lambda line, web: line.alive("orders", 0),
    "batch of orders": lambda line, web: _ticket(line, web, "orders"),
    "batch of reads": lambda line, web: _ticket(line, web, "read"),
    "batch of stock": lambda line, web: _ticket(line, web, "stock"),
    "change stock": lambda line, web: line.change_stock(Figure(_product(web), "", 5), 1),
    "set status": lambda line, web: line.set_status(_order(web), StoreChange(note="x")),
    "make customer": lambda line, web: line.make_customer(
        StoreCustomer("", f"x{len(web.calls)}@example.com", "X")
    ),
}


class Spoiled:
    """A line to a stand-in whose answers are spoiled."""

    def __init__(self, web: StandIn, line: Connector) -> None:
        self.web, self.line, self.spoiler = web, line, Spoiler(web)


@pytest.fixture(params=["ecwid", "woo"])
def made(request: pytest.FixtureRequest) -> Iterator[Spoiled]:
    with running(request.param, products=3, orders=2, customers=2) as web:
        web.switches(rate=0)
        if request.param == "woo":
            web.web_order(line_items=[{"product_id": int(_product(web)), "quantity": 1}])
            url, log = f"{web.url}/wp-json/wc/v3", RequestLog()
            line: Any = woo.connected("shop.example", "ck_full:cs_full", log, url=url, per_second=QUICKLY)
        else:
            web.web_delete(product=_spare(web))
            line = _ecwid(web)
        web.lines.append(line)
        yield Spoiled(web, line)


def _spare(web: StandIn) -> int:
    return int(next(one for one in web.shop.products.live if str(one) != _product(web)))


def _ecwid(web: StandIn) -> ecwid.Ecwid:
    pace, ecwid.PER_SECOND = ecwid.PER_SECOND, QUICKLY
    try:
        return ecwid.connected("4711", "secret_full", RequestLog(), url=f"{web.url}/api/v3")
    finally:
        ecwid.PER_SECOND = pace


def _asked(made: Spoiled, asks: Asks) -> object:
    """An answer to a question, as a value; a line that stopped asking is asked again all the same."""
    made.line._stopped = None  # type: ignore[attr-defined]
    made.line.keyed = made.line.kind == "ecwid"
    answer = asks(made.line, made.web)
    assert isinstance(answer, Done | Refused | Unclear)
    assert not isinstance(answer, Done) or sane(answer.value)
    return answer


def test_any_value_in_any_answer_makes_an_answer_of_what_makes_sense(made: Spoiled) -> None:
    chance = random.Random(7)
    for name, asks in READERS.items():
        made.spoiler.change, made.spoiler.answers = None, {}
        _asked(made, asks)
        for path, answer in list(made.spoiler.answers.items()):
            found = [one for one in places(json.loads(answer)) if not any(map(_is_later, one))]
            for place in found if ALL else chance.sample(found, min(12, len(found))):
                for value in chance.sample(VALUES, 12 if ALL else 1):
                    made.spoiler.change = _at(path, place, value)
                    try:
                        _asked(made, asks)
                    except Exception as error:
                        raise AssertionError(f"{name}: {value[:60]} at {place} of {path}") from error


def _is_later(step: str | int) -> bool:
    """Whether a place is in another row than the first, which is of the same shape."""
    return isinstance(step, int) and step > 0


def _at(path: str, place: tuple[str | int, ...], value: str) -> Callable[[str, bytes], bytes]:
    """Changes the answers of one path, where the place is there."""

    def change(asked: str, answer: bytes) -> bytes:
        try:
            return spoiled(answer, place, value) if asked == path else answer
        except (LookupError, TypeError):
            return answer

    return change


# whole answers


def _zipped(megabytes: int, more: int = 0) -> bytes:
    """So many megabytes of zero bytes in gzip, and in as many layers of it more."""
    zeros, total = bytes(2**20), 0
    for _piece in range(megabytes):
        total = zlib.crc32(zeros, total)
    packer = zlib.compressobj(9, wbits=-15)
    piece = packer.compress(zeros) + packer.flush(
        zlib.Z_FULL_FLUSH
    )  # refers to nothing before: can be repeated
    body = (
        gzip.compress(b"")[:10]
        + piece * megabytes
        + packer.flush()
        + struct.pack("<LL", total, megabytes << 20)
    )
    for _layer in range(more):
        body = gzip.compress(body, 9)
    return body


def test_what_is_zipped_here_is_gzip() -> None:
    assert gzip.decompress(gzip.decompress(_zipped(3, 1))) == bytes(3 << 20)


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
WHOLE = {
    "nested": http(b"[" * 100_000 + b"]" * 100_000),
    "nested objects": http(b'{"items":' * 100_000 + b"[]" + b"}" * 100_000),
    "too many values": http(b"[" + b"[]," * 1_000_000 + b"[]]"),
    "twice the same key": http(b'{"items": [], "items": 5, "total": 1, "total": {}}'),
    "a byte order mark": http(b'\xef\xbb\xbf{"items": 1}'),
    "utf-16": http('{"items": [1]}'.encode("utf-16")),
    "latin": http('{"items": "é"}'.encode("latin-1"), "Content-Type: application/json; charset=utf-8"),
    "nothing": http(b""),
    "null": http(b"null"),
    "a text": http(b'"{}"'),
    "no content": b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n",
    "a bomb": http(_zipped(64), "Content-Encoding: gzip"),
    "a bomb in a bomb": http(_zipped(256, 1), "Content-Encoding: gzip, gzip"),
    "many layers": http(_zipped(1, 20), f"Content-Encoding: {', '.join(['gzip'] * 21)}"),
    "no gzip": http(b"{}", "Content-Encoding: gzip"),
    "unknown coding": http(b"{}", "Content-Encoding: zz"),
    "a status of none": http(b"{}", status="999 What"),
    "continue for ever": b"HTTP/1.1 100 Continue\r\n\r\n" * 1000,
    "switching": http(b"{}", status="101 Switching Protocols"),
    "no http": b"SSH-2.0-OpenSSH_9.6\r\n",
    "many headers": http(b"{}", *(f"X-{n}: 1" for n in range(500))),
    "a long header": http(b"{}", "X-Long: " + "x" * 200_000),
    "headers of no kind": http(b"{}", "no colon", ": no name", "Date: never", "Content-Encoding:"),
    "cut": http(b"{}").replace(b"Length: 2", b"Length: 5000"),
    "of no length": http(b"{}").replace(b"Length: 2", b"Length: -7"),
    "of any length": http(b"{}").replace(b"Length: 2", b"Length: many"),
    "chunks of no size": CHUNKED + b"zz\r\n{}\r\n0\r\n\r\n",
    "a chunk of exabytes": CHUNKED + b"FFFFFFFFFFFFFFFF\r\n{}",
    "a chunk of less than nothing": CHUNKED + b"-5\r\n{}\r\n0\r\n\r\n",
    "cookies": http(b"{}", *(f"Set-Cookie: session{n}=1; Domain=example.com; Path=/" for n in range(20))),
}
MOVED = ("301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent", "300 Choices")


def _lines(url: str) -> Iterator[Connector]:
    limits = wire.Limits(2, 2, 4)
    for connected in (ecwid.connected, woo.connected):
        line: Any = connected("4711", "secret_full", RequestLog(), url=url, limits=limits)
        line._wire._pace._rate = line._wire._pace._tokens = line._wire._pace._most = QUICKLY
        try:
            yield line
        finally:
            line.close()


class _Few:
    """Stands for the web shop of READERS: one order, one product."""

    class shop:  # noqa: N801
        orders, products = {1: {"internalId": 1}}, {1: {"combinations": [], "variations": []}}

    calls: tuple[()] = ()


@pytest.mark.parametrize("name", WHOLE)
def test_an_answer_of_no_sense_is_no_answer_whoever_reads_it(name: str) -> None:
    big = name.startswith("a bomb") or name == "too many values"
    with answering(repeat(WHOLE[name])) as (url, asked):
        for line in _lines(url):
            for reader in ("products", "orders") if big and not ALL else READERS:
                line._stopped = None  # type: ignore[attr-defined]
                line.keyed = line.kind == "ecwid"
                answer = READERS[reader](line, _Few())  # type: ignore[arg-type]
                assert isinstance(answer, Done | Refused | Unclear), reader
                assert not isinstance(answer, Done) or sane(answer.value), reader
                if isinstance(answer, Unclear):
                    assert str(answer.reason), reader
    assert not [one for one in asked if b"cookie" in one.lower()], "what it wants kept is not given back"


def test_no_reader_follows_to_another_place() -> None:
    with answering(repeat(http(b"{}"))) as (elsewhere, asked_there):
        for status in MOVED:
            with answering(repeat(http(b"", f"Location: {elsewhere}/x", status=status))) as (url, asked_here):
                for line in _lines(url):
                    for reader in READERS.values():
                        line.keyed = line.kind == "ecwid"
                        reader(line, _Few())  # type: ignore[arg-type]
                assert len(asked_here) > len(READERS)
    assert asked_there == []


MEMORY = """import resource, sys
from pos.stores import reading
body = b"".join(part * int(times) for part, times in
    zip([one.encode() for one in sys.argv[1::2]], sys.argv[2::2]))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    reading.decoded(body)
except reading.NotJson:
    pass
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.full
@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured as Linux does")
@pytest.mark.parametrize("piece", ['{"a":{}},', "[],", "1.5,", '{"a":1.5},', '"\U0001f600",', '["x",[]],'])
def test_twenty_megabytes_of_anything_take_little_more(piece: str) -> None:
    times = wire.MOST_BYTES // len(piece.encode()) - 2
    parts = ("[", 1, piece, times, "0]", 1)
    ran = subprocess.run(
        [sys.executable, "-c", MEMORY, *map(str, parts)], capture_output=True, text=True, check=True
    )
    assert int(ran.stdout) < 200
