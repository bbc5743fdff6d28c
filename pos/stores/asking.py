"""From a reply to an answer: JSON, a redirect, an error, or nothing that a web shop would say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from pos.domain.stores import troubles
from pos.domain.stores.answers import Answer, Done, Refused, Unclear
from pos.stores import reading as read
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
