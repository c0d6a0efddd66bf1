"""Discord's own description of its API."""

from functools import cached_property

from bench.common.answers import Json
from bench.common.contract import CONTRACTS, Contract

UNDESCRIBED = frozenset({"GET /applications/{application_id}/skus"})
"""Documented on discord.com, but not in the description."""


class DiscordContract(Contract):
    """What Discord says of the requests that it takes."""

    def __init__(self) -> None:
        super().__init__(CONTRACTS / "discord-openapi.json", UNDESCRIBED)

    @cached_property
    def document(self) -> Json:
        """All of it."""
        document: Json = super().document
        snowflake = document["components"]["schemas"]["SnowflakeType"]
        snowflake["type"] = ["string", "integer"]  # discord.py numbers uploads so, and Discord takes it
        return document
