"""How far work with a hub or a stick is, in a line at the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos.domain.sync.state import Stage, Tell

if TYPE_CHECKING:
    from pos.cli.output import Heard

WORDS = {
    Stage.SENDING: "Sent",
    Stage.GETTING: "Received",
    Stage.CHECKING: "Looked through",
    Stage.ROWS: "Ready rows made",
    Stage.PIECES: "Ready rows sent",
    Stage.WRITING: "Written",
    Stage.LETTING_IN: "Letting it in",
}


def telling(heard: Heard) -> Tell:
    """Say each stage in its words."""
    return lambda stage, done, of: heard(done, of, WORDS[stage])
