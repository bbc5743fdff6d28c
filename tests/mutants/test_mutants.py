"""What `python3 tests --mutants` changes: the table of changes, and the mistakes it knows by name."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.mutants.named import NAMED, named_mutants
from tests.mutants.points import mutants
from tests.mutants.run import ROOT, python_files


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("return a < b", ["return (a <= b)", "return (a >= b)"]),
        ("return a is not b", ["return (a is b)"]),
        ("return a - b", ["return (a + b)"]),
        ("return a and b", ["return (a or b)", "return a", "return b"]),
        ("return not a", ["return a"]),
        ("return -a", ["return a"]),
        ("return 3", ["return 2", "return 4"]),
        ("return a if b else c", ["return a", "return c"]),
        ("return max(a, b)", ["return a", "return b"]),
        ("return within(a)", ["return a"]),
        ("return str(a)", []),
        ("return f'{a - b}'", []),
        ("return 'a text'", []),
        ("a += b", ["pass"]),
        ("a.clear()", ["pass"]),
        ("if a: return", ["if False: return", "if True: return"]),
        ("if a: b = c", ["if True: b = c"]),
        ("x: Literal[1] = a", []),
    ],
)
def test_a_line_is_made_wrong(tmp_path: Path, right: str, wrong: list[str]) -> None:
    source = f"def f(a, b, c):\n    {right}\n"
    (tmp_path / "m.py").write_text(source)
    made = [one.applied_to(source.encode()).decode() for one in mutants(tmp_path, "m.py")]
    assert [text.splitlines()[1].strip() for text in made] == wrong


def test_what_a_function_promises_is_returned_wrong(tmp_path: Path) -> None:
    (tmp_path / "m.py").write_text("def f() -> bool:\n    return g\ndef h() -> int | None:\n    return g\n")
    assert [one.text for one in mutants(tmp_path, "m.py")] == ["False", "True", "0", "None"]


def test_every_change_of_a_file_is_another_program() -> None:
    path = next(path for path in python_files(ROOT) if path.endswith("/tenders.py"))
    source = (ROOT / path).read_bytes()
    right = ast.dump(ast.parse(source))
    assert all(ast.dump(ast.parse(one.applied_to(source))) != right for one in mutants(ROOT, path))


def test_every_mistake_known_by_name_can_still_be_made() -> None:
    made = named_mutants(ROOT, python_files(ROOT))
    assert [one.name for one in made] == [one.name for one in NAMED]
