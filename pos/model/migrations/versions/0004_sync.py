"""How far others are and how rounds with the hub went, on this machine; nothing went anywhere before."""

from alembic import op

revision = "0004"
down_revision = "0003"

MADE = (
    """CREATE TABLE sync_life (
        origin BLOB NOT NULL, seq INTEGER NOT NULL, chain BLOB NOT NULL, said_at VARCHAR NOT NULL,
        heard_at VARCHAR NOT NULL, counted INTEGER NOT NULL, sales INTEGER NOT NULL, total INTEGER NOT NULL,
        PRIMARY KEY (origin) ) WITHOUT ROWID""",
    """CREATE TABLE sync_run (
        id INTEGER NOT NULL, began VARCHAR NOT NULL, ended VARCHAR NOT NULL, why VARCHAR NOT NULL,
        pushed INTEGER NOT NULL, pulled INTEGER NOT NULL, offset_ms INTEGER NOT NULL,
        sales INTEGER NOT NULL, total INTEGER NOT NULL, same INTEGER NOT NULL, PRIMARY KEY (id) )""",
)


def upgrade() -> None:
    """Make the tables empty."""
    for statement in MADE:
        op.get_bind().exec_driver_sql(statement)
