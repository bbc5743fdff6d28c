"""The tables of version 2, as they were: never changed, later revisions build on them."""

from pathlib import Path

from alembic import op

revision = "0002"
down_revision = None


def upgrade() -> None:
    """Make every table, trigger, view and index of version 2 in an empty file."""
    for statement in Path(__file__).with_suffix(".sql").read_text("utf-8").split(";\n\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
