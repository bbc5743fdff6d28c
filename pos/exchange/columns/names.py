"""What columns are called in the price lists of this world, and what they mean."""

from __future__ import annotations

import re

from pos.domain.words.text import fold
from pos.exchange.columns.stems import by_stem

FIELDS: dict[str, tuple[str, ...]] = {
    "handle": ("handle", "slug", "url handle", "parent handle", "handleid", "reference handle"),
    "name": (
        "name", "item name", "product name", "title", "product title", "item", "product", "designation",
        "libelle", "nom", "nom du produit", "produit", "article", "artikelname", "produktname", "bezeichnung",
        "artikelbezeichnung", "titel", "artikel", "produkt", "nombre", "nombre del producto", "producto",
        "nome", "nome prodotto", "prodotto", "naam", "productnaam", "omschrijving", "label", "intitule",
        "denumire", "nazwa", "navn", "namn",
    ),
    "sku": (
        "sku", "variant sku", "internal reference", "reference", "ref", "product code sku", "product code",
        "item code", "code article", "article code", "artikelnummer", "art nr", "artnr", "artikel nr",
        "artikelnr", "item number", "item no", "product number", "part number", "code produit", "code",
        "referencia", "referenza", "codice", "codigo", "nummer", "numero", "no",
        "supplier reference", "ugs",
    ),
    "barcode": (
        "barcode", "bar code", "ean", "ean13", "ean 13", "code ean", "ean code", "gtin", "upc", "isbn",
        "code barre", "code barres", "code a barres", "gencod", "gencode", "strichcode", "barcodes",
        "codigo de barras", "codice a barre", "variant barcode", "product upc", "product upc ean",
        "upc ean", "ean8", "jan",
    ),
    "price": (
        "price", "sales price", "selling price", "unit price", "retail price", "regular price",
        "variant price", "list price", "prix", "prix de vente", "prix ttc", "prix unitaire", "pv", "pv ttc",
        "pvp",
        "preis", "verkaufspreis", "vk", "vk preis", "bruttopreis", "preis brutto", "einzelpreis", "precio",
        "precio de venta", "prezzo", "prezzo di vendita", "prijs", "verkoopprijs", "price tax incl",
        "price tax excl", "price tax excluded", "price tax included",
        "price tax excluded or price tax included", "prix ht", "pu ht", "prix unitaire ht",
        "pu", "pv ht", "nettopreis", "preis netto", "rrp", "msrp", "pris", "cena",
    ),
    "cost": (
        "cost", "cost price", "supply price", "unit cost", "cost per item", "default unit cost",
        "wholesale price",
        "purchase price", "buying price", "prix d achat", "prix achat", "pa", "pa ht", "prix d achat ht",
        "einkaufspreis", "ek", "ek preis", "costo", "precio de compra", "coste", "prezzo di acquisto",
        "inkoopprijs",
    ),
    "stock": (
        "stock", "in stock", "quantity", "qty", "stock quantity", "inventory count", "inventory quantity",
        "on hand", "quantity on hand", "current stock", "current stock level", "quantite", "qte",
        "en stock", "stock actuel", "bestand", "lagerbestand", "menge", "lager", "anzahl", "existencias",
        "cantidad", "inventario", "giacenza", "quantita", "voorraad", "aantal", "count",
    ),
    "category": (
        "category", "categories", "category1", "category 1", "product category", "department",
        "categorie", "rayon", "famille", "famille d articles", "kategorie", "kategorien", "warengruppe",
        "categoria", "categorias", "familia", "reparto", "group",
    ),
    "description": (
        "description", "body html", "long description", "product description", "sales description",
        "descriptif", "beschreibung", "artikelbeschreibung", "descripcion", "descrizione", "beschrijving",
        "short description", "details",
    ),
    "tax": (
        "tax", "tax rate", "vat", "vat rate", "tax class", "tax category", "tva", "taux de tva", "taux tva",
        "mwst", "mwst satz", "ust", "steuersatz", "steuer", "steuerklasse", "iva", "tipo de iva", "aliquota",
        "aliquota iva", "btw", "gst", "moms", "tax 1 percent", "tax 2 percent",
    ),
    "picture": (
        "picture", "image", "images", "image url", "image urls", "image src", "photo", "bild", "bilder",
        "imagen", "immagine", "afbeelding", "picture url",
    ),
    "sale": (
        "sale price", "special price", "discounted price", "discount price", "promo price", "offer price",
        "promotional price", "action price", "prix promo", "prix promotionnel", "prix solde", "tarif promo",
        "angebotspreis", "aktionspreis", "sonderpreis", "precio rebajado", "precio de oferta",
        "precio oferta", "prezzo scontato", "prezzo in offerta", "prezzo promozionale", "actieprijs",
        "aanbiedingsprijs", "preco promocional", "cena promocyjna", "reapris",
    ),
    "before": (
        "compare at price", "compare to price", "compare price", "compared price", "compareatprice",
        "original price", "old price", "previous price", "price before", "before price", "was price",
        "recommended price", "prix barre", "ancien prix", "prix avant remise", "streichpreis",
        "alter preis", "precio anterior", "precio original", "prezzo precedente", "prezzo originale",
        "oude prijs", "van prijs", "preco original", "cena przed obnizka", "stara cena",
    ),
    "sale from": (
        "date sale price starts", "sale price from", "sale from", "sale start", "sale starts",
        "sale start date", "special price from date", "special from date", "discount from",
        "discount start date", "promo start",
    ),
    "sale until": (
        "date sale price ends", "sale price to", "sale until", "sale to", "sale end", "sale ends",
        "sale end date", "special price to date", "special to date", "discount to", "discount end date",
        "promo end",
    ),
    "percent off": ("discount percent", "discount percentage", "remise en pourcentage", "rabatt prozent"),
    "amount off": ("discount amount", "montant de la remise", "rabattbetrag"),
    "on sale": ("on sale", "en promotion", "im angebot"),
    "state": (
        "status", "state", "published", "active", "is active", "visible", "visibility status", "enabled",
        "is enabled", "is published", "product visible", "is available", "product status", "listing status",
        "product online", "is variation visible", "sellable", "statut", "etat", "publie", "actif",
        "visible en ligne", "aktiv", "sichtbar", "veroffentlicht", "estado", "activo", "publicado", "stato",
        "attivo", "pubblicato", "visibile", "actief", "gepubliceerd", "zichtbaar", "ativo", "aktywny",
    ),
    "archived": (
        "archived", "is archived", "hidden", "is hidden", "deleted", "is deleted", "discontinued",
        "inactive", "disabled", "archive", "archiviert", "inaktiv", "archivado", "archiviato",
        "gearchiveerd",
    ),
    "sold at": (
        "available for sale", "disponible a la vente", "disponible para la venta", "enabled location",
    ),
    "unit": ("unit", "unit and precision", "unite", "unite de vente", "einheit", "unidad", "unita", "uom"),
    "tracked": ("track stock", "track inventory", "tracked", "manage stock", "suivi du stock"),
    "weighed": ("sold by weight", "vendu au poids", "nach gewicht"),
    "currency": ("currency", "currency code", "devise", "wahrung", "moneda", "valuta", "moeda"),
    "place": (
        "location", "location name", "place", "warehouse", "outlet", "store", "branch", "entrepot",
        "magasin", "lieu",
        "lagerort", "filiale", "standort", "almacen", "tienda", "magazzino", "negozio", "vestiging",
        "magazijn",
    ),
    "options": ("options", "product values", "variant values", "attributes"),
    "kind": (
        "variation name", "variant name", "variation", "variant", "variante", "declinaison", "variations",
    ),
    "option1": (
        "option1 value", "option 1 value", "option value 1", "variant option one value",
        "productoptiondescription1",
        "option 1",
    ),
    "option2": (
        "option2 value", "option 2 value", "option value 2", "variant option two value",
        "productoptiondescription2",
        "option 2",
    ),
    "option3": (
        "option3 value", "option 3 value", "option value 3", "variant option three value",
        "productoptiondescription3", "option 3",
    ),
    "option1 name": (
        "option1 name", "option 1 name", "option name 1", "variant option one name", "productoptionname1",
        "option set 1",
    ),
    "option2 name": (
        "option2 name", "option 2 name", "option name 2", "variant option two name", "productoptionname2",
        "option set 2",
    ),
    "option3 name": (
        "option3 name", "option 3 name", "option name 3", "variant option three name", "productoptionname3",
        "option set 3",
    ),
}  # fmt: skip
"""Field to the columns that mean it, the likeliest first, as `plain_key` writes them."""

_ABROAD: dict[str, str] = {
    "name": (
        "nome articolo, denominazione, descrizione articolo, descrizione prodotto, nome prodotto, "
        "titolo, articolo; nome do produto, nome do artigo, produto, titulo; nombre del articulo, "
        "descripcion articulo, descripcion del articulo, titulo del producto, denominacion; "
        "productbenaming, artikelnaam, artikelomschrijving, benaming, product naam; artikel bezeichnung, "
        "produktbezeichnung, artikelname, warenbezeichnung; nazwa produktu, nazwa towaru, towar, produkt "
        "nazwa, tytul; nazev, nazev produktu, nazev zbozi, zbozi, pojmenovani; nazov, nazov produktu, "
        "nazov tovaru; megnevezes, termeknev, termek neve, cikk megnevezese, nev; denumire produs, nume, "
        "nume produs, produs; naziv, naziv artikla, naziv proizvoda, ime izdelka, naziv izdelka, ime; "
        "наименование, название, название товара, наименование товара, товар, имя, номенклатура, "
        "продукт; назва, назва товару, найменування; име, наименование на продукта, име на продукта, "
        "назив, назив артикла; ονομα, ονομασια, περιγραφη ειδους, περιγραφη προιοντος, τιτλος, προιον, "
        "ονομα προιοντος; urun adi, urun, urun ismi, stok adi, baslik, ad; varunamn, artikelnamn, "
        "benamning, produktnamn, varenavn, produktnavn, varebetegnelse, betegnelse, tuotenimi, tuote, "
        "nimi, nimike, tuotteen nimi; pavadinimas, preke, prekes pavadinimas; nosaukums, preces "
        "nosaukums, prece; nimetus, toote nimi, toode; 商品名, 品名, 製品名, 名称, 商品名称, 产品名称, "
        "標題, 标题, 商品標題; 상품명, 제품명, 품명; שם, שם מוצר, שם המוצר, תיאור פריט; الاسم, اسم "
        "المنتج, المنتج; ten san pham, ten hang; ชื่อสินค้า, ชื่อ; nama produk, nama barang"
    ),
    "sku": (
        "cod, cod articolo, codice articolo, codice prodotto; codigo do produto, referencia do produto, "
        "ref; codigo de articulo, codigo producto, referencia interna; artikelcode, artikelnummer, "
        "productcode; bestellnummer, bestellnr, produktnummer, materialnummer; kod produktu, kod towaru, "
        "symbol, indeks, nr katalogowy, kod; kod zbozi, cislo zbozi, katalogove cislo; kod tovaru, "
        "katalogove cislo tovaru; cikkszam, termekkod, cikk szam; cod produs, cod; sifra, sifra artikla, "
        "sifra proizvoda, sifra izdelka; артикул, код, код товара, номенклатурный номер; код товару; код "
        "на продукта, каталожен номер; шифра; κωδικος, κωδικος ειδους, κωδικος προιοντος; stok kodu, "
        "urun kodu; artikelnummer, varenummer, varenr, produktkode, tuotekoodi, tuotenumero, tuotenro; "
        "prekes kodas, kodas, preces kods, kods, artikuls, tootekood, kood, artikkel; 商品コード, 品番, "
        "型番, 管理番号, 货号, 商品编码, 商品編號, 貨號; 상품코드, 품번; מקט, מק ט; رمز المنتج; ma san "
        "pham, ma hang; รหัสสินค้า; kode produk, kode barang"
    ),
    "barcode": (
        "codice ean, codice barre, codice a barre ean, ean upc; codigo de barra, codigo ean, codigo "
        "barras; streepjescode, barcode ean, eancode; ean nummer, gtin ean, ean gtin, balkencode; kod "
        "kreskowy, kod ean; carovy kod, ean kod, kod ean; ciarovy kod; vonalkod, ean kod; cod de bare, "
        "cod bare; barkod, bar kod, crtna koda; штрихкод, штрих код, штрих код ean; штрихов код, баркод; "
        "γραμμωτος κωδικας, γραμμωτος κωδικος; streckkod, strekkode, stregkode, viivakoodi; bruksninis "
        "kodas, svitrkods, ribakood, triipkood; バーコード, janコード, jan, 条码, 条形码, 商品条码, "
        "條碼; 바코드; ברקוד; الباركود, باركود; ma vach; บาร์โค้ด; gtin upc ean or isbn, gtin upc ean "
        "oder isbn, gtin upc ean ou isbn"
    ),
    "price": (
        "prezzo di listino, prezzo vendita, prezzo al pubblico, prezzo unitario, prezzo lordo, prezzo "
        "ivato; preco, preco de venda, preco unitario, preco normal, valor, preco de venda ao publico; "
        "precio normal, precio unitario, precio publico, precio regular, precio venta, precio de venta "
        "al publico; reguliere prijs, verkoop prijs, adviesprijs, consumentenprijs, stuksprijs; "
        "regularer preis, verkaufs preis, endpreis, ladenpreis, listenpreis, stuckpreis; cena brutto, "
        "cena sprzedazy, cena detaliczna, cena jednostkowa, cena regularna; cena s dph, prodejni cena, "
        "cena za kus, predajna cena, bezna cena; ar, brutto ar, eladasi ar, egysegar, fogyasztoi ar, "
        "bruttoar; pret, pret de vanzare, pret unitar, pret vanzare; cijena, mpc, maloprodajna cijena, "
        "prodajna cena, maloprodajna cena; цена, цена продажи, розничная цена, базовая цена, стоимость, "
        "цена розничная, отпускная цена; ціна, роздрібна ціна, ціна продажу; продажна цена, единична "
        "цена; цијена; τιμη, τιμη πωλησης, λιανικη τιμη, τιμη λιανικης; fiyat, satis fiyati, birim "
        "fiyat, liste fiyati, perakende fiyat, normal fiyat; utpris, ordinarie pris, normalpris, "
        "forsaljningspris, salgspris, utsalgspris, hinta, myyntihinta, ovh; kaina, pardavimo kaina, "
        "mazmenine kaina, pardosanas cena, hind, muugihind; 価格, 販売価格, 単価, 定価, 税込価格, "
        "通常価格, 价格, 售价, 零售价, 售價, 價格, 定價; 가격, 판매가, 단가; מחיר, מחיר מכירה; السعر, "
        "سعر البيع; gia, gia ban, don gia; ราคา, ราคาขาย; harga, harga jual"
    ),
    "cost": (
        "prezzo d acquisto, costo unitario; preco de custo, custo, preco de compra; costo unitario, "
        "precio costo, precio de coste; inkoop prijs, kostprijs; einkaufs preis, selbstkosten; cena "
        "zakupu, cena netto zakupu, koszt; nakupni cena, nakupna cena; beszerzesi ar, beker, beker ar; "
        "pret de achizitie, pret achizitie; nabavna cijena, nabavna cena; закупочная цена, "
        "себестоимость, цена закупки; закупівельна ціна, собівартість; доставна цена, покупна цена; τιμη "
        "αγορας, κοστος; alis fiyati, maliyet; inpris, inkopspris, innpris, innkjopspris, indkobspris, "
        "kostpris, ostohinta; pirkimo kaina, savikaina, iepirkuma cena, pasizmaksa, ostuhind; 仕入価格, "
        "原価, 仕入単価, 成本价, 进价, 成本, 成本價; 원가, 매입가; מחיר עלות, עלות; سعر الشراء, التكلفة; "
        "gia nhap, gia von; ราคาทุน, ต้นทุน; harga beli"
    ),
    "stock": (
        "disponibilita, qta, qta disponibile, magazzino, scorte, esistenza; estoque, quantidade, stock "
        "atual, qtd, qtde; stock actual, unidades, disponible; op voorraad, voorraad aantal, vrije "
        "voorraad; bestandsmenge, verfugbar, lagermenge, verfugbare menge, stuckzahl; stan, stan "
        "magazynowy, ilosc, magazyn, zapas, dostepna ilosc; mnozstvi, sklad, skladem, pocet kusu, "
        "skladova zasoba; mnozstvo, na sklade, pocet kusov; keszlet, mennyiseg, raktarkeszlet, "
        "darabszam; stoc, cantitate; zaliha, zalihe, kolicina, zaloga, stanje; остаток, остатки, "
        "количество, кол во, запасы, наличие, остаток на складе, запас; залишок, кількість, залишки; "
        "наличност, налични; залиха; αποθεμα, ποσοτητα, υπολοιπο, διαθεσιμοτητα; stok, stok miktari, "
        "miktar, adet, stok adedi; lagersaldo, lagerantal, antal, lagerbeholdning, beholdning, antall, "
        "varasto, varastosaldo, saldo, maara; likutis, kiekis, atlikums, daudzums, krajums, laoseis, "
        "kogus; 在庫, 在庫数, 数量, 库存, 库存数量, 庫存, 數量; 재고, 수량; מלאי, כמות; المخزون, الكمية; "
        "ton kho, so luong; จำนวน, สต็อก, คงเหลือ; stok barang, jumlah"
    ),
    "category": (
        "categoria merceologica, gruppo, categoria prodotto; categoria do produto, grupo; rubro, "
        "categoria del producto; productgroep, artikelgroep, groep, categorieen, rubriek; artikelgruppe, "
        "produktgruppe, sortiment, kategorie produktu; kategoria, kategorie, grupa, grupa towarowa; "
        "kategorie zbozi, skupina, kategoria produktu; kategoria, termekcsoport, cikkcsoport, "
        "kategoriak; categorie produs, grupa produse; kategorija, grupa artikala, skupina izdelkov; "
        "категория, категории, группа, раздел, группа товаров; категорія, група; група стоки; "
        "категорија; κατηγορια, ομαδα; kategori, kategoriler, urun grubu; kategorier, varugrupp, "
        "varegruppe, tuoteryhma, ryhma, kategoria; grupe, kategorija, grupa, kategooria, tootegrupp; "
        "カテゴリ, カテゴリー, 分類, 部門, 分类, 类别, 類別; 카테고리, 분류; קטגוריה, מחלקה; الفئة, "
        "التصنيف; danh muc, loai; หมวดหมู่, ประเภท"
    ),
    "description": (
        "descrizione estesa, descrizione breve, descrizione lunga; descricao, descricao do produto, "
        "descricao curta; descripcion larga, descripcion corta, descripcion del producto; korte "
        "beschrijving, lange omschrijving, productomschrijving; kurzbeschreibung, langbeschreibung, "
        "produktbeschreibung, langtext; opis, opis produktu, krotki opis; popis, popis produktu, kratky "
        "popis; leiras, termekleiras, rovid leiras; descriere; описание, описание товара, краткое "
        "описание; опис, опис товару; описание на продукта; περιγραφη, αναλυτικη περιγραφη; aciklama, "
        "urun aciklamasi; beskrivning, beskrivelse, kuvaus; aprasymas, apraksts, kirjeldus; 説明, "
        "商品説明, 描述, 商品描述, 說明; 설명, 상품설명; תיאור; الوصف, وصف; mo ta; รายละเอียด; deskripsi"
    ),
    "tax": (
        "iva percentuale, codice iva; taxa de iva, imposto, taxa iva; impuesto, tasa de iva, tipo iva; "
        "btw tarief, btw percentage, btw code; steuer satz, mehrwertsteuer, ust satz; vat stawka, stawka "
        "vat, ptu; dph, sazba dph, sadzba dph; afa, afa kulcs; cota tva; pdv, stopa pdv, ddv, stopnja "
        "ddv; ндс, ставка ндс; пдв, ставка пдв; ддс; пдв стопа; φπα, συντελεστης φπα; kdv, kdv orani; "
        "momssats, mva, mva sats, alv, alv kanta; pvm, pvn, kaibemaks, km; 税率, 消費税, 税, 稅率; 세율, "
        "부가세; מעמ; الضريبة; thue, vat thue; ภาษี; pajak, ppn"
    ),
    "picture": (
        "immagini, foto, url immagine; imagem, imagens, fotos; imagenes, fotografia, url de imagen; "
        "afbeeldingen, afbeelding url; bild url, bildadresse, produktbild; zdjecie, zdjecia, obrazek, "
        "obrazki, obrazy; obrazek produktu, obrazky, obrazok, fotka; kep, kepek, kep url; imagine, "
        "imagini, poza; slika, slike; изображение, изображения, картинка, фото; зображення; снимка, "
        "снимки; слика; εικονα, εικονες, φωτογραφια; resim, gorsel, resimler; bilde, billede, billeder, "
        "kuva; nuotrauka, attels, pilt; 画像, 图片, 圖片; 이미지; תמונה; صورة, الصورة; hinh anh; รูปภาพ; "
        "gambar"
    ),
    "unit": (
        "unita di misura, um; unidade, unidade de medida; unidad de medida; eenheid, verkoopeenheid; "
        "mengeneinheit, verkaufseinheit, me; jednostka, jm, jednostka miary; merna jednotka, mj, "
        "jednotka; mertekegyseg, egyseg; unitate, unitate de masura; jedinica mjere, enota, jedinica; "
        "единица, ед изм, единица измерения; одиниця, од вим; мярка, мерна единица; μοναδα, μοναδα "
        "μετρησης; birim; enhet, enhed, yksikko; vienetas, mervieniba, uhik; 単位, 单位, 單位; 단위; "
        "יחידה; الوحدة; don vi; หน่วย"
    ),
    "handle": "handle id, parent sku, parent id, url slug, codice padre, produkt id, group id",
    "kind": (
        "variazione, variante nome; variacao, variacao nome, variante nome; variacion, nombre de la "
        "variante; variatie, uitvoering; ausfuhrung, varianten name, variantenname; wariant, nazwa "
        "wariantu; varianta, variant nazev; valtozat, varians; вариант, модификация, характеристика; "
        "варіант; παραλλαγη; varyant, secenek; variantti; バリエーション, 规格, 規格; 옵션; وريانت"
    ),
}  # fmt: skip
"""The same in the languages of other countries, plainly written; the language changes at a semicolon."""


def _meanings() -> dict[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    for field, names in FIELDS.items():
        abroad = (plain_key(name) for name in re.split("[,;]", _ABROAD.get(field, "")))
        for at, name in enumerate((*names, *abroad)):
            if name:
                found.setdefault(name, (field, at))
    return found


_LONGEST = 100

ALIKE = frozenset({"stock", "tax"})
"""Fields that take what several columns of the same name say: the stock of more places, more rates."""

SEVERAL = frozenset({"barcode", "picture", "state", "archived", "sold at"})
"""Fields that take what all their columns say."""

_MONEY = frozenset({"price", "cost"})

_NO_PLACE = "tracker|policy|item|management|level|status|backorder|backorderable|count|quantity|qty|alert"
_PATTERNS = (
    (re.compile(r"current quantity .+|location .+"), "stock"),
    (re.compile(rf"inventory (?!(?:{_NO_PLACE})\b).+"), "stock"),
    (re.compile(r"(?:image|picture|photo|bild) ?\d+(?: src| url)?"), "picture"),
)

_WITHOUT_TAX = re.compile(
    r"\b(?:ht|hors taxes?|net|netto|nettopreis|tax excl|tax excluded(?! or)|excl|exkl|eks moms|"
    r"ohne mwst|sin iva|iva esclusa|"
    r"senza iva|sem iva|ex btw|zonder btw|bez vat|bez dph|bez pdv|bez ddv|без ндс|без пдв|без ддс|χωρις φπα|"
    r"kdv haric|uten mva|ilman alvia|veroton|税抜|nettoar|neto)\b"
)
_MEASURES = re.compile(
    r"weight|width|height|length|depth|size|dimension|volume|rate|rating|percent|discount|margin|poids|largeur|"
    r"hauteur|longueur|profondeur|taille|remise|marge|taux|gewicht|breite|hohe|lange|tiefe|grosse|rabatt|peso|"
    r"ancho|alto|largo|altezza|larghezza|lunghezza|sconto|hoogte|breedte|waga|szerokosc|wysokosc|dlugosc|rabat|"
    r"вес|ширина|высота|длина|скидка|hmotnost|sirka|vyska|agirlik|genislik|old|compare|before|was|ancien|alt"
)
_BESIDE = re.compile(
    r"\b(?:[a-z]{0,2}(?:eur|usd|gbp|chf|pln|czk|huf|ron|rsd|rub|uah|bgn|try|tl|jpy|cny|clp|cop|brl|mxn|ars|sek|"
    r"nok|dkk|isk)|euro|euros|zl|kc|ft|kr|lei|руб|р|грн|лв|дин|brutto|netto|neto|net|gross|ttc|ht|incl|inkl|excl|"
    r"exkl|tax|vat|mwst|iva|btw|dph|ndc|ндс|пдв|ддс|kdv|moms|mva|alv|pvm|pvn|pdv|ddv|dahil|haric|inclusa|esclusa|"
    r"compresa|inclusive|exclusive|incluido|con|sin|senza|sem|com|mit|ohne|met|zonder|inc|ex|s|z|bez|su|be|с|без|st|szt|"
    r"ks|db|per|pro|pc|stuk|stk|stuck|шт|ед)\b"
)
"""Currencies, taxes and pieces that stand beside what a column is called."""


def plain_key(column: str) -> str:
    """A column's name without case, accents, signs and what stands in brackets."""
    column = column[:_LONGEST]
    bare = re.sub(r"\[[^][]*\]|\([^()]*\)", " ", column) or column
    return " ".join(re.sub(r"[\W_]+", " ", fold(bare)).split())


def is_measure(name: str) -> bool:
    """Whether a column of this plain name holds sizes, rates or older prices, which look like prices."""
    return _MEASURES.search(name) is not None


def meaning(name: str) -> tuple[str, int] | None:
    """What a column of this plain name means and how likely that is, 0 the likeliest; None where unknown."""
    if name in MEANINGS:
        return MEANINGS[name]
    if pattern := by_pattern(name):
        return pattern, len(MEANINGS)
    bare = " ".join(_BESIDE.sub(" ", name).split())
    told = MEANINGS.get(bare)
    if told is not None and told[0] in _MONEY:
        return told
    stem = None if is_measure(name) else by_stem(name)
    return (stem, len(MEANINGS) + 1) if stem else None


def by_pattern(name: str) -> str | None:
    """The field of a column whose name holds a number or a place."""
    return next((field for pattern, field in _PATTERNS if pattern.fullmatch(name)), None)


def without_tax(column: str) -> bool:
    """Whether the name of a price column says that its prices hold no tax."""
    return _WITHOUT_TAX.search(plain_key(column)) is not None


MEANINGS = _meanings()
"""Column to what it means and how likely that is, 0 the likeliest."""
