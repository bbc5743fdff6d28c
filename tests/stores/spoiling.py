"""A stand-in whose answers are spoiled on their way: any value in them by another one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

from tests.stores.stand_in import StandIn

VALUES = (
    "NaN", "Infinity", "-Infinity", "1e400", "-1e400", "1e999999999", "1e-400", "-0", "-0.0", "0", "-1",
    "9" * 400, "9" * 59, "999999999999", "99999999999", "0.000000000001", "0.1234567890123", "-5.5",
    "253402300800", "-62135596801", "9223372036854775807", "9223372036854775808", "1e15",
    '"12,50"', '"12.50"', '"1e400"', '"NaN"', '"-0"', '""', '" "', '"٣"', '"½"', '"1_000"', '"0x1F"',
    "true", "false", "null", "[]", "{}", "[null]", "[[]]", "[{}]", '{"a": 1}', "[" * 90 + "]" * 90,
    '"\\ud800"', '"\\u0000"', '"\\u202eabc"', '"<script>alert(1)</script>"', '"</para><b>"', '"=1+1"',
    '"a\\r\\nX-Evil: 1"', '"{0.__class__}%s"', '"../../x y"', '"' + "x" * 30_000 + '"',
    '"' + "e\\u0301" * 3000 + '"', '"PAID"', '"9999-12-31 23:59:59 +0000"', '"0001-01-01 00:00:00 +1400"',
    '"2026-13-45"', '"https://127.0.0.1/x.png"', '"file:///etc/passwd"',
)  # fmt: skip
"""JSON that stands where something else is expected."""

_UNKEPT = re.compile("[\x00-\x09\x0b-\x1f\ud800-\udfff]")
Path = tuple[str | int, ...]
Change = Callable[[str, bytes], bytes]
"""From the path that was asked and the true answer to what is said."""


def places(value: object, above: Path = ()) -> Iterator[Path]:
    """Every place in some JSON, also inside the answers of a batch, which are texts."""
    if isinstance(value, str) and value[:1] in ("{", "["):
        value = json.loads(value)
    inside = enumerate(value) if isinstance(value, list) else value.items() if isinstance(value, dict) else ()
    for key, one in inside:
        yield (*above, key)
        yield from places(one, (*above, key))


def spoiled(answer: bytes, place: Path, value: str) -> bytes:
    """The answer with other JSON at one place."""
    return _put(json.loads(answer), place, value).encode()


def _put(value: Any, place: Path, new: str) -> str:
    if isinstance(value, str) and value[:1] in ("{", "["):
        return json.dumps(_put(json.loads(value), place, new))
    if not place:
        return new
    parts = list(value.items()) if isinstance(value, dict) else list(enumerate(value))
    said = [(key, _put(one, place[1:], new) if key == place[0] else json.dumps(one)) for key, one in parts]
    if isinstance(value, list):
        return f"[{','.join(one for _key, one in said)}]"
    return "{" + ",".join(f"{json.dumps(key)}:{one}" for key, one in said) + "}"


class Spoiler:
    """Changes what a stand-in answers while `change` is set; keeps the last true answer by its path."""

    def __init__(self, web: StandIn) -> None:
        self.change: Change | None = None
        self.answers: dict[str, bytes] = {}
        spoiler, usual = self, web.server.RequestHandlerClass

        class Handler(usual):  # type: ignore[misc,valid-type]
            def send(self, status: int, data: bytes, entry: dict[str, Any], *more: Any, **named: Any) -> None:
                if status < 300:
                    spoiler.answers[entry["path"]] = data
                    data = data if spoiler.change is None else spoiler.change(entry["path"], data)
                super().send(status, data, entry, *more, **named)

        web.server.RequestHandlerClass = Handler


def sane(value: object) -> bool:
    """Whether a record holds only what can be kept: numbers of a size, texts of a size and of characters."""
    match value:
        case bool() | None:
            return True
        case int():
            return abs(value) < 2**63
        case Decimal():
            exponent = value.as_tuple().exponent
            return value.is_finite() and value.adjusted() < 18 and isinstance(exponent, int)
        case str():
            return len(value) <= 5_000 and not _UNKEPT.search(value)
        case tuple() | list() | frozenset():
            return all(map(sane, value))
    return not is_dataclass(value) or all(sane(getattr(value, one.name)) for one in fields(value))
