"""From a reply to an answer: JSON, a redirect, an error, or nothing that a web shop would say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from pos.domain.stores import troubles
from pos.domain.stores.answers import Answer, Done, Refused, Unclear, Why
from pos.domain.stores.goods import StoreCustomer
from pos.stores import reading as read
from pos.stores.connector import Page
from pos.stores.reading import Json
from pos.stores.wire import Reply

T = TypeVar("T")


def answer_of(
    reply: Reply | Refused | Unclear, refusal: Callable[[int, bytes], Refused | Unclear]
) -> Answer[Any]:
    """What a reply means, before one looks for what was asked."""
    if not isinstance(reply, Reply):
        return reply
    if 200 <= reply.status < 300:
        try:
            return Done(read.decoded(reply.body), reply.at)
        except read.NotJson:
            return Unclear(troubles.NOT_JSON, is_foreign=True)
    if 300 <= reply.status < 400:
        return Unclear(troubles.ELSEWHERE, is_foreign=True)
    return refusal(reply.status, reply.body)


def with_value(answer: Answer[Any], make: Callable[[Json], T | None]) -> Answer[T]:
    """What was asked for, made of the JSON; Unclear where the JSON is something else."""
    if not isinstance(answer, Done):
        return answer
    made = make(read.record(answer.value))
    return Unclear(troubles.NOT_JSON, is_foreign=True) if made is None else Done(made, answer.at)


def without_value(answer: Answer[Any]) -> Answer[None]:
    return Done(None, answer.at) if isinstance(answer, Done) else answer


def named(answer: Answer[Any], right: str) -> Answer[Any]:
    """Where a right is missing, with its name instead of what the web shop says of it."""
    if not (lacks(answer) and isinstance(answer, Refused) and (answer.text or answer.code)):
        return answer
    return replace(answer, text=right)


def lacks(answer: Answer[Any]) -> bool:
    """Whether the token may not do that."""
    return isinstance(answer, Refused) and answer.why is Why.RIGHT


def rights_of(
    ask: Callable[[str, str], Answer[Any]], paths: Mapping[str, str], beside: Mapping[str, Sequence[str]]
) -> Answer[Mapping[str, bool]]:
    """Which rights to read a token has, each shown by a path; those `beside` one count as had with it."""
    rights: dict[str, bool] = {}
    for right, path in paths.items():
        answer = ask("GET", path)
        if not isinstance(answer, Done) and not lacks(answer):
            return answer
        rights |= dict.fromkeys((right, *beside[right]), isinstance(answer, Done))
    return Done(rights)


def with_address(answer: Answer[Page[StoreCustomer]], email: str) -> Answer[StoreCustomer | None]:
    """The customer among these with exactly this address."""
    if not isinstance(answer, Done):
        return answer
    same = (one for one in answer.value.items if one.email.casefold() == email.casefold())
    return Done(next(same, None), answer.at)
