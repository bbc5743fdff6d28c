"""Slips on a roll of 80 or 58 mm: what waits at the counter, and gift receipts."""

from __future__ import annotations

from collections.abc import Sequence

from pos.documents.roll import LOOKS, QUIET_MODULES, Roll
from pos.documents.slips.words import NBSP, SlipWords
from pos.domain.papers.slips import SlipDocument, SlipKind


def draw_roll_slips(docs: Sequence[SlipDocument], *, width_mm: int = 80) -> bytes:
    """Slips of one order as a PDF, each on a page of its own: the same documents give the same bytes."""
    if width_mm not in LOOKS:
        raise ValueError(f"no slip of {width_mm} mm")
    look = LOOKS[width_mm]
    roll = Roll(look.width, look.margin)
    for at, doc in enumerate(docs):
        if at:
            roll.cut()
        _Writer(doc, roll, width_mm).write()
    first = docs[0]
    return roll.pdf(
        title=f"{SlipWords(first).title} {first.order}",
        author=first.seller.name,
        subject=first.code,
        language=first.language,
        margin=look.margin * 1.3,
        running=look.small,
    )


class _Writer:
    """Writes one slip."""

    def __init__(self, doc: SlipDocument, roll: Roll, width_mm: int) -> None:
        self.doc = doc
        self.words = SlipWords(doc)
        self.roll = roll
        self.look = LOOKS[width_mm]

    def write(self) -> None:
        """From the shop's name to its words at the foot."""
        doc, roll, look, words = self.doc, self.roll, self.look, self.words
        roll.centred(doc.seller.name, look.name)
        for line in doc.seller.address:
            roll.centred(line, look.body)
        if marks := words.marks():
            roll.gap(look.space * 0.75)
            roll.framed(marks, look.strong, look.space / 2)
        roll.rule(look.space)
        if doc.kind is SlipKind.PICKUP:
            self._for_whom()
        else:
            roll.pair(words.title, words.order, look.strong)
            roll.text(words.speech.long_date(doc.day), look.muted)
        roll.rule(look.space)
        for one in doc.lines:
            roll.may_break()
            roll.pair(words.name(one), f"{words.pieces(one)}{NBSP}×", look.body)
            if one.note and doc.kind is SlipKind.PICKUP:
                roll.text(one.note, look.muted, look.indent)
        if doc.later:
            roll.gap(look.space)
            roll.text(words.later, look.strong)
            for one in doc.later:
                roll.pair(words.name(one), f"{words.pieces(one)}{NBSP}×", look.muted)
        self._foot()

    def _for_whom(self) -> None:
        """The number as large as it goes, who comes and when, what is to be paid."""
        doc, roll, look, words = self.doc, self.roll, self.look, self.words
        roll.text(words.title, look.muted)
        roll.text(doc.order, look.total)
        for at, line in enumerate(doc.to):
            roll.text(line, look.body if at else look.strong)
        if when := words.when():
            roll.text(when, look.strong)
        if doc.due and doc.due.minor:
            due = words.speech.money(doc.due)
            roll.pair(words.speech.gettext("Still to pay"), due, look.strong)

    def _foot(self) -> None:
        import segno

        doc, roll, look = self.doc, self.roll, self.look
        if doc.note:
            roll.gap(look.space / 2)
            roll.text(doc.note, look.muted)
        roll.gap(QUIET_MODULES * look.module)
        roll.code(segno.make_qr(doc.code, error="m").matrix, look.module)
        roll.gap(QUIET_MODULES * look.module)
        if doc.kind is SlipKind.GIFT:
            roll.centred(self.words.speech.gettext("Bring this code to exchange the gift."), look.body)
        for line in doc.footer:
            roll.centred(line, look.body)
