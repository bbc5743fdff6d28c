"""What stands on invoices and receipts is checked, and shown on a made-up order at once."""

from __future__ import annotations

import pytest

from tests.documents.papers import words_of
from tests.ui.settings.office import Office, open_, settings
from ui.settings.documents.documents_section import DocumentsSection


@pytest.fixture
def documents(office: Office) -> DocumentsSection:
    open_(office, office.section(DocumentsSection))
    return office.section(DocumentsSection)


def test_an_account_is_kept_when_its_digits_fit(office: Office, documents: DocumentsSection) -> None:
    iban, bic = documents.texts["iban"], documents.texts["bic"]
    office.type(iban.line, "FR76 3000 6000 0112 3456 7890 188", enter=True)
    assert "is not an IBAN" in iban.mistake.text()
    office.type(iban.line, "fr76 3000 6000 0112 3456 7890 189", enter=True)
    assert settings(office).iban == "FR7630006000011234567890189"
    assert iban.text().replace("\u00a0", " ") == "FR76 3000 6000 0112 3456 7890 189"
    office.type(bic.line, "AGRI", enter=True)
    assert "is not a BIC" in bic.mistake.text()
    office.type(bic.line, "agrifrpp", enter=True)
    assert settings(office).bic == "AGRIFRPP"


def test_days_terms_and_paper_are_the_shops(office: Office, documents: DocumentsSection) -> None:
    office.type(documents.days.line, "400", enter=True)
    assert documents.days.mistake.text() == "Write a number from 0 to 365."
    office.type(documents.days.line, "14", enter=True)
    office.press(documents.paper.buttons["Letter"])
    office.press(documents.at_once.buttons[False])
    now = settings(office)
    assert (now.payment_days, now.paper, now.invoice_at_once) == (14, "Letter", False)


def test_the_example_follows_every_change(office: Office, documents: DocumentsSection) -> None:
    pages = documents.example.preview._pages
    assert pages is not None
    assert round(pages.sizes[0].width()) == 595
    office.press(documents.paper.buttons["Letter"])
    assert documents.example.preview._pages is not None
    assert round(documents.example.preview._pages.sizes[0].width()) == 612
    office.press(documents.example.kind.buttons["receipt"])
    assert round(documents.example.preview._pages.sizes[0].width()) < 300


@pytest.mark.parametrize("kind", ["invoice", "receipt"])
def test_the_example_says_what_the_shop_decided(office: Office, kind: str) -> None:
    office.shop.settings.change(
        name="Atelier Soleil", invoice_terms="Merci de payer vite", receipt_footer="À bientôt"
    )
    text = words_of(office.shop.documents.example(kind))
    assert "Atelier Soleil" in text
    assert ("Merci de payer vite" if kind == "invoice" else "À bientôt") in text


@pytest.mark.parametrize("currency", ["EUR", "JPY", "KWD"])
def test_there_is_an_example_in_any_money_and_without_tax(office: Office, currency: str) -> None:
    office.shop.settings.change(currency=currency, tax_classes=(), exempt_sentence="No tax is charged")
    for kind in ("invoice", "receipt"):
        assert "No tax is charged" in words_of(office.shop.documents.example(kind))


def test_usual_terms_are_proposed_with_their_source(office: Office, documents: DocumentsSection) -> None:
    office.shop.settings.change(country="FR", language="fr", invoice_terms="")
    documents.show_settings(settings(office))
    assert "indemnité forfaitaire de 40 €" in documents.usual.text()
    assert "L. 441-10" in documents.usual.text()
    office.press(documents.take)
    office.settle()
    assert "trois fois le taux" in settings(office).invoice_terms
    assert not documents.take.isEnabled()
    office.shop.settings.change(country="US")
    documents.show_settings(settings(office))
    assert not documents.usual.isVisible()
