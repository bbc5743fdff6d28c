"""Why a certificate does not count, which libpq does not say: shake hands once more, by Python's own TLS."""

from __future__ import annotations

import socket
import ssl
from contextlib import suppress

from pos.sync.hub.login import HubLogin

SECONDS = 5.0
ASK_FOR_TLS = b"\x00\x00\x00\x08\x04\xd2\x16\x2f"
"""The first message of a PostgreSQL client that wants an encrypted line."""
NOT_YET, EXPIRED = 9, 10
"""OpenSSL's numbers: the certificate begins later than this computer's date, or ended before it."""


def time_trouble(login: HubLogin) -> int:
    """NOT_YET or EXPIRED where only its time is wrong with the hub's certificate, else 0; nothing is sent."""
    context = ssl.create_default_context(cadata=login.pem or None)
    context.check_hostname = False
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT  # libpq is not as strict
    with suppress(OSError, ValueError):
        place = (login.address or login.host, int(login.port))
        with socket.create_connection(place, SECONDS) as line:
            line.sendall(ASK_FOR_TLS)
            if line.recv(1) != b"S":
                return 0
            try:
                context.wrap_socket(line).close()
            except ssl.SSLCertVerificationError as error:
                return error.verify_code if error.verify_code in (NOT_YET, EXPIRED) else 0
    return 0
