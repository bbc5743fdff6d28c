"""What is asked and done about the shop's hub and the key on its recovery sheet; the network has a lane."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pos.domain.sync.errors import RoundStopped
from pos.domain.sync.state import Steps, SyncState
from pos.domain.words.errors import CashierError
from pos.text import _, current, ngettext, sentence
from ui.kit.lanes import Lane, Progress
from ui.settings.presenter import Say, SettingsPresenter
from ui.settings.tills.told import telling
from ui.shared.rounds import words

if TYPE_CHECKING:
    from pos.services.sync.hubs import HubAnswer
    from pos.services.sync.sync import Sync

PRINTER = "sheet.printer"
"""The choice of this machine on which printer whole sheets come."""


@dataclass(frozen=True, slots=True)
class HubSeen:
    """How this till stands: its hub (None without one), and where the shop key lies."""

    state: SyncState | None
    has_key: bool
    is_elsewhere: bool


class HubPresenter(QObject):
    """The hub is made, asked, put right, left; the shop key goes on paper and comes back."""

    def __init__(self, presenter: SettingsPresenter, lane: Lane) -> None:
        super().__init__(presenter)
        self.presenter = presenter
        self._lane = lane
        self._running: Progress | None = None

    @property
    def sync(self) -> Sync:
        return self.presenter.shop.sync

    def read(self, show: Callable[[HubSeen], None]) -> None:
        """Read how it stands; only the newest wish counts."""
        sync = self.sync

        def work() -> HubSeen:
            return HubSeen(sync.state(), sync.sheet.has_key, sync.sheet.is_elsewhere)

        self._lane.run(lambda _progress: work(), show, latest="hub")

    # the hub

    def look_at(self, address: str, found: Say, refused: Say) -> None:
        """Try an address; nothing is made."""
        hubs = self.sync.hubs

        def said(is_ours: bool) -> None:
            found(
                _("This shop's hub is there: this till comes to it.")
                if is_ours
                else _("The database answers and is empty: the hub can be made in it.")
            )

        self._lane.run(lambda _progress: hubs.look_at(address), said, lambda error: refused(sentence(error)))

    def connect_to(self, address: str, made: Say, refused: Say) -> None:
        """Make the hub, or come to the one that is there; what then breaks the line is tried again later."""
        sync = self.sync

        def failed(error: CashierError) -> None:
            if not sync.has_hub:
                refused(sentence(error))
                return
            self.presenter.decided.emit()
            made("" if isinstance(error, RoundStopped) else sentence(error))

        def done(_made: object) -> None:
            self.presenter.decided.emit()
            made("")

        self._lane.run(lambda _progress: sync.hubs.create(address), done, failed)

    def sending(self) -> Steps:
        """How much is sent of what the hub lacks."""
        return self.sync.rounds.sending

    def send_later(self) -> None:
        """End what is sent now; the rest goes behind the window."""
        self.sync.rounds.stop()

    def ask(self, say: Say, refused: Say, *, repair: bool = False) -> None:
        """Ask the hub how it stands; with `repair` put right what it holds first."""
        hubs = self.sync.hubs

        def done(answer: HubAnswer) -> None:
            self.presenter.decided.emit()
            if answer.why is not None:
                refused(sentence(answer.why))
            else:
                say(_answer(answer, repair=repair))

        def work(progress: Progress) -> HubAnswer:
            progress.waits_for(hubs.stop)
            return hubs.status(repair=repair, tell=telling(progress))

        self._running = self._lane.run(
            work,
            done,
            lambda error: refused(sentence(error)),
            title=_("Asking the hub…"),
            quiet=not repair,
        )

    def cancel(self) -> None:
        """End what is put right: the link beside its bar."""
        if self._running is not None:
            self._running.cancel()

    def leave(self, left: Callable[[], None], refused: Say) -> None:
        """This till knows no hub any more; what is only here was said before."""
        sync = self.sync
        sync.rounds.stop()

        def done(_left: object) -> None:
            self.presenter.decided.emit()
            left()

        self._lane.run(
            lambda _progress: sync.hubs.leave(even_unsent=True), done, lambda error: refused(sentence(error))
        )

    def save_bundle(self, file: Path, say: Say, refused: Say) -> None:
        """Write all entries into a file, so that they lie in two places."""
        bundles = self.sync.bundles
        self._lane.run(
            lambda _progress: bundles.write(file),
            lambda made: say(_("{file} is written.").format(file=made.file.name)),
            lambda error: refused(sentence(error)),
        )

    # the key on paper

    @property
    def printer(self) -> str:
        """On which printer the sheet comes."""
        from ui.shared.papers.printing import printer_names, usual_printer

        chosen = self.presenter.shop.settings.choice(PRINTER)
        return chosen if chosen in printer_names() else usual_printer()

    def write_sheet(self, file: Path, kept: Callable[[], None], refused: Say) -> None:
        """Save the recovery sheet."""
        sheet = self.sync.sheet
        self._lane.run(
            lambda _progress: sheet.write(file),
            lambda _none: kept(),
            lambda error: refused(sentence(error)),
        )

    def print_sheet(self, printer: str, kept: Callable[[], None], refused: Say) -> None:
        """Print the recovery sheet; it is nowhere but on paper then."""
        sheet = self.sync.sheet

        def work(_progress: object) -> None:
            from ui.shared.papers.printing import print_pdf

            print_pdf(sheet.draw(), printer)

        words_ = _("It was not printed. Look at the printer, or save the sheet as a file.")
        self._lane.run(work, lambda _none: kept(), lambda _error: refused(words_))

    def take_back(self, typed: str, kept: Callable[[], None], refused: Say) -> None:
        """Keep the shop key that was typed from its sheet."""
        sheet = self.sync.sheet

        def done(_is_new: bool) -> None:
            self.presenter.decided.emit()
            kept()

        self._lane.run(lambda _progress: sheet.take_back(typed), done, lambda error: refused(sentence(error)))


def _answer(answer: HubAnswer, *, repair: bool) -> str:
    """What the hub said, in words."""
    said = [_("The hub answers.")]
    if abs(answer.offset_s) >= words.MINUTE:
        said.append(f"{words.clock(answer.offset_s)}.")
    if repair:
        count = answer.repaired
        words_ = ngettext(
            "{count} entry was not as its till wrote it: it was taken away and sent again.",
            "{count} entries were not as their till wrote them: they were taken away and sent again.",
            count,
        )
        said.append(
            words_.format(count=current().number(count))
            if count
            else _("All that it holds is as the tills wrote it.")
        )
    return " ".join(said)
