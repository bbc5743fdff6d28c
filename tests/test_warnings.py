"""A newer Python finds the suite quiet: what it warns of is an error in our code, and told of a library's."""

from __future__ import annotations

import warnings

import pytest

from tests.shared import ROOT

LIBRARY = "sqlalchemy.engine.default"
OURS = ("pos", "pos.model.database", "ui.main", "tests.shop_kit")
GIVEN_UP = (DeprecationWarning, PendingDeprecationWarning, FutureWarning)


def warn(category: type[Warning], module: str) -> None:
    warnings.warn_explicit("will be gone one day", category, "file.py", 1, module)


@pytest.mark.parametrize("category", GIVEN_UP)
@pytest.mark.parametrize("module", OURS)
def test_what_python_gives_up_is_an_error_where_we_use_it(category: type[Warning], module: str) -> None:
    with pytest.raises(category):
        warn(category, module)


@pytest.mark.parametrize("category", [*GIVEN_UP, SyntaxWarning])
@pytest.mark.parametrize("module", [LIBRARY, "positional", "uio", "/home/pos/.venv/site-packages/pos"])
def test_what_a_library_still_uses_is_only_said(category: type[Warning], module: str) -> None:
    with warnings.catch_warnings(record=True) as said:
        warn(category, module)
    assert [one.category for one in said] == [category]


@pytest.mark.parametrize("module", [str(ROOT / "pos" / "model" / "database"), "pos.model.database"])
def test_what_python_cannot_read_for_long_is_an_error_in_our_files(module: str) -> None:
    with pytest.raises(SyntaxWarning):
        warn(SyntaxWarning, module)


@pytest.mark.parametrize("category", [ResourceWarning, RuntimeWarning, UserWarning])
def test_a_handle_left_open_or_a_doubtful_call_is_an_error_anywhere(category: type[Warning]) -> None:
    with pytest.raises(category):
        warn(category, LIBRARY)


def test_the_false_alarm_of_hypothesis_is_heard_nowhere_else() -> None:
    with warnings.catch_warnings(record=True) as said:
        warn(UserWarning, "hypothesis.internal.entropy")
    assert said == []
    with pytest.raises(UserWarning):
        warn(UserWarning, "hypothesis.internal.conjecture")
