"""Pictures of what is made for somebody lie on this machine with their order, from the cart on."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from pos.domain.customers.customers import Customer
from pos.domain.orders.errors import PictureUnusable
from tests.shop_kit import ShopKit
from tests.two_tills import TwoTills


def drawn(path: Path, colour: str = "red") -> Path:
    Image.new("RGB", (30, 20), colour).save(path)
    return path


def test_a_carts_pictures_are_its_orders(shop: ShopKit, tmp_path: Path) -> None:
    shop.stocks()
    cart, kept = shop.cart("MUG-BLU"), shop.shop.after_sale.pictures
    for colour in ("red", "blue", "red"):  # one that is there already stays once
        kept.add(cart.id, drawn(tmp_path / "photo.png", colour))
    order = shop.shop.checkout.place_order(cart, unpaid=True)
    names = kept.of(order.id)
    assert len(names) == 2
    assert all((shop.shop.folder.pictures / f"{name}.jpg").exists() for name in names)
    kept.remove(order.id, names[0])
    shop.reopen()
    assert shop.shop.after_sale.pictures.of(order.id) == names[1:]
    shop.shop.after_sale.pictures.remove(order.id, names[1])
    assert shop.rows("SELECT count(*) FROM choice WHERE key LIKE 'order.pictures.%'") == [(0,)]


@pytest.mark.parametrize("data", [b"", b"no picture", b"\x89PNG\r\n\x1a\n", b"GIF89a" + b"\0" * 40])
def test_what_is_no_picture_is_refused(shop: ShopKit, tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "<b>photo.png"
    file.write_bytes(data)
    with pytest.raises(PictureUnusable, match="photo"):
        shop.shop.after_sale.pictures.add("0" * 32, file)
    with pytest.raises(PictureUnusable):
        shop.shop.after_sale.pictures.add("0" * 32, tmp_path / "gone.png")
    assert shop.shop.after_sale.pictures.of("0" * 32) == ()


def test_a_cut_picture_is_refused(shop: ShopKit, tmp_path: Path) -> None:
    out = BytesIO()
    Image.effect_noise((200, 200), 90).convert("RGB").save(out, "JPEG")
    file = tmp_path / "cut.jpg"
    file.write_bytes(out.getvalue()[:900])
    with pytest.raises(PictureUnusable):
        shop.shop.after_sale.pictures.add("0" * 32, file)


def test_erasing_a_customer_forgets_the_pictures_of_their_orders(shop: ShopKit, tmp_path: Path) -> None:
    shop.stocks()
    lucie = shop.shop.customers.add(Customer("", "Lucie Martin"))
    cart = shop.cart("MUG-BLU").with_buyer(shop.shop.customers.buyer(lucie))
    order = shop.shop.checkout.place_order(cart, unpaid=True)
    shop.shop.after_sale.pictures.add(order.id, drawn(tmp_path / "photo.png"))
    shop.shop.erasing.erase(lucie.id)
    assert shop.shop.after_sale.pictures.of(order.id) == ()


def test_erasing_a_customer_removes_the_files_that_nothing_else_shows(shop: ShopKit, tmp_path: Path) -> None:
    shop.stocks()
    kept, folder = shop.shop.after_sale.pictures, shop.shop.folder.pictures
    lucie, other = (shop.shop.customers.add(Customer("", name)) for name in ("Lucie Martin", "Jean Dupont"))
    ids = []
    for buyer in (lucie, other):
        cart = shop.cart("MUG-BLU").with_buyer(shop.shop.customers.buyer(buyer))
        ids.append(shop.shop.checkout.place_order(cart, unpaid=True).id)
    quote = shop.shop.quotes.save(shop.cart("MUG-BLU").with_buyer(shop.shop.customers.buyer(lucie)))
    for key, colour in ((ids[0], "red"), (ids[0], "blue"), (ids[1], "blue"), (quote.id, "green")):
        kept.add(key, drawn(tmp_path / "photo.png", colour))
    (blue,) = kept.of(ids[1])
    with shop.shop.till.rehearsal():
        shop.shop.erasing.erase(lucie.id)
    assert len(list(folder.iterdir())) == 3  # what was only tried removes nothing
    shop.shop.erasing.erase(lucie.id)
    assert [file.stem for file in folder.iterdir()] == [blue]
    assert (kept.of(ids[0]), kept.of(ids[1]), kept.of(quote.id)) == ((), (blue,), ())


def test_what_another_till_forgets_of_a_customer_is_forgotten_here(tills: TwoTills, tmp_path: Path) -> None:
    """Pictures and carts are this machine's, and the customer is everybody's."""
    a, b = tills.a, tills.b
    lucie = a.shop.customers.add(Customer("", "Lucie Martin"))
    bought = a.cart("MUG-BLU").with_buyer(a.shop.customers.buyer(lucie))
    order = a.shop.checkout.place_order(bought, unpaid=True).id
    quote = a.shop.quotes.save(a.cart("MUG-BLU").with_buyer(a.shop.customers.buyer(lucie))).id
    held = a.cart("MUG-BLU").with_buyer(a.shop.customers.buyer(lucie))
    a.shop.carts.save(held)
    kept = a.shop.after_sale.pictures
    for key, colour in ((order, "red"), (quote, "green"), (held.id, "blue")):
        kept.add(key, drawn(tmp_path / "photo.png", colour))
    tills.now()
    tills.meet()
    b.shop.erasing.erase(lucie.id)
    tills.now()
    tills.meet()
    assert [kept.of(key) for key in (order, quote, held.id)] == [(), (), ()]
    assert list(a.shop.folder.pictures.iterdir()) == []
    ((cart,),) = a.rows("SELECT cart FROM draft")
    assert b"Lucie" not in bytes(cart)  # type: ignore[call-overload]
    assert a.audit() == b.audit() == []


def test_the_pictures_of_a_quote_follow_into_its_order(shop: ShopKit, tmp_path: Path) -> None:
    shop.stocks()
    cart, kept, quotes = shop.cart("MUG-BLU"), shop.shop.after_sale.pictures, shop.shop.quotes
    kept.add(cart.id, drawn(tmp_path / "photo.png"))
    quote = quotes.save(cart)
    changed = quotes.cart(quote.row.number)
    kept.add(changed.id, drawn(tmp_path / "photo.png", "blue"))
    quotes.save(changed, quote.row.number)
    assert len(kept.of(quote.id)) == 2
    assert kept.of(quotes.place(quote.row.number).id) == kept.of(quote.id)
