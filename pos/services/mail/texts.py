"""The texts of messages: the program's in six languages, or the shop's own, tried before they are kept."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pos.domain.mail.kinds import MailKind, MailText
from pos.domain.shop.settings import ShopSettings
from pos.domain.words.languages import CODES
from pos.domain.words.text import clean
from pos.mail.layout import FOLDER
from pos.mail.templates import LONGEST, TemplateTooLong, check, filled
from pos.services.shop.settings import Settings

TEST = "test"
"""The text that tries the server; the shop has none of its own."""
SUBJECT_MOST = 300
KNOWN = {
    "shop": ("name", "address", "phone", "email", "website"),
    "customer": ("name",),
    "order": (
        "number", "date", "total", "due", "to_give_back", "status", "tracking_number", "goods", "how_to_pay",
        "promised", "note",
    ),
    "paper": ("number",),
    "refund": ("total",),
    "what": ("text",),
}  # fmt: skip
"""What a text may name, by what stands before the dot."""


def key_of(kind: str, language: str) -> str:
    """How a text is kept among the shop's decisions."""
    return f"{kind}.{language}"


@cache
def given(kind: str, language: str) -> MailText:
    """The program's own text of a kind in a language."""
    for piece in (FOLDER / f"{language}.txt").read_text("utf-8").split("## ")[1:]:
        name, subject, body = piece.split("\n", 2)
        if name == kind:
            return MailText(key_of(kind, language), subject, body.rstrip("\n") + "\n")
    raise KeyError(kind)


def text_of(settings: ShopSettings, kind: str, language: str) -> MailText:
    """The text of a kind in a language: the shop's own, else the program's."""
    language = language if language in CODES else "en"
    key = key_of(kind, language)
    return next((one for one in settings.mail_texts if one.key == key), None) or given(kind, language)


def written(text: MailText, values: Mapping[str, Mapping[str, str]]) -> tuple[str, str]:
    """Subject and text with their values; raises what is wrong with them."""
    subject = " ".join(filled(text.subject, values).split())
    return subject, filled(text.body, values)


class MailTexts:
    """The shop's own texts."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def text(self, kind: MailKind, language: str) -> MailText:
        """The text that is sent."""
        return text_of(self._settings.current(), kind.value, language)

    def is_own(self, kind: MailKind, language: str) -> bool:
        """Whether the shop wrote it itself."""
        key = key_of(kind.value, language)
        return any(one.key == key for one in self._settings.current().mail_texts)

    def write(self, kind: MailKind, language: str, subject: str, body: str) -> MailText:
        """Keep a text of the shop's own; raises what cannot be used, and then the one before stays."""
        text = MailText(key_of(kind.value, language), clean(subject, SUBJECT_MOST), lines_of(body))
        require(text)
        before = self._settings.current().mail_texts
        others = tuple(one for one in before if one.key != text.key)
        self._settings.change(mail_texts=(*others, text))
        return text

    def take_back(self, kind: MailKind, language: str) -> MailText:
        """The program's own text again."""
        key = key_of(kind.value, language)
        before = self._settings.current().mail_texts
        if any(one.key == key for one in before):
            self._settings.change(mail_texts=tuple(one for one in before if one.key != key))
        return given(kind.value, language)


def lines_of(body: str) -> str:
    """A text as it may be kept; raises TemplateTooLong."""
    if len(body) > LONGEST:
        raise TemplateTooLong(LONGEST)
    return clean(body, LONGEST, lines=True) + "\n"


def require(text: MailText) -> None:
    """Refuse a text that could not be sent one day: with values, and where each of them is empty."""
    every = {name: dict.fromkeys(inside, "x") for name, inside in KNOWN.items()}
    nothing = {name: dict.fromkeys(inside, "") for name, inside in KNOWN.items()}
    for source in (text.subject, text.body):
        check(source, every)
        for values in (every, nothing):
            filled(source, values)
