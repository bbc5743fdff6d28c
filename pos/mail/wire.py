"""Talk to a mail server (RFC 5321): connect, make the line safe, log in, hand one message over.

What goes wrong is a MailTrouble with one sentence. Once the end of a message is on its way nobody knows
whether it was taken until the server says so: a line that drops then is PerhapsSent, and never tried again.
"""

from __future__ import annotations

import base64
import re
import smtplib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager, suppress
from functools import partial
from types import TracebackType

from pos.apart import apart
from pos.domain.mail import troubles as t
from pos.domain.mail.account import MailAccount, Security
from pos.domain.words.text import clean

STEP_SECONDS = 30.0
"""How long a server may be silent."""
WHOLE_SECONDS = 300.0
"""How long it may take over connecting, or over one message, however often it says a little."""

_SAID = 200
_ANOTHER_NAME = (62, 64)
_OUT_OF_DATE = (9, 10)
_BARE = re.compile(rb"\r\n|\r|\n")
_DOT = re.compile(rb"(?m)^\.")


class Wire:
    """An open line to a mail server; `cut` may be called from another thread."""

    def __init__(
        self, account: MailAccount, step: float = STEP_SECONDS, whole: float = WHOLE_SECONDS
    ) -> None:
        self._account = account
        self._step = step
        self._whole = whole
        self._smtp = smtplib.SMTP(timeout=step)
        self._dialled: Future[socket.socket] | None = None
        self._late = self._cut = False

    def __enter__(self) -> Wire:
        """Connect and log in; raises a MailTrouble that stops."""
        try:
            with self._watched():
                self._connect()
                self._log_in()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            with suppress(OSError, smtplib.SMTPException):
                self._smtp.putcmd("quit")
        self.close()

    def close(self) -> None:
        """Hang up."""
        with suppress(OSError):
            self._smtp.close()

    def cut(self) -> None:
        """Hang up at once, whatever the line is doing."""
        self._cut = True
        self._hang_up()

    # connecting

    def _connect(self) -> None:
        account, smtp = self._account, self._smtp
        line = self._open()
        smtp.local_hostname = _literal(line)
        self._take(line)
        if account.security is Security.TLS:
            self._take(self._safe(line))
        self._asked(smtp.getreply, greeting=True)
        self._ehlo()
        if account.security is Security.STARTTLS:
            self._start_tls()

    def _open(self) -> socket.socket:
        server, port = self._account.server, self._account.port
        dialled = apart(lambda: socket.create_connection((server, port), self._step), socket.socket.close)
        self._dialled = dialled
        if self._cut:
            dialled.cancel()
        try:
            return dialled.result()
        except CancelledError:
            raise self._dropped() from None
        except (socket.gaierror, UnicodeError) as error:
            raise t.ServerUnknown(server) from error
        except ConnectionRefusedError as error:
            raise t.ServerRefused(server, str(port)) from error
        except TimeoutError as error:
            raise t.ServerSilent(server, str(port)) from error
        except OSError as error:
            raise t.ServerUnreachable(server, _why(error)) from error

    def _take(self, line: socket.socket) -> None:
        self._smtp.sock, self._smtp.file = line, None  # what was read ahead in clear is forgotten
        if self._cut:
            raise self._dropped()

    def _safe(self, line: socket.socket) -> socket.socket:
        """The line with TLS and a certificate of the server's own name."""
        account = self._account
        server, port = account.server, str(account.port)
        try:
            return ssl.create_default_context().wrap_socket(line, server_hostname=server)
        except ssl.SSLCertVerificationError as error:
            if error.verify_code in _ANOTHER_NAME:
                raise t.CertificateOfAnother(server) from error
            if error.verify_code in _OUT_OF_DATE:
                raise t.CertificateExpired(server) from error
            raise t.CertificateUnknown(server, error.verify_message) from error
        except TimeoutError as error:
            raise t.ServerSilent(server, port) from error
        except ssl.SSLError as error:
            raise t.TlsFailed(server, port, _why(error)) from error
        except OSError as error:
            raise self._dropped() from error

    def _ehlo(self) -> None:
        code, said = self._asked(self._smtp.ehlo)
        if code != 250:
            raise self._refused(code, said)

    def _start_tls(self) -> None:
        smtp, account = self._smtp, self._account
        if not smtp.has_extn("starttls"):
            raise t.NoStartTls(account.server, str(account.port))
        code, said = self._asked(lambda: smtp.docmd("STARTTLS"))
        if code != 220:
            raise self._refused(code, said)
        assert smtp.sock is not None
        self._take(self._safe(smtp.sock))
        smtp.esmtp_features.clear()  # what was said in clear counts no more (RFC 3207, 4.2)
        self._ehlo()

    def _log_in(self) -> None:
        account = self._account
        if not account.login:
            return
        offered = self._smtp.esmtp_features.get("auth", "").upper().replace("=", " ").split()
        user, password = account.login.encode(), account.password.encode("utf-8", "replace")
        if "PLAIN" in offered:
            steps: tuple[str, ...] = (
                f"AUTH PLAIN {_coded(b'%b%b%b%b' % (bytes(1), user, bytes(1), password))}",
            )
        elif "LOGIN" in offered:
            steps = ("AUTH LOGIN", _coded(user), _coded(password))
        else:
            raise t.LoginNotOffered(account.server)
        for step in steps:
            code, said = self._asked(partial(self._smtp.docmd, step))
            if code == 235:
                return
            if code != 334:
                break
        if 400 <= code < 500:
            raise t.ServerBusy(account.server, said)
        raise t.WrongPassword(account.server, account.login, said)

    # handing over

    def send(
        self, to: str, message: bytes, before_end: Callable[[], None], *, international: bool = False
    ) -> None:
        """Hand a message to one recipient over; returns when the server took it.

        `before_end` is called when all but the mark of its end is on its way: what it raises takes the
        message back. Only after it the message can be PerhapsSent.
        """
        with self._watched():
            self._envelope(to, len(message), international=international)
            smtp = self._smtp
            self._asked(lambda: smtp.send(_dotted(message)))
            before_end()
            try:
                smtp.send(b".\r\n")
                code, reply = smtp.getreply()
            except (OSError, smtplib.SMTPException) as error:
                raise t.PerhapsSent(self._account.server) from error
        said = _text(reply)
        if not 200 <= code < 600:  # half an answer, or none of this language: it may mean anything
            raise t.PerhapsSent(self._account.server)
        if code == 552:
            raise t.MessageTooLarge(_kilobytes(len(message)))
        if code == 421:
            raise t.ServerBusy(self._account.server, said)
        if not 200 <= code < 300:
            raise t.TryLater(said) if code < 500 else t.MessageRefused(said)

    def _envelope(self, to: str, size: int, *, international: bool) -> None:
        """Say who writes to whom, up to the word of the server that the message may come."""
        smtp, account = self._smtp, self._account
        options = [f"SIZE={size}"] if smtp.has_extn("size") else []
        if international:
            if not smtp.has_extn("smtputf8"):
                raise t.AddressNotTaken(to)
            options += ["SMTPUTF8", "BODY=8BITMIME"]
        most = smtp.esmtp_features.get("size", "")
        if most.isdigit() and 0 < int(most) < size:
            raise t.MessageTooLarge(_kilobytes(size))
        smtp.command_encoding = "utf-8" if international else "ascii"
        code, said = self._asked(lambda: smtp.docmd(f"MAIL FROM:<{account.sender}>", " ".join(options)))
        if code != 250:
            self._start_anew()
            if code == 552:
                raise t.MessageTooLarge(_kilobytes(size))
            if code == 530:
                raise t.LoginWanted(account.server, said)
            if code < 500:
                raise t.ServerBusy(account.server, said)
            raise t.SenderRefused(account.server, account.sender, said)
        code, said = self._asked(lambda: smtp.docmd(f"RCPT TO:<{to}>"))
        if code in (250, 251):
            code, said = self._asked(lambda: smtp.docmd("DATA"))
            if code == 354:
                return
            self._start_anew()
            raise t.TryLater(said) if code < 500 else t.MessageRefused(said)
        self._start_anew()
        if code == 421:
            raise t.ServerBusy(account.server, said)
        if code == 530:
            raise t.LoginWanted(account.server, said)
        raise t.TryLater(said) if code < 500 else t.RecipientRefused(to, said)

    def _start_anew(self) -> None:
        """Let the server forget the message, so that the next one may come on the same line."""
        with suppress(t.MailTrouble):
            self._asked(lambda: self._smtp.docmd("RSET"))

    # what goes wrong

    def _asked(self, ask: Callable[[], object], *, greeting: bool = False) -> tuple[int, str]:
        """What the server answers; raises where it hangs up or says nothing."""
        server, port = self._account.server, str(self._account.port)
        try:
            answer = ask()
        except smtplib.SMTPServerDisconnected as error:
            if self._late or isinstance(error.__context__, TimeoutError):
                raise t.ServerSilent(server, port) from error
            raise self._dropped() from error
        except UnicodeError as error:
            raise t.AddressUnusable(clean(str(error), _SAID)) from error
        except smtplib.SMTPResponseException as error:
            raise t.ServerStrange(server, port, _text(error.smtp_error)) from error
        except OSError as error:
            raise self._dropped() from error
        if not isinstance(answer, tuple):
            return 0, ""
        code, said = answer[0], _text(answer[1])
        if self._late or self._cut:  # half an answer looks like one
            raise self._dropped()
        if code == -1 or not (200 <= code < 600):
            raise t.ServerStrange(server, port, said)
        if greeting and code != 220:
            raise self._refused(code, said)
        return code, said

    def _refused(self, code: int, said: str) -> t.MailTrouble:
        server = self._account.server
        return t.ServerBusy(server, said) if code < 500 else t.ServerStrange(
            server, str(self._account.port), said
        )  # fmt: skip

    def _dropped(self) -> t.MailTrouble:
        if self._late:
            return t.ServerSilent(self._account.server, str(self._account.port))
        return t.ConnectionDropped(self._account.server)

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Hang up on a server that takes too long as a whole, although it says a little now and then."""
        late = threading.Timer(self._whole, self._be_late)
        late.daemon = True
        late.start()
        try:
            yield
        finally:
            late.cancel()
            late.join()

    def _be_late(self) -> None:
        self._late = True
        self._hang_up()

    def _hang_up(self) -> None:
        if self._dialled is not None:
            self._dialled.cancel()
        line = self._smtp.sock
        if line is not None:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)


def _literal(line: socket.socket) -> str:
    """This computer as it greets: by its address, not by a name that nobody else knows (RFC 5321, 4.1.3)."""
    address = str(line.getsockname()[0]).partition("%")[0]
    return f"[IPv6:{address}]" if ":" in address else f"[{address}]"


def _dotted(message: bytes) -> bytes:
    """The message in whole lines, dots at their beginnings doubled (RFC 5321, 4.5.2)."""
    lines = _BARE.sub(b"\r\n", message)
    lines = lines if lines.endswith(b"\r\n") else lines + b"\r\n"
    return _DOT.sub(b"..", lines)


def _coded(text: bytes) -> str:
    return base64.b64encode(text).decode("ascii")


def _text(said: object) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return clean(text, _SAID)


def _why(error: OSError) -> str:
    reason = error.reason if isinstance(error, ssl.SSLError) else ""
    return clean(str(reason or error.strerror or error), _SAID)


def _kilobytes(size: int) -> int:
    return -(-size // 1024)
