"""A language longer by two fifths, on every page and in every dialog: nothing is cut or left in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from babel import Locale
from PySide6.QtCore import QEvent, QObject, QRectF
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget

from pos.domain.money.pricing import Pricing
from pos.domain.money.tax import TaxRounding
from pos.domain.orders.cart import Cart
from pos.exchange.formats import FORMATS
from pos.text import PAPER_LANGUAGES, speech
from tests.ui.frame.test_fits import room
from tests.ui.frame.test_languages import texts
from tests.ui.frame.test_letters import use_letters
from tests.ui.longer_words import CLOSE, OPEN, speak_longer
from tests.ui.phone_shop import PhoneShop
from tests.ui.scenes import walk
from tests.ui.till import TillDriver, french_shop, open_till
from ui.kit.look import drawing, strokes, theme
from ui.kit.look.tokens import letters
from ui.sell.order.words import speech_of

REBUILT = ("orders",)


class Drawn:
    """What was drawn by hand, and what of it had to be cut."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.words: set[str] = set()
        self.cut: set[str] = set()
        text, laid_out = drawing.text, strokes._laid_out

        def watched(painter, rect, words: str, font: QFont, *rest) -> None:  # type: ignore[no-untyped-def]
            self._note(words, drawing.width_of(words.replace("\n", " "), font), QRectF(rect).width())
            text(painter, rect, words, font, *rest)

        def laid(words: str, face: strokes.Face, room: int):  # type: ignore[no-untyped-def]
            self._note(words, laid_out(words, face, 0)[1], room or 10_000)
            return laid_out(words, face, room)

        patch.setattr(drawing, "text", watched)
        patch.setattr(strokes, "_laid_out", laid)

    def _note(self, words: str, wide: float, room: float) -> None:
        self.words.add(words)
        if wide > room + 0.5:
            self.cut.add(words)

    def clear(self) -> None:
        self.words.clear()
        self.cut.clear()


class Strays(QObject):
    """Windows that came up beside the one of the shop: parts shown before they had their place."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.seen: list[str] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Drawn:
    return Drawn(monkeypatch)


@pytest.fixture
def longer(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[TillDriver]:
    """A window that speaks the longer language."""
    use_letters(request.param)
    speak_longer(tmp_path / "longer")
    monkeypatch.setattr(speech, "CATALOGUES", tmp_path / "longer")
    with open_till(tmp_path, qapp, replace(french_shop(), language="fr")) as till:
        shop = PhoneShop(till.shop)
        shop.ordered(shop.customer("Anna Roux", email="anna@example.org", phone="+33612345678"))
        till.window.changes.announce("settings", "customers", "orders", "products")
        till.settle()
        yield till
    use_letters(100)
    qapp.setFont(theme.font())


def look(till: TillDriver, drawn: Drawn) -> None:
    """See all of it, also what is scrolled away."""
    till.settle()
    drawn.clear()
    till.window.grab()
    for area in till.window.findChildren(QScrollArea):
        if area.isVisible() and area.widget() is not None:
            area.widget().grab()


def cut_labels(top: QWidget) -> list[str]:
    cut = []
    for label in top.findChildren(QLabel):
        if not label.isVisible() or not label.text():
            continue
        face, wide = QFontMetrics(label.font()), label.contentsRect().width() + 1
        pieces = label.text().split() if label.wordWrap() else [label.text()]
        high = label.heightForWidth(label.width()) if label.wordWrap() else 0
        if high > label.height() + 1 or any(face.horizontalAdvance(one) > wide for one in pieces):
            cut.append(label.text())
    return cut


def still_cut(till: TillDriver) -> list[str]:
    """The labels that stay cut: one whose words came just now gets its height with the next events."""
    if not cut_labels(till.window):
        return []
    till.settle()
    return cut_labels(till.window)


def ours(words: set[str]) -> list[str]:
    """Those that are the program's own, or an amount: names of goods and people may be shortened."""
    return sorted(one for one in words if OPEN in one or CLOSE in one or "€" in one)


def test_what_is_said_to_a_customer_is_said_with_the_texts_of_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cart = Cart("c", Pricing("EUR", True, TaxRounding.PER_TOTAL))
    assert speech_of(cart, "fr", "fr_FR").gettext("Delivery") == "Livraison"
    speak_longer(tmp_path)
    monkeypatch.setattr(speech, "CATALOGUES", tmp_path)
    assert speech_of(cart, "fr", "fr_FR").gettext("Delivery").startswith(OPEN)


@pytest.mark.parametrize("longer", [100, pytest.param(150, marks=pytest.mark.full)], indirect=True)
def test_nothing_of_the_program_is_cut_or_left_in_english(longer: TillDriver, drawn: Drawn) -> None:
    cut, english, strays = [], set(), Strays(longer.app)
    for name in walk(longer):
        for scale in (100, 200) if letters.percent == 100 else (100,):
            longer.window.resize(room((1280, 720), scale))
            look(longer, drawn)
            if name not in REBUILT:
                cut += [(name, scale, one) for one in ours(drawn.cut) + still_cut(longer)]
        english |= {one for one in {*drawn.words, *texts(longer.window)} if is_english(one)}
    longer.app.removeEventFilter(strays)
    assert strays.seen == []
    assert cut == []
    assert sorted(english - NAMES) == []


def is_english(words: str) -> bool:
    """Whether letters are left that are neither said in the language nor written by the shop."""
    before = ""
    while before != words:
        before, words = words, re.sub(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}", " ", words)
    words = re.sub(f"^[^{OPEN}{CLOSE}]*{CLOSE}|{OPEN}[^{OPEN}{CLOSE}]*$", " ", words)  # one of two lines
    return bool(re.search(r"[A-Za-z]{2,}", WRITTEN.sub(" ", words)))


WRITTEN = re.compile(
    r"Mug, blue glaze|MUG|Bowl, ash wood|l, ash wood|BOWL|\bBow\b|Atelier Brindille|AC-2026-\d+|Anna Roux"
    r"|anna@example\.org|8 quai des Bateliers|Strasbourg|Réunion|STRASBOURG|home|Anne|Local delivery"
    r"|\bAlt\b|\bF\d+|\b[A-Z]{2}\b|TVA|Ecwid|Shopify|WooCommerce|Comptoir|Letter|EUR · euro|EUR|fr_FR"
    r"|STARTTLS|TLS|/\S+"
)
"""What the shop wrote, names of keys, of other programs and of paper."""
PROGRAMS = {one.TITLE for one in FORMATS if one.TITLE.isalpha()}
NAMES = {*Locale("fr").territories.values(), *PAPER_LANGUAGES.values(), *PROGRAMS}
