"""Messages as the server received them: in six languages, with any name, and nothing in a head but heads."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from decimal import Decimal
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime
from html.parser import HTMLParser
from itertools import cycle

import pytest
from pypdfium2 import PdfDocument

from pos.domain.customers.customers import Buyer, Customer
from pos.domain.mail.account import Security
from pos.domain.mail.kinds import MailKind, MailState, MailSwitch, PlannedMail
from pos.domain.mail.troubles import NobodyToWriteTo
from pos.domain.money.pricing import Discount
from pos.domain.shop.statuses import FULFILMENT, ShopStatus
from pos.domain.words.languages import CODES
from pos.mail.templates import LONGEST, TemplateNotAllowed, TemplateTooLong, TemplateUnreadable, ValueUnknown
from pos.services.mail.texts import KNOWN, given, require, text_of
from pos.text import Speech
from tests.mail.server import Server
from tests.shop_kit import ShopKit

NASTY = (
    "Smith & Sons, Ltd",
    'Evil" <evil@example.org>, "x',
    "a@b.c, d@e.f; e@f.g",
    "Zoë Müller (Bär) [x]\\",
    "<b>Bold</b></p><script>alert(1)</script>",
    "{{ shop.name }} {% raw %} %s%n 0.__class__",
    "=?utf-8?b?eA==?=",
    "x\r\nBcc: evil@example.org",
    "\u202eليلى",
    "👨‍👩‍👧‍👦" * 30,
    "x" * 250,
)


@pytest.fixture
def kit(shop: ShopKit, server: Server) -> ShopKit:
    shop.stocks(quantity="500")
    shop.shop.settings.change(
        email="shop@example.org", mail_server="localhost", mail_port=server.port,
        mail_security=Security.NONE, iban="FR7630006000011234567890189",
    )  # fmt: skip
    return shop


def order(kit: ShopKit, buyer: Buyer) -> str:
    cart = kit.cart(("MUG-BLU", "3")).with_discount(Discount(Decimal(10))).with_buyer(buyer)
    return kit.shop.checkout.place_order(cart, (), unpaid=True).number


def bodies(message: EmailMessage) -> tuple[str, str]:
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert html is not None
    return text.get_content().replace("\r\n", "\n"), html.get_content()


class _Words(HTMLParser):
    """The words that a page shows, and its tags."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words, self.tags = "", set[str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


WORDS = {
    "en": ("Your order", "Still to pay: €48.60"),
    "fr": ("Votre commande", "Reste à payer : 48,60 €"),
    "de": ("Ihre Bestellung", "Noch zu zahlen: 48,60 €"),
    "es": ("Su pedido", "Pendiente de pago: 48,60 €"),
    "it": ("Il Suo ordine", "Ancora da pagare: 48,60 €"),
    "nl": ("Uw bestelling", "Nog te betalen: € 48,60"),
}


def test_a_confirmation_arrives_in_the_language_of_each_customer(kit: ShopKit, server: Server) -> None:
    for code in CODES:
        order(kit, Buyer(name="Jean", email=f"{code}@example.org", language=code))
    assert kit.shop.mailing.sending.send_due().count == 6
    for code, message in zip(CODES, server.messages, strict=True):
        assert str(message["To"]).endswith(f"<{code}@example.org>")
        assert message["Content-Language"] == code
        subject, due = WORDS[code]
        total = Speech(code).gettext("Total {currency}").format(currency="EUR")
        assert str(message["Subject"]).startswith(subject)
        for shown in bodies(message):
            plain = _Words(shown).words.replace("\u00a0", " ").replace("\u202f", " ")
            assert due in plain, (code, plain)
            assert total in plain, (code, plain)
            assert "FR76 3000 6000 0112 3456 7890 189" in plain
            assert "{{" not in plain
            assert "None" not in plain
        (paper,) = message.iter_attachments()
        assert paper.get_content().startswith(b"%PDF")


def test_each_kind_can_be_seen_before_it_is_sent(kit: ShopKit) -> None:
    for kind, code in zip(MailKind, cycle(CODES), strict=False):
        text = given(kind.value, code)
        shown = kit.shop.mailing.letters.preview(kind, code, text.subject, text.body)
        assert shown.subject
        assert "\n\n\n" not in shown.text
        assert "\x00" not in shown.text + shown.html


def test_every_text_of_every_language_is_whole_and_names_the_same() -> None:
    kinds = [one.value for one in MailKind]
    named: dict[str, set[str]] = {}
    for code in CODES:
        for kind in kinds:
            text = given(kind, code)
            require(text)
            names = set(re.findall(r"[a-z]+\.[a-z_]+", f"{text.subject} {text.body}"))
            assert names == named.setdefault(kind, names), (code, kind)


def test_no_name_breaks_out_of_a_head_or_a_page(kit: ShopKit, server: Server) -> None:
    for name in NASTY:
        order(kit, Buyer(name=name, email="jean@example.org"))
    kit.shop.settings.change(name='Ate"lier, <Lune>')
    assert kit.shop.mailing.sending.send_due().count == len(NASTY)
    for envelope, message, name in zip(server.taken, server.messages, NASTY, strict=True):
        assert envelope.rcpt_tos == ["jean@example.org"]
        heads = bytes(envelope.content or b"").split(b"\r\n\r\n", 1)[0].decode("ascii")
        assert [line.split(":")[0] for line in heads.splitlines() if not line.startswith(" ")] == [
            "Date", "From", "To", "Reply-To", "Subject", "Message-ID", "Auto-Submitted", "Content-Language",
            "MIME-Version", "Content-Type",
        ] or "Reply-To" not in heads  # fmt: skip
        assert max(map(len, heads.splitlines())) < 100
        assert [address for _name, address in getaddresses([str(message["To"])])] == ["jean@example.org"]
        assert [mailbox.addr_spec for mailbox in message["From"].addresses] == ["shop@example.org"]
        assert message["Bcc"] is None
        _text, html = bodies(message)
        assert "script" not in _Words(html).tags, name
        assert "b" not in _Words(html).tags, name
        parsedate_to_datetime(str(message["Date"]))


def test_what_a_customer_is_called_stands_there_as_it_is(kit: ShopKit, server: Server) -> None:
    order(kit, Buyer(name="{{ shop.name }} & <i>Zoë</i>", email="jörg@bücher.example"))
    kit.shop.mailing.sending.send_due()
    text, html = bodies(server.messages[0])
    assert "{{ shop.name }} & <i>Zoë</i>" in text
    assert "{{ shop.name }} & <i>Zoë</i>" in _Words(html).words
    assert server.taken[0].rcpt_tos == ["jörg@xn--bcher-kva.example"]


REFUSED = {
    "{{": TemplateUnreadable,
    "{{ order.numbr }}": ValueUnknown,
    "{{ nobody }}": ValueUnknown,
    "{{ order.__class__ }}": ValueUnknown,
    "{{ ''.__class__.__mro__ }}": ValueUnknown,
    "{{ 0.__class__ }}": ValueUnknown,
    "{{ order['number'] }}": TemplateNotAllowed,
    "{{ 'x' * 10 ** 9 }}": TemplateNotAllowed,
    "{% for x in 'abc' %}{% endfor %}": TemplateNotAllowed,
    "{% include 'x' %}": TemplateNotAllowed,
    "{% set x = 1 %}": TemplateNotAllowed,
    "{% macro x() %}{% endmacro %}": TemplateNotAllowed,
    "{{ order.number() }}": TemplateNotAllowed,
    "{{ order.number|safe }}": TemplateNotAllowed,
    "{{ order.number|attr('x') }}": TemplateNotAllowed,
    "{% if order.due > 3 %}x{% endif %}": TemplateUnreadable,
    "{{" + "(" * 4000 + "1" + ")" * 4000 + "}}": TemplateUnreadable,
    "x" * (LONGEST + 1): TemplateTooLong,
}


@pytest.mark.parametrize("source", REFUSED, ids=lambda one: one[:30])
def test_a_text_that_could_not_be_sent_is_not_kept(kit: ShopKit, source: str) -> None:
    texts = kit.shop.mailing.texts
    with pytest.raises(REFUSED[source]):
        texts.write(MailKind.REFUND, "en", "Hello", source)
    assert not texts.is_own(MailKind.REFUND, "en")


def test_the_shops_own_text_is_sent_and_the_given_one_comes_back(kit: ShopKit, server: Server) -> None:
    texts = kit.shop.mailing.texts
    texts.write(
        MailKind.CONFIRMATION,
        "en",
        "Hi {{ customer.name|upper }}",
        "You owe {{ order.due }}.\n{{ order.goods }}",
    )
    order(kit, Buyer(name="Jean", email="jean@example.org"))
    kit.shop.mailing.sending.send_due()
    assert str(server.messages[0]["Subject"]) == "Hi JEAN"
    assert bodies(server.messages[0])[0].startswith("You owe €48.60.\n3 × Mug")
    back = texts.take_back(MailKind.CONFIRMATION, "en")
    assert texts.text(MailKind.CONFIRMATION, "en") == back == given("confirmation", "en")
    assert text_of(kit.shop.settings.current(), "confirmation", "xx") == back
    assert set(KNOWN["order"]) >= {"number", "goods"}


def test_the_shop_is_told_as_it_wants(kit: ShopKit, server: Server) -> None:
    kit.shop.settings.change(
        mail_to_shop="us@example.org", low_stock=498,
        mail_switches=(MailSwitch("low_stock", True), MailSwitch("wrong", True)),
    )  # fmt: skip
    kit.sells("MUG-BLU", cash="20.00")
    kit.sells("MUG-BLU", cash="20.00")
    kit.sells("MUG-BLU", cash="20.00")
    kit.shop.mails.tell_wrong("The backup of today could not be written.")
    kit.shop.mails.tell_wrong("Something else.")
    assert kit.shop.mailing.sending.send_due().count == 2
    low, wrong = sorted(server.messages, key=lambda one: str(one["Subject"]))
    assert str(low["To"]) == "Atelier Lune <us@example.org>"
    assert "Mug, blue glaze (MUG-BLU): 497" in bodies(low)[0]
    assert "could not be written" in bodies(wrong)[0]
    switches = kit.shop.settings.current().mail_switches
    kit.shop.settings.change(mail_switches=(*switches, MailSwitch("new_order", True)))
    order(kit, Buyer(name="Jean", email="jean@example.org"))
    assert [one.kind for one in kit.shop.mails.listed()][-3:-1] == ["confirmation", "new_order"]
    assert kit.audit() == []
    assert replace(kit.shop.mails.post(), waiting=0).perhaps == 0


def test_each_message_brings_the_papers_of_its_own_entry(kit: ShopKit, server: Server) -> None:
    jean = Buyer(name="Jean", email="jean@example.org")
    invoiced, changes, after = order(kit, jean), kit.shop.order_changes, kit.shop.after_sale
    kit.shop.settings.change(invoice_at_once=False)
    bare = order(kit, jean)
    kit.shop.mailing.sending.send_due()
    editable = after.edits.editable(invoiced)
    after.edits.edit(invoiced, kit.cart("MUG-BLU", of=editable.cart))
    changes.pay(bare, [kit.card("48.60")])
    changes.cancel(bare)
    changes.cancel(invoiced)
    kit.shop.mailing.sending.send_due()
    assert [sorted(_names(one)) for one in server.messages] == [
        ["A-2026-000001.pdf"],
        [f"{bare}.pdf"],
        ["A-2026-000002.pdf", "AC-2026-000001.pdf"],
        ["A-R000001.pdf"],
        ["AC-2026-000002.pdf"],
    ]


def test_a_later_payment_of_all_that_is_due_brings_the_receipt(kit: ShopKit, server: Server) -> None:
    jean = Buyer(name="Jean", email="jean@example.org", language="de")
    invoiced, changes = order(kit, jean), kit.shop.order_changes
    kit.shop.mailing.sending.send_due()
    kit.shop.settings.change(mail_switches=(MailSwitch("paid", True),))
    changes.pay(invoiced, [kit.card("8.60")])
    assert kit.shop.mails.post().waiting == 0  # a part is no news
    changes.pay(invoiced, [kit.card("40.00")])
    kit.shop.mailing.sending.send_due()
    (_confirmation, paid) = server.messages
    (paper,) = paid.iter_attachments()
    assert (paper.get_filename(), paid["Content-Language"]) == (f"{invoiced}.pdf", "de")
    words = PdfDocument(io.BytesIO(paper.get_content()))[0].get_textpage().get_text_range()
    assert invoiced in words
    assert "40,00" in words


def _names(message: EmailMessage) -> list[str]:
    return [str(one.get_filename()) for one in message.iter_attachments()]


def test_an_erased_customer_gets_nothing_and_the_message_says_why(kit: ShopKit, server: Server) -> None:
    known = kit.shop.customers.add(Customer("", "Jean", email="jean@example.org"))
    order(kit, kit.shop.customers.buyer(known))
    kit.shop.erasing.erase(known.id)
    kit.shop.mailing.sending.send_due()
    (mail,) = kit.shop.mails.listed()
    assert (mail.to, mail.state, type(mail.reason)) == ("", MailState.PARKED, NobodyToWriteTo)
    assert server.taken == []
    outcome = kit.shop.after_sale.follow(
        lambda: kit.shop.order_changes.cancel(mail.order) and None, mail.order
    )
    assert outcome.consequences.mails == (PlannedMail("cancelled", "", send=False),)


def test_a_status_of_the_shops_own_is_told_where_it_is_switched_on(kit: ShopKit, server: Server) -> None:
    own = (
        ShopStatus("engraving", FULFILMENT, "Engraving", "Processing"),
        ShopStatus("Shipped", FULFILMENT, "With the post"),
    )
    kit.shop.settings.change(statuses=own, mail_switches=(MailSwitch("confirmation", False),))
    number, say = order(kit, Buyer(name="Jean", email="jean@example.org")), kit.shop.statuses.say
    say(number, FULFILMENT, "Engraving")
    say(number, FULFILMENT, "Processing")
    assert kit.shop.mails.listed() == []
    kit.shop.settings.change(mail_switches=(MailSwitch("status:engraving", True),))
    say(number, FULFILMENT, "Engraving")
    kit.shop.mailing.sending.send_due()
    say(number, FULFILMENT, "Shipped")
    kit.shop.mailing.sending.send_due()
    assert [str(one["Subject"]) for one in server.messages] == [
        f"Your order {number}: Engraving",
        f"Your order {number}: With the post",
    ]
