"""What Discord needs: styles, variations, votes, posts, and what servers choose for themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _extend_jobs()
    op.add_column("samples", sa.Column("tokens", sa.LargeBinary()))
    op.add_column("people", sa.Column("tier", sa.String()))
    op.add_column("reports", sa.Column("platform", sa.String()))
    op.add_column("reports", sa.Column("person_id", sa.String()))
    _extend_servers()
    _create_votes_and_posts()
    op.create_table(
        "markers",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_markers"),
    )


def _extend_jobs() -> None:
    op.add_column("jobs", sa.Column("channel", sa.String()))
    op.add_column("jobs", sa.Column("style", sa.String(), nullable=False, server_default=""))
    op.add_column("jobs", sa.Column("style_words", sa.String(), nullable=False, server_default=""))
    op.add_column("jobs", sa.Column("spoiler", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("jobs", sa.Column("parent_id", sa.String()))
    op.add_column("jobs", sa.Column("parent_sample", sa.Integer()))
    op.add_column("jobs", sa.Column("kept_share", sa.Double()))
    op.add_column("jobs", sa.Column("deleted_at", sa.DateTime(timezone=True)))
    op.create_index("ix_jobs_front_server_created_at", "jobs", ["front", "server", "created_at"])
    op.create_index("ix_jobs_deleted_at", "jobs", ["deleted_at"])
    waiting = sa.text("state = 'queued'")
    op.create_index(
        "ix_jobs_waiting",
        "jobs",
        ["priority", "line", "platform", "requester_id", "created_at", "id", "not_before"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )
    on_its_way = sa.text("state IN ('queued', 'rendering')")
    op.create_index(
        "ix_jobs_on_their_way",
        "jobs",
        ["platform", "requester_id", "front", "server", "channel"],
        sqlite_where=on_its_way,
        postgresql_where=on_its_way,
    )


def _extend_servers() -> None:
    op.add_column("servers", sa.Column("language", sa.String()))
    op.add_column("servers", sa.Column("spoiler", sa.Boolean()))
    op.add_column("servers", sa.Column("pressers", sa.String(16)))
    op.add_column("servers", sa.Column("showcase_channel", sa.String()))
    op.add_column("servers", sa.Column("showcase_votes", sa.Integer()))
    op.add_column("servers", sa.Column("retention_days", sa.Double()))
    op.add_column("servers", sa.Column("left_at", sa.DateTime(timezone=True)))
    op.create_table(
        "server_channels",
        sa.Column("front", sa.String(), nullable=False),
        sa.Column("server", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("allowed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("front", "server", "channel", name="pk_server_channels"),
    )
    op.create_table(
        "server_quotas",
        sa.Column("front", sa.String(), nullable=False),
        sa.Column("server", sa.String(), nullable=False),
        sa.Column("scope", sa.String(16), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("waiting", sa.Integer()),
        sa.Column("per_hour", sa.Integer()),
        sa.Column("cooldown_s", sa.Integer()),
        sa.Column("tier", sa.String()),
        sa.PrimaryKeyConstraint("front", "server", "scope", "target", name="pk_server_quotas"),
    )
    op.create_table(
        "styles",
        sa.Column("front", sa.String(), nullable=False),
        sa.Column("server", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("front", "server", "name", name="pk_styles"),
    )


def _create_votes_and_posts() -> None:
    op.create_table(
        "votes",
        sa.Column("job_id", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name="fk_votes_job_id_jobs", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("job_id", "platform", "person_id", "kind", name="pk_votes"),
    )
    op.create_index(
        "ix_votes_platform_person_id_created_at", "votes", ["platform", "person_id", "created_at"]
    )
    op.create_table(
        "posts",
        sa.Column("front", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("channel_id", sa.String(), nullable=False),
        sa.Column("job_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("sample", sa.Integer()),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name="fk_posts_job_id_jobs", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("front", "message_id", name="pk_posts"),
    )
    op.create_index("ix_posts_job_id", "posts", ["job_id"])
