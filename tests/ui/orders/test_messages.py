"""Messages about an order: sent behind the window, seen in its panel, decided there."""

from __future__ import annotations

from pos.domain.mail.account import Security
from tests.mail.server import Server, server
from tests.ui.orders.office import Office
from ui.kit.look.tags import Tag
from ui.shared.mails.mail_list import MailList
from ui.shared.mails.postman import Postman

__all__ = ["server"]


def states(listed: MailList) -> list[str]:
    return [row.findChild(Tag).accessibleName() for row in listed.rows]


def test_what_waits_goes_by_itself_and_what_was_refused_is_decided(office: Office, server: Server) -> None:
    postman = Postman(office.window, office.shop)

    def sent() -> None:
        office.settle()
        office.bot.waitUntil(lambda: not postman.lane.busy, timeout=10_000)
        office.settle()

    number = next(one.order for one in office.shop.mails.listed())
    office.open_order(number)
    listed = office.detail.body.letters.list
    assert [row.mail.to for row in listed.rows] == ["lucie@example.com"]
    assert states(listed) == ["Waiting"]
    server.manners.answers["rcpt"] = "550 5.1.1 nobody here"
    office.shop.settings.change(
        email="shop@example.org", mail_server="localhost", mail_port=server.port,
        mail_security=Security.NONE,
    )  # fmt: skip
    postman.send()
    sent()
    link = office.window.status.offered("parked")
    assert link is not None
    assert link.text() == "1 e-mail not sent: look"
    office.open_order("")
    office.open_order(number)
    assert states(listed) == ["Not sent"]
    server.manners.answers.clear()
    listed.rows[0].again.click()
    office.settle()
    postman.send()
    sent()
    assert [one.rcpt_tos for one in server.taken] == [["lucie@example.com"]]
    assert office.window.status.offered("parked") is None
    office.open_order("")
    office.open_order(number)
    assert states(listed) == ["Sent"]
    assert listed.rows[0].drop.isHidden()


def test_a_server_that_is_not_there_is_said_at_the_bottom(office: Office) -> None:
    office.shop.settings.change(email="shop@example.org", mail_server="mail.invalid")
    postman = Postman(office.window, office.shop)
    postman.send()
    office.bot.waitUntil(lambda: not postman.lane.busy, timeout=10_000)
    office.settle()
    assert "no server “mail.invalid”" in office.window.status.said("mail_trouble")
