"""What the import contracts in pyproject.toml cannot say about the shape of the code."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted(
    path for folder in ("pos", "ui", "tests") for path in (ROOT / folder).rglob("*.py") if path.is_file()
)
LONGEST_FILE = 400
MOST_FILES = 14
NO_NAMES = ("Manager", "Helper", "Util")
VAGUE = re.compile(r"utils?|helpers?|common|misc", re.IGNORECASE)


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _nodes(path: Path, *words: str) -> Iterator[ast.AST]:
    """All of a file's syntax where one of the words is in it at all: to read every file takes seconds."""
    source = path.read_text("utf-8")
    return ast.walk(ast.parse(source)) if any(word in source for word in words) else iter(())


def _imports(path: Path) -> set[str]:
    """Every module a file imports, with the names taken from it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_presenters_know_no_widgets() -> None:
    presenters = [path for path in SOURCES if "presenter" in path.stem and path.is_relative_to(ROOT / "ui")]
    with_widgets = [_name(path) for path in presenters if "PySide6.QtWidgets" in _imports(path)]
    assert with_widgets == []


def test_no_window_changes_a_cart_by_itself() -> None:
    changed = re.compile(
        r"replace\(\s*(?:self\.)?_?(?:cart|fulfilment|buyer)\b|replace\([\w.]*\.(?:cart|fulfilment)\b"
    )
    sources = [path for path in SOURCES if path.is_relative_to(ROOT / "ui")]
    assert [_name(path) for path in sources if changed.search(path.read_text("utf-8"))] == []


def test_no_file_is_longer_than_a_sitting() -> None:
    lengths = {_name(path): len(path.read_text("utf-8").splitlines()) for path in SOURCES}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_every_file_has_a_name_that_says_something() -> None:
    assert [_name(path) for path in SOURCES if any(VAGUE.fullmatch(p) for p in path.stem.split("_"))] == []


def test_no_class_is_a_manager() -> None:
    managers = [
        f"{_name(path)}: {node.name}"
        for path in SOURCES
        for node in _nodes(path, *NO_NAMES)
        if isinstance(node, ast.ClassDef) and any(name in node.name for name in NO_NAMES)
    ]
    assert managers == []


def _has_docstring(source: str) -> bool:
    usual = source.startswith('"""') and source[3:4].isalnum()  # to read every file takes seconds
    return usual or bool(ast.get_docstring(ast.parse(source)))


@pytest.mark.parametrize("folder", ["pos", "ui"])
def test_every_file_begins_with_a_sentence(folder: str) -> None:
    silent = [
        _name(path)
        for path in SOURCES
        if path.is_relative_to(ROOT / folder) and not _has_docstring(path.read_text("utf-8"))
    ]
    assert silent == []


def test_no_statement_numbers_its_placeholders() -> None:
    """Python 3.12.0 to 3.12.3 take `?` with a number for a name, and warn of it."""
    numbered = re.compile(r"[ (=]\?[1-9]")
    assert [_name(path) for path in SOURCES if numbered.search(path.read_text("utf-8"))] == []


BY_NAME = {
    "pos/__main__.py": "what only a bundle sets",
    "pos/bootstrap.py": "what only a bundle or only some systems have; runs before anything is installed",
    "pos/disk.py": "what only some systems have",
    "pos/cli/arguments.py": "options that only some commands have",
    "pos/cli/order_files.py": "what only some systems have",
    "pos/cli/own_words.py": "the values of an error, as its sentence names them",
    "pos/cli/refusals.py": "what only errors of the system say",
    "pos/domain/imports/read_file.py": "the values of a mistake, as its sentence names them",
    "pos/domain/words/errors.py": "the values of an error, as its sentence names them",
    "pos/domain/words/fields.py": "the one door to a record's field by its name",
    "pos/exchange/encoding.py": "what only some systems have",
    "pos/journal/frame.py": "what only some facts name of others",
    "pos/journal/seal.py": "the personal part, which only some facts have",
    "pos/journal/proof/verify.py": "what only errors of SQLAlchemy say",
    "pos/model/database.py": "what only a thread that has read has, and only errors of SQLite say",
    "pos/services/mail/queue.py": "the values of a trouble, as the queue keeps them",
    "pos/services/catalogue/fetching.py": "what only errors of the system say",
    "pos/services/demo/pictures/__init__.py": "what the rooms of pictures can draw",
    "pos/text/sentences.py": "the values of an error, as its sentence names them",
    "ui/main.py": "a switch of PySide's own",
}
"""Who reads an attribute by its name, and why; pages, presenters and widgets do not."""


REACHING_NAMES = ("getattr", "setattr", "hasattr", "delattr", "vars")
REACHING_ATTRIBUTES = ("__dict__", "attrgetter", "methodcaller")


def test_nothing_is_reached_by_name_but_where_there_is_a_reason() -> None:
    reaching = {
        _name(path)
        for path in SOURCES
        if not path.is_relative_to(ROOT / "tests")
        for node in _nodes(path, *REACHING_NAMES, *REACHING_ATTRIBUTES)
        if (isinstance(node, ast.Name) and node.id in REACHING_NAMES)
        or (isinstance(node, ast.Attribute) and node.attr in REACHING_ATTRIBUTES)
    }
    assert reaching == set(BY_NAME)


def test_no_hook_is_set_from_outside() -> None:
    """A callable comes through a constructor or a signal: no attribute of another object is made one."""
    hooks = [
        f"{_name(path)}:{node.lineno}"
        for path in SOURCES
        if path.is_relative_to(ROOT / "ui") or path.is_relative_to(ROOT / "pos")
        for node in _nodes(path, "lambda")
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Lambda)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Attribute)
    ]
    assert hooks == []


def test_no_room_holds_more_than_one_can_overlook() -> None:
    files = [
        path for path in SOURCES if path.name != "__init__.py" and not path.is_relative_to(ROOT / "tests")
    ]
    rooms = Counter(path.parent.relative_to(ROOT).as_posix() for path in files)
    assert {room: count for room, count in rooms.items() if count > MOST_FILES} == {}


def test_every_file_that_the_architecture_names_is_there_and_no_walk_goes_back() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    named = re.findall(r"`((?:pos|ui|tests)/[a-z0-9_/]+\.py)`", text)
    assert [name for name in named if not (ROOT / name).exists()] == []
    walks = [part for part in text.split("\n\n") if part.count(".py` →") > 12]
    assert len(walks) == 2
    for walk in walks:
        files = re.findall(r"`((?:pos|ui)/[\w/]+\.py)`", walk)
        assert len(files) == len(set(files)) <= 18
