"""Tables whose columns must be guessed, and single cells."""

from __future__ import annotations

import time
from decimal import Decimal
from pathlib import Path

import pytest

from pos.domain.imports.errors import FieldUnknown
from pos.domain.words import markup
from pos.exchange import cells, look, read_catalogue
from pos.exchange.columns.guess import guess
from pos.exchange.formats import recognise

LIST = "sku;name;price;stock;barcode"


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("sku,barcode,name,category,price,stock", "sku,barcode,name,category,price,stock"),
        ("Référence;Désignation;Prix TTC;Code-barres;Qté", "sku;name;price;barcode;stock"),
        ("Artikelnummer;Bezeichnung;VK-Preis;EAN-Code;Bestand;MwSt.", "sku;name;price;barcode;stock;tax"),
        ("Código;Nombre;Precio;Existencias", "sku;name;price;stock"),
        ("Item Name;Cost Price;Retail Price;UPC", "name;cost;price;barcode"),
        ("Name;Price [Main];Price [Annex];In stock [Main];In stock [Annex]", "name;price;;stock;stock"),
        ("PRODUCT_NAME;UNIT_PRICE", "name;price"),
        ("Titel;Colour;Weight", "name;;weight"),
        ("Codice articolo;Descrizione;Prezzo di vendita;Giacenza;Codice a barre;Aliquota IVA", f"{LIST};tax"),
        ("Артикул;Наименование;Цена, руб.;Остаток;Штрихкод;НДС", f"{LIST};tax"),
        ("Artikelcode;Omschrijving;Verkoopprijs incl. BTW;Voorraad;Streepjescode;BTW", f"{LIST};tax"),
        ("Artikel-Nr.;Bezeichnung;VK brutto;Lagerbestand;EAN;MwSt-Satz", f"{LIST};tax"),
        ("Referência;Nome do produto;Preço (R$);Estoque;Código de barras;IVA", f"{LIST};tax"),
        ("Código;Descripción;Precio venta;Existencias;Código de barras;IVA", f"{LIST};tax"),
        ("Symbol;Nazwa towaru;Cena brutto [zł];Stan magazynowy;Kod kreskowy;Stawka VAT", f"{LIST};tax"),
        ("Kód;Název zboží;Cena s DPH;Sklad;Čárový kód;DPH", f"{LIST};tax"),
        ("Cikkszám;Megnevezés;Bruttó ár (Ft);Készlet;Vonalkód;ÁFA", f"{LIST};tax"),
        ("Stok Kodu;Ürün Adı;Satış Fiyatı (TL);Stok Miktarı;Barkod;KDV", f"{LIST};tax"),
        ("Κωδικός;Περιγραφή;Τιμή;Απόθεμα;Γραμμωτός κώδικας;ΦΠΑ", f"{LIST};tax"),
        ("商品コード;商品名;販売価格;在庫数;JANコード;税率", f"{LIST};tax"),
        ("Artikelnummer;Benämning;Pris inkl. moms;Lagersaldo;Streckkod;Moms", f"{LIST};tax"),
        ("Tuotenumero;Tuotenimi;Hinta;Varastosaldo;Viivakoodi;ALV", f"{LIST};tax"),
        ("Varenr.;Varenavn;Salgspris;Beholdning;Stregkode;Moms", f"{LIST};tax"),
        ("Prekės kodas;Pavadinimas;Kaina;Likutis;Brūkšninis kodas;PVM", f"{LIST};tax"),
        ("Šifra;Naziv;MPC;Zaliha;Barkod;PDV", f"{LIST};tax"),
        ("Cod;Denumire;Preț;Stoc;Cod de bare;TVA", f"{LIST};tax"),
        ("Артикул;Назва;Ціна;Залишок;Штрих-код;ПДВ", f"{LIST};tax"),
        ("Artikelnummer;Omschrijving;Inkoopprijs;Adviesverkoopprijs", "sku;name;cost;price"),
        ("Kod;Nazwa;Cena netto;Cena brutto", "sku;name;;price"),
        ("Cikkszám;Termék megnevezése;Nettó ár;Bruttó ár;Készlet", "sku;name;;price;stock"),
        ("商品番号;商品名;売価;在庫", "sku;name;price;stock"),
        ("Kodas;Prekės pavadinimas;Kaina su PVM;Kiekis", "sku;name;price;stock"),
        ("Κωδικός;Είδος;Λιανική;Υπόλοιπο", "sku;name;price;stock"),
        ("상품코드;상품명;판매가격;재고수량", "sku;name;price;stock"),
        ("编号;品名;售价(元);库存", "sku;name;price;stock"),
        ("Artikelbezeichnung;Lieferantenbezeichnung;Preis", "name;;price"),
        ("Cód. artículo;Denominación;P.V.P.;Uds. disponibles;Cód. barras", LIST),
        ("Cod.Art.;Descrizione articolo;Prezzo IVA incl.;Q.tà;Barcode EAN13", LIST),
        ("Réf. produit;Libellé produit;Prix public TTC;Qté en stock;Gencod", LIST),
        ("Ref.;Designação;PVP c/ IVA;Existência;Cód. Barras", LIST),
        ("Varenummer;Varetekst;Salgspris inkl. moms;Antal på lager;EAN-nummer", LIST),
        ("Tuotekoodi;Tuotteen nimi;Myyntihinta (alv);Varastossa;EAN-koodi", LIST),
        ("Ürün Kodu;Ürün İsmi;Perakende Satış Fiyatı;Miktar;Barkod No", LIST),
        ("Cod produs;Denumire produs;Preț vânzare;Stoc disponibil;Cod bare", LIST),
        ("Артикул;Назва товару;Ціна продажу;К-сть;Штрихкод", LIST),
        ("Tootekood;Toote nimetus;Müügihind;Laoseis;Ribakood", LIST),
        ("Κωδ.;Είδος;Τιμή πώλησης;Υπόλοιπο;Barcode", LIST),
        ("Mã hàng;Tên hàng;Giá bán;Tồn kho;Mã vạch", LIST),
        ("product_sku;product_name;product_price;product_in_stock;product_barcode", LIST),
        ("seller-sku;item-name;price;quantity;gtin", LIST),
        ("Article code;Omschrijving artikel;Verkoopprijs;Actuele voorraad;EAN-code", LIST),
    ],
)
def test_columns_by_their_names(header: str, fields: str) -> None:
    mark = ";" if ";" in header else ","
    columns, wanted = header.split(mark), fields.split(mark)

    found = guess(columns)

    assert [found.get(column, "") for column in columns] == wanted


def test_barcodes_are_seen_by_their_digits() -> None:
    sample = [["Pear", "9501101100015"], ["Plum", "9501101101012"], ["Fig", "9501101101029"]]

    assert guess(["Name", "Nr. 2"], sample) == {"Name": "name", "Nr. 2": "barcode"}


def test_prices_are_seen_by_their_currency_or_their_cents() -> None:
    sample = [["Pear", "€ 2,50", "0,20"], ["Plum", "€ 3", "0,25"], ["Fig", "12,00 €", "0,30"]]

    assert guess(["Name", "Xyz", "Width"], sample) == {"Name": "name", "Xyz": "price"}
    assert guess(["Name", "Width", "Xyz"], sample) == {"Name": "name", "Xyz": "price"}
    assert guess(["Name", "Xyz", "Zyx"], sample) == {"Name": "name"}


def test_an_empty_column_gives_way() -> None:
    sample = [["Pear", "", "2.50"]]

    assert guess(["Name", "Price", "Unit price"], sample) == {"Name": "name", "Unit price": "price"}


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (["Handle", "Title", "Body (HTML)", "Variant Price"], "shopify"),
        (["\ufefftype", "product_internal_id", "product_name"], "ecwid"),
        (["Type", "SKU", "Name", "Regular price"], "woocommerce"),
        (["Typ", "Artikelnummer", "Name", "Regulärer Preis"], "woocommerce"),
        (["sku", "name", "price"], None),
    ],
)
def test_formats_by_their_columns(header: list[str], name: str | None) -> None:
    assert recognise(header) == name


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(text, "utf-8")
    return path


def test_the_look_proposes_what_reading_takes(tmp_path: Path) -> None:
    path = write(tmp_path, "Our prices,,\n\nRef,Article,Price\nA1,Pear,2.50\n")

    seen = look(path)

    assert (seen.format, seen.header_row, seen.delimiter) == ("csv", 3, ",")
    assert seen.mapping == {"Ref": "sku", "Article": "name", "Price": "price"}
    assert seen.sample == (("A1", "Pear", "2.50"),)
    assert read_catalogue(path).products[0].row == 4
    assert read_catalogue(path, mapping=seen.mapping) == read_catalogue(path)


def test_columns_that_are_not_there_say_nothing(tmp_path: Path) -> None:
    (found,) = read_catalogue(write(tmp_path, "sku,stock\n0042,7\n")).products

    assert (found.name, found.category, found.tax) == (None, None, None)
    variant = found.variants[0]
    assert (variant.sku, variant.stock, variant.tracked) == ("0042", 7, True)
    assert (variant.price, variant.cost, variant.barcodes) == (None, None, None)


def test_codes_as_spreadsheets_keep_and_spoil_them(tmp_path: Path) -> None:
    text = (
        'sku,name,barcode\n="0012",A,="09501101100015"\n\'0034,B,9501101100015.0\n'
        '00012345,C,978-3-16-148410-0\n1.23E+08,D,\nE1,E,"4,00638E+12"\nF1,F,4006381333931; 40063813\n'
    )

    found = read_catalogue(write(tmp_path, text))

    assert [(each.variants[0].sku, each.variants[0].barcodes) for each in found.products] == [
        ("0012", ("09501101100015",)),
        ("0034", ("9501101100015",)),
        ("00012345", ("9783161484100",)),
        (None, None),
        ("E1", None),
        ("F1", ("4006381333931", "40063813")),
    ]
    assert [(each.row, each.column, type(each).__name__) for each in found.mistakes] == [
        (5, "sku", "SkuDestroyed"),
        (6, "barcode", "BarcodeDestroyed"),
        (7, "barcode", "CheckDigitWrong"),
    ]


def test_an_sku_that_comes_again_and_a_barcode_that_may(tmp_path: Path) -> None:
    text = "sku,name,barcode\nA,Pear,9501101100015\nA,Plum,9501101100022\nB,Fig,9501101100015\n"

    found = read_catalogue(write(tmp_path, text))

    assert [(each.name, each.variants[0].sku) for each in found.products] == [
        ("Pear", "A"),
        ("Plum", "A"),
        ("Fig", "B"),
    ]
    assert [(each.row, str(each)) for each in found.mistakes] == [
        (3, "The SKU A stands in row 2 too. Both go in; the till will ask which one."),
        (4, "The barcode 9501101100015 stands in row 2 too. Both go in; a scan will ask which one."),
    ]


@pytest.mark.parametrize(
    ("column", "cell"), [("stock", "a few"), ("cost", "on request"), ("cost", "-3"), ("sku", "1.23E+08")]
)
def test_a_cell_that_can_be_done_without_does_not_take_its_row_along(
    tmp_path: Path, column: str, cell: str
) -> None:
    found = read_catalogue(write(tmp_path, f"name,price,{column}\nPear,2.50,{cell}\n"))

    assert [(each.name, each.variants[0].price) for each in found.products] == [("Pear", Decimal("2.50"))]
    (variant,) = found.products[0].variants
    assert (variant.sku, variant.stock, variant.cost) == (None, None, None)
    assert [(each.row, each.column, each.effect) for each in found.mistakes] == [(2, column, "cell")]


def test_variants_of_one_name_need_not_be_neighbours(tmp_path: Path) -> None:
    text = (
        "name,variant,category,sku,price\nTee,S,Clothes,T-S,1\nCap,,Hats,C,2\nTee,M,Clothes,T-M,3\n"
        "Tee,Green,Drinks,D,4\n,L,,C-L,5\n"
    )

    found = read_catalogue(write(tmp_path, text)).products

    assert [(each.name, [one.sku for one in each.variants]) for each in found] == [
        ("Tee", ["T-S", "T-M"]),
        ("Tee", ["D", "C-L"]),
        ("Cap", ["C"]),
    ]


def test_rows_without_a_name_are_one_each(tmp_path: Path) -> None:
    """A price list: only the SKUs say what is meant, whatever the variants are called."""
    found = read_catalogue(write(tmp_path, "sku,price,variant\nA,1,S\nB,2,S\nC,3,M\n")).products

    assert [[one.sku for one in each.variants] for each in found] == [["A"], ["B"], ["C"]]


def test_the_rows_of_a_handle_need_not_be_neighbours(tmp_path: Path) -> None:
    text = (
        "handle,name,sku,price,option1 name,option1 value\n"
        "tee,Tee,T,0,,\nmug,Mug,M,9.00,,\ntee,,T-S,5.00,Size,S\ntee,,T-L,6.00,Size,L\n"
    )

    tee, mug = read_catalogue(write(tmp_path, text)).products

    assert [(each.sku, each.options) for each in tee.variants] == [("T-S", "S"), ("T-L", "L")]
    assert [each.sku for each in mug.variants] == ["M"]


def test_a_product_without_a_name_takes_its_variants_along_by_name(tmp_path: Path) -> None:
    text = "handle,name,sku,price,option1 value\ntee,,T-S,5.00,S\ntee,,T-L,6.00,L\n"

    found = read_catalogue(write(tmp_path, text))

    assert found.products == ()
    assert [(each.row, type(each).__name__) for each in found.mistakes] == [
        (2, "NoName"),
        (3, "ParentMissing"),
    ]
    assert found.skipped == 2


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("Smith &amp; Sons", "Smith & Sons"),
        ("a < b and c > d", "a < b and c > d"),
        ("<p>One</p><p>Two &ndash; three</p>", "One\nTwo – three"),
        ("<ul><li>Red</li>\n<li>Blue</li></ul>", "– Red\n– Blue"),
        ("First<br>second<br/>third", "First\nsecond\nthird"),
        ("Plain\nlines <b>stay</b>", "Plain\nlines stay"),
        ("<script>alert(1)</script><style>p{}</style>Safe", "Safe"),
        ("<p>Open <b>and never closed", "Open and never closed"),
        ("AT&T &copy 2024", "AT&T &copy 2024"),
        ("<!DOCTYPE html><p>One<!-- not <b>two</b> -->, three", "One, three"),
        ('<img src="x.png" alt="a > b">Picture', "Picture"),
    ],
)
def test_descriptions(cell: str, text: str) -> None:
    assert markup.plain(cell) == text


@pytest.mark.parametrize(
    "piece",
    ["<!--", "<a ", "<a href='", "</", "<!", "&#x", "<p>", "<![CDATA[", "https://x ", "[(", ";", "1,"],
)
def test_no_cell_takes_for_ever(tmp_path: Path, piece: str) -> None:
    cell = (piece * 100_000)[:200_000]
    path = write(tmp_path, f"name,description,images,category,barcode,{cell[:2000]}\nPear" + f',"{cell}"' * 5)
    started = time.process_time()

    read_catalogue(path)

    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("barcode", "fits"),
    [
        ("4006381333931", True),
        ("4006381333932", False),
        ("036000291452", True),
        ("96385074", True),
        ("ABC", True),
    ],
)
def test_check_digits(barcode: str, fits: bool) -> None:
    assert cells.check_digit_fits(barcode) is fits
    assert cells.is_ean13(barcode) is (fits and len(barcode) == 13)


@pytest.mark.parametrize(
    ("cell", "path"),
    [
        ("Clothing, Clothing > T-shirts", "Clothing / T-shirts"),
        ("Music > Albums, Music", "Music / Albums"),
        ("Home\\, garden > Pots", "Home, garden / Pots"),
        ("", ""),
    ],
)
def test_the_deepest_category_counts(cell: str, path: str) -> None:
    assert cells.deepest(cell) == path


def test_picture_addresses() -> None:
    assert cells.addresses("https://a.test/1,2.png, http://b.test/3.png file:///etc/passwd") == (
        "https://a.test/1,2.png",
        "http://b.test/3.png",
    )
    assert cells.addresses("file:///etc/passwd") == ()


def test_shopify_by_its_newer_template(tmp_path: Path) -> None:
    text = (
        "Title,URL handle,SKU,Barcode,Option1 name,Option1 value,Price,Charge tax,Inventory tracker,"
        "Inventory quantity,Continue selling when out of stock\n"
        "Tee,tee,T-S,,Size,S,5.00,TRUE,shopify,3,DENY\n,tee,T-L,,,L,6.00,FALSE,shopify,0,CONTINUE\n"
    )

    found = read_catalogue(write(tmp_path, text))

    (tee,) = found.products
    assert (found.format, tee.handle, tee.option_names) == ("shopify", "tee", ("Size",))
    assert [(each.sku, each.options, each.stock, each.oversell) for each in tee.variants] == [
        ("T-S", "S", 3, False),
        ("T-L", "L", 0, True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price\n"
        "tee,Tee,Size,S,T-S,1,10\ncap,Cap,Title,Default Title,CAP,2,12\ntee,Tee,Size,M,T-M,3,10\n",
        "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price\n"
        "tee,,,M,T-M,3,10\ncap,Cap,Title,Default Title,CAP,2,12\ntee,Tee,Size,S,T-S,1,10\n",
        "type,product_internal_id,product_name,product_sku,product_variation_sku,product_price,"
        "product_quantity,product_variation_option_Size\nproduct_variation,1,,,T-M,10,3,M\n"
        "product,2,Cap,CAP,,12,2,\nproduct,1,Tee,T,,10,,\nproduct_variation,1,,,T-S,10,1,S\n",
    ],
)
def test_a_product_is_whole_wherever_its_rows_stand(tmp_path: Path, text: str) -> None:
    found = read_catalogue(write(tmp_path, text))

    assert sorted(
        (each.name, *sorted(one.sku or "" for one in each.variants)) for each in found.products
    ) == [
        ("Cap", "CAP"),
        ("Tee", "T-M", "T-S"),
    ]
    assert {each.option_names for each in found.products if each.name == "Tee"} == {("Size",)}
    assert found.mistakes == ()


def test_rows_without_a_handle_belong_to_the_product_above(tmp_path: Path) -> None:
    text = (
        "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price\n"
        "tee,Tee,Size,S,T-S,10\n,,,M,T-M,10\n,Cap,,,CAP,12\n,Hat,,,HAT,13\n"
    )

    found = read_catalogue(write(tmp_path, text)).products

    assert [[one.sku for one in each.variants] for each in found] == [["T-S", "T-M"], ["CAP"], ["HAT"]]


def test_a_field_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FieldUnknown) as caught:
        read_catalogue(write(tmp_path, "a,b\n1,2\n"), mapping={"a": "colour"})

    assert str(caught.value).startswith(
        "“colour” is nothing that a column can mean. Choose one of: handle, name"
    )


def test_commas_in_every_text_are_not_what_parts_the_cells(tmp_path: Path) -> None:
    row = "A{0};Kubek {0};12,50;Ładny, trwały, śliczny, do kawy, 300 ml\n"
    text = "sku;nazwa;cena;opis\n" + "".join(row.format(n) for n in range(9))

    found = read_catalogue(write(tmp_path, text))

    assert (found.delimiter, len(found.products)) == (";", 9)
