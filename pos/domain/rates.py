"""Rates proposed to a new shop by country, from one dated table with its sources named."""

from __future__ import annotations

from dataclasses import dataclass

from pos.domain.tax import TaxList


@dataclass(frozen=True, slots=True)
class TaxClass:
    """A kind of goods as the tax law sees it, with the rates on it."""

    key: str
    name: str
    rates: TaxList


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a shop of a country starts from; every part of it can be changed."""

    currency: str
    prices_include_tax: bool
    classes: tuple[TaxClass, ...]
    label: str = "VAT"
    source: str = ""


def propose(country: str, region: str = "") -> Proposal:
    """The proposal for a country (ISO 3166 letters) and, in Canada, a province; no rates where none is known."""
    raise NotImplementedError
