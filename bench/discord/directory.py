"""Routes that say what there is: the bot, its application and commands, people, guilds, entitlements."""

from bench.common.answers import Answer, Json
from bench.common.call import Call
from bench.common.routes import Routes
from bench.discord import payloads
from bench.discord.answers import NO_CONTENT, ApiError, Problem
from bench.discord.command_rules import CHAT_INPUT, check_commands
from bench.discord.gateway import PATH, Gateway
from bench.discord.world import Guild, World


class Directory:
    """Serves what exists; changes only commands and entitlements."""

    def __init__(self, world: World, gateway: Gateway, shards: int) -> None:
        self._world = world
        self._gateway = gateway
        self._shards = shards

    def routes(self) -> Routes:
        """As `Part.routes`."""
        commands = "/applications/{application_id}/commands"
        entitlements = "/applications/{application_id}/entitlements"
        return {
            "GET /gateway/bot": self._get_gateway,
            "GET /users/@me": lambda _: Answer(200, payloads.user(self._world.bot)),
            "GET /users/{user_id}": self._get_user,
            "GET /oauth2/applications/@me": self._get_application,
            "GET /applications/@me": self._get_application,
            f"GET {commands}": lambda _: Answer(200, self._world.commands),
            f"PUT {commands}": self._put_commands,
            "GET /guilds/{guild_id}": lambda call: Answer(
                200, payloads.guild(self._guild(call), self._world)
            ),
            "GET /guilds/{guild_id}/channels": self._get_channels,
            "GET /guilds/{guild_id}/members/{user_id}": self._get_member,
            "GET /applications/{application_id}/skus": lambda _: Answer(200, self._world.skus),
            f"GET {entitlements}": self._get_entitlements,
            f"POST {entitlements}": self._post_entitlement,
            f"DELETE {entitlements}/{{entitlement_id}}": self._delete_entitlement,
            f"POST {entitlements}/{{entitlement_id}}/consume": self._consume_entitlement,
        }

    def _get_gateway(self, _: Call) -> Answer:
        limit = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
        url = f"{self._gateway.base_url}{PATH}"
        return Answer(200, {"url": url, "shards": self._shards, "session_start_limit": limit})

    def _get_user(self, call: Call) -> Answer:
        user = self._world.users.get(call.number("user_id"))
        if user is None:
            raise ApiError(Problem.UNKNOWN_USER)
        return Answer(200, payloads.user(user))

    def _get_application(self, _: Call) -> Answer:
        application: Json = {
            "id": str(self._world.application_id),
            "name": "Nonet",
            "icon": None,
            "description": "",
            "bot_public": True,
            "bot_require_code_grant": False,
            "verify_key": "0" * 64,
            "flags": 0,
            "owner": payloads.user(self._world.bot),
            "team": None,
            "bot": payloads.user(self._world.bot),
        }
        return Answer(200, application)

    def _put_commands(self, call: Call) -> Answer:
        """Replace all commands; one that keeps its name and type keeps its id."""
        sent_commands = call.body if isinstance(call.body, list) else []
        check_commands(sent_commands)
        known = {(command["name"], command["type"]): command["id"] for command in self._world.commands}
        commands = []
        for sent in sent_commands:
            key = (sent["name"], sent.get("type", CHAT_INPUT))
            commands.append({"description": ""} | sent | self._of_command(known.get(key)) | {"type": key[1]})
        self._world.commands = commands
        return Answer(200, commands)

    def _of_command(self, known_id: str | None) -> Json:
        return {
            "id": known_id or str(self._world.clock.snowflake()),
            "application_id": str(self._world.application_id),
            "version": str(self._world.clock.snowflake()),
        }

    def _get_channels(self, call: Call) -> Answer:
        return Answer(200, [payloads.channel(channel) for channel in self._guild(call).channels])

    def _get_member(self, call: Call) -> Answer:
        self._guild(call)
        user = self._world.users.get(call.number("user_id"))
        if user is None:
            raise ApiError(Problem.UNKNOWN_USER)
        return Answer(200, payloads.member(user))

    def _get_entitlements(self, call: Call) -> Answer:
        found = [
            entitlement
            for entitlement in self._world.entitlements.values()
            if call.query.get("user_id") in (None, entitlement.get("user_id"))
            and call.query.get("guild_id") in (None, entitlement.get("guild_id"))
        ]
        return Answer(200, found)

    def _post_entitlement(self, call: Call) -> Answer:
        """A test entitlement, for a person (owner_type 2) or a guild (1)."""
        owner = "user_id" if call.form["owner_type"] == 2 else "guild_id"
        entitlement = self._world.add_entitlement(int(call.form["sku_id"]), **{owner: call.form["owner_id"]})
        self._gateway.dispatch("ENTITLEMENT_CREATE", entitlement)
        return Answer(200, entitlement)

    def _delete_entitlement(self, call: Call) -> Answer:
        self._entitlement(call)
        entitlement = self._world.entitlements.pop(call.number("entitlement_id"))
        self._gateway.dispatch("ENTITLEMENT_DELETE", entitlement | {"deleted": True})
        return NO_CONTENT

    def _consume_entitlement(self, call: Call) -> Answer:
        self._entitlement(call)["consumed"] = True
        return NO_CONTENT

    def _entitlement(self, call: Call) -> Json:
        entitlement = self._world.entitlements.get(call.number("entitlement_id"))
        if entitlement is None:
            raise ApiError(Problem.UNKNOWN_ENTITLEMENT)
        return entitlement

    def _guild(self, call: Call) -> Guild:
        guild = self._world.guilds.get(call.number("guild_id"))
        if guild is None or not guild.has_bot:
            raise ApiError(Problem.UNKNOWN_GUILD)
        return guild
