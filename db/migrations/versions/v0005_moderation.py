"""What moderators need: cases with appeals, an audit log, notes, suspicion, bans and filters of servers."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_OPEN = sa.text("decided_at IS NULL")


def upgrade() -> None:
    _extend_refusals()
    _create_cases()
    _link_reports()
    _create_appeals()
    _create_audit()
    _create_suspicions()
    _extend_servers()


def _extend_refusals() -> None:
    op.add_column("refusals", sa.Column("prompt_hash", sa.String()))
    op.add_column("refusals", sa.Column("policy", sa.String(), nullable=False, server_default=""))
    op.add_column("refusals", sa.Column("filter_version", sa.String(), nullable=False, server_default=""))
    op.add_column(
        "refusals", sa.Column("age_restricted", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_index(
        "ix_refusals_platform_requester_id_created_at",
        "refusals",
        ["platform", "requester_id", "created_at"],
    )


def _create_cases() -> None:
    op.create_table(
        "cases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("front", sa.String(), nullable=False),
        sa.Column("server", sa.String()),
        sa.Column("job_id", sa.String()),
        sa.Column("refusal_id", sa.Integer()),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("alerted_at", sa.DateTime(timezone=True)),
        sa.Column("claimed_by", sa.String()),
        sa.Column("claimed_until", sa.DateTime(timezone=True)),
        sa.Column("decision", sa.String(16)),
        sa.Column("decided_by", sa.String()),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name="fk_cases_job_id", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["refusal_id"], ["refusals.id"], name="fk_cases_refusal_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_cases"),
    )
    op.create_index(
        "ix_cases_open", "cases", ["front", "server", "id"], sqlite_where=_OPEN, postgresql_where=_OPEN
    )
    op.create_index("ix_cases_job_id", "cases", ["job_id"])
    op.create_index("ix_cases_refusal_id", "cases", ["refusal_id"])
    op.create_index("ix_cases_platform_person_id", "cases", ["platform", "person_id"])
    op.create_index("ix_cases_decided_at", "cases", ["decided_at"])


def _link_reports() -> None:
    """Reports that nobody has dealt with become cases, one for each job."""
    with op.batch_alter_table("reports") as reports:
        reports.add_column(sa.Column("case_id", sa.Integer()))
        reports.create_foreign_key("fk_reports_case_id", "cases", ["case_id"], ["id"], ondelete="SET NULL")
    op.create_index("ix_reports_case_id", "reports", ["case_id"])
    op.create_index(
        "ix_reports_platform_person_id_created_at", "reports", ["platform", "person_id", "created_at"]
    )
    op.execute(
        "INSERT INTO cases (kind, front, server, job_id, platform, person_id, category, opened_at)"
        " SELECT 'report', jobs.front, CASE WHEN jobs.private THEN NULL ELSE jobs.server END, jobs.id,"
        " jobs.platform, jobs.requester_id, min(reports.reason), min(reports.created_at)"
        " FROM reports JOIN jobs ON jobs.id = reports.job_id"
        " WHERE reports.closed_at IS NULL AND jobs.deleted_at IS NULL GROUP BY jobs.id"
    )
    op.execute(
        "UPDATE reports SET case_id = (SELECT cases.id FROM cases WHERE cases.job_id = reports.job_id)"
        " WHERE closed_at IS NULL"
    )
    with op.batch_alter_table("reports") as reports:
        reports.drop_column("closed_at")


def _create_appeals() -> None:
    op.create_table(
        "appeals",
        sa.Column("refusal_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer()),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("lets_pass", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(
            ["refusal_id"], ["refusals.id"], name="fk_appeals_refusal_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_appeals_case_id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("refusal_id", name="pk_appeals"),
    )
    op.create_index("ix_appeals_case_id", "appeals", ["case_id"])
    op.create_index("ix_appeals_platform_person_id", "appeals", ["platform", "person_id"])


def _create_audit() -> None:
    op.create_table(
        "moderator_actions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moderator", sa.String(), nullable=False),
        sa.Column("front", sa.String()),
        sa.Column("server", sa.String()),
        sa.Column("action", sa.String(16), nullable=False),
        sa.Column("case_id", sa.Integer()),
        sa.Column("job_id", sa.String()),
        sa.Column("platform", sa.String()),
        sa.Column("person_id", sa.String()),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("filter_version", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_moderator_actions"),
    )
    op.create_index("ix_moderator_actions_at", "moderator_actions", ["at"])
    op.create_index("ix_moderator_actions_moderator", "moderator_actions", ["moderator"])
    op.create_index("ix_moderator_actions_platform_person_id", "moderator_actions", ["platform", "person_id"])
    op.create_index("ix_moderator_actions_server_at", "moderator_actions", ["server", "at"])
    op.create_table(
        "person_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("front", sa.String()),
        sa.Column("server", sa.String()),
        sa.Column("moderator", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person_notes"),
    )
    op.create_index("ix_person_notes_platform_person_id", "person_notes", ["platform", "person_id"])
    op.create_index("ix_person_notes_created_at", "person_notes", ["created_at"])


def _create_suspicions() -> None:
    op.create_table(
        "suspicions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("front", sa.String()),
        sa.Column("server", sa.String()),
        sa.Column("weight", sa.Double(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("refusal_id", sa.Integer()),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["refusal_id"], ["refusals.id"], name="fk_suspicions_refusal_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_suspicions"),
    )
    op.create_index("ix_suspicions_platform_person_id_at", "suspicions", ["platform", "person_id", "at"])
    op.create_index("ix_suspicions_refusal_id", "suspicions", ["refusal_id"])
    op.create_index("ix_suspicions_at", "suspicions", ["at"])


def _extend_servers() -> None:
    op.add_column("servers", sa.Column("named_people", sa.Boolean()))
    op.add_column("servers", sa.Column("moderator_role", sa.String()))
    op.add_column("servers", sa.Column("alert_channel", sa.String()))
    op.create_table(
        "server_bans",
        sa.Column("front", sa.String(), nullable=False),
        sa.Column("server", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("front", "server", "platform", "person_id", name="pk_server_bans"),
    )
    op.create_table(
        "server_levels",
        sa.Column("front", sa.String(), nullable=False),
        sa.Column("server", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("front", "server", "category", name="pk_server_levels"),
    )
    op.create_table(
        "server_words",
        sa.Column("front", sa.String(), nullable=False),
        sa.Column("server", sa.String(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("allowed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("front", "server", "word", name="pk_server_words"),
    )
