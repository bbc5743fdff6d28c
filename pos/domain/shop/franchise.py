"""The sentence that shops without VAT print instead of tax rows, proposed by country.

The table holds the law as of `AS_OF`; each sentence names its article, and each country the place where its
state says so. A shop checks what is proposed and can write another: a state may word it anew at any time.
"""

from __future__ import annotations

from pos.domain.shop.wording import Wording, wording

AS_OF = "2026-11-01"


_COUNTRIES = {
    "AT": Wording(
        {"de": "Umsatzsteuerfrei aufgrund der Kleinunternehmerregelung gemäß § 6 Abs. 1 Z 27 UStG"},
        "Wirtschaftskammer Österreich, Kleinunternehmerregelung (Umsatzsteuer) ab 2025",
    ),
    "BE": Wording(
        {
            "": "Petite entreprise soumise au régime de la franchise de taxe – TVA non applicable / "
            "Kleine onderneming onderworpen aan de vrijstellingsregeling van belasting – "
            "btw niet toepasselijk",
        },
        "SPF Finances, Régime de la franchise de la taxe (art. 56bis Code de la TVA; AR n° 19)",
    ),
    "BG": Wording(
        {"bg": "Основание за неначисляване на ДДС: чл. 113, ал. 9 от ЗДДС"},
        "Национална агенция за приходите, ЗДДС чл. 113, ал. 9",
    ),
    "CH": Wording(
        {
            "de": "Nicht mehrwertsteuerpflichtig, Art. 10 Abs. 2 Bst. a MWSTG: keine Mehrwertsteuer",
            "fr": "Non assujetti à la TVA, art. 10, al. 2, let. a LTVA : pas de TVA",
            "it": "Non assoggettato all'IVA, art. 10 cpv. 2 lett. a LIVA: nessuna IVA",
        },
        "Fedlex SR 641.20, Mehrwertsteuergesetz Art. 10, 27",
    ),
    "CY": Wording(
        {"el": "Μη εγγεγραμμένος στο Μητρώο ΦΠΑ (Ν. 95(I)/2000): δεν χρεώνεται ΦΠΑ"},
        "Τμήμα Φορολογίας Κύπρου, Ο περί ΦΠΑ Νόμος 95(I)/2000, Πρώτο Παράρτημα",
    ),
    "CZ": Wording(
        {"cs": "Neplátce DPH (§ 6 zákona č. 235/2004 Sb., o dani z přidané hodnoty)"},
        "Finanční správa, zákon č. 235/2004 Sb. § 6",
    ),
    "DE": Wording(
        {"de": "Gemäß § 19 UStG steuerfrei (Kleinunternehmer); Umsatzsteuer wird nicht berechnet"},
        "§ 34a Satz 1 Nr. 5 UStDV, § 19 UStG (gesetze-im-internet.de)",
    ),
    "DK": Wording(
        {"da": "Ikke momsregistreret, momslovens § 48: der opkræves ikke moms"},
        "Skattestyrelsen, momsloven § 48",
    ),
    "EE": Wording(
        {"et": "Müüja ei ole käibemaksukohustuslane (käibemaksuseaduse § 19): käibemaksu ei lisandu"},
        "Maksu- ja Tolliamet, käibemaksuseadus § 19",
    ),
    "ES": Wording(
        {"es": "Operación exenta de IVA, artículo 20 de la Ley 37/1992"},
        "Agencia Tributaria, Ley 37/1992 art. 20 (España no aplica una franquicia: cite la exención exacta)",
    ),
    "FI": Wording(
        {
            "fi": "Arvonlisäveroton, vähäinen toiminta (AVL 3 §)",
            "sv": "Utan moms, verksamhet i liten skala (3 § mervärdesskattelagen)",
        },
        "Verohallinto, Laskutusvaatimukset arvonlisäverotuksessa; AVL 3 §",
    ),
    "FR": Wording(
        {"fr": "TVA non applicable, art. 293 B du CGI"}, "Code général des impôts, art. 293 E (Légifrance)"
    ),
    "GB": Wording(
        {"en": "Not registered for VAT: no VAT is charged"}, "HM Revenue & Customs, VAT Notice 700/1"
    ),
    "GR": Wording(
        {"el": "Χωρίς ΦΠΑ, άρθρο 44 του Κώδικα ΦΠΑ (ειδικό καθεστώς μικρών επιχειρήσεων)"},
        "ΑΑΔΕ, myDATA, κατηγορίες αιτίας εξαίρεσης ΦΠΑ 15; ν. 5144/2024",
    ),
    "HR": Wording(
        {"hr": "Obveznik nije u sustavu PDV-a: PDV nije obračunat temeljem čl. 90. Zakona o PDV-u"},
        "Porezna uprava, Zakon o PDV-u čl. 90.",
    ),
    "HU": Wording(
        {"hu": "Alanyi adómentes, Áfa tv. (2007. évi CXXVII. törvény) XIII. fejezet"},
        "Nemzeti Adó- és Vámhivatal, Áfa tv. 169. § m), 187–196. §",
    ),
    "IE": Wording(
        {"en": "Not registered for VAT: no VAT is charged"},
        "Revenue Commissioners, VAT Consolidation Act 2010, s. 6 and 66",
    ),
    "IT": Wording(
        {"it": "Operazione senza applicazione dell'IVA ai sensi dell'art. 1, commi 54-89, legge n. 190/2014"},
        "Agenzia delle Entrate, Regime forfetario; circolare n. 9/E/2019",
    ),
    "LT": Wording(
        {"lt": "Ne PVM mokėtojas (PVM įstatymo 71 straipsnis): PVM neskaičiuojamas"},
        "Valstybinė mokesčių inspekcija, PVM įstatymo 71 str.",
    ),
    "LU": Wording(
        {
            "fr": "Franchise de taxe, article 57 de la loi TVA : TVA non applicable",
            "de": "Steuerbefreiung für Kleinunternehmen, Artikel 57 des Mehrwertsteuergesetzes: keine MwSt.",
        },
        "Administration de l'enregistrement, des domaines et de la TVA, loi TVA art. 57",
    ),
    "LV": Wording(
        {"lv": "Nav PVN maksātājs (Pievienotās vērtības nodokļa likuma 59. pants): PVN netiek piemērots"},
        "Valsts ieņēmumu dienests, PVN likuma 59. pants",
    ),
    "MT": Wording(
        {"en": "Exempt under article 11 of the VAT Act (Cap. 406): no VAT is charged"},
        "Malta Tax and Customs Administration, VAT Act (Cap. 406) article 11",
    ),
    "NL": Wording(
        {"nl": "Vrijgesteld van btw, artikel 25 Wet op de omzetbelasting 1968 (kleineondernemersregeling)"},
        "Belastingdienst, Kleineondernemersregeling; Wet OB 1968 art. 25",
    ),
    "NO": Wording(
        {"nb": "Ikke registrert i Merverdiavgiftsregisteret, merverdiavgiftsloven § 2-1: ingen mva."},
        "Skatteetaten, merverdiavgiftsloven § 2-1; bokføringsforskriften § 5-1-2",
    ),
    "PL": Wording(
        {"pl": "Zwolnienie od podatku VAT na podstawie art. 113 ust. 1 i 9 ustawy o VAT"},
        "Ministerstwo Finansów, ustawa o VAT art. 106e ust. 1 pkt 19, art. 113",
    ),
    "PT": Wording(
        {"pt": "IVA – regime de isenção, artigo 53.º do CIVA"},
        "Autoridade Tributária, códigos de isenção M10; CIVA art. 57.º",
    ),
    "RO": Wording(
        {"ro": "Neplătitor de TVA: regim special de scutire, art. 310 din Codul fiscal"},
        "ANAF, Legea nr. 227/2015 art. 310",
    ),
    "SE": Wording(
        {"sv": "Undantag från moms, liten omsättning, 18 kap. mervärdesskattelagen (2023:200)"},
        "Skatteverket, mervärdesskattelagen (2023:200) 18 kap.",
    ),
    "SI": Wording(
        {"sl": "DDV ni obračunan na podlagi prvega odstavka 94. člena ZDDV-1"},
        "Zveza računovodij, finančnikov in revizorjev Slovenije; ZDDV-1 94. člen",
    ),
    "SK": Wording(
        {"sk": "Neplatiteľ DPH (§ 4 zákona č. 222/2004 Z. z. o dani z pridanej hodnoty)"},
        "Finančná správa, zákon č. 222/2004 Z. z. § 4",
    ),
}  # fmt: skip

OTHERWISE = "Not registered for tax: no tax is charged"


def exempt_sentence(country: str, language: str = "") -> str:
    """The sentence for a small business of that country; a plain English one where none is known.

    It is in the country's language; `language` chooses where there are several.
    """
    found = wording(country, _COUNTRIES)
    if found is None:
        return OTHERWISE
    return found.spoken(language)


def sentence_source(country: str) -> str:
    """Who says how the sentence is worded; "" where none is known."""
    found = wording(country, _COUNTRIES)
    return found.source if found else ""
