"""What X needs: mentions and what became of them, posts on their way, calls with their prices, limits."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "mentions",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decision", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mentions"),
    )
    op.create_index(
        "ix_mentions_person_id_conversation_id_posted_at",
        "mentions",
        ["person_id", "conversation_id", "posted_at"],
    )
    op.create_index("ix_mentions_decided_at", "mentions", ["decided_at"])
    op.create_table(
        "outgoing_posts",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("text", sa.String()),
        sa.Column("media_id", sa.String()),
        sa.Column("media_until", sa.DateTime(timezone=True)),
        sa.Column("tried_at", sa.DateTime(timezone=True)),
        sa.Column("message_id", sa.String()),
        sa.Column("failure", sa.String()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_outgoing_posts"),
    )
    _create_accounts()


def _create_accounts() -> None:
    op.create_table(
        "api_calls",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("status", sa.Integer()),
        sa.Column("resources", sa.Integer(), nullable=False),
        sa.Column("cost_micros", sa.BigInteger(), nullable=False),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_api_calls"),
    )
    op.create_index("ix_api_calls_day_kind", "api_calls", ["day", "kind"])
    op.create_table(
        "rate_limits",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("remaining", sa.Integer(), nullable=False),
        sa.Column("reset_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("kind", name="pk_rate_limits"),
    )
