"""What a shop says about itself is checked and kept in one form."""

from __future__ import annotations

import pytest

from pos.domain.shop.errors import BicWrong, IbanWrong, SiretWrong, WebsiteWrong
from pos.domain.shop.franchise import exempt_sentence
from pos.domain.words.errors import CashierError, EmailUnreadable, PhoneIncomplete, TaxIdWrong
from pos.services.shop.fields import cleaned


@pytest.mark.parametrize(
    ("field", "typed", "country", "kept"),
    [
        ("iban", "de89 3704 0044 0532 0130 00", "DE", "DE89370400440532013000"),
        ("iban", "", "DE", ""),
        ("bic", "cobadeff xxx", "DE", "COBADEFFXXX"),
        ("phone", "03 88 12 34 56", "FR", "+33 3 88 12 34 56"),
        ("phone", "", "FR", ""),
        ("website", "https://www.example.com/shop", "FR", "https://www.example.com/shop"),
        ("website", "müller.example", "DE", "müller.example"),
        ("email", " Shop@EXAMPLE.com ", "FR", "Shop@example.com"),
        ("tax_number", "FR 44 732 829 320", "FR", "FR44732829320"),
        ("tax_number", "12-3456789", "US", "12-3456789"),
        ("registration", "732 829 320 00074", "FR", "SIRET 732 829 320 00074"),
        ("registration", "SIRET : 73282932000074", "FR", "SIRET 732 829 320 00074"),
        ("registration", "RCS Strasbourg 732 829 320", "FR", "RCS Strasbourg 732 829 320"),
        ("registration", "HRB 12345 B", "DE", "HRB 12345 B"),
        ("name", "anything", "FR", "anything"),
    ],
)
def test_kept_in_one_form(field: str, typed: str, country: str, kept: str) -> None:
    assert cleaned({field: typed}, country) == {field: kept}
    assert cleaned({field: kept}, country) == {field: kept}


@pytest.mark.parametrize(
    ("field", "typed", "error"),
    [
        ("iban", "FR76 3000 6000 0112 3456 7890 188", IbanWrong),
        ("iban", "FR76", IbanWrong),
        ("bic", "AGRIFR", BicWrong),
        ("website", "my site.com", WebsiteWrong),
        ("website", "shop", WebsiteWrong),
        ("website", "javascript:alert(1)", WebsiteWrong),
        ("email", "shop@", EmailUnreadable),
        ("phone", "12", PhoneIncomplete),
        ("tax_number", "FR44732829321", TaxIdWrong),
        ("registration", "SIRET 732 829 320 00075", SiretWrong),
        ("registration", "SIRET 732", SiretWrong),
    ],
)
def test_refused_with_what_was_typed(field: str, typed: str, error: type[CashierError]) -> None:
    with pytest.raises(error) as refused:
        cleaned({field: typed}, "FR")
    assert typed in str(vars(refused.value).values())


def test_a_shop_without_vat_is_told_the_sentence_of_its_country() -> None:
    assert exempt_sentence("FR") == "TVA non applicable, art. 293 B du CGI"
    assert "§ 19 UStG" in exempt_sentence("de")
    assert exempt_sentence("US")
