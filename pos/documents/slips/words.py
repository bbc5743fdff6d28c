"""What slips say, in the customer's language."""

from __future__ import annotations

from datetime import date, datetime

from pos.domain.orders.orders import OrderLine
from pos.domain.papers.slips import SlipDocument, SlipKind
from pos.text import Speech

NBSP = "\N{NO-BREAK SPACE}"


class SlipWords:
    """The texts of one slip."""

    def __init__(self, doc: SlipDocument) -> None:
        self.doc = doc
        self.speech = Speech(doc.language, doc.locale)

    @property
    def title(self) -> str:
        """What the paper is."""
        say = self.speech.gettext
        words = {
            SlipKind.PACKING: say("Packing slip"),
            SlipKind.PICKUP: say("Pick-up slip"),
            SlipKind.GIFT: say("Gift receipt"),
        }
        return words[self.doc.kind]

    @property
    def order(self) -> str:
        """Which order it belongs to."""
        return self.speech.gettext("Order {number}").format(number=self.doc.order)

    def name(self, line: OrderLine) -> str:
        """The goods with what was chosen of them."""
        return f"{line.name}, {line.options}" if line.options else line.name

    def pieces(self, line: OrderLine) -> str:
        """How many."""
        return self.speech.number(line.quantity) + (NBSP + line.unit if line.unit else "")

    @property
    def later(self) -> str:
        """Above what comes with another delivery."""
        return self.speech.gettext("Still to come")

    def when(self) -> str:
        """The day or time that was agreed on; "" where none was."""
        if not self.doc.at:
            return ""
        say, at = self.speech, self.doc.at
        if "T" in at:
            return say.short(datetime.fromisoformat(at))
        return say.long_date(date.fromisoformat(at))

    def tracking(self) -> str:
        """The number under which it travels."""
        say = self.speech.gettext
        return say("Tracking number {number}").format(number=self.doc.tracking) if self.doc.tracking else ""

    def marks(self) -> list[str]:
        """Whatever makes it less than a real one."""
        say = self.speech.gettext
        return [say("DEMO"), say("Not a real sale")] if self.doc.mark else []
