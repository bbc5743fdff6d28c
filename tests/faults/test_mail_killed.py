"""A till that is killed while it sends: the customer gets the message at most once, and nobody forgets it."""

from __future__ import annotations

from pathlib import Path

from pos.domain.customers.customers import Buyer
from pos.domain.mail.account import Security
from pos.domain.mail.kinds import MailState
from tests.faults.rig import Prepared, Warm, needs_fork
from tests.mail.server import serving
from tests.sample import sample
from tests.shop_kit import ShopKit

pytestmark = needs_fork


def with_a_message(folder: Path, port: int) -> ShopKit:
    """A shop whose confirmation waits."""
    kit = ShopKit.create(folder)
    kit.stocks()
    kit.shop.settings.change(
        email="shop@example.org", mail_server="localhost", mail_port=port, mail_security=Security.NONE
    )
    cart = kit.cart("MUG-BLU").with_buyer(Buyer(name="Jean", email="jean@example.org"))
    kit.shop.checkout.place_order(cart, (), unpaid=True)
    return kit


def test_killed_anywhere_a_message_goes_at_most_once_and_is_never_forgotten(warm: Warm, ram: Path) -> None:
    root = ram / "root"
    with serving() as server:
        with_a_message(root / "shop", server.port).close()
        prepared = Prepared(root)
        whole = warm.run("send mail", root / "shop")
        assert not whole.failed, whole.failed
        assert whole.said == ["sent"]
        outcomes = set()
        for point in sample(range(1, whole.points + 1), 4, seed=4):
            prepared.put_back()
            server.taken.clear()
            ended = warm.run("send mail", root / "shop", kill_at=point)
            first = len(server.taken)
            kit = ShopKit.open(root / "shop")
            kit.shop.mailing.sending.send_due(now=True)
            (mail,) = kit.shop.mails.listed()
            outcomes.add((first, mail.state))
            assert len(server.taken) <= 1, f"twice, killed at point {point}"
            assert mail.state in (MailState.SENT, MailState.PERHAPS)
            assert server.taken or mail.state is MailState.PERHAPS, f"lost at point {point}"
            assert mail.state is MailState.SENT or not ended.said
            assert kit.audit() == []
            kit.close()
    assert (0, MailState.SENT) in outcomes
