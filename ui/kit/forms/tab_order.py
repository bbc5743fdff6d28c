"""The way of the Tab key: as the eye goes over what is seen now, container by container."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from ui.kit.accessible import rivals

Placed = tuple[QRect, list[QWidget]]
"""A part of a container: where its stops lie, and they themselves in their order."""
Sides = Callable[[QRect], tuple[int, int]]


def reading_order(inside: QWidget) -> list[QWidget]:
    """The stops of Tab inside a widget, by where they lie at this moment.

    What lies in one container stays together. The parts of a container are parted into rows where a line fits
    between them, those into columns, and so on; columns are read from where the language begins.
    """
    return _stops(inside, None)


def step_focus(inside: QWidget, *, forward: bool) -> bool:
    """Give the keyboard to the next stop inside a widget, after the last to the first; false without any.

    What has the keyboard may just be going away: the next is sought from where it was.
    """
    now = QApplication.focusWidget()
    stops = _stops(inside, now)
    if not any(stop is not now for stop in stops):
        return False
    at = stops.index(now) if now in stops else (-1 if forward else 0)
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    stops[(at + (1 if forward else -1)) % len(stops)].setFocus(reason)
    return True


def is_stop(one: QWidget) -> bool:
    """Whether Tab stops here: of several choices of which one holds, at that one; arrows choose another.

    The ground of a scroll area is not asked for its proxy: Python would hold the area by the passing name of
    its ground, and the garbage collector take both out of the window.
    """
    if not one.isEnabled():
        return False
    others = rivals(one) if isinstance(one, QAbstractButton) and one.isCheckable() else []
    chosen = [other for other in others if other.isChecked()]
    if chosen:
        return one in chosen
    return bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus) and one.focusProxy() is None


def _stops(inside: QWidget, now: QWidget | None) -> list[QWidget]:
    return [stop for _rect, stops in _in_order(_parts(inside, now), _mirrored(inside)) for stop in stops]


def _parts(inside: QWidget, now: QWidget | None) -> list[Placed]:
    parts: list[Placed] = []
    for child in inside.children():
        if not isinstance(child, QWidget) or child.isWindow():
            continue
        if not child.isVisible() and not (now is not None and (child is now or child.isAncestorOf(now))):
            continue
        below = _in_order(_parts(child, now), _mirrored(child))
        stops = [stop for _rect, found in below for stop in found]
        rect = QRect()
        for place, _found in below:
            rect = rect.united(place)
        if child is now or is_stop(child):
            stops, rect = [child, *stops], child.rect()
        if stops:
            seen = rect.intersected(child.rect()) or child.rect()  # the rest may be scrolled away
            parts.append((seen.translated(child.pos()), stops))
    return parts


def _in_order(parts: list[Placed], mirrored: bool) -> list[Placed]:
    if len(parts) < 2:
        return parts
    across: Sides = (lambda rect: (-rect.right(), -rect.left())) if mirrored else _across
    for sides in (_down, across):
        groups = _cut(parts, sides)
        if len(groups) > 1:
            return [one for group in groups for one in _in_order(group, mirrored)]
    return sorted(parts, key=lambda part: (_down(part[0])[0], across(part[0])[0]))


def _cut(parts: Sequence[Placed], sides: Sides) -> list[list[Placed]]:
    """The parts in groups between which a straight line fits."""
    groups: list[list[Placed]] = []
    end = 0
    for part in sorted(parts, key=lambda part: sides(part[0])):
        begin, until = sides(part[0])
        if groups and begin <= end:
            groups[-1].append(part)
            end = max(end, until)
        else:
            groups.append([part])
            end = until
    return groups


def _down(rect: QRect) -> tuple[int, int]:
    return rect.top(), rect.bottom()


def _across(rect: QRect) -> tuple[int, int]:
    return rect.left(), rect.right()


def _mirrored(one: QWidget) -> bool:
    return one.layoutDirection() is Qt.LayoutDirection.RightToLeft
