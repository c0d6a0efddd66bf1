"""Who and what exists in the stand-in: people, guilds, channels, messages, interactions."""

from dataclasses import dataclass, field
from enum import IntEnum, IntFlag

from bench.common.answers import Json
from bench.discord.clock import DiscordClock

FILE_LIMIT_BYTES = 10 * 1024 * 1024
"""Of one file, where no boost raises it."""


class Permission(IntFlag):
    """Those that the stand-in heeds (discord.com/developers/docs/topics/permissions)."""

    NONE = 0
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    USE_APPLICATION_COMMANDS = 1 << 31
    CREATE_PUBLIC_THREADS = 1 << 35
    SEND_MESSAGES_IN_THREADS = 1 << 38


EVERYONE = (
    Permission.ADD_REACTIONS
    | Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.SEND_MESSAGES_IN_THREADS
)
"""What everybody may do where nothing is denied, the bot included."""


class ChannelKind(IntEnum):
    """Discord's channel types, as far as the stand-in has them."""

    TEXT = 0
    DM = 1
    GROUP_DM = 3
    PUBLIC_THREAD = 11


@dataclass(eq=False, slots=True)
class User:
    """A person, or the bot."""

    id: int
    name: str
    bot: bool = False
    accepts_dms: bool = True


@dataclass(eq=False, slots=True)
class Role:
    """A role of a guild; the one with the guild's id is @everyone."""

    id: int
    name: str
    permissions: Permission = Permission.NONE


@dataclass(eq=False, slots=True)
class Attachment:
    """A file of a message."""

    id: int
    filename: str
    content_type: str
    data: bytes
    description: str | None = None


@dataclass(eq=False, slots=True)
class Message:
    """A message as it stands now."""

    id: int
    channel: "Channel"
    author: User
    content: str = ""
    flags: int = 0
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    mentions: list[User] = field(default_factory=list)
    nonce: str | int | None = None
    replies_to: "Message | None" = None
    interaction: "Interaction | None" = None
    reactions: dict[str, set[int]] = field(default_factory=dict)
    """Who reacted with which emoji."""
    edited_at: float | None = None
    edits: int = 0


@dataclass(eq=False, slots=True)
class Channel:
    """A place for messages; a thread is one too."""

    id: int
    kind: ChannelKind
    name: str = ""
    guild: "Guild | None" = None
    parent: "Channel | None" = None
    recipients: list[User] = field(default_factory=list)
    nsfw: bool = False
    denied: Permission = Permission.NONE
    """What nobody may do here, by an overwrite for @everyone."""
    archived: bool = False
    locked: bool = False
    messages: dict[int, Message] = field(default_factory=dict)
    nonces: dict[str | int, Message] = field(default_factory=dict)
    """The newest messages that the bot has posted with `enforce_nonce`."""

    def allowed(self) -> Permission:
        """What the bot may do here."""
        return EVERYONE & ~(self.parent or self).denied

    @property
    def is_thread(self) -> bool:
        """Whether it belongs to a channel."""
        return self.kind is ChannelKind.PUBLIC_THREAD


@dataclass(eq=False, slots=True)
class Guild:
    """A server."""

    id: int
    name: str
    owner: User
    locale: str = "en-US"
    file_limit_bytes: int = FILE_LIMIT_BYTES
    channels: list[Channel] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    has_bot: bool = True


@dataclass(eq=False, slots=True)
class Interaction:
    """Something that a person did with the bot, and how it was answered."""

    id: int
    token: str
    kind: int
    user: User
    channel: Channel
    created_at: float
    """By the stand-in's clock, as all times here."""
    source: Message | None = None
    """The message whose component was used."""
    answered_at: float | None = None
    response: Json | None = None
    """The body of the callback."""
    original: Message | None = None
    followups: list[Message] = field(default_factory=list)

    @property
    def messages(self) -> list[Message]:
        """What its person sees of the answer now."""
        return [*([self.original] if self.original else []), *self.followups]

    @property
    def answer(self) -> Message:
        """The message that answers it. Raises LookupError if there is none."""
        if self.original is None:
            raise LookupError(f"interaction {self.id} has no message")
        return self.original

    def forget(self, message: Message) -> None:
        """The message has been deleted."""
        self.original = None if self.original is message else self.original
        self.followups = [other for other in self.followups if other is not message]


class World:
    """Everything that exists. Nothing here knows of HTTP."""

    def __init__(self, clock: DiscordClock) -> None:
        self.clock = clock
        self.base_url = ""
        """http://host:port of the stand-in, when it is known."""
        self.bot = User(clock.snowflake(), "nonet", bot=True)
        self.application_id = self.bot.id
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.users: dict[int, User] = {self.bot.id: self.bot}
        self.interactions: dict[str, Interaction] = {}
        """By token."""
        self.commands: list[Json] = []
        self.skus: list[Json] = []
        self.entitlements: dict[int, Json] = {}

    def add_user(self, name: str, *, accepts_dms: bool = True) -> User:
        """A new person."""
        user = User(self.clock.snowflake(), name, accepts_dms=accepts_dms)
        self.users[user.id] = user
        return user

    def add_guild(self, name: str = "a server", *, roles: int = 0, has_bot: bool = True) -> Guild:
        """A new guild with @everyone and so many other roles; without a channel."""
        owner = self.add_user(f"owner of {name}")
        guild = Guild(self.clock.guild_snowflake(), name, owner, has_bot=has_bot)
        guild.roles = [Role(guild.id, "@everyone", EVERYONE)]
        guild.roles += [Role(self.clock.snowflake(), f"role {number}") for number in range(roles)]
        self.guilds[guild.id] = guild
        return guild

    def add_channel(self, guild: Guild, name: str = "general", *, nsfw: bool = False) -> Channel:
        """A new text channel."""
        channel = Channel(self.clock.snowflake(), ChannelKind.TEXT, name, guild, nsfw=nsfw)
        guild.channels.append(channel)
        self.channels[channel.id] = channel
        return channel

    def add_thread(self, parent: Channel, name: str = "a thread", message: Message | None = None) -> Channel:
        """A new public thread in a text channel; if it hangs on a message, with the message's id."""
        kind, number = ChannelKind.PUBLIC_THREAD, message.id if message else self.clock.snowflake()
        thread = Channel(number, kind, name, parent.guild, parent)
        self.channels[thread.id] = thread
        return thread

    def dm_with(self, user: User) -> Channel:
        """The direct messages between the bot and a person."""
        for channel in self.channels.values():
            if channel.kind is ChannelKind.DM and channel.recipients == [user]:
                return channel
        channel = Channel(self.clock.snowflake(), ChannelKind.DM, recipients=[user])
        self.channels[channel.id] = channel
        return channel

    def add_group_dm(self, *users: User) -> Channel:
        """A group of people; the bot is not among them, only its commands can be used."""
        channel = Channel(self.clock.snowflake(), ChannelKind.GROUP_DM, "a group", recipients=list(users))
        self.channels[channel.id] = channel
        return channel

    def add_entitlement(self, sku_id: int, **owner: str) -> Json:
        """Someone has bought something: `user_id` or `guild_id` names who, for whom."""
        entitlement: Json = {
            "id": str(self.clock.snowflake()),
            "sku_id": str(sku_id),
            "application_id": str(self.application_id),
            "type": 8,
            "deleted": False,
            "consumed": False,
            "starts_at": None,
            "ends_at": None,
        }
        self.entitlements[int(entitlement["id"])] = entitlement | owner
        return self.entitlements[int(entitlement["id"])]

    def remove_channel(self, channel: Channel) -> None:
        """As if it had been deleted."""
        del self.channels[channel.id]
        if channel.guild and channel in channel.guild.channels:
            channel.guild.channels.remove(channel)

    def threads_of(self, guild: Guild) -> list[Channel]:
        """The guild's threads."""
        return [channel for channel in self.channels.values() if channel.is_thread and channel.guild is guild]

    def messages_of_bot(self) -> list[Message]:
        """What the bot has posted and not deleted, answers to interactions included, oldest first."""
        found = {
            message.id: message for channel in self.channels.values() for message in channel.messages.values()
        }
        for interaction in self.interactions.values():
            found |= {message.id: message for message in interaction.messages}
        return [found[key] for key in sorted(found) if found[key].author is self.bot]
