"""A shop made, shown, proved, saved and brought back from the command line."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from pos.cli.arguments import parse
from pos.domain.shop.terms import usual_terms
from pos.shop import open_shop
from pos.text import PAPER_LANGUAGES
from tests.cli.conftest import CommandLine, Opener, line
from tests.shared import ROOT

SHOP = {"name", "currency", "country", "prices_include_tax", "tax_rounding", "till_letter", "demo", "folder"}


def test_a_new_shop_says_its_terms(bare: CommandLine) -> None:
    made = bare.json("init", "--name", "Atelier Lune", "--country", "fr", "--till-letter", "b")
    assert made == {
        "name": "Atelier Lune",
        "currency": "EUR",
        "country": "FR",
        "prices_include_tax": True,
        "tax_rounding": "per_total",
        "till_letter": "B",
        "demo": False,
        "folder": str(bare.folder),
    }


@pytest.mark.parametrize("region", ["QC", "qc", "CA-QC", "Quebec"])
def test_a_region_decides_the_taxes(opened: Opener, region: str) -> None:
    till = opened("--country", "CA", "--region", region)
    priced = till.price({"lines": [line(price="10.00")]})
    assert (priced["currency"], priced["tax"], priced["total"]) == ("CAD", "1.50", "11.50")


@pytest.mark.parametrize(("country", "region"), [("ES", "CN"), ("IT", "LIVIGNO"), ("AX", ""), ("FR", "YT")])
def test_a_region_says_what_its_shops_have_to_know(bare: CommandLine, country: str, region: str) -> None:
    made = bare.json("init", "--country", country, *(("--region", region) if region else ()))
    assert made["note"]
    assert made.get("region", "") == region


@pytest.mark.parametrize(
    ("words", "rounded", "said"),
    [
        (("--country", "BE"), "0.05", "(prescribed: Code de droit économique"),
        (("--country", "NL"), "0.05", "(usual: De Nederlandsche Bank"),
        (("--country", "SE"), "1.00", "Cash is rounded to 1.00."),
        (("--country", "HU"), "5.00", "Cash is rounded to 5.00."),
        (("--country", "FR"), None, ""),
        (("--country", "BE", "--currency", "USD"), None, ""),
    ],
)
def test_a_new_shop_rounds_cash_as_its_country_does(
    bare: CommandLine, words: tuple[str, ...], rounded: str | None, said: str
) -> None:
    out = bare("init", *words).out
    assert said in out
    assert ("rounded" in out) == (rounded is not None)


def test_a_country_proposes_and_a_word_overrules(opened: Opener) -> None:
    till = opened("--country", "CH", "--currency", "eur", "--tax-excluded")
    priced = till.price({"lines": [line(price="10.00")]})
    assert (priced["currency"], priced["tax"], priced["total"]) == ("EUR", "0.81", "10.81")


@pytest.mark.parametrize(
    ("options", "refusal"),
    [
        (("--currency", "ZZZ"), "CurrencyUnknown"),
        (("--currency", "€"), "CurrencyUnknown"),
        (("--country", "France"), "CountryWrong"),
        (("--country", "F1"), "CountryWrong"),
        (("--country", "CA", "--region", "Paris"), "RegionWrong"),
        (("--country", "FR", "--region", "QC"), "RegionWrong"),
        (("--country", "NL", "--region", "QC"), "RegionWrong"),
        (("--till-letter", "1"), "LetterWrong"),
        (("--till-letter", "ABCD"), "LetterWrong"),
        (("--till-letter", "../x"), "LetterWrong"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(
    bare: CommandLine, options: tuple[str, ...], refusal: str
) -> None:
    assert bare.refused("init", *options) == refusal
    assert not (bare.folder / "shop.db").exists()


@pytest.mark.parametrize(
    ("options", "language", "locale"),
    [
        (("--country", "DE"), "de", "de_DE"),
        (("--country", "ES"), "es", "es_ES"),
        (("--country", "IT"), "it", "it_IT"),
        (("--country", "NL"), "nl", "nl_NL"),
        (("--country", "BE"), "fr", "fr_BE"),
        (("--country", "BE", "--language", "nl"), "nl", "nl_BE"),
        (("--country", "CH", "--language", "it"), "it", "it_CH"),
        (("--country", "PL"), "en", "pl_PL"),
    ],
)
def test_papers_speak_the_language_of_the_country_or_the_one_said(
    bare: CommandLine, options: tuple[str, ...], language: str, locale: str
) -> None:
    assert bare("init", *options).status == 0
    with closing(open_shop(bare.folder)) as shop:
        settings = shop.settings.current()
    assert (settings.language, settings.locale) == (language, locale)


def test_a_new_shop_starts_with_the_usual_terms(bare: CommandLine) -> None:
    assert bare("init", "--country", "BE", "--language", "nl").status == 0
    with closing(open_shop(bare.folder)) as shop:
        assert shop.settings.current().invoice_terms == usual_terms("BE", "nl")


def test_the_help_knows_the_languages_of_papers(bare: CommandLine) -> None:
    help_ = bare("init", "--help").out
    assert "{" + ",".join(PAPER_LANGUAGES) + "}" in help_
    assert bare("init", "--language", "tlh").status == 2


def test_a_folder_that_holds_a_shop_is_left_alone(till: CommandLine) -> None:
    before = (till.folder / "shop.db").read_bytes()
    assert till.refused("init", "--name", "Another") == "ShopExists"
    assert (till.folder / "shop.db").read_bytes() == before
    assert "--data" in till("init").err


def test_tax_cannot_be_included_and_excluded(bare: CommandLine) -> None:
    said = bare("init", "--tax-included", "--tax-excluded")
    assert (said.status, said.out) == (2, "")


@pytest.mark.skipif(os.name == "nt", reason="folders of another system")
@pytest.mark.parametrize("folder", ["/dev/null/shop", "/proc/shop"])
def test_a_folder_that_cannot_be_made_is_refused(bare: CommandLine, folder: str) -> None:
    bare.folder = Path(folder)
    assert bare.refused("init") == "DiskTrouble"


def test_every_command_says_how_to_begin_where_no_shop_is(bare: CommandLine) -> None:
    for words in (
        ("products",), ("product", "X"), ("stock", "X"), ("stock", "move", "X", "1", "--reason", "count"),
        ("orders",), ("order", "1"), ("document", "1"), ("verify",), ("backup", str(bare.files / "b")),
        ("order", "place", bare.write({"lines": []})),
        ("import", "products", bare.write("name\nx\n", "c.csv")),
    ):  # fmt: skip
        assert bare.refused(*words) == "NoShopHere", words
    assert "comptoir init" in bare("orders").err
    assert not bare.folder.exists()


@pytest.mark.skipif(os.name == "nt", reason="names may be longer there")
def test_a_folder_that_the_system_keeps_closed_is_no_folder_without_a_shop(bare: CommandLine) -> None:
    bare.folder = bare.files / ("a" * 300)  # closed to the administrator too
    for words in (("init",), ("demo",), ("orders",), ("verify",)):
        assert bare.refused(*words) == "FolderClosed", words
    assert "File name too long" in bare("orders").err


def test_a_file_of_another_program_is_left_alone(bare: CommandLine) -> None:
    bare.folder.mkdir()
    (bare.folder / "shop.db").write_bytes(b"not a shop" * 100)
    assert bare.refused("products") in ("NotAShop", "FileDamaged")
    assert (bare.folder / "shop.db").read_bytes() == b"not a shop" * 100


def test_the_folder_is_named_anywhere_or_by_the_environment(
    till: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = str(till.files / "elsewhere")
    for words in (
        ["--data", elsewhere, "products"],
        ["products", f"--data={elsewhere}"],
        ["--data", "not here", "products", "--data", elsewhere],
    ):
        assert parse(words).data == Path(elsewhere)
    monkeypatch.setenv("COMPTOIR_DATA", elsewhere)
    assert parse(["products"]).data == Path(elsewhere)
    assert parse(["--data", "x", "products"]).data == Path("x")
    monkeypatch.delenv("COMPTOIR_DATA")
    assert parse(["products"]).data.name == "comptoir"
    assert parse(["--json", "products"]).json is parse(["products", "--json"]).json is True


def test_verify_counts_and_rebuilds(till: CommandLine) -> None:
    till.place({"lines": [line()], "payments": [{"method": "cash", "amount": "10"}]})
    plain, rebuilt = till.json("verify"), till.json("verify", "--rebuild")
    assert {"entries", "ok", "first_bad"} <= plain.keys()
    assert plain == rebuilt
    assert (plain["ok"], plain["first_bad"]) == (True, None)
    assert till("verify").out == f"{plain['entries']} entries, everything adds up.\n"


def test_the_digest_changes_with_the_tables_and_writes_nothing(till: CommandLine) -> None:
    before = (till.folder / "shop.db").read_bytes()
    first = till.json("digest")
    assert first.keys() == {"digest", "entries", "parked"}
    assert (len(first["digest"]), first["parked"]) == (64, 0)
    assert till.json("digest") == first
    assert (till.folder / "shop.db").read_bytes() == before
    till.place({"lines": [line()]})
    after = till.json("digest", "--tables")
    assert after["digest"] != first["digest"]
    assert after["entries"] == first["entries"] + 1
    assert after["tables"]["orders"]["rows"] == 1
    assert {len(one["hash"]) for one in after["tables"].values()} == {64}
    assert till("digest").out.strip() == after["digest"]


def test_verify_says_which_lives_wrote_and_what_nobody_can_prove(till: CommandLine) -> None:
    plain = till.json("verify")
    assert (plain["answer"], plain["unprovable"], plain["parked"]) == ("right", [], [])
    (life,) = plain["lives"]
    assert life.keys() == {"letter", "life", "entries", "signed", "vouched"}
    assert (life["letter"], life["vouched"]) == ("A", True)
    (till.folder / "till.key").unlink()
    said = till("verify", "--json")
    assert (said.status, said.json["answer"], said.json["ok"]) == (1, "not_provable", False)
    assert said.json["first_bad"] is None
    assert [one["letter"] for one in said.json["unprovable"]] == ["A"]
    assert "--accept" in said.err
    assert not (till.folder / "till.key").exists(), "a proof begins no life"
    assert till.json("verify", "--accept", "--rebuild")["answer"] == "right"
    assert till.place({"lines": [line()]})["number"] == "A2-000001"


def test_a_shop_restored_on_a_new_computer_is_right(till: CommandLine, ram: Path) -> None:
    till.place({"lines": [line()]})
    copy = str(till.files / "shop.comptoir")
    till.json("backup", copy)
    folder, till.folder = till.folder, ram / "laptop"
    till.json("restore", copy)
    assert till.json("verify", "--rebuild")["answer"] == "right"
    assert till.place({"lines": [line()]})["number"] == "A2-000001"
    assert sorted(life["letter"] for life in till.json("verify")["lives"]) == ["A", "A2"]
    till.folder = folder


def test_verify_says_that_an_index_is_out_of_date_which_is_not_wrong(till: CommandLine) -> None:
    assert till.json("verify")["stale_indexes"] == []
    with closing(sqlite3.connect(till.folder / "shop.db")) as script:
        script.execute("DELETE FROM search_entry")
        script.commit()
    said = till("--json", "verify")
    assert (said.status, said.json["answer"], said.json["stale_indexes"]) == (0, "right", ["products"])
    assert said.err.startswith("What the search reads of products is out of date; ")


def test_verify_names_what_was_altered(opened: Opener) -> None:
    till = opened()
    till.place({"lines": [line()]})
    connection = sqlite3.connect(till.folder / "shop.db")
    connection.execute("UPDATE orders SET total = total + 1")
    connection.commit()
    connection.close()
    said = till("verify", "--rebuild", "--json")
    assert said.status == 1
    assert (said.json["ok"], set(said.json["first_bad"])) == (False, {"where", "what"})
    assert said.err.startswith("The shop does not add up.")
    (till.folder / "shop.db").unlink()  # what was altered on purpose needs no audit


def test_verify_expects_a_seal(till: CommandLine) -> None:
    placed = till.place({"lines": [line()]})
    entries = till.json("verify")["entries"]
    assert till.json("verify", "--expect", f"{entries}:{placed['seal']}")["ok"]
    wrong = till("verify", "--expect", f"{entries}:00000000", "--json")
    assert (wrong.status, wrong.json["ok"]) == (1, False)
    for text in ("x", "3:", "3:zz", ":abcdef", "-1:abcdef12", "３:abcdef12"):
        assert till.refused("verify", f"--expect={text}") == "SealWrong"


def test_a_backup_brings_the_shop_back_under_a_new_letter(till: CommandLine) -> None:
    till.place({"lines": [{"sku": "MUG-BLU"}]})
    copy = str(till.files / "copies" / "shop.comptoir")
    made = till.json("backup", copy)
    assert made.keys() == {"file", "bytes", "entries"}
    assert (made["file"], made["bytes"]) == (copy, Path(copy).stat().st_size)
    assert till.refused("backup", copy) == "BackupExists"
    assert till.refused("restore", copy) == "ShopExists"
    back = till.json("restore", copy, "--instead")
    assert back.keys() == SHOP | {"aside", "unsent_aside"}
    assert back["till_letter"] == "A2"
    assert Path(back["aside"]).exists()
    assert back["unsent_aside"] == made["entries"]  # nobody else has any of them
    assert [one["number"] for one in till.json("orders")] == ["A-000001"]
    assert till.place({"lines": [line()]})["number"] == "A2-000001"


@pytest.mark.skipif(os.name == "nt", reason="pipes in folders")
def test_what_is_no_backup_is_refused(till: CommandLine) -> None:
    fifo = str(till.files / "pipe")
    os.mkfifo(fifo)
    assert till.refused("restore", fifo, "--instead") == "BackupBroken"
    assert till.refused("restore", str(till.files), "--instead") == "BackupBroken"
    assert till.refused("restore", str(till.files / "nothing"), "--instead") == "FileMissing"
    assert till.refused("restore", "a" * 300, "--instead") == "FileUnreadable"
    for data in (b"", b"PK\x05\x06" + b"\0" * 18, os.urandom(2000)):
        assert till.refused("restore", till.write(data, "b.comptoir"), "--instead") == "BackupBroken"
    assert len(till.json("products")) == 3


@pytest.mark.skipif(os.name == "nt", reason="folders of another system")
def test_a_backup_that_cannot_be_written_says_so(till: CommandLine) -> None:
    assert till.refused("backup", "/proc/shop.comptoir") == "FileUnwritable"
    assert till.refused("backup", str(till.files)) == "BackupExists"


def test_the_demo_is_a_shop_of_its_own_inside(bare: CommandLine) -> None:
    counts = bare.json("demo")
    assert counts["products"] >= 50
    assert counts["orders"] >= 50
    assert counts["customers"] == 30
    assert counts["folder"] == str(bare.folder / "demo")
    assert len(bare.json("products")) == counts["products"]
    assert bare.json("verify")["ok"]
    assert bare.refused("demo") == "ShopExists"
    bare.json("init", "--name", "Her own")
    assert bare.json("products") == []


def test_the_digest_is_the_same_in_a_process_of_its_own(till: CommandLine) -> None:
    till.place({"lines": [line()]})
    done = subprocess.run(
        [sys.executable, "pos", "--data", str(till.folder), "--json", "digest", "--tables"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert json.loads(done.stdout) == till.json("digest", "--tables")
    assert json.loads(done.stdout)["tables"]["orders"]["rows"] == 1
