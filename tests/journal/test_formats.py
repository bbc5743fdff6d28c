"""The fields that later work fills stand in the formats from the start: absent until then."""

from __future__ import annotations

import msgspec
import pytest

from pos.journal.kinds import orders, payments, quotes, sold
from pos.journal.kinds.base import Part

LATER: dict[type[Part], str] = {
    orders.OrderPlaced: "deposit promised supplied quote copied exchanged fair session approval store",
    orders.OrderEdited: "from agreed credit_note invoice mails",
    orders.DetailFields: "deposit promised payment_method at method",
    orders.DetailPersonal: "address tracking_number customer_note private_note",
    orders.EditPersonal: "reason buyer billing line_notes exemption_reason",
    orders.OrderCredited: "number what of parts total net tax taxes location credit_note mails",
    orders.CreditedPart: "line charge returned dropped to gross net taxes",
    orders.GoodsHandedOver: "lines how carrier seen mails",
    orders.OrderStatusSaid: "axis status seen mails",
    orders.OrderNoted: "for",
    payments.PaymentTaken: "tenders change accepted_more",
    payments.PaymentGivenBack: "tenders for reason",
    payments.PaymentCorrected: "tid back right",
    quotes.QuoteFields: "number revision cart valid_until",
    quotes.QuotePersonal: "text",
    quotes.QuoteEnded: "why order",
    sold.Seller: "address region franchise registrations tax_numbers",
    sold.Numbered: "label number",
    sold.Named: "legal_id legal_scheme e_address e_scheme reference order_reference",
    sold.Option: "name value price_change",
    sold.SoldLine: "n barcode options service zero_reason unit_cost price net_price amount net_amount",
    sold.SoldCharge: "written net_amount zero_reason tip",
    sold.SoldTax: "label rate net tax gross",
    sold.AgreedOrder: "lines charges off by_hand exemption customer subtotal discount net tax total taxes",
    sold.Tendered: "tid method name amount given reference rounding moved session",
    sold.Store: "kind id internal number",
    sold.CreditNote: "number of",
}
"""By value: names as they are sealed."""


@pytest.mark.parametrize("value", LATER, ids=lambda value: value.__name__)
def test_what_later_work_fills_has_its_place(value: type[Part]) -> None:
    names = {one.encode_name for one in msgspec.structs.fields(value)}
    assert set(LATER[value].split()) - names == set()


@pytest.mark.parametrize(("value", "name"), [(sold.SoldLine, "price"), (sold.SoldLine, "qty")])
def test_prices_and_quantities_have_six_decimals(value: type[Part], name: str) -> None:
    (field,) = (one for one in msgspec.structs.fields(value) if one.encode_name == name)
    assert field.type is int
