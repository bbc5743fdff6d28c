"""Customers are written to because a person wants it: where there is an address, and once a day."""

from __future__ import annotations

import pytest

from pos.domain.customers.customers import Buyer
from pos.domain.mail.account import Security
from pos.domain.mail.kinds import MailKind, MailSwitch
from pos.domain.orders.errors import AlreadyVoided, MailedToday, NoAddress
from tests.mail.server import Server, server
from tests.shop_kit import ShopKit

__all__ = ["server"]


def ordered(kit: ShopKit, email: str = "jean@example.com", *, invoice: bool = True) -> str:
    kit.shop.settings.change(invoice_at_once=invoice)
    cart = kit.cart("MUG-BLU").with_buyer(Buyer(name="Jean Dupont", email=email))
    return kit.shop.checkout.place_order(cart, unpaid=True).number


def asked(kit: ShopKit) -> int:
    return len(kit.rows("SELECT 1 FROM mail WHERE kind = 'confirmation'"))


def test_who_is_written_to_and_who_is_not_is_known_before(shop: ShopKit) -> None:
    shop.stocks(quantity="20")
    shop.shop.settings.change(mail_switches=(MailSwitch(MailKind.CONFIRMATION, on=False),))
    one, nobody, gone = ordered(shop), ordered(shop, ""), ordered(shop)
    shop.shop.order_changes.cancel(gone)
    writing = shop.shop.after_sale.writing
    found = writing.recipients((one, nobody, gone))
    assert [(each.number, each.to) for each in found[:2]] == [(one, "jean@example.com"), (nobody, "")]
    assert [type(each.refused) for each in found] == [type(None), NoAddress, AlreadyVoided]
    assert writing.write(one) == "jean@example.com"
    assert asked(shop) == 1, "a person who asks for it is not stopped by the shop's switch"
    for number, error in ((one, MailedToday), (nobody, NoAddress), (gone, AlreadyVoided)):
        with pytest.raises(error):
            writing.write(number)
    assert asked(shop) == 1
    assert isinstance(writing.recipients((one,))[0].refused, MailedToday)
    shop.clock.advance(days=1)
    shop.shop.till.confirm_date()
    assert writing.write(one)
    assert asked(shop) == 2


@pytest.mark.parametrize("invoice", [True, False])
def test_what_goes_along_is_the_invoice_that_holds_else_the_receipt(
    shop: ShopKit, server: Server, invoice: bool
) -> None:
    shop.stocks(quantity="20")
    shop.shop.settings.change(
        email="shop@example.org", mail_server="localhost", mail_port=server.port,
        mail_security=Security.NONE,
    )  # fmt: skip
    number = ordered(shop, invoice=invoice)
    edits = shop.shop.after_sale.edits
    cart = edits.editable(number).cart
    edits.edit(number, cart.with_quantity("1", cart.lines[0].quantity + 1))
    shop.shop.mailing.sending.send_due()
    server.taken.clear()
    shop.shop.after_sale.writing.write(number)
    shop.shop.mailing.sending.send_due()
    (mail,) = server.messages
    papers = [part.get_filename() for part in mail.iter_attachments()]
    assert papers == ["A-2026-000002.pdf" if invoice else f"{number}.pdf"]
