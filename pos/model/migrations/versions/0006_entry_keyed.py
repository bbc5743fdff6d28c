"""Where a life of a till changed its key, found at once in however long a journal."""

from alembic import op

revision = "0006"
down_revision = "0005"

MADE = "CREATE INDEX ix_entry_keyed ON entry (origin, seq) WHERE kind = 'till.keyed'"


def upgrade() -> None:
    """Make the index."""
    op.get_bind().exec_driver_sql(MADE)
