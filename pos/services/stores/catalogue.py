"""Products of the web shop come here: all of them once, then what changed, and what was deleted there."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from pos.domain.decisions.about_store import CHOOSE, CREATE, LINK, MATCH, NEW, TAX_UNMATCHED
from pos.domain.stores.answers import Refused, Why
from pos.domain.stores.connection import StoreConnection, StorePreview
from pos.domain.stores.goods import StoreCategory, StoreProduct, StoreProfile
from pos.journal.kinds.products import ProductSet, ProductsSet
from pos.journal.kinds.stores.asking import StoreAsked
from pos.journal.kinds.stores.connecting import StoreLink
from pos.services.decisions.store.questions import asked
from pos.services.imports.bulk import behind_others, in_turns
from pos.services.imports.plan import slices
from pos.services.shop.settings import Settings
from pos.services.stores.articles import THEIRS, Articles, PagePlan, seen_name
from pos.services.stores.lines import value_of
from pos.services.stores.linking import link
from pos.services.stores.marks import FIGURES, MET, Marks, is_night, keep_marks, last_seen, was_night
from pos.services.stores.pages import Step, no_step, now_there, pages, reached, since
from pos.services.stores.up.meeting import count_anew, meet, moved_so_far, stay_as_they_were
from pos.services.stores.up.questions import ask_all, drop
from pos.services.till.life import KEEP_CHOICE
from pos.services.till.till import Till
from pos.stores.connector import Connector, Page

if TYPE_CHECKING:
    from pos.services.till.transaction import Transaction

KEPT = "SELECT 1 FROM choice WHERE key = ? AND value = ?"
LINKS = """SELECT noun, ours FROM store_link WHERE store = ? AND noun IN ('product', 'variant')
    AND (theirs = ? OR theirs > ? AND theirs < ?)"""
LATE_LISTS = 2
"""Of the time to settle, how old a figure in a list must be to be true."""
MOST_ROWS = 500
PRODUCTS = "SELECT theirs FROM store_link WHERE store = ? AND noun = 'product' AND theirs <> ''"
WHAT, SWEPT = "products", "swept products"
Changed = Callable[[StoreProduct], None]


def unheard(_product: StoreProduct) -> None:
    """Nobody asks which products changed."""


class StoreCatalogue:
    """Compares and takes in what a web shop sells."""

    def __init__(self, till: Till, settings: Settings) -> None:
        self._till = till
        self._settings = settings

    def preview(
        self, line: Connector, key: str, profile: StoreProfile, found: StorePreview, step: Step = no_step
    ) -> None:
        """Count what a first pull would do, page by page; nothing is written."""
        articles = self._articles(line, key, profile)
        reader = self._till.database.reader()
        met: set[str] = set()
        for page in pages(lambda after: line.products(0, after), _id, profile.store, step):
            plan = articles.plan(reader, [one for one in page.items if one.id not in met])
            met |= {one.id for one in page.items}
            found.create += plan.created
            found.update += plan.updated
            found.conflicts += [one.name for one in plan.unclear.values()]
            found.stock_differs += plan.differs
            unmatched = {one.name for one in plan.unmatched.values()}
            found.taxes_unmatched += sorted(unmatched - set(found.taxes_unmatched))

    def pull(
        self,
        line: Connector,
        store: StoreConnection,
        profile: StoreProfile,
        marks: Marks,
        step: Step = no_step,
        changed: Changed = unheard,
    ) -> int:
        """Take in what is new or changed there; how many products that were. Raises what stopped it.

        A first pull goes on at the page it had reached. Done again, it changes nothing. `changed` is told of
        each product whose figures this list may show wrongly.
        """
        articles = self._articles(line, store.key, profile)
        is_first = WHAT in marks.page or not marks.high.get(WHAT)
        with behind_others():
            if is_first:
                return self._all(line, store, articles, marks, step, changed)
            return self._changed(line, store, articles, marks, step, changed)

    def look(self, line: Connector, store: StoreConnection, marks: Marks, changed: Changed) -> int:
        """Only tell which products changed there: none of it is taken in."""
        high = marks.high.get(WHAT) or now_there(line, store.number)
        seen = high
        for page, new in self._new(line, store, since(line, high), marks):
            for one in new.items:
                changed(one)
            seen = last_seen(seen, (one.changed_at for one in page.items), page.at)
        marks.high[WHAT] = reached(line, seen, store.number)
        return 0

    def answered(self, line: Connector, store: StoreConnection, profile: StoreProfile, marks: Marks) -> int:
        """Take in what answers let come: one product by its match, all of them where a tax got its rate."""
        settings, reader, taken = self._settings.current(), self._till.database.reader(), 0
        known = {one.rates for one in settings.tax_classes}
        reads_all = False
        for one in asked(reader):
            is_linked = reader.execute(THEIRS, (store.key, "variant", one.subject)).fetchone() is not None
            if one.store == store.key and one.about == MATCH and (is_linked or one.choice in (LINK, NEW)):
                taken += self._one(line, store, profile, one.subject)
            elif (one.store, one.about) == (store.key, TAX_UNMATCHED) and (
                one.choice in (CHOOSE, CREATE) or tuple(json.loads(one.there)) in known
            ):
                reads_all = True
            else:
                continue
            with self._till.transaction() as tx:
                drop(tx, store.key, one.about, one.subject)
        if reads_all:
            marks.high.pop(WHAT, None)
            taken += self.pull(line, store, profile, marks)
        return taken

    def _one(self, line: Connector, store: StoreConnection, profile: StoreProfile, theirs: str) -> int:
        """Read one product once more and take it in."""
        answer = line.product(theirs.partition("/")[0])
        if isinstance(answer, Refused) and answer.why is Why.GONE:
            return 0
        page = Page((value_of(answer, store.number),), 1, 0)
        return self._take(self._articles(line, store.key, profile), store, page)

    def _all(
        self, line: Connector, store: StoreConnection, articles: Articles, marks: Marks, step: Step,
        changed: Changed,
    ) -> int:  # fmt: skip
        """Every product in the order of making; what changes meanwhile has changed since the beginning.

        Nobody may have followed the figures of what was linked before: they are compared.
        """
        if WHAT not in marks.page or WHAT not in marks.high:
            marks.page[WHAT], marks.high[WHAT] = 0, now_there(line, store.number)
        taken, start, is_first = 0, marks.page[WHAT], WHAT not in marks.stamps
        just_taken: set[str] = set()  # the next page begins with the last row of this one
        for page in pages(lambda after: line.products(0, after), _id, store.number, step, start):
            before = self._linked(store, page) - just_taken
            just_taken = {one.id for one in page.items} - before
            taken += self._take(articles, store, page, is_first=is_first)
            for one in page.items:
                if one.id in before or one.changed_at > marks.high[WHAT] - LATE_LISTS * store.settle:
                    changed(one)
            marks.page[WHAT] = max(page.after, marks.page[WHAT])
            keep_marks(self._till, store.key, marks)
        taken += self._deleted(line, store, marks.high.get(MET, 0))
        del marks.page[WHAT]
        was_night(self._till, marks, FIGURES)  # all were just looked at
        keep_marks(self._till, store.key, marks)
        return taken

    def _linked(self, store: StoreConnection, page: Page[StoreProduct]) -> set[str]:
        """Which products of a page are linked."""
        reader = self._till.database.reader()
        ids = {one.id for one in page.items}
        return {one for one in ids if reader.execute(THEIRS, (store.key, "product", one)).fetchone()}

    def _changed(
        self, line: Connector, store: StoreConnection, articles: Articles, marks: Marks, step: Step,
        changed: Changed,
    ) -> int:  # fmt: skip
        """What changed since the mark, then what was deleted; the mark moves once all of it is in."""
        high, taken = marks.high[WHAT], 0
        seen, begin = high, since(line, high)
        for page, new in self._new(line, store, begin, marks, step):
            taken += self._take(articles, store, new)
            for one in new.items:
                changed(one)
            seen = last_seen(seen, (one.changed_at for one in page.items), page.at)
        taken += self._deleted(line, store, begin)
        if not line.tells_deleted and is_night(self._till, marks, SWEPT):
            taken += self._swept(line, store)
            was_night(self._till, marks, SWEPT)
        marks.high[WHAT] = reached(line, seen, store.number)
        keep_marks(self._till, store.key, marks)
        return taken

    def _new(
        self, line: Connector, store: StoreConnection, begin: int, marks: Marks, step: Step = no_step
    ) -> Iterator[tuple[Page[StoreProduct], Page[StoreProduct]]]:
        """Each page of what changed since, and what of it was not read in this very row before."""
        known = frozenset(marks.rows)
        rows: list[int] = []
        for page in pages(lambda after: line.products(begin, after, known), _id, store.number, step):
            rows += [one.row for one in page.items if one.row]
            yield page, replace(page, items=tuple(one for one in page.items if one.row not in known))
        marks.rows = rows[-MOST_ROWS:]

    def _articles(self, line: Connector, key: str, profile: StoreProfile) -> Articles:
        def categories() -> Iterator[StoreCategory]:
            for page in pages(line.categories, lambda one: one.id, profile.store):
                yield from page.items

        return Articles(key, self._settings.current(), profile, categories)

    def _take(
        self, articles: Articles, store: StoreConnection, page: Page[StoreProduct], *, is_first: bool = False
    ) -> int:
        """Write a page's worth in short transactions; links and figures with the first of them, a figure that
        kinds share with the last."""
        plan = articles.plan(self._till.database.reader(), page.items)
        figures = {}
        if "stock" in store.syncs:
            figures = plan.new | (plan.met if store.stock == "store" else {})
        pieces = list(slices(plan.products, self._till.clock())) or [()]
        left = [len(pieces)]

        def write(tx: Transaction, products: tuple[ProductSet, ...]) -> None:
            if products:
                before = moved_so_far(tx.raw(), plan.regrouped)
                tx.record(ProductsSet(products, store=store.key))
                stay_as_they_were(tx, store.key, before)
            if left[0] == len(pieces):
                link(tx, store.key, plan.links)
                count_anew(tx, store.key, plan.again)
                own = {uid: there for uid, there in figures.items() if uid not in plan.shared}
                meet(tx, store.key, own, is_first=is_first)
            left[0] -= 1
            if not left[0]:
                shared = {uid: there for uid, there in figures.items() if uid in plan.shared}
                meet(tx, store.key, shared, is_first=is_first)

        if plan.products or plan.links or figures:
            in_turns(self._till, pieces, write, between=lambda: None)
        ask_all(self._till, _questions(store.key, plan))
        self._remember(store, plan)
        return plan.created + plan.updated

    def _remember(self, store: StoreConnection, plan: PagePlan) -> None:
        """What was read, so that a field changed there is told from one changed here."""
        rows = [(seen_name(store.key, one), json.dumps(marks)) for one, marks in plan.seen.items()]
        reader = self._till.database.reader()
        new = [row for row in rows if reader.execute(KEPT, row).fetchone() is None]
        if new:
            with self._till.transaction() as tx:
                tx.connection.exec_driver_sql(KEEP_CHOICE, new)

    def _deleted(self, line: Connector, store: StoreConnection, since: int) -> int:
        """What was deleted there is sold here on; its link ends."""
        listed = pages(lambda after: line.deleted(WHAT, since, after), lambda one: one.id, store.number)
        return self._gone(line, store, (one.id for page in listed for one in page.items))

    def _swept(self, line: Connector, store: StoreConnection) -> int:
        """What is not there any more of all that is linked, where the web shop tells nobody."""
        reader = self._till.database.reader()
        alive: set[str] = set()
        for page in pages(lambda after: line.alive(WHAT, after), str, store.number):
            alive.update(page.items)
        linked = [theirs for (theirs,) in reader.execute(PRODUCTS, (store.key,))]
        return self._gone(line, store, (one for one in linked if one not in alive))

    def _gone(self, line: Connector, store: StoreConnection, named: Iterable[str]) -> int:
        """Products that lists call gone, each looked at; one that is wrong of one is believed no more."""
        reader = self._till.database.reader()
        gone: list[StoreLink] = []
        for one in named:
            if not (links := _links_of(reader, store.key, one)):
                continue
            answer = line.product(one)
            if not (isinstance(answer, Refused) and answer.why is Why.GONE):
                value_of(answer, store.number)
                break
            gone += links
        return self._unlink(store, gone)

    def _unlink(self, store: StoreConnection, gone: list[StoreLink]) -> int:
        if gone:
            with self._till.transaction() as tx:
                link(tx, store.key, gone)
        return len({one.ours for one in gone if one.noun == "product"})


def _id(product: StoreProduct) -> str:
    return product.id


def _links_of(reader: sqlite3.Connection, key: str, product: str) -> list[StoreLink]:
    """The links of a product and of its kinds, each as it ends."""
    rows = reader.execute(LINKS, (key, product, f"{product}/", f"{product}0"))
    return [StoreLink(noun, ours.hex()) for noun, ours in rows]


def _questions(key: str, plan: PagePlan) -> list[StoreAsked]:
    """What of a page only a person can say."""
    found = [
        StoreAsked(
            store=key, about=MATCH, subject=one.theirs, name=one.name, here=one.sku, candidates=one.candidates
        )
        for one in plan.unclear.values()
    ]
    taxes = (
        StoreAsked(
            store=key, about=TAX_UNMATCHED, subject=one.theirs, name=one.name, there=json.dumps(one.percents)
        )
        for one in plan.unmatched.values()
    )
    return [*found, *taxes]
