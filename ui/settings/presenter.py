"""What is decided on the Settings page and where it is kept; knows no widget."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from decimal import ROUND_UP, Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from pos.domain.errors import CashierError, NameMissing
from pos.domain.folding import NAME_LIMIT, NOTE_LIMIT, clean
from pos.domain.money import Money
from pos.domain.settings import PaymentMethod, ShopSettings
from pos.text import _, current, ngettext, sentence
from ui.parts.lanes import Lane, Progress

if TYPE_CHECKING:
    from pos.journal.verify import Audit
    from pos.services.backup import Backup
    from pos.services.people import Person
    from pos.shop import Shop
    from ui.memory import WindowMemory

T = TypeVar("T")
Say = Callable[[str], None]
BUILT_IN = frozenset({"cash", "card", "transfer"})
"""Ways to pay that the shop does not name itself and cannot take away."""


class Decisions(QObject):
    """Writes in the writer lane; long looks run behind. `kept` and `refused` say what became of each."""

    decided = Signal()  # something was written

    def __init__(
        self, shop: Shop, memory: WindowMemory, writer: Lane, behind: Lane, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.shop, self.memory = shop, memory
        self._writer, self._behind = writer, behind

    @property
    def settings(self) -> ShopSettings:
        """What the shop decided so far."""
        return self.shop.settings.current()

    # the shop's

    def change(self, field: str, value: Any, kept: Say, refused: Say) -> None:
        """Set one of the shop's decisions, cleaned as all text is that enters the program."""
        if isinstance(value, str):
            value = clean(value, NOTE_LIMIT, lines=True)
        if field == "name" and not value:
            refused(sentence(NameMissing()))
            return
        settings = self.shop.settings
        self._write(lambda: settings.change(**{field: value}), lambda _now: kept(""), refused)

    def set_address(self, lines: str, kept: Say, refused: Say) -> None:
        """Set the address, a line each."""
        cleaned = tuple(clean(one, NAME_LIMIT) for one in lines.split("\n"))
        self.change("address", tuple(one for one in cleaned if one), kept, refused)

    def own_methods(self) -> tuple[PaymentMethod, ...]:
        """The ways to pay that the shop named itself."""
        return tuple(one for one in self.settings.methods if one.key not in BUILT_IN)

    def add_method(self, name: str, kept: Say, refused: Say) -> None:
        """Name another way to pay."""
        name = clean(name, 60)
        if not name:
            refused(_("Write the name of the way to pay."))
            return
        methods = self.settings.methods
        if any(one.name.casefold() == name.casefold() for one in methods):
            refused(_("{name} is a way to pay already.").format(name=name))
            return
        self.change("methods", (*methods, PaymentMethod(f"own-{uuid.uuid4().hex[:12]}", name)), kept, refused)

    def ask_reference(self, key: str, on: bool, kept: Say, refused: Say) -> None:
        """Say whether a way to pay asks for a reference."""
        methods = self.settings.methods
        changed = tuple(replace(one, asks_reference=on) if one.key == key else one for one in methods)
        self.change("methods", changed, kept, refused)

    def remove_method(self, key: str, kept: Say, refused: Say) -> None:
        """Offer a way to pay no more; payments made with it keep its name."""
        left = tuple(one for one in self.settings.methods if one.key != key)
        self.change("methods", left, kept, refused)

    # the drawer and the people

    def float_today(self) -> Money | None:
        """The opening float of today."""
        return self.shop.checkout.float_today()

    def set_float(self, amount: Money, kept: Say, refused: Say) -> None:
        """Record what the drawer starts the day with."""
        if amount.minor < 0:
            refused(_("An amount in the drawer is zero or more."))
            return
        checkout = self.shop.checkout
        self._write(lambda: checkout.open_float(amount), lambda _done: kept(""), refused)

    def people(self) -> tuple[Person, ...]:
        """Everyone who sells."""
        return self.shop.people.all()

    def add_person(self, name: str, kept: Say, refused: Say) -> None:
        """Name someone who sells."""
        people = self.shop.people
        self._write(lambda: people.add(name), lambda person: kept(person.name), refused)

    def take_over(self, name: str, kept: Say, refused: Say) -> None:
        """From now on this person sells."""
        people = self.shop.people
        self._write(lambda: people.take_over(name), lambda _done: kept(name), refused)

    # safety

    def second_backup(self) -> Path | None:
        """The second place of backups."""
        return self.memory.second_backup

    def set_second_backup(self, place: Path | None) -> None:
        """Keep backups in a second place too, or no more."""
        self.memory.second_backup = place

    def back_up(self, kept: Say, refused: Say) -> None:
        """Make today's backup now, in both places."""
        backups, place = self.shop.backups, self.memory.second_backup

        def done(made: Backup | None) -> None:
            if made is not None:
                words = _("{file} was written and read back: {size} MB.")
                megabytes = (Decimal(made.bytes) / 1_048_576).quantize(Decimal("0.1"), ROUND_UP)
                kept(words.format(file=made.path.name, size=current().number(megabytes)))

        title = _("Making a backup")
        self._behind.run(
            lambda _progress: backups.closing(place),
            done,
            lambda error: refused(sentence(error)),
            title,
            quiet=False,
        )

    def backups(self) -> tuple[Path, ...]:
        """The backups kept, newest first."""
        return self.shop.backups.list()

    def verify(self, kept: Say, refused: Say) -> None:
        """Prove the journal and that the tables are what it adds up to."""
        auditor = self.shop.auditor

        def done(audit: Audit) -> None:
            if audit.first_bad is None:
                words = ngettext(
                    "All is well: {count} entry, and the tables are what they add up to.",
                    "All is well: {count} entries, and the tables are what they add up to.",
                    audit.entries,
                )
                kept(words.format(count=current().number(audit.entries)))
            else:
                words = _(
                    "Something does not add up at {place}: {what}. Keep the last backup, and ask for help."
                )
                refused(words.format(place=audit.first_bad.where, what=audit.first_bad.what))

        def work(progress: Progress) -> Audit:
            return auditor.verify(
                rebuild=True, progress=lambda count: progress.report(count, 0, current().number(count))
            )

        title = _("Checking the journal")
        self._behind.run(work, done, lambda error: refused(sentence(error)), title, quiet=False)

    def allow_pictures(self, on: bool, kept: Say, refused: Say) -> None:
        """Fetch pictures after imports, or not."""
        pictures = self.shop.pictures
        self._write(lambda: pictures.allow(on), lambda _done: kept(""), refused)

    def _write(self, work: Callable[[], T], kept: Callable[[T], None], refused: Say) -> None:
        def failed(error: CashierError) -> None:
            refused(sentence(error))

        def done(result: T) -> None:
            kept(result)
            self.decided.emit()

        self._writer.run(lambda _progress: work(), done, failed)
