"""What orders a list asks for, as SQL: the very words of the partial indexes, so that they are used."""

from __future__ import annotations

UNPAID = "payment_status IN ('Awaiting payment', 'Part paid')"
OPEN = "fulfilment_status NOT IN ('Delivered', 'Returned', 'Will not deliver')"
