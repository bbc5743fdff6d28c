"""What each tax is called on paper and on the screen: VAT, or GST beside PST."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from pos.domain.money.tax import TaxList
from pos.domain.money.taxation import TaxKey

_FRENCH = {"GST": "TPS", "HST": "TVH", "PST": "TVP", "QST": "TVQ", "RST": "TVD"}
"""The taxes of Canada in its other language."""

_OTHER = {"fr": _FRENCH, "en": {french: english for english, french in _FRENCH.items()}}

_VALUE_ADDED = frozenset(
    ["VAT", "TVA", "MWST.", "MWST", "UST.", "UST", "IVA", "BTW", "BTW/TVA", "ДДС", "ΦΠΑ", "DPH", "MOMS",
     "KM", "ALV", "PDV", "ÁFA", "PVM", "PVN", "DDV", "MVA"]
)  # fmt: skip
"""Words for one tax, which every language of Europe has its own word for."""


@dataclass(frozen=True, slots=True)
class TaxLabels:
    """`word` for every rate without a label of its own; `own` says which have one."""

    word: str
    own: Mapping[TaxKey, str] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.word, *self.own.items()))

    def of(self, rate: str, before: int = 0) -> str:
        """The label of a rate that stood so many times before it in its list."""
        return self.own.get((rate, before)) or self.own.get((rate, 0)) or self.word

    def each(self, rates: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Each rate of a list, or of the rows of a table, with its label before it."""
        seen: dict[str, int] = {}
        for rate in rates:
            yield self.of(rate, seen.get(rate, 0)), rate
            seen[rate] = seen.get(rate, 0) + 1

    def together(self, taxes: TaxList) -> list[tuple[str, list[str]]]:
        """The rates of a line, those of one label together; no tax at all is a rate of 0."""
        found = groupby(self.each(taxes or ("0",)), key=lambda one: one[0])
        return [(label, [rate for _label, rate in each]) for label, each in found]


NO_LABELS = TaxLabels("")


def own_labels(lists: Iterable[tuple[TaxList, tuple[str, ...]]]) -> dict[TaxKey, str]:
    """The labels of rates, from lists of rates with theirs; the first list that names a rate is right."""
    found: dict[TaxKey, str] = {}
    for rates, labels in lists:
        for at, (rate, label) in enumerate(zip(rates, labels, strict=False)):
            if label:
                found.setdefault((rate, rates[:at].count(rate)), label)
    return found


def parts_of(word: str, rates: TaxList) -> tuple[str, ...]:
    """The labels of a list of rates where the word for all of them names each: TPS/TVQ of 5 and 9.975.

    BTW/TVA is one tax in two languages.
    """
    parts = tuple(part.strip() for part in word.split("/"))
    named = len(parts) == len(rates) > 1 and all(parts)
    return parts if named and not any(part.upper() in _VALUE_ADDED for part in parts) else ()


def translated(label: str, language: str) -> str:
    """A label in another language of the paper: TPS/TVQ is GST/QST in English.

    "" for the tax that every language has a word for; what is no language's, as 消費税, stays what it is.
    """
    if label.upper() in _VALUE_ADDED:
        return ""
    words = _OTHER.get(language, _OTHER["en"])
    return "/".join(words.get(part, part) for part in label.split("/"))
