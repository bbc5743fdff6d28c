"""What WooCommerce says beside what was asked: its bin, its errors, what plugins say of themselves."""

from __future__ import annotations

import re
from typing import Any

from pos.domain.stores import troubles
from pos.domain.stores.answers import Answer, Done, Refused, Unclear, Why
from pos.stores import reading as read
from pos.stores.wire import Reply

_BEGINS = re.compile(rb"[>\n]\s*([{\[])")


def unless_binned(answer: Answer[Any]) -> Answer[Any]:
    """What was read; what lies in the bin there is in no list, and is gone."""
    binned = isinstance(answer, Done) and read.text(read.record(answer.value).get("status")) == "trash"
    return Refused(Why.GONE, "trash") if binned else answer


def bare(reply: Reply | Refused | Unclear) -> Reply | Refused | Unclear:
    """Without what a plugin says of itself before the JSON begins."""
    if not isinstance(reply, Reply) or reply.body[:1] in (b"{", b"["):
        return reply
    begins = _BEGINS.search(reply.body)
    if begins is None:
        return reply
    return Reply(reply.status, reply.headers, reply.body[begins.start(1) :], reply.at)


def refusal(status: int, body: bytes) -> Refused | Unclear:
    """What an error means: its code where there is one, else its status."""
    try:
        value = read.record(read.decoded(body))
    except read.NotJson:
        value = read.EMPTY
    code, text = read.text(value.get("code"), 100), read.described(value.get("message"))[:200]
    if status == 408 or status >= 500 or status < 200:
        return Unclear(troubles.BUSY)
    if status == 402:
        return Refused(Why.PLAN, code, text)
    if status in (401, 403):
        lacks = status == 403 or (code.startswith("woocommerce_rest_cannot_") and not code.endswith("_view"))
        return Refused(Why.RIGHT if lacks else Why.TOKEN, code, text)
    if status == 404:
        return Refused(Why.GONE, code, text)
    if status == 429:
        return Refused(Why.LATER, code, text, wait=10.0)
    taken = status == 409 or code in ("registration-error-email-exists", "product_invalid_sku")
    return Refused(Why.TAKEN if taken else Why.ITEM, code, text)
