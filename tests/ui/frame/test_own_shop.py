"""From the demo shop a person goes on to a shop of their own; the demo stays."""

from __future__ import annotations

from pathlib import Path

from pos.founding import create_demo
from pos.shop import open_shop
from tests.ui.start.test_start import OPEN, run


def test_the_demo_leads_to_a_shop_of_ones_own(tmp_path: Path) -> None:
    create_demo(tmp_path).close()
    printed = run(
        OPEN
        + """
from ui.frame.refs import PageRef
from ui.settings.shop.shop_section import ShopSection
from ui.welcome.page import WelcomePage
until(lambda: inside() is not None and inside().shop is not None)
demo = inside()
demo.open(PageRef.SETTINGS)
section = demo.page(PageRef.SETTINGS).sections.section(ShopSection)
section.own.click()
page = shell.findChild(WelcomePage)
page.cover.demo.click()
print(shell.findChild(WelcomePage) is None or not shell.findChild(WelcomePage).isVisible())
section.own.click()
page = shell.findChildren(WelcomePage)[-1]
QTest.keyClicks(page.form.name.line, "Atelier Roux")
QTest.keyClick(page.form.name.line, Qt.Key.Key_Return)
until(lambda: inside() is not demo and inside().shop is not None)
print(inside().shop.settings.current().name, shell.windowTitle())
app.processEvents()
print(inside().page(PageRef.SELL).box.line.hasFocus())
shell.close(); crash.remove()
""",
        str(tmp_path),
    )
    assert printed.split("\n") == ["True", "Atelier Roux Atelier Roux · Comptoir", "True"]
    for folder, demo in ((tmp_path, False), (tmp_path / "demo", True)):
        shop = open_shop(folder)
        assert shop.settings.current().demo is demo
        shop.close()
