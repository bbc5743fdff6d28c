"""The command about messages, with its options."""

from __future__ import annotations

from pos.cli.options.adding import Commands, path, port, typed

STATES = ("waiting", "parked", "sent", "perhaps", "dropped")


def add_mail(commands: Commands) -> None:
    commands.group("messages, several tills, the web shop")
    mail = commands.add(
        "mail",
        "list messages and how they stand, send them, try the server",
        "mail --state parked\nmail send\nmail again 123-confirmation\nmail test me@example.com\n"
        "mail set --server mail.example.com --security starttls --login shop@example.com --password-file -",
    )
    mail.add_argument(
        "words", nargs="*", type=typed, default=[], metavar="send | again ID | drop ID | test ADDRESS | set"
    )
    mail.add_argument("--state", choices=STATES, default="", help="only those that stand so")
    mail.add_argument("--server", default=None, metavar="NAME", help="with set: the mail server")
    mail.add_argument("--port", type=port, default=None, metavar="N", help="with set: 0 is the usual one")
    mail.add_argument("--security", choices=("tls", "starttls", "none"), default="", help="with set")
    mail.add_argument("--login", default=None, metavar="NAME", help="with set: empty where none is wanted")
    mail.add_argument("--sender", default=None, metavar="ADDRESS", help="with set: who messages come from")
    mail.add_argument("--to-shop", default=None, metavar="ADDRESS", help="with set: where the shop reads")
    mail.add_argument(
        "--password-file", type=path, default=None, metavar="FILE", help="with set: - reads standard input"
    )
