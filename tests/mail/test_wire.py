"""The line to a real server: each way it is made safe, each thing that goes wrong, and what is said of it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pos.domain.mail import troubles as t
from pos.domain.mail.account import MailAccount, Security
from pos.mail.wire import Wire
from tests.chaos_proxy import unanswered
from tests.mail.server import LOGIN, PASSWORD, Manners, authority, serving

MESSAGE = b"Subject: hello\r\n\r\n.a line that begins with a dot\nand one more\r\n"


@pytest.fixture(autouse=True)
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority(tmp_path)))


def account(port: int, security: str = "none", login: str = "", password: str = PASSWORD) -> MailAccount:
    return MailAccount("localhost", port, Security(security), login, "shop@example.org", password)


def hand_over(
    of: MailAccount,
    to: str = "jean@example.org",
    message: bytes = MESSAGE,
    before: Callable[[], None] = lambda: None,
    step: float = 20,
    whole: float = 60,
) -> None:
    with Wire(of, step, whole) as wire:
        wire.send(to, message, before, international=not to.isascii())


@pytest.mark.parametrize("tls", ["", "tls", "starttls"])
@pytest.mark.parametrize("login", [False, True])
def test_a_message_goes_each_way(tls: str, login: bool, tmp_path: Path) -> None:
    with serving(tls=tls, login=login, folder=tmp_path) as server:
        hand_over(account(server.port, tls or "none", LOGIN if login else ""))
    (taken,) = server.taken
    assert taken.mail_from == "shop@example.org"
    assert taken.rcpt_tos == ["jean@example.org"]
    assert taken.content == MESSAGE.replace(b"dot\n", b"dot\r\n")


CERTIFICATES = {
    "another": t.CertificateOfAnother,
    "expired": t.CertificateExpired,
    "unknown": t.CertificateUnknown,
}


@pytest.mark.parametrize("certificate", CERTIFICATES)
@pytest.mark.parametrize("tls", ["tls", "starttls"])
def test_a_server_that_lies_about_itself_gets_neither_password_nor_message(
    tls: str, certificate: str, tmp_path: Path
) -> None:
    with (
        serving(tls=tls, login=True, certificate=certificate, folder=tmp_path) as server,
        pytest.raises(CERTIFICATES[certificate]),
    ):
        hand_over(account(server.port, tls, LOGIN))
    assert not server.taken


def test_a_wrong_password_is_told_from_a_login_that_is_missing(tmp_path: Path) -> None:
    with serving(tls="starttls", login=True, folder=tmp_path) as server:
        with pytest.raises(t.WrongPassword) as wrong:
            hand_over(account(server.port, "starttls", LOGIN, "guessed"))
        assert "guessed" not in str(wrong.value) + repr(account(1, password="guessed"))
        with pytest.raises(t.LoginWanted):
            hand_over(account(server.port, "starttls"))
    assert not server.taken


def test_a_server_that_offers_none_of_it(tmp_path: Path) -> None:
    with serving() as server:
        with pytest.raises(t.NoStartTls):
            hand_over(account(server.port, "starttls"))
        with pytest.raises(t.LoginNotOffered):
            hand_over(account(server.port, "none", LOGIN))
        with pytest.raises(t.TlsFailed):
            hand_over(account(server.port, "tls"))
    assert not server.taken


ANSWERS = {
    ("mail", "550 5.7.1 not yours"): t.SenderRefused,
    ("mail", "552 5.3.4 too large"): t.MessageTooLarge,
    ("mail", "451 4.7.1 slow down"): t.ServerBusy,
    ("rcpt", "550 5.1.1 nobody here"): t.RecipientRefused,
    ("rcpt", "450 4.2.0 greylisted"): t.TryLater,
    ("data", "554 5.5.1 no"): t.MessageRefused,
    ("data", "451 4.3.0 later"): t.TryLater,
    ("end", "552 5.3.4 too large"): t.MessageTooLarge,
    ("end", "554 5.7.1 looks like spam"): t.MessageRefused,
    ("end", "451 4.3.0 disk full"): t.TryLater,
    ("end", "421 4.3.2 shutting down"): t.ServerBusy,
}


@pytest.mark.parametrize(("word", "answer"), ANSWERS)
def test_each_refusal_is_its_own_trouble_and_the_line_goes_on(word: str, answer: str) -> None:
    with serving(manners=Manners({word: answer})) as server, Wire(account(server.port)) as wire:
        with pytest.raises(ANSWERS[word, answer]) as refused:
            wire.send("jean@example.org", MESSAGE, lambda: None)
        if "{said}" in refused.value.text:
            assert answer[4:] in str(refused.value)
        if not refused.value.stops:
            server.manners.answers.clear()
            wire.send("anne@example.org", MESSAGE, lambda: None)
            assert [one.rcpt_tos for one in server.taken] == [["anne@example.org"]]


@pytest.mark.parametrize("word", ["greeting", "mail", "rcpt", "data"])
def test_a_line_that_drops_before_the_end_sent_nothing(word: str) -> None:
    ended = []
    with serving(manners=Manners(drops=word)) as server, pytest.raises(t.ConnectionDropped):
        hand_over(account(server.port), before=lambda: ended.append(1))
    assert not ended
    assert not server.taken


def test_a_line_that_drops_in_the_middle_sent_nothing() -> None:
    """A message larger than all that lies on the line: who hangs up has not read its end."""
    ended, hold = [], threading.Event()
    begins = b"220 here\r\n250 fine\r\n250 fine\r\n250 fine\r\n354 go on\r\n"
    with speaking(begins, hold=hold) as port:
        hanging_up = threading.Timer(0.2, hold.set)
        hanging_up.start()
        with pytest.raises(t.ConnectionDropped):
            hand_over(account(port), message=b"x" * 30_000_000, before=lambda: ended.append(1))
        hanging_up.join()
    assert not ended


def test_a_line_that_drops_after_the_end_perhaps_sent_it() -> None:
    ended = []
    with serving(manners=Manners(drops="end")) as server, pytest.raises(t.PerhapsSent):
        hand_over(account(server.port), before=lambda: ended.append(1))
    assert ended == [1]
    assert len(server.taken) == 1


def test_what_goes_wrong_before_the_end_takes_the_message_back() -> None:
    def full() -> None:
        raise OSError("disk full")

    with serving() as server, pytest.raises(OSError, match="disk full"):
        hand_over(account(server.port), before=full)
    assert not server.taken


def test_a_message_over_the_limit_is_not_begun() -> None:
    with serving(size=1000) as server, pytest.raises(t.MessageTooLarge) as large:
        hand_over(account(server.port), message=MESSAGE + b"x" * 2000)
    assert "3 kB" in str(large.value)
    assert not server.taken


def test_letters_of_all_the_world_need_a_server_that_takes_them() -> None:
    with serving() as server:
        hand_over(account(server.port), "jörg@xn--bcher-kva.example")
    assert server.taken[0].rcpt_tos == ["jörg@xn--bcher-kva.example"]
    with serving(international=False) as server, pytest.raises(t.AddressNotTaken):
        hand_over(account(server.port), "jörg@xn--bcher-kva.example")


def test_no_server_by_that_name_and_none_at_that_port() -> None:
    with pytest.raises(t.ServerUnknown):
        hand_over(MailAccount("mail.invalid", 25, Security.NONE, "", "shop@example.org"))
    with pytest.raises(t.ServerUnknown):
        hand_over(MailAccount(f"{'x' * 64}.example", 25, Security.NONE, "", "shop@example.org"))
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        with pytest.raises(t.ServerRefused):
            hand_over(account(closed.getsockname()[1]))


@contextmanager
def speaking(*pieces: bytes, hold: threading.Event) -> Iterator[int]:
    """Something that is no mail server: it says these bytes, and then nothing until the event."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            line, _address = listening.accept()
            with line:
                for piece in pieces:
                    try:
                        line.sendall(piece)
                    except OSError:
                        return
                    if len(pieces) > 2 and hold.wait(0.02):
                        return
                hold.wait(10)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            hold.set()
            thread.join()


def test_what_says_nothing_or_something_else_is_said_to_be_so() -> None:
    hold = threading.Event()
    with speaking(hold=hold) as port, pytest.raises(t.ServerSilent):
        hand_over(account(port), step=0.1)
    hold.clear()
    with speaking(b"SSH-2.0-OpenSSH\r\n", hold=hold) as port, pytest.raises(t.ServerStrange) as strange:
        hand_over(account(port))
    assert "SSH" in str(strange.value)
    hold.clear()
    with speaking(b"554 no service for you\r\n", hold=hold) as port, pytest.raises(t.ServerStrange):
        hand_over(account(port))
    hold.clear()
    with speaking(b"421 too many lines\r\n", hold=hold) as port, pytest.raises(t.ServerBusy):
        hand_over(account(port))


def test_a_server_that_says_a_little_now_and_then_is_given_up() -> None:
    hold = threading.Event()
    with speaking(*[b"2"] * 500, hold=hold) as port, pytest.raises(t.ServerSilent):
        hand_over(account(port), step=5, whole=0.2)


def test_a_line_is_cut_from_another_thread() -> None:
    hold = threading.Event()
    with speaking(hold=hold) as port:
        wire = Wire(account(port), 20, 60)
        cutting = threading.Timer(0.05, wire.cut)
        cutting.start()
        with pytest.raises(t.ConnectionDropped), wire:
            pass
        cutting.join()


def test_a_line_that_is_only_dialled_is_cut_too() -> None:
    with unanswered() as port:
        wire = Wire(account(port), 20, 60)
        cutting = threading.Timer(0.05, wire.cut)
        cutting.start()
        began = time.monotonic()
        with pytest.raises(t.ConnectionDropped), wire:
            pass
        assert time.monotonic() - began < 10, "half of what dialling may take"
        cutting.join()


def test_every_trouble_is_one_sentence_with_its_values() -> None:
    for trouble in t.TROUBLES.values():
        assert isinstance(trouble, type)
        values = {place: 3 if place in ("days", "kilobytes") else "x" for place in trouble.places}
        said = str(trouble(**values))
        assert said.endswith(".")
        assert 15 < len(said) < 120
