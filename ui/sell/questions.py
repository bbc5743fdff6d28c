"""What the presenter asks of the person: each is answered in a dialog of its own."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pos.domain.box.answers import CustomRow, UnknownCode
from pos.domain.catalogue.choices import Question
from pos.domain.catalogue.products import Hit
from pos.domain.orders.cart import CartLine
from ui.shared.charge.tender import TenderPresenter


@dataclass(frozen=True, slots=True)
class AskTerms:
    """With which quantity and price should this variant be sold?"""

    hit: Hit
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class AskChoices:
    """What is chosen of it, at what price?"""

    hit: Hit
    quantity: Decimal
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class AskVariant:
    """Which of these?"""

    name: str
    hits: tuple[Hit, ...]
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class AskCustom:
    """What is it, and what does it cost?"""

    item: CustomRow


@dataclass(frozen=True, slots=True)
class AskLine:
    """How should this line of the cart be?"""

    line: CartLine


@dataclass(frozen=True, slots=True)
class AskTenders:
    """Count the money."""

    tender: TenderPresenter


Ask = AskTerms | AskChoices | AskVariant | AskCustom | UnknownCode | AskLine | AskTenders
