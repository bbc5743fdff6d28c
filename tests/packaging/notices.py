"""Writes what is inside, and under which licence: `python tests/packaging/notices.py`.

The texts come from the installed packages themselves; of those that bring none, and of what is no package,
the names stand here and the texts beside the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOTICES = ROOT / "resources" / "licences" / "NOTICES.txt"
PINNED = re.compile(r"^([A-Za-z0-9_.-]+)==([^ ;\\]+)", re.MULTILINE)
LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|authors)[^/]*$", re.IGNORECASE)
RULE = "=" * 78
QT = (
    "Qt and PySide6 (Shiboken), by The Qt Company Ltd. and others: GNU Lesser General Public License\n"
    "version 3 (LGPL-3.0.txt, with the GPL-3.0.txt it adds to, in this folder). They are used as published,\n"
    "as shared libraries of their own: replace the files of PySide6 and shiboken6 beside the program by a\n"
    "build of yours, and it runs with it. Their source:\n"
    "https://download.qt.io/official_releases/QtForPython/ and\n"
    "https://download.qt.io/official_releases/qt/. What Qt itself contains:\n"
    "https://doc.qt.io/qt-6/licenses-used-in-qt.html"
)
WITHOUT_TEXT = {
    "pyside6-essentials": QT,
    "shiboken6": QT,
    "pypdfium2": "BSD 3-Clause, with Apache License 2.0 (../fonts/Apache-2.0.txt); it contains PDFium, by\n"
    "the PDFium Authors and Google: BSD 3-Clause and Apache License 2.0,\n"
    "https://pdfium.googlesource.com/pdfium/.",
    "pywin32-ctypes": "BSD 3-Clause License, Copyright (c) 2014-2024 Enthought, Inc. Only on Windows.",
    "six": "MIT License, Copyright (c) 2010-2024 Benjamin Peterson. Only on Windows on ARM.",
}
BESIDE = """Also inside
-----------
- The typefaces in resources/fonts: Inter (SIL Open Font License 1.1, Inter-OFL.txt), DejaVu Sans
  (DejaVu-LICENSE.txt), Droid Sans Fallback (Apache License 2.0, Apache-2.0.txt).
- The icons in resources/icons: Lucide (ISC, LICENSE.txt there).
- Names and formats of languages, countries and currencies: Unicode CLDR, by way of Babel (Unicode License V3,
  https://www.unicode.org/license.txt). Formats of addresses: Google's libaddressinput (Apache License 2.0).
- The folder made by build.spec also contains Python (PSF License 2.0, https://docs.python.org/3/license.html),
  SQLite (public domain), OpenSSL (Apache License 2.0), and the start of PyInstaller (GPL 2.0 or later, with
  the exception that lets programs of any licence be packed). On Linux it brings the libraries that Qt draws
  and prints with, as the system has them: X11, XCB, xkbcommon, FreeType, fontconfig, libpng, D-Bus, CUPS and
  Kerberos (each under a licence of its own without conditions for programs beside it: MIT, FreeType, libpng,
  AFL 2.1, Apache 2.0), and GLib, GnuTLS, Nettle, GMP, libidn2, libunistring, Libtasn1, p11-kit, libgcrypt,
  libgpg-error, Avahi, systemd and keyutils (GNU Lesser General Public License 2.1 or 3, or BSD): shared
  libraries of their own, that can be replaced as Qt's can.
"""


def packages() -> dict[str, tuple[str, ...]]:
    """What requirements.txt installs, with the versions it pins."""
    found: dict[str, tuple[str, ...]] = {}
    for name, version in PINNED.findall((ROOT / "requirements.txt").read_text("utf-8")):
        found[name] = (*found.get(name, ()), version)
    return found


def heading(name: str, versions: tuple[str, ...]) -> str:
    """The line that names a package."""
    return f"{name} {' / '.join(versions)}"


def _texts(of: Distribution) -> Iterator[str]:
    for file in sorted(of.files or (), key=str):
        if (
            ".dist-info" in str(file)
            and LICENCE_FILE.search(str(file))
            and file.suffix not in (".json", ".yml")
        ):
            yield Path(str(file.locate())).read_text("utf-8", errors="replace").strip()


def section(name: str, versions: tuple[str, ...]) -> str:
    """A package: its name, what it says its licence is, and the whole text."""
    lines = [RULE, heading(name, versions)]
    if name in WITHOUT_TEXT:
        return "\n".join((*lines, "", WITHOUT_TEXT[name]))
    try:
        made = distribution(name)
    except PackageNotFoundError:
        raise SystemExit(f"{name} is not installed here: start the program once, then again") from None
    said = made.metadata.get("License-Expression") or (made.metadata.get("License") or "").split("\n")[0]
    texts = list(_texts(made))
    if not texts:
        raise SystemExit(f"{name} brings no licence: write it into WITHOUT_TEXT")
    return "\n".join((*lines, f"Licence: {said or 'see below'}", "", "\n\n".join(texts)))


def notices() -> str:
    """The whole file."""
    head = "What Comptoir contains beside its own code (MIT, see LICENSE), and under which licences\n"
    parts = [head, BESIDE, *(section(*one) for one in sorted(packages().items()))]
    return "\n".join("\n".join(line.rstrip() for line in part.splitlines()) for part in parts) + "\n"


if __name__ == "__main__":
    NOTICES.write_text(notices(), "utf-8")
