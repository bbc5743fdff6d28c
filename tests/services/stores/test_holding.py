"""One till talks to the web shop: another one is refused by the holder's name until a person takes over."""

from __future__ import annotations

import pytest

from pos.domain.stores.connection import StoreWish
from pos.domain.stores.errors import StoreHeld, StoreToken
from pos.stores.pace import RequestLog
from tests.services.stores.connected import Connected
from tests.stores.stand_in import running
from tests.two_tills import TwoTills


def test_a_copied_folder_does_not_talk_until_a_person_connects_it(tills: TwoTills) -> None:
    with running() as store:
        connected = Connected(tills.a, store)
        copy = tills.b.shop.stores.connecting
        held = copy.required()
        with pytest.raises(StoreHeld, match="till A"):
            copy.line(held, RequestLog())
        wish = StoreWish("ecwid", "4711", f"{store.url}/api/v3")
        copy.start(wish, "secret_full", copy.test(wish, "secret_full"))
        copy.line(copy.required(), RequestLog()).close()
        tills.meet()
        with pytest.raises(StoreHeld, match="till A2"):
            tills.a.shop.stores.connecting.line(tills.a.shop.stores.connecting.required(), RequestLog())
        assert tills.digest(tills.a) == tills.digest(tills.b)
        del connected


def test_another_till_is_refused_by_the_holders_name(pair: TwoTills) -> None:
    with running() as store:
        Connected(pair.a, store)
        pair.meet()
        other = pair.b.shop.stores.connecting
        wish = StoreWish("ecwid", "4711", f"{store.url}/api/v3")
        before = len(store.calls)
        with pytest.raises(StoreHeld, match="till A"):
            other.test(wish, "secret_full")
        with pytest.raises(StoreHeld, match="till A"):
            other.pause()
        assert len(store.calls) == before
        taken = other.take_over()
        assert other.is_mine(taken)
        with pytest.raises(StoreToken):  # the token stays where it was typed
            other.line(taken, RequestLog())
        pair.meet()
        with pytest.raises(StoreHeld, match="till B"):
            pair.a.shop.stores.connecting.line(pair.a.shop.stores.connecting.required(), RequestLog())
