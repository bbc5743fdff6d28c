"""Connect a web shop: tested in words, previewed without writing, started; paused, resumed, disconnected."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

from pos.contacts.email import read_email
from pos.domain.stores.answers import Done
from pos.domain.stores.connection import (
    USUAL_SETTLE,
    StoreConnection,
    StorePreview,
    StoreProposal,
    StoreTested,
    StoreWish,
    wish_of,
)
from pos.domain.stores.errors import (
    StoreCurrency,
    StoreHeld,
    StoreNotConnected,
    StoreTaxMode,
    StoreToken,
    StoreTokenUnreadable,
)
from pos.domain.stores.goods import StoreProfile
from pos.journal.ids import moment as moment_of
from pos.journal.kinds.stores.connecting import StoreConnected, named
from pos.services.shop.secrets import Kept, Secret
from pos.services.shop.settings import Settings
from pos.services.stores.catalogue import StoreCatalogue
from pos.services.stores.down.proposals import proposed, take
from pos.services.stores.lines import open_line, value_of
from pos.services.stores.marks import Marks, forget_marks, keep_marks, read_marks
from pos.services.stores.pages import Step, no_step
from pos.services.till.till import Till
from pos.services.till.transaction import require_office
from pos.stores.connector import Connector
from pos.stores.pace import RequestLog

CONNECTED = """SELECT s.key, s.kind, s.number, s.name, s.currency, s.url, s.state, s.holder,
    coalesce(t.letter, ''), s.stock, s.syncs, s.email, s.orders_from, s.settle,
    coalesce((SELECT p.hub FROM store_past p WHERE p.store = s.key AND p.clock = s.clock), 0) FROM store s
    LEFT JOIN till t ON lower(hex(t.origin)) = s.holder ORDER BY s.state = 'off', s.clock DESC"""
CLOCK = "SELECT clock FROM store WHERE key = ?"
ORDERS_SINCE = """SELECT count(*) FROM orders o WHERE placed >= ? AND channel <> 'web' AND NOT EXISTS (
    SELECT 1 FROM store_upload u WHERE u.store = ? AND u.what = 'order' AND u.subject = o.uid)"""
LONGEST_TOKEN = 1000
NOTHING = StoreProposal()
_DIGITS = re.compile(r"\d+$")


class Connecting:
    """Knows the one web shop that is connected, and opens lines to it."""

    def __init__(self, till: Till, settings: Settings, catalogue: StoreCatalogue) -> None:
        self._till = till
        self._settings = settings
        self._catalogue = catalogue
        self._asked: Connector | None = None

    # what is

    def current(self) -> StoreConnection | None:
        """The web shop that is connected, or was last."""
        found = known(self._till.database.reader())
        return found[0] if found else None

    def required(self) -> StoreConnection:
        """The web shop that is connected; raises StoreNotConnected."""
        store = self.current()
        if store is None or store.state == "off":
            raise StoreNotConnected
        return store

    def is_mine(self, store: StoreConnection) -> bool:
        """Whether this life of this till talks to it; a copied or restored folder never does by itself."""
        return store.holder == self._till.life.origin.hex()

    def require_mine(self, store: StoreConnection) -> None:
        """Raises StoreHeld where another till talks to it."""
        if not self.is_mine(store):
            raise StoreHeld(store.letter)

    def _may_change(self, store: StoreConnection) -> bool:
        """Whether a person may connect or disconnect it here: to them the lives of a till are one."""
        same = bool(store.letter) and _till_of(store.letter) == _till_of(self._till.life.letter)
        return same or self.is_mine(store)

    def _require_change(self, store: StoreConnection) -> None:
        if not self._may_change(store):
            raise StoreHeld(store.letter)

    def token_kept(self, store: StoreConnection) -> Kept:
        return self._secret(store.key).where()

    def token_mark(self, store: StoreConnection) -> str:
        """What tells one token from another, and one word of a person about it from the next."""
        words = (store.key, *self._before(store.key), self._secret(store.key).read())
        return hashlib.sha256(" ".join(words).encode()).hexdigest()[:16]

    def marks(self, store: StoreConnection) -> Marks:
        """How far this machine has read it."""
        return read_marks(self._till, store.key)

    @staticmethod
    def token_in(file: Path) -> str:
        """The token that stands in a file. Raises StoreTokenUnreadable."""
        try:
            with file.open(encoding="utf-8") as source:
                return read_token(source, str(file))
        except OSError as error:
            raise StoreTokenUnreadable(str(file)) from error

    def line(self, store: StoreConnection, log: RequestLog, rest: float = 0) -> Connector:
        """A line to the web shop, which asks nothing for `rest` seconds.

        Raises StoreHeld where another till talks to it, StoreToken without a token.
        """
        self.require_mine(store)
        token = self._secret(store.key).read()
        if not token:
            raise StoreToken
        return open_line(store.kind, store.number, token, log, store.url, store.settle, rest)

    # connecting

    def usual(self, kind: str, number: str) -> StoreWish:
        """What was chosen for a web shop that was connected before, else what is usual for its kind."""
        before = self._known(f"{kind}:{number}")
        return wish_of(before) if before else StoreWish(kind, number, settle=USUAL_SETTLE[kind])

    def _known(self, key: str) -> StoreConnection | None:
        return next((one for one in known(self._till.database.reader()) if one.key == key), None)

    def test(self, wish: StoreWish, token: str) -> StoreTested:
        """Who answers, and what the token may; raises what a person must put right, in one sentence.

        Here and below no token is the one that is kept.
        """
        self._require_free(_key(wish))
        read_email(wish.email)
        with self._asking(wish, token) as line:
            return self._tested(line, wish)

    def preview(self, wish: StoreWish, token: str, step: Step = no_step) -> StorePreview:
        """What connecting would do; reads all products there, and writes nothing anywhere."""
        with self._asking(wish, token) as line:
            found = StorePreview()
            tested = self._tested(line, wish)
            self._catalogue.preview(line, _key(wish), tested.profile, found, step)
            if tested.rights.get("read_customers"):
                found.customers = value_of(line.customers(0, 0), wish.number).total
            found.orders_up = self._orders_since(self._orders_from(wish), _key(wish))
            found.proposal = proposed(tested.profile, self._settings.current())
            return found

    def stop(self) -> None:
        """Hang up on who is being tested or compared with, from another thread."""
        if (line := self._asked) is not None:
            line.close()

    @contextmanager
    def _asking(self, wish: StoreWish, token: str) -> Iterator[Connector]:
        kept = token or self._secret(_key(wish)).read()
        if not kept:
            raise StoreToken
        line = self._asked = open_line(wish.kind, wish.number, kept, RequestLog(), wish.url, wish.settle)
        try:
            yield line
        finally:
            self._asked = None
            line.close()

    def start(
        self, wish: StoreWish, token: str, tested: StoreTested, wanted: StoreProposal = NOTHING
    ) -> StoreConnection:
        """Connect, and take what is wanted of what it proposes.

        One that was connected before gets its new token and other choices, and nothing is begun anew: whose
        stock begins holds for what is linked from now on, what met keeps its figures; with another first day
        earlier sales go up too, each looked for there first, and those before a later day stay here; what
        is there already stays there. What is switched on anew is read from the beginning.
        Raises OfficeOnly or StoreHeld, and then keeps no token.
        """
        require_office(self._till.database.reader(), self._till.life.origin)
        key = _key(wish)
        self._require_free(key)
        before = self._known(key)
        syncs = possible(wish, tested)
        since = wish.orders_from or (before.orders_from if before else "")
        fact = StoreConnected(
            key, tested.profile.name, tested.profile.currency, "on", self._till.life.origin.hex(),
            wish.stock, wish.settle, url=wish.url, syncs=tuple(sorted(syncs)),
            email=self._email(wish, tested.profile),
            orders_from=self._orders_from(replace(wish, orders_from=since)),
            at=tested.at, hub=bool(before and before.hub and self.is_mine(before)), seen=self._before(key),
        )  # fmt: skip
        if token:
            self._secret(key).keep(token)
        with self._till.transaction() as tx:
            take(self._settings, wanted)
            tx.record(fact)
        self._read_anew(key, syncs - (before.syncs if before else frozenset()))
        return self.required()

    def _read_anew(self, key: str, syncs: frozenset[str]) -> None:
        """What did not come before is read from the beginning."""
        marks = read_marks(self._till, key)
        marks.profile, marks.denied = None, False
        if syncs & {"products", "stock"}:
            marks.high.pop("products", None)
            marks.page.pop("products", None)
        for one in ("products", "customers", "orders") if syncs else ():
            marks.stamps.pop(one, None)
        keep_marks(self._till, key, marks)

    def _tested(self, line: Connector, wish: StoreWish) -> StoreTested:
        answer = line.probe()
        profile = value_of(answer, wish.number)
        shop = self._settings.current()
        if profile.currency != shop.currency:
            raise StoreCurrency(profile.currency, shop.currency)
        if profile.includes_tax != shop.prices_include_tax:
            raise StoreTaxMode
        rights = value_of(line.rights(), wish.number)
        at = answer.at if isinstance(answer, Done) else 0
        off = at - int(self._till.clock().timestamp()) if at else 0
        return StoreTested(profile, rights, off, at)

    def _email(self, wish: StoreWish, profile: StoreProfile) -> str:
        """The shop's address in orders of customers without one: as typed, as it is there, or here."""
        return read_email(wish.email) or profile.email or self._settings.current().email

    def _require_free(self, key: str) -> None:
        store = self.current()
        if store is None or store.state == "off":
            return
        if not self._may_change(store) or store.key != key:
            raise StoreHeld(store.letter)

    def _orders_from(self, wish: StoreWish) -> str:
        """The moment from which sales go up, with its offset; a bare day begins at its midnight here."""
        now = self._till.clock()
        if not wish.orders_from:
            return now.isoformat()
        moment = datetime.fromisoformat(wish.orders_from)
        return (moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)).isoformat()

    def _orders_since(self, moment: str, key: str) -> int:
        (count,) = self._till.database.reader().execute(ORDERS_SINCE, (moment_of(moment), key)).fetchone()
        return int(count)

    # later

    def pause(self) -> StoreConnection:
        """Ask and send nothing until it is resumed."""
        return self._become("paused")

    def resume(self) -> StoreConnection:
        return self._become("on")

    def disconnect(self) -> StoreConnection:
        """Forget the token; what is linked stays so, and the web shop keeps everything.

        The token goes first: whoever ends in between leaves none behind.
        """
        self._require_change(store := self.required())
        self._secret(store.key).keep("")
        store = self._become("off")
        forget_marks(self._till, store.key)
        return store

    def take_over(self, token: str = "") -> StoreConnection:
        """This till talks to the web shop from now on, with a token of its own; one given is tried first.

        Raises what a test does, StoreToken where none is given and none is kept here.
        """
        store = self.required()
        if not (token or self._secret(store.key).read()):
            raise StoreToken
        if token:
            wish = StoreWish(store.kind, store.number, store.url, settle=store.settle)
            with self._asking(wish, token) as line:
                self._tested(line, wish)
            self._secret(store.key).keep(token)
        return self._record(replace(store, holder=self._till.life.origin.hex(), hub=False))

    def meets(self, store: StoreConnection, *, at_hub: bool) -> StoreConnection:
        """Say whether what goes there lies on the hub first: who takes the web shop over should know."""
        return store if store.hub == at_hub else self._record(replace(store, hub=at_hub))

    def _become(self, state: str) -> StoreConnection:
        self._require_change(store := self.required())
        return self._record(replace(store, state=state, holder="" if state == "off" else store.holder))

    def _record(self, store: StoreConnection) -> StoreConnection:
        with self._till.transaction() as tx:
            tx.record(
                StoreConnected(
                    store.key, store.name, store.currency, store.state, store.holder, store.stock,
                    store.settle, url=store.url, syncs=tuple(sorted(store.syncs)), email=store.email,
                    orders_from=store.orders_from, hub=store.hub, seen=self._before(store.key),
                )
            )  # fmt: skip
        return next(one for one in known(self._till.database.reader()) if one.key == store.key)

    def _before(self, key: str) -> tuple[str, ...]:
        """The entry that the next one replaces, so that it stands over it whatever clock wrote it."""
        row = self._till.database.reader().execute(CLOCK, (key,)).fetchone()
        return named(row[0] if row else "")

    def _secret(self, key: str) -> Secret:
        shop = self._settings.current().shop_id
        return Secret(self._till.folder, "till.store", f"web shop {key} of {shop}")


def read_token(source: TextIO, name: str) -> str:
    """The token in the first line of a file, or of standard input. Raises StoreTokenUnreadable."""
    try:
        token = source.readline(LONGEST_TOKEN).strip()
    except (OSError, UnicodeDecodeError) as error:
        raise StoreTokenUnreadable(name) from error
    if not token or not token.isascii() or not token.isprintable():
        raise StoreTokenUnreadable(name)
    return token


def known(reader: sqlite3.Connection) -> list[StoreConnection]:
    """Every web shop that was ever connected, the one that is first."""
    return [_store(row) for row in reader.execute(CONNECTED)]


def _store(row: tuple[Any, ...]) -> StoreConnection:
    names = [one.name for one in fields(StoreConnection)]
    held = dict(zip(names, row, strict=True))
    return StoreConnection(**held | {"syncs": frozenset(json.loads(held["syncs"])), "hub": bool(held["hub"])})


def _key(wish: StoreWish) -> str:
    return f"{wish.kind}:{wish.number}"


def possible(wish: StoreWish, tested: StoreTested) -> frozenset[str]:
    """What was asked for and can be done with this token."""
    may = tested.rights.get("read_customers")
    return wish.syncs if may else wish.syncs - {"customers"}


def _till_of(letter: str) -> str:
    """The letter of a till, whichever of its lives: A of A2."""
    return _DIGITS.sub("", letter)
