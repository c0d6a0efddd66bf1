"""What happens at set times: schedules with their slots and suggestions, chores, and contests."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("people", sa.Column("unranked_at", sa.DateTime(timezone=True)))
    _create_schedules()
    _create_suggestions_and_slots()
    _create_chores()
    _create_contests()
    _create_entries()


def _create_schedules() -> None:
    op.create_table(
        "schedules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("config_name", sa.String()),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("front", sa.String(), nullable=False),
        sa.Column("server", sa.String()),
        sa.Column("channel", sa.String()),
        sa.Column("clock", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("weekdays", sa.String(), nullable=False),
        sa.Column("sources", sa.String(), nullable=False),
        sa.Column("repeat_days", sa.Integer(), nullable=False),
        sa.Column("style", sa.String(), nullable=False),
        sa.Column("thread", sa.Boolean(), nullable=False),
        sa.Column("vote_hours", sa.Double()),
        sa.Column("winner_role", sa.String()),
        sa.Column("on_twitter", sa.Boolean(), nullable=False),
        sa.Column("paused_at", sa.DateTime(timezone=True)),
        sa.Column("anchored_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_schedules"),
        sa.UniqueConstraint("config_name", name="uq_schedules_config_name"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_schedules_front_server", "schedules", ["front", "server"])


def _create_suggestions_and_slots() -> None:
    op.create_table(
        "suggestions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("schedule_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("by_member", sa.Boolean(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("person_name", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["schedule_id"], ["schedules.id"], name="fk_suggestions_schedule_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_suggestions"),
    )
    op.create_index("ix_suggestions_platform_person_id", "suggestions", ["platform", "person_id"])
    op.create_index("ix_suggestions_schedule_id_state", "suggestions", ["schedule_id", "state"])
    op.create_table(
        "suggestion_votes",
        sa.Column("suggestion_id", sa.Integer(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["suggestion_id"],
            ["suggestions.id"],
            name="fk_suggestion_votes_suggestion_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("suggestion_id", "platform", "person_id", name="pk_suggestion_votes"),
    )
    op.create_index("ix_suggestion_votes_platform_person_id", "suggestion_votes", ["platform", "person_id"])
    op.create_table(
        "slots",
        sa.Column("schedule_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("prompt", sa.String(), nullable=False),
        sa.Column("suggestion_id", sa.Integer()),
        sa.Column("job_id", sa.String()),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_token", sa.String()),
        sa.Column("lease_until", sa.DateTime(timezone=True)),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name="fk_slots_job_id", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["schedule_id"], ["schedules.id"], name="fk_slots_schedule_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["suggestion_id"], ["suggestions.id"], name="fk_slots_suggestion_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("schedule_id", "at", name="pk_slots"),
    )
    op.create_index("ix_slots_job_id", "slots", ["job_id"])
    op.create_index("ix_slots_state_lease_until", "slots", ["state", "lease_until"])


def _create_chores() -> None:
    op.create_table(
        "chore_runs",
        sa.Column("chore", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("failure", sa.String()),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("chore", "at", name="pk_chore_runs"),
    )
    op.create_index("ix_chore_runs_started_at", "chore_runs", ["started_at"])


def _create_contests() -> None:
    op.create_table(
        "contests",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("front", sa.String(), nullable=False),
        sa.Column("server", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("thread", sa.String()),
        sa.Column("message_id", sa.String()),
        sa.Column("results_id", sa.String()),
        sa.Column("spoilt_at", sa.DateTime(timezone=True)),
        sa.Column("schedule_id", sa.Integer()),
        sa.Column("job_id", sa.String()),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("required_words", sa.String(), nullable=False),
        sa.Column("awards", sa.String(), nullable=False),
        sa.Column("entries_each", sa.Integer(), nullable=False),
        sa.Column("winner_role", sa.String()),
        sa.Column("host_id", sa.String(), nullable=False),
        sa.Column("host_name", sa.String(), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True)),
        sa.Column("failure", sa.String()),
        sa.Column("lease_token", sa.String()),
        sa.Column("lease_until", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name="fk_contests_job_id", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["schedule_id"], ["schedules.id"], name="fk_contests_schedule_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_contests"),
    )
    op.create_index("ix_contests_front_server_closes_at", "contests", ["front", "server", "closes_at"])
    op.create_index("ix_contests_front_thread", "contests", ["front", "thread"])
    op.create_index("ix_contests_job_id", "contests", ["job_id"])
    op.create_index("ix_contests_spoilt_at", "contests", ["spoilt_at"])
    op.create_index("ix_contests_state_closes_at", "contests", ["state", "closes_at"])


def _create_entries() -> None:
    op.create_table(
        "contest_entries",
        sa.Column("contest_id", sa.String(), nullable=False),
        sa.Column("job_id", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name="fk_contest_entries_contest_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["job_id"], ["jobs.id"], name="fk_contest_entries_job_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("contest_id", "job_id", name="pk_contest_entries"),
    )
    op.create_index("ix_contest_entries_job_id", "contest_entries", ["job_id"])
    op.create_index("ix_contest_entries_platform_person_id", "contest_entries", ["platform", "person_id"])
    op.create_table(
        "ballots",
        sa.Column("contest_id", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("job_id", sa.String(), nullable=False),
        sa.Column("sample", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name="fk_ballots_contest_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name="fk_ballots_job_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("contest_id", "platform", "person_id", name="pk_ballots"),
    )
    op.create_index("ix_ballots_job_id", "ballots", ["job_id"])
    op.create_index("ix_ballots_platform_person_id", "ballots", ["platform", "person_id"])
    op.create_table(
        "contest_ranks",
        sa.Column("contest_id", sa.String(), nullable=False),
        sa.Column("job_id", sa.String(), nullable=False),
        sa.Column("sample", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.Column("platform", sa.String()),
        sa.Column("person_id", sa.String()),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name="fk_contest_ranks_contest_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name="fk_contest_ranks_job_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("contest_id", "job_id", "sample", name="pk_contest_ranks"),
    )
    op.create_index("ix_contest_ranks_platform_person_id", "contest_ranks", ["platform", "person_id"])
