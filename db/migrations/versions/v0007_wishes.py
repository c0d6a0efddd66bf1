"""What people wish for besides a prompt: what to leave out, a picture to go on from, and wishes that last."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("jobs", sa.Column("negative_prompt", sa.String(), nullable=False, server_default=""))
    op.execute(  # in words: SQLite takes a foreign key with a new column only, and Alembic adds it after
        "ALTER TABLE jobs ADD COLUMN picture_key VARCHAR REFERENCES images (key)"
    )
    op.create_index("ix_jobs_picture_key", "jobs", ["picture_key"])
    op.create_table(
        "preferences",
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("style", sa.String(), nullable=False),
        sa.Column("negative_prompt", sa.String(), nullable=False),
        sa.Column("spoiler", sa.Boolean()),
        sa.PrimaryKeyConstraint("platform", "person_id", name="pk_preferences"),
    )
    op.create_table(
        "server_covers",
        sa.Column("front", sa.String(), nullable=False),
        sa.Column("server", sa.String(), nullable=False),
        sa.Column("scope", sa.String(16), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("front", "server", "scope", "target", name="pk_server_covers"),
    )
