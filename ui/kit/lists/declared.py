"""What a list page declares: its columns, where its rows come from, its filters and its words."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, NamedTuple

from ui.kit.lists.columns import Columns
from ui.kit.lists.rows import R

ALL = ""
"""The filter that lets everything through."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is asked for: a text, the chip that is on, what is chosen beside the chips.

    `scanned` tells that the text is a code that was read by a scanner; `more` is what else the page narrows
    its list by.
    """

    text: str = ""
    filter: str = ALL
    choice: str = ""
    scanned: bool = False
    more: Any = None


class FoundRows(NamedTuple, Generic[R]):
    """Rows read, and the key to read on from; None where the list ends."""

    rows: Sequence[R]
    after: Any = None


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted behind the window: rows of each chip, what may be chosen beside them, and the sum."""

    chips: Mapping[str, int] = field(default_factory=dict)
    choices: tuple[str, ...] = ()
    sum: Any = None


class Chip(NamedTuple):
    """A filter: `title` is a message id; one that is not `always` there comes when something is counted."""

    name: str
    title: str
    always: bool = True


class Hint(NamedTuple):
    """What is said where no rows are, as message ids, and the one action that helps."""

    title: str
    words: str
    action: str = ""


class DeclaredList(ABC, Generic[R]):
    """One kind of list. `read`, `is_bare` and `count` are called in a lane and touch no widget.

    `title`, `search_title`, `search_hint`, `choice_title` are message ids.
    """

    icon: ClassVar[str]
    title: ClassVar[str]
    search_title: ClassVar[str]
    search_hint: ClassVar[str]
    chips: ClassVar[tuple[Chip, ...]]
    choice_title: ClassVar[str] = ""
    choice_width: ClassVar[int] = 190
    choice_is_filter: ClassVar[bool] = False
    """Whether what is chosen beside the chips takes their place; else both hold."""
    searches_within: ClassVar[bool] = False
    """Whether a text is looked for within the filter that is on; else a filter forgets the text."""
    several: ClassVar[bool] = False
    bare: ClassVar[Hint]
    """What is said where there is nothing at all yet."""
    nothing: ClassVar[Hint]
    """What is said where nothing fits."""
    columns: Columns[R]

    @abstractmethod
    def key(self, row: R) -> str:
        """What tells a row from all others."""

    @abstractmethod
    def read(self, asked: Asked, after: Any, limit: int) -> FoundRows[R]:
        """Rows from the top (`after` is None), or from where the last ones ended."""

    @abstractmethod
    def is_bare(self) -> bool:
        """Whether there is nothing at all yet, whatever is asked for."""

    @abstractmethod
    def count(self, asked: Asked) -> Counted:
        """What the chips and the foot say."""

    @abstractmethod
    def foot(self, asked: Asked, rows: int, more: bool, counted: Counted) -> str:
        """The line below the list, of as many rows read and perhaps more."""

    def choices(self, counted: Counted) -> list[tuple[str, str]]:
        """What may be chosen beside the chips, with its words; the first lets everything through."""
        return []

    def choice_holds(self, asked: Asked) -> bool:
        """Whether the choice beside the chips means something now."""
        return True
