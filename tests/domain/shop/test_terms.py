"""Terms of payment proposed by country, each in a language of the country and with its source."""

from __future__ import annotations

import pytest

from pos.domain.shop.terms import terms_source, usual_terms


@pytest.mark.parametrize(
    ("country", "language", "words"),
    [
        ("FR", "fr", "trois fois le taux d'intérêt légal"),
        ("FR", "en", "indemnité forfaitaire de 40 €"),
        ("mc", "", "Pas d'escompte"),
        ("DE", "de", "§ 286 Abs. 3 BGB"),
        ("BE", "fr", "loi du 2 août 2002"),
        ("BE", "nl", "wet van 2 augustus 2002"),
        ("BE", "en", "loi du 2 août 2002"),
        ("GB", "fr", "Late Payment of Commercial Debts (Interest) Act 1998"),
        ("UK", "", "base rate"),
        ("CH", "de", "Art. 104 OR"),
        ("CH", "fr", "art. 104 CO"),
        ("CH", "it", "Interesse di mora"),
        ("AT", "", "§ 456 UGB"),
    ],
)
def test_a_country_has_its_usual_terms(country: str, language: str, words: str) -> None:
    assert words in usual_terms(country, language)
    assert terms_source(country)


def test_none_are_made_up() -> None:
    assert (usual_terms("US", "en"), terms_source("US")) == ("", "")
