"""Files of single and double bytes, written in the code pages that the shop's country had, or another's."""

from __future__ import annotations

from pathlib import Path

import pytest

from pos.domain.imports.errors import EncodingUnknown
from pos.domain.imports.read_file import Home, ReadFile
from pos.exchange import look, read_catalogue

NAMES = {
    "PL": ("Kubek żółty", "Miód gryczany", "Świeca zapachowa", "Łyżka drewniana", "Gęś pieczona"),
    "CZ": ("Hrnek žlutý", "Čaj černý", "Svíčka", "Příbor", "Med květový"),
    "SK": ("Hrnček žltý", "Čaj čierny", "Sviečka", "Lyžica", "Mäta"),
    "HU": ("Bögre zöld", "Méz", "Gyertya illatos", "Őszi tea", "Fűszer", "Sütőpapír"),
    "RO": ("Cană albă", "Miere de salcâm", "Lumânare", "Pâine", "Ceaşcă"),
    "HR": ("Šalica", "Čaj", "Svijeća", "Žlica"),
    "TR": ("Çay bardağı", "Yeşil fincan", "Kahve değirmeni", "Şeker", "İncir", "Kırmızı"),
    "GR": ("Κούπα πράσινη", "Μέλι θυμαρίσιο", "Κερί", "Σαπούνι"),
    "RU": ("Кружка зелёная", "Мёд гречишный", "Свеча", "Чай чёрный"),
    "UA": ("Чашка зелена", "Мед гречаний", "Свічка", "Їжак"),
    "BG": ("Чаша зелена", "Мед", "Свещ", "Чай черен"),
    "LT": ("Puodelis žalias", "Žvakė", "Šaukštas", "Ąžuolas", "Bičių pikis"),
    "LV": ("Krūze zaļa", "Tēja melnā", "Ķirbis", "Šķīvis"),
    "EE": ("Küünal", "Õun", "Šokolaad", "Tee jõhvika"),
    "IL": ("ספל ירוק", "דבש", "סבון"),
    "EG": ("كوب أخضر", "عسل", "شمعة"),
    "JP": ("マグカップ 緑", "はちみつ", "石鹸", "紅茶"),
    "CN": ("绿色杯子", "蜂蜜", "蜡烛"),
    "TW": ("綠色杯子", "蜂蜜", "蠟燭"),
    "KR": ("녹색 머그잔", "꿀", "양초"),
    "TH": ("แก้วเขียว", "น้ำผึ้ง", "เทียน"),
    "FR": ("Crème", "Thé à la menthe", "Forêt", "Pâte", "Noël"),
    "DE": ("Äpfel", "Öl", "Grüße", "Müsli"),
    "IS": ("Bolli grænn", "Sápa", "Þorskur", "Hunangið"),
}
PAGES = [
    *(
        "PL cp1250",
        "PL iso8859_2",
        "PL cp852",
        "CZ cp1250",
        "SK cp1250",
        "HU cp1250",
        "RO cp1250",
        "HR cp1250",
    ),
    *("TR cp1254", "TR cp857", "GR cp1253", "GR iso8859_7", "GR cp737", "RU cp1251", "RU koi8_r", "RU cp866"),
    *("UA cp1251", "BG cp1251", "LT cp1257", "LV cp1257", "EE cp1257", "IL cp1255", "EG cp1256"),
    *("JP cp932", "JP euc_jp", "JP iso2022_jp", "CN gb18030", "TW big5hkscs", "KR cp949", "TH cp874"),
    *("FR cp1252", "FR mac_roman", "FR cp850", "DE cp1252", "DE cp850", "IS cp1252"),
]
UNDER_WAY = (
    "PL cp1250",
    "CZ cp1250",
    "TR cp1254",
    "GR cp1253",
    "RU cp1251",
    "LT cp1257",
    "JP cp932",
    "KR cp949",
)


def write(folder: Path, case: str) -> tuple[Path, list[str]]:
    country, page = case.split()
    names = list(NAMES[country])
    path = folder / "list.csv"
    rows = (f"A{n};{name};{n}.50" for n, name in enumerate(names))
    path.write_bytes("\n".join(("sku;name;price", *rows)).encode(page))
    return path, names


def names_of(found: ReadFile) -> list[str | None]:
    return [product.name for product in found.products]


@pytest.mark.parametrize("case", PAGES)
def test_a_list_from_the_shops_own_country(tmp_path: Path, case: str) -> None:
    path, names = write(tmp_path, case)

    assert names_of(read_catalogue(path, home=Home(case.split()[0]))) == names


@pytest.mark.parametrize("case", UNDER_WAY)
@pytest.mark.parametrize("country", ["", "FR", "US", "PL"])
def test_a_list_from_another_country(tmp_path: Path, case: str, country: str) -> None:
    path, names = write(tmp_path, case)

    assert names_of(read_catalogue(path, home=Home(country))) == names


def test_in_doubt_the_other_readings_are_told_and_shown_and_one_is_chosen(tmp_path: Path) -> None:
    path, names = write(tmp_path, "GR cp1253")

    found, seen = read_catalogue(path, home=Home("RU")), look(path, home=Home("RU"))

    (doubt,) = found.mistakes
    assert str(doubt).startswith("The letters are read as cp1251; they could be ")
    assert "cp1253" in str(doubt)
    assert (seen.doubtful, seen.encoding) == (True, "cp1251")
    assert {page for page, _lines in seen.letters[:4]} >= {"cp1251", "cp1253"}
    assert names[0] in dict(seen.letters)["cp1253"][0]
    chosen = read_catalogue(path, home=Home("RU"), encoding="cp1253")
    assert (names_of(chosen), chosen.mistakes) == (names, ())


def test_letters_without_doubt_leave_nothing_to_choose(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("sku,name\nA,Żółty\n", "utf-8")

    assert look(path).letters == ()


def test_an_encoding_that_is_none_is_refused(tmp_path: Path) -> None:
    path, _names = write(tmp_path, "FR cp1252")

    with pytest.raises(EncodingUnknown):
        read_catalogue(path, encoding="klingon")


@pytest.mark.parametrize("case", ["GR cp737", "IL cp1255", "EG cp1256", "LT cp1257", "UA cp1251"])
def test_every_reading_that_is_offered_can_be_chosen(tmp_path: Path, case: str) -> None:
    path, _names = write(tmp_path, case)

    for page, _lines in look(path, home=Home("RU")).letters:
        assert read_catalogue(path, encoding=page).encoding == page
