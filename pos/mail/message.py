"""A message as the bytes that travel (RFC 5322): its heads are written here, its parts by Python.

Whatever is not plain in a head is an encoded word (RFC 2047), so that no name or subject can begin another
head, close a quotation or name another recipient.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from pos.domain.words.text import clean

_PLAIN = re.compile(r"[A-Za-z0-9]([A-Za-z0-9 '&-]{0,58}[A-Za-z0-9])?")
_PLAIN_SUBJECT = re.compile(r"[!-<>-~]([ !-<>-~]{0,58}[!-<>-~])?")
"""Printable, in one short line, without the = that an encoded word begins with."""
_NAME_MOST, _SUBJECT_MOST = 100, 200
_WORD_BYTES = 42
"""Bytes of one encoded word: with what stands around it less than 75 characters."""
_FILE = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A PDF that goes along; `name` is that of the file."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """A message before it is bytes; addresses are bare and checked, `date` has its offset."""

    sender: str
    sender_name: str
    to: str
    to_name: str
    subject: str
    text: str
    html: str
    message_id: str
    date: datetime
    language: str = "en"
    reply_to: str = ""
    attachments: tuple[Attachment, ...] = ()


def written(letter: Letter) -> bytes:
    """The whole message, each of its lines ended as they travel."""
    body = EmailMessage(policy=SMTP)
    body.set_content(_safe(letter.text), cte=_code(letter.text))
    body.add_alternative(_safe(letter.html), subtype="html", cte=_code(letter.html))
    for one in letter.attachments:
        name = _FILE.sub("-", one.name).strip(".-") or "document.pdf"
        body.add_attachment(one.data, maintype="application", subtype="pdf", filename=name)
    heads = "".join(f"{name}: {value}\r\n" for name, value in _heads(letter))
    return heads.encode("utf-8") + body.as_bytes()


def _heads(letter: Letter) -> Iterator[tuple[str, str]]:
    yield "Date", format_datetime(letter.date)
    yield "From", _mailbox(letter.sender_name, letter.sender)
    yield "To", _mailbox(letter.to_name, letter.to)
    if letter.reply_to and letter.reply_to != letter.sender:
        yield "Reply-To", _mailbox("", letter.reply_to)
    yield "Subject", head_text(clean(letter.subject, _SUBJECT_MOST), _PLAIN_SUBJECT)
    yield "Message-ID", letter.message_id
    yield "Auto-Submitted", "auto-generated"  # so that absent people's programs answer nothing (RFC 3834)
    yield "Content-Language", letter.language


def _mailbox(name: str, address: str) -> str:
    shown = head_text(clean(name, _NAME_MOST), _PLAIN)
    return f"{shown} <{address}>" if shown else f"<{address}>"


def head_text(text: str, plain: re.Pattern[str] = _PLAIN) -> str:
    """A text as a head may hold it: as it is where that is safe, else in encoded words."""
    if not text or plain.fullmatch(text):
        return text
    words = (base64.b64encode(piece).decode("ascii") for piece in _pieces(text))
    return "\r\n ".join(f"=?utf-8?b?{word}?=" for word in words)


def _pieces(text: str) -> Iterator[bytes]:
    """The text in so many bytes, no character in two."""
    piece = b""
    for character in text:
        more = character.encode("utf-8", "replace")
        if len(piece) + len(more) > _WORD_BYTES:
            yield piece
            piece = b""
        piece += more
    yield piece


def _safe(text: str) -> str:
    """What can be written in UTF-8."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _code(text: str) -> str:
    """How the text travels in lines that no server breaks."""
    return (
        "quoted-printable"
        if text.isascii() or len(text.encode("utf-8", "replace")) < len(text) * 1.3
        else "base64"
    )
