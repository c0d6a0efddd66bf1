"""The sections of the settings: every knob with its type, its default and its meaning.

Those of X are in `bot.twitter_settings`.
"""

from typing import Annotated, Literal, Self

from annotated_types import Ge, Gt, Le, Lt
from pydantic import Field, SecretStr, model_validator

from bot.setting_types import (
    Bytes,
    Count,
    DiscordId,
    LongSecret,
    Port,
    Seconds,
    Secret,
    Section,
    WebAddress,
    Word,
)
from generation.protocol import PROMPT_LIMIT_CHARS
from moderation.verdict import GRADED


class WebSettings(Section):
    """The web page."""

    enabled: bool = Field(default=True, description="Serve the web page.")
    host: str = Field(
        default="127.0.0.1", description="Address to listen on; 0.0.0.0 lets other machines in."
    )
    port: Port = Field(default=8000, description="TCP port; 0 takes any free one.")
    public_url: WebAddress = Field(
        default="", description="Address that people use, for shared links; empty: http://host:port."
    )
    body_limit_bytes: Bytes = Field(default=65_536, description="Largest request body, in bytes.")
    watchers_limit: Count = Field(default=500, description="Most pages that may watch jobs at once.")
    admin_key: LongSecret = Field(
        default=SecretStr(""),
        description="Key of the admin page /admin, 16 characters or more; empty: no such page.",
    )


class GenerationSettings(Section):
    """The generation service, embedded or elsewhere."""

    url: WebAddress = Field(
        default="", description="OpenAI-compatible service to use; empty: `nonet run` starts its own."
    )
    api_key: Secret = Field(
        default=SecretStr(""), description="Bearer key sent to `url`, and asked for by `nonet serve`."
    )
    more_api_keys: tuple[Secret, ...] = Field(
        default=(), description="Further keys that `nonet serve` lets in, each for another client."
    )
    model: str = Field(default="nonet-small", description="Model that paints when a request names none.")
    models_dir: str = Field(default="", description="Where fetched models are; empty: models in data_dir.")
    device: Literal["auto", "cpu", "cuda"] = Field(default="auto", description="Where the model runs.")
    precision: Literal["auto", "fp32", "bf16"] = Field(
        default="auto", description="Number format of the weights."
    )
    threads: Annotated[int, Ge(0)] = Field(
        default=0, description="CPU threads of the model; 0: the cores that are free."
    )
    host: str = Field(default="127.0.0.1", description="Address that `nonet serve` listens on.")
    port: Port = Field(default=8001, description="TCP port of `nonet serve`; 0 takes any free one.")
    body_limit_bytes: Bytes = Field(
        default=65_536, description="Largest request body of the service, in bytes."
    )
    picture_limit_bytes: Bytes = Field(
        default=4_000_000, description="Largest picture that the service goes on from, in bytes."
    )
    slots_memory_bytes: Annotated[int, Ge(0)] = Field(
        default=0,
        description="Memory for the samples that a model paints at once, in bytes; 0: as the model sees fit.",
    )
    models_memory_bytes: Annotated[int, Ge(0)] = Field(
        default=0,
        description="Memory for all loaded models, in bytes; then the longest unused goes. 0: no limit.",
    )
    reranker: str = Field(
        default="",
        description="CLIP model in models_dir/rerankers that picks among candidates; empty: none.",
    )
    candidates: Annotated[int, Ge(2), Le(8)] = Field(
        default=2, description="Pictures painted for each sample if there is a reranker, 2 to 8."
    )
    queue_limit: Count = Field(default=1_000, description="Most requests that the service keeps waiting.")
    requests_per_user: Count = Field(
        default=100, description="Most requests that one user may have in the service at once."
    )
    requests_per_key: Count = Field(
        default=1_000, description="Most requests that all users of one key may have there together."
    )
    kept_answers_bytes: Bytes = Field(
        default=64_000_000,
        description="Memory for answers to requests with an Idempotency-Key, to give them again, in bytes.",
    )
    kept_answers_s: Seconds = Field(default=600.0, description="How long they are kept, in seconds.")
    grace_s: Seconds = Field(
        default=20.0, description="How long the service goes on with its requests when it stops, in seconds."
    )
    timeout_s: Seconds = Field(
        default=900.0, description="Longest time for one request, in seconds, without any event."
    )
    partial_images: Annotated[int, Ge(0), Le(3)] = Field(
        default=3, description="Previews of each sample while it is painted."
    )


class DatabaseSettings(Section):
    """Where jobs are kept."""

    url: Secret = Field(
        default=SecretStr(""),
        description="SQLAlchemy URL (postgresql://...); empty: SQLite, nonet.db in data_dir.",
    )
    pool_size: Count = Field(
        default=5, description="Most connections to PostgreSQL at once, for each process."
    )
    busy_timeout_s: Seconds = Field(default=10.0, description="How long SQLite waits for a lock, in seconds.")


class QueueSettings(Section):
    """How jobs are taken from the queue."""

    workers: Count = Field(default=2, description="Jobs that one process renders at once.")
    lease_s: Seconds = Field(
        default=30.0, description="Seconds after which a silent worker's job is taken by another."
    )
    heartbeat_s: Seconds = Field(
        default=5.0, description="Seconds between a worker's signs of life; under lease_s / 2."
    )
    poll_s: Seconds = Field(default=1.0, description="Seconds between looks into an empty queue.")
    attempts: Count = Field(default=5, description="Renderings of a job before it is given up.")
    retry_s: Seconds = Field(
        default=5.0,
        description="Seconds before a failed rendering or delivery is tried again, doubled each time.",
    )

    @model_validator(mode="after")
    def _leases_outlive_heartbeats(self) -> Self:
        if self.heartbeat_s > self.lease_s / 2:
            raise ValueError(
                f"heartbeat_s ({self.heartbeat_s:g}) must be at most half of lease_s ({self.lease_s:g})"
            )
        return self


class LimitSettings(Section):
    """What one requester may ask for."""

    prompt_chars: Annotated[int, Ge(1), Le(PROMPT_LIMIT_CHARS)] = Field(
        default=1_000, description="Longest prompt, in characters; at most 4,000."
    )
    waiting_per_requester: Count = Field(default=5, description="Jobs that one requester may have waiting.")
    per_hour_per_requester: Count = Field(
        default=60, description="Jobs that one requester may ask for in an hour."
    )
    waiting_total: Count = Field(default=10_000, description="Jobs that may wait in all.")
    waiting_by_role: Count = Field(
        default=20, description="Most waiting jobs that a server may allow someone for a role."
    )
    per_hour_by_role: Count = Field(
        default=240, description="Most jobs in an hour that a server may allow someone for a role."
    )
    picture_bytes: Bytes = Field(
        default=10_000_000, description="Largest picture that someone may bring to go on from, in bytes."
    )
    posts_per_job: Count = Field(
        default=20, description="Samples of one job that one person may post on Discord."
    )
    reports_per_hour: Count = Field(
        default=10, description="Reports that one person, or one address on the web, may send in an hour."
    )


class TierSettings(Section):
    """More for some: who buys it, has it by a role, or is granted it. Replace `patron` by its name."""

    waiting: Count = Field(default=10, description="Jobs that one requester may have waiting.")
    per_hour: Count = Field(default=300, description="Jobs that one requester may ask for in an hour.")
    priority: Literal["high", "normal"] = Field(
        default="high", description="Class in the queue; high goes before all normal ones."
    )
    by_role: bool = Field(default=False, description="Whether servers may give it to their roles.")


class ContestSettings(Section):
    """Votes on prompts of the day, and theme parties."""

    party_hours: Annotated[float, Ge(1), Le(720)] = Field(
        default=336.0, description="Most hours that a party lasts, 1 to 720."
    )
    parties_per_server: Count = Field(
        default=3, description="Parties that one server may hold at the same time."
    )


class ImageSettings(Section):
    """The image store and the collage."""

    retention_days: Annotated[float, Gt(0)] = Field(
        default=90.0, description="Days that finished pictures are kept."
    )
    store_limit_bytes: Bytes = Field(
        default=10_000_000_000, description="Size of the image store at which the oldest go, in bytes."
    )
    collage_limit_bytes: Bytes = Field(default=5_000_000, description="Largest collage file, in bytes.")
    gutter_px: Annotated[int, Ge(0), Le(64)] = Field(
        default=8, description="Space between the samples of a collage, in pixels."
    )
    vary_kept_share: Annotated[float, Gt(0), Lt(1)] = Field(
        default=0.5, description="Share of a sample, from its top, that its variations keep."
    )


class ModerationSettings(Section):
    """The content filter."""

    policy: Literal["strict", "standard", "relaxed"] = Field(
        default="standard", description="How much the filter refuses."
    )
    thresholds: dict[Word, Annotated[float, Gt(0), Le(1)]] = Field(
        default={}, description="Scores from which single categories are refused, 0 to 1; else the policy's."
    )
    extra_words: tuple[Word, ...] = Field(default=(), description="Further words to refuse.")
    allowed_words: tuple[Word, ...] = Field(default=(), description="Words never to refuse by themselves.")
    refused_samples_limit: Annotated[int, Ge(0), Le(8)] = Field(
        default=4, description="Most samples of a job, of nine, refused at once; with more, the whole job is."
    )
    claim_minutes: Annotated[float, Gt(0)] = Field(
        default=15.0, description="Minutes that a case is kept for the moderator who claimed it."
    )
    appeals_per_day: Count = Field(default=5, description="Appeals that one person may make in 24 hours.")
    half_life_h: Annotated[float, Gt(0)] = Field(
        default=24.0, description="Hours in which suspicion of someone is halved."
    )
    slow_at: Annotated[float, Gt(0)] = Field(
        default=2.5, description="Suspicion from which someone has to wait between two jobs."
    )
    slow_s: Seconds = Field(
        default=60.0, description="Seconds to wait at that suspicion; more suspicion, longer waits."
    )
    pause_at: Annotated[float, Gt(0)] = Field(
        default=7.5, description="Suspicion that keeps someone out until it has fallen to half of this."
    )
    longest_pause_h: Annotated[float, Gt(0)] = Field(
        default=168.0, description="Most hours that suspicion keeps someone out."
    )
    weights: dict[Word, Annotated[float, Ge(0)]] = Field(
        default={
            "sexual": 1.0,
            "hate": 1.5,
            "harassment": 1.0,
            "violence": 1.0,
            "self_harm": 0.0,
            "illegal": 1.0,
            "person_deception": 0.5,
            "personal_data": 1.0,
            "sexual_minors": 4.0,
            "own_words": 0.5,
            "upheld": 2.0,
            "false-report": 1.0,
        },
        description="Suspicion by refusals of each category, by a report that was right, and by a false one.",
    )
    refusals_days: Annotated[float, Gt(0)] = Field(
        default=90.0, description="Days that refusals are kept, with their prompts."
    )
    cases_days: Annotated[float, Gt(0)] = Field(
        default=180.0, description="Days that reports and appeals are kept after they were decided."
    )
    audit_days: Annotated[float, Gt(0)] = Field(
        default=365.0, description="Days that is kept what moderators have done, and their notes."
    )

    @model_validator(mode="after")
    def _categories_exist(self) -> Self:
        unknown = set(self.thresholds) - set(GRADED)
        if unknown:
            raise ValueError(f"thresholds are for {', '.join(GRADED)}, not for {min(unknown)}")
        return self

    @model_validator(mode="after")
    def _slower_before_paused(self) -> Self:
        if self.slow_at > self.pause_at:
            raise ValueError(f"slow_at ({self.slow_at:g}) must be at most pause_at ({self.pause_at:g})")
        return self


class DiscordSettings(Section):
    """The Discord front."""

    token: Secret = Field(default=SecretStr(""), description="Bot token; empty: Discord is off.")
    shard_count: Annotated[int, Ge(0)] = Field(
        default=0, description="Shards of all processes together; 0: as many as Discord advises."
    )
    shard_ids: tuple[Annotated[int, Ge(0)], ...] = Field(
        default=(), description="Shards of this process, if there are several; empty: all of them."
    )
    operators: tuple[DiscordId, ...] = Field(
        default=(),
        description="User ids of those who may use /status; empty: the application's owner or team.",
    )
    servers: tuple[DiscordId, ...] = Field(
        default=(), description="Server ids that may have Nonet, which leaves all others; empty: any server."
    )
    denied_servers: tuple[DiscordId, ...] = Field(
        default=(), description="Server ids that may not have Nonet, which leaves them."
    )
    progress_every_s: Annotated[float, Ge(0)] = Field(
        default=4.0, description="Least seconds between two edits of a message that shows a job's progress."
    )
    premium: dict[DiscordId, Word] = Field(
        default={}, description="Tier that each SKU of the application gives; empty: nothing is sold."
    )

    @model_validator(mode="after")
    def _shards_exist(self) -> Self:
        wrong = [number for number in self.shard_ids if number >= self.shard_count]
        if wrong:
            raise ValueError(
                f"shard_ids must be below shard_count ({self.shard_count}), which {wrong} are not"
            )
        return self


class MetricsSettings(Section):
    """Numbers for Prometheus, on a port of their own, which nobody else should reach."""

    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: Port = Field(default=0, description="TCP port of /metrics; 0: none.")


class LogSettings(Section):
    """What is written to the log."""

    level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="Least important line to write."
    )
    format: Literal["text", "json"] = Field(default="text", description="For people or for machines.")
    prompts: bool = Field(default=False, description="Whether lines may hold what people asked for.")
