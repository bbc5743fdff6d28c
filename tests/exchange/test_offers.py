"""The price that counts today and the one that does not; what is for sale, and what is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pos.domain.imports.read_file import Home, ReadFile
from pos.exchange import offers, read_catalogue

TODAY = date(2026, 6, 15)
WOO = "Type,SKU,Name,Published,Sale price,Regular price,Date sale price starts,Date sale price ends\n"


def read(tmp_path: Path, text: str) -> ReadFile:
    path = tmp_path / "list.csv"
    path.write_text(text, "utf-8")
    return read_catalogue(path, home=Home(today=TODAY))


def prices(found: ReadFile) -> list[tuple[str, str]]:
    return [(str(one.price), str(one.before)) for each in found.products for one in each.variants]


@pytest.mark.parametrize(
    ("cells", "price", "before"),
    [
        ("15,20,,", "15", "20"),
        (",20,,", "20", "0"),
        ("15,20,2026-06-15,2026-06-15 23:59:59", "15", "20"),
        ("15,20,2026-06-16,", "20", "0"),
        ("15,20,,2026-06-14", "20", "0"),
        ("15,20,13/06/2026,20/06/2026", "15", "20"),
        ("15,20,0000-00-00,0000-00-00", "15", "20"),
        ("15,20,20260601,20260630", "15", "20"),
        ("15,20,20250601,20250630", "20", "0"),
        ("15,20,1750000000,1790000000", "15", "20"),
        ("25,20,,", "20", "0"),
        ("0,20,,", "20", "0"),
        ("cheap,20,,", "20", "0"),
        ("15,20,01/07/2026,", "20", "0"),
    ],
)
def test_a_sale_price_counts_on_its_days(tmp_path: Path, cells: str, price: str, before: str) -> None:
    assert prices(read(tmp_path, f"{WOO}simple,A,Pear,1,{cells}\n")) == [(price, before)]


def test_what_is_unclear_of_a_sale_is_named(tmp_path: Path) -> None:
    found = read(tmp_path, f"{WOO}simple,A,Pear,1,15,20,01/07/2026,\nsimple,B,Plum,1,cheap,20,,\n")
    assert [(each.row, each.column, each.effect) for each in found.mistakes] == [
        (2, "Date sale price starts", "cell"),
        (3, "Sale price", "cell"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Handle,Title,Variant SKU,Variant Price,Variant Compare At Price\na,Pear,A,15,20\nb,Plum,B,15,\n",
        "Title,URL handle,SKU,Price,Compare-at price,Option1 name,Continue selling when out of stock\n"
        "Pear,a,A,15,20,,\nPlum,b,B,15,15,,\n",
        "type,product_internal_id,product_name,product_price,product_compare_to_price\n"
        "product,1,Pear,15,20\nproduct,2,Plum,15,10\n",
        "name,sku,price,recommended_price,taxClassCode,product_id\nPear,A,15,20,,1\nPlum,B,15,0,,2\n",
    ],
)
def test_a_price_to_compare_with_is_the_one_before(tmp_path: Path, text: str) -> None:
    assert prices(read(tmp_path, text)) == [("15", "20"), ("15", "0")]


@pytest.mark.parametrize(
    ("cell", "is_hidden"),
    [
        *((each, True) for each in ("draft", "Archived", "private", "0", "-1", "no", "Entwurf", "archivé")),
        *((each, False) for each in ("active", "Published", "1", "yes", "TRUE", "aktiv", "publié")),
        *((each, None) for each in ("", "  ", "new", "shoes")),
    ],
)
def test_states(cell: str, is_hidden: bool | None) -> None:
    assert offers.hidden(cell) is is_hidden


@pytest.mark.parametrize(
    "text",
    [
        "Handle,Title,Variant SKU,Variant Price,Status,Published\n"
        "a,Pear,A,1,active,false\nb,Plum,B,1,draft,false\nc,Fig,C,1,archived,true\n",
        f"{WOO}simple,A,Pear,1,,20,,\nsimple,B,Plum,0,,20,,\nsimple,C,Fig,-1,,20,,\n",
        "type,product_internal_id,product_name,product_price,product_is_available\n"
        "product,1,Pear,15,true\nproduct,2,Plum,15,false\nproduct,3,Fig,15,false\n",
        "name,sku,price,enabled,taxClassCode,product_id\nPear,A,15,yes,,1\nPlum,B,15,no,,2\nFig,C,1,no,,3\n",
    ],
)
def test_what_is_not_for_sale(tmp_path: Path, text: str) -> None:
    found = read(tmp_path, text)
    assert [one.hidden for each in found.products for one in each.variants] == [False, True, True]
    assert found.hidden == 2


STATES = {
    "name;sku;price;status": "+active draft pending|review scheduled trash not|for|sale",
    "nom;réf;prix;statut": "+publié +en|ligne brouillon en|attente hors|ligne supprimé Corbeille",
    "Bezeichnung;Artikelnummer;Preis;Status": "+aktiv Entwurf ausstehend nicht|sichtbar offline gelöscht",
    "nombre;referencia;precio;estado": "+publicado borrador pendiente no|visible eliminado papelera",
    "nome;codice;prezzo;stato": "+pubblicato bozza in|attesa non|visibile Non|attivo cestino",
    "naam;artikelnummer;prijs;status": "+actief concept in|afwachting niet|zichtbaar Niet|actief verwijderd",
    "nome;código;preço;estado": "+ativo rascunho pendente desativado excluído inativo não|disponível",
    "nazwa;kod;cena;status": "+aktywny szkic ukryty usunięty prywatny nieaktywny oczekujący nie|aktywny",
    "наименование;артикул;цена;статус": "+активен черновик скрыт не|активен удалён +опубликовано",
}


@pytest.mark.parametrize("head", STATES)
def test_states_in_the_words_of_their_language(tmp_path: Path, head: str) -> None:
    states = [state.replace("|", " ") for state in STATES[head].split()]
    rows = "".join(f"Mug {at};M-{at};2,50;{state.lstrip('+')}\n" for at, state in enumerate(states))
    found = read(tmp_path, f"{head}\n{rows}")
    hidden = {state: one.variants[0].hidden for state, one in zip(states, found.products, strict=True)}
    assert hidden == {state: not state.startswith("+") for state in states}
    assert found.mistakes == ()


def test_a_state_that_nobody_knows_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, "name;sku;price;status\nMug;M;2;active\nCup;C;2;Phase 7\nJug;J;2;\n")
    assert [one.variants[0].hidden for one in found.products] == [False, None, None]
    assert [(one.row, type(one).__name__) for one in found.mistakes] == [(3, "StateUnknown")]


CURRENCIES = "sku,name,price,currency\nA,Tee,6,USD\nA,Tee,5,EUR\nB,Mug,2,EUR\nC,Cap,9,GBP\nD,Hat,3,\n"


def test_a_thing_stands_once_with_its_price_in_the_shops_currency(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    for text in (CURRENCIES, "\n".join(CURRENCIES.splitlines()[i] for i in (0, 3, 2, 1, 4, 5))):
        path.write_text(text, "utf-8")
        found = read_catalogue(path, home=Home("FR", "EUR"))
        sold = {one.variants[0].sku: str(one.variants[0].price) for one in found.products}
        assert sold == {"A": "5", "B": "2", "D": "3"}
        told = {type(one).__name__ for one in found.mistakes}
        assert told == {"OtherCurrency", "OnlyAbroad"}
        assert len(found.products) + found.skipped == found.rows == 5
