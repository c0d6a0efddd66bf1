"""Routes by which interactions are answered: callbacks, and the webhook that lives for 15 minutes."""

from bench.common.answers import Answer, Json
from bench.common.call import Call
from bench.common.routes import Routes
from bench.discord import payloads
from bench.discord.answers import NO_CONTENT, ApiError, Problem
from bench.discord.gateway import Gateway
from bench.discord.posts import EPHEMERAL, LOADING, edit_message, new_message, post_to_channel, remove
from bench.discord.world import Interaction, Message, World

FIRST_ANSWER_S = 3.0
TOKEN_LIFE_S = 15 * 60.0
FOLLOWUPS_LIMIT = 5
"""Where the bot itself is not in the guild."""
MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9


class Interactions:
    """Serves the answers to what people do."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        self._world = world
        self._gateway = gateway
        self.first_answer_s = FIRST_ANSWER_S
        """After which an interaction is gone, unless it was answered."""

    def routes(self) -> Routes:
        """As `Part.routes`."""
        webhook = "/webhooks/{webhook_id}/{webhook_token}"
        routes: Routes = {
            "POST /interactions/{interaction_id}/{interaction_token}/callback": self._answer,
            f"POST {webhook}": self._follow_up,
        }
        for path in (f"{webhook}/messages/@original", f"{webhook}/messages/{{message_id}}"):
            routes |= {f"GET {path}": self._get, f"PATCH {path}": self._patch, f"DELETE {path}": self._delete}
        return routes

    def _answer(self, call: Call) -> Answer:
        interaction = self._world.interactions.get(call.parameters["interaction_token"])
        now = self._world.clock.now()
        if interaction is None or interaction.id != call.number("interaction_id"):
            raise ApiError(Problem.UNKNOWN_INTERACTION)
        if interaction.answered_at is not None:
            raise ApiError(Problem.ALREADY_ACKNOWLEDGED)
        if now - interaction.created_at > self.first_answer_s:
            raise ApiError(Problem.UNKNOWN_INTERACTION)
        self._respond(interaction, call)
        interaction.answered_at, interaction.response = now, call.form
        if call.query.get("with_response") in ("1", "true"):
            return Answer(200, self._callback_response(interaction))
        return NO_CONTENT

    def _respond(self, interaction: Interaction, call: Call) -> None:
        kind, form = call.form["type"], call.form.get("data") or {}
        if kind == MESSAGE:
            interaction.original = self._post(interaction, form, call)
        elif kind == DEFERRED:
            flags = form.get("flags", 0) & EPHEMERAL | LOADING
            message = Message(
                self._world.clock.snowflake(),
                interaction.channel,
                self._world.bot,
                flags=flags,
                interaction=interaction,
            )
            interaction.original = message
            self._show(message)
        elif kind in (DEFERRED_UPDATE, UPDATE):
            if interaction.source is None:
                raise ApiError(Problem.INVALID_FORM, "type: only for components of a message")
            if kind == UPDATE:
                self._edit(interaction.source, form, call)
            interaction.original = interaction.source

    def _follow_up(self, call: Call) -> Answer:
        """A message more; the first after a deferral fills the deferred one instead."""
        interaction = self._alive(call)
        original = interaction.original
        if original and original.flags & LOADING:
            self._edit(original, call.form, call)
            return self._shown(original)
        guild = interaction.channel.guild
        if guild and not guild.has_bot and len(interaction.followups) == FOLLOWUPS_LIMIT:
            raise ApiError(Problem.TOO_MANY_FOLLOWUPS)
        message = self._post(interaction, call.form, call)
        interaction.followups.append(message)
        return self._shown(message)

    def _get(self, call: Call) -> Answer:
        return self._shown(self._message(call))

    def _patch(self, call: Call) -> Answer:
        message = self._message(call)
        self._edit(message, call.form, call)
        return self._shown(message)

    def _delete(self, call: Call) -> Answer:
        message = self._message(call)
        self._alive(call).forget(message)
        remove(message)
        return NO_CONTENT

    def _alive(self, call: Call) -> Interaction:
        """The interaction of a token that still works."""
        interaction = self._world.interactions.get(call.parameters["webhook_token"])
        if interaction is None or interaction.answered_at is None:
            raise ApiError(Problem.UNKNOWN_WEBHOOK)
        if self._world.clock.now() - interaction.created_at > TOKEN_LIFE_S:
            raise ApiError(Problem.INVALID_WEBHOOK_TOKEN)
        return interaction

    def _message(self, call: Call) -> Message:
        interaction = self._alive(call)
        if "message_id" not in call.parameters:
            message = interaction.original
        else:
            number = call.number("message_id")
            message = next((each for each in interaction.messages if each.id == number), None)
        if message is None:
            raise ApiError(Problem.UNKNOWN_MESSAGE)
        return message

    def _post(self, interaction: Interaction, form: Json, call: Call) -> Message:
        message = new_message(self._world, interaction.channel, form, call, interaction)
        self._show(message)
        return message

    def _show(self, message: Message) -> None:
        if not message.flags & EPHEMERAL:
            post_to_channel(message)
            self._gateway.tell_of("MESSAGE_CREATE", message)

    def _edit(self, message: Message, form: Json, call: Call) -> None:
        edit_message(self._world, message, form, call)
        if not message.flags & EPHEMERAL:
            self._gateway.tell_of("MESSAGE_UPDATE", message)

    def _shown(self, message: Message) -> Answer:
        return Answer(200, payloads.message(message, self._world.base_url))

    def _callback_response(self, interaction: Interaction) -> Json:
        kind = (interaction.response or {})["type"]
        payload: Json = {"interaction": {"id": str(interaction.id), "type": interaction.kind}}
        message = interaction.original
        if message is None:
            return payload
        payload["interaction"] |= {
            "response_message_id": str(message.id),
            "response_message_loading": bool(message.flags & LOADING),
            "response_message_ephemeral": bool(message.flags & EPHEMERAL),
        }
        shown = payloads.message(message, self._world.base_url)
        return payload | {"resource": {"type": kind, "message": shown}}
