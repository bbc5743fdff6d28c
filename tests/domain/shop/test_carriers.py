"""Parcels are followed where their numbers say, or where the shop says."""

from __future__ import annotations

import pytest

from pos.domain.shop.carriers import CARRIERS, PLACE, check_link, tracking_links
from pos.domain.shop.errors import TrackingLinkWrong


@pytest.mark.parametrize(
    ("number", "names"),
    [
        ("1Z999AA10123456784", ["UPS"]),
        ("6A12345678901", ["La Poste, Colissimo"]),
        ("6a 1234 5678 901", ["La Poste, Colissimo"]),
        ("RK123456785FR", ["La Poste, Colissimo"]),
        ("XY123456789FR", ["La Poste, Colissimo", "Chronopost"]),
        ("00340434161094015902", ["DHL Paket"]),
        ("1234567890", ["DHL Express"]),
        ("123456789012", ["FedEx"]),
        ("RB123456785GB", ["Royal Mail"]),
        ("9400111899223197428497", ["USPS"]),
        ("6A 100", []),
        ("١٢٣٤٥٦٧٨٩٠", []),
        ("", []),
    ],
)
def test_a_number_tells_its_carrier(number: str, names: list[str]) -> None:
    assert [name for name, _address in tracking_links(number)] == names


def test_an_address_holds_the_number_and_nothing_of_it_becomes_part_of_the_address() -> None:
    assert tracking_links("1Z 999AA1 0123456784") == (
        ("UPS", "https://www.ups.com/track?tracknum=1Z999AA10123456784"),
    )
    own = "https://bike.example.com/find?no=NUMBER"
    assert tracking_links("12/3&x=#é", own) == (
        ("", "https://bike.example.com/find?no=12%2F3%26x%3D%23%C3%A9"),
    )
    assert all(PLACE in one.link and check_link(one.link) == one.link for one in CARRIERS)


@pytest.mark.parametrize("link", ["", " ", "https://a.example/NUMBER", "http://a.example/?q=NUMBER&x=1"])
def test_a_link_of_the_shop(link: str) -> None:
    assert check_link(link) == link.strip()


@pytest.mark.parametrize(
    "link",
    [
        "a.example/NUMBER", "https://a.example/", "javascript:alert(NUMBER)", "file:///NUMBER", "https:///NUMBER",
        "https://a.example/NUMBER here", "https://NUMBER" + "x" * 500,
    ],
)  # fmt: skip
def test_what_is_no_link_is_refused(link: str) -> None:
    with pytest.raises(TrackingLinkWrong, match="NUMBER"):
        check_link(link)
