"""Orders go up to the web shop, each once: written down before sending, and looked for where nobody knows."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from pos.domain.stores.answers import STOPS, Answer, Done, Refused, Unclear, Why
from pos.domain.stores.outgoing import adds_up
from pos.domain.stores.uploads import End, Looked, What, key_of, may_repeat, refused_again
from pos.domain.stores.web_order import StoreOrder
from pos.services.stores.up.gate import Gate, Halted
from pos.services.stores.up.uploads import (
    Upload,
    done,
    ended,
    intend,
    open_uploads,
    uploads_of,
)
from pos.services.stores.up.waiting import Prepared, Waiting
from pos.services.till.life import CHOICE, DROP_CHOICE, KEEP_CHOICE
from pos.stores.connector import Created, Outcome

if TYPE_CHECKING:
    from pos.services.till.transaction import Transaction

BATCH = 20
IN_ONE = 5
"""Intentions written in one transaction, so that a sale waits for no more."""


class OrdersUp:
    """What is due, what is open, and sending it."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._till = gate.till
        self._waiting = Waiting(gate)
        self.sent = 0
        self._moved = 0
        """How many came further, whichever way: without any of it going on makes no sense."""

    def run(self) -> None:
        """Send everything that waits, a batch after the other."""
        while due := self._waiting.due():
            batch = due[:BATCH]
            self._gate.go_on()
            self._gate.steps("orders")(self.sent, self.sent + len(due))
            before = self._moved
            self._send(batch)
            if self._moved == before:
                return

    def _send(self, batch: Sequence[tuple[str, str, bool]]) -> None:
        prepared = []
        for number, uid, old in batch:
            one = self._waiting.prepared(number, uid)
            if old:
                self._refuse_at_once(one, End.DOUBT, "")
            elif not adds_up(one.made):
                self._refuse_at_once(one, End.PARKED, "the rows do not come to the total")
            else:
                prepared.append(one)
        if not prepared:
            return
        if self._gate.line.keyed:
            together = ".".join(f"{one.order}:{one.attempt}" for one in prepared)
            key = key_of(self._gate.life, together, What.ORDER, 1)
            self._gate.before_write()
            self._intend(prepared, key)
            self._post(key)
        else:
            for one in prepared:
                self._gate.before_write()
                self._intend([one], "")
                self._make(one)

    # writing down

    def _intend(self, prepared: Sequence[Prepared], key: str) -> None:
        """All of them are on disk before the first byte leaves, with what is sent under the key."""
        for start in range(0, len(prepared), IN_ONE):
            with self._till.transaction() as tx:
                for one in prepared[start : start + IN_ONE]:
                    intend(tx, self._waiting.intention(one, key))
                if key and start + IN_ONE >= len(prepared):
                    bodies = msgspec.json.encode([one.made for one in prepared]).decode()
                    tx.connection.exec_driver_sql(KEEP_CHOICE, (_batch(key), bodies))

    def _refuse_at_once(self, one: Prepared, end: End, why: str) -> None:
        """Nothing is sent: it may be there already, or would be wrong there."""
        with self._till.transaction() as tx:
            intend(tx, self._waiting.intention(one, ""))
        upload = self._last(one.order)
        with self._till.transaction() as tx:
            ended(tx, self._gate.store, upload, end, why, self._gate.now())
        self._moved += 1

    def _last(self, order: str) -> Upload:
        ways = uploads_of(self._till.database.reader(), self._gate.store, What.ORDER, order)
        assert ways.last is not None
        return ways.last

    # sending under a key

    def _post(self, key: str, *, may_be_done: bool = False) -> None:
        """Send what is kept under a key, or send it again: the web shop does it once."""
        reader, gate = self._till.database.reader(), self._gate
        uploads = [one for one in open_uploads(reader, gate.store, What.ORDER) if one.attempt.key == key]
        kept = reader.execute(CHOICE, (_batch(key),)).fetchone()
        if kept is None:
            self._doubt([one for one in uploads if gate.is_flushed(one.attempt.event)])
            return
        made = msgspec.json.decode(kept[0], type=tuple[StoreOrder, ...])
        gate.before_write()
        answer = gate.line.create_orders(made, key)
        for _again in range(2):
            if isinstance(answer, Unclear):
                may_be_done = True
                gate.before_write()
                answer = gate.line.create_orders(made, key)
        if isinstance(answer, Refused):
            self._refused(uploads, key, answer, may_be_done=may_be_done)
            return
        gate.heard(answer)
        if isinstance(answer, Unclear):
            raise Halted(answer)
        outcome = self._gate.outcome(answer.value)
        if outcome is None:
            return
        by_marker = {one.marker: place for place, one in enumerate(made)}
        self._settle(uploads, outcome, by_marker)
        with self._till.transaction() as tx:
            still = open_uploads(tx.raw(), gate.store, What.ORDER)
            if not any(one.attempt.key == key and one.attempt.end is None for one in still):
                tx.connection.exec_driver_sql(DROP_CHOICE, (_batch(key),))

    def _refused(self, uploads: Sequence[Upload], key: str, answer: Refused, *, may_be_done: bool) -> None:
        """The batch as a whole was refused: nothing of it was done, unless it had been sent before."""
        end = refused_again(answer.why, answer.code) if may_be_done else End.NO
        if end is not None:
            with self._till.transaction() as tx:
                for one in uploads:
                    ended(tx, self._gate.store, one, end, answer.text or answer.code, self._gate.now())
                tx.connection.exec_driver_sql(DROP_CHOICE, (_batch(key),))
        if not (answer.why is Why.RIGHT and answer.code == "batch"):
            raise Halted(answer)
        self._moved += 1  # from now on one after the other, without a key

    def _settle(self, uploads: Sequence[Upload], outcome: Outcome, places: dict[str, int]) -> None:
        """What the web shop says of each order; those made are read back before they are believed."""
        failed = False
        made: list[tuple[Upload, Created]] = []
        stop: Refused | None = None
        for one in sorted(uploads, key=lambda each: places.get(f"pos-{each.subject}", 0)):
            place = places.get(f"pos-{one.subject}", len(outcome.parts))
            answer = outcome.parts[place] if place < len(outcome.parts) else None
            if isinstance(answer, Done) and isinstance(answer.value, Created):
                made.append((one, answer.value))
                continue
            self._end(one, answer, behind_a_failure=failed)
            failed = True
            if isinstance(answer, Refused) and (answer.why in STOPS or answer.why is Why.LATER):
                stop = answer
        self._read_back(made)
        if stop is not None:
            raise Halted(stop)

    def _end(self, one: Upload, answer: Answer[object] | None, *, behind_a_failure: bool) -> None:
        """What an answer that made nothing means; one that never came means nothing."""
        end, text = End.DOUBT, ""
        match answer:
            case Refused(why=Why.GONE):
                end, text = End.PRODUCT_GONE, answer.text
            case Refused(why=why) if why in STOPS or why is Why.LATER:
                end = End.NO
            case Refused():
                end, text = End.PARKED, answer.text or answer.code
            case Unclear(sent=False) if behind_a_failure or not one.attempt.key:
                end = End.NO
        self._moved += end is not End.NO
        with self._till.transaction() as tx:
            ended(tx, self._gate.store, one, end, text, self._gate.now())

    def _read_back(self, made: Sequence[tuple[Upload, Created]]) -> None:
        if not made:
            return
        gate = self._gate
        gate.go_on()
        answer = gate.line.read_orders([created.internal for _one, created in made])
        gate.heard(answer)
        if not isinstance(answer, Done):
            return
        outcome = self._gate.outcome(answer.value)
        if outcome is None:
            self._read_each(made)
            return
        for start in range(0, len(made), IN_ONE):
            with self._till.transaction() as tx:
                for place in range(start, min(start + IN_ONE, len(made))):
                    read = outcome.parts[place] if place < len(outcome.parts) else None
                    if isinstance(read, Done) and isinstance(read.value, StoreOrder):
                        self._believe(tx, made[place][0], read.value)

    def _read_each(self, made: Sequence[tuple[Upload, Created]]) -> None:
        """Where the web shop is busy with the batches of others, one after the other."""
        for one, created in made:
            read = self._gate.read(self._gate.line.order(created.internal))
            if isinstance(read, Done):
                with self._till.transaction() as tx:
                    self._believe(tx, one, read.value)

    def _believe(self, tx: Transaction, one: Upload, found: StoreOrder) -> None:
        """The order is there, and bears our marker; else nobody knows what was made."""
        if found.marker != f"pos-{one.subject}":
            ended(tx, self._gate.store, one, End.DOUBT, "", self._gate.now())
            return
        self._done(tx, one, (found,))

    def _done(self, tx: Transaction, one: Upload, found: Sequence[StoreOrder]) -> None:
        first = found[0]
        done(
            tx, self._gate.store, one, internal=first.internal, public=first.public,
            told=_figure(first, one.total), also=tuple(each.internal for each in found[1:]),
            at=first.changed_at,
        )  # fmt: skip
        self.sent += 1
        self._moved += 1

    # without a key

    def _make(self, one: Prepared) -> None:
        gate, upload = self._gate, self._last(one.order)
        gate.before_write()  # what was just written down is on the hub before it leaves
        answer = gate.line.create_order(one.made)
        if not isinstance(answer, Done):
            self._end(upload, answer, behind_a_failure=True)
            gate.heard(answer)
            return
        gate.heard(answer)
        read = gate.line.order(answer.value.internal)
        gate.heard(read)
        if isinstance(read, Done):
            with self._till.transaction() as tx:
                self._believe(tx, upload, read.value)
        else:
            self._doubt([upload])

    # what is open

    def settle(self) -> None:
        """Send again under its key what that is safe for, and look for what nobody knows of."""
        reader, gate = self._till.database.reader(), self._gate
        keys: dict[str, list[Upload]] = {}
        for one in open_uploads(reader, gate.store, What.ORDER):
            if one.attempt.end is End.DOUBT:
                self._look_for(one)
            elif gate.line.keyed and may_repeat(one.attempt, gate.now(), gate.life):
                keys.setdefault(one.attempt.key, []).append(one)
            elif not one.attempt.key or gate.is_flushed(one.attempt.event):
                self._doubt([one])
        for key in keys:
            self._post(key, may_be_done=True)

    def _doubt(self, uploads: Sequence[Upload]) -> None:
        with self._till.transaction() as tx:
            for one in uploads:
                ended(tx, self._gate.store, one, End.DOUBT, "", self._gate.now())
                tx.connection.exec_driver_sql(DROP_CHOICE, (_look(one),))

    def _look_for(self, one: Upload) -> None:
        """Twice nothing, late enough, is a no; one is adopted; of several the first, and a person is told."""
        gate, reader = self._gate, self._till.database.reader()
        row = reader.execute(CHOICE, (_look(one),)).fetchone()
        looked = Looked(one.end_at, int(row[0]) if row else 0)
        if gate.now() < looked.due(gate.settle) and gate.now() >= one.end_at:
            return
        placed = reader.execute(
            "SELECT placed FROM orders WHERE uid = ?", (bytes.fromhex(one.subject),)
        ).fetchone()
        answer = gate.read(gate.line.find_order(f"pos-{one.subject}", placed[0] // 1000 if placed else 0))
        if isinstance(answer, Refused):
            return
        with self._till.transaction() as tx:
            if answer.value:
                self._done(tx, one, answer.value)
            elif looked.is_second():
                ended(tx, gate.store, one, End.NO, "", gate.now())
            if answer.value or looked.is_second():
                tx.connection.exec_driver_sql(DROP_CHOICE, (_look(one),))
            else:
                tx.connection.exec_driver_sql(KEEP_CHOICE, (_look(one), str(gate.now())))


def _batch(key: str) -> str:
    """Where it is kept what goes under a key: the very same must be sent again."""
    return f"store.batch:{key}"


def _look(one: Upload) -> str:
    """Where it is kept when something in doubt was not found for the first time."""
    return f"store.look:{one.attempt.event}"


def _figure(found: StoreOrder, total: str) -> str:
    """The total there; written as ours where it is the same."""
    return total if found.total == Decimal(total) else str(found.total)
