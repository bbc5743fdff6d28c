"""WooCommerce's export in the language of the shop: told by its values where its words are not known."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from pos.domain.imports.read_file import ReadFile
from pos.exchange import read_catalogue

HEADS = {
    "it": (
        "ID,Tipo,COD,Nome,Prezzo di listino,Magazzino,Categorie,Genitore,"
        "Nome dell'attributo 1,Valore dell'attributo 1"
    ),
    "de": (
        "ID,Typ,SKU,Name,Regulärer Preis,Lager,Kategorien,Übergeordnet,Attribut 1 Name,Attribut 1 Wert(e)"
    ),
    "nl": (
        "ID,Type,SKU,Naam,Reguliere prijs,Voorraad,Categorieën,Hoofd,Attribuut 1 naam,Attribuut 1 waarde(n)"
    ),
    "ru": (
        "ID,Тип,Артикул,Имя,Базовая цена,Запасы,Категории,Родительский,Имя атрибута 1,Значения атрибутов 1"
    ),
    "pt": (
        "ID,Tipo,SKU,Nome,Preço normal,Estoque,Categorias,Ascendente,Nome do atributo 1,Valores do atributo 1"
    ),
    "es": (
        "ID,Tipo,SKU,Nombre,Precio normal,Inventario,Categorías,Superior,"
        "Nombre del atributo 1,Valor(es) del atributo 1"
    ),
    "pl": (
        "ID,Rodzaj,SKU,Nazwa,Cena,Stan magazynowy,Kategorie,Nadrzędny,Nazwa atrybutu 1,Wartości atrybutu 1"
    ),
    "sv": (
        "ID,Typ,Artikelnummer,Namn,Ordinarie pris,Lager,Kategorier,Överordnad,Attributnamn 1,Attributvärde 1"
    ),
    "cs": (
        "ID,Typ,Katalogové číslo,Název,Běžná cena,Sklad,Kategorie,Nadřazený,"
        "Název vlastnosti 1,Hodnota vlastnosti 1"
    ),
}
ROWS = (
    '1,variable,TEE,Tee,,,Shirts,,Size,"S, M"\n'
    "2,simple,MUG,Mug,9.00,4,Cups,,,\n"
    "3,variation,TEE-S,Tee - S,5.00,2,,TEE,Size,S\n"
    "4,variation,TEE-M,Tee - M,6.00,3,,TEE,Size,M\n"
)


def read(folder: Path, text: str) -> ReadFile:
    path = folder / "products.csv"
    path.write_text(text, "utf-8")
    return read_catalogue(path)


@pytest.mark.parametrize("language", HEADS)
def test_an_export_in_the_language_of_its_shop(tmp_path: Path, language: str) -> None:
    found = read(tmp_path, f"{HEADS[language]}\n{ROWS}")

    assert (found.format, found.mistakes) == ("woocommerce", ())
    tee, mug = found.products
    assert (tee.name, tee.category, mug.name) == ("Tee", "Shirts", "Mug")
    assert [(one.sku, one.options, one.price, one.stock) for one in tee.variants] == [
        ("TEE-S", "S", Decimal("5.00"), 2),
        ("TEE-M", "M", Decimal("6.00"), 3),
    ]


def test_variations_that_name_their_parent_by_its_number(tmp_path: Path) -> None:
    found = read(tmp_path, f"{HEADS['nl']}\n{ROWS.replace(',TEE,Size', ',id:1,Size')}")

    assert [len(one.variants) for one in found.products] == [2, 1]


def test_a_table_whose_types_are_others_is_no_woocommerce(tmp_path: Path) -> None:
    found = read(tmp_path, "sku,name,type,price\nA,Pear,fruit,1.00\nB,Fig,fruit,2.00\nC,Pen,simple,3.00\n")

    assert found.format == "csv"
