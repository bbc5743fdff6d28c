"""The list of all papers: newest first by key, by kind, day, till, number, customer and order."""

from __future__ import annotations

import pytest

from pos.domain.customers.customers import Buyer
from pos.domain.orders.amendment import Piece, Request
from pos.domain.papers.register import PaperFilter, PaperKind
from pos.services.papers.register.of_text import PapersOfText
from pos.services.papers.register.rows import TABLES, place
from tests.sample import sample
from tests.shop_kit import ShopKit

PAPER_ROWS = TABLES[0]


@pytest.fixture
def kit(shop: ShopKit) -> ShopKit:
    """A sale on Monday; on Tuesday an invoice, a part of it back, and a quote."""
    shop.stocks(quantity="20")
    shop.sells("MUG-BLU", cash="20.00")
    shop.clock.advance(days=1)
    cart = shop.cart(("MUG-BLU", "2")).with_buyer(Buyer(name="Jean Dupont"))
    number = shop.shop.checkout.place_order(cart, unpaid=True).number
    shop.clock.advance(hours=1)
    shop.shop.after_sale.returns.refund(number, Request((Piece(1, 1_000_000, 0),)))
    shop.clock.advance(hours=1)
    shop.shop.quotes.save(shop.cart("MUG-BLU").with_buyer(Buyer(name="Anne Roux")))
    return shop


def found(kit: ShopKit, text: str = "", **asked: object) -> list[str]:
    papers = kit.shop.documents.issued.find(text, PaperFilter(**asked))  # type: ignore[arg-type]
    return [one.number for one in papers]


EVERY = [
    "A-Q000001", "AC-2026-000001", "A-R000001", "A-2026-000001", "A-000002", "A-000001",
]  # fmt: skip


def test_every_paper_is_listed_newest_first(kit: ShopKit) -> None:
    assert found(kit) == EVERY
    quote, note, refund, invoice, receipt, _sale = kit.shop.documents.issued.find()
    assert [one.kind for one in (quote, note, refund, invoice, receipt)] == [
        PaperKind.QUOTE, PaperKind.CREDIT_NOTE, PaperKind.REFUND, PaperKind.INVOICE, PaperKind.RECEIPT,
    ]  # fmt: skip
    assert (note.invoice, note.order, str(note.total), note.customer) == (
        "A-2026-000001", "A-000002", "18.00", "Jean Dupont",
    )  # fmt: skip
    assert (quote.order, str(quote.total), quote.till) == ("", "18.00", "A")
    kit.shop.quotes.place("A-Q000001")
    assert kit.shop.documents.issued.find(asked=PaperFilter(PaperKind.QUOTE))[0].order == "A-000003"


def test_a_page_goes_on_behind_the_last_row(kit: ShopKit) -> None:
    pages, before = [], ""
    while page := kit.shop.documents.issued.find(before=before, limit=2):
        pages += [one.number for one in page]
        before = page[-1].cursor
    assert pages == EVERY


@pytest.mark.parametrize(
    ("text", "asked", "numbers"),
    [
        ("", {"kind": PaperKind.INVOICE}, ["A-2026-000001"]),
        ("", {"kind": PaperKind.QUOTE}, ["A-Q000001"]),
        ("", {"since": "2026-11-24"}, EVERY[:-1]),
        ("", {"until": "2026-11-23"}, ["A-000001"]),
        ("", {"till": "B"}, []),
        ("", {"till": "A", "kind": PaperKind.RECEIPT}, ["A-000002", "A-000001"]),
        ("a-2026", {}, ["A-2026-000001"]),
        ("AC-2026-000001", {}, ["AC-2026-000001"]),
        ("2", {}, EVERY[1:5]),
        ("dupont", {}, EVERY[1:5]),
        ("dupont", {"kind": PaperKind.CREDIT_NOTE}, ["AC-2026-000001"]),
        ("roux", {}, ["A-Q000001"]),
        ("nobody", {}, []),
        ("", {"customer": "DUP jea"}, EVERY[1:5]),
        ("", {"customer": "upont"}, []),
        ("mug", {"customer": "dupont", "kind": PaperKind.REFUND}, ["A-R000001"]),
        ("mug", {"customer": "roux"}, []),
        ("", {"customer": "roux"}, ["A-Q000001"]),
    ],
)
def test_papers_are_found(kit: ShopKit, text: str, asked: dict[str, object], numbers: list[str]) -> None:
    assert found(kit, text, **asked) == numbers


@pytest.mark.parametrize("few", sample([1, 2, 3, 5], 1))
@pytest.mark.parametrize(
    "asked",
    [
        PaperFilter(),
        PaperFilter(PaperKind.RECEIPT),
        PaperFilter(PaperKind.INVOICE),
        PaperFilter(PaperKind.REFUND),
        PaperFilter(until="2026-11-25"),
        PaperFilter(since="2026-11-25"),
        PaperFilter(till="B"),
    ],
)
def test_a_text_finds_the_papers_of_however_many_orders(shop: ShopKit, few: int, asked: PaperFilter) -> None:
    """Gone through a few orders at a time it is the list that reading all of them at once gives."""
    shop.stocks(quantity="50")
    numbers: list[str] = []
    for at in range(9):
        cart = shop.cart("MUG-BLU").with_buyer(Buyer(name="Jean Dupont"))
        numbers.append(shop.shop.checkout.place_order(cart, unpaid=True).number)
        if at % 3:  # several at one moment
            shop.clock.advance(hours=7)
        if at in (4, 7):  # what was sold long before
            shop.shop.after_sale.returns.refund(numbers[at - 4], Request((Piece(1, 1_000_000, 0),)))
            shop.shop.order_changes.cancel(numbers[at - 2])
    reader, orders = shop.shop.till.database.reader(), shop.shop.orders
    for text in ("dupont", "mug", "A-000003", "3"):
        whole = PapersOfText(reader, orders, text, asked, PAPER_ROWS).behind(place(""))
        cursors = [one.cursor for one in whole]
        assert cursors == sorted(cursors, key=place, reverse=True)
        for start in ("", *cursors):
            parts = PapersOfText(reader, orders, text, asked, PAPER_ROWS, few).behind(place(start))
            wanted = cursors[cursors.index(start) + 1 :] if start else cursors
            assert [one.cursor for one in parts] == wanted, (text, start)


def test_the_tables_are_those_of_the_entries(kit: ShopKit) -> None:
    assert kit.shop.auditor.verify(rebuild=True).ok
    for table, broken, mended, said in (
        ("document", "total = total + 1", "total = total - 1", "what is left of it"),
        ("series", "last = 2", "last = 1", "have a gap"),
    ):
        kinds = (
            ("credit_note", "invoice")
            if table == "document"
            else ("refund", "quote", "invoice", "credit_note")
        )
        for kind in kinds:
            for change in (broken, mended):
                with kit.shop.till.database.write() as connection:
                    connection.exec_driver_sql(f"UPDATE {table} SET {change} WHERE kind = '{kind}'")
                fault = kit.shop.auditor.verify().first_bad
                assert (fault.what if fault else "").endswith(said) == (change == broken), (kind, fault)


def test_many_papers_are_made_one_after_the_other_until_somebody_stops(kit: ShopKit) -> None:
    asked = [
        ("receipt", "A-000001", ""),
        ("refund", "A-000001", ""),
        ("invoice", "A-2026-000001", ""),
        ("quote", "A-Q000001", ""),
    ]
    steps: list[tuple[int, int]] = []
    made: list[str] = []

    def go_on(done: int, total: int) -> bool:
        steps.append((done, total))
        return done < 3

    together = kit.shop.documents.make_together(asked, lambda kind, _number, _pdf: made.append(kind), go_on)
    assert (together.made, together.stopped, made) == (2, True, ["receipt", "invoice"])
    ((number, error),) = together.refused
    assert (number, type(error).__name__) == ("A-000001", "NothingRefunded")
    assert steps == [(0, 4), (1, 4), (2, 4), (3, 4)]
    whole = kit.shop.documents.make_together(asked[2:], lambda *_paper: None)
    assert (whole.made, whole.refused, whole.stopped) == (2, (), False)
