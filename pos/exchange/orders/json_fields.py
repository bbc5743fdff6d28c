"""The fields of JSON objects: strict about names and kinds, so that nothing is silently left out."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from pos.domain.orders.errors import FieldWrong
from pos.domain.words.text import clean

TEXT_LIMIT = 3000
TEXT_SHOWN = 80
LINES_MAX = 5000

_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,12})?", re.ASCII)


class Unquoted(str):
    """A number that was written without quotes, with all its digits."""


class Fields:
    """The fields of one JSON object, each asked for once; what nobody asked for is refused by name."""

    def __init__(self, value: object, where: str) -> None:
        if not isinstance(value, dict):
            raise FieldWrong(where or "its top", "an object is wanted")
        self._left: dict[str, Any] = dict(value)
        self._where = where

    def has(self, name: str) -> bool:
        """Whether the field is written, be it as null."""
        return name in self._left

    def take(self, name: str, read: Callable[[Any, str], Any], default: Any = None) -> Any:
        """The field as `read` understands it; absent or null gives the default."""
        value = self._left.pop(name, None)
        return default if value is None else read(value, self.place(name))

    def need(self, name: str, read: Callable[[Any, str], Any]) -> Any:
        """The same for a field that must be there."""
        if self._left.get(name) is None:
            raise FieldWrong(self.place(name), "it is missing")
        return self.take(name, read)

    def place(self, name: str) -> str:
        """How a person finds the field."""
        return f"{self._where}.{name}" if self._where else name

    def done(self) -> None:
        """Refuse what nobody asked for."""
        if self._left:
            raise FieldWrong(self.place(min(self._left)[:TEXT_SHOWN]), "there is no such field")


def items(read: Callable[[Any, str], Any]) -> Callable[[Any, str], tuple[Any, ...]]:
    """Reads a list, each of its members with `read`."""

    def read_list(value: object, where: str) -> tuple[Any, ...]:
        if not isinstance(value, list) or len(value) > LINES_MAX:
            raise FieldWrong(where, f"a list of at most {LINES_MAX} is wanted")
        return tuple(read(one, f"{where}[{place}]") for place, one in enumerate(value))

    return read_list


def one_of(*allowed: str) -> Callable[[Any, str], str]:
    """Reads one of these words."""

    def read_choice(value: object, where: str) -> str:
        if not isinstance(value, str) or value not in allowed:
            raise FieldWrong(where, "one of these is wanted: " + ", ".join(allowed))
        return str(value)

    return read_choice


def text(value: object, where: str) -> str:
    """A text of one line."""
    return clean(_as_written(value, where), TEXT_LIMIT)


def note(value: object, where: str) -> str:
    """A text of any number of lines."""
    return clean(_as_written(value, where), TEXT_LIMIT, lines=True)


def _as_written(value: object, where: str) -> str:
    if not isinstance(value, str) or isinstance(value, Unquoted) or len(value) > TEXT_LIMIT:
        raise FieldWrong(where, f"a text of at most {TEXT_LIMIT} characters is wanted")
    return value


def yes_no(value: object, where: str) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise FieldWrong(where, "true or false is wanted")
    return value


def number(value: object, where: str) -> Decimal:
    """Decimal digits, quoted or not."""
    written = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(written, str) or not _NUMBER.fullmatch(written):
        raise FieldWrong(where, 'decimal digits are wanted, such as "12.50"')
    return Decimal(written)


def positive(value: object, where: str) -> Decimal:
    """Decimal digits of a number that is not negative."""
    read = number(value, where)
    if read < 0:
        raise FieldWrong(where, "it must not be negative")
    return read
