"""Where a parcel is followed: at a carrier known by the shape of the number, or by the shop's own link."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from pos.domain.shop.errors import TrackingLinkWrong

PLACE = "NUMBER"
"""Stands in a link where the tracking number goes."""

LONGEST = 500


@dataclass(frozen=True, slots=True)
class Carrier:
    """A carrier, its page, and how its numbers look."""

    name: str
    link: str
    shape: str


CARRIERS = (
    Carrier("UPS", "https://www.ups.com/track?tracknum=NUMBER", r"1Z[0-9A-Z]{16}"),
    Carrier(
        "La Poste, Colissimo", "https://www.laposte.fr/outils/suivre-vos-envois?code=NUMBER",
        r"[0-9][A-Z][0-9]{11}|[A-Z]{2}[0-9]{9}FR",
    ),
    Carrier(
        "Chronopost", "https://www.chronopost.fr/tracking-no-cms/suivi-page?listeNumerosLT=NUMBER",
        r"X[A-Z][0-9]{9}(?:FR|JB|TS)",
    ),
    Carrier(
        "DHL Paket", "https://www.dhl.de/de/privatkunden/dhl-sendungsverfolgung.html?piececode=NUMBER",
        r"00340[0-9]{15}|JJD[0-9]{12,18}|[A-Z]{2}[0-9]{9}DE",
    ),
    Carrier("DHL Express", "https://www.dhl.com/en/express/tracking.html?AWB=NUMBER", r"[0-9]{10}"),
    Carrier("FedEx", "https://www.fedex.com/fedextrack/?trknbr=NUMBER", r"[0-9]{12}|[0-9]{15}"),
    Carrier("DPD", "https://tracking.dpd.de/status/en_US/parcel/NUMBER", r"[0-9]{14}"),
    Carrier("GLS", "https://gls-group.eu/track/NUMBER", r"[0-9]{11}"),
    Carrier(
        "Royal Mail", "https://www.royalmail.com/track-your-item#/tracking-results/NUMBER",
        r"[A-Z]{2}[0-9]{9}GB",
    ),
    Carrier("bpost", "https://track.bpost.cloud/btr/web/#/search?itemCode=NUMBER", r"[A-Z]{2}[0-9]{9}BE"),
    Carrier(
        "USPS", "https://tools.usps.com/go/TrackConfirmAction?tLabels=NUMBER",
        r"9[0-9]{21}|[A-Z]{2}[0-9]{9}US",
    ),
)  # fmt: skip
"""Those whose numbers are told by their shape; several may look alike, then a person chooses."""


def tracking_links(number: str, own: str = "") -> tuple[tuple[str, str], ...]:
    """Name and address of each page that may show the parcel; the shop's own link, without a name, alone."""
    plain = re.sub(r"[\s.-]", "", number).upper()
    if not plain:
        return ()
    if own:
        return (("", _filled(own, number.strip())),)
    fitting = (one for one in CARRIERS if re.fullmatch(one.shape, plain, re.ASCII))
    return tuple((one.name, _filled(one.link, plain)) for one in fitting)


def _filled(link: str, number: str) -> str:
    return link.replace(PLACE, quote(number, safe=""))


def check_link(link: str) -> str:
    """The link as it is kept, "" for none; raises TrackingLinkWrong."""
    text = link.strip()
    if text and not re.fullmatch(rf"https?://[^\s/]+[^\s]*{PLACE}[^\s]*", text[: LONGEST + 1]):
        raise TrackingLinkWrong(text[:80])
    if len(text) > LONGEST:
        raise TrackingLinkWrong(text[:80])
    return text
