"""The answers to what the web shop asks, as buttons say them."""

from __future__ import annotations

from collections.abc import Iterator

from pos.domain.decisions import about_store as of
from pos.domain.decisions.exceptions import ShopException
from pos.domain.words.phrases import Phrase
from pos.text import _, in_words, mark
from ui.decisions.answer import Answer, Ask, how_many

WORDS = {
    (of.ORDER_REFUSED, of.LEAVE_OUT): (mark("Do not send it"), mark("it stays here alone")),
    (of.ORDER_REFUSED, of.AGAIN): (mark("Send it again"), mark("with the next round")),
    (of.ORDER_DOUBLED, of.CHECKED): (mark("One is cancelled there"), mark("nothing changes here")),
    (of.ORDER_GONE, of.LEAVE): (mark("Leave it so"), mark("it stays here alone")),
    (of.ORDER_GONE, of.SEND_AGAIN): (mark("Send it again"), mark("as a new order there")),
    (of.PRODUCT_GONE, of.LEAVE): (mark("Leave it so"), mark("it is sold here alone")),
    (of.PRODUCT_GONE, of.LINK): (mark("It is another one there"), mark("which SKU has it there?")),
    (of.COUNT, of.WAIT): (mark("Later"), mark("its stock waits so long")),
    (of.COUNT, of.COUNTED): (mark("Count them"), mark("how many are there?")),
    (of.COUNT, of.THEIRS): (mark("The web shop's figure"), mark("stock here follows it")),
    (of.COUNT, of.OURS): (mark("The figure here"), mark("the web shop follows it")),
    (of.STOCK_REFUSED, of.WAIT): (mark("Try again"), mark("with the next round")),
    (of.STOCK_REFUSED, of.STOP): (mark("Leave stock out"), mark("it goes neither way")),
    (of.MONEY_DIFFERS, of.SEEN): (mark("Seen"), mark("nothing changes")),
    (of.MONEY_DIFFERS, of.NOTE): (mark("Write a note there"), mark("for who looks at it there")),
    (of.MATCH, of.WAIT): (mark("Later"), mark("it is sold there alone so long")),
    (of.MATCH, of.NEW): (mark("None of them"), mark("it becomes a product of its own")),
    (of.TAX_UNMATCHED, of.WAIT): (mark("Later"), mark("those products wait so long")),
    (of.TAX_UNMATCHED, of.CHOOSE): (mark("It is a rate here"), mark("which one?")),
    (of.TAX_UNMATCHED, of.CREATE): (mark("Make this rate"), mark("a new one in the settings")),
    (of.CLOCK, of.SEEN): (mark("Seen"), mark("nothing changes")),
    (of.RIGHTS_LOST, of.WAIT): (mark("Later"), mark("everything waits so long")),
    (of.RIGHTS_LOST, of.RECONNECT): (mark("It is given again"), mark("the next round tries it")),
}
_VALUES = {
    of.OURS: (mark("Here: “{value}”"), mark("the web shop keeps its own")),
    of.THEIRS: (mark("There: “{value}”"), mark("it is set here too")),
}
UNSAID = mark("it stays so there, and nothing is refunded here")
PART_BACK = Phrase(mark("Partially refunded"))
_STATUSES = {
    of.OURS: (mark("Here: “{value}”"), mark("the web shop is told")),
    of.THEIRS: (mark("There: “{value}”"), mark("it is set here too")),
}


def answers_of_store(one: ShopException, choice: str) -> Iterator[Answer]:
    """The answers of one choice: one each of what may be meant, where that is known."""
    if (one.kind, choice) == (of.MATCH, of.LINK):
        yield from _candidates(one)
    elif one.kind in (of.PRICE_DIFFERS, of.RECORD_CONFLICT, of.STATUS_CONFLICT):
        title, follows = (_STATUSES if one.kind == of.STATUS_CONFLICT else _VALUES)[choice]
        if choice == of.THEIRS and isinstance(one.sentence, of.PartUnsaid):
            follows = UNSAID
        yield Answer(choice, "", _(title).format(value=in_words(_value(one, choice))), _(follows))
    else:
        title, follows = WORDS[one.kind, choice]
        yield Answer(choice, "", _(title), _(follows), _asking(one.kind, choice))


def _value(one: ShopException, choice: str) -> object:
    """What is said here, or there."""
    match one.sentence:
        case of.BothDiffer(here=here, there=there) | of.StatusConflict(ours=here, theirs=there):
            return here if choice == of.OURS else there
        case of.PartBack(ours=here) | of.PartUnsaid(ours=here):
            return here if choice == of.OURS else PART_BACK
    return one.details[choice]


def _candidates(one: ShopException) -> Iterator[Answer]:
    variants = one.details["variants"]
    assert isinstance(variants, list)
    for each in variants:
        name = each["name"] or each["sku"]
        follows = _("SKU {sku}").format(sku=each["sku"]) if each["sku"] else _("without a SKU")
        yield Answer(of.LINK, each["id"], _("It is “{name}”").format(name=name), follows)
    if not variants:
        ask = Ask(_("Its SKU here"), _("Link it"))
        yield Answer(of.LINK, "", _("It is here already"), _("which SKU has it here?"), ask)


def _asking(kind: str, choice: str) -> Ask | None:
    if choice == of.COUNTED:
        return how_many()
    if (kind, choice) == (of.PRODUCT_GONE, of.LINK):
        return Ask(_("Its SKU in the web shop"), _("Link it"))
    if (kind, choice) == (of.TAX_UNMATCHED, of.CHOOSE):
        return Ask(_("Its rate here, such as 20"), _("Use this rate"))
    return None
