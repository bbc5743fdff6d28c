"""A real mail server on loopback, with TLS, logins and bad manners; what it took can be read as it came."""

from __future__ import annotations

import asyncio
import datetime as dt
import ssl
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cache
from ipaddress import ip_address
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

LOGIN, PASSWORD = "kasse@example.org", "pä$$ wörd"
TODAY = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)


@dataclass
class Manners:
    """How the server behaves: answers by word ("mail", "rcpt", "data", "end"), or when it hangs up."""

    answers: dict[str, str] = field(default_factory=dict)
    drops: str = ""
    """"greeting", "mail", "rcpt", "data" (as soon as that word comes), "end" (with the whole message)."""
    on_end: Callable[[], None] = lambda: None


@dataclass
class Server:
    """Where it listens, how it behaves, and what it took."""

    port: int = 0
    manners: Manners = field(default_factory=Manners)
    taken: list[Envelope] = field(default_factory=list)
    connections: int = 0

    @property
    def messages(self) -> list[EmailMessage]:
        """The messages as they came, parsed."""
        return [parsed(bytes(one.content or b"")) for one in self.taken]


def parsed(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, policy=policy.SMTPUTF8)
    assert isinstance(message, EmailMessage)
    return message


class _Handler:
    def __init__(self, server: Server) -> None:
        self.server = server

    def _answer(self, word: str, usual: str, smtp: SMTP) -> str:
        manners = self.server.manners
        if manners.drops == word:
            assert smtp.transport is not None
            smtp.transport.abort()
            return "421 gone"
        return manners.answers.get(word, usual)

    async def handle_MAIL(
        self, smtp: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self._answer("mail", "250 fine", smtp)
        if answer.startswith("2"):
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return answer

    async def handle_RCPT(
        self, smtp: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self._answer("rcpt", "250 fine", smtp)
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, smtp: SMTP, session: Session, envelope: Envelope) -> str:
        self.server.manners.on_end()
        answer = self._answer("end", "250 taken", smtp)
        if answer.startswith("2") or self.server.manners.drops == "end":
            self.server.taken.append(envelope)
        return answer


class _Speaking(SMTP):
    """aiosmtpd's server, which can also hang up where its handlers are not asked."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        server: Server = self.event_handler.server  # type: ignore[attr-defined]
        server.connections += 1
        if server.manners.drops == "greeting":
            assert isinstance(transport, asyncio.Transport)
            transport.abort()
            return
        super().connection_made(transport)

    async def smtp_DATA(self, arg: str) -> None:
        server: Server = self.event_handler.server  # type: ignore[attr-defined]
        if server.manners.drops == "data":
            assert self.transport is not None
            self.transport.abort()
        elif "data" in server.manners.answers:
            await self.push(server.manners.answers["data"])
        else:
            await super().smtp_DATA(arg)


@contextmanager
def serving(
    *,
    tls: str = "",
    login: bool = False,
    certificate: str = "localhost",
    manners: Manners | None = None,
    international: bool = True,
    size: int = 33554432,
    folder: Path | None = None,
) -> Iterator[Server]:
    """A server in a thread of its own until the block is left; `tls` is "", "tls" or "starttls"."""
    server = Server(manners=manners or Manners())
    context = server_context(certificate, folder) if tls and folder else None
    loop = asyncio.new_event_loop()

    def check(_smtp: SMTP, _session: Session, _envelope: Envelope, _how: str, given: object) -> AuthResult:
        fits = isinstance(given, LoginPassword) and (given.login, given.password) == (
            LOGIN.encode(), PASSWORD.encode()
        )  # fmt: skip
        return AuthResult(success=fits, handled=False)

    def make() -> SMTP:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # it advises against logins without TLS
            return _Speaking(
                _Handler(server),
                hostname="mail.example.org",
                enable_SMTPUTF8=international,
                data_size_limit=size,
                tls_context=context if tls == "starttls" else None,
                require_starttls=tls == "starttls",
                authenticator=check if login else None,
                auth_required=login,
                auth_require_tls=not login or tls == "starttls",
                loop=loop,
            )

    async def begin() -> asyncio.Server:
        made = await loop.create_server(make, "127.0.0.1", 0, ssl=context if tls == "tls" else None)
        server.port = made.sockets[0].getsockname()[1]
        return made

    listening = loop.run_until_complete(begin())
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(_end(listening), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _end(listening: asyncio.Server) -> None:
    listening.close()
    tasks = [one for one in asyncio.all_tasks() if one is not asyncio.current_task()]
    for one in tasks:
        one.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


# --- certificates ---


@cache
def _authority() -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    key = ec.generate_private_key(ec.SECP256R1())
    return _signed("Test authority", key, None, (TODAY, TODAY + dt.timedelta(days=36500)), ca=True), key


def _signed(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    by: tuple[x509.Certificate, ec.EllipticCurvePrivateKey] | None,
    valid: tuple[dt.datetime, dt.datetime],
    *,
    ca: bool = False,
) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    names: list[x509.GeneralName] = [x509.DNSName(name.replace(" ", "-"))]
    if name == "localhost":
        names.append(x509.IPAddress(ip_address("127.0.0.1")))
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by[0].subject if by else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(valid[0])
        .not_valid_after(valid[1])
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key((by[1] if by else key).public_key()),
            critical=False,
        )
    )
    if ca:
        usage = x509.KeyUsage(
            digital_signature=True, key_cert_sign=True, crl_sign=True, content_commitment=False,
            key_encipherment=False, data_encipherment=False, key_agreement=False, encipher_only=False,
            decipher_only=False,
        )  # fmt: skip
        made = made.add_extension(usage, critical=True)
    return made.sign((by[1] if by else key), hashes.SHA256())


@pytest.fixture
def server() -> Iterator[Server]:
    """A server as most tests want it: without TLS, and well behaved."""
    with serving() as made:
        yield made


def authority(folder: Path) -> Path:
    """The file of the authority that vouches for "localhost"."""
    path = folder / "authority.pem"
    path.write_bytes(_authority()[0].public_bytes(serialization.Encoding.PEM))
    return path


def server_context(certificate: str, folder: Path) -> ssl.SSLContext:
    """What a server proves itself with: "localhost", "another", "expired" or "unknown" (to anybody)."""
    key = ec.generate_private_key(ec.SECP256R1())
    valid = (TODAY, TODAY + dt.timedelta(days=36500))
    if certificate == "expired":
        valid = (TODAY - dt.timedelta(days=9000), TODAY - dt.timedelta(days=8000))
    name = "another.example" if certificate == "another" else "localhost"
    made = _signed(name, key, None if certificate == "unknown" else _authority(), valid)
    path = folder / f"{certificate}.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context
