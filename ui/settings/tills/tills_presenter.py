"""What is asked and done about further tills; files are written and read in a lane of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, SignalInstance

from pos.domain.shop.numbering import base_letter, free_letter
from pos.domain.sync.errors import HubWentAway, InviteStopped, RoundStopped
from pos.text import _, current, ngettext, sentence
from ui.kit.lanes import Lane, Progress
from ui.settings.presenter import Say, SettingsPresenter
from ui.settings.tills.told import stage_words, telling

if TYPE_CHECKING:
    from pos.domain.sync.roles import Role
    from pos.domain.sync.tills import TillKnown
    from pos.services.sync.bundles import Written
    from pos.services.sync.pairing import Invited, Removed
    from pos.services.sync.taking_in import TakenIn


@dataclass(frozen=True, slots=True)
class Wish:
    """A till that is to join: letter, what it may do, for how many days, and perhaps a file for it."""

    letter: str
    role: Role
    days: int
    file: Path | None


class TillsPresenter(QObject):
    """The tills of the shop, one more, one fewer, and entries on a stick."""

    def __init__(self, presenter: SettingsPresenter, lane: Lane) -> None:
        super().__init__(presenter)
        self.presenter = presenter
        self._lane = lane
        self._running: Progress | None = None

    def read(self, show: Callable[[Sequence[TillKnown]], None]) -> None:
        """Read who there is; only the newest wish counts."""
        tills, settings = self.presenter.shop.sync.tills, self.presenter.settings
        self._lane.run(lambda _progress: tills.all(settings.currency), show, latest="tills")

    @staticmethod
    def proposed_letter(tills: Sequence[TillKnown]) -> str:
        """A letter that no till bears."""
        return free_letter({base_letter(one.letter) for one in tills})

    @property
    def told(self) -> SignalInstance:
        """Says how far work is that takes long: a Step."""
        return self._lane.progressed

    def invite(self, wish: Wish, made: Callable[[Invited], None], refused: Say) -> Progress:
        """Make the code of a till that joins, and the file with all entries where one is wanted.

        Who cancels has nothing of it; what the hub got meanwhile stays there.
        """
        sync = self.presenter.shop.sync

        def work(progress: Progress) -> Invited:
            tell = telling(progress, stage_words, InviteStopped)
            progress.waits_for(sync.hubs.stop)
            try:
                invited = sync.pairing.invite(wish.letter, wish.role, wish.days, tell)
                if wish.file is not None:
                    sync.write_for_joining(wish.file, tell)
            except (HubWentAway, RoundStopped):
                if progress.cancelled:
                    raise InviteStopped from None
                raise
            return invited

        self._running = self._lane.run(work, made, lambda error: refused(sentence(error)), quiet=False)
        return self._running

    def cancel(self) -> None:
        """End what goes on: the link beside its bar at the bottom."""
        if self._running is not None:
            self._running.cancel()

    @property
    def has_hub(self) -> bool:
        """Whether a till can join without a file."""
        return self.presenter.shop.sync.has_hub

    def remove(self, letter: str, kept: Say, refused: Say) -> None:
        """Close out a till that is lost; the hub, where there is one, is told first."""
        sync = self.presenter.shop.sync

        def done(removed: Removed) -> None:
            words = _("Till {letter} is removed. What it writes from now on waits until somebody accepts it.")
            kept(words.format(letter=removed.letter))
            self.presenter.decided.emit()

        self._lane.run(lambda _progress: sync.remove(letter), done, lambda error: refused(sentence(error)))

    def write_file(self, file: Path, kept: Say, refused: Say) -> None:
        """Write all entries into a file for other tills."""
        bundles = self.presenter.shop.sync.bundles

        def done(made: Written) -> None:
            words = ngettext(
                "{count} entry stands in {file}. Read it on the other till.",
                "{count} entries stand in {file}. Read it on the other till.",
                made.entries,
            )
            kept(words.format(count=current().number(made.entries), file=made.file.name))

        self._running = self._lane.run(
            lambda progress: bundles.write(file, tell=telling(progress)),
            done,
            lambda error: refused(sentence(error)),
            title=_("Writing for other tills"),
            quiet=False,
        )

    def read_file(self, file: Path, kept: Say, refused: Say) -> None:
        """Take in what another till wrote; what is here already stays as it is."""
        bundles = self.presenter.shop.sync.bundles

        def done(found: TakenIn) -> None:
            kept(_taken_in(found))
            self.presenter.decided.emit()

        self._running = self._lane.run(
            lambda progress: bundles.read(file, telling(progress)),
            done,
            lambda error: refused(sentence(error)),
            title=_("Reading from another till"),
            quiet=False,
        )


def _taken_in(found: TakenIn) -> str:
    if not found.entries:
        return _("Nothing in it is new here.")
    words = ngettext("{count} entry is new here.", "{count} entries are new here.", found.entries)
    said = [words.format(count=current().number(found.entries))]
    if found.parked:
        words = ngettext("{count} waits for something.", "{count} wait for something.", found.parked)
        said.append(words.format(count=current().number(found.parked)))
    return " ".join(said)
