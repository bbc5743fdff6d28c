"""The section of messages: the server is set, tried and mended; texts are written, seen and taken back."""

from __future__ import annotations

from dataclasses import replace

from pos.domain.customers.customers import Buyer
from pos.domain.mail.account import Security
from pos.domain.mail.kinds import MailKind, MailState
from pos.domain.shop.statuses import FULFILMENT, ShopStatus
from tests.mail.server import LOGIN, Server, server
from tests.shop_kit import ShopKit
from tests.ui.settings.office import Office, open_, settings
from ui.frame.refs import SettingRef
from ui.kit.dialogs.dialog import open_dialog_of
from ui.settings.mail.mail_section import MailSection
from ui.settings.mail.text_dialog import TextDialog

__all__ = ["server"]


def mail_of(office: Office) -> MailSection:
    section = office.section(MailSection)
    open_(office, section)
    settle(office, section)
    return section


def settle(office: Office, section: MailSection) -> None:
    office.settle()
    office.bot.waitUntil(lambda: not section.lane.busy, timeout=10_000)
    office.settle()


def write(office: Office, field: object, text: str) -> None:
    line = field.line  # type: ignore[attr-defined]
    line.setFocus()
    line.setText(text)
    line.setModified(True)
    line.textEdited.emit(text)
    office.bot.keyClick(line, "\r")
    office.settle()


def test_a_server_is_set_tried_and_mended(office: Office, server: Server) -> None:
    section = mail_of(office)
    assert section.kept.text() == "No password is kept."
    write(office, section.server, "mail example")
    assert "not the name of a server" in section.server.mistake.text()
    write(office, section.server, "localhost")
    section.security.buttons[Security.NONE].click()
    write(office, section.port, str(server.port))
    write(office, section.addresses["mail_sender"], "shop@example.org")
    assert settings(office).mail_server == "localhost"
    assert settings(office).mail_port == server.port
    server.manners.answers["mail"] = "550 5.7.1 not yours"
    write(office, section.to, "me@example.org")
    settle(office, section)
    row = next(one for one in section.rows if one.message == "Try the server")
    assert "not yours" in row.outcome.text()
    server.manners.answers.clear()
    section.test.click()
    settle(office, section)
    assert row.outcome.text() == "A test went to me@example.org."
    assert [one.rcpt_tos for one in server.taken] == [["me@example.org"]]


def test_the_password_is_never_shown_again(office: Office) -> None:
    section = mail_of(office)
    write(office, section.login, LOGIN)
    write(office, section.password, " geheim ")
    settle(office, section)
    assert section.password.line.text() == ""
    assert section.kept.text().startswith("A password is kept in a file only you can read")
    assert office.shop.mailing.passwords.read() == " geheim "
    assert "geheim" not in str(settings(office))


def test_a_kind_is_switched_and_undone_and_own_statuses_come_and_go_at_once(office: Office) -> None:
    section = mail_of(office)
    assert [key for key, tick in section.ticks.items() if not tick.value()] == [
        "paid", "low_stock", "new_order", "wrong", "status:Awaiting processing", "status:Processing",
        "status:Delivered",
    ]  # fmt: skip
    section.ticks["paid"].click()
    office.settle()
    assert settings(office).mails("paid")
    office.page.undo()
    office.settle()
    assert not section.ticks["paid"].value()
    assert not settings(office).mails("paid")
    given = list(section.ticks)
    own = ShopStatus("own-1", FULFILMENT, "Engraving", "Processing")
    renamed = replace(own, name="Engraved")
    for statuses, shown in (
        ((own,), ["Engraving"]),
        ((renamed, replace(own, key="own-2", name="Glazed")), ["Engraved", "Glazed"]),
        ((renamed, ShopStatus("Shipped", FULFILMENT, "With the post")), ["Engraved"]),
    ):
        office.page.presenter.decide(section.rows[0], statuses=statuses)
        office.settle()
        assert [tick.text() for key, tick in section.ticks.items() if key not in given] == shown
    assert section.ticks["status:Shipped"].text() == "With the post"
    section.ticks["status:own-1"].click()
    office.settle()
    assert settings(office).mails("status:own-1")
    office.page.presenter.decide(section.rows[0], statuses=())
    office.settle()
    assert list(section.ticks) == given
    assert section.ticks["status:Shipped"].text() == "Shipped"


def test_a_text_is_written_seen_and_taken_back(office: Office) -> None:
    section = mail_of(office)
    section.texts.click()
    dialog = open_dialog_of(office.window)
    assert isinstance(dialog, TextDialog)
    settle(office, section)
    assert "Mug, blue glaze" in dialog.seen.toPlainText()
    dialog.subject.set_text("Thanks, {{ order.numbr }}")
    office.bot.waitUntil(lambda: "order.numbr" in dialog.problem.text(), timeout=5000)
    dialog.answer.click()
    settle(office, section)
    assert settings(office).mail_texts == ()
    dialog.subject.set_text("Thanks, {{ order.number }} <b>")
    dialog.text.set_text("Dear {{ customer.name|upper }},\n\n{{ order.goods }}\n\n<i>bye</i>")
    dialog.answer.click()
    settle(office, section)
    (own,) = settings(office).mail_texts
    assert (own.key, own.subject) == ("confirmation.en", "Thanks, {{ order.number }} <b>")
    office.bot.waitUntil(lambda: "<i>bye</i>" in dialog.seen.toPlainText(), timeout=5000)
    assert "LUCIE EXAMPLE" in dialog.seen.toPlainText()
    assert dialog.given.isVisible()
    dialog.given.click()
    settle(office, section)
    assert settings(office).mail_texts == ()
    assert not office.shop.mailing.texts.is_own(MailKind.CONFIRMATION, "en")
    dialog.close_dialog()


def test_what_did_not_go_is_found_from_elsewhere_and_decided(office: Office) -> None:
    kit = ShopKit(office.shop.folder.path, office.shop, office.shop.till.clock)  # type: ignore[arg-type]
    kit.stocks(quantity="5")
    cart = kit.cart("MUG-BLU").with_buyer(Buyer(name="Jean", email="jean@example.org"))
    office.shop.checkout.place_order(cart, (), unpaid=True)
    section = mail_of(office)
    office.window.open(SettingRef("mail_post"))
    office.settle()
    (row,) = section.post.rows
    row.drop.click()
    office.settle()
    assert section.post.rows == []
    assert section.nothing.isVisible()
    (mail,) = office.shop.mails.listed()
    assert mail.state is MailState.DROPPED
