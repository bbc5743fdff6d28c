"""The sentence that shops without VAT print instead of tax rows, proposed by country.

The table holds the law as of `AS_OF`; each sentence names its article, and each country the place where its
state says so. A shop checks what is proposed and can write another: a state may word it anew at any time.
"""

from __future__ import annotations

from dataclasses import dataclass

AS_OF = "2026-11-01"


@dataclass(frozen=True, slots=True)
class Franchise:
    """The sentence in the languages of a country, the usual one first, and where it comes from."""

    sentences: dict[str, str]
    source: str


_COUNTRIES = {
    "AT": Franchise(
        {"de": "Umsatzsteuerfrei aufgrund der Kleinunternehmerregelung gemäß § 6 Abs. 1 Z 27 UStG"},
        "Wirtschaftskammer Österreich, Kleinunternehmerregelung (Umsatzsteuer) ab 2025",
    ),
    "BE": Franchise(
        {
            "": "Petite entreprise soumise au régime de la franchise de taxe – TVA non applicable / "
            "Kleine onderneming onderworpen aan de vrijstellingsregeling van belasting – "
            "btw niet toepasselijk",
        },
        "SPF Finances, Régime de la franchise de la taxe (art. 56bis Code de la TVA; AR n° 19)",
    ),
    "BG": Franchise(
        {"bg": "Основание за неначисляване на ДДС: чл. 113, ал. 9 от ЗДДС"},
        "Национална агенция за приходите, ЗДДС чл. 113, ал. 9",
    ),
    "CH": Franchise(
        {
            "de": "Nicht mehrwertsteuerpflichtig, Art. 10 Abs. 2 Bst. a MWSTG: keine Mehrwertsteuer",
            "fr": "Non assujetti à la TVA, art. 10, al. 2, let. a LTVA : pas de TVA",
            "it": "Non assoggettato all'IVA, art. 10 cpv. 2 lett. a LIVA: nessuna IVA",
        },
        "Fedlex SR 641.20, Mehrwertsteuergesetz Art. 10, 27",
    ),
    "CY": Franchise(
        {"el": "Μη εγγεγραμμένος στο Μητρώο ΦΠΑ (Ν. 95(I)/2000): δεν χρεώνεται ΦΠΑ"},
        "Τμήμα Φορολογίας Κύπρου, Ο περί ΦΠΑ Νόμος 95(I)/2000, Πρώτο Παράρτημα",
    ),
    "CZ": Franchise(
        {"cs": "Neplátce DPH (§ 6 zákona č. 235/2004 Sb., o dani z přidané hodnoty)"},
        "Finanční správa, zákon č. 235/2004 Sb. § 6",
    ),
    "DE": Franchise(
        {"de": "Gemäß § 19 UStG steuerfrei (Kleinunternehmer); Umsatzsteuer wird nicht berechnet"},
        "§ 34a Satz 1 Nr. 5 UStDV, § 19 UStG (gesetze-im-internet.de)",
    ),
    "DK": Franchise(
        {"da": "Ikke momsregistreret, momslovens § 48: der opkræves ikke moms"},
        "Skattestyrelsen, momsloven § 48",
    ),
    "EE": Franchise(
        {"et": "Müüja ei ole käibemaksukohustuslane (käibemaksuseaduse § 19): käibemaksu ei lisandu"},
        "Maksu- ja Tolliamet, käibemaksuseadus § 19",
    ),
    "ES": Franchise(
        {"es": "Operación exenta de IVA, artículo 20 de la Ley 37/1992"},
        "Agencia Tributaria, Ley 37/1992 art. 20 (España no aplica una franquicia: cite la exención exacta)",
    ),
    "FI": Franchise(
        {
            "fi": "Arvonlisäveroton, vähäinen toiminta (AVL 3 §)",
            "sv": "Utan moms, verksamhet i liten skala (3 § mervärdesskattelagen)",
        },
        "Verohallinto, Laskutusvaatimukset arvonlisäverotuksessa; AVL 3 §",
    ),
    "FR": Franchise(
        {"fr": "TVA non applicable, art. 293 B du CGI"}, "Code général des impôts, art. 293 E (Légifrance)"
    ),
    "GB": Franchise(
        {"en": "Not registered for VAT: no VAT is charged"}, "HM Revenue & Customs, VAT Notice 700/1"
    ),
    "GR": Franchise(
        {"el": "Χωρίς ΦΠΑ, άρθρο 44 του Κώδικα ΦΠΑ (ειδικό καθεστώς μικρών επιχειρήσεων)"},
        "ΑΑΔΕ, myDATA, κατηγορίες αιτίας εξαίρεσης ΦΠΑ 15; ν. 5144/2024",
    ),
    "HR": Franchise(
        {"hr": "Obveznik nije u sustavu PDV-a: PDV nije obračunat temeljem čl. 90. Zakona o PDV-u"},
        "Porezna uprava, Zakon o PDV-u čl. 90.",
    ),
    "HU": Franchise(
        {"hu": "Alanyi adómentes, Áfa tv. (2007. évi CXXVII. törvény) XIII. fejezet"},
        "Nemzeti Adó- és Vámhivatal, Áfa tv. 169. § m), 187–196. §",
    ),
    "IE": Franchise(
        {"en": "Not registered for VAT: no VAT is charged"},
        "Revenue Commissioners, VAT Consolidation Act 2010, s. 6 and 66",
    ),
    "IT": Franchise(
        {"it": "Operazione senza applicazione dell'IVA ai sensi dell'art. 1, commi 54-89, legge n. 190/2014"},
        "Agenzia delle Entrate, Regime forfetario; circolare n. 9/E/2019",
    ),
    "LT": Franchise(
        {"lt": "Ne PVM mokėtojas (PVM įstatymo 71 straipsnis): PVM neskaičiuojamas"},
        "Valstybinė mokesčių inspekcija, PVM įstatymo 71 str.",
    ),
    "LU": Franchise(
        {
            "fr": "Franchise de taxe, article 57 de la loi TVA : TVA non applicable",
            "de": "Steuerbefreiung für Kleinunternehmen, Artikel 57 des Mehrwertsteuergesetzes: keine MwSt.",
        },
        "Administration de l'enregistrement, des domaines et de la TVA, loi TVA art. 57",
    ),
    "LV": Franchise(
        {"lv": "Nav PVN maksātājs (Pievienotās vērtības nodokļa likuma 59. pants): PVN netiek piemērots"},
        "Valsts ieņēmumu dienests, PVN likuma 59. pants",
    ),
    "MT": Franchise(
        {"en": "Exempt under article 11 of the VAT Act (Cap. 406): no VAT is charged"},
        "Malta Tax and Customs Administration, VAT Act (Cap. 406) article 11",
    ),
    "NL": Franchise(
        {"nl": "Vrijgesteld van btw, artikel 25 Wet op de omzetbelasting 1968 (kleineondernemersregeling)"},
        "Belastingdienst, Kleineondernemersregeling; Wet OB 1968 art. 25",
    ),
    "NO": Franchise(
        {"nb": "Ikke registrert i Merverdiavgiftsregisteret, merverdiavgiftsloven § 2-1: ingen mva."},
        "Skatteetaten, merverdiavgiftsloven § 2-1; bokføringsforskriften § 5-1-2",
    ),
    "PL": Franchise(
        {"pl": "Zwolnienie od podatku VAT na podstawie art. 113 ust. 1 i 9 ustawy o VAT"},
        "Ministerstwo Finansów, ustawa o VAT art. 106e ust. 1 pkt 19, art. 113",
    ),
    "PT": Franchise(
        {"pt": "IVA – regime de isenção, artigo 53.º do CIVA"},
        "Autoridade Tributária, códigos de isenção M10; CIVA art. 57.º",
    ),
    "RO": Franchise(
        {"ro": "Neplătitor de TVA: regim special de scutire, art. 310 din Codul fiscal"},
        "ANAF, Legea nr. 227/2015 art. 310",
    ),
    "SE": Franchise(
        {"sv": "Undantag från moms, liten omsättning, 18 kap. mervärdesskattelagen (2023:200)"},
        "Skatteverket, mervärdesskattelagen (2023:200) 18 kap.",
    ),
    "SI": Franchise(
        {"sl": "DDV ni obračunan na podlagi prvega odstavka 94. člena ZDDV-1"},
        "Zveza računovodij, finančnikov in revizorjev Slovenije; ZDDV-1 94. člen",
    ),
    "SK": Franchise(
        {"sk": "Neplatiteľ DPH (§ 4 zákona č. 222/2004 Z. z. o dani z pridanej hodnoty)"},
        "Finančná správa, zákon č. 222/2004 Z. z. § 4",
    ),
}  # fmt: skip

_SAME_AS = {"UK": "GB", "EL": "GR", "MC": "FR", "IM": "GB", "LI": "CH"}
OTHERWISE = "Not registered for tax: no tax is charged"


def exempt_sentence(country: str, language: str = "") -> str:
    """The sentence for a small business of that country; a plain English one where none is known.

    It is in the country's language; `language` chooses where there are several.
    """
    found = _found(country)
    if found is None:
        return OTHERWISE
    return found.sentences.get(language) or next(iter(found.sentences.values()))


def sentence_source(country: str) -> str:
    """Who says how the sentence is worded; "" where none is known."""
    found = _found(country)
    return found.source if found else ""


def _found(country: str) -> Franchise | None:
    code = country.strip().upper()
    return _COUNTRIES.get(_SAME_AS.get(code, code))
