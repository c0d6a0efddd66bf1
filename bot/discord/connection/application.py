"""What Discord knows of our application, and how it gets onto a server."""

import asyncio

import aiohttp
import discord

from bot.discord.asking.places import NEEDED
from bot.errors import SettingsError

LOGIN_REFUSED = (
    "Discord doesn't know the token in discord.token (NONET_DISCORD__TOKEN). Copy it anew from the page Bot "
    "of your application at https://discord.com/developers/applications."
)
PERMISSIONS = discord.Permissions(**dict.fromkeys(NEEDED, True), create_public_threads=True)
"""Nothing that moderates, nothing that reads along; threads are for prompts of the day and parties."""
_TIMEOUT_S = 10.0


def invite_link(application_id: int) -> str:
    """The address under which somebody puts Nonet on a server of theirs."""
    return discord.utils.oauth_url(
        application_id, permissions=PERMISSIONS, scopes=("bot", "applications.commands")
    )


async def describe(token: str) -> str:
    """Log in, and say as whom and how to invite it.

    Raises:
        SettingsError: Discord does not know the token, or can't be reached.
    """
    async with discord.Client(intents=discord.Intents.none()) as client:
        try:
            async with asyncio.timeout(_TIMEOUT_S):
                await client.login(token)
        except discord.LoginFailure:
            raise SettingsError(LOGIN_REFUSED) from None
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            reason = str(error) or f"no answer within {_TIMEOUT_S:g} s"
            raise SettingsError(f"Discord can't be reached: {reason}.") from error
        assert client.application_id  # every login tells it
        return f"signed in as {client.user}; invite it by {invite_link(client.application_id)}"
