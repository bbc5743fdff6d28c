"""Messages from the command line: what each act asks for, sent to a real server, decided by a person."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pos.domain.mail.kinds import MailSwitch
from pos.shop import open_shop
from tests.cli.conftest import CommandLine, Opener, line
from tests.mail.server import LOGIN, PASSWORD, Server, authority, server, serving

__all__ = ["server"]

JEAN = {"email": "jean@example.org", "name": "Jean Dupont"}


@pytest.fixture
def posted(till: CommandLine, server: Server) -> CommandLine:
    """A till that reaches the server."""
    till.json(
        "mail", "set", "--server", "localhost", "--port", str(server.port), "--security", "none",
        "--sender", "shop@example.org",
    )  # fmt: skip
    return till


def apply(till: CommandLine, *operations: dict[str, Any]) -> list[Any]:
    path = till.files / "operations.json"
    path.write_text(json.dumps(operations), "utf-8")
    said = till("--json", "order", "apply", str(path))
    assert said.status == 0, said.err
    return said.lines


def place(**more: object) -> dict[str, Any]:
    document = {"lines": [{"sku": "MUG-BLU", "quantity": "3"}], "customer": JEAN, **more}
    return {"do": "place", "as": "o", "document": document}


def planned(answer: Any) -> list[tuple[str, str | None, bool]]:
    return [(one["kind"], one["to"], one["send"]) for one in answer["consequences"]["mails"]]


def test_each_act_asks_for_its_own_message(posted: CommandLine, server: Server) -> None:
    answers = apply(
        posted,
        place(),
        {"do": "edit", "order": "$o", "change": {"lines": [{"line": 1, "quantity": "4"}]}},
        {"do": "status", "order": "$o", "fulfilment": "Processing"},
        {"do": "status", "order": "$o", "fulfilment": "Ready for pickup"},
        {"do": "pay", "order": "$o", "method": "card", "amount": "72.00"},
        {"do": "deliver", "order": "$o", "delivery": {"how": "shipped", "tracking_number": "6A 100"}},
        {"do": "refund", "order": "$o", "refund": {"lines": [{"line": 1, "quantity": "1"}]}},
        {"do": "cancel", "order": "$o"},
    )
    kinds = ["confirmation", "changed", "", "ready", "", "tracking", "refund", "cancelled"]
    expected = [[(kind, "jean@example.org", True)] if kind else [] for kind in kinds]
    assert [planned(one) for one in answers] == expected
    assert [one["kind"] for one in answers[-1]["order"]["mails"]] == [kind for kind in kinds if kind]
    assert posted.json("mail", "send")["sent"] == 6
    assert len(server.taken) == 6
    assert {one["state"] for one in posted.json("mail")} == {"sent"}
    said = posted.json("order", "status", "A-000001", "--tracking", "6A 100")
    assert planned(said) == []  # that number was told before
    assert posted.json("mail", "send")["sent"] == 0
    assert posted.json("verify", "--rebuild")["answer"] == "right"


def test_one_save_sends_one_message_and_what_is_unticked_sends_none(posted: CommandLine) -> None:
    answers = apply(
        posted,
        place(),
        {"do": "edit", "order": "$o", "change": {
            "lines": [{"line": 1, "quantity": "4"}],
            "fulfilment": {"method": "pickup", "tracking_number": "6A"},
        }},
        {"do": "edit", "order": "$o", "change": {
            "lines": [{"line": 1, "quantity": "3"}], "mails": {"changed": False},
        }},
        {"do": "exchange", "order": "$o", "as": "n", "exchange": {
            "return": {"lines": [{"line": 1, "quantity": "1"}]},
            "order": {"lines": [{"sku": "BOW-ASH", "quantity": "1"}], "customer": JEAN},
        }},
        {"do": "cancel", "order": "$n", "mails": {"cancelled": False}},
    )  # fmt: skip
    assert [planned(one) for one in answers] == [
        [("confirmation", "jean@example.org", True)],
        [("changed", "jean@example.org", True)],
        [("changed", "jean@example.org", False)],
        [("refund", "jean@example.org", True)],
        [("cancelled", "jean@example.org", False)],
    ]
    assert [one["kind"] for one in posted.json("mail")] == ["confirmation", "changed", "refund"]


def test_nobody_to_write_to_is_said(posted: CommandLine) -> None:
    answers = apply(
        posted, place(customer={"name": "Jean"}), {"do": "cancel", "order": "$o", "reason": "a mistake"}
    )
    assert [planned(one) for one in answers] == [
        [("confirmation", None, False)],
        [("cancelled", None, False)],
    ]
    assert posted.json("mail") == []
    sold = place(customer=None, payments=[{"method": "card", "amount": "54.00"}])
    assert [planned(one) for one in apply(posted, sold)] == [[]]


def test_a_person_decides_about_what_was_refused(posted: CommandLine, server: Server) -> None:
    apply(posted, place(), place())
    server.manners.answers["rcpt"] = "550 5.1.1 nobody here"
    assert posted.json("mail", "send")["parked"] == 2
    first, second = posted.json("mail", "--state", "parked")
    assert set(first) == {"id", "order", "kind", "to", "state", "tries", "reason", "at"}
    assert (first["order"], first["kind"], first["to"]) == ("A-000001", "confirmation", "jean@example.org")
    assert "nobody here" in first["reason"]
    server.manners.answers.clear()
    assert posted.json("mail", "again", first["id"])["state"] == "waiting"
    assert posted.json("mail", "drop", second["id"])["state"] == "dropped"
    assert posted.json("mail", "send")["sent"] == 1
    assert posted.refused("mail", "drop", first["id"]) == "MailGone"
    assert posted.refused("mail", "again", "17-nothing") == "MailUnknown"


def test_what_is_wrong_with_the_server_is_one_sentence(
    till: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority(tmp_path)))
    apply(till, place())
    assert till.refused("mail", "send") == "MailNotSetUp"
    secret = tmp_path / "secret"
    secret.write_text(PASSWORD + "\n", "utf-8")
    with serving(tls="starttls", login=True, folder=tmp_path) as server:
        said = till.json(
            "mail", "set", "--server", "localhost", "--port", str(server.port), "--security", "starttls",
            "--login", LOGIN, "--sender", "shop@example.org", "--password-file", str(secret),
        )  # fmt: skip
        assert (said["password"], PASSWORD in str(said)) == ("file", False)
        assert till.json("mail", "test", "me@example.org")["state"] == "sent"
        secret.write_text("guessed", "utf-8")
        till.json("mail", "set", "--password-file", str(secret))
        assert till.refused("mail", "test", "me@example.org") == "WrongPassword"
        assert till.refused("mail", "send") == "WrongPassword"
        assert "guessed" not in till("mail").out
    assert till.refused("mail", "test", "me@example.org") == "ServerRefused"
    for address, refusal in (
        ("", "NobodyToWriteTo"),
        ("me", "EmailUnreadable"),
        (", ".join(f"x{n}@example.org" for n in range(10_000)), "SeveralEmails"),
        ("a@example.org\r\nBcc: b@example.org", "SeveralEmails"),
    ):
        assert till.refused("mail", "test", address) == refusal
    for server_name in ("smtp://localhost", "localhost:25", "a b", "x" * 300, "localhost\r\nQUIT"):
        assert till.refused("mail", "set", "--server", server_name) == "ServerNameWrong"
    assert till("mail", "set", "--port", "70000").status == 2
    assert till("mail", "again").status == 2


def test_a_proof_that_fails_tells_the_shop_once_a_day_where_it_wants_that(opened: Opener, ram: Path) -> None:
    till = opened()
    till.place({"lines": [line()]})
    with closing(sqlite3.connect(till.folder / "shop.db")) as script:
        script.execute("UPDATE orders SET total = total + 1")
        script.commit()
    assert till("verify").status == 1
    assert till.json("mail") == []
    with closing(open_shop(till.folder)) as shop:
        shop.settings.change(mail_to_shop="us@example.org", mail_switches=(MailSwitch("wrong", True),))
    for _ in range(2):
        assert till("verify").status == 1
    ((kind, to),) = ((one["kind"], one["to"]) for one in till.json("mail"))
    assert (kind, to) == ("wrong", "us@example.org")
    home, till.folder = till.folder, ram / "copied"
    shutil.copytree(home, till.folder)
    before = (till.folder / "shop.db").read_bytes()
    assert till("verify").status == 1
    assert (till.folder / "shop.db").read_bytes() == before, "a copy is proven as it lies"
    for folder in (home, till.folder):
        (folder / "shop.db").unlink()  # what was altered on purpose needs no audit
    till.folder = home
