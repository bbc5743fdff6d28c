"""Make Inter Tabular: Inter whose ordinary figures are its tabular ones.

    python freeze_tabular.py FOLDER_OF_INTER [FOLDER_TO_WRITE]

A PDF knows no font features, and columns of amounts need figures of one width. So the characters 0 to 9 are
pointed at the glyphs that the feature `tnum` would choose; nothing is drawn anew and no glyph is removed.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.ttLib import TTFont

FACES = {
    "Inter_400Regular.ttf": "InterTabular-Regular.ttf",
    "Inter_500Medium.ttf": "InterTabular-Medium.ttf",
    "Inter_600SemiBold.ttf": "InterTabular-SemiBold.ttf",
    "Inter_700Bold.ttf": "InterTabular-Bold.ttf",
}
FIGURES = range(ord("0"), ord("9") + 1)
FAMILY, FULL, POSTSCRIPT, UNIQUE, DESCRIPTION, TYPOGRAPHIC = 1, 4, 6, 3, 10, 16


def tabular_glyphs(font: TTFont) -> dict[str, str]:
    """Glyph to glyph, as the font's own `tnum` feature says."""
    table = font["GSUB"].table
    found: dict[str, str] = {}
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            for index in record.Feature.LookupListIndex:
                for subtable in table.LookupList.Lookup[index].SubTable:
                    found.update(getattr(subtable, "ExtSubTable", subtable).mapping)
    return found


def figures(cmap: dict[int, str]) -> list[tuple[int, str]]:
    """The glyphs that stand for 0 to 9 now; two tables may share one mapping, so none is changed in place."""
    return [(code, cmap[code]) for code in FIGURES if code in cmap]


def rename(font: TTFont) -> None:
    """Give the changed font a name of its own, so that it never stands in for an installed Inter."""
    names = font["name"]
    for record in list(names.names):
        if record.nameID in (FAMILY, FULL, TYPOGRAPHIC):
            record.string = str(record).replace("Inter", "Inter Tabular", 1)
        elif record.nameID in (POSTSCRIPT, UNIQUE):
            record.string = str(record).replace("Inter", "InterTabular", 1)
        elif record.nameID == DESCRIPTION:
            names.removeNames(nameID=DESCRIPTION)
    names.setName("Inter with its tabular figures as the ordinary ones.", DESCRIPTION, 3, 1, 0x409)


def freeze(source: Path, target: Path) -> None:
    """Write one face with tabular figures."""
    font = TTFont(source, recalcTimestamp=False)
    glyphs = tabular_glyphs(font)
    for table in font["cmap"].tables:
        frozen = {code: glyphs.get(name, name) for code, name in figures(table.cmap)}
        table.cmap = {**table.cmap, **frozen}
    rename(font)
    font.save(target)


def main(arguments: list[str]) -> None:
    source = Path(arguments[0])
    target = Path(arguments[1]) if len(arguments) > 1 else Path(__file__).parent
    for old, new in FACES.items():
        freeze(source / old, target / new)
        print(target / new)


if __name__ == "__main__":
    main(sys.argv[1:])
