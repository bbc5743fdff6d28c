"""Pictures of what is made for somebody lie on this machine with their order, from the cart on."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from pos.domain.customers.customers import Customer
from pos.domain.orders.errors import PictureUnusable
from tests.shop_kit import ShopKit


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
