"""Who sells: every entry says who made it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pos.domain.shop.settings import ShopSettings
from pos.text import _, mark
from ui.kit.controls.buttons import PlainButton
from ui.kit.look import theme
from ui.kit.look.tags import Mood, Tag
from ui.kit.speaking import speak
from ui.settings.lists import EditableList, line_of
from ui.settings.presenter import SettingsPresenter
from ui.settings.rows import Section


class PeopleSection(Section):
    """Names, and who sells now."""

    heading, icon = mark("Who sells"), "user"

    def __init__(self, presenter: SettingsPresenter) -> None:
        super().__init__(presenter)
        self.people = EditableList(mark("Name of somebody who sells"), self._add)
        self.row = self.add(
            mark("People"),
            mark("Receipts and the journal say who sold. Touch a name to take over."),
            self.people,
        )
        speak(self, self.show_people)

    def show_settings(self, settings: ShopSettings) -> None:
        self.show_people()

    def show_people(self) -> None:
        """List everyone, the one who sells now marked."""
        now = self._presenter.shop.people.current()
        lines: list[QWidget] = []
        for one in self._presenter.people():
            name = theme.label(one, theme.BODY, theme.MEDIUM, wrap=True)
            if one == now:
                lines.append(line_of(name, Tag(_("sells now"), Mood.GOOD)))
                continue
            button = PlainButton(_("Take over"))
            button.setAccessibleName(_("Take over as {name}").format(name=one))
            button.clicked.connect(lambda _on=False, name=one: self._take_over(name))
            lines.append(line_of(name, button))
        self.people.show_lines(lines)

    def _add(self, name: str) -> None:
        def kept(_name: str) -> None:
            self.people.field.set_text("")

        self._presenter.add_person(name, kept, self.people.field.set_mistake)

    def _take_over(self, name: str) -> None:
        self._presenter.take_over(name, lambda _name: None, self.row.refuse)
