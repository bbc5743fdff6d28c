"""Taxes are set by class, proposed by country, or not charged at all with the sentence the law wants."""

from __future__ import annotations

import pytest

from pos.domain.money.tax import TaxRounding
from pos.domain.shop.rates import TaxClass
from pos.domain.words.errors import CashierError
from tests.ui.settings.office import Office, button, open_, settings
from ui.settings.taxes.tax_presenter import moved, read, read_labels, written
from ui.settings.taxes.tax_section import TaxSection


@pytest.fixture
def taxes(office: Office) -> TaxSection:
    open_(office, office.section(TaxSection))
    return office.section(TaxSection)


@pytest.mark.parametrize(
    ("typed", "rates"),
    [
        ("20", ("20",)),
        ("20 %", ("20",)),
        ("5,5", ("5.5",)),
        ("5 · 9.975", ("5", "9.975")),
        ("5 % · +9,975 %", ("5", "+9.975")),
        ("5 + 9.975", ("5", "+9.975")),
        ("0", ()),
        ("", ()),
    ],
)
def test_rates_are_read_as_people_write_them(typed: str, rates: tuple[str, ...]) -> None:
    assert read(typed) == rates
    assert read(written(rates)) == rates


@pytest.mark.parametrize(
    ("typed", "rates", "labels"),
    [
        ("TPS 5 · TVQ 9.975", ("5", "9.975"), ("TPS", "TVQ")),
        ("GST 5 % + PST 7 %", ("5", "7"), ("GST", "PST")),
        ("TPS 5 · TVQ +9,975", ("5", "+9.975"), ("TPS", "TVQ")),
        ("5 · PST 7", ("5", "7"), ("", "PST")),
        ("Sales tax 8,25 %", ("8.25",), ("Sales tax",)),
        ("TPS 0 · TVQ 9.975", ("9.975",), ("TVQ",)),
        ("20", ("20",), ()),
    ],
)
def test_rates_are_read_with_what_they_are_called(
    typed: str, rates: tuple[str, ...], labels: tuple[str, ...]
) -> None:
    assert (read(typed), read_labels(typed)) == (rates, labels)
    assert read(written(rates, labels)) == rates
    assert read_labels(written(rates, labels)) == labels


@pytest.mark.parametrize("typed", ["twenty", "TPS 5 · TVQ", "VAT20", "-5", "101", "5.12345", "1 2 3 4 5 6 7"])
def test_what_is_no_rate_is_refused(typed: str) -> None:
    with pytest.raises(CashierError):
        read(typed)


def test_rows_are_moved_and_stay_at_the_ends() -> None:
    assert moved("abc", 0, 1) == ("b", "a", "c")
    assert moved("abc", 2, 1) == ("a", "b", "c")


def test_a_class_is_named_given_rates_moved_and_removed(office: Office, taxes: TaxSection) -> None:
    office.type(taxes.classes.field.line, "Books", enter=True)
    line = taxes.classes.classes[-1]
    office.type(line.rates.line, "5 + 9,975", enter=True)
    assert settings(office).tax_classes[-1] == TaxClass(line.key, "Books", ("5", "+9.975"))
    assert line.example.text().replace("\u202f", " ") == "100,00 € + 5,00 € + 10,47 € = 115,47 €".replace(
        " €", "\u00a0€"
    )
    office.press(button(taxes, "Move Books up"))
    assert [one.name for one in settings(office).tax_classes][-2:] == ["Books", "Zero rate"]
    office.press(button(taxes, "Remove Books"))
    assert "Books" not in [one.name for one in settings(office).tax_classes]
    office.press(taxes._classes_row.undo)
    assert "Books" in [one.name for one in settings(office).tax_classes]


def test_a_class_of_two_taxes_keeps_their_names(office: Office, taxes: TaxSection) -> None:
    line = taxes.classes.classes[0]
    office.type(line.rates.line, "TPS 5 · TVQ 9.975", enter=True)
    assert settings(office).tax_classes[0].labels == ("TPS", "TVQ")
    assert settings(office).taxes_apart == ("TPS", "TVQ")
    assert line.rates.text() == written(("5", "9.975"), ("TPS", "TVQ"))


def test_mistakes_are_said_at_their_field(office: Office, taxes: TaxSection) -> None:
    line = taxes.classes.classes[0]
    office.type(line.rates.line, "many", enter=True)
    assert line.rates.mistake.text()
    office.type(line.name.line, "Zero rate", enter=True)
    assert line.name.mistake.text() == "There is a class called Zero rate already."
    assert settings(office).tax_classes[0] == TaxClass("standard", "Standard rate", ("20",))


def test_the_last_class_stays(office: Office, taxes: TaxSection) -> None:
    for one in settings(office).tax_classes:
        taxes.taxes.remove(one.key, taxes._classes_row)
        office.settle()
    assert len(settings(office).tax_classes) == 1
    assert "has to stay" in taxes._classes_row.outcome.text()


def test_a_shop_without_tax_prints_the_sentence_of_its_country(office: Office, taxes: TaxSection) -> None:
    office.press(taxes.exempt.buttons[True])
    assert settings(office).exempt_sentence == "TVA non applicable, art. 293 B du CGI"
    assert not any(one.rates for one in settings(office).tax_classes)
    assert taxes._sentence_row.isVisible()
    assert not taxes._classes_row.isVisible()
    office.press(taxes.exempt.buttons[False])
    assert settings(office).exempt_sentence == ""
    assert settings(office).tax_classes[0].rates == ("20",)


def test_the_proposed_rates_name_their_source(office: Office, taxes: TaxSection) -> None:
    assert "European Commission" in taxes.source.text()
    office.type(taxes.classes.classes[0].rates.line, "19", enter=True)
    office.press(taxes.take)
    assert settings(office).tax_classes[0].rates == ("20",)


def test_prices_with_or_without_tax_are_asked_once(office: Office, taxes: TaxSection) -> None:
    office.press(taxes.included.buttons[False])
    assert taxes.question.isVisible()
    assert settings(office).prices_include_tax
    office.press(taxes.question.no)
    assert taxes.included.buttons[True].isChecked()
    office.press(taxes.included.buttons[False])
    office.press(taxes.question.yes)
    assert not settings(office).prices_include_tax


def test_rounding_and_the_word_for_the_tax(office: Office, taxes: TaxSection) -> None:
    office.press(taxes.rounding.buttons[TaxRounding.PER_LINE])
    office.type(taxes.label.line, "TVA", enter=True)
    assert settings(office).tax_rounding is TaxRounding.PER_LINE
    assert settings(office).tax_label == "TVA"
