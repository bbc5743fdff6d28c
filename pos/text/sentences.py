"""Errors as sentences: the message in the person's language, each value as her shop writes it."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from pos.domain.money.amounts import Money
from pos.domain.words.phrases import Change, CountryName, UnitPrice
from pos.domain.words.plurals import in_form

if TYPE_CHECKING:
    from pos.text.speech import Speech


def sentence_in(speech: Speech, problem: object) -> str:
    """The `text` of a value with its named places filled, or `many` by its number; else what Python says."""
    text = getattr(problem, "text", "")
    if not text:
        return str(problem)
    names = [field.name for field in fields(problem)] if is_dataclass(problem) else list(vars(problem))
    values = {name: getattr(problem, name) for name in names}
    many = getattr(problem, "many", "")
    said = in_form(text, many, values, speech.ngettext) if many else speech.gettext(text)
    return said.format_map({name: value_in(speech, value) for name, value in values.items()})


def value_in(speech: Speech, value: object) -> str:
    """A value as it stands inside a sentence."""
    if isinstance(value, str):  # names and codes of the shop; also StrEnum
        return str(value)
    if isinstance(value, CountryName):
        return speech.country(value.code)
    if isinstance(value, Money):
        return speech.money(value)
    if isinstance(value, UnitPrice):
        return speech.unit_price(value.value, value.currency)
    if isinstance(value, Change):
        return speech.change(value.value)
    if isinstance(value, Decimal) or (isinstance(value, int) and not isinstance(value, bool)):
        return speech.number(value)
    if isinstance(value, datetime):
        return speech.short(value)
    if isinstance(value, date):
        return speech.date(value)
    if isinstance(value, tuple | list):
        return ", ".join(value_in(speech, each) for each in value)
    return sentence_in(speech, value)
