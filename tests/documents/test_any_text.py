"""Whatever is written in a name, the paper shows it in letters, and never a box."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator

import pytest

from pos.documents import script
from pos.documents.fonts import BOLD, REGULAR
from pos.documents.measures import Ink, balanced, one_line, wrap
from pos.documents.receipt import draw_receipt
from tests.documents.papers import SEAL, bare, line, receipt, rows
from tests.shared import shared

BODY = Ink(REGULAR, 9, 12)
NASTY = {
    "no-break name": "a\u00a0b\u202fc",
    "lone surrogate": "a\ud800b",
    "controls": "a\x00\x1b[31mb\x07",
    "500 accents": "e" + "\u0301" * 500,
    "override": "\u202egnp.exe",
    "invisible only": "\u200b\u200d\ufeff",
    "20,000 characters": "lorem ipsum " * 1700,
    "private use": "a\ue000b",
    "noncharacter": "a\uffffb\U0010ffff",
}


def nasty() -> Iterator[str]:
    for texts in json.loads(shared("nasty/strings.json").read_text("utf-8"))["strings"].values():
        yield from texts
    yield from json.loads(shared("nasty/blns.json").read_text("utf-8"))
    yield from NASTY.values()


def test_no_text_gives_a_box() -> None:
    for text in nasty():
        for shown in wrap(text, BODY, 150):
            for typeface in (REGULAR, BOLD):
                missing = [char for char in shown if not typeface.has(char)]
                assert not missing, (text, missing)
                assert "".join(run for _, run in typeface.runs(shown)) == shown
                for face, run in typeface.runs(shown):
                    assert all(face.glyphs[ord(char)] for char in run)


@pytest.mark.parametrize("width", [60, 150])
def test_every_line_fits_and_nothing_is_lost(width: float) -> None:
    for text in nasty():
        lines = wrap(text, BODY, width)
        assert all(BODY.width(each) <= width + 1e-6 for each in lines), text
        whole = "".join(script.paragraphs(text))
        assert sorted(bare("".join(lines))) == sorted(bare(script.visual(whole, "L"))), text


def test_every_text_can_be_a_name_a_note_and_a_seller() -> None:
    texts = list(nasty())
    lines = tuple(line(text, "1", "1", "1.00", note=text) for text in texts if len(text) < 5000)
    shown = rows(draw_receipt(receipt(lines=lines, footer=tuple(texts[:50])), seal=SEAL, width_mm=58))
    assert len(shown) > 2 * len(lines)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("🍕 Pizza", "[SLICE OF PIZZA] Pizza"),
        ("👨🏽‍🍳 Chef", "[MAN][COOKING] Chef"),
        ("𝓕𝓪𝓷𝓬𝔂", "Fancy"),
        ("a\ud800b", "a[U+D800]b"),
        ("\ue000", "[U+E000]"),
        ("soft\u00adhyphen zero\u200bwidth \ufeffBOM", "softhyphen zerowidth BOM"),
        ("\u202eevil name", "evil name"),
        ("\u200b", "[ZERO WIDTH SPACE]"),
        ("tab\tinside", "tab inside"),
        ("a\x00\x1b[31mb", "a[31mb"),
        ("e\u0301", "é"),
        ("ใ", "[THAI CHARACTER SARA AI MAIMUAN]"),
        ("", ""),
        ("  padded  ", "padded"),
    ],
)
def test_what_no_font_has_is_written_out(written: str, shown: str) -> None:
    assert script.paragraphs(written) == [shown]


@pytest.mark.parametrize(
    "scripts", ["Ελληνικά", "Кириллица", "Հայերեն", "ქართული", "汉字漢字", "ひらがなカナ", "한국어"]
)
def test_scripts_of_the_shipped_fonts_are_drawn_as_they_are(scripts: str) -> None:
    assert script.paragraphs(scripts) == [scripts]
    text = rows(draw_receipt(receipt(lines=(line(scripts, "1", "1", "1.00"),)), seal=SEAL))
    assert f"{scripts} 1,00" in text


@pytest.mark.parametrize("name", ["محمد العربي", "יעל כהן", "עצ 12"])
def test_right_to_left_names_are_turned_on_paper_and_read_back_in_order(name: str) -> None:
    drawn = one_line(name)
    assert script.direction(name) == "R"
    assert unicodedata.bidirectional(drawn[-1]) in ("R", "AL")
    text = draw_receipt(receipt(footer=(name,)), seal=SEAL)
    assert any(unicodedata.normalize("NFKC", row) == name for row in rows(text))


def test_each_line_of_a_turned_text_is_turned_by_itself() -> None:
    first, second = wrap("אבגד הוזח", BODY, BODY.width("אבגד") + 1)
    assert (first, second) == ("דגבא", "חזוה")


def test_vowel_signs_are_drawn_just_before_their_letter() -> None:
    assert one_line("שָלוֹם") == "\u05dd\u05b9\u05d5\u05dc\u05b8\u05e9"


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("ab (אב) cd", "ab (בא) cd"),
        ("ab אב (גד) cd", "ab (דג) בא cd"),
        ("ab אב (גד)", "ab (דג) בא"),
        ("אב ab (cd)", "ab (cd) בא"),
        ("אב (cd)", "(cd) בא"),
        ("אב [ג «ד»]", "[«ד» ג] בא"),
        ("ab (א ab ב) ג", "ab (א ab ב) ג"),
        ("אב (", ") בא"),
    ],
)
def test_brackets_turn_in_pairs(written: str, drawn: str) -> None:
    assert one_line(written) == drawn


def test_long_words_break_and_names_in_brackets_break_between() -> None:
    assert wrap("a" * 60, BODY, 100)[0] == "a" * len(wrap("a" * 60, BODY, 100)[0])
    assert "".join(wrap("a" * 60, BODY, 100)) == "a" * 60
    assert wrap("👩👩👧", BODY, BODY.width("[WOMAN][WOMAN]")) == ["[WOMAN][WOMAN]", "[GIRL]"]


def test_centred_text_is_balanced() -> None:
    text = "Returns within 14 days with this code."
    lines = balanced(text, BODY, BODY.width(text) - 2)
    assert lines == ["Returns within 14", "days with this code."]


def test_figures_are_of_one_width_in_both_weights() -> None:
    for typeface in (REGULAR, BOLD):
        assert len({typeface.width(figure, 10) for figure in "0123456789"}) == 1
