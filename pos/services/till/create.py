"""Make a new shop's file, and begin the lives of its tills."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from msgspec import UNSET, UnsetType

from pos import __version__
from pos.disk import empty_file, settle_file
from pos.domain.shop.elements import as_fields
from pos.domain.shop.numbering import base_letter, next_letter
from pos.domain.shop.settings import NewShop
from pos.domain.sync.roles import Role
from pos.domain.words.fields import field_of
from pos.domain.words.text import clean
from pos.journal.append import Head, Writer, append, read_head
from pos.journal.kinds.base import Place
from pos.journal.kinds.shop import PersonFields, PersonSet, SettingsSet, plain
from pos.journal.kinds.tills import Invited, TillOpened, Vouched
from pos.journal.lives.letters import letters_borne
from pos.journal.seal import fact_of
from pos.journal.trust import By, Invitation, Key, LastEntry, Newcomer, join, vouch
from pos.model import schema
from pos.model.database import PAGE, Database, raw
from pos.services.till.copies.remains import letters_in_copies, require_new
from pos.services.till.files import ShopFolder
from pos.services.till.keys import (
    forget_heads,
    kept_keys,
    prepare_key,
    read_shop_key,
    remember,
    settle_key,
)
from pos.services.till.life import Life, known_life
from pos.services.till.people import NAME_LIMIT
from pos.services.till.prints import life_mark
from pos.services.till.till import Clock

if TYPE_CHECKING:
    from sqlalchemy import Connection


LAST_LETTER = "SELECT letter FROM till ORDER BY id DESC LIMIT 1"
OPENED = "SELECT p.body FROM entry e JOIN entry_part p USING (arrival) WHERE e.origin = ? AND e.seq = 1"


@dataclass(frozen=True, slots=True)
class Before:
    """The life before: its last entry, and what its first one said."""

    head: Head
    opened: TillOpened


@dataclass(frozen=True, slots=True)
class Joining:
    """An invitation, and the key that is used once with it."""

    invitation: Invitation
    once: Key


def create(folder: ShopFolder, new: NewShop, clock: Clock, *, demo: bool = False) -> None:
    """Make a new shop's file; it appears under its name only when it is complete.

    Raises ShopExists, and ShopGone where there was one.
    """
    require_new(folder)
    folder.make()
    with folder.work() as work:
        made = work / folder.database.name
        empty_file(made)
        database = Database(made)
        try:
            database.fill(schema.empty_shop(PAGE))
            with database.write() as connection:
                _begin_shop(connection, folder, new, clock, demo)
            database.fold()
        finally:
            database.close()
        settle_file(made, folder.database)
        settle_key(folder)


def _begin_shop(connection: Connection, folder: ShopFolder, new: NewShop, clock: Clock, demo: bool) -> None:
    """The first entries: the till's life, what the shop decided, and who sells."""
    decided = {field.name: field_of(new, field.name) for field in fields(new)}
    settings = {key: plain(value) for key, value in decided.items() if key not in {"person", "letter"}}
    forget_heads(folder)
    life, head = _begin(connection, folder, clock, new.letter, (uuid.uuid4().hex, demo), None)
    person = clean(new.person, NAME_LIMIT).strip()
    writer = Writer(life.key, life.letter, person)
    head = append(connection, head, SettingsSet(f=as_fields(settings, {})), writer, clock())
    if person:
        somebody = PersonSet(uuid.uuid4().hex, PersonFields(name=person))
        append(connection, head, somebody, writer, clock())
        connection.exec_driver_sql("INSERT INTO choice VALUES ('person',?)", (person,))


def next_life(database: Database, folder: ShopFolder, clock: Clock) -> Life:
    """Begin the till's next life, under a letter of its own."""
    with database.write() as connection:
        reader = raw(connection)
        life = known_life(reader, folder)  # another program may have begun it meanwhile
        if life:
            return life
        last = reader.execute(LAST_LETTER).fetchone() or ("A",)
        before = _life_before(connection)
        base = base_letter(before.opened.letter if before else last[0])
        shop = (before.opened.shop, before.opened.demo) if before else ("", False)
        letter = next_letter(base, _taken(reader, folder))
        life, head = _begin(connection, folder, clock, letter, shop, before)
    settle_key(folder)
    remember(folder, LastEntry(head.origin, head.seq, head.chain))
    return life


def _taken(reader: sqlite3.Connection, folder: ShopFolder) -> set[str]:
    """The letters under which numbers may have been given."""
    return letters_borne(reader) | letters_in_copies(folder)


def life_after(
    connection: Connection, folder: ShopFolder, clock: Clock, place: tuple[bytes, int, bytes], left: int = 0
) -> tuple[Life, Head]:
    """Begin the next life of a till behind an entry of its present one; its key gets its name later.

    `place` is the life, the number and the chain value of that entry. So many letters as `left` says are left
    to others that may choose one at this moment.
    """
    run = connection.exec_driver_sql
    taken = _taken(raw(connection), folder)
    row = run(OPENED, (place[0],)).one()
    opened = fact_of(TillOpened.kind, row[0], None)
    assert isinstance(opened, TillOpened)
    letter = next_letter(base_letter(opened.letter), taken)
    for _other in range(left):
        letter = next_letter(base_letter(opened.letter), taken := {*taken, letter})
    before = Before(Head(*place), opened)
    return _begin(connection, folder, clock, letter, (opened.shop, opened.demo), before)


def _life_before(connection: Connection) -> Before | None:
    """The till's own life before: the one that its file was written by."""
    run = connection.exec_driver_sql
    origin = run("SELECT value FROM choice WHERE key = 'origin'").scalar()
    life = bytes.fromhex(origin or "")
    row = run(OPENED, (life,)).fetchone()
    opened = fact_of(TillOpened.kind, row[0], None) if row else None
    return Before(read_head(connection, life), opened) if isinstance(opened, TillOpened) else None


def _begin(
    connection: Connection,
    folder: ShopFolder,
    clock: Clock,
    letter: str,
    of: tuple[str, bool],
    before: Before | None,
    joining: Joining | None = None,
) -> tuple[Life, Head]:
    """The first entry of a life; `of` is the shop's id and whether it is a demo.

    The key of the life before vouches for it, where it still lies here; else the shop key, where it does. Who
    joins was invited. What a till may write stays as it was in the life before.
    """
    old, root = list(kept_keys(folder)) if before else [], read_shop_key(folder)
    key = prepare_key(folder)
    origin = uuid.uuid4().bytes
    newcomer = Newcomer(of[0], letter, origin, key.public)
    role = joining.invitation.role.value if joining else before.opened.role if before else Role.OFFICE.value
    opened = TillOpened(
        role=role,
        shop=of[0],
        demo=of[1],
        letter=letter,
        key=key.public.hex(),
        program=__version__,
        continues=_continued(before),
        voucher=_invited(joining, newcomer) if joining else _vouched(before, old, root, newcomer),
    )
    head = append(connection, read_head(connection, origin), opened, Writer(key, letter, ""), clock())
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO choice VALUES (?,?)",
        [("origin", origin.hex()), ("life_mark", life_mark(folder, folder.key_part, key.seed))],
    )
    return Life(origin, letter, key), head


def begin_joined(
    connection: Connection, folder: ShopFolder, joining: Joining, demo: bool, clock: Clock
) -> LastEntry:
    """The first entry of a till that was invited; its key gets its name by `settle_key`."""
    asked = joining.invitation
    _life, head = _begin(connection, folder, clock, asked.letter, (asked.shop, demo), None, joining)
    return LastEntry(head.origin, head.seq, head.chain)


def _invited(joining: Joining, newcomer: Newcomer) -> Vouched:
    asked = joining.invitation
    made = join(asked, joining.once, newcomer)
    said = Invited(asked.role.value, asked.until.isoformat(), asked.key.hex(), asked.signature.hex())
    return Vouched("invitation", made.signature.hex(), said)


def _continued(before: Before | None) -> Place | UnsetType:
    if before is None:
        return UNSET
    return Place(before.head.origin.hex(), before.head.seq, before.head.chain.hex())


def _vouched(
    before: Before | None, old: Iterable[Key], root: Key | None, newcomer: Newcomer
) -> Vouched | UnsetType:
    for key in old:
        if before and key.public.hex() == before.opened.key:
            return Vouched(By.PREDECESSOR, vouch(key, By.PREDECESSOR, newcomer).signature.hex())
    return Vouched(By.ROOT, vouch(root, By.ROOT, newcomer).signature.hex()) if root else UNSET
