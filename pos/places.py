"""Where a till keeps its data on this machine."""

from __future__ import annotations

import os

TYPE_CHECKING = False  # neither typing nor paths are needed to say how a command is written
if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

VARIABLE = "COMPTOIR_DATA"
"""The environment variable that names another folder."""


def data_folder(arguments: Sequence[str] = ()) -> Path:
    """The folder of the till: `--data DIR`, else COMPTOIR_DATA, else the platform's place."""
    from pathlib import Path

    for at, word in enumerate(arguments):
        if word.startswith("--data="):
            return Path(word.removeprefix("--data="))
        if word == "--data" and at + 1 < len(arguments):
            return Path(arguments[at + 1])
    if chosen := os.environ.get(VARIABLE):
        return Path(chosen)
    from platformdirs import user_data_path

    return user_data_path("comptoir", appauthor=False)
