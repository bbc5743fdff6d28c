"""Pictures come from public https addresses only, are checked, and lie in the shop's folder by their hash."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from pos.domain.catalogue.pictures import (
    NotAPicture,
    PictureAddressRefused,
    PictureMovedAway,
    PictureTooLarge,
    PictureTooManyPixels,
    PictureUnreachable,
)
from pos.domain.shop.settings import NewShop
from pos.domain.words.errors import CashierError
from pos.services.catalogue.fetching import MEGABYTE, MOST_MB, Fetcher
from pos.services.catalogue.pictures import Pictures, encoded
from pos.shop import Shop, create_shop
from tests.services.catalogue.site import PUBLIC, Site, picture, running_site


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as made:
        yield made


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    made = create_shop(tmp_path / "shop", NewShop("Atelier", "FR", "EUR", True))
    yield made
    made.close()


def pictures_of(shop: Shop, site: Site) -> Pictures:
    return Pictures(shop.till, shop.folder, shop.catalogue, shop.settings, site.fetcher)


def catalogue_with(shop: Shop, tmp_path: Path, *addresses: str) -> None:
    rows = "".join(f"Mug {at},{at}.00,{address}\n" for at, address in enumerate(addresses, 1))
    file = tmp_path / "catalogue.csv"
    file.write_text(f"name,price,image\n{rows}", "utf-8")
    shop.imports.apply(shop.imports.preview(file))


def test_a_picture_is_fetched_kept_by_its_hash_and_hung_on_its_product(
    shop: Shop, site: Site, tmp_path: Path
) -> None:
    site.pages["/mug.png"] = picture()
    catalogue_with(shop, tmp_path, "https://shop.example/mug.png")
    pictures = pictures_of(shop, site)
    assert pictures.missing() == 1

    result = pictures.fetch()

    (product,) = shop.catalogue.list()
    assert (result.fetched, result.missed) == (1, ())
    assert (shop.folder.pictures / f"{product.picture}.jpg").exists()
    assert site.reached == [(PUBLIC, 443, "shop.example")]
    assert pictures.wanted() == ()
    assert shop.auditor.verify(rebuild=True).ok


def test_an_address_is_asked_for_whole(site: Site) -> None:
    site.pages["/a%20mug.png?size=2&crop=%C3%A9"] = picture()
    assert site.fetcher.get("https://shop.example/a mug.png?size=2&crop=é#top") == picture()


def test_nobody_is_asked_before_somebody_allowed_it(shop: Shop, site: Site) -> None:
    pictures = pictures_of(shop, site)
    assert not pictures.allowed()
    pictures.allow(True)
    assert pictures.allowed()


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"], ["10.0.0.7"], ["192.168.1.1"], ["169.254.169.254"], ["100.64.0.1"], ["0.0.0.0"],
        ["::1"], ["fe80::1"], ["fd00::1"], ["::ffff:127.0.0.1"], ["2002:7f00:1::"], ["224.0.0.1"],
        ["64:ff9b::127.0.0.1"], ["64:ff9b::10.0.0.7"], ["64:ff9b:1::8.8.8.8"], ["fec0::1"],
        ["fec0:0:0:ffff::1"],
        ["::127.0.0.1"], ["::ffff:0:127.0.0.1"], ["::"], ["2001:0:7f00:1::"], ["2001:10::1"], ["2001:db8::1"],
        ["2002:c0a8:0101::1"], ["3fff::1"], ["5f00::1"], ["100::1"], ["ff02::1"], ["4000::1"],
        ["2a00:1450::5efe:10.0.0.7"], ["2a00:1450::200:5efe:192.168.1.1"], ["fe80::1%eth0"], ["192.0.0.1"],
        ["192.88.99.1"], ["198.18.0.1"], ["240.0.0.1"], ["255.255.255.255"], ["172.16.0.1"], ["0.0.0.7"],
        [PUBLIC, "10.0.0.7"], [PUBLIC, "64:ff9b::a00:7"], [],
    ],
)  # fmt: skip
def test_a_name_that_leads_into_a_private_network_is_refused(site: Site, addresses: list[str]) -> None:
    site.hosts["shop.example"] = addresses
    with pytest.raises(PictureAddressRefused):
        site.fetcher.get("https://shop.example/mug.png")
    assert site.reached == []


@pytest.mark.parametrize(
    "address",
    [
        "http://shop.example/a.png", "file:///etc/passwd", "ftp://shop.example/a.png", "https:///a.png",
        "//shop.example/a", "https://me:secret@shop.example/a.png", "a.png", "https://[::1", "",
        "https://shop.example:x/a.png",
    ],
)  # fmt: skip
def test_only_https_addresses_are_asked(site: Site, address: str) -> None:
    with pytest.raises(PictureAddressRefused):
        site.fetcher.get(address)
    assert site.reached == []


@pytest.mark.parametrize("address", ["64:ff9b::93.184.216.34", "2606:2800:220:1::1", "2002:5db8:d822::1"])
def test_a_public_address_of_either_family_is_asked(site: Site, address: str) -> None:
    site.pages["/mug.png"] = b"here"
    site.hosts["shop.example"] = [address]
    assert site.fetcher.get("https://shop.example/mug.png") == b"here"


def test_each_page_a_site_leads_to_is_looked_up_anew(site: Site) -> None:
    answers = iter([[PUBLIC], ["64:ff9b::10.0.0.7"]])
    site.leads["/old"] = "/new"
    site.pages["/new"] = b"inside"
    with pytest.raises(PictureAddressRefused):
        Fetcher(lambda _host, _port: next(answers), site.connect).get("https://shop.example/old")
    assert len(site.reached) == 1


def test_a_site_may_lead_to_another_page_of_its_own(site: Site) -> None:
    site.leads["/old"] = "/new"
    site.pages["/new"] = b"here"
    assert site.fetcher.get("https://shop.example/old") == b"here"


@pytest.mark.parametrize("location", ["https://other.example/x", "https://shop.example:8443/x", ""])
def test_a_site_that_leads_to_another_one_is_not_followed(site: Site, location: str) -> None:
    site.hosts["other.example"] = [PUBLIC]
    site.leads["/old"] = location
    with pytest.raises(PictureMovedAway):
        site.fetcher.get("https://shop.example/old")
    assert len(site.reached) == 1


def test_a_site_that_leads_to_plain_http_is_not_followed(site: Site) -> None:
    site.leads["/old"] = "http://shop.example/x"
    with pytest.raises(PictureAddressRefused):
        site.fetcher.get("https://shop.example/old")


def test_a_circle_of_redirects_ends(site: Site) -> None:
    site.leads["/old"] = "/old"
    with pytest.raises(PictureMovedAway):
        site.fetcher.get("https://shop.example/old")


def test_a_file_over_five_megabytes_is_refused(site: Site) -> None:
    site.pages["/large"] = b"\0" * (MOST_MB * MEGABYTE + 1)
    with pytest.raises(PictureTooLarge):
        site.fetcher.get("https://shop.example/large")


def test_what_is_not_there_and_who_is_not_there_are_told_apart_from_pictures(site: Site) -> None:
    for address in ("https://shop.example/gone.png", "https://nobody.example/a.png"):
        with pytest.raises(PictureUnreachable):
            site.fetcher.get(address)


@pytest.mark.parametrize("data", [b"", b"<html>", b"%PDF-1.7", picture()[:60], b"GIF89a", b"BM" + b"\0" * 60])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(NotAPicture):
        encoded(data)


def test_a_small_file_of_many_pixels_is_refused_before_it_is_unpacked() -> None:
    data = picture(1, 1)
    header = struct.pack(">II", 60_000, 60_000) + data[24:29]
    bomb = data[:16] + header + struct.pack(">I", zlib.crc32(b"IHDR" + header)) + data[33:]
    with pytest.raises(PictureTooManyPixels):
        encoded(bomb)


def test_pictures_are_made_small_and_keep_what_is_see_through() -> None:
    plain, ending = encoded(picture(3000, 1500, kind="JPEG"))
    assert ending == "jpg"
    assert Image.open(BytesIO(plain)).size == (1024, 512)
    clear, ending = encoded(picture(10, 10, "RGBA"))
    assert ending == "png"
    assert Image.open(BytesIO(clear)).mode == "RGBA"


def test_one_bad_address_does_not_keep_the_others(shop: Shop, site: Site, tmp_path: Path) -> None:
    site.pages |= {"/1.png": picture(), "/3.png": picture(20, 20)}
    catalogue_with(shop, tmp_path, *(f"https://shop.example/{at}.png" for at in (1, 2, 3)))

    result = pictures_of(shop, site).fetch()

    assert result.fetched == 2
    ((missed, why),) = result.missed
    assert (missed.name, type(why)) == ("Mug 2", PictureUnreachable)


def test_a_cancel_keeps_what_came_before_it(shop: Shop, site: Site, tmp_path: Path) -> None:
    site.pages |= {"/1.png": picture(), "/2.png": picture(20, 20)}
    catalogue_with(shop, tmp_path, "https://shop.example/1.png", "https://shop.example/2.png")
    steps: list[tuple[int, int]] = []

    result = pictures_of(shop, site).fetch(
        progress=lambda done, total: steps.append((done, total)), cancelled=lambda: len(site.asked) > 0
    )

    assert result.cancelled
    assert steps == [(0, 2)]


def test_every_refusal_is_something_the_person_can_read(site: Site) -> None:
    with pytest.raises(CashierError) as refused:
        site.fetcher.get("http://shop.example/a.png")
    assert str(refused.value) == (
        "http://shop.example/a.png is not a public https address. The picture was not fetched."
    )
