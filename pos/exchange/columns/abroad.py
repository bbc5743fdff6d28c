"""What columns are called in the languages of other countries, plainly written."""

from __future__ import annotations

ABROAD: dict[str, str] = {
    "name": (
        "libelle produit, nom de l article, nom article, varetekst, designacao, toote nimetus, varens "
        "navn; nome articolo, denominazione, descrizione articolo, descrizione prodotto, nome prodotto, "
        "titolo, articolo; nome do produto, nome do artigo, produto, titulo; nombre del articulo, "
        "descripcion articulo, descripcion del articulo, titulo del producto, denominacion; "
        "productbenaming, artikelnaam, artikelomschrijving, benaming, product naam; artikel "
        "bezeichnung, produktbezeichnung, artikelname, warenbezeichnung; nazwa produktu, nazwa towaru, "
        "towar, produkt nazwa, tytul; nazev, nazev produktu, nazev zbozi, zbozi, pojmenovani; nazov, "
        "nazov produktu, nazov tovaru; megnevezes, termeknev, termek neve, cikk megnevezese, nev; "
        "denumire produs, nume, nume produs, produs; naziv, naziv artikla, naziv proizvoda, ime "
        "izdelka, naziv izdelka, ime; наименование, название, название товара, наименование товара, "
        "товар, имя, номенклатура, продукт; назва, назва товару, найменування; име, наименование на "
        "продукта, име на продукта, назив, назив артикла; ονομα, ονομασια, περιγραφη ειδους, περιγραφη "
        "προιοντος, τιτλος, προιον, ονομα προιοντος; urun adi, urun, urun ismi, stok adi, baslik, ad; "
        "varunamn, artikelnamn, benamning, produktnamn, varenavn, produktnavn, varebetegnelse, "
        "betegnelse, tuotenimi, tuote, nimi, nimike, tuotteen nimi; pavadinimas, preke, prekes "
        "pavadinimas; nosaukums, preces nosaukums, prece; nimetus, toote nimi, toode; 商品名, 品名, "
        "製品名, 名称, 商品名称, 产品名称, 標題, 标题, 商品標題; 상품명, 제품명, 품명; שם, שם מוצר, שם "
        "המוצר, תיאור פריט; الاسم, اسم المنتج, المنتج; ten san pham, ten hang; ชื่อสินค้า, ชื่อ; nama "
        "produk, nama barang"
    ),
    "sku": (
        "seller sku, custom label, productnumber, product number, numero d article, κωδ, kod; cod, cod "
        "art, cod articolo, codice articolo, codice prodotto; codigo do produto, referencia do produto, "
        "ref; codigo de articulo, codigo producto, referencia interna; artikelcode, artikelnummer, "
        "productcode; bestellnummer, bestellnr, produktnummer, materialnummer; kod produktu, kod "
        "towaru, symbol, indeks, nr katalogowy, kod; kod zbozi, cislo zbozi, katalogove cislo; kod "
        "tovaru, katalogove cislo tovaru; cikkszam, termekkod, cikk szam; cod produs, cod; sifra, sifra "
        "artikla, sifra proizvoda, sifra izdelka; артикул, код, код товара, номенклатурный номер; код "
        "товару; код на продукта, каталожен номер; шифра; κωδικος, κωδικος ειδους, κωδικος προιοντος; "
        "stok kodu, urun kodu; artikelnummer, varenummer, varenr, produktkode, tuotekoodi, tuotenumero, "
        "tuotenro; prekes kodas, kodas, preces kods, kods, artikuls, tootekood, kood, artikkel; "
        "商品コード, 品番, 型番, 管理番号, 货号, 商品编码, 商品編號, 貨號; 상품코드, 품번; מקט, מק ט; "
        "رمز المنتج; ma san pham, ma hang; รหัสสินค้า; kode produk, kode barang"
    ),
    "barcode": (
        "barkod no, ean koodi, ean nummer, ean number, product barcode, code ean13, cod bare ean; "
        "codice ean, barcode ean13, barcode ean, cod barras, cod barre, cod de barras, codice barre, "
        "codice a barre ean, ean upc; codigo de barra, codigo ean, codigo barras; streepjescode, "
        "barcode ean, eancode; ean nummer, gtin ean, ean gtin, balkencode; kod kreskowy, kod ean; "
        "carovy kod, ean kod, kod ean; ciarovy kod; vonalkod, ean kod; cod de bare, cod bare; barkod, "
        "bar kod, crtna koda; штрихкод, штрих код, штрих код ean; штрихов код, баркод; γραμμωτος "
        "κωδικας, γραμμωτος κωδικος; streckkod, strekkode, stregkode, viivakoodi; bruksninis kodas, "
        "svitrkods, ribakood, triipkood; バーコード, janコード, jan, 条码, 条形码, 商品条码, 條碼; "
        "바코드; ברקוד; الباركود, باركود; ma vach; บาร์โค้ด; gtin upc ean or isbn, gtin upc ean oder "
        "isbn, gtin upc ean ou isbn"
    ),
    "price": (
        "p v p, start price, prix public; prezzo di listino, prezzo vendita, prezzo al pubblico, prezzo "
        "unitario, prezzo lordo, prezzo ivato; preco, preco de venda, preco unitario, preco normal, "
        "valor, preco de venda ao publico; precio normal, precio unitario, precio publico, precio "
        "regular, precio venta, precio de venta al publico; reguliere prijs, verkoop prijs, "
        "adviesprijs, consumentenprijs, stuksprijs; regularer preis, verkaufs preis, endpreis, "
        "ladenpreis, listenpreis, stuckpreis; cena brutto, cena sprzedazy, cena detaliczna, cena "
        "jednostkowa, cena regularna; cena s dph, prodejni cena, cena za kus, predajna cena, bezna "
        "cena; ar, brutto ar, eladasi ar, egysegar, fogyasztoi ar, bruttoar; pret, pret de vanzare, "
        "pret unitar, pret vanzare; cijena, mpc, maloprodajna cijena, prodajna cena, maloprodajna cena; "
        "цена, цена продажи, розничная цена, базовая цена, стоимость, цена розничная, отпускная цена; "
        "ціна, роздрібна ціна, ціна продажу; продажна цена, единична цена; цијена; τιμη, τιμη πωλησης, "
        "λιανικη τιμη, τιμη λιανικης; fiyat, satis fiyati, birim fiyat, liste fiyati, perakende fiyat, "
        "normal fiyat; utpris, ordinarie pris, normalpris, forsaljningspris, salgspris, utsalgspris, "
        "hinta, myyntihinta, ovh; kaina, pardavimo kaina, mazmenine kaina, pardosanas cena, hind, "
        "muugihind; 価格, 販売価格, 単価, 定価, 税込価格, 通常価格, 价格, 售价, 零售价, 售價, 價格, "
        "定價; 가격, 판매가, 단가; מחיר, מחיר מכירה; السعر, سعر البيع; gia, gia ban, don gia; ราคา, "
        "ราคาขาย; harga, harga jual"
    ),
    "cost": (
        "prezzo d acquisto, costo unitario; preco de custo, custo, preco de compra; costo unitario, "
        "precio costo, precio de coste; inkoop prijs, kostprijs; einkaufs preis, selbstkosten; cena "
        "zakupu, cena netto zakupu, koszt; nakupni cena, nakupna cena; beszerzesi ar, beker, beker ar; "
        "pret de achizitie, pret achizitie; nabavna cijena, nabavna cena; закупочная цена, "
        "себестоимость, цена закупки; закупівельна ціна, собівартість; доставна цена, покупна цена; "
        "τιμη αγορας, κοστος; alis fiyati, maliyet; inpris, inkopspris, innpris, innkjopspris, "
        "indkobspris, kostpris, ostohinta; pirkimo kaina, savikaina, iepirkuma cena, pasizmaksa, "
        "ostuhind; 仕入価格, 原価, 仕入単価, 成本价, 进价, 成本, 成本價; 원가, 매입가; מחיר עלות, עלות; "
        "سعر الشراء, التكلفة; gia nhap, gia von; ราคาทุน, ต้นทุน; harga beli"
    ),
    "stock": (
        "q ta, qta disp, uds, uds disponibles, unidades disponibles, qte en stock, existencia, antal pa "
        "lager, varastossa, к сть, stoc disponibil, quantite en stock, quantity available; "
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
        "kogus; 在庫, 在庫数, 数量, 库存, 库存数量, 庫存, 數量; 재고, 수량; מלאי, כמות; المخزون, "
        "الكمية; ton kho, so luong; จำนวน, สต็อก, คงเหลือ; stok barang, jumlah"
    ),
    "category": (
        "categoria merceologica, gruppo, categoria prodotto; categoria do produto, grupo; rubro, "
        "categoria del producto; productgroep, artikelgroep, groep, categorieen, rubriek; "
        "artikelgruppe, produktgruppe, sortiment, kategorie produktu; kategoria, kategorie, grupa, "
        "grupa towarowa; kategorie zbozi, skupina, kategoria produktu; kategoria, termekcsoport, "
        "cikkcsoport, kategoriak; categorie produs, grupa produse; kategorija, grupa artikala, skupina "
        "izdelkov; категория, категории, группа, раздел, группа товаров; категорія, група; група стоки; "
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
        "商品説明, 描述, 商品描述, 說明; 설명, 상품설명; תיאור; الوصف, وصف; mo ta; รายละเอียด; "
        "deskripsi"
    ),
    "tax": (
        "iva percentuale, codice iva; taxa de iva, imposto, taxa iva; impuesto, tasa de iva, tipo iva; "
        "btw tarief, btw percentage, btw code; steuer satz, mehrwertsteuer, ust satz; vat stawka, "
        "stawka vat, ptu; dph, sazba dph, sadzba dph; afa, afa kulcs; cota tva; pdv, stopa pdv, ddv, "
        "stopnja ddv; ндс, ставка ндс; пдв, ставка пдв; ддс; пдв стопа; φπα, συντελεστης φπα; kdv, kdv "
        "orani; momssats, mva, mva sats, alv, alv kanta; pvm, pvn, kaibemaks, km; 税率, 消費税, 税, "
        "稅率; 세율, 부가세; מעמ; الضريبة; thue, vat thue; ภาษี; pajak, ppn"
    ),
    "picture": (
        "immagini, foto, url immagine; imagem, imagens, fotos; imagenes, fotografia, url de imagen; "
        "afbeeldingen, afbeelding url; bild url, bildadresse, produktbild; zdjecie, zdjecia, obrazek, "
        "obrazki, obrazy; obrazek produktu, obrazky, obrazok, fotka; kep, kepek, kep url; imagine, "
        "imagini, poza; slika, slike; изображение, изображения, картинка, фото; зображення; снимка, "
        "снимки; слика; εικονα, εικονες, φωτογραφια; resim, gorsel, resimler; bilde, billede, billeder, "
        "kuva; nuotrauka, attels, pilt; 画像, 图片, 圖片; 이미지; תמונה; صورة, الصورة; hinh anh; "
        "รูปภาพ; gambar"
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
        "variation details, variantes; variazione, variante nome; variacao, variacao nome, variante "
        "nome; variacion, nombre de la variante; variatie, uitvoering; ausfuhrung, varianten name, "
        "variantenname; wariant, nazwa wariantu; varianta, variant nazev; valtozat, varians; вариант, "
        "модификация, характеристика; варіант; παραλλαγη; varyant, secenek; variantti; バリエーション, "
        "规格, 規格; 옵션; وريانت"
    ),
    "state": (
        "статус, статус товара, опубликован, опубликовано, видимость, активен; durum, yayin durumu; "
        "κατασταση; 状态, 狀態; ステータス, 公開状態; 상태"
    ),
}  # fmt: skip
"""Field to names, the likeliest first; the language changes at a semicolon."""
