"""What the seller's own country calls an untaxed sale: said on paper beside the sentence in its language.

As of 2026-11. "Reverse charge" is worded as in the language versions of article 226 (11a) of Directive
2006/112/EC (Directive 2010/45/EU); supplies to another member state (article 138) by the national laws named.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """How a language says it: a supply of goods to another member state, reverse charge, and exempt."""

    supply: str
    reverse: str
    exempt: str


_LANGUAGES = {
    "bg": Words("Освободена вътреобщностна доставка", "Обратно начисляване", "Освободено от ДДС"),
    "cs": Words(
        "Osvobozené dodání zboží do jiného členského státu", "Daň odvede zákazník", "Osvobozeno od DPH"
    ),
    "da": Words("Momsfri EU-leverance af varer", "Omvendt betalingspligt", "Fritaget for moms"),
    "de": Words(
        "Steuerfreie innergemeinschaftliche Lieferung",
        "Steuerschuldnerschaft des Leistungsempfängers",
        "Steuerfrei",
    ),
    "el": Words(
        "Απαλλασσόμενη ενδοκοινοτική παράδοση αγαθών", "Αντίστροφη επιβάρυνση", "Απαλλάσσεται από ΦΠΑ"
    ),
    "en": Words("Tax-exempt intra-Community supply of goods", "Reverse charge", "Exempt from VAT"),
    "es": Words("Entrega intracomunitaria exenta", "Inversión del sujeto pasivo", "Exento de IVA"),
    "et": Words("Maksuvaba kauba ühendusesisene käive", "Pöördmaksustamine", "Käibemaksuvaba"),
    "fi": Words("Veroton yhteisömyynti", "Käännetty verovelvollisuus", "Arvonlisäveroton"),
    "fr": Words("Livraison intracommunautaire exonérée", "Autoliquidation", "Exonéré de TVA"),
    "hr": Words("Oslobođena isporuka dobara unutar EU-a", "Prijenos porezne obveze", "Oslobođeno PDV-a"),
    "hu": Words("Adómentes Közösségen belüli termékértékesítés", "Fordított adózás", "Áfamentes"),
    "it": Words("Cessione intracomunitaria non imponibile", "Inversione contabile", "Esente da IVA"),
    "lt": Words(
        "Prekių tiekimas į kitą valstybę narę, 0 % PVM", "Atvirkštinis apmokestinimas", "PVM neapmokestinama"
    ),
    "lv": Words(
        "Preču piegāde Eiropas Savienībā, 0 % PVN", "Nodokļa apgrieztā maksāšana", "Atbrīvots no PVN"
    ),
    "nb": Words("", "", "Unntatt fra merverdiavgift"),
    "nl": Words("Vrijgestelde intracommunautaire levering", "Btw verlegd", "Vrijgesteld van btw"),
    "pl": Words("Wewnątrzwspólnotowa dostawa towarów, VAT 0 %", "Odwrotne obciążenie", "Zwolnione z VAT"),
    "pt": Words("Transmissão intracomunitária isenta", "Autoliquidação", "Isento de IVA"),
    "ro": Words("Livrare intracomunitară scutită", "Taxare inversă", "Scutit de TVA"),
    "sk": Words(
        "Oslobodené dodanie tovaru do iného členského štátu",
        "Prenesenie daňovej povinnosti",
        "Oslobodené od DPH",
    ),
    "sl": Words("Oproščena dobava blaga znotraj Unije", "Obrnjena davčna obveznost", "Oproščeno DDV"),
    "sv": Words(
        "Undantagen unionsintern varuförsäljning", "Omvänd betalningsskyldighet", "Undantaget från moms"
    ),
}

_COUNTRIES = {
    "AT": ("de", "Art. 7 UStG 1994 Anhang (Binnenmarkt)"),
    "BE": ("fr nl de", "art. 39bis CTVA / W.Btw"),
    "BG": ("bg", "чл. 53 ЗДДС"),
    "CH": ("de fr it", ""),
    "CY": ("el", "Ν. 95(I)/2000"),
    "CZ": ("cs", "§ 64 zákona č. 235/2004 Sb."),
    "DE": ("de", "§ 4 Nr. 1 Buchst. b, § 6a UStG"),
    "DK": ("da", "momslovens § 34, stk. 1, nr. 1"),
    "EE": ("et", "käibemaksuseaduse § 15 lg 3 p 2"),
    "ES": ("es", "art. 25 de la Ley 37/1992"),
    "FI": ("fi sv", "AVL 72 a §"),
    "FR": ("fr", "art. 262 ter, I du CGI"),
    "GB": ("en", ""),
    "GR": ("el", "άρθρο 33 του Κώδικα ΦΠΑ"),
    "HR": ("hr", "čl. 41. Zakona o PDV-u"),
    "HU": ("hu", "Áfa tv. 89. §"),
    "IE": ("en", "VAT Consolidation Act 2010, Schedule 2"),
    "IT": ("it", "art. 41 D.L. 331/1993"),
    "LT": ("lt", "PVM įstatymo 49 str."),
    "LU": ("fr de", "art. 43 de la loi TVA"),
    "LV": ("lv", "PVN likuma 43. pants"),
    "MT": ("en", "VAT Act (Cap. 406), Fifth Schedule, Part One"),
    "NL": ("nl", "art. 9 lid 2 onder b Wet OB 1968"),
    "NO": ("nb", ""),
    "PL": ("pl", "art. 42 ustawy o VAT"),
    "PT": ("pt", "artigo 14.º do RITI"),
    "RO": ("ro", "art. 294 alin. (2) lit. a) din Codul fiscal"),
    "SE": ("sv", "10 kap. mervärdesskattelagen (2023:200)"),
    "SI": ("sl", "46. člen ZDDV-1"),
    "SK": ("sk", "§ 43 zákona č. 222/2004 Z. z."),
}
"""The languages of a country's papers, and its own article on goods sent to another member state."""

_SAME_AS = {"UK": "GB", "EL": "GR", "MC": "FR"}
ALL = frozenset(_COUNTRIES)


def supply_article(country: str) -> str:
    """The national article that frees goods sent to another member state; "" where none is known."""
    return _entry(country)[1]


def national_words(country: str, language: str) -> Words | None:
    """The words of a country for a paper in another language than its own; None where it speaks one."""
    spoken = _entry(country)[0].split()
    return _LANGUAGES[spoken[0]] if spoken and language not in spoken else None


def _entry(country: str) -> tuple[str, str]:
    code = country.upper()
    return _COUNTRIES.get(_SAME_AS.get(code, code), ("", ""))
