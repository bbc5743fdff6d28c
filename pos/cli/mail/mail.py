"""The outgoing post: listed, sent, sent again, dropped, tried; and where its server is."""

from __future__ import annotations

import sys
from argparse import Namespace
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pos.cli.output import Output, columns
from pos.contacts.email import read_email
from pos.domain.mail.account import Security
from pos.domain.mail.kinds import MailState, QueuedMail
from pos.domain.mail.troubles import NobodyToWriteTo
from pos.domain.shop.errors import PasswordUnreadable
from pos.text import sentence

if TYPE_CHECKING:
    from pos.shop import Shop

USAGE = "write nothing, or: send | again ID | drop ID | test ADDRESS | set"
LONGEST_PASSWORD = 1000


def mail(arguments: Namespace, output: Output) -> None:
    """What lies in the outgoing post, or what is done with it."""
    from pos.shop import open_shop

    words = arguments.words
    known = not words or words in (["send"], ["set"]) or (words[0] in ("again", "drop", "test") and words[1:])
    if not known or len(words) > 2:
        arguments.usage_error(USAGE)
    with closing(open_shop(arguments.data, reads=not words)) as shop:
        match words:
            case []:
                _list(shop, arguments.state, output)
            case ["send"]:
                _send(shop, output)
            case ["set"]:
                _set(shop, arguments, output)
            case ["again", which]:
                _say(shop.mails.again(which), output)
            case ["drop", which]:
                _say(shop.mails.drop(which), output)
            case [_, address]:
                _test(shop, address, output)


def _list(shop: Shop, state: str, output: Output) -> None:
    states = {"perhaps": MailState.PERHAPS} | {one.value: one for one in MailState}
    found = shop.mails.listed(states.get(state))
    rows = [
        (one.id, one.order, one.kind, one.to or "-", one.state.value, _reason(one) or "") for one in found
    ]
    output.result([shape(one) for one in found], columns(rows) or "Nothing to send.")


def _send(shop: Shop, output: Output) -> None:
    """Send what waits, also what was put off; refused with what stops all of it where nothing went."""
    sent = shop.mailing.sending.send_due(now=True)
    if sent.trouble is not None and not sent.count:
        raise sent.trouble
    post = shop.mails.post()
    reason = sentence(sent.trouble) if sent.trouble else None
    value = {
        "sent": sent.count,
        "waiting": post.waiting,
        "perhaps": post.perhaps,
        "parked": post.parked,
        "put_off": list(sent.put_off),
        "reason": reason,
    }
    said = f"{sent.count} sent, {post.waiting} waiting, {post.parked} parked, {post.perhaps} perhaps sent"
    output.result(value, "\n".join(filter(None, (said, reason))))


def _test(shop: Shop, written: str, output: Output) -> None:
    address = read_email(written)
    if not address:
        raise NobodyToWriteTo
    shop.mailing.sending.test(address)
    value = {
        "id": None, "order": None, "kind": "test", "to": address, "state": "sent", "tries": 1,
        "reason": None, "at": shop.till.clock().isoformat(),
    }  # fmt: skip
    output.result(value, f"A test went to {address}.")


def _set(shop: Shop, arguments: Namespace, output: Output) -> None:
    """Set the server; the password comes from a file or standard input, never from the words of a command."""
    changes: dict[str, Any] = {
        f"mail_{name}": value
        for name, value in (
            ("server", arguments.server),
            ("login", arguments.login),
            ("sender", arguments.sender),
            ("to_shop", arguments.to_shop),
        )
        if value is not None
    }
    if arguments.port is not None:
        changes["mail_port"] = arguments.port
    if arguments.security:
        changes["mail_security"] = Security(arguments.security)
    password = None if arguments.password_file is None else _password(arguments.password_file)
    if changes:
        shop.settings.change(**changes)
    if password is not None:
        shop.mailing.passwords.keep(password)
    shop.mailing.sending.resume()
    now = shop.settings.current()
    value = {
        "server": now.mail_server,
        "port": now.mail_port_used,
        "security": now.mail_security.value,
        "login": now.mail_login,
        "sender": now.mail_address,
        "to_shop": now.mail_address_of_shop,
        "password": shop.mailing.passwords.where().value,
    }
    output.result(value, columns([(name, str(one)) for name, one in value.items()]))


def _password(path: Path) -> str:
    """The first line of a file, or of standard input."""
    try:
        if str(path) == "-":
            return sys.stdin.readline(LONGEST_PASSWORD).rstrip("\r\n")
        with path.open(encoding="utf-8") as file:
            return file.readline(LONGEST_PASSWORD).rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise PasswordUnreadable(str(path)) from error


def _say(one: QueuedMail, output: Output) -> None:
    row = (one.id, one.order, one.kind, one.to or "-", one.state.value, _reason(one) or "")
    output.result(shape(one), columns([row]))


def _reason(one: QueuedMail) -> str | None:
    return sentence(one.reason) if one.reason else None


def mails_of(shop: Shop, number: str) -> list[dict[str, Any]]:
    """The messages of this till about an order."""
    return [shape(one) for one in shop.mails.of_order(number)]


def shape(one: QueuedMail) -> dict[str, Any]:
    """A message as scripts read it."""
    return {
        "id": one.id,
        "order": one.order or None,
        "kind": one.kind,
        "to": one.to or None,
        "state": one.state.value,
        "tries": one.tries,
        "reason": _reason(one),
        "at": one.at.isoformat(),
    }
