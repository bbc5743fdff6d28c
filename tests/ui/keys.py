"""The keys of a keyboard by the words on them, for what drives a window."""

from __future__ import annotations

from PySide6.QtCore import Qt

NO_MODIFIER = Qt.KeyboardModifier.NoModifier
KEYS = {
    "Enter": Qt.Key.Key_Return,
    "Esc": Qt.Key.Key_Escape,
    "Tab": Qt.Key.Key_Tab,
    "Up": Qt.Key.Key_Up,
    "Down": Qt.Key.Key_Down,
    "Del": Qt.Key.Key_Delete,
    "Backspace": Qt.Key.Key_Backspace,
    "Space": Qt.Key.Key_Space,
    **{f"F{n}": Qt.Key(Qt.Key.Key_F1 + n - 1) for n in range(1, 13)},
}
MODIFIERS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
}


def key_of(character: str) -> Qt.Key:
    """The key on which a character is written."""
    code = ord(character.upper())
    return Qt.Key(code) if code < 256 else Qt.Key.Key_unknown


def text_of(key: Qt.Key) -> str:
    """What a key without a character of its own writes."""
    return {Qt.Key.Key_Return: "\r", Qt.Key.Key_Tab: "\t"}.get(key, "")
