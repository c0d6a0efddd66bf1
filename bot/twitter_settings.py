"""The knobs of X. They are apart from `bot.twitter`, for the pipeline knows settings but no front."""

from typing import Annotated, Literal

from annotated_types import Ge
from pydantic import Field, SecretStr

from bot.setting_types import Count, Money, Seconds, Secret, Section, WebAddress


class TwitterSettings(Section):
    """The X (Twitter) front. The README's runbook says how to get X's approval and the keys."""

    enabled: bool = Field(default=False, description="Answer mentions on X.")
    reply_approved: bool = Field(
        default=False,
        description="Set it when X has approved AI replies and the account bears the automated label.",
    )
    consumer_key: Secret = Field(default=SecretStr(""), description="API key of the app.")
    consumer_secret: Secret = Field(default=SecretStr(""), description="API key secret of the app.")
    access_token: Secret = Field(
        default=SecretStr(""), description="Access token of the bot's account; empty: `nonet twitter login`."
    )
    access_token_secret: Secret = Field(
        default=SecretStr(""), description="Access token secret of the bot's account."
    )
    client_id: Secret = Field(
        default=SecretStr(""), description="OAuth 2 client id, for `nonet twitter login --oauth2` only."
    )
    client_secret: Secret = Field(
        default=SecretStr(""), description="OAuth 2 client secret; empty for a public client."
    )
    base_url: WebAddress = Field(
        default="https://api.x.com", description="Where X's API is; another address for tests."
    )
    poll_interval_s: Seconds = Field(default=60.0, description="Seconds between looks for new mentions.")
    rest_s: Seconds = Field(
        default=900.0, description="Seconds before X is tried again after it refused our keys or credits."
    )
    reconcile_after_s: Annotated[float, Ge(0)] = Field(
        default=20.0,
        description="Seconds that a post may take to show up among ours, when it is unknown if it is there.",
    )
    per_conversation_per_hour: Count = Field(
        default=1, description="Answers to one person in one conversation within an hour."
    )
    draw_this: bool = Field(
        default=True, description='Paint the quoted or parent post when someone says "draw this".'
    )
    refusal: Literal["silent", "polite"] = Field(
        default="silent", description="What people get who ask for what can't be painted: nothing, or a line."
    )
    link_in_reply: bool = Field(
        default=False, description="Link to the job's page; a post with a link costs 20 times as much."
    )
    daily_usd: Money = Field(default=2.0, description="Most dollars in a day (UTC).")
    monthly_usd: Money = Field(default=30.0, description="Most dollars in a calendar month (UTC).")
    daily_calls: Count = Field(default=10_000, description="Most calls in a day (UTC).")
    monthly_calls: Count = Field(default=200_000, description="Most calls in a calendar month (UTC).")
    price_mention_usd: Money = Field(default=0.001, description="Price of a mention read, in dollars.")
    price_own_post_usd: Money = Field(default=0.001, description="Price of an own post read.")
    price_read_usd: Money = Field(default=0.005, description="Price of another post read.")
    price_user_usd: Money = Field(default=0.01, description="Price of an account read.")
    price_upload_usd: Money = Field(default=0.0, description="Price of an uploaded picture.")
    price_metadata_usd: Money = Field(default=0.005, description="Price of an alt text.")
    price_reply_usd: Money = Field(default=0.01, description="Price of a reply to someone who mentioned us.")
    price_post_usd: Money = Field(default=0.015, description="Price of a post of our own.")
    price_delete_usd: Money = Field(default=0.005, description="Price of a post taken down (a guess).")
    price_link_usd: Money = Field(default=0.2, description="Price of a post or reply with a link.")
