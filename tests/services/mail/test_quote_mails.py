"""Quotes by mail: asked for by a person, with the paper, in the customer's language, and once."""

from __future__ import annotations

import io
from datetime import date
from email.message import EmailMessage

import pypdfium2
import pytest

from pos.domain.customers.customers import Buyer, Customer
from pos.domain.mail.account import Security
from pos.domain.mail.kinds import MailState
from pos.domain.quotes.errors import QuoteDeclined, QuotePlaced, QuoteToNobody, QuoteTooOldToMail
from pos.domain.quotes.quotes import Quote
from pos.domain.words.languages import CODES
from pos.text import Speech
from tests.mail.server import Server
from tests.shop_kit import ShopKit

JEAN = Buyer(name="Jean Dupont", email="jean@example.org", language="fr")


@pytest.fixture
def kit(shop: ShopKit, server: Server) -> ShopKit:
    shop.stocks()
    shop.shop.settings.change(
        email="shop@example.org", mail_server="localhost", mail_port=server.port,
        mail_security=Security.NONE, iban="FR7630006000011234567890189",
    )  # fmt: skip
    return shop


def quoted(kit: ShopKit, buyer: Buyer = JEAN) -> Quote:
    return kit.shop.quotes.save(kit.cart(("MUG-BLU", "2")).with_buyer(buyer), text="As we spoke.")


def changed(kit: ShopKit, quantity: str) -> Quote:
    cart = kit.shop.quotes.quote("1").cart
    cart = cart.with_quantity(cart.lines[0].id, kit.line("MUG-BLU", quantity).quantity)
    return kit.shop.quotes.save(cart, "1")


def words_of(message: EmailMessage) -> tuple[str, str]:
    """The name of the paper that came along, and what it says."""
    (paper,) = message.iter_attachments()
    pdf = pypdfium2.PdfDocument(io.BytesIO(paper.get_content()))
    return str(paper.get_filename()), " ".join(page.get_textpage().get_text_range() for page in pdf)


def test_a_quote_arrives_with_its_paper_in_the_language_of_each_customer(
    kit: ShopKit, server: Server
) -> None:
    for code in CODES:
        made = quoted(kit, Buyer(name="Jean", email=f"{code}@example.org", language=code))
        assert kit.shop.quotes.mail(made.row.number).is_sent
    assert kit.shop.mailing.sending.send_due().count == len(CODES)
    for n, (code, message) in enumerate(zip(CODES, server.messages, strict=True), 1):
        number = f"A-Q{n:06d}"
        assert message["Content-Language"] == code
        assert number in str(message["Subject"])
        name, paper = words_of(message)
        assert name == f"{number}.pdf"
        assert "As we spoke." in paper
        assert Speech(code).gettext("Quote") in paper
    assert [(one.order, one.kind, one.state) for one in kit.shop.mails.of_quote("A-Q000001")] == [
        ("A-Q000001", "quote", MailState.SENT)
    ]
    assert len(kit.shop.mails.listed()) == len(CODES)
    assert kit.audit() == []
    kit.reopen()
    assert kit.shop.mailing.sending.send_due(now=True).count == 0
    assert kit.shop.quotes.quote("1").is_sent


def test_asked_twice_while_it_waits_it_goes_once_and_once_more_when_asked_after(
    kit: ShopKit, server: Server
) -> None:
    quoted(kit)
    for _ in range(3):
        kit.shop.quotes.mail("1")
    assert len(kit.shop.mails.of_quote("A-Q000001")) == 1
    kit.shop.mailing.sending.send_due()
    kit.shop.mailing.sending.send_due(now=True)
    kit.shop.quotes.mail("1")
    kit.shop.mailing.sending.send_due()
    first, second = server.messages
    assert first["Message-ID"] != second["Message-ID"]
    (mail, _later) = kit.shop.mails.of_quote("A-Q000001")
    kit.shop.mails.again(mail.id)
    kit.shop.mailing.sending.send_due()
    assert len({str(one["Message-ID"]) for one in server.messages}) == 3
    assert kit.audit() == []


def test_a_mail_that_waits_brings_what_was_quoted_when_it_was_asked_for(kit: ShopKit, server: Server) -> None:
    quoted(kit)
    kit.shop.quotes.mail("1")
    later = changed(kit, "5")
    assert later.row.revision == 2
    kit.shop.quotes.mail("1")
    assert kit.shop.mailing.sending.send_due().count == 2
    (_name, first), (_same, second) = (words_of(one) for one in server.messages)
    assert ("36,00" in first, "90,00" in first) == (True, False)
    assert "90,00" in second


def test_a_corrected_address_is_written_to_and_an_erased_one_is_not(kit: ShopKit, server: Server) -> None:
    known = kit.shop.customers.add(Customer("", "Jean", email="jean@example.org"))
    made = quoted(kit, kit.shop.customers.buyer(known))
    kit.shop.quotes.mail("1")
    other = made.cart.with_buyer(Buyer(name="Jean", email="j@example.org", customer_id=known.id))
    kit.shop.quotes.save(other, "1")
    kit.shop.mailing.sending.send_due()
    assert [one.rcpt_tos for one in server.taken] == [["j@example.org"]]
    kit.shop.quotes.mail("1")
    kit.shop.erasing.erase(known.id)
    kit.shop.mailing.sending.send_due()
    assert len(server.taken) == 1
    assert kit.shop.mails.of_quote("A-Q000001")[-1].state is MailState.PARKED
    with pytest.raises(QuoteToNobody):
        kit.shop.quotes.mail("1")
    assert kit.audit() == []


def test_what_cannot_be_mailed_writes_nothing(kit: ShopKit) -> None:
    quoted(kit, Buyer(name="Jean"))
    kit.shop.quotes.save(kit.cart("MUG-BLU"))
    entries = kit.rows("SELECT count(*) FROM entry")
    for number in ("1", "2"):
        with pytest.raises(QuoteToNobody):
            kit.shop.quotes.mail(number)
    assert kit.rows("SELECT count(*) FROM entry") == entries
    quoted(kit)
    kit.shop.quotes.decline("3")
    with pytest.raises(QuoteDeclined):
        kit.shop.quotes.mail("3")
    quoted(kit)
    kit.shop.quotes.place("4")
    with pytest.raises(QuotePlaced):
        kit.shop.quotes.mail("4")
    kit.shop.quotes.save(kit.cart("MUG-BLU").with_buyer(JEAN), valid_until=date(2026, 11, 23))
    kit.clock.advance(days=1)
    with pytest.raises(QuoteTooOldToMail):
        kit.shop.quotes.mail("5")
