"""Why a message did not go: one type each, which says what a person can do.

What `stops` is wrong with the account or the line: no other message would go either, and all wait. What is
`final` is not tried again by itself.
"""

from __future__ import annotations

from collections.abc import Callable

from pos.domain.words.errors import CashierError


class MailTrouble(CashierError):
    """A message did not go."""

    stops = False
    final = False


class MailNotSetUp(MailTrouble):
    text = "No mail server is set. Name one in the settings under E-mail; messages wait until then."
    stops = final = True


class DemoSendsNothing(MailTrouble):
    text = "The demo shop sends no messages: its customers are made up."
    stops = final = True


class SenderMissing(MailTrouble):
    text = "The address that messages come from is missing. Write it in the settings under E-mail."
    stops = final = True


class PasswordMissing(MailTrouble):
    text = "The password of “{login}” is not on this computer. Type it in the settings under E-mail."
    stops = final = True
    login: str


class ServerUnknown(MailTrouble):
    text = "There is no server “{server}”. Check its name, and whether this computer is online."
    stops = True
    server: str


class ServerUnreachable(MailTrouble):
    text = "{server} cannot be reached ({why}). Check whether this computer is online."
    stops = True
    server: str
    why: str


class ServerRefused(MailTrouble):
    text = "{server} takes no connection on port {port}. Check server and port."
    stops = True
    server: str
    port: str


class ServerSilent(MailTrouble):
    text = "{server} does not answer on port {port}. Check the port: 465 wants TLS at once, 587 STARTTLS."
    stops = True
    server: str
    port: str


class ServerStrange(MailTrouble):
    text = "What answers at {server} on port {port} is no mail server: “{said}”. Check server and port."
    stops = True
    server: str
    port: str
    said: str


class ServerBusy(MailTrouble):
    text = "{server} asks to try again later: “{said}”. Messages wait and are tried again."
    stops = True
    server: str
    said: str


class ConnectionDropped(MailTrouble):
    text = "{server} hung up before the message was there. It was not sent, and is tried again."
    stops = True
    server: str


class NoStartTls(MailTrouble):
    text = "{server} offers no STARTTLS on port {port}. Try TLS at once on port 465."
    stops = final = True
    server: str
    port: str


class TlsFailed(MailTrouble):
    text = "No secure connection to {server} on port {port} came about ({why}). Try STARTTLS on port 587."
    stops = final = True
    server: str
    port: str
    why: str


class CertificateOfAnother(MailTrouble):
    text = "The certificate of {server} belongs to another name. Nothing was sent. Check the server's name."
    stops = final = True
    server: str


class CertificateExpired(MailTrouble):
    text = "The certificate of {server} is out of date. Nothing was sent. Check this computer's date first."
    stops = final = True
    server: str


class CertificateUnknown(MailTrouble):
    text = "Nobody this computer trusts vouches for the certificate of {server} ({why}). Nothing was sent."
    stops = final = True
    server: str
    why: str


class LoginNotOffered(MailTrouble):
    text = "{server} takes no password like this. Choose TLS or STARTTLS, or leave the login empty."
    stops = final = True
    server: str


class WrongPassword(MailTrouble):
    text = "{server} does not accept “{login}” with this password: “{said}”. Type the password again."
    stops = final = True
    server: str
    login: str
    said: str


class LoginWanted(MailTrouble):
    text = "{server} wants a login: “{said}”. Write it in the settings under E-mail, with its password."
    stops = final = True
    server: str
    said: str


class SenderRefused(MailTrouble):
    text = "{server} sends nothing from {sender}: “{said}”. Use the address of the login."
    stops = final = True
    server: str
    sender: str
    said: str


class RecipientRefused(MailTrouble):
    text = "The server does not take messages to {address}: “{said}”. Check the address, then send again."
    final = True
    address: str
    said: str


class AddressNotTaken(MailTrouble):
    text = "The server cannot write to {address}, which has letters beyond English ones before the @."
    final = True
    address: str


class AddressUnusable(MailTrouble):
    text = "“{address}” is not one e-mail address. Correct it in the order, then send again."
    final = True
    address: str


class NobodyToWriteTo(MailTrouble):
    text = "There is no e-mail address any more. Write one into the order, then send again."
    final = True


class MessageTooLarge(MailTrouble):
    text = "The message is larger than the server takes: {kilobytes} kB. It was not sent."
    many = "The message is larger than the server takes: {kilobytes} kB. It was not sent."
    final = True
    kilobytes: int


class MessageRefused(MailTrouble):
    text = "The server refused the message: “{said}”. It was not sent."
    final = True
    said: str


class TryLater(MailTrouble):
    text = "The server does not take it now: “{said}”. It is tried again."
    said: str


class TriedTooOften(MailTrouble):
    text = "The server put it off again and again, at last with “{said}”. Send it again, or drop it."
    final = True
    said: str


class TooOld(MailTrouble):
    text = (
        "It waited for more than {days} day. Look whether it still says what is so, then send it or drop it."
    )
    many = (
        "It waited for more than {days} days. Look whether it still says what is so, then send it or drop it."
    )
    final = True
    days: int


class Overtaken(MailTrouble):
    text = "What it tells is no longer so: it was taken back before it went. Send it again if it should go."
    final = True


class TextUnusable(MailTrouble):
    text = "Its text cannot be used: {why} Mend it in the settings under E-mail, then send again."
    final = True
    why: object


class PerhapsSent(MailTrouble):
    text = (
        "{server} hung up when it had the whole message: perhaps it went. Send it again if it did not come."
    )
    final = True
    server: str


TROUBLES: dict[str, Callable[..., MailTrouble]] = {
    one.__name__: one
    for one in (
        MailNotSetUp,
        DemoSendsNothing,
        SenderMissing,
        PasswordMissing,
        ServerUnknown,
        ServerUnreachable,
        ServerRefused,
        ServerSilent,
        ServerStrange,
        ServerBusy,
        ConnectionDropped,
        NoStartTls,
        TlsFailed,
        CertificateOfAnother,
        CertificateExpired,
        CertificateUnknown,
        LoginNotOffered,
        WrongPassword,
        LoginWanted,
        SenderRefused,
        RecipientRefused,
        AddressNotTaken,
        AddressUnusable,
        NobodyToWriteTo,
        MessageTooLarge,
        MessageRefused,
        TryLater,
        TriedTooOften,
        TooOld,
        Overtaken,
        PerhapsSent,
    )
}
"""By their names, as the queue keeps them; of a text that cannot be used the reason is found anew."""


class MailUnknown(CashierError):
    text = "There is no message “{id}” in the outgoing post of this till."
    id: str


class MailGone(CashierError):
    text = "That message was sent already; it cannot be dropped."


class SendingElsewhere(CashierError):
    text = (
        "Another program of this till is sending messages now. They go without you; look again in a minute."
    )
