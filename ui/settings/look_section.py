"""How the window of this machine looks."""

from __future__ import annotations

from pos.text import _, current, mark
from ui.frame.window import MainWindow
from ui.kit.forms.choices import ChoiceField
from ui.kit.forms.segments import Segments
from ui.kit.look import theme
from ui.kit.speaking import speak
from ui.settings.presenter import SettingsPresenter
from ui.settings.rows import Section, SettingRow

SCALES = (100, 125, 150, 175, 200)
LETTERS = (100, 110, 125, 150, 175, 200)


class LookSection(Section):
    """Light or dark, and how large."""

    # Translators: a heading: how the window looks
    heading, icon = mark("Look"), "monitor"

    def __init__(self, presenter: SettingsPresenter, window: MainWindow) -> None:
        super().__init__(presenter)
        self.look = Segments(_looks, window.memory.mode)
        percent = current().percent
        sizes = [(one, percent(one)) for one in SCALES]
        self.scale = ChoiceField("", sizes, window.memory.scale, unlisted=percent)

        def resize(row: SettingRow, scale: int) -> None:
            window.memory.scale = scale
            row.saved(_("Saved; it shows at the next start."))

        letters = [(one, percent(one)) for one in LETTERS]
        self.letters = ChoiceField("", letters, window.memory.letters, unlisted=percent)
        speak(self.letters, lambda: self.letters.set_options([(0, _("As the system")), *letters]))

        def enlarge(row: SettingRow, size: int) -> None:
            window.memory.letters = size
            row.saved(_("Saved; it shows at the next start."))

        self.bound(
            "mode",
            mark("Look of this window"),
            mark("Light, dark, or as the system says."),
            self.look,
            lambda _row, mode: window.use_mode(mode),
        )
        self.bound(
            "scale",
            mark("Size"),
            mark("How large everything is shown, from the next start."),
            self.scale,
            resize,
        )
        self.bound(
            "letters",
            mark("Size of letters"),
            mark("How large letters are, from the next start; the window and its pictures stay as they are."),
            self.letters,
            enlarge,
        )
        self.tiles = Segments(_tiles, window.memory.tiles)
        self.bound(
            "tiles",
            mark("Tiles"),
            mark("How large products are shown to be tapped; a few grow to fill the page."),
            self.tiles,
            lambda _row, size: window.use_tiles(size),
        )


def _tiles() -> list[tuple[int, str]]:
    return [(1, _("Small")), (2, _("Medium")), (3, _("Large"))]


def _looks() -> list[tuple[theme.Mode, str]]:
    return [
        # Translators: of the window: light colours, not dark ones
        (theme.Mode.LIGHT, _("Light")),
        (theme.Mode.DARK, _("Dark")),
        (theme.Mode.SYSTEM, _("As the system")),
    ]
