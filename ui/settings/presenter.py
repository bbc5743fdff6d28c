"""What is decided on the Settings page and where it is kept; knows no widget."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_UP, Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from pos.domain.money.amounts import Money
from pos.domain.shop.errors import CheckStopped
from pos.domain.shop.settings import ShopSettings
from pos.domain.words.errors import CashierError, NameMissing
from pos.domain.words.fields import field_of
from pos.domain.words.text import NAME_LIMIT, NOTE_LIMIT, clean
from pos.text import _, current, ngettext, sentence
from ui.kit.lanes import Lane, Progress

if TYPE_CHECKING:
    from pos.journal.proof.verify import Audit
    from pos.shop import Shop
    from ui.frame.memory import WindowMemory

T = TypeVar("T")
Say = Callable[[str], None]
LINES = frozenset({"receipt_footer", "invoice_terms", "exempt_sentence"})
"""Texts of several lines."""
MOST_UNDONE = 100


class Feedback(Protocol):
    """Where it is said what became of a change: the row of the setting."""

    def saved(self, words: str = "", undo: Callable[[], None] | None = None) -> None:
        """Say that it was kept, and offer to take it back."""

    def refuse(self, words: str) -> None:
        """Say why it was not kept."""


class SettingsPresenter(QObject):
    """Writes in the writer lane; long looks run behind. Each change can be taken back, the last one first."""

    decided = Signal()  # something was written

    def __init__(
        self,
        shop: Shop,
        memory: WindowMemory,
        writer: Lane,
        paper: Lane,
        checks: Lane,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.shop, self.memory = shop, memory
        self._writer, self._paper, self._behind = writer, paper, checks
        self._check: Progress | None = None
        self._done: list[tuple[Feedback, dict[str, Any]]] = []

    @property
    def settings(self) -> ShopSettings:
        return self.shop.settings.current()

    # the shop's

    def decide(self, feedback: Feedback, words: str = "", **changes: Any) -> None:
        """Set some of the shop's presenter, cleaned as all text is that enters the program."""
        changes = {field: _clean(field, value) for field, value in changes.items()}
        if changes.get("name") == "":
            feedback.refuse(sentence(NameMissing()))
            return
        before = {field: field_of(self.settings, field) for field in changes}
        if before == changes:
            feedback.saved(words)
            return

        def kept(_now: ShopSettings) -> None:
            self._done = [*self._done[1 - MOST_UNDONE :], (feedback, before)]
            feedback.saved(words, lambda: self._take_back(feedback, before))

        settings = self.shop.settings
        self.write(lambda: settings.change(**changes), kept, feedback.refuse)

    def undo(self) -> bool:
        """Take the last change back; false where there is none left."""
        if not self._done:
            return False
        self._take_back(*self._done[-1])
        return True

    def _take_back(self, feedback: Feedback, before: dict[str, Any]) -> None:
        self._done = [one for one in self._done if one[1] is not before]
        settings = self.shop.settings
        self.write(
            lambda: settings.change(**before), lambda _now: feedback.saved(_("As before")), feedback.refuse
        )

    def set_address(self, feedback: Feedback, lines: str) -> None:
        """Set the address, a line each."""
        cleaned = tuple(clean(one, NAME_LIMIT) for one in lines.split("\n"))
        self.decide(feedback, address=tuple(one for one in cleaned if one))

    def choose_logo(self, feedback: Feedback, file: Path) -> None:
        """Take a picture as the logo; it is drawn anew, so that any printer can print it."""
        logos, settings = self.shop.logos, self.shop.settings
        before = {"logo": self.settings.logo}

        def kept(_now: ShopSettings) -> None:
            self._done.append((feedback, before))
            feedback.saved("", lambda: self._take_back(feedback, before))

        self.write(lambda: settings.change(logo=logos.keep(file)), kept, feedback.refuse)

    # the drawer and the people

    def float_today(self) -> Money | None:
        """The opening float of today."""
        return self.shop.checkout.float_today()

    def set_float(self, amount: Money | None, feedback: Feedback) -> None:
        """Record what the drawer starts the day with; none written is none in it."""
        checkout, counted = self.shop.checkout, amount or Money(0, self.settings.currency)
        self.write(lambda: checkout.open_float(counted), lambda _done: feedback.saved(), feedback.refuse)

    def people(self) -> tuple[str, ...]:
        return tuple(one.name for one in self.shop.people.all())

    def add_person(self, name: str, kept: Say, refused: Say) -> None:
        people = self.shop.people
        self.write(lambda: people.add(name), lambda person: kept(person.name), refused)

    def take_over(self, name: str, kept: Say, refused: Say) -> None:
        """From now on this person sells."""
        people = self.shop.people
        self.write(lambda: people.take_over(name), lambda _done: kept(name), refused)

    # paper

    def draw_example(self, kind: str, width: int, show: Callable[[bytes], None]) -> None:
        """Draw a made-up order on the shop's paper; only the newest wish counts."""
        documents = self.shop.documents
        self._paper.run(lambda _progress: documents.example(kind, width), show, latest="example")

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

        self._behind.run(
            lambda _progress: backups.closing(place),
            lambda made: kept(_written(made.path, made.bytes)) if made is not None else None,
            lambda error: refused(sentence(error)),
            _("Making a backup"),
            quiet=False,
        )

    def backups(self) -> tuple[Path, ...]:
        """The backups kept, newest first."""
        return self.shop.backups.list()

    def verify(self, kept: Say, refused: Say, unproven: Say) -> None:
        """Prove the journal and that the tables are what it adds up to; `unproven` hears what nobody can."""
        auditor = self.shop.auditor

        def found(audit: Audit) -> None:
            if audit.stale:
                self.write(auditor.reindex, lambda _done: say(audit), refused)
            else:
                say(audit)

        def say(audit: Audit) -> None:
            if audit.first_bad is not None:
                words = _broken(audit.first_bad.where, audit.first_bad.what)
                refused(words)
                self._writer.run(lambda _progress: self.shop.mails.tell_wrong(words))
            elif audit.unprovable:
                unproven(_unproven(sorted(one.letter for one in audit.unprovable)))
            else:
                kept(_all_well(audit.entries, made_anew=bool(audit.stale)))

        def work(progress: Progress) -> Audit:
            def heard(done: int, total: int) -> None:
                if progress.cancelled:
                    raise CheckStopped
                progress.report(done, total)

            return auditor.verify(rebuild=True, progress=heard)

        self._check = self._behind.run(
            work,
            found,
            lambda error: refused(sentence(error)),
            _("Checking the journal"),
            quiet=False,
        )

    def stop_check(self) -> None:
        """The person wants no more of the check that runs."""
        if self._check is not None:
            self._check.cancel()

    def accept(self, kept: Callable[[], None], refused: Say) -> None:
        """A person says that this till carries on after a restore."""
        auditor = self.shop.auditor
        self.write(auditor.accept, lambda _letters: kept(), refused)

    def allow_pictures(self, on: bool, feedback: Feedback) -> None:
        """Fetch pictures after imports, or not."""
        pictures = self.shop.pictures
        self.write(lambda: pictures.allow(on), lambda _done: feedback.saved(), feedback.refuse)

    def write(self, work: Callable[[], T], kept: Callable[[T], None], refused: Say) -> None:
        """Write in the writer lane, and tell everyone when it is done."""

        def failed(error: CashierError) -> None:
            refused(sentence(error))

        def done(result: T) -> None:
            kept(result)
            self.decided.emit()

        self._writer.run(lambda _progress: work(), done, failed)


def _clean(field: str, value: Any) -> Any:
    return clean(value, NOTE_LIMIT, lines=field in LINES) if isinstance(value, str) else value


def _written(file: Path, size: int) -> str:
    megabytes = (Decimal(size) / 1_048_576).quantize(Decimal("0.1"), ROUND_UP)
    words = _("{file} was written and read back: {size} MB.")
    return words.format(file=file.name, size=current().number(megabytes))


def _all_well(entries: int, *, made_anew: bool) -> str:
    words = ngettext(
        "All is well: {count} entry, and the tables are what they add up to.",
        "All is well: {count} entries, and the tables are what they add up to.",
        entries,
    )
    said = words.format(count=current().number(entries))
    more = [_("What the search reads was out of date, and was made anew.")] if made_anew else []
    return " ".join([said, *more])


def _unproven(letters: list[str]) -> str:
    words = _(
        "Everything adds up, but the key of {letters} is not known here, so nobody can prove who wrote it. "
        "If this till carries on after a restore, say so."
    )
    return words.format(letters=", ".join(letters))


def _broken(place: str, what: str) -> str:
    words = _("Something does not add up at {place}: {what}. Keep the last backup, and ask for help.")
    return words.format(place=place, what=what)
