"""The sentence that shops without VAT print instead of tax rows, proposed by country.

The table holds the law as of `AS_OF`; each sentence names its article. A shop checks what is proposed and can
write another: a state may word it anew at any time.
"""

from __future__ import annotations

AS_OF = "2026-01-01"

_SENTENCES = {
    "AT": "Umsatzsteuerfrei aufgrund der Kleinunternehmerregelung gemäß § 6 Abs. 1 Z 27 UStG",
    "BE": "Petite entreprise soumise au régime de la franchise de taxe – TVA non applicable / "
    "Kleine onderneming onderworpen aan de vrijstellingsregeling van belasting – btw niet toepasselijk",
    "DE": "Gemäß § 19 UStG steuerfrei (Kleinunternehmer); Umsatzsteuer wird nicht berechnet",
    "FR": "TVA non applicable, art. 293 B du CGI",
    "GB": "Not registered for VAT: no VAT is charged",
    "IE": "Not registered for VAT: no VAT is charged",
    "IT": "Operazione senza applicazione dell'IVA ai sensi dell'art. 1, commi 54-89, legge n. 190/2014",
    "LU": "Franchise de taxe, article 57 de la loi TVA : TVA non applicable",
    "NL": "Vrijgesteld van btw, artikel 25 Wet op de omzetbelasting 1968 (kleineondernemersregeling)",
    "PL": "Zwolnienie od podatku VAT na podstawie art. 113 ust. 1 i 9 ustawy o VAT",
    "PT": "IVA – regime de isenção, artigo 53.º do CIVA",
}

OTHERWISE = "Not registered for tax: no tax is charged"


def exempt_sentence(country: str) -> str:
    """The sentence for a small business of that country; a plain English one where none is known."""
    return _SENTENCES.get(country.upper(), OTHERWISE)
