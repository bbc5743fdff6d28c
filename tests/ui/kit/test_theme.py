"""The look: readable in both themes, switched while running, and never markup in a label."""

from __future__ import annotations

from dataclasses import fields

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontInfo
from PySide6.QtWidgets import QApplication

from ui.kit.look.theme import BODY, DARK, LIGHT, Colours, Mode, font, in_contrast, label, palette, theme

TEXT_ON = [
    ("ink", "background"), ("ink", "panel"), ("ink", "soft"), ("ink", "accent_soft"),
    ("muted", "background"), ("muted", "panel"), ("muted", "soft"), ("muted", "accent_soft"),
    ("on_accent", "accent"), ("accent", "panel"), ("accent", "accent_soft"),
    ("warning", "panel"), ("warning", "warning_soft"), ("bad", "panel"), ("bad", "bad_soft"),
    ("info", "panel"), ("info", "info_soft"), ("panel", "ink"),
]  # fmt: skip


SEEN_ON = [
    *(("edge", ground) for ground in ("background", "panel", "soft", "accent_soft", "warning_soft")),
    *(("accent", ground) for ground in ("background", "panel", "soft", "accent_soft")),
    ("bad", "panel"), ("ink", "panel"), ("on_accent", "accent"),
]  # fmt: skip
"""Borders of fields, marks of chosen rows, rings of the keyboard."""
STRONG = {"light": LIGHT.stronger(), "dark": DARK.stronger()}


def luminance(colour: QColor) -> float:
    """Return the relative luminance as the accessibility rules count it."""
    parts = [
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in colour.getRgbF()[:3]
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours: 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("of", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_can_be_read(of: Colours, text: str, ground: str) -> None:
    assert contrast(getattr(of, text), getattr(of, ground)) >= 4.5


@pytest.mark.parametrize(
    "of", [LIGHT, DARK, *STRONG.values()], ids=["light", "dark", "strong", "strong dark"]
)
@pytest.mark.parametrize(("mark", "ground"), SEEN_ON)
def test_edges_and_marks_can_be_seen(of: Colours, mark: str, ground: str) -> None:
    assert contrast(getattr(of, mark), getattr(of, ground)) >= 3


@pytest.mark.parametrize("of", STRONG.values(), ids=STRONG)
def test_where_the_system_asks_for_contrast_nothing_is_pale(of: Colours) -> None:
    assert contrast(of.muted, of.panel) >= 7
    assert contrast(of.line, of.panel) >= 3
    assert of.name not in (LIGHT.name, DARK.name)
    assert in_contrast(LIGHT, Qt.ContrastPreference.HighContrast) == LIGHT.stronger()
    assert in_contrast(LIGHT, Qt.ContrastPreference.NoPreference) is LIGHT


def test_both_themes_name_every_colour() -> None:
    assert all(getattr(of, field.name).isValid() for of in (LIGHT, DARK) for field in fields(Colours))
    assert not LIGHT.dark
    assert DARK.dark


def test_the_theme_switches_while_running(qapp: QApplication) -> None:
    theme().start(qapp, Mode.LIGHT)
    words = label("Total")
    words.show()
    seen: list[str] = []

    def noted() -> None:
        seen.append(theme().colours.background.name())

    theme().changed.connect(noted)

    theme().use(Mode.DARK)
    qapp.processEvents()

    assert seen == [DARK.background.name()]
    assert words.palette().color(words.foregroundRole()) == DARK.ink
    theme().use(Mode.LIGHT)
    theme().changed.disconnect(noted)
    words.close()


def test_a_label_shows_markup_as_it_is(qapp: QApplication) -> None:
    assert label("<b>Bold</b> & Sons").textFormat() is Qt.TextFormat.PlainText


def test_the_typeface_is_inter_with_equal_figures(qapp: QApplication) -> None:
    theme().start(qapp, Mode.LIGHT)
    assert QFontInfo(font(BODY)).family().startswith("Inter")


def test_links_and_placeholders_have_colours_of_the_theme(qapp: QApplication) -> None:
    made = palette(DARK)
    assert made.link().color() == DARK.info
    assert made.placeholderText().color() == DARK.muted
