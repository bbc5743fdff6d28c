"""Why an order bears no tax, in the paper's language and in that of the seller's country."""

from __future__ import annotations

import re

import pytest

from pos.documents.script import paragraphs
from pos.documents.untaxed import untaxed_sentences
from pos.domain.orders.fulfilment import Exemption
from pos.domain.papers.untaxed import ALL
from pos.domain.shop.franchise import OTHERWISE, exempt_sentence, sentence_source
from pos.domain.shop.rates import EU
from pos.text import PAPER_LANGUAGES, Speech

COUNTRIES = sorted({*EU, "CH", "NO", "GB"})


def said(
    exemption: Exemption, country: str, language: str, reason: str = "", *, sent: bool = False
) -> list[str]:
    speech = Speech(language)
    return untaxed_sentences(
        exemption, reason, country=country, sent=sent, tax_word=speech.gettext("VAT"), speech=speech
    )


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_country_has_its_sentence_and_says_who_words_it_so(country: str) -> None:
    sentence = exempt_sentence(country)
    assert sentence != OTHERWISE
    assert sentence_source(country)
    assert country in ALL
    assert paragraphs(sentence) == [sentence]
    english = sentence.isascii() and "VAT is charged" in sentence
    assert english == (country in ("GB", "IE", "MT")), "in the country's own language"


@pytest.mark.parametrize(
    ("country", "language", "words"),
    [
        ("FR", "", "TVA non applicable, art. 293 B du CGI"),
        ("DE", "fr", "§ 19 UStG"),
        ("CH", "it", "Non assoggettato all'IVA"),
        ("CH", "fr", "Non assujetti à la TVA"),
        ("CH", "", "Nicht mehrwertsteuerpflichtig"),
        ("LU", "de", "Artikel 57"),
        ("BE", "nl", "btw niet toepasselijk"),
        ("EL", "", "άρθρο 44"),
        ("mc", "", "293 B"),
    ],
)
def test_the_sentence_is_in_a_language_of_the_country(country: str, language: str, words: str) -> None:
    assert words in exempt_sentence(country, language)


def test_a_country_without_a_sentence_gets_plain_words() -> None:
    assert (exempt_sentence("US"), sentence_source("US")) == (OTHERWISE, "")


@pytest.mark.parametrize(
    ("country", "language", "sentences"),
    [
        ("FR", "fr", ["Livraison intracommunautaire exonérée, article 138 de la directive 2006/112/CE"
                      " (art. 262 ter, I du CGI)."]),
        ("FR", "de", ["Steuerfreie innergemeinschaftliche Lieferung, Artikel 138 der Richtlinie 2006/112/EG.",
                      "Livraison intracommunautaire exonérée (art. 262 ter, I du CGI)."]),
        ("PL", "en", ["Tax-exempt intra-Community supply of goods, article 138 of Directive 2006/112/EC.",
                      "Wewnątrzwspólnotowa dostawa towarów, VAT 0 % (art. 42 ustawy o VAT)."]),
        ("BE", "nl", ["Vrijgestelde intracommunautaire levering, artikel 138 van Richtlijn 2006/112/EG"
                      " (art. 39bis CTVA / W.Btw)."]),
        ("", "it", ["Cessione intracomunitaria non imponibile, articolo 138 della direttiva 2006/112/CE."]),
    ],
)  # fmt: skip
def test_goods_sent_to_another_state_are_an_exempt_supply(
    country: str, language: str, sentences: list[str]
) -> None:
    assert said(Exemption.REVERSE_CHARGE, country, language, sent=True) == sentences


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("language", PAPER_LANGUAGES)
def test_every_country_says_it_in_every_language_of_papers(country: str, language: str) -> None:
    supply = said(Exemption.REVERSE_CHARGE, country, language, sent=True)
    assert "138" in supply[0]
    assert not re.search(r"\b196\b", " ".join(supply))
    reverse = said(Exemption.REVERSE_CHARGE, country, language)
    assert "196" in reverse[0]
    assert not re.search(r"\b138\b", " ".join(reverse))
    exempt = said(Exemption.EXEMPT, country, language, "Art. 7")
    assert "Art. 7" in exempt[0]
    for sentences in (supply, reverse, exempt):
        assert len(set(sentences)) == len(sentences) <= 2
        assert all(one.strip() == one and "()" not in one for one in sentences)


def test_a_paper_in_the_language_of_the_country_says_it_once() -> None:
    assert said(Exemption.REVERSE_CHARGE, "DE", "de") == [
        "Steuerschuldnerschaft des Leistungsempfängers: MwSt. wird vom Kunden geschuldet "
        "(Artikel 196 der Richtlinie 2006/112/EG)."
    ]
    assert said(Exemption.REVERSE_CHARGE, "SE", "en")[1:] == ["Omvänd betalningsskyldighet."]
    assert said(Exemption.EXEMPT, "NO", "en") == ["Exempt from VAT.", "Unntatt fra merverdiavgift."]
