"""One till's open line to the hub: the statements of the protocol, each one transaction of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from itertools import count
from typing import Any, NamedTuple

import msgspec

from pos.domain.shop.errors import EntryDamaged
from pos.domain.shop.numbering import base_letter
from pos.domain.sync.errors import BaseChanged, TillRemoved
from pos.domain.words.errors import CashierError
from pos.journal.seal import header_of
from pos.journal.stored import Stored
from pos.sync import base
from pos.sync.bundle import Packed, unpack
from pos.sync.carrier import BaseImage, EntryRefused, HubHead, HubInfo, PlaceTaken, Sales, Want
from pos.sync.hub.dial import broken, dial, library
from pos.sync.hub.found import LET_IN, bearers, masked, new_login
from pos.sync.hub.login import HubLogin
from pos.sync.hub.wait import Wait
from pos.sync.hub.watchdog import SILENCE_SECONDS, Watchdog

SLOWEST = 8192
"""Bytes a second of the slowest line that is not taken for a silent one while it sends."""
ROWS_AT_ONCE = 50
"""Rows of an answer between two looks at the watchdog."""
CHUNKED = 170000
"""The oldest libpq that hands out rows in chunks."""

HELLO = """SELECT hub, epoch, shop, format, oldest, clock_timestamp(),
    EXISTS (SELECT 1 FROM comptoir.login l WHERE l.login = current_user AND l.role = 'office')
    FROM comptoir.hub"""
HEAD = "SELECT seq, chain FROM comptoir.entry WHERE shop = %s AND origin = %s ORDER BY seq DESC LIMIT 1"
HEADS = """SELECT l.origin, e.seq, e.chain FROM comptoir.life l CROSS JOIN LATERAL
    (SELECT seq, chain FROM comptoir.entry WHERE shop = l.shop AND origin = l.origin
     ORDER BY seq DESC LIMIT 1) e WHERE l.shop = %s"""
CHAINS = "SELECT seq, chain FROM comptoir.entry WHERE shop = %s AND origin = %s AND seq = ANY(%s)"
READ = """SELECT e.origin, e.seq, e.header, e.chain, e.sig, e.body, e.body_salt, e.body_hash, e.personal,
      e.personal_salt, e.personal_hash
    FROM unnest(%s::bytea[], %s::bigint[], %s::bigint[]) WITH ORDINALITY w(origin, after, upto, place)
    CROSS JOIN LATERAL (SELECT * FROM comptoir.entry WHERE shop = %s AND origin = w.origin AND seq > w.after
      AND seq <= w.upto ORDER BY seq LIMIT %s) e ORDER BY w.place, e.seq"""
OWNER = "SELECT owner FROM comptoir.life WHERE shop = %s AND origin = %s"
BEGIN_LIFE = "INSERT INTO comptoir.life(shop, origin, owner) VALUES (%s, %s, %s)"
ADD = """INSERT INTO comptoir.entry(shop, origin, owner, seq, event_id, kind, scope, header, chain, sig, body,
      body_salt, body_hash, personal, personal_salt, personal_hash)
    SELECT %s, %s, %s, * FROM unnest(%b::bigint[], %b::bytea[], %b::text[], %b::text[], %b::bytea[],
      %b::bytea[], %b::bytea[], %b::bytea[], %b::bytea[], %b::bytea[], %b::bytea[], %b::bytea[], %b::bytea[])
    WHERE coalesce((SELECT max(seq) FROM comptoir.entry WHERE shop = %s AND origin = %s), 0) = %s"""
COUNT = """SELECT count(*) FROM comptoir.entry WHERE shop = %s AND origin = %s AND seq > %s AND seq <= %s
      AND kind = 'order.placed'"""
SALES = """SELECT count(*),
      coalesce(sum((convert_from(body, 'UTF8')::json -> 'agreed' ->> 'total')::bigint), 0)
    FROM comptoir.entry WHERE shop = %s AND origin = %s AND seq > %s AND seq <= %s
      AND kind = 'order.placed'"""
IMAGES = "SELECT about FROM comptoir.image WHERE shop = %s ORDER BY made_at DESC, image"
CHUNK = "SELECT data FROM comptoir.chunk WHERE shop = %s AND image = %s AND number = %s"
KEEP_CHUNK = "INSERT INTO comptoir.chunk(shop, image, number, data) VALUES (%s, %s, %s, %s)"
KEEP_IMAGE = "INSERT INTO comptoir.image(shop, image, about) VALUES (%s, %s, %s)"
OLD_IMAGES = "DELETE FROM comptoir.image WHERE shop = %s AND image <> %s"
OLD_CHUNKS = "DELETE FROM comptoir.chunk WHERE shop = %s AND image <> %s"
SAME_CHUNKS = "DELETE FROM comptoir.chunk WHERE shop = %s AND image = %s"
NO_IMAGES = "DELETE FROM comptoir.image WHERE shop = %s"
NO_CHUNKS = "DELETE FROM comptoir.chunk WHERE shop = %s"
BLANK = """UPDATE comptoir.entry SET personal = NULL, personal_salt = NULL
    WHERE shop = %s AND event_id = ANY(%s) AND (personal IS NOT NULL OR personal_salt IS NOT NULL)"""
LEASE = """INSERT INTO comptoir.lease AS l(shop, name, holder, fence, until)
    VALUES (%s, %s, %s, 1, clock_timestamp() + %s * interval '1 s')
    ON CONFLICT (shop, name) DO UPDATE SET holder = excluded.holder, until = excluded.until,
      fence = l.fence + (l.holder <> excluded.holder)::int
    WHERE l.holder = excluded.holder OR l.until < clock_timestamp() RETURNING fence"""
RELEASE = "UPDATE comptoir.lease SET until = '-infinity' WHERE shop = %s AND name = %s AND holder = %s"
CUT = "DELETE FROM comptoir.entry WHERE shop = %s AND origin = %s AND seq >= %s"
SETTLE = "SELECT comptoir.settle(%s)"
REFUSED = ("22", "23", "42501", "42704")
"""How the server's codes begin where it does not take an entry, whatever comes after it."""


class _Row(NamedTuple):
    """An entry as the hub hands it out."""

    origin: bytes
    seq: int
    packed: Packed


class HubLine:
    """An open line to the hub; one thread uses it at a time."""

    def __init__(
        self,
        login: HubLogin,
        clock: Callable[[], datetime],
        silence: float = SILENCE_SECONDS,
        wait: Wait | None = None,
    ) -> None:
        """Connects; `wait` ends that too, and the line then. Raises what a Carrier does."""
        self._psycopg = library()
        self.login = login
        self._shop = login.shop
        self._wait = wait or Wait()
        self._connection = dial(login, clock(), self._wait)
        self._watchdog = Watchdog(self._connection.pgconn.socket, silence)
        self._wait.ends_by(self._watchdog.hang_up)
        self._owners: dict[bytes, str] = {}

    def hello(self) -> HubInfo:
        row = self._one(HELLO, ())
        if row is None:  # the policies show a till that was shut out nothing
            raise TillRemoved
        hub, epoch, shop, newest, oldest, clock, is_office = row
        return HubInfo(hub, epoch, shop, newest, oldest, clock.astimezone(), is_office)

    def head(self, origin: bytes) -> HubHead | None:
        row = self._one(HEAD, (self._shop, origin))
        return HubHead(row[0], bytes(row[1])) if row else None

    def heads(self) -> dict[bytes, HubHead]:
        found = self._all(HEADS, (self._shop,))
        return {bytes(origin): HubHead(seq, bytes(chain)) for origin, seq, chain in found}

    def chains(self, origin: bytes, seqs: Sequence[int]) -> dict[int, bytes]:
        return {seq: bytes(chain) for seq, chain in self._all(CHAINS, (self._shop, origin, list(seqs)))}

    def append(self, origin: bytes, entries: Sequence[Stored]) -> None:
        if not entries:
            return
        first = entries[0].seq
        if [entry.seq for entry in entries] != list(range(first, first + len(entries))):
            raise PlaceTaken
        try:
            scopes = [header_of(entry.header).scope for entry in entries]
            if any(entry.origin != origin for entry in entries):
                raise EntryRefused
            owner = self._owner(origin, entries[0])
            added = self._run(ADD, self._arguments(origin, owner, entries, scopes), _size(entries))
        except EntryDamaged as error:
            raise EntryRefused from error
        except self._psycopg.errors.UniqueViolation as error:
            raise PlaceTaken from error
        except self._psycopg.Error as error:
            if (error.sqlstate or "").startswith(REFUSED):
                raise EntryRefused from error
            raise broken(error) from None
        if added != len(entries):
            raise PlaceTaken

    def _arguments(
        self, origin: bytes, owner: str, entries: Sequence[Stored], scopes: list[str]
    ) -> tuple[object, ...]:
        columns = [
            [one.seq for one in entries], [one.event_id for one in entries], [one.kind for one in entries],
            scopes, [one.header for one in entries], [one.chain for one in entries],
            [one.sig for one in entries], [one.body for one in entries], [one.body_salt for one in entries],
            [one.body_hash for one in entries], [one.personal for one in entries],
            [one.personal_salt for one in entries], [one.personal_hash for one in entries],
        ]  # fmt: skip
        return (self._shop, origin, owner, *columns, self._shop, origin, entries[0].seq - 1)

    def _owner(self, origin: bytes, first: Stored) -> str:
        """Whose login a life belongs to, so that its own till can go on with it; a new one is begun."""
        if origin not in self._owners:
            row = self._one(OWNER, (self._shop, origin))
            if row is None:
                if first.seq != 1:
                    raise PlaceTaken
                owner = self._whose(first)
                with suppress(self._psycopg.errors.UniqueViolation):
                    self._run(BEGIN_LIFE, (self._shop, origin, owner))
                row = (owner,)
            self._owners[origin] = row[0]
        return self._owners[origin]

    def _whose(self, opening: Stored) -> str:
        """The logins of the till that a life says it is: an office may carry for it."""
        letter = _letter(opening)
        return bearers(self.login.hub, letter) if letter else self.login.user

    def read(self, wants: Sequence[Want], limit: int) -> list[Stored]:
        asked = [list(column) for column in zip(*((w.origin, w.after, w.upto) for w in wants), strict=True)]
        if not asked:
            return []
        found = self._all(READ, (*asked, self._shop, limit))
        return list(_without_gaps((_Row(bytes(row[0]), row[1], _packed(row[2:])) for row in found), wants))

    def sales(self, origin: bytes, after: int, upto: int) -> Sales:
        where = (self._shop, origin, after, upto)
        try:
            with self._watched() as cursor:
                many, total = cursor.execute(SALES, where, binary=True).fetchone()
        except self._psycopg.DataError:  # a harmed entry says no sum
            return Sales(self._one(COUNT, where)[0], 0)
        except self._psycopg.Error as error:
            raise broken(error) from None
        return Sales(many, int(total))

    def images(self) -> tuple[BaseImage, ...]:
        found = self._all(IMAGES, (self._shop,))
        return tuple(base.decoded(bytes(about)) for (about,) in found)

    def chunk(self, image: bytes, number: int) -> bytes:
        row = self._one(CHUNK, (self._shop, image, number))
        if row is None:
            raise BaseChanged  # a newer image took its place meanwhile
        return bytes(row[0])

    def put_image(self, image: BaseImage, chunks: Iterable[bytes]) -> None:
        self._do(SAME_CHUNKS, (self._shop, image.id))
        try:
            for number, data in zip(count(), chunks):
                self._do(KEEP_CHUNK, (self._shop, image.id, number, data), len(data))
        except BaseException:
            with suppress(CashierError):  # the next image takes away what this line cannot any more
                self._do(SAME_CHUNKS, (self._shop, image.id))
            raise
        self._do(KEEP_IMAGE, (self._shop, image.id, msgspec.msgpack.encode(image)))
        self._do(OLD_IMAGES, (self._shop, image.id))
        self._do(OLD_CHUNKS, (self._shop, image.id))

    def blank(self, events: Sequence[bytes]) -> None:
        self._do(BLANK, (self._shop, list(events)))
        self._do(NO_IMAGES, (self._shop,))
        self._do(NO_CHUNKS, (self._shop,))

    def lease(self, name: str, holder: bytes, seconds: int) -> int | None:
        row = self._one(LEASE, (self._shop, name, holder, seconds))
        return row[0] if row else None

    def release(self, name: str, holder: bytes) -> None:
        self._do(RELEASE, (self._shop, name, holder))

    def cut(self, origin: bytes, begin: int) -> int:
        """Take away the entries of a life from this number on: they are not what its till signed."""
        return self._do(CUT, (self._shop, origin, begin))

    def let_in(self, letter: str, role: str, good_for: timedelta | None = None) -> HubLogin:
        """A login for one more till, of which the server learns what checks its password.

        It ends after that time by the hub's clock, unless its till gives it a password of its own before.
        """
        login, password = new_login(self.login.hub, letter)
        self._do(LET_IN, (login, masked(self._connection, login, password), letter, role, good_for))
        return msgspec.structs.replace(self.login, user=login, password=password)

    def settle(self, password: str) -> None:
        """Give this line's login a password of its own: what a code says of it is good no more."""
        self._do(SETTLE, (masked(self._connection, self.login.user, password),))

    def shut_out(self, letter: str) -> None:
        """End the logins of a till, and the lines it has open."""
        self._do("SELECT comptoir.shut_out(%s)", (letter,))

    def cancel(self) -> None:
        self._wait.end()

    def close(self) -> None:
        self._watchdog.end()
        with suppress(self._psycopg.Error, OSError):
            self._connection.close()

    def _one(self, statement: str, values: Sequence[object]) -> Any:
        with self._in_sentences(), self._watched() as cursor:
            return cursor.execute(statement, values, binary=True).fetchone()

    def _all(self, statement: str, values: Sequence[object]) -> list[Any]:
        found: list[Any] = []
        size = ROWS_AT_ONCE if self._psycopg.pq.version() >= CHUNKED else 1
        with self._in_sentences(), self._watched() as cursor:
            for row in cursor.stream(statement, values, binary=True, size=size):
                if not len(found) % ROWS_AT_ONCE:
                    self._watchdog.expect()
                found.append(row)
        return found

    def _do(self, statement: str, values: Sequence[object], size: int = 0) -> int:
        with self._in_sentences():
            return self._run(statement, values, size)

    def _run(self, statement: str, values: Sequence[object], size: int = 0) -> int:
        with self._watched(size) as cursor:
            return int(cursor.execute(statement, values).rowcount)

    @contextmanager
    def _watched(self, size: int = 0) -> Iterator[Any]:
        self._watchdog.expect(size / SLOWEST)
        try:
            with self._connection.cursor() as cursor:
                cursor.format = 1
                yield cursor
        finally:
            self._watchdog.rest()

    @contextmanager
    def _in_sentences(self) -> Iterator[None]:
        try:
            yield
        except self._psycopg.Error as error:
            raise broken(error) from None  # what the library says may quote what was sent


def _size(entries: Sequence[Stored]) -> int:
    return sum(len(one.header) + len(one.body) + len(one.personal or b"") for one in entries)


def _packed(row: Sequence[Any]) -> Packed:
    return Packed(*(bytes(one) if one is not None else None for one in row))  # type: ignore[arg-type]


def _without_gaps(rows: Iterable[_Row], wants: Sequence[Want]) -> Iterator[Stored]:
    """The entries up to the first of each life that is missing or not what an entry looks like."""
    due = {want.origin: want.after + 1 for want in wants}
    for row in rows:
        if due.get(row.origin) != row.seq:
            continue
        try:
            entry = unpack(row.packed)
        except EntryDamaged:
            continue
        if (entry.origin, entry.seq) != (row.origin, row.seq):  # the header of another one
            continue
        due[row.origin] += 1
        yield entry


class _Opening(msgspec.Struct):
    """What is asked of a life's first entry."""

    letter: str = ""


def _letter(opening: Stored) -> str:
    """The letter of the till that opened a life, without the number of the life."""
    try:
        letter = msgspec.json.decode(opening.body, type=_Opening).letter
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return ""
    return base_letter(letter)
