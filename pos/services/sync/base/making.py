"""Make a base image of this till's tables, for the hub or a stick."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pos.disk import PART, new_file, settle_file
from pos.domain.sync.errors import BaseChanged, FileInTheWay
from pos.domain.sync.state import Stage, Tell, tell_nobody
from pos.model.base import Kind, tables_of
from pos.model.database import raw
from pos.model.shop_file import TABLES, VERSION
from pos.services.sync.ledger import SHOP
from pos.services.till.files import in_sentences
from pos.sync import base
from pos.sync.carrier import BaseImage

if TYPE_CHECKING:
    import sqlite3

    from sqlalchemy import Connection

    from pos.services.till.till import Till
    from pos.sync.carrier import Carrier

WORTH_BYTES = 8 << 20
"""From so many bytes of entries on, some twenty thousand products, ready rows are worth their making."""
ROWS = 500
BESIDE = ".base"
"""Behind the name of a bundle: the image that lies beside it."""
VECTOR = "SELECT origin, max(seq) FROM entry GROUP BY origin"
BYTES = """SELECT coalesce(sum(length(p.body) + coalesce(length(p.personal), 0)), 0) FROM entry e
    JOIN entry_part p USING (arrival) WHERE e.origin = ? AND e.seq > ?"""


def this_version() -> str:
    """Which tables an image of this program fills."""
    return f"{VERSION}.{TABLES}"


def tables() -> list[str]:
    """The tables of an image, those pointed at first: all that is the same on every till."""
    return [str(one) for one in (*tables_of(Kind.JOURNAL), "parked", *tables_of(Kind.DERIVED))]


class Bases:
    """Makes base images of what this till holds, where they are worth it."""

    def __init__(self, till: Till, worth: int = WORTH_BYTES) -> None:
        self._till = till
        self._worth = worth

    def offer(self, line: Carrier, tell: Tell = tell_nobody) -> bool:
        """Put an image on the hub, unless one there goes far enough; whether it did.

        Raises DiskTrouble and what a Carrier does.
        """
        held: Mapping[bytes, int] = {}
        with suppress(BaseChanged):  # the new one takes the place of one that is not right
            held = next((one.vector for one in line.images() if one.version == this_version()), held)
        if not self._is_worth(held):
            return False
        with self._till.folder.work() as work:
            made = work / "image"
            image = self._write(made, tell)
            line.put_image(image, _told(base.pieces(made, len(image.shas)), len(image.shas), tell))
        return True

    def lay_beside(
        self, bundle: Path, tell: Tell = tell_nobody, after: Callable[[], object] = lambda: None
    ) -> Path | None:
        """Write an image beside a bundle with all entries, where it is worth it; an old one goes.

        It appears when `after` is done; what that raises leaves what was there.

        Returns where it is, None where there is none. Raises FileInTheWay where something else bears its
        name, DiskTrouble.
        """
        file = bundle.with_name(bundle.name + BESIDE)
        with in_sentences():
            if file.exists() and not base.is_one(file):
                raise FileInTheWay(str(file))
            if not self._is_worth({}):
                after()
                file.unlink(missing_ok=True)
                return None
            part = file.with_name(f"{PART}{file.name}.part")
            try:
                part.unlink(missing_ok=True)
                self._write(part, tell)
                after()
                settle_file(part, file)
            finally:
                part.unlink(missing_ok=True)
        return file

    def _is_worth(self, held: Mapping[bytes, int]) -> bool:
        """Whether there is so much beyond these numbers that applying it one by one takes long."""
        reader, missing = self._till.database.reader(), 0
        for origin, _last in reader.execute(VECTOR).fetchall():
            missing += reader.execute(BYTES, (origin, held.get(origin, 0))).fetchone()[0]
        return missing >= self._worth

    def _write(self, file: Path, tell: Tell) -> BaseImage:
        life = self._till.life
        with self._till.database.reading() as connection, open(new_file(file), "wb") as target:
            run = raw(connection).execute
            vector, (shop,) = dict(run(VECTOR).fetchall()), run(SHOP).fetchone()

            def about(shas: tuple[bytes, ...]) -> BaseImage:
                at = self._till.clock().isoformat(timespec="seconds")
                bare = BaseImage(os.urandom(16), shop, life.origin, at, this_version(), vector, shas)
                return replace(bare, sig=life.key.sign(bare.message))

            return base.write(target, _pieces(connection, tell), about)


def _pieces(connection: Connection, tell: Tell) -> Iterator[bytes]:
    """All rows of the image's tables, in pieces."""
    run = raw(connection).execute
    total = sum(run(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables())
    done = 0
    for table in tables():
        for rows in _parts(run(f"SELECT {', '.join(columns(table))} FROM {table}")):
            yield base.piece(table, rows)
            done += len(rows)
            tell(Stage.ROWS, done, total)


def _told(pieces: Iterator[bytes], of: int, tell: Tell) -> Iterator[bytes]:
    """The pieces; each is counted once it was taken and the next one is asked for."""
    for done, one in enumerate(pieces):
        tell(Stage.PIECES, done, of)
        yield one
    tell(Stage.PIECES, of, of)


def _parts(found: sqlite3.Cursor) -> Iterator[base.Rows]:
    """Rows in lists of about the length of a piece."""
    held: base.Rows = []
    size = 0
    while rows := found.fetchmany(ROWS):
        for row in rows:
            held.append(row)
            size += sum(len(one) if isinstance(one, bytes | str) else 8 for one in row)
            if size >= base.PIECE_BYTES:
                yield held
                held, size = [], 0
    if held:
        yield held


def columns(table: str) -> list[str]:
    """The columns of a table in the order in which its rows travel."""
    from pos.model.base import Base

    return [column.name for column in Base.metadata.tables[table].columns]
