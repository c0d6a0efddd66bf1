"""What people do in the stand-in, and the events by which the bot learns of it."""

import secrets
from collections.abc import Iterator

from bench.common.answers import Json
from bench.discord import payloads
from bench.discord.command_rules import CHAT_INPUT, MESSAGE_MENU
from bench.discord.gateway import MESSAGE_CONTENT, Gateway
from bench.discord.interactions import MODAL
from bench.discord.posts import file_limit_bytes, post_to_channel, remove
from bench.discord.world import (
    EVERYONE,
    Channel,
    ChannelKind,
    Guild,
    Interaction,
    Message,
    Permission,
    User,
    World,
)

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 2, 3, 4, 5
BUTTON, TEXT_INPUT = 2, 4
IN_GUILD, IN_BOT_DM, IN_PRIVATE_CHANNEL = 0, 1, 2


class People:
    """Lets people use commands and components, write, react, buy, and remove things."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        self._world = world
        self._gateway = gateway

    def slash(
        self,
        user: User,
        channel: Channel,
        command: str,
        *,
        permissions: Permission = EVERYONE,
        age_s: float = 0.0,
        **options: object,
    ) -> Interaction:
        """Use a command; `command` may name a subcommand after a space.

        Args:
            user: who does so.
            channel: where.
            command: as it is registered, or KeyError is raised.
            permissions: of the person there.
            age_s: how long ago, for events that come late.
            options: those of the command, by name.
        """
        data = self._command(command, CHAT_INPUT, options)
        return self._interact(COMMAND, user, channel, data, permissions=permissions, age_s=age_s)

    def autocomplete(
        self, user: User, channel: Channel, command: str, focused: str, **options: object
    ) -> Interaction:
        """Type into an option, which has its present text in `options`."""
        data = self._command(command, CHAT_INPUT, options, focused)
        return self._interact(AUTOCOMPLETE, user, channel, data)

    def menu(self, user: User, message: Message, command: str) -> Interaction:
        """Choose from the Apps menu of a message."""
        data = self._command(command, MESSAGE_MENU, {})
        shown = payloads.message(message, self._world.base_url)
        data |= {"target_id": str(message.id), "resolved": {"messages": {str(message.id): shown}}}
        return self._interact(COMMAND, user, message.channel, data)

    def click(
        self, user: User, message: Message, custom_id: str, *, permissions: Permission = EVERYONE
    ) -> Interaction:
        """Press a button."""
        data = {"custom_id": custom_id, "component_type": BUTTON}
        return self._interact(COMPONENT, user, message.channel, data, source=message, permissions=permissions)

    def choose(self, user: User, message: Message, custom_id: str, *values: str) -> Interaction:
        """Choose from a select."""
        (select,) = [part for part in _deep(message.components) if part.get("custom_id") == custom_id]
        data = {"custom_id": custom_id, "component_type": select["type"], "values": list(values)}
        return self._interact(COMPONENT, user, message.channel, data, source=message)

    def submit(self, asked: Interaction, **texts: str) -> Interaction:
        """Send the modal that an interaction was answered by, with texts by the inputs' custom_id."""
        if asked.response is None or asked.response["type"] != MODAL:
            raise LookupError("the interaction was not answered by a modal")
        modal = asked.response["data"]
        components = [_filled(part, texts) for part in modal["components"]]
        data = {"custom_id": modal["custom_id"], "components": components}
        return self._interact(MODAL_SUBMIT, asked.user, asked.channel, data, source=asked.source)

    def say(self, user: User, channel: Channel, content: str, *, reply_to: Message | None = None) -> Message:
        """Write a message; <@id> of the bot mentions it, and so does a reply to it."""
        message = Message(self._world.clock.snowflake(), channel, user, content, replies_to=reply_to)
        bot = self._world.bot
        if f"<@{bot.id}>" in content or (reply_to and reply_to.author is bot):
            message.mentions.append(bot)
        post_to_channel(message)
        payload = payloads.message(message, self._world.base_url)
        if reply_to:
            payload["referenced_message"] = payloads.message(reply_to, self._world.base_url)
        if channel.guild:
            payload |= {"guild_id": str(channel.guild.id), "member": payloads.member(user)}
        for session in self._gateway.sessions:
            if session.covers(channel.guild.id if channel.guild else None):
                may_read = message.mentions or not channel.guild or session.intents & MESSAGE_CONTENT
                session.dispatch("MESSAGE_CREATE", payload if may_read else payload | {"content": ""})
        return message

    def react(self, user: User, message: Message, emoji: str) -> None:
        """Add a reaction."""
        message.reactions.setdefault(emoji, set()).add(user.id)
        payload = self._reaction(user, message, emoji) | {"message_author_id": str(message.author.id)}
        if message.channel.guild:
            payload["member"] = payloads.member(user)
        self._gateway.dispatch("MESSAGE_REACTION_ADD", payload, message.channel.guild)

    def unreact(self, user: User, message: Message, emoji: str) -> None:
        """Take a reaction back."""
        message.reactions.get(emoji, set()).discard(user.id)
        payload = self._reaction(user, message, emoji)
        self._gateway.dispatch("MESSAGE_REACTION_REMOVE", payload, message.channel.guild)

    def buy(self, user: User, sku_id: int) -> Json:
        """Buy a subscription for oneself."""
        entitlement = self._world.add_entitlement(sku_id, user_id=str(user.id))
        self._gateway.dispatch("ENTITLEMENT_CREATE", entitlement)
        return entitlement

    def invite_bot(self, guild: Guild) -> None:
        """Let the bot into a guild."""
        guild.has_bot = True
        self._gateway.dispatch("GUILD_CREATE", payloads.guild(guild, self._world), guild)

    def kick_bot(self, guild: Guild) -> None:
        """Remove the bot from a guild."""
        self._gateway.dispatch("GUILD_DELETE", {"id": str(guild.id)}, guild)
        guild.has_bot = False

    def delete_channel(self, channel: Channel) -> None:
        """Delete a channel with everything in it."""
        self._world.remove_channel(channel)
        name = "THREAD_DELETE" if channel.is_thread else "CHANNEL_DELETE"
        self._gateway.dispatch(name, payloads.channel(channel), channel.guild)

    def delete_message(self, message: Message) -> None:
        """Delete a message, as a moderator may."""
        remove(message)
        ids = {"id": str(message.id), "channel_id": str(message.channel.id)}
        guild = message.channel.guild
        self._gateway.dispatch("MESSAGE_DELETE", ids | ({"guild_id": str(guild.id)} if guild else {}), guild)

    def _interact(
        self,
        kind: int,
        user: User,
        channel: Channel,
        data: Json,
        *,
        source: Message | None = None,
        permissions: Permission = EVERYONE,
        age_s: float = 0.0,
    ) -> Interaction:
        clock = self._world.clock
        interaction = Interaction(
            id=clock.snowflake(age_s),
            token=secrets.token_urlsafe(32),
            kind=kind,
            user=user,
            channel=channel,
            created_at=clock.now() - age_s,
            source=source,
        )
        self._world.interactions[interaction.token] = interaction
        payload = self._payload(interaction, permissions) | {"data": data}
        self._gateway.dispatch("INTERACTION_CREATE", payload, channel.guild)
        return interaction

    def _payload(self, interaction: Interaction, permissions: Permission) -> Json:
        world, channel, user = self._world, interaction.channel, interaction.user
        owned = [each for each in world.entitlements.values() if each.get("user_id") == str(user.id)]
        payload: Json = {
            "id": str(interaction.id),
            "application_id": str(world.application_id),
            "type": interaction.kind,
            "token": interaction.token,
            "version": 1,
            "channel_id": str(channel.id),
            "channel": payloads.channel(channel) | {"permissions": str(int(permissions))},
            "app_permissions": str(int(channel.allowed())),
            "locale": "en-US",
            "entitlements": owned,
            "attachment_size_limit": file_limit_bytes(channel),
        }
        if interaction.source:
            payload["message"] = payloads.message(interaction.source, world.base_url)
        return payload | _whereabouts(channel, user, permissions)

    def _command(self, name: str, kind: int, options: dict[str, object], focused: str = "") -> Json:
        """The data of a command as Discord sends it, after what the bot has registered."""
        first, *rest = name.split() if kind == CHAT_INPUT else [name]
        registered = {(each["name"], each["type"]): each for each in self._world.commands}
        command = described = registered[first, kind]
        data: Json = {"id": command["id"], "name": first, "type": kind}
        inner = data
        for part in rest:
            described = next(each for each in described["options"] if each["name"] == part)
            inner["options"] = [{"name": part, "type": described["type"]}]
            inner = inner["options"][0]
        kinds = {each["name"]: each["type"] for each in described.get("options", [])}
        inner["options"] = [
            {"name": key, "type": kinds[key], "value": value} | ({"focused": True} if key == focused else {})
            for key, value in options.items()
        ]
        return data

    def _reaction(self, user: User, message: Message, emoji: str) -> Json:
        payload: Json = {
            "user_id": str(user.id),
            "channel_id": str(message.channel.id),
            "message_id": str(message.id),
            "emoji": {"id": None, "name": emoji},
            "burst": False,
            "type": 0,
        }
        guild = message.channel.guild
        return payload | ({"guild_id": str(guild.id)} if guild else {})


def _whereabouts(channel: Channel, user: User, permissions: Permission) -> Json:
    """Who acts, as a member or a user; and whether the app is the guild's or the person's own."""
    guild = channel.guild
    if guild is None:
        context = IN_BOT_DM if channel.kind is ChannelKind.DM else IN_PRIVATE_CHANNEL
        owners = {"0": "0"} if context == IN_BOT_DM else {"1": str(user.id)}
        return {"user": payloads.user(user), "context": context, "authorizing_integration_owners": owners}
    return {
        "guild_id": str(guild.id),
        "guild": {"id": str(guild.id), "locale": guild.locale, "features": []},
        "guild_locale": guild.locale,
        "member": payloads.member(user, permissions),
        "context": IN_GUILD,
        "authorizing_integration_owners": {"0": str(guild.id)} if guild.has_bot else {"1": str(user.id)},
    }


def _filled(part: Json, texts: dict[str, str]) -> Json:
    """A component of a modal as it is sent back."""
    if "component" in part:
        return {"type": part["type"], "id": part.get("id", 0), "component": _filled(part["component"], texts)}
    if "components" in part:
        return {"type": part["type"], "components": [_filled(each, texts) for each in part["components"]]}
    if part["type"] == TEXT_INPUT:
        text = texts.get(part["custom_id"], part.get("value") or "")
        return {"type": TEXT_INPUT, "custom_id": part["custom_id"], "value": text}
    if "custom_id" in part:
        chosen = [texts[part["custom_id"]]] if part["custom_id"] in texts else []
        return {"type": part["type"], "custom_id": part["custom_id"], "values": chosen}
    return {"type": part["type"], "id": part.get("id", 0)}


def _deep(components: list[Json]) -> Iterator[Json]:
    for part in components:
        yield part
        yield from _deep(part.get("components", []))
        if part.get("accessory"):
            yield part["accessory"]
