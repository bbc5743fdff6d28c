"""The terms of payment that invoices of a country usually bear, proposed to a new shop with their sources.

The law as of `AS_OF`. What is wanted by law between companies (France: rate of the penalties and the
indemnity of 40 euros) stands there; the day to pay by is the invoice's own. A shop checks and changes them.
"""

from __future__ import annotations

from pos.domain.shop.wording import Wording, wording

AS_OF = "2026-11-01"


_COUNTRIES = {
    "AT": Wording(
        {
            "de": "Zahlbar ohne Abzug. Unternehmen: Verzugszinsen 9,2 Prozentpunkte über dem Basiszinssatz "
            "(§ 456 UGB) und 40 € Betreibungskosten (§ 458 UGB)."
        },
        "§§ 456, 458 UGB (RIS)",
    ),
    "BE": Wording(
        {
            "fr": "En cas de retard de paiement entre entreprises : intérêts au taux de la loi du 2 août "
            "2002 et indemnité forfaitaire de 40 € pour frais de recouvrement, de plein droit.",
            "nl": "Bij laattijdige betaling tussen ondernemingen: interest volgens de wet van 2 augustus "
            "2002 en een forfaitaire vergoeding van 40 € voor invorderingskosten, van rechtswege.",
            "de": "Bei Zahlungsverzug zwischen Unternehmen: Zinsen nach dem Gesetz vom 2. August 2002 und "
            "eine Pauschale von 40 € für Beitreibungskosten, von Rechts wegen.",
        },
        "Loi du 2 août 2002 concernant la lutte contre le retard de paiement, art. 5 et 6 (SPF Justice)",
    ),
    "CH": Wording(
        {
            "de": "Zahlbar netto. Verzugszins 5 % pro Jahr (Art. 104 OR).",
            "fr": "Payable net. Intérêt moratoire de 5 % l'an (art. 104 CO).",
            "it": "Pagabile al netto. Interesse di mora del 5 % annuo (art. 104 CO).",
        },
        "Fedlex SR 220, Obligationenrecht Art. 104",
    ),
    "DE": Wording(
        {
            "de": "Zahlbar ohne Abzug. Spätestens 30 Tage nach Fälligkeit und Zugang dieser Rechnung tritt "
            "Verzug ein, auch für Verbraucher (§ 286 Abs. 3 BGB)."
        },
        "§§ 286, 288 BGB (gesetze-im-internet.de)",
    ),
    "ES": Wording(
        {
            "es": "En caso de demora entre empresas: intereses y 40 € por costes de cobro "
            "(arts. 7 y 8 de la Ley 3/2004)."
        },
        "Ley 3/2004, de 29 de diciembre, arts. 5 a 8 (BOE)",
    ),
    "FR": Wording(
        {
            "fr": "Pas d'escompte pour paiement anticipé. Entre professionnels, tout retard entraîne des "
            "pénalités de trois fois le taux d'intérêt légal et une indemnité forfaitaire de 40 € pour frais "
            "de recouvrement."
        },
        "Code de commerce, art. L. 441-9, L. 441-10 et D. 441-5 (Légifrance)",
    ),
    "GB": Wording(
        {
            "en": "Late payment by a business: statutory interest of 8% over the Bank of England base rate "
            "and fixed compensation (Late Payment of Commercial Debts (Interest) Act 1998)."
        },
        "GOV.UK, Late commercial payments: charging interest and debt recovery",
    ),
    "IE": Wording(
        {
            "en": "Late payment by a business: interest and compensation under the European Communities "
            "(Late Payment in Commercial Transactions) Regulations 2012."
        },
        "S.I. No. 580/2012 (Irish Statute Book)",
    ),
    "IT": Wording(
        {
            "it": "In caso di ritardo tra imprese: interessi di mora e 40 € per i costi di recupero "
            "(artt. 5 e 6 D.Lgs. 231/2002)."
        },
        "D.Lgs. 9 ottobre 2002, n. 231, artt. 4-6 (Normattiva)",
    ),
    "LU": Wording(
        {
            "fr": "En cas de retard entre professionnels : intérêts et indemnité forfaitaire de 40 € "
            "(loi modifiée du 18 avril 2004).",
            "de": "Bei Verzug zwischen Unternehmen: Zinsen und eine Pauschale von 40 € "
            "(geändertes Gesetz vom 18. April 2004).",
        },
        "Loi modifiée du 18 avril 2004 relative aux délais de paiement et aux intérêts de retard (Legilux)",
    ),
    "NL": Wording(
        {
            "nl": "Bij te late betaling door bedrijven: wettelijke handelsrente (art. 6:119a BW) en ten "
            "minste 40 € incassokosten (art. 6:96 BW)."
        },
        "Burgerlijk Wetboek Boek 6, art. 96 en 119a (wetten.overheid.nl)",
    ),
}  # fmt: skip


def usual_terms(country: str, language: str = "") -> str:
    """The terms usual there, in that language where the country speaks it, else its own; "" for none."""
    found = wording(country, _COUNTRIES)
    if found is None:
        return ""
    return found.spoken(language)


def terms_source(country: str) -> str:
    """The law they come from; "" where none are known."""
    found = wording(country, _COUNTRIES)
    return found.source if found else ""
