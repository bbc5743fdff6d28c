"""What a row says of when and for how much a thing is sold: sale prices with their days, and states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache

from pos.domain.imports.mistakes import DayUnclear
from pos.domain.money.amounts import round_half_away
from pos.domain.money.quantity import from_micro
from pos.domain.words.text import fold
from pos.exchange import cells as says
from pos.exchange.cell_table import CellTable
from pos.exchange.numbers import mistake

_SHOWN_WORDS = """active activ actif activo attivo aktiv actief ativo published publish publie
publiziert veroffentlicht publicado pubblicato gepubliceerd visible visibile sichtbar zichtbaar visivel
enabled enable enligne forsale envente zumverkauf enventa invendita tekoop avenda live listed online
available disponible disponivel public opublikowany aktywny widoczny publicerad publiceret publisert julkaistu
aktivni aktivny publikovany kozzeteve aktif yayinda активен активный активно опубликован опубликовано
включен включено виден ενεργο δημοσιευμενο 公開 公開中 販売中 上架 已发布 已發布 판매중"""
_HIDDEN_WORDS = """draft brouillon entwurf borrador bozza concept rascunho kladd kladde szkic utkast
luonnos koncept vazlat taslak черновик чернетка προχειρο 下書き 草稿 archived archive archiviert
archivado archiviato gearchiveerd arquivado zarchiwizowany arkiverad arkiveret arkivert arkistoitu
archivovany arsivlenmis архив архивный 已归档 private prive privado privato privat particulier prywatny
非公開 비공개 hidden cache masque verborgen versteckt oculto nascosto invisible unsichtbar invisibile
invisivel onzichtbaar ukryty niewidoczny dold skjult piilotettu skryty rejtett gizli скрыт скрыто
скрытый прихований κρυφο inactive inactif inaktiv inactivo inattivo inactief inativo nieaktywny
neaktivni neaktivny pasif неактивен неактивный disabled disable desactive deaktiviert desactivado
disattivato uitgeschakeld desativado выключен отключен offline horsligne unlisted unpublished
unavailable indisponible discontinued descatalogado pending pendingreview enattente enattentederelecture
ausstehend pendiente pendientederevision inattesa inattesadirevisione inafwachting pendente oczekujacy
scheduled future planifie geplant programado programmato gepland agendado zaplanowany trash deleted
expired removed retired suspended supprime corbeille geloscht papierkorb eliminado papelera eliminato
cestino verwijderd prullenbak excluido lixeira usuniety kosz raderad slettet удален удалено 下架
販売終了"""
_SHOWN, _HIDDEN = frozenset(fold(_SHOWN_WORDS).split()), frozenset(fold(_HIDDEN_WORDS).split())
_NOT = re.compile(r"(?:not|non|nicht|niet|no|nao|nie|ne|pas|ikke|inte|ei|не)[ _-]?(?=\w)(.+)")
_SIGNS = re.compile(r"[\W_]+")

_DAY = re.compile(r"(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?|(\d\d)(\d\d))")
_OTHER_DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](?:20)?(\d{2})(?:[T ,].*)?")
_SECONDS = re.compile(r"\d{9,10}")


@lru_cache(maxsize=1000)
def hidden(cell: str) -> bool | None:
    """Whether a state means "not for sale" (draft, archived, private, 0, no); None where it says neither."""
    word = fold(cell).strip()
    if not word:
        return None
    if word in ("-1", "2"):  # 2 is how one web shop writes "disabled"
        return True
    bare = _SIGNS.sub("", word)
    if bare in _HIDDEN or bare in _SHOWN:
        return bare in _HIDDEN
    if (found := _NOT.fullmatch(word)) and _SIGNS.sub("", found[1]) in _SHOWN:
        return True
    says_yes = says.yes(word)
    return None if says_yes is None else not says_yes


def day(cell: str) -> date | None:
    """The day that a cell names, None where it is empty or no day; raises ValueError where it is unclear."""
    cell = cell.strip()
    if not cell or not re.search("[1-9]", cell):
        return None  # 0000-00-00
    if found := _DAY.fullmatch(cell):
        return date(int(found[1]), int(found[2] or found[4]), int(found[3] or found[5]))
    if _SECONDS.fullmatch(cell):
        return datetime.fromtimestamp(int(cell), UTC).date()
    if found := _OTHER_DAY.fullmatch(cell):
        first, second = int(found[1]), int(found[2])
        if first > 12 or first == second:
            return date(2000 + int(found[3]), second, first)
        if second > 12:
            return date(2000 + int(found[3]), first, second)
    raise ValueError(cell)


_NONE = Decimal(0)


class Offers:
    """Where a table says what a thing costs today, and what it cost before."""

    def __init__(
        self,
        sheet: CellTable,
        price: int,
        *,
        sale: int = CellTable.ABSENT,
        before: int = CellTable.ABSENT,
        first: int = CellTable.ABSENT,
        last: int = CellTable.ABSENT,
        percent: int = CellTable.ABSENT,
        amount: int = CellTable.ABSENT,
        switch: int = CellTable.ABSENT,
    ) -> None:
        self._sheet = sheet
        self._price, self._sale, self._before, self._switch = price, sale, before, switch
        self._days, self._percent, self._amount = (first, last), percent, amount
        self._reductions = tuple(at for at in (sale, percent, amount) if at != CellTable.ABSENT)
        self._knows = bool(self._reductions) or before != CellTable.ABSENT

    def of(self, row: int, cells: list[str]) -> tuple[Decimal | None, Decimal | None]:
        """The price that counts today, and the other one, 0 where the table knows of such and this has none.

        Raises LeftOut where there is no price.
        """
        if any([cells[at] for at in self._reductions]):
            return self._with_reduction(row, cells)
        usual = self._sheet.price(row, cells, self._price)
        if not self._knows:
            return usual, None
        return usual, self._higher(row, cells, usual) if cells[self._before] else _NONE

    def _with_reduction(self, row: int, cells: list[str]) -> tuple[Decimal | None, Decimal | None]:
        sale = self._sheet.cost(row, cells, self._sale) or None
        if sale is not None and not cells[self._price].strip():
            return sale, _NONE
        usual = self._sheet.price(row, cells, self._price)
        if usual is None:
            return usual, _NONE
        found = [*self._reduced(row, cells, usual)]
        if sale is not None and says.yes(cells[self._switch]) is not False:
            found.append(sale)
        if found and min(found) < usual and self._counts_today(row, cells):
            return min(found), usual
        return usual, self._higher(row, cells, usual)

    def _higher(self, row: int, cells: list[str], usual: Decimal | None) -> Decimal:
        before = self._sheet.cost(row, cells, self._before)
        return before if before is not None and usual is not None and before > usual else _NONE

    def _reduced(self, row: int, cells: list[str], usual: Decimal) -> Iterator[Decimal]:
        """The price less the percentage or the amount that the row takes off."""
        if percent := self._sheet.cost(row, cells, self._percent):
            yield rounded(max(usual - usual * percent / 100, Decimal(0)))
        if amount := self._sheet.cost(row, cells, self._amount):
            yield rounded(max(usual - amount, Decimal(0)))

    def _counts_today(self, row: int, cells: list[str]) -> bool:
        """Whether the days of the reduction, both included, hold today; those that are unclear do not."""
        days = []
        for at in self._days:
            try:
                days.append(day(cells[at]))
            except ValueError:
                self._sheet.note(mistake(DayUnclear, row, self._sheet.columns[at], cells[at]))
                return False
        (first, last), today = days, self._sheet.home.today or date.today()
        return (first is None or first <= today) and (last is None or today <= last)


def rounded(price: Decimal) -> Decimal:
    """A price that was reckoned, to the cent."""
    return from_micro(round_half_away(price * 100) * 10_000)
