"""Routes with which the bot's own token posts in channels, threads and direct messages."""

from urllib.parse import unquote

from bench.common.answers import Answer
from bench.common.call import Call
from bench.common.routes import Routes
from bench.discord import payloads
from bench.discord.answers import NO_CONTENT, ApiError, Problem
from bench.discord.gateway import Gateway
from bench.discord.posts import EPHEMERAL, edit_message, new_message, post_to_channel, remove
from bench.discord.world import Channel, ChannelKind, Message, Permission, World

NONCE_LASTS_S = 180.0
"""Discord: "the past few minutes"."""


class Channels:
    """Serves channels, their messages and reactions, as far as the bot's permissions go."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        self._world = world
        self._gateway = gateway

    def routes(self) -> Routes:
        """As `Part.routes`."""
        channel, messages = "/channels/{channel_id}", "/channels/{channel_id}/messages"
        message = f"{messages}/{{message_id}}"
        own_reaction = f"{message}/reactions/{{emoji_name}}/@me"
        return {
            f"GET {channel}": lambda call: Answer(200, payloads.channel(self._channel(call))),
            f"POST {channel}/typing": self._type,
            f"GET {messages}": self._get_messages,
            f"POST {messages}": self._post_message,
            f"GET {message}": lambda call: self._shown(self._message(call)),
            f"PATCH {message}": self._patch_message,
            f"DELETE {message}": self._delete_message,
            f"POST {message}/threads": self._start_thread,
            f"GET {message}/reactions/{{emoji_name}}": self._get_reactions,
            f"PUT {own_reaction}": self._put_reaction,
            f"DELETE {own_reaction}": self._delete_reaction,
            "POST /users/@me/channels": self._open_dm,
        }

    def _type(self, call: Call) -> Answer:
        self._writable(call)
        return NO_CONTENT

    def _get_messages(self, call: Call) -> Answer:
        """The newest of those that are asked for, or with `after` the oldest; the newest first."""
        limit, before, after = (int(call.query.get(name, 0)) for name in ("limit", "before", "after"))
        found = [
            message
            for number, message in sorted(self._channel(call).messages.items())
            if number > after and (not before or number < before)
        ]
        some = found[: limit or 50] if after else found[-(limit or 50) :]
        return Answer(200, [payloads.message(message, self._world.base_url) for message in reversed(some)])

    def _post_message(self, call: Call) -> Answer:
        channel = self._writable(call)
        nonce = call.form.get("nonce")
        known = channel.nonces.get(nonce) if nonce is not None else None
        if known and self._world.clock.age_s(known.id) < NONCE_LASTS_S:
            return self._shown(known)
        message = new_message(self._world, channel, call.form, call)
        message.replies_to = self._replied_to(channel, call)
        if nonce is not None and call.form.get("enforce_nonce"):
            channel.nonces[nonce] = message
        post_to_channel(message)
        self._gateway.tell_of("MESSAGE_CREATE", message)
        return self._shown(message)

    def _replied_to(self, channel: Channel, call: Call) -> Message | None:
        reference = call.form.get("message_reference")
        if reference is None:
            return None
        if Permission.READ_MESSAGE_HISTORY not in channel.allowed():
            raise ApiError(Problem.CANNOT_REPLY)
        message = channel.messages.get(int(reference["message_id"]))
        if message is None and reference.get("fail_if_not_exists", True):
            raise ApiError(Problem.INVALID_FORM, "message_reference: Unknown message")
        return message

    def _patch_message(self, call: Call) -> Answer:
        message = self._message(call)
        if message.author is not self._world.bot:
            raise ApiError(Problem.NOT_THE_AUTHOR)
        if message.channel.archived:
            raise ApiError(Problem.THREAD_ARCHIVED)
        edit_message(self._world, message, call.form, call)
        self._gateway.tell_of("MESSAGE_UPDATE", message)
        return self._shown(message)

    def _delete_message(self, call: Call) -> Answer:
        message = self._message(call)
        if message.author is not self._world.bot:
            raise ApiError(Problem.MISSING_PERMISSIONS)
        remove(message)
        ids = {"id": str(message.id), "channel_id": str(message.channel.id)}
        guild = message.channel.guild
        self._gateway.dispatch("MESSAGE_DELETE", ids | ({"guild_id": str(guild.id)} if guild else {}), guild)
        return NO_CONTENT

    def _start_thread(self, call: Call) -> Answer:
        message = self._message(call)
        if Permission.CREATE_PUBLIC_THREADS not in message.channel.allowed():
            raise ApiError(Problem.MISSING_PERMISSIONS)
        if message.id in self._world.channels:
            raise ApiError(Problem.THREAD_EXISTS)
        thread = self._world.add_thread(message.channel, call.form["name"], message)
        self._gateway.dispatch("THREAD_CREATE", payloads.channel(thread), thread.guild)
        return Answer(201, payloads.channel(thread))

    def _get_reactions(self, call: Call) -> Answer:
        people = self._message(call).reactions.get(unquote(call.parameters["emoji_name"]), set())
        return Answer(200, [payloads.user(self._world.users[person]) for person in sorted(people)])

    def _put_reaction(self, call: Call) -> Answer:
        message = self._message(call)
        if Permission.ADD_REACTIONS not in message.channel.allowed():
            raise ApiError(Problem.MISSING_PERMISSIONS)
        emoji = unquote(call.parameters["emoji_name"])
        message.reactions.setdefault(emoji, set()).add(self._world.bot.id)
        return NO_CONTENT

    def _delete_reaction(self, call: Call) -> Answer:
        emoji = unquote(call.parameters["emoji_name"])
        self._message(call).reactions.get(emoji, set()).discard(self._world.bot.id)
        return NO_CONTENT

    def _open_dm(self, call: Call) -> Answer:
        user = self._world.users.get(int(call.form.get("recipient_id") or 0))
        if user is None:
            raise ApiError(Problem.UNKNOWN_USER)
        return Answer(200, payloads.channel(self._world.dm_with(user)))

    def _channel(self, call: Call) -> Channel:
        """The channel in the path, if the bot can see it."""
        channel = self._world.channels.get(call.number("channel_id"))
        if channel is None:
            raise ApiError(Problem.UNKNOWN_CHANNEL)
        outside = channel.guild and not channel.guild.has_bot
        hidden = Permission.VIEW_CHANNEL not in channel.allowed()
        if outside or hidden or channel.kind is ChannelKind.GROUP_DM:
            raise ApiError(Problem.MISSING_ACCESS)
        return channel

    def _writable(self, call: Call) -> Channel:
        """The channel in the path, if the bot can post there what the call holds."""
        channel = self._channel(call)
        if channel.kind is ChannelKind.DM:
            if not channel.recipients[0].accepts_dms:
                raise ApiError(Problem.CANNOT_MESSAGE_USER)
            return channel
        needed = Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES
        if call.files:
            needed |= Permission.ATTACH_FILES
        if needed not in channel.allowed():
            raise ApiError(Problem.MISSING_PERMISSIONS)
        if channel.locked:
            raise ApiError(Problem.THREAD_ARCHIVED)
        channel.archived = False  # a post wakes a thread that is not locked
        return channel

    def _message(self, call: Call) -> Message:
        message = self._channel(call).messages.get(call.number("message_id"))
        if message is None or message.flags & EPHEMERAL:
            raise ApiError(Problem.UNKNOWN_MESSAGE)
        return message

    def _shown(self, message: Message) -> Answer:
        return Answer(200, payloads.message(message, self._world.base_url))
