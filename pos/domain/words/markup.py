"""Texts that were written for a web page, as plain text."""

from __future__ import annotations

import html
import re

_TAG = re.compile(r"""(</?[a-zA-Z](?:(?:[^<>"']|"[^"<]*"|'[^'<]*')*+>|[^<>]*>)|<[!?][^<>]*>)""")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_BLOCK_TAGS = "p div ul ol li table tr h1 h2 h3 h4 h5 h6 section article blockquote pre hr"
_BLOCKS = frozenset(_BLOCK_TAGS.split())


def unescaped(cell: str) -> str:
    """A name with its entities as letters: Smith &amp; Sons."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]), cell) if "&" in cell else cell


def plain(cell: str) -> str:
    """A description as plain text: tags away, paragraphs and list items on lines of their own.

    The standard library's parser takes minutes for a hostile cell; this reads each character about once.
    """
    parts = _TAG.split(_without_comments(cell)) if "<" in cell else [cell]
    if len(parts) == 1:
        return unescaped(parts[0])
    shown: list[str] = []
    hidden = blocks = False
    for part in parts:
        tag = _tag_name(part)
        if tag in ("script", "style"):
            hidden = not part.startswith("</")
        elif tag == "br":
            shown.append("\v")
        elif tag in _BLOCKS:
            blocks = True
            shown.append("\v– " if tag == "li" and part[1] != "/" else "\v")
        elif not tag and not hidden:
            shown.append(html.unescape(part.replace("\v", " ")))
    # Where there are no paragraphs, the source's own line breaks are meant.
    lines = re.split("\v" if blocks else "[\v\n]", "".join(shown))
    return "\n".join(
        line for each in lines if (line := re.sub(r"[ \t\r\n]+", " ", each).strip()) not in ("", "–")
    )


def _tag_name(part: str) -> str:
    """The name of a tag, "!" for a declaration, "" for text."""
    if not _TAG.fullmatch(part):
        return ""
    return "!" if part[1] in "!?" else part.strip("</>").split(maxsplit=1)[0].casefold()


def _without_comments(cell: str) -> str:
    """The text between comments; one that is never closed hides the rest, as in a browser."""
    first, *rest = cell.split("<!--")
    return first + "".join(after for each in rest for _, _, after in [each.partition("-->")])
