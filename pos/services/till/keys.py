"""The keys in a shop's folder: the till's own, those of its earlier lives, those it accepted; its last entry.

Seeds are readable by their owner alone and never in a backup. `cryptography` is only loaded where something
is signed or checked.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pos.disk import sync_folder, write_new, write_once, write_whole
from pos.journal.trust import SEED_BYTES, Key, LastEntry
from pos.services.till.files import ShopFolder, in_sentences

if TYPE_CHECKING:
    from pos.journal.lives.vouching import Known

HEAD_BYTES = 32 + 1 + 12 + 1 + 64


def read_key(folder: ShopFolder) -> Key | None:
    """The till key, or None where there is none that can be used."""
    return _read(folder.key)


def prepared_key(folder: ShopFolder) -> Key | None:
    """The key that was prepared for a life that is just beginning, or was when its program was killed."""
    return _read(folder.key_part)


def kept_keys(folder: ShopFolder) -> Iterator[Key]:
    """The till key, and those of earlier lives that were kept aside."""
    for path in (folder.key, *sorted(folder.path.glob("till.key.*"))):
        if key := _read(path):
            yield key


def prepare_key(folder: ShopFolder) -> Key:
    """A new till key, on disk before it is used; it has its name after `settle_key`.

    The one that is there and the last entry it signed are kept aside under its id. Raises DiskTrouble.
    """
    key, old = Key.new(), read_key(folder)
    with in_sentences():
        if old is not None:
            for path in (folder.key, folder.head):
                if path.exists():
                    write_whole(path.with_name(f"{path.name}.{old.id}"), path.read_bytes())
        folder.key_part.unlink(missing_ok=True)
        write_new(folder.key_part, key.seed.hex().encode("ascii"))
    return key


def settle_key(folder: ShopFolder) -> None:
    """The life whose key was prepared has begun: the key gets its name; raises DiskTrouble.

    A kill before leaves it to the next start (`life.known_life`).
    """
    with in_sentences(), suppress(FileNotFoundError):  # another program may have done it meanwhile
        folder.key_part.replace(folder.key)
        sync_folder(folder.path)


def accepted_keys(folder: ShopFolder) -> frozenset[bytes]:
    """Public keys of other lives that this folder's people know."""
    with suppress(OSError, ValueError):
        return frozenset(bytes.fromhex(line) for line in folder.known_keys.read_text("ascii").splitlines())
    return frozenset()


def accept_keys(folder: ShopFolder, keys: Iterable[bytes]) -> None:
    """Remember public keys of other lives; raises DiskTrouble."""
    known = sorted(accepted_keys(folder) | set(keys))
    with in_sentences():
        write_whole(folder.known_keys, "".join(f"{key.hex()}\n" for key in known).encode("ascii"))


def remember(folder: ShopFolder, last: LastEntry) -> None:
    """Write down the last entry, after its commit and without waiting for the disk.

    One that is older than the journal, or none, says nothing; one beyond it says that entries are gone.
    """
    line = f"{last.origin.hex()}:{last.seq:012d}:{last.chain.hex()}".encode()
    with suppress(OSError):  # what cannot be remembered stops no sale
        handle = os.open(folder.head, os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            os.write(handle, line)  # always as long, so that no reader meets half of one
        finally:
            os.close(handle)


def remembered(folder: ShopFolder) -> list[LastEntry]:
    """The last entries of this till's lives, as far as they were remembered."""
    found = (_last(path) for path in (folder.head, *sorted(folder.path.glob("till.head.*"))))
    return [one for one in found if one is not None]


def forget_heads(folder: ShopFolder) -> None:
    """A person puts another file in place of the shop's: what the old one held is no proof against it."""
    for path in (folder.head, *folder.path.glob("till.head.*")):
        path.unlink(missing_ok=True)


def _last(path: Path) -> LastEntry | None:
    with suppress(OSError, ValueError):
        origin, seq, chain = path.read_text("ascii")[:HEAD_BYTES].split(":")
        last = LastEntry(bytes.fromhex(origin), int(seq), bytes.fromhex(chain))
        if (len(last.origin), len(last.chain)) == (16, 32):
            return last
    return None


def _read(path: Path) -> Key | None:
    try:
        seed = bytes.fromhex(path.read_text("ascii"))
    except (OSError, ValueError):
        return None
    return Key(seed) if len(seed) == SEED_BYTES else None


SHOP_KEY = "shop.key"
"""The file of the shop's root on the till that made it; like the till key it is never in a backup."""


def read_shop_key(folder: ShopFolder) -> Key | None:
    """The shop key, or None where this till holds none."""
    return _read(folder.path / SHOP_KEY)


def shop_key(folder: ShopFolder) -> Key:
    """The shop key, made at the first need: where somebody is to be vouched for who has no life before here.

    One that is there is never replaced, also where it cannot be read. Raises DiskTrouble.
    """
    known = read_shop_key(folder)
    if known is not None:
        return known
    key = Key.new()
    with in_sentences():
        write_once(folder.path / SHOP_KEY, key.seed.hex().encode("ascii"))
    return key


SHOP_ROOT = "shop.root"
"""The file of the public half of the shop key, on tills that joined."""


def keep_root(folder: ShopFolder, public: bytes) -> None:
    """Remember the public half of the shop key; raises DiskTrouble."""
    with in_sentences():
        write_whole(folder.path / SHOP_ROOT, public.hex().encode("ascii"))


def keep_shop_key(folder: ShopFolder, key: Key) -> None:
    """Keep the shop key that came back from its sheet; what cannot be read in its place is put aside.

    Raises DiskTrouble.
    """
    path = folder.path / SHOP_KEY
    with in_sentences():
        if path.exists() and read_shop_key(folder) is None:
            path.replace(path.with_name(f"{SHOP_KEY}.{key.id}"))
        write_once(folder.path / SHOP_KEY, key.seed.hex().encode("ascii"))


def known_root(folder: ShopFolder) -> bytes | None:
    """The public half of the shop key, None where this folder knows none."""
    key = read_shop_key(folder)
    if key is not None:
        return key.public
    with suppress(OSError, ValueError):
        return bytes.fromhex((folder.path / SHOP_ROOT).read_text("ascii"))
    return None


def known_here(folder: ShopFolder) -> Known:
    """Whom this folder knows by itself: its own keys, those its people accepted, and the shop key."""
    from pos.journal.lives.vouching import Known  # brings the journal, which a start does without

    keys = accepted_keys(folder) | {key.public for key in kept_keys(folder)}
    return Known(keys, known_root(folder))
