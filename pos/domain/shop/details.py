"""What may be wrong with what a shop says about itself, as it was typed."""

from __future__ import annotations

from dataclasses import dataclass

from pos.domain.words.errors import CashierError


@dataclass(eq=False)
class IbanWrong(CashierError):
    text = "“{written}” is not an IBAN: a character is wrong or missing. Nothing was changed; check it."
    written: str


@dataclass(eq=False)
class BicWrong(CashierError):
    text = "“{written}” is not a BIC: it has 8 or 11 letters and figures, such as CCOPFRPP. Check it."
    written: str


@dataclass(eq=False)
class WebsiteWrong(CashierError):
    text = "“{written}” is not the address of a website. Write one such as www.example.com."
    written: str


@dataclass(eq=False)
class SiretWrong(CashierError):
    text = "“{written}” is not a SIRET: it has 14 digits, and the last one checks the others. Check it."
    written: str
