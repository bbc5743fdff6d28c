"""Up to which total an invoice may go without the buyer's address: the limits of simplified invoices.

The law as of `AS_OF`, by country. Directive 2006/112/EC lets member states choose (articles 220a, 238); the
totals include tax.
"""

from __future__ import annotations

from pos.domain.money.amounts import Money

AS_OF = "2026-11-01"

SOURCES = {
    "EU": "European Commission, VAT invoicing rules, simplified invoices by member state",
    "AT": "§ 11 Abs. 6 UStG (Kleinbetragsrechnung)",
    "BE": "AR n° 1, art. 13 (facture simplifiée)",
    "CH": "Art. 57 Abs. 1 MWSTV (Kassenzettel)",
    "DE": "§ 33 UStDV (Kleinbetragsrechnung)",
    "FR": "CGI annexe II, art. 242 nonies A",
    "GB": "HM Revenue & Customs, VAT Notice 700 section 16.6 (simplified invoices)",
    "NO": "bokføringsforskriften § 5-4-1 (kontantsalg fra detaljist)",
}
"""Who says so; the member states without a line of their own are in the Commission's table."""

_LIMITS = {
    "AT": ("400", "EUR"), "BE": ("400", "EUR"), "CH": ("400", "CHF"), "CY": ("85", "EUR"),
    "CZ": ("10000", "CZK"), "DE": ("250", "EUR"), "DK": ("3000", "DKK"), "EE": ("160", "EUR"),
    "ES": ("400", "EUR"), "FI": ("400", "EUR"), "FR": ("150", "EUR"), "GB": ("250", "GBP"),
    "GR": ("100", "EUR"), "HR": ("100", "EUR"), "HU": ("100", "EUR"), "IE": ("100", "EUR"),
    "IT": ("400", "EUR"), "LT": ("100", "EUR"), "LU": ("100", "EUR"), "LV": ("150", "EUR"),
    "MT": ("100", "EUR"), "NL": ("100", "EUR"), "NO": ("1000", "NOK"), "PL": ("450", "PLN"),
    "PT": ("100", "EUR"), "RO": ("100", "EUR"), "SE": ("4000", "SEK"), "SI": ("100", "EUR"),
    "SK": ("100", "EUR"),
}  # fmt: skip

_SAME_AS = {"UK": "GB", "EL": "GR", "MC": "FR", "IM": "GB", "LI": "CH"}


def simplified_limit(country: str) -> Money | None:
    """The largest total that needs no address of the buyer; None where none is known."""
    code = country.upper()
    found = _LIMITS.get(_SAME_AS.get(code, code))
    return Money.of(*found) if found else None
