"""How the demo shop's goods reach people: what they weigh, who brings them, what that costs."""

from __future__ import annotations

from pos.domain.shop.delivery import DeliveryMethod, FulfilmentKind, WeightStep
from pos.services.demo.goods import Words, in_language

LOCAL, POST, ABROAD, WORKSHOP = "local", "post", "abroad", "workshop"
NAMES: dict[str, Words] = {
    LOCAL: ("Local delivery", "Livraison locale"),
    POST: ("La Poste", "La Poste"),
    ABROAD: ("La Poste, abroad", "La Poste, étranger"),
    WORKSHOP: ("Pickup at the workshop", "Retrait à l'atelier"),
}

GRAMS = {
    "MUG-BLU": 380, "MUG-SAN": 380, "MUG-CEL": 390, "ESP-SAN": 210, "PLA-BLU-22": 520, "PLA-BLU-26": 780,
    "PLA-SAN-22": 520, "PLA-SAN-26": 780, "TEA-BLU": 940, "BOW-CEL": 450, "VAS-WHI": 1150, "VAS-BUD": 360,
    "JUG-SAN": 980, "BUT-WHI": 860, "EGG-SPE": 90, "KUG-TER": 1900, "BOW-ASH": 620, "SPO-OLI": 60,
    "BOA-OAK": 1250, "BOA-WAL": 1050, "SER-BEE": 140, "ROL-BEE": 480, "SPA-BEE": 430, "COA-OAK": 240,
    "CST-ASH": 310, "TOP-MAP": 40, "TOY-CAR": 180, "TOT-LIN": 190, "TOT-COT": 170, "SCA-MER": 210,
    "SCA-LAM-MOS": 260, "SCA-LAM-RUS": 260, "SCA-LAM-NIG": 260, "NAP-BLU": 280, "NAP-NAT": 280,
    "TOW-STR": 120, "CUS-KEL": 640, "APR-LIN": 340, "THR-WOO": 1350, "CAN-FIG": 290, "CAN-PIN": 290,
    "CAN-BEE": 160, "TAP-BEE": 110, "SOA-LAV": 105, "SOA-HON": 105, "SOA-ROS": 105, "BAT-SAL": 620,
    "CAR-BIR": 70, "CAR-STR": 8, "CAR-THA": 14, "NOT-LIN": 320, "BOK-BIR": 410, "HON-FIR": 430,
    "HON-ACA": 430, "JAM-QUE": 390, "GIN-HEA": 150,
}  # fmt: skip
"""What one of each weighs, with what it is wrapped in; the rest is small, or never sent."""

AT_HOME = ((250, 525), (500, 735), (1_000, 940), (2_000, 1070), (5_000, 1660), (10_000, 2420), (30_000, 3990))
FAR = ((500, 1495), (1_000, 1840), (2_000, 2050), (5_000, 2630), (10_000, 4360))
COUNTRIES = ("DE", "AT", "BE", "CH", "ES", "GB", "IE", "IT", "LU", "NL")


def delivery_methods(language: str) -> tuple[DeliveryMethod, ...]:
    """Round the corner by bicycle, by post in France and abroad, or fetched."""

    def by_post(key: str, steps: tuple[tuple[int, int], ...], countries: tuple[str, ...]) -> DeliveryMethod:
        weights = tuple(WeightStep(*step) for step in steps)
        return DeliveryMethod(key, _name(key, language), countries=countries, weights=weights)

    return (
        DeliveryMethod(LOCAL, _name(LOCAL, language), fee=6_00, free_from=80_00, countries=("FR",)),
        by_post(POST, AT_HOME, ("FR",)),
        by_post(ABROAD, FAR, COUNTRIES),
        DeliveryMethod(WORKSHOP, _name(WORKSHOP, language), FulfilmentKind.PICKUP),
    )


def _name(key: str, language: str) -> str:
    return in_language(NAMES[key], language)
