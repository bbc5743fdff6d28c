"""Tell a scanner from fingers by the time between keys: no person types a code at thirty keys a second."""

from __future__ import annotations

GAP = 0.035
"""Seconds between two keys of one burst, at most."""
SHORTEST = 4
"""Characters of the shortest code that is taken for a scan; below that, two quick fingers would do."""
SECOND_ENTER = 0.2
"""Seconds after a scan in which another Enter is the scanner's own."""


class Burst:
    """The keys that came in one breath so far."""

    def __init__(self) -> None:
        self._text = ""
        self._last = float("-inf")
        self._ended = float("-inf")

    @property
    def running(self) -> bool:
        """Whether the last key came so soon after the one before that a scanner may be typing."""
        return len(self._text) > 1

    @property
    def text(self) -> str:
        """The keys of the last breath."""
        return self._text.strip()

    def goes_on(self, at: float) -> bool:
        """Whether a key at that second belongs to the breath of those before."""
        return self.running and 0 <= at - self._last <= GAP

    def key(self, text: str, at: float) -> bool:
        """Note a character at that second; true when it starts a new burst."""
        self._ended = float("-inf")
        starts = not 0 <= at - self._last <= GAP
        self._text = text if starts else self._text + text
        self._last = at
        return starts

    def end(self, at: float) -> str:
        """Note Enter or Tab; gives the code if a scanner sent it, else ""."""
        quick = 0 <= at - self._last <= GAP
        code = self._text.strip() if quick else ""
        self.interrupt()
        if len(code) < SHORTEST:
            return ""
        self._ended = at
        return code

    def rested(self) -> None:
        """The code ended by itself; an Enter that still comes is the scanner's."""
        last = self._last
        self.interrupt()
        self._ended = last

    def echoes(self, at: float) -> bool:
        """Whether an Enter at that second is the second one of the scan just read."""
        return 0 <= at - self._ended <= SECOND_ENTER

    def interrupt(self) -> None:
        """Forget the keys so far: something that no scanner sends came in between."""
        self._text = ""
        self._last = self._ended = float("-inf")
