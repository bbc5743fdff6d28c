"""What keeps entries from going from till to till, each in one sentence."""

from __future__ import annotations

from datetime import date

from pos.domain.words.errors import CashierError


class NotABundle(CashierError):
    text = "“{file}” is not a bundle of Comptoir. Choose the file another till wrote; nothing was taken in."
    file: str


class BundleCut(CashierError):
    text = "“{file}” is not whole: its end is missing. Copy it again; nothing was taken in."
    file: str


class BundleChanged(CashierError):
    text = "“{file}” is not as it was written. Copy it again from the till; nothing was taken in."
    file: str


class BundleFromNewer(CashierError):
    text = "“{file}” was written by a newer Comptoir. Update this one; nothing was taken in."
    file: str


class BundleOfAnotherShop(CashierError):
    text = "“{file}” is of another shop. Nothing was taken in."
    file: str


class FileInTheWay(CashierError):
    text = "“{file}” is there and is no bundle of this shop. Choose another name; it was left as it is."
    file: str


class VectorUnreadable(CashierError):
    text = "“{file}” does not say how far each till is. Write lives with their numbers; nothing was written."
    file: str


class LetterTaken(CashierError):
    text = "A till of this shop bears the letter {letter} already. Choose another one; nothing was made."
    letter: str


class LetterUnusable(CashierError):
    text = "“{letter}” is no letter for a till. Write one to three capitals, such as B."
    letter: str


class DaysUnusable(CashierError):
    text = "A pairing code is good for a day up to ten years. Say how many days; nothing was made."


class CodeDamaged(CashierError):
    text = "This pairing code is not whole. Copy all of it again; nothing was made."


class CodeForged(CashierError):
    text = "This pairing code was not made by the shop that it names. Ask the office; nothing was made."


class CodeExpired(CashierError):
    text = "This pairing code was good until {until}. Ask the office for a new one; nothing was made."
    until: date


class CodeUsed(CashierError):
    text = (
        "This pairing code is good no more: a till {letter} joined with it, or its day is over. "
        "Ask for a new one; nothing was made."
    )
    letter: str


class CodeOfAnotherShop(CashierError):
    text = "This pairing code and “{file}” are of two shops. Take the file made with it; nothing was made."
    file: str


class BaseChanged(CashierError):
    text = "The base image is not as the office wrote it. Nothing of it was used: entries came one by one."


class BaseFromAnother(CashierError):
    text = "Another version of Comptoir wrote the base image. It was not used: entries came one by one."


class BaseOfAnotherShop(CashierError):
    text = "The base image is of another shop. Nothing of it was used: entries came one by one."


class BaseWrong(CashierError):
    text = (
        "What came ready from the office is not what its entries add up to. Close Comptoir and open it "
        "again: all is made anew, and nothing is lost."
    )


class TillUnknown(CashierError):
    text = "No till of this shop bears the letter {letter}. Nothing was changed."
    letter: str


class ThisTill(CashierError):
    text = "{letter} is this till. Remove it from another one; nothing was changed."
    letter: str


class NoHub(CashierError):
    text = "This shop has no hub. Its entries have to come in a file (--bundle FILE); nothing was made."


class HubUnreachable(CashierError):
    text = "The hub cannot be reached. Everything is safe on this till and is sent later."


class HubWentAway(CashierError):
    text = "The line to the hub broke. Everything is safe on this till and is sent later."


class LoginRefused(CashierError):
    text = "The hub does not accept this till's login. Ask the office; everything is safe on this till."


class CodeRanOut(LoginRefused):
    text = (
        "The pairing code of this till ran out before it met the hub. Everything is safe here: write a "
        "bundle for the office; who has the login of the hub's owner lets this till in with "
        "`comptoir hub create`."
    )


class CertificateWrong(CashierError):
    text = "What answers is not this shop's hub: its certificate is wrong. Nothing was sent; ask the office."


class ClockWrong(CashierError):
    text = "This computer's date ({date}) is wrong. Set it; everything is safe on this till and is sent then."
    date: date


class TillRemoved(CashierError):
    text = "The office removed this till from the shop. What it sold is safe here; ask the office."


class FormatTooOld(CashierError):
    text = "The hub asks for a newer Comptoir. Update this till; what it sold was sent, nothing was received."


class HubOfAnotherShop(CashierError):
    text = "The hub at this address is not the one this till joined. Nothing was sent; ask the office."


class StickAway(CashierError):
    text = "The copy of what is sold is not up to date: {folder} is not there. Put the stick in again."
    folder: str


class RoundStopped(CashierError):
    text = "The exchange with the hub was stopped. It goes on where it was the next time."


class JoinStopped(CashierError):
    text = "Joining was stopped. Nothing was made; the code is good for another try."


class InviteStopped(CashierError):
    text = "That was stopped: no till may join with it. What is on the hub by now stays there."


class WorkStopped(CashierError):
    text = "That was stopped. What was done by then stays; do it again for the rest."


class EntryNotTaken(CashierError):
    text = "The hub does not take entry {entry} of this till. Ask the office; everything is safe here."
    entry: str


class HubGone(HubUnreachable):
    text = "The hub's database is not there or is empty. What is here is safe; ask who looks after the hub."


class HubFull(HubUnreachable):
    text = "The hub has no space left. Everything is safe on this till and is sent later; tell the office."


class HubOlder(CashierError):
    text = (
        "The hub was made by an older Comptoir and cannot do this. Leave it on every till "
        "(`comptoir hub remove --here`) and make a new one; all that is here goes there."
    )


class HubLibraryMissing(HubUnreachable):
    text = "The part that talks to a hub is missing (psycopg). All else works; install Comptoir again."


OF_THE_HUB: tuple[type[CashierError], ...] = (
    HubUnreachable, HubWentAway, LoginRefused, CodeRanOut, CertificateWrong, ClockWrong, TillRemoved,
    FormatTooOld, HubOfAnotherShop, HubGone, HubFull, HubOlder, HubLibraryMissing, EntryNotTaken,
)  # fmt: skip
"""What may end a round."""

TRIED_AGAIN: tuple[type[CashierError], ...] = (HubUnreachable, HubWentAway)
"""Of these what is tried again by itself; the others wait for a person."""

STOPPED: tuple[type[CashierError], ...] = (RoundStopped, InviteStopped, WorkStopped)
"""What a person asked for: it is no trouble of the hub."""


def of_the_hub(name: str, entry: str, day: date) -> CashierError | None:
    """What ended a round of that day, by the name it is kept under; None where that is none of these."""
    values = {ClockWrong: (day,), EntryNotTaken: (entry,)}
    found = next((kind for kind in OF_THE_HUB if kind.__name__ == name), None)
    return None if found is None else found(*values.get(found, ()))


class DsnUnusable(CashierError):
    text = (
        "This is no address of a PostgreSQL database. Write it as your service shows it, with host and "
        "database: postgresql://owner:password@host/database. Nothing was made."
    )


class HubNotEmpty(CashierError):
    text = "This database holds other tables. Make a new, empty one for the hub; nothing was made."


class HubTaken(CashierError):
    text = "This database is the hub of another shop. Make an empty one; nothing was made."


class NoRights(CashierError):
    text = (
        "This login may not make tables and roles in its database. Use the login of its owner, with the "
        "right to make roles (CREATEROLE); nothing was made."
    )


class HubKnown(CashierError):
    text = "This till has another hub already. Leave it first with `comptoir hub remove --here`."


class StillUnsent(CashierError):
    text = (
        "This till has entries that are nowhere else yet. Send them first, or say --yes; nothing was changed."
    )


class DsnMissing(CashierError):
    text = (
        "Say where the empty database is: in the variable COMPTOIR_HUB, or on standard input with -. "
        "Nothing was made."
    )


class NoShopKey(CashierError):
    text = "The shop key lies on another till. Save the recovery sheet there; nothing was written."


class ShopKeyElsewhere(CashierError):
    text = (
        "The shop key lies on another till. Add tills there, or type in the recovery sheet here; "
        "nothing was made."
    )


class SheetWordWrong(CashierError):
    text = "Word {place} is not of a recovery sheet. Look at its letters again; nothing was changed."
    place: int


class SheetShort(CashierError):
    text = "These are not all words of the sheet, or more than it has. Type all of them; nothing was changed."


class SheetMistyped(CashierError):
    text = "These words do not belong together: one is not as on the sheet. Nothing was changed."


class SheetOfAnotherShop(CashierError):
    text = "This recovery sheet is of another shop, or older than its key. Nothing was changed."
