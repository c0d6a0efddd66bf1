"""What the filter of pictures needs: how strict it is with a job, and what moderators have blocked."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("jobs", sa.Column("picture_level", sa.String(), nullable=False, server_default="standard"))
    op.create_table(
        "blocked_pictures",
        sa.Column("hash", sa.String(16), nullable=False),
        sa.Column("job_id", sa.String(), nullable=False),
        sa.Column("front", sa.String()),
        sa.Column("server", sa.String()),
        sa.Column("blocked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("hash", "job_id", name="pk_blocked_pictures"),
    )
