"""No English is left on a page when the window speaks French, and no French when it goes back."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from pos.domain.orders.errors import EmptyCart
from pos.text import _, sentence, use
from tests.ui.till import TillDriver
from ui.frame.memory import WindowMemory
from ui.frame.refs import PageRef
from ui.frame.window import MainWindow
from ui.welcome.page import WelcomePage

LOCALES = Path(__file__).resolve().parents[3] / "resources" / "locale"
SAID = (
    "text",
    "placeholderText",
    "accessibleName",
    "accessibleDescription",
    "toolTip",
    "windowTitle",
    "words",
)


def french() -> dict[str, str]:
    """The English texts whose French is another text, and not also an English one."""
    catalogue = gettext.translation("comptoir", LOCALES, ["fr"])
    known: dict[object, str] = vars(catalogue)["_catalog"]
    pairs = {key[0] if isinstance(key, tuple) else str(key): words for key, words in known.items()}
    return {key: words for key, words in pairs.items() if key and words and key not in pairs.values()}


def texts(top: QWidget) -> Iterator[str]:
    """All that the widgets say, seen or spoken; what a person typed is not theirs."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # what was replaced is gone
    for widget in (top, *top.findChildren(QWidget)):
        for name in SAID:
            said = getattr(widget, name, "")
            if isinstance(widget, QLineEdit) and name == "text":
                continue
            words = said() if callable(said) and name != "words" else said
            if isinstance(words, str) and words:
                yield words
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(at) for at in range(widget.count()))


@pytest.mark.parametrize("page", ["sell", "orders", "customers", "products", "settings"])
def test_a_page_follows_the_language(till: TillDriver, page: str) -> None:
    till.stocks("Bol", "18.00", sku="BOL", category="Bois", favourite=True)
    till.enter("BOL")
    till.enter("-10%")
    till.pay_cash("20")
    till.enter("BOL")
    known = french()
    till.window.open(PageRef(page))
    till.settle()
    before = set(texts(till.window))
    till.window.use_language("fr", keep=False)
    till.settle()
    left = {words for words in texts(till.window) if words in known}
    assert left == set()
    till.window.use_language("en", keep=False)
    till.settle()
    backwards = set(known.values()) - set(known) - before
    assert {words for words in texts(till.window) if words in backwards} == set()


def test_the_language_chosen_holds_at_once_for_errors_already_shown(till: TillDriver) -> None:
    till.press("F4")
    till.type("a@")
    till.press("Tab", "F12")
    (bar,), email = till.page.notices.bars(), till.panel.who.email
    english = (bar.text, email.mistake.text())
    assert all(english)
    till.window.use_language("fr", keep=False)
    till.process()
    assert bar.words.text() == bar.text == sentence(EmptyCart())
    assert email.mistake.text() not in ("", english[1])
    assert email.editor.accessibleDescription() == email.mistake.text()
    till.window.use_language("en", keep=False)
    till.process()
    assert (bar.text, email.mistake.text()) == english


def test_the_welcome_says_what_is_missing_in_the_language_chosen(qapp: QApplication, tmp_path: Path) -> None:
    use("en", "en_GB")
    window = MainWindow(WindowMemory(tmp_path))
    page = WelcomePage(window, tmp_path, *[lambda *_of: lambda _on: None] * 3)  # type: ignore[arg-type, return-value]
    window.show()
    window.show_whole(page)
    page.form.finish()
    assert page.form.name.mistake.text() == "A shop needs a name: it stands on every receipt."
    page.speak_in("fr")
    assert page.form.name.mistake.text() == _("A shop needs a name: it stands on every receipt.")
    assert "receipt" not in page.form.name.mistake.text()
    use("en")
    window.close()
    window.deleteLater()
