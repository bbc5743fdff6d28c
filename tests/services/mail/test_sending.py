"""What waits goes to a real server: once, in order, later where it must; and what a person sees of it."""

from __future__ import annotations

import pytest

from pos.domain.customers.customers import Buyer
from pos.domain.mail import troubles as t
from pos.domain.mail.account import Security
from pos.domain.mail.kinds import MailState, Post
from pos.services.shop.secrets import Kept
from tests.mail.server import Manners, Server, serving
from tests.shop_kit import ShopKit


@pytest.fixture
def kit(shop: ShopKit, server: Server) -> ShopKit:
    """A shop with something to sell and a mail server."""
    shop.stocks(quantity="500")
    reaches(shop, server)
    return shop


def reaches(kit: ShopKit, server: Server) -> None:
    kit.shop.settings.change(
        email="shop@example.org",
        mail_server="localhost",
        mail_port=server.port,
        mail_security=Security.NONE,
    )


def orders(kit: ShopKit, email: str = "jean@example.org", name: str = "Jean Dupont") -> str:
    cart = kit.cart("MUG-BLU").with_buyer(Buyer(name=name, email=email))
    return kit.shop.checkout.place_order(cart, (), unpaid=True).number


def states(kit: ShopKit) -> list[str]:
    return [one.state.value for one in kit.shop.mails.listed()]


def test_a_confirmation_goes_once_with_the_invoice(kit: ShopKit, server: Server) -> None:
    number = orders(kit)
    assert kit.shop.mailing.sending.send_due().count == 1
    assert kit.shop.mailing.sending.send_due(now=True).count == 0
    (message,) = server.messages
    assert str(message["From"]) == "Atelier Lune <shop@example.org>"
    assert str(message["To"]) == "Jean Dupont <jean@example.org>"
    assert str(message["Subject"]) == f"Your order {number}"
    assert message["Auto-Submitted"] == "auto-generated"
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert html is not None
    for body in (text.get_content(), html.get_content()):
        assert "Jean Dupont" in body
        assert "Mug, blue glaze" in body
    (paper,) = message.iter_attachments()
    assert paper.get_filename() == "A-2026-000001.pdf"
    assert paper.get_content().startswith(b"%PDF")
    (mail,) = kit.shop.mails.listed()
    assert (mail.state, mail.to, mail.order) == (MailState.SENT, "jean@example.org", number)
    assert kit.shop.mails.post() == Post(0, 0)
    assert kit.audit() == []


def test_offline_everything_waits_and_is_tried_later_and_later(shop: ShopKit) -> None:
    shop.stocks(quantity="500")
    with serving() as gone:
        reaches(shop, gone)
    first, second = orders(shop), orders(shop)
    sending = shop.shop.mailing.sending
    stopped = sending.send_due()
    assert isinstance(stopped.trouble, t.ServerRefused)
    assert shop.shop.mails.post() == Post(2, 0)
    assert sending.send_due().trouble is None  # nothing is asked meanwhile
    assert isinstance(shop.shop.mails.why_nothing_goes(), t.ServerRefused)
    assert all(isinstance(one.reason, t.ServerRefused) for one in shop.shop.mails.listed())
    shop.clock.advance(minutes=2)
    assert isinstance(sending.send_due().trouble, t.ServerRefused)
    shop.clock.advance(seconds=80)
    assert sending.send_due().trouble is None  # twice as long now
    with serving() as server:
        shop.shop.settings.change(mail_port=server.port)
        assert sending.send_due(now=True).count == 2
        assert [str(one["Subject"]) for one in server.messages] == [
            f"Your order {first}",
            f"Your order {second}",
        ]
    assert shop.shop.mails.why_nothing_goes() is None


def test_a_clock_put_back_for_years_holds_nothing_up(kit: ShopKit, server: Server) -> None:
    server.manners.answers["rcpt"] = "450 later"
    kit.clock.set(2036, 1, 1)
    kit.shop.till.confirm_date()
    orders(kit)
    kit.shop.mailing.sending.send_due()
    server.manners.answers.clear()
    kit.clock.set(2026, 11, 24, 9)
    assert kit.shop.mailing.sending.send_due().count == 1


def test_what_one_recipient_has_stops_nobody_else(kit: ShopKit, server: Server) -> None:
    orders(kit)
    server.manners.answers["rcpt"] = "550 5.1.1 nobody here"
    kit.shop.mailing.sending.send_due()
    server.manners.answers.clear()
    orders(kit, "anne@example.org")
    assert kit.shop.mailing.sending.send_due().count == 1
    parked, sent = kit.shop.mails.listed()
    assert (parked.state, sent.state) == (MailState.PARKED, MailState.SENT)
    assert "nobody here" in str(parked.reason)
    assert kit.shop.mails.post() == Post(0, 0, 1)
    kit.shop.mails.again(parked.id)
    assert kit.shop.mailing.sending.send_due().count == 1
    assert states(kit) == ["sent", "sent"]


def test_a_message_put_off_again_and_again_is_parked(kit: ShopKit, server: Server) -> None:
    orders(kit)
    server.manners.answers["rcpt"] = "450 4.2.0 greylisted"
    tries = 0
    while kit.shop.mails.post().waiting:
        kit.shop.mailing.sending.send_due()
        kit.clock.advance(minutes=75)
        tries += 1
    assert tries == 30
    (parked,) = kit.shop.mails.listed()
    assert isinstance(parked.reason, t.TriedTooOften)


def test_perhaps_sent_is_for_a_person_and_has_the_same_id(kit: ShopKit, server: Server) -> None:
    orders(kit)
    server.manners.drops = "end"
    assert isinstance(kit.shop.mailing.sending.send_due().trouble, t.PerhapsSent)
    server.manners.drops = ""
    kit.clock.advance(hours=5)
    assert kit.shop.mailing.sending.send_due().count == 0
    assert kit.shop.mails.post() == Post(0, 1)
    (perhaps,) = kit.shop.mails.listed(MailState.PERHAPS)
    kit.shop.settings.change(mail_sender="kasse@example.com")
    kit.shop.mails.again(perhaps.id)
    assert kit.shop.mailing.sending.send_due().count == 1
    first, second = server.messages
    assert first["Message-ID"] == second["Message-ID"]
    assert states(kit) == ["sent"]


def test_sent_again_on_purpose_has_another_id(kit: ShopKit, server: Server) -> None:
    orders(kit)
    kit.shop.mailing.sending.send_due()
    (mail,) = kit.shop.mails.listed()
    assert kit.shop.mails.again(mail.id).state is MailState.WAITING
    kit.shop.mailing.sending.send_due()
    first, second = server.messages
    assert first["Message-ID"] != second["Message-ID"]
    with pytest.raises(t.MailGone):
        kit.shop.mails.drop(mail.id)
    assert kit.audit() == []


def test_dropped_is_never_sent_also_in_a_copy(kit: ShopKit, server: Server) -> None:
    orders(kit)
    (mail,) = kit.shop.mails.listed()
    kit.shop.mails.drop(mail.id)
    assert kit.shop.mailing.sending.send_due(now=True).count == 0
    kit.close()
    kit.shop.folder.key.unlink()
    kit.reopen()
    assert kit.shop.mails.post() == Post(0, 0)
    for unknown in ("", "7", "7-x", "-1-wrong", f"{mail.id}x", "９-confirmation", "1" * 40):
        with pytest.raises(t.MailUnknown):
            kit.shop.mails.drop(unknown)


def test_what_waited_for_a_week_is_for_a_person(kit: ShopKit, server: Server) -> None:
    orders(kit)
    kit.clock.advance(days=8)
    assert kit.shop.mailing.sending.send_due().count == 0
    (old,) = kit.shop.mails.listed()
    assert (old.state, type(old.reason)) == (MailState.PARKED, t.TooOld)
    kit.shop.mails.again(old.id)
    assert kit.shop.mailing.sending.send_due().count == 1


def test_a_corrected_address_is_written_to_and_an_erased_one_is_not(kit: ShopKit, server: Server) -> None:
    number = orders(kit, "jean@exmple.org")
    editable = kit.shop.after_sale.edits.editable(number)
    kit.shop.after_sale.edits.edit(
        number, editable.cart.with_buyer(Buyer(name="Jean", email="jean@example.org"))
    )
    kit.shop.mailing.sending.send_due()
    assert {one.rcpt_tos[0] for one in server.taken} == {"jean@example.org"}


def test_what_is_not_set_up_is_said_and_waits(kit: ShopKit) -> None:
    kit.shop.settings.change(mail_server="")
    orders(kit)
    assert isinstance(kit.shop.mailing.sending.send_due().trouble, t.MailNotSetUp)
    kit.shop.settings.change(mail_server="localhost", email="")
    assert isinstance(kit.shop.mailing.sending.send_due(now=True).trouble, t.SenderMissing)
    assert kit.shop.mails.post() == Post(1, 0)


def test_the_password_is_in_a_file_of_its_owner_where_there_is_no_keyring(kit: ShopKit) -> None:
    passwords = kit.shop.mailing.passwords
    kit.shop.settings.change(mail_login="kasse")
    with pytest.raises(t.PasswordMissing):
        kit.shop.mailing.sending.account()
    assert passwords.where() is Kept.NOWHERE
    assert passwords.keep("geheim") is Kept.FILE
    account = kit.shop.mailing.sending.account()
    assert account.password == "geheim"
    assert "geheim" not in repr(account)
    assert (kit.folder / "till.mail").stat().st_mode & 0o077 == 0
    kit.shop.backups.make(kit.folder.parent / "kept.comptoir")
    assert b"geheim" not in (kit.folder.parent / "kept.comptoir").read_bytes()
    assert b"geheim" not in (kit.folder / "shop.db").read_bytes()
    assert passwords.keep("") is Kept.NOWHERE
    assert passwords.read() == ""


def test_the_test_button_says_what_is_wrong_and_mends_what_stopped(kit: ShopKit, server: Server) -> None:
    server.manners.answers["mail"] = "550 5.7.1 not yours"
    orders(kit)
    assert isinstance(kit.shop.mailing.sending.send_due().trouble, t.SenderRefused)
    with pytest.raises(t.SenderRefused):
        kit.shop.mailing.sending.test("me@example.org")
    server.manners.answers.clear()
    kit.shop.mailing.sending.test("me@example.org")
    assert kit.shop.mailing.sending.send_due().count == 1
    assert [one.rcpt_tos for one in server.taken] == [["me@example.org"], ["jean@example.org"]]


def test_two_programs_do_not_send_at_once(kit: ShopKit, server: Server) -> None:
    orders(kit)
    with kit.shop.mailing.sending._lock.held(), pytest.raises(t.SendingElsewhere):
        kit.shop.mailing.sending.send_due()
    assert kit.shop.mailing.sending.send_due().count == 1


def test_a_message_being_handed_over_waits_and_cannot_be_sent_beside(kit: ShopKit, server: Server) -> None:
    seen = []

    def look() -> None:
        other = ShopKit.open(kit.folder, kit.clock)
        seen.append(other.shop.mails.post())
        (mail,) = other.shop.mails.listed()
        for act in (other.shop.mails.again, other.shop.mails.drop):
            with pytest.raises(t.SendingElsewhere):
                act(mail.id)
        other.close()

    server.manners = Manners(on_end=look)
    orders(kit)
    kit.shop.mailing.sending.send_due()
    assert seen == [Post(1, 0)]
    assert kit.shop.mails.post() == Post(0, 0)
