"""The gateway: sessions of shards, their events in order, and everything that may happen to a connection.

After discord.com/developers/docs/events/gateway.
"""

import asyncio
import contextlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum

from aiohttp import WSCloseCode, WSMsgType, web

from bench.common.answers import Json
from bench.discord import payloads
from bench.discord.world import Guild, Message, World

HEARTBEAT_INTERVAL_S = 41.25
PATH, RESUME_PATH = "/gateway", "/gateway/resume"
MESSAGE_CONTENT = 1 << 15


class Op(IntEnum):
    """Opcodes."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    PRESENCE = 3
    RESUME = 6
    RECONNECT = 7
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


class CloseCode(IntEnum):
    """Why the gateway ends a connection."""

    UNKNOWN_ERROR = 4000
    UNKNOWN_OPCODE = 4001
    NOT_AUTHENTICATED = 4003
    AUTHENTICATION_FAILED = 4004
    INVALID_SHARD = 4010


@dataclass(eq=False, slots=True)
class Session:
    """What one shard was told since it identified itself; outlives its connections."""

    id: str
    shard: int
    shards: int
    intents: int
    events: list[Json] = field(default_factory=list)
    """All that was dispatched; the n-th has the sequence number n."""
    news: asyncio.Event = field(default_factory=asyncio.Event)
    socket: web.WebSocketResponse | None = None
    writer: asyncio.Task[None] | None = None
    presences: list[Json] = field(default_factory=list)
    sent: int = 0
    """Up to which sequence number."""
    resumes: int = 0
    heartbeats: int = 0

    def dispatch(self, name: str, data: Json) -> None:
        """The next event; sent at once, or when the shard comes back."""
        event = {"op": Op.DISPATCH, "t": name, "s": len(self.events) + 1, "d": data}
        self.events.append(event)
        self.news.set()

    def covers(self, guild_id: int | None) -> bool:
        """Whether events of that guild, or those without a guild, are this shard's."""
        return self.shard == (0 if guild_id is None else (guild_id >> 22) % self.shards)

    async def write(self, socket: web.WebSocketResponse, sequence: int) -> None:
        """Send events from that sequence number on, until cancelled or disconnected."""
        with contextlib.suppress(ConnectionError):
            while True:
                self.news.clear()
                for event in self.events[sequence:]:
                    await socket.send_json(event)
                    sequence += 1
                    self.sent = sequence
                await self.news.wait()


class Gateway:
    """Lets shards in, and tells them what happens."""

    def __init__(self, world: World, token: str) -> None:
        self._world = world
        self._token = token
        self.sessions: list[Session] = []
        """Those that can be resumed, in the order in which they began."""

    @property
    def base_url(self) -> str:
        """ws://host:port"""
        return self._world.base_url.replace("http", "ws", 1)

    def session(self, shard: int = 0) -> Session:
        """The newest of a shard."""
        return next(session for session in reversed(self.sessions) if session.shard == shard)

    def dispatch(self, name: str, data: Json, guild: Guild | None = None) -> None:
        """Tell the shard of that guild, or the first shard. A guild without the bot is nobody's."""
        if guild and not guild.has_bot:
            guild = None
        for session in self.sessions:
            if session.covers(guild.id if guild else None):
                session.dispatch(name, data)

    def tell_of(self, event: str, message: Message) -> None:
        """MESSAGE_CREATE or MESSAGE_UPDATE, to who can see the message."""
        guild = message.channel.guild
        payload = payloads.message(message, self._world.base_url)
        self.dispatch(event, payload | ({"guild_id": str(guild.id)} if guild else {}), guild)

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one connection until it ends."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json(
            {"op": Op.HELLO, "d": {"heartbeat_interval": int(HEARTBEAT_INTERVAL_S * 1000)}}
        )
        session: Session | None = None
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    session = await self._receive(socket, session, message.json())
        finally:
            if session and session.socket is socket:
                _detach(session)
        return socket

    async def _receive(
        self, socket: web.WebSocketResponse, session: Session | None, message: Json
    ) -> Session | None:
        match message["op"]:
            case Op.HEARTBEAT:
                await socket.send_json({"op": Op.HEARTBEAT_ACK})
                if session:
                    session.heartbeats += 1
            case Op.IDENTIFY:
                return await self._identify(socket, message["d"])
            case Op.RESUME:
                return await self._resume(socket, message["d"])
            case Op.PRESENCE if session:
                session.presences.append(message["d"])
            case Op.PRESENCE:
                await socket.close(code=CloseCode.NOT_AUTHENTICATED)
            case _:
                await socket.close(code=CloseCode.UNKNOWN_OPCODE)
        return session

    async def _identify(self, socket: web.WebSocketResponse, data: Json) -> Session | None:
        shard, shards = data.get("shard", (0, 1))
        if data["token"] != self._token:
            await socket.close(code=CloseCode.AUTHENTICATION_FAILED)
            return None
        if not 0 <= shard < shards:
            await socket.close(code=CloseCode.INVALID_SHARD)
            return None
        session = Session(secrets.token_hex(16), shard, shards, data["intents"])
        if "presence" in data:
            session.presences.append(data["presence"])
        guilds = [
            guild for guild in self._world.guilds.values() if guild.has_bot and session.covers(guild.id)
        ]
        session.dispatch("READY", self._ready(session, guilds))
        for guild in guilds:
            session.dispatch("GUILD_CREATE", payloads.guild(guild, self._world))
        self.sessions.append(session)
        _attach(session, socket, 0)
        return session

    async def _resume(self, socket: web.WebSocketResponse, data: Json) -> Session | None:
        for session in self.sessions:
            if session.id == data["session_id"] and data["token"] == self._token:
                session.resumes += 1
                session.dispatch("RESUMED", {})
                _attach(session, socket, data["seq"] or 0)
                return session
        await socket.send_json({"op": Op.INVALID_SESSION, "d": False})
        return None

    def _ready(self, session: Session, guilds: Iterable[Guild]) -> Json:
        return {
            "v": 10,
            "user": payloads.user(self._world.bot),
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "resume_gateway_url": f"{self.base_url}{RESUME_PATH}",
            "shard": [session.shard, session.shards],
            "application": {"id": str(self._world.application_id), "flags": 0},
        }

    async def ask_to_reconnect(self, shard: int = 0) -> None:
        """Opcode 7, as before a maintenance."""
        await self._send(shard, {"op": Op.RECONNECT, "d": None})

    async def invalidate(self, shard: int = 0, *, resumable: bool) -> None:
        """Opcode 9; if it is not resumable, the shard has to identify itself anew."""
        session = self.session(shard)
        await self._send(shard, {"op": Op.INVALID_SESSION, "d": resumable})
        if not resumable:
            self.sessions.remove(session)

    def forget(self, shard: int = 0) -> None:
        """The session can't be resumed, which the shard learns when it tries."""
        self.sessions.remove(self.session(shard))

    async def disconnect(self, shard: int = 0, code: int = CloseCode.UNKNOWN_ERROR) -> None:
        """Close the connection with a code."""
        socket = self.session(shard).socket
        if socket:
            await socket.close(code=code)

    async def close(self) -> None:
        """End all connections."""
        for session in self.sessions:
            if session.socket:
                await session.socket.close(code=WSCloseCode.GOING_AWAY)

    async def _send(self, shard: int, message: Json) -> None:
        socket = self.session(shard).socket
        if socket is None:
            raise LookupError(f"shard {shard} is not connected")
        await socket.send_json(message)


def _attach(session: Session, socket: web.WebSocketResponse, sequence: int) -> None:
    _detach(session)
    session.socket = socket
    session.writer = asyncio.create_task(session.write(socket, sequence))


def _detach(session: Session) -> None:
    session.socket = None
    if session.writer:
        session.writer.cancel()
        session.writer = None
