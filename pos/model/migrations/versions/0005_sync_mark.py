"""Since when the hub holds what it holds, on this machine; of what it held before, nobody wrote it down."""

from alembic import op

revision = "0005"
down_revision = "0004"

MADE = """CREATE TABLE sync_mark (
    origin BLOB NOT NULL, seq INTEGER NOT NULL, beyond INTEGER NOT NULL, at VARCHAR NOT NULL,
    PRIMARY KEY (origin, seq) ) WITHOUT ROWID"""


def upgrade() -> None:
    """Make the table empty."""
    op.get_bind().exec_driver_sql(MADE)
