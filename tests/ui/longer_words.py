"""A language nobody speaks: each text longer by two fifths, accented, and in brackets."""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from pos.text import speech

OPEN, CLOSE = "‹", "›"
LONGER = 1.4
_ACCENTED = dict(zip("aeiouyAEIOUYcnsz", "åéîöüýÅÉÎÖÜÝçñšž", strict=True))
_PLACE = re.compile(r"(\{[^}]*\})")


def lengthened(text: str) -> str:
    """ "Bank transfer" as "‹Båååñk tråååñšféééer›": each word grows."""
    letters = sum(len(part) for part in _PLACE.split(text)[::2])
    wanted = round(letters * LONGER) - letters
    vowels = sum(one in "aeiouyAEIOUY" for part in _PLACE.split(text)[::2] for one in part) or 1
    made, given, seen = [], 0, 0
    for at, part in enumerate(_PLACE.split(text)):
        if at % 2:
            made.append(part)
            continue
        for one in part:
            made.append(_ACCENTED.get(one, one))
            if one in "aeiouyAEIOUY":
                seen += 1
                more = wanted * seen // vowels - given
                made.append(_ACCENTED[one.lower()] * more)
                given += more
    return f"{OPEN}{''.join(made)}{CLOSE}"


def speak_longer(folder: Path) -> None:
    """Write the catalogue of that language, in the place of French."""
    with (speech.CATALOGUES / "fr" / "LC_MESSAGES" / f"{speech.DOMAIN}.po").open("rb") as file:
        known = read_po(file)
    longer = Catalog(locale="fr")
    for one in known:
        if not one.id:
            continue
        said = tuple(map(lengthened, one.id)) if isinstance(one.id, tuple | list) else lengthened(str(one.id))
        longer.add(one.id, said, context=one.context)
    place = folder / "fr" / "LC_MESSAGES"
    place.mkdir(parents=True)
    with (place / f"{speech.DOMAIN}.mo").open("wb") as file:
        write_mo(file, longer)
