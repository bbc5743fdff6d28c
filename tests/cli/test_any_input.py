"""Whatever is typed or written in a file: a result or a sentence, and the shop adds up."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.orders.errors import DocumentUnreadable, FieldWrong
from pos.domain.words.text import clean
from pos.exchange.orders.order_file import read_orders
from tests.cli.conftest import CommandLine, line
from tests.cli.test_price import DOCUMENT
from tests.sample import sample
from tests.shared import shared

BY_HAND = (
    "Smith & Sons", "A<B Ltd", "<b>Bold", "</para>", "<img src='x'>", "{0.__class__}", "%s%n", "O'Brien",
    "'; DROP TABLE orders; --", '6" ruler', "=1+1", "+1+1", "@SUM(A1)", "a\nb\r\nc", "\x1b[31mred", "a\0b",
    "\ud800", "\ufeffname", "e" + "\u0301" * 500, "é", "e\u0301", "İstanbul ı", "مرحبا", "שלום", "a\u202eb",
    "\u200b", "👨‍👩‍👧‍👦", "x" * 20_000, "null", "None", "CON", "../../x", "C:\\x", "a/b", "-rf", '"', "*",
    "^", "(", "-mug", "name:mug", "AND", "NEAR(", "C++", "100%", "_", "\x1d01", "١٢٣", "--", "-", "--json",
    "\udcff", "",
)  # fmt: skip


def nasty() -> list[str]:
    """The strings of the shared set, and our own."""
    folder = shared("nasty")
    groups = json.loads((folder / "strings.json").read_text("utf-8"))["strings"]
    return [*BY_HAND, *(one for group in groups.values() for one in group)]


def as_argument(text: str) -> str:
    """What the system can hand over of a text: no NUL."""
    return text.replace("\0", "")


def answered(till: CommandLine, *words: str) -> None:
    """The command gave JSON, or one sentence, or a usage line; and no traceback."""
    said = till("--json", *words)
    assert said.status in (0, 1, 2)
    assert "Traceback" not in said.err
    if said.status == 1:
        assert said.error
    elif said.status == 0:
        assert said.err == ""
        assert said.json is not None


def test_any_text_as_an_argument(till: CommandLine) -> None:
    till.place({"lines": [line()]})
    for text in map(as_argument, sample(nasty(), 5)):
        for command in (("product",), ("products",), ("orders",), ("order",), ("stock",), ("price",)):
            answered(till, *command, "--", text)
        answered(till, "stock", "move", "--reason", "count", "--", text, text)
        answered(till, "stock", "move", "CARD", "1", f"--reason={text}")
        answered(till, "customer", "--", text)
        answered(till, "customers", "--", text)
        answered(till, "order", "pay", "--", text, text, text)
        answered(till, "order", "pay", f"--reference={text}", "--", "1", text, "0.01")
        answered(till, "order", "status", f"--fulfilment={text}", f"--tracking={text}", "1")
        answered(till, "order", "cancel", f"--reason={text}", "--", text)
        answered(till, "document", "--kind", "invoice", "--", text)
        answered(till, "orders", f"--payment={text}", f"--since={text}")
        answered(till, "import", "products", f"--format={text}", "--", text)
        answered(till, "verify", f"--expect={text}")


def test_any_name_for_a_shop(bare: CommandLine) -> None:
    folder = bare.folder
    for place, text in enumerate(map(as_argument, sample(nasty(), 5, seed=2))):
        bare.folder = folder / str(place)
        made = bare.json("init", f"--name={text}", f"--person={text}")
        assert made["name"] == (clean(text) or "Comptoir")
        answered(bare, "init", f"--country={text}", f"--currency={text}", f"--till-letter={text}")


def test_any_name_and_note_is_kept_as_text(till: CommandLine) -> None:
    texts = [one for one in nasty() if len(one) <= 3000]
    lines = [line(one, "1.00", note=one) for one in texts if clean(one, 3000)]
    placed = till.place({"lines": lines, "customer_note": texts[0], "private_note": texts[1]})
    for written, kept in zip(lines, placed["lines"], strict=True):
        assert kept["name"] == clean(written["name"], 3000)
        assert kept["note"] == clean(written["note"], 3000, lines=True)
        assert unicodedata.is_normalized("NFC", kept["name"])
    shown = till("order", "1").out
    assert not any(one in shown for one in "\x1b\0\u202e")
    assert till.json("document", "1")["bytes"] > 1000


def test_any_customer_and_address_is_kept_or_refused(till: CommandLine) -> None:
    address = ("name", "company", "postcode", "city", "region", "district")
    for text in sample(nasty(), 6, seed=3):
        written = {**dict.fromkeys(address, text), "street": [text, text], "country": "KM"}  # no postcodes
        for name in ("email", "phone", "tax_id", "language", "id"):
            answered(till, "price", till.write({"lines": [line()], "customer": {name: text}}))
        document = {
            "lines": [line()],
            "customer": {"name": text, "company": text, "phone": "03 53 01 00 00"},
            "fulfilment": {"method": "delivery", "name": text, "address": written, "tracking_number": text},
            "charges": [{"kind": "delivery", "amount": "3"}],
            "billing_address": written,
            "payment_method": text,
        }
        said = till("--json", "order", "place", till.write(document))
        if said.status:
            assert said.error == ("FieldWrong" if clean(text) else "DeliveryAddressIncomplete"), said.err
            continue
        placed = said.json
        assert placed["fulfilment"]["address"]["city"] == clean(text, 120)
        assert not clean(text) or placed["customer"] == clean(text)
        assert till.json("document", placed["number"], "--kind", "invoice")["bytes"] > 1000
        shown = till("order", placed["number"]).out
        assert not any(one in shown for one in "\x1b\0\u202e")
        (kept,) = till.json("customers")
        assert kept["name"] or kept["company"] or kept["phone"]


def test_any_product_from_a_file_is_found_again(till: CommandLine) -> None:
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(["name", "sku", "price"])
    for place, text in enumerate(nasty()):
        if len(text) <= 200 and "\0" not in text:
            rows.writerow([text.encode("utf-8", "replace").decode(), f"N{place}", "1.00"])
    data = written.getvalue().encode("utf-8")
    till.json("import", "products", till.write(data, "nasty.csv"))
    found = till.json("products")
    assert len(found) > 50
    for one in sample(found, 12):
        sku = one["variants"][0]["sku"]
        assert till.json("product", sku) == one
    assert till.json("import", "products", till.write(data, "nasty.csv"))["created"] == 0


@pytest.mark.parametrize(
    "name", ["é.json", "a b.json", "-rf", "=1+1", "👨‍👩‍👧‍👦", "%s%n", "'", "a\nb", "CON"]
)
def test_any_name_of_a_file(till: CommandLine, name: str) -> None:
    file = till.write({"lines": [line()]}, name)
    assert till.json("price", file)["total"] == "6.00"
    till.place({"lines": [line()]})
    assert till.json("document", "1", "-o", file)["path"] == file


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text()
    | st.sampled_from(["10%", "2.00", "1", "0", "-1", "cash", "card", "20", "+9.975", "CARD", "EUR", "JPY"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


@st.composite
def spoiled(draw: st.DrawFn) -> Any:
    """A document with a few of its values exchanged, taken away or added."""
    document = json.loads(json.dumps(DOCUMENT))
    for _ in range(draw(st.integers(1, 3))):
        place: Any = document
        while draw(st.booleans()) and place:
            inner = place[draw(st.sampled_from(sorted(place)) if isinstance(place, dict) else st.just(0))]
            if not isinstance(inner, dict | list) or not inner:
                break
            place = inner
        if isinstance(place, list):
            place[0] = draw(VALUES)
        elif draw(st.booleans()):
            place[draw(st.sampled_from(sorted(place)) if place else st.text())] = draw(VALUES)
        else:
            place.pop(draw(st.sampled_from(sorted(place))) if place else "", None)
    return document


@given(document=spoiled() | VALUES)
def test_any_document_is_priced_or_refused(steady: CommandLine, document: Any) -> None:
    answered(steady, "price", steady.write(json.dumps(document)))


@given(data=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_are_no_document(data: bytes) -> None:
    with suppress(DocumentUnreadable, FieldWrong):
        read_orders(data, "x")


@given(words=st.lists(st.text(st.characters(exclude_characters="\0"), max_size=12), max_size=4))
def test_any_words_after_a_command(steady: CommandLine, words: list[str]) -> None:
    for command in ("products", "order", "orders", "stock", "price"):
        said = steady(command, *words)
        assert said.status in (0, 1, 2)
        assert "Traceback" not in said.err
        assert "should not" not in said.err
