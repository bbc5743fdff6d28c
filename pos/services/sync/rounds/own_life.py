"""Begin this till's next life where its log turned out to be an old image, or another computer's as well.

What only this till holds is written again under the new life: the same events, so that whoever meets both
counts each once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos.journal.append import seal_again
from pos.journal.lives.letters import rivals
from pos.journal.stored import store
from pos.journal.trust import LastEntry
from pos.services.sync.ledger import ENTRIES
from pos.services.sync.rounds import crash
from pos.services.sync.rounds.heads import CHAINS, following, last_here
from pos.services.till.create import life_after
from pos.services.till.keys import remember, settle_key
from pos.sync.carrier import HubHead

if TYPE_CHECKING:
    from pos.services.till.till import Till


def begin_where_shared(till: Till) -> bool:
    """Begin the next life where another one gives numbers under this one's letter; whether it did.

    Who comes to know of it goes on under a letter of its own; where both do, each takes another one.
    """
    reader, life = till.database.reader(), till.life.origin
    others = rivals(reader, life)
    if not others:
        return False
    seq = last_here(reader, life)
    (chain,) = reader.execute(CHAINS, (life, seq)).fetchone()
    begin_anew(till, HubHead(seq, chain), sum(other < life for other in others))
    return True


def begin_anew(till: Till, common: HubHead, left: int = 0) -> None:
    """The next life continues at the last entry that both logs have in common; its tail comes along.

    `left` letters are left to others.
    """
    crash.crash_point("before a new life")
    with till.database.write() as connection:
        old = till.life
        life, head = life_after(
            connection, till.folder, till.clock, (old.origin, common.seq, common.chain), left
        )
        for entry in list(following(connection, old.origin, common, ENTRIES)):
            again = store(connection, seal_again(head, entry, life.key))
            head = head.behind(again)
    crash.crash_point("after a new life began")
    settle_key(till.folder)
    remember(till.folder, LastEntry(head.origin, head.seq, head.chain))
    till.follow()
