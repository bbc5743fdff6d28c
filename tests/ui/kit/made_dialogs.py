"""Every dialog of the window, as it is made for its tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

from pos.domain.box.answers import CustomRow
from pos.domain.catalogue.choices import Offer, Question, Way
from pos.domain.customers.customers import Customer, CustomerAddress
from pos.domain.customers.records import Erasure
from pos.domain.mail.kinds import Recipient
from pos.domain.mail.troubles import NobodyToWriteTo
from pos.domain.money.amounts import Money
from pos.domain.orders.after.consequences import Consequences, Outcome
from pos.domain.orders.lists.filters import FilterChoices, OrderFilter
from pos.domain.orders.orders import Order
from pos.domain.papers.register import PaperFilter
from pos.domain.stores.connection import USUAL, StoreConnection
from pos.domain.stores.rounds import Standing as Rest
from pos.domain.stores.state import Doing, StoreState
from pos.domain.sync.errors import HubUnreachable
from pos.domain.sync.roles import Role
from pos.domain.sync.state import Confirmed, Standing, Steps, SyncState, TillHeard
from pos.domain.words.address import Address
from pos.services.sync.pairing import Invited
from tests.ui.till import TillDriver
from ui.customers.dialogs import AddCustomerDialog, AddressDialog
from ui.customers.record_dialogs import EraseDialog
from ui.documents.filter_dialog import PaperFilterDialog
from ui.frame.key_list import KeyList, Palette
from ui.kit.dialogs.dialog import Dialog
from ui.kit.dialogs.merge_dialog import Either, MergeDialog, Planned
from ui.kit.forms.fields import TextField
from ui.orders.acts.details_dialog import DetailsDialog
from ui.orders.acts.hand_over_dialog import HandOverDialog
from ui.orders.acts.money_dialogs import CorrectDialog, RepayDialog
from ui.orders.acts.note_dialog import NoteDialog
from ui.orders.acts.pay_dialog import PayDialog
from ui.orders.acts.return_dialog import PayAbove, ReturnDialog
from ui.orders.detail.explain_dialog import ExplainDialog
from ui.orders.detail.explained import Figure, explain
from ui.orders.detail.versions_dialog import VersionsDialog
from ui.orders.filter_dialog import FilterDialog
from ui.orders.mailing_dialog import MailingDialog
from ui.products.dialogs import AddProductDialog, CountDialog, ReceiveDialog
from ui.sell.dialogs.cash import FloatDialog, HoldDialog
from ui.sell.dialogs.choices import ChoicesDialog
from ui.sell.dialogs.discount import DiscountDialog
from ui.sell.dialogs.held import HeldCarts, HeldDialog
from ui.sell.dialogs.item import CustomDialog, TermsDialog
from ui.sell.dialogs.last_sales import LastSalesDialog
from ui.sell.dialogs.line import LineDialog
from ui.sell.dialogs.lists import Line, ListDialog
from ui.sell.editing.leave_dialog import LeaveDialog
from ui.sell.questions import AskChoices, AskCustom, AskTerms
from ui.sell.quotes.save_dialog import QuoteDialog
from ui.settings.mail.mail_presenter import MailPresenter
from ui.settings.mail.text_dialog import TextDialog
from ui.settings.presenter import SettingsPresenter
from ui.settings.store.connect_dialog import ConnectDialog, TakeOverDialog
from ui.settings.store.store_presenter import StorePresenter
from ui.settings.tills.connect_hub_dialog import ConnectHubDialog
from ui.settings.tills.hub_presenter import HubPresenter
from ui.settings.tills.invite_dialog import CodeDialog, InviteDialog
from ui.settings.tills.leave_hub_dialog import LeaveHubDialog
from ui.settings.tills.sheet_dialogs import SheetDialog, TypeSheetDialog
from ui.settings.tills.tills_presenter import TillsPresenter
from ui.shared.charge.account import Transfer
from ui.shared.charge.tender_dialog import TenderDialog
from ui.shared.charge.transfer_dialog import TransferDialog
from ui.shared.consequences.dialog import ConsequencesDialog, Follow, Proposal
from ui.shared.papers.receipt_dialog import ReceiptDialog
from ui.shared.rounds.panel import HubPanel, PanelActs
from ui.shared.rounds.unsent_dialog import UnsentDialog
from ui.shared.stores.panel import StorePanel
from ui.shared.stores.web_shop import WebShop
from ui.start.crash_dialog import CrashDialog
from ui.welcome.join_dialog import JoinDialog

EUROS = Money(1800, "EUR")
STANDING = SyncState(
    standing=Standing.OFFLINE, why=HubUnreachable(), sending=Steps(0, 0), getting=Steps(0, 0),
    unsent=3, unsent_sales=1, unsent_since="2026-11-24T10:00:00+00:00",
    last_round_at="2026-11-24T09:00:00+00:00", retry_at="", offset_s=0, parked=0,
    confirmed=Confirmed(2, EUROS, is_same=True, at="2026-11-24T09:00:00+00:00"),
    tills=(TillHeard("A", "0" * 32, is_this=True, here=9, on_hub=6, last_entry_at="", last_heard_at=""),),
)  # fmt: skip
STORE = StoreConnection(
    "ecwid:4711", "ecwid", "4711", "Atelier", "EUR", "", "on", "0" * 32, "B", "store", USUAL, "", "", 180
)


def nothing(*_of: object) -> None:
    """Take an answer."""


MERGED = Planned(
    ["Mug, blue glaze: its stock, sales and codes go to Mug, blue."],
    [
        Either(("1", "name"), "Name", "Mug, blue", "Mug with a long name, blue glaze, fired twice " * 2),
        Either(("1", "price"), "Price", "18,00", "19,00"),
        Either(("1", "description"), "Description", "empty", "Made by hand", fills=True),
    ],
    lambda: None,
)


def product_of(till: TillDriver):  # type: ignore[no-untyped-def]
    hit = till.shop.search.by_code("MUG", scanned=False)[0]
    return till.shop.catalogue.product(hit.product_id)


def order_of(till: TillDriver) -> Order:
    return till.shop.orders.order("A-000001")


def settings_of(till: TillDriver) -> SettingsPresenter:
    """What the sections of the settings work with."""
    window = till.window
    return SettingsPresenter(till.shop, window.memory, window.writer, window.behind, window.behind, window)


def tills_of(till: TillDriver) -> TillsPresenter:
    return TillsPresenter(settings_of(till), till.window.behind)


def web_shop_of(till: TillDriver) -> WebShop:
    """The web shop behind the window, known without a round."""
    made = WebShop(till.window)
    made.state = StoreState(STORE, Doing.NEW, None, Rest(orders=2), "", ())
    return made


def stores_of(till: TillDriver) -> StorePresenter:
    return StorePresenter(settings_of(till), web_shop_of(till), till.window.behind)


def hub_of(till: TillDriver) -> HubPresenter:
    return HubPresenter(settings_of(till), till.window.behind)


def follow(till: TillDriver) -> Follow:
    """Nothing is done, and nothing follows."""

    def nothing_follows(
        _unmailed: frozenset[str], *, dry: bool = False, shown: Consequences | None = None
    ) -> Outcome:
        number = till.shop.orders.last(1)[0].number
        return till.shop.after_sale.follow(lambda: None, number, dry=dry, shown=shown)

    return nothing_follows


ASKED = (
    Question("Size", Way.ONE, True, 0, (Offer("Small"), Offer("Large", Decimal(4)))),
    Question("Extras", Way.SEVERAL, offers=(Offer("Gift wrap", Decimal("2.50")),)),
    Question("Engraving", Way.TEXT),
)
MADE: dict[type[Dialog], Callable[[TillDriver], Dialog]] = {
    KeyList: lambda till: KeyList(till.window, till.window.registry),
    Palette: lambda till: Palette(till.window, till.window.registry),
    CrashDialog: lambda till: CrashDialog(till.window, "builtins.ValueError"),
    HoldDialog: lambda till: HoldDialog(till.window, nothing),
    FloatDialog: lambda till: FloatDialog(till.window, "EUR", None, nothing),
    DiscountDialog: lambda till: DiscountDialog(till.window, till.controller.presenter),
    HeldDialog: lambda till: HeldDialog(till.window, HeldCarts(till.controller)),
    CustomDialog: lambda till: CustomDialog(
        till.window, AskCustom(CustomRow(Decimal(1), None, "")), till.controller.presenter
    ),
    TermsDialog: lambda till: TermsDialog(
        till.window,
        AskTerms(till.shop.search.by_code("MUG", scanned=False)[0], Decimal(1)),
        till.controller.presenter,
    ),
    ChoicesDialog: lambda till: ChoicesDialog(
        till.window,
        AskChoices(till.shop.search.by_code("MUG", scanned=False)[0], Decimal(1), ASKED),
        till.controller.presenter,
    ),
    LineDialog: lambda till: LineDialog(
        till.window, till.controller.sale.cart.lines[0], till.controller.presenter
    ),
    ListDialog: lambda till: ListDialog(till.window, "Which?", [Line("Red", "", "", "", 1)], nothing),
    LastSalesDialog: lambda till: LastSalesDialog(till.window, till.shop.orders.last(1), ""),
    TenderDialog: lambda till: TenderDialog(
        till.window, till.controller.presenter.tender(), print_receipt=False
    ),
    PayDialog: lambda till: PayDialog(till.window, till.controller.presenter.tender()),
    TransferDialog: lambda till: TransferDialog(
        till.window, Transfer(EUROS, "Anne", "FR7630006000011234567890189", "", "A-1", "")
    ),
    ReceiptDialog: lambda till: ReceiptDialog(till.window, "A-000001", till.controller.paper),
    AddCustomerDialog: lambda till: AddCustomerDialog(
        till.window, till.shop.settings.current(), Customer(""), nothing, lambda *_of: None, nothing
    ),
    AddressDialog: lambda till: AddressDialog(
        till.window, CustomerAddress("home", Address(country="FR")), "Lucie", nothing
    ),
    AddProductDialog: lambda till: AddProductDialog(till.window, till.shop.settings.current(), nothing),
    ReceiveDialog: lambda till: ReceiveDialog(
        till.window, product_of(till), product_of(till).variants[0], nothing
    ),
    CountDialog: lambda till: CountDialog(
        till.window, product_of(till), product_of(till).variants[0], nothing
    ),
    EraseDialog: lambda till: EraseDialog(
        till.window,
        Erasure(Customer("1", "Lucie"), ("e",), (), ("A-000001",), ("A-000002",)),
        [till.shop.folder.backups / "comptoir-20261124.comptoir"],
        nothing,
    ),
    ConsequencesDialog: lambda till: ConsequencesDialog(
        till.window,
        till.window.writer,
        Proposal("Cancel", "Cancel it", follow(till)),
        follow(till)(frozenset()),
    ),
    QuoteDialog: lambda till: QuoteDialog(
        till.window, "", date(2026, 12, 24), "", date(2026, 11, 24), nothing, mailed=True
    ),
    LeaveDialog: lambda till: LeaveDialog(till.window, "A-000001", nothing, nothing, nothing),
    ReturnDialog: lambda till: ReturnDialog(till.window, till.window.writer, till.shop, order_of(till)),
    PayAbove: lambda till: PayAbove(till.window, till.controller.presenter.tender()),
    HandOverDialog: lambda till: HandOverDialog(till.window, till.window.writer, till.shop, order_of(till)),
    CorrectDialog: lambda till: CorrectDialog(till.window, till.window.writer, till.shop, order_of(till)),
    RepayDialog: lambda till: RepayDialog(till.window, till.window.writer, till.shop, order_of(till)),
    DetailsDialog: lambda till: DetailsDialog(
        till.window,
        order_of(till),
        till.shop.settings.current().methods,
        lambda: till.shop.till.clock().date(),
    ),
    NoteDialog: lambda till: NoteDialog(till.window, "A-000001"),
    ExplainDialog: lambda till: ExplainDialog(
        till.window, *explain(order_of(till), Figure("total"), till.shop.settings.current())
    ),
    PaperFilterDialog: lambda till: PaperFilterDialog(
        till.window, PaperFilter(), ("A", "B"), till.shop.till.clock().date()
    ),
    FilterDialog: lambda till: FilterDialog(
        till.window,
        OrderFilter(),
        FilterChoices(),
        till.shop.settings.current(),
        till.shop.till.clock().date(),
    ),
    TextDialog: lambda till: TextDialog(till.window, MailPresenter(settings_of(till), till.window.behind)),
    InviteDialog: lambda till: InviteDialog(till.window, tills_of(till), "B"),
    CodeDialog: lambda till: CodeDialog(
        till.window, Invited("ABCDEFGH-" * 60, "B", Role.TILL, date(2026, 12, 24)), Path("till-B.bundle")
    ),
    ConnectDialog: lambda till: ConnectDialog(till.window, stores_of(till)),
    TakeOverDialog: lambda till: TakeOverDialog(till.window, stores_of(till), STORE),
    StorePanel: lambda till: StorePanel(till.window, web_shop_of(till)),
    UnsentDialog: lambda till: UnsentDialog(
        till.window, till.shop, STANDING, nothing, "Close Comptoir?", "Save it on a stick too.", "Close"
    ),
    HubPanel: lambda till: HubPanel(till.window, STANDING, PanelActs(nothing, nothing, nothing)),
    ConnectHubDialog: lambda till: ConnectHubDialog(till.window, hub_of(till)),
    SheetDialog: lambda till: SheetDialog(till.window, hub_of(till)),
    TypeSheetDialog: lambda till: TypeSheetDialog(till.window, hub_of(till)),
    LeaveHubDialog: lambda till: LeaveHubDialog(till.window, hub_of(till), STANDING),
    JoinDialog: lambda till: JoinDialog(till.window, nothing),
    MailingDialog: lambda till: MailingDialog(
        till.window,
        [Recipient("1" * 32, "A-1", "anna@example.org"), Recipient("2" * 32, "A-2", "", NobodyToWriteTo())],
    ),
    VersionsDialog: lambda till: VersionsDialog(till.window, order_of(till)),
    MergeDialog: lambda till: MergeDialog(
        till.window, "They are one", TextField("Stays"), lambda _taken: MERGED
    ),
}
