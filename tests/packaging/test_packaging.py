"""What is handed on: notices of all that is inside, a desktop file, a bundle without ballast."""

from __future__ import annotations

import ast
import configparser
import os
import tomllib
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from fontTools.ttLib import TTFont

from pos import bootstrap
from pos.text import PAPER_LANGUAGES
from pos.text.locales import locale_of
from tests.packaging.notices import NOTICES, heading, packages
from ui.main import DESKTOP_ID

ROOT = Path(bootstrap.ROOT)


@pytest.fixture(scope="module")
def spec() -> dict[str, Any]:
    """What build.spec says, read without packing anything: the calls at its end are only written down."""
    made: dict[str, Any] = {"SPECPATH": str(ROOT), "calls": {}}

    class Said:
        def __init__(self, name: str) -> None:
            self.name = name

        def __call__(self, *parts: Any, **words: Any) -> Any:
            made["calls"][self.name] = words
            if self.name == "Analysis":
                return type("Analysed", (), dict(binaries=[], datas=[], pure=[], scripts=[]))()
            return None

    made |= {name: Said(name) for name in ("Analysis", "PYZ", "EXE", "COLLECT")}
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        exec(compile((ROOT / "build.spec").read_text("utf-8"), "build.spec", "exec"), made)
    finally:
        os.chdir(before)
    return made


def test_the_notices_name_every_package_that_is_installed() -> None:
    written = NOTICES.read_text("utf-8")
    for name, versions in packages().items():
        assert f"\n{heading(name, versions)}\n" in written, "run: python tests/packaging/notices.py"
    for name in ("Inter-OFL.txt", "DejaVu-LICENSE.txt", "Apache-2.0.txt"):
        assert name in written
        assert (ROOT / "resources" / "fonts" / name).exists()
    lesser = (NOTICES.parent / "LGPL-3.0.txt").read_text("utf-8")
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in lesser
    assert "Version 3, 29 June 2007" in (NOTICES.parent / "GPL-3.0.txt").read_text("utf-8")


def test_bundle_and_wheel_carry_the_notices(spec: dict[str, Any]) -> None:
    assert ("resources", "resources") in spec["calls"]["Analysis"]["datas"]
    for file in NOTICES.parent.iterdir():
        assert not spec["is_unused_data"](f"resources/licences/{file.name}")
    built = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert "resources/licences/*.txt" in built["project"]["license-files"]
    assert "resources" in built["tool"]["hatch"]["build"]["targets"]["wheel"]["include"]


def test_nothing_under_the_gpl_alone_comes_in(spec: dict[str, Any]) -> None:
    assert "readline" in spec["calls"]["Analysis"]["excludes"]


@pytest.mark.parametrize(
    ("name", "unused"),
    [
        ("resources/screenshots/sell.png", True),
        ("resources/locale/fr/LC_MESSAGES/comptoir.po", True),
        ("resources/locale/fr/LC_MESSAGES/comptoir.mo", False),
        ("resources/fonts/InterTabular-Bold.ttf", False),
        ("resources/fonts/freeze_tabular.py", True),
        ("babel/locale-data/kab.dat", True),
        ("babel/locale-data/vo.dat", True),
        ("babel/locale-data/root.dat", False),
        ("babel/locale-data/fr_LU.dat", False),
        ("babel/global.dat", False),
        ("PySide6/Qt/translations/qtbase_fr.qm", True),
    ],
)
def test_ballast_stays_out_of_the_bundle(name: str, unused: bool, spec: dict[str, Any]) -> None:
    assert spec["is_unused_data"](name) is unused
    assert spec["is_unused_data"](name.replace("/", os.sep)) is unused


def test_the_bundle_writes_as_every_country_does(spec: dict[str, Any]) -> None:
    for country in Locale("en").territories:
        for language in PAPER_LANGUAGES:
            known = locale_of(country, language) if len(country) == 2 else ""
            assert not known or not spec["is_unused_data"](f"babel/locale-data/{known}.dat"), (country, known)


def test_on_windows_the_window_comes_without_a_console(spec: dict[str, Any]) -> None:
    program = spec["calls"]["EXE"]
    assert program["console"]  # commands need one
    assert program["hide_console"] == "hide-early"
    assert (ROOT / program["icon"]).exists()
    built = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert set(built["project"]["gui-scripts"].values()) == set(built["project"]["scripts"].values())


def test_a_desktop_finds_name_and_icon_of_the_window() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment, method-assign]
    entry.read(ROOT / "resources" / "desktop" / f"{DESKTOP_ID}.desktop", "utf-8")
    said = entry["Desktop Entry"]
    built = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    shared = built["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert said["Exec"] in built["project"]["scripts"]
    assert shared[f"resources/desktop/{DESKTOP_ID}.desktop"] == f"share/applications/{DESKTOP_ID}.desktop"
    icons = [place for file, place in shared.items() if (ROOT / file).exists() and "/icons/" in place]
    assert {Path(one).stem for one in icons} == {said["Icon"]}
    assert {Path(one).suffix for one in icons} == {".svg", ".png"}


def _words(file: Path) -> set[str]:
    """The letters a module may show: those of its strings, without what only readers of the code see."""
    tree = ast.parse(file.read_text("utf-8"))
    told = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
    strings = (one for one in ast.walk(tree) if isinstance(one, ast.Constant) and isinstance(one.value, str))
    return set("".join(str(one.value) for one in strings if id(one) not in told))


def test_the_typeface_has_every_letter_the_window_says() -> None:
    has = set(TTFont(ROOT / "resources" / "fonts" / "InterTabular-Regular.ttf").getBestCmap())
    for file in sorted((ROOT / "ui").rglob("*.py")):
        missing = {one for one in _words(file) if one.isprintable() and ord(one) not in has}
        assert not missing, (file.name, missing)
    for catalogue in sorted((ROOT / "resources" / "locale").rglob("*.po")):
        missing = {one for one in catalogue.read_text("utf-8") if one.isprintable() and ord(one) not in has}
        assert not missing, (catalogue.name, missing)
