"""How far messages of the outgoing post came, a table of this machine; what waited before just waits."""

from alembic import op

revision = "0003"
down_revision = "0002"

MADE = (
    """CREATE TABLE mail_try (
        arrival INTEGER NOT NULL, kind VARCHAR NOT NULL, life BLOB NOT NULL, state VARCHAR NOT NULL,
        tries INTEGER NOT NULL, next_at INTEGER NOT NULL, reason VARCHAR NOT NULL,
        message_id VARCHAR NOT NULL, asked INTEGER NOT NULL, note VARCHAR NOT NULL,
        PRIMARY KEY (arrival, kind) ) WITHOUT ROWID""",
    "CREATE INDEX ix_mail_order ON mail (order_id)",
    "CREATE INDEX ix_mail_unsent ON mail (arrival) WHERE sent = ''",
)


def upgrade() -> None:
    """Make the table empty, and let the queue find what waits."""
    for statement in MADE:
        op.get_bind().exec_driver_sql(statement)
