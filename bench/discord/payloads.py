"""The JSON that Discord makes of what exists (discord.com/developers/docs/resources)."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from bench.common.answers import Json
from bench.discord.clock import DISCORD_EPOCH_MS
from bench.discord.world import Attachment, Channel, Guild, Message, Permission, Role, User, World

JOINED_AT = "2024-01-01T00:00:00+00:00"
IS_SPOILER = 1 << 3
ATTACHMENT = "attachment://"
"""Begins the address of media that come along with the message as a file."""


def timestamp(seconds: float) -> str:
    """ISO 8601, as all of Discord's times."""
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def user(person: User) -> Json:
    """A user object."""
    return {
        "id": str(person.id),
        "username": person.name,
        "discriminator": "0",
        "global_name": person.name,
        "avatar": None,
        "bot": person.bot,
        "public_flags": 0,
    }


def member(person: User, permissions: Permission | None = None, roles: Sequence[Role] = ()) -> Json:
    """A member object; with `permissions` as interactions carry it."""
    payload: Json = {
        "user": user(person),
        "nick": None,
        "avatar": None,
        "roles": [str(role.id) for role in roles],
        "joined_at": JOINED_AT,
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "pending": False,
        "communication_disabled_until": None,
    }
    return payload if permissions is None else payload | {"permissions": str(int(permissions))}


def role(a_role: Role, position: int = 0) -> Json:
    """A role object."""
    return {
        "id": str(a_role.id),
        "name": a_role.name,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "icon": None,
        "unicode_emoji": None,
        "position": position,
        "permissions": str(int(a_role.permissions)),
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }


def channel(place: Channel) -> Json:
    """A channel object: text channel, thread, DM or group DM."""
    payload: Json = {"id": str(place.id), "type": int(place.kind), "last_message_id": None, "flags": 0}
    if place.guild is None:
        return payload | {
            "name": place.name or None,
            "recipients": [user(other) for other in place.recipients],
        }
    payload |= {"guild_id": str(place.guild.id), "name": place.name, "rate_limit_per_user": 0}
    if place.parent:
        return payload | {
            "parent_id": str(place.parent.id),
            "owner_id": str(place.guild.owner.id),
            "member_count": 1,
            "message_count": len(place.messages),
            "total_message_sent": len(place.messages),
            "thread_metadata": {
                "archived": place.archived,
                "auto_archive_duration": 1440,
                "archive_timestamp": JOINED_AT,
                "locked": place.locked,
            },
        }
    deny = {"id": str(place.guild.id), "type": 0, "allow": "0", "deny": str(int(place.denied))}
    return payload | {
        "parent_id": None,
        "position": place.guild.channels.index(place) if place in place.guild.channels else 0,
        "topic": None,
        "nsfw": place.nsfw,
        "permission_overwrites": [deny] if place.denied else [],
    }


def guild(server: Guild, world: World) -> Json:
    """A guild as GUILD_CREATE carries it."""
    return {
        "id": str(server.id),
        "name": server.name,
        "icon": None,
        "splash": None,
        "discovery_splash": None,
        "banner": None,
        "description": None,
        "owner_id": str(server.owner.id),
        "region": "",
        "afk_channel_id": None,
        "afk_timeout": 300,
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "nsfw": False,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": server.locale,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "features": [],
        "emojis": [],
        "stickers": [],
        "roles": [role(each, number) for number, each in enumerate(server.roles)],
        "channels": [channel(each) for each in server.channels],
        "threads": [channel(each) for each in world.threads_of(server)],
        "members": [member(world.bot)],
        "member_count": 100,
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
        "joined_at": JOINED_AT,
        "large": False,
        "unavailable": False,
    }


def attachment(file: Attachment, place: Channel, base_url: str) -> Json:
    """An attachment object, whose url serves its bytes."""
    url = f"{base_url}/attachments/{place.id}/{file.id}/{file.filename}"
    payload: Json = {
        "id": str(file.id),
        "filename": file.filename,
        "content_type": file.content_type,
        "size": len(file.data),
        "url": url,
        "proxy_url": url,
        "flags": IS_SPOILER if file.filename.startswith("SPOILER_") else 0,
    }
    return payload if file.description is None else payload | {"description": file.description}


def message(post: Message, base_url: str) -> Json:
    """A message object."""
    files = [attachment(file, post.channel, base_url) for file in post.attachments]
    payload: Json = {
        "id": str(post.id),
        "channel_id": str(post.channel.id),
        "author": user(post.author),
        "content": post.content,
        "timestamp": timestamp(((post.id >> 22) + DISCORD_EPOCH_MS) / 1000),
        "edited_timestamp": timestamp(post.edited_at) if post.edited_at else None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [user(person) for person in post.mentions],
        "mention_roles": [],
        "attachments": files,
        "embeds": post.embeds,
        "components": _with_urls(post.components, {file["filename"]: file for file in files}),
        "pinned": False,
        "type": 0,
        "flags": post.flags,
    }
    if post.reactions:
        payload["reactions"] = [_reaction(*each, post.author) for each in post.reactions.items()]
    if post.nonce is not None:
        payload["nonce"] = post.nonce
    if post.interaction:
        payload |= {"type": 20, "application_id": str(post.author.id), "webhook_id": str(post.author.id)}
    if post.replies_to:
        reference = {"message_id": str(post.replies_to.id), "channel_id": str(post.channel.id), "type": 0}
        payload |= {"type": 19, "message_reference": reference}
    return payload


def _reaction(emoji: str, people: set[int], bot: User) -> Json:
    return {
        "emoji": {"id": None, "name": emoji},
        "count": len(people),
        "count_details": {"burst": 0, "normal": len(people)},
        "me": bot.id in people,
        "me_burst": False,
        "burst_colors": [],
    }


def _with_urls(part: Any, files: dict[str, Json]) -> Any:
    """Components whose media name an attachment, with that attachment's address instead."""
    if isinstance(part, list):
        return [_with_urls(each, files) for each in part]
    if not isinstance(part, dict):
        return part
    url = part.get("url")
    if isinstance(url, str) and url.startswith(ATTACHMENT):
        file = files[url.removeprefix(ATTACHMENT)]
        return (
            part
            | {key: file[key] for key in ("url", "proxy_url", "content_type")}
            | {"attachment_id": file["id"]}
        )
    return {key: _with_urls(value, files) for key, value in part.items()}
