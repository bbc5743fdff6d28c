"""Open a line to a web shop, and say in a sentence what it refused."""

from __future__ import annotations

from typing import TypeVar

from pos.domain.stores.answers import Answer, Done, Unclear, Why
from pos.domain.stores.errors import (
    StoreAnswer,
    StoreNotFound,
    StorePlan,
    StoreScope,
    StoreToken,
    StoreUnreachable,
)
from pos.domain.stores.troubles import WAITS
from pos.domain.words.errors import CashierError
from pos.stores import ecwid, woo
from pos.stores.connector import Connector
from pos.stores.pace import RequestLog

T = TypeVar("T")


def open_line(
    kind: str, number: str, token: str, log: RequestLog, url: str = "", settle: float = 180, rest: float = 0
) -> Connector:
    """A line to a web shop of a kind; it asks nothing for `rest` seconds. Raises StoreAddress."""
    if kind == "woo":
        return woo.connected(number, token, log, url=url, settle=settle, rest=rest)
    return ecwid.connected(number, token, log, url=url, settle=settle, rest=rest)


def value_of(answer: Answer[T], number: str) -> T:
    """What was asked for; raises what kept it from coming."""
    if isinstance(answer, Done):
        return answer.value
    raise refusal(answer, number)


def refusal(answer: Answer[object], number: str) -> CashierError:
    """The sentence for what is no answer."""
    if isinstance(answer, Unclear):
        return StoreAnswer(answer.reason) if answer.is_foreign else StoreUnreachable(answer.reason)
    assert not isinstance(answer, Done)
    match answer.why:
        case Why.TOKEN:
            return StoreToken()
        case Why.PLAN:
            return StorePlan(answer.text or answer.code or "402")
        case Why.RIGHT if answer.text or answer.code:
            return StoreScope(answer.text or answer.code)
        case Why.RIGHT:
            return StoreToken()
        case Why.STORE:
            return StoreNotFound(number)
        case Why.LATER:
            return StoreUnreachable(WAITS)
    return StoreAnswer(answer.text or answer.code or answer.why.value)
