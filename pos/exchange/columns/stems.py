"""Parts of what columns are called, where no whole name is known."""

from __future__ import annotations

import re

_STEMS = (
    (
        "price",
        re.compile(
            r"prijs|preis|prezzo|precio|preco|prix|cena|цена|ціна|τιμη|λιανικ|fiyat|kaina|hinta|価|价|價|가격"
        ),
    ),
    (
        "name",
        re.compile(
            r"наименован|назван|megnevez|nazwa|nazev|nazov|naziv|bezeichnung|omschrijving|ειδο[σς]|品名"
        ),
    ),
    ("stock", re.compile(r"在庫|库存|庫存|재고|остат|залиш|keszlet")),
    ("sku", re.compile(r"番号|编号|編號|编码|コード|코드")),
)
_OTHERS = re.compile(
    r"impact|impatto|auswirk|invloed|wplyw|einkauf|achat|acquist|costo|compra|inkoop|zakup|nakup|nabav|закуп|alis|仕入|进|min|max|typ|dat|code|promo|"
    r"rebaj|angebot|aktion|actie|aanbied|scont|ofert|offert|акц|стар|indirim|kateg|катег|бренд|mark|brand|"
    r"produc|произв|dostaw|поставщ|liefer|leveranc|grup|групп|варіант|вариант|warian|variant|атриб|attrib|"
    r"atryb|kurz|kort"
)
"""What such a name says of something else than of the goods, or of another price than that at the till."""


def by_stem(name: str) -> str | None:
    """The field that a plain name holds a part of, None where it tells of something else."""
    field = next((field for field, fits in _STEMS if fits.search(name)), None)
    return None if _OTHERS.search(name) else field
