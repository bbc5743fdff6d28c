"""Commands about what people must decide."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from contextlib import closing

from pos.cli.output import Output
from pos.domain.decisions.about_store import WAIT
from pos.domain.decisions.exceptions import ShopException
from pos.text import sentence


def exceptions(arguments: Namespace, output: Output) -> None:
    """What is to decide, oldest first; or decide it."""
    match arguments.words:
        case []:
            _list(arguments, output)
        case ["resolve", which, choice]:
            resolve(arguments, output, which, choice, "")
        case ["resolve", which, choice, value]:
            resolve(arguments, output, which, choice, value)
        case ["reopen", which]:
            _reopen(arguments, output, which)
        case _:
            arguments.usage_error("write nothing, or: resolve ID CHOICE [VALUE]; reopen ID")


def _list(arguments: Namespace, output: Output) -> None:
    from pos.shop import open_shop

    with closing(open_shop(arguments.data, reads=True)) as shop:
        found = shop.exceptions.all(decided=arguments.all)
    output.result([row(one) for one in found], said_of(found))


def said_of(found: Sequence[ShopException]) -> str:
    """What a person reads of them."""
    lines = [f"{one.id}  {sentence(one.sentence)}\n{'':18}{_answers(one)}" for one in found]
    return "\n".join(lines) or "Nothing to decide."


def row(one: ShopException) -> dict[str, object]:
    """What a script reads of it."""
    return {
        "id": one.id,
        "kind": one.kind,
        "subject": one.subject,
        "since": one.since,
        "text": sentence(one.sentence),
        "choices": list(one.choices),
        "details": dict(one.details),
        **({"choice": one.choice} if one.choice else {}),
    }


def _answers(one: ShopException) -> str:
    return f"decided: {one.choice}" if one.choice else " | ".join(one.choices)


def resolve(arguments: Namespace, output: Output, which: str, choice: str, value: str) -> None:
    """Do what the answer asks for and keep the decision; decided before, it stays as it is."""
    from pos.shop import open_shop

    with closing(open_shop(arguments.data)) as shop:
        again = shop.exceptions.resolve(which, choice, value, arguments.note)
        shop.order_index.forget()
    said = "Noted; nothing is decided." if choice == WAIT else f"Decided: {choice}."
    said = "That was decided before; nothing was changed." if again else said
    output.result({"id": which, "choice": choice, "again": again}, said)


def _reopen(arguments: Namespace, output: Output, which: str) -> None:
    """Take a decision back, where it did nothing but decide."""
    from pos.shop import open_shop

    with closing(open_shop(arguments.data)) as shop:
        shop.exceptions.reopen(which, arguments.note)
    output.result({"id": which, "choice": None}, "It is to decide again.")
