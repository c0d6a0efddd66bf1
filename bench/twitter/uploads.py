"""Pictures are uploaded, looked through by X, and given an alt text."""

from bench.common.answers import Answer, Json
from bench.common.call import Call
from bench.common.routes import Routes
from bench.twitter.answers import invalid
from bench.twitter.bill import Bill, Price
from bench.twitter.world import MEDIA_LASTS_S, Media, World

LIMIT_BYTES = 5_000_000
ALT_TEXT_CHARS = 1_000
CHECK_AFTER_S = 1
_MAGIC = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif", b"RIFF": "image/webp"}


class Uploads:
    """The pictures of the bot, which it alone may post."""

    def __init__(self, world: World, bill: Bill) -> None:
        self._world = world
        self._bill = bill
        self.looks = 0
        """How often X answers that it is not done with a new picture yet."""
        self.fails = False
        """Whether X, once it has looked at a picture, does not like it."""
        self.refused_types: set[str] = set()

    def routes(self) -> Routes:
        """Those of this part."""
        return {
            "POST /2/media/upload": self._upload,
            "GET /2/media/upload": self._status,
            "POST /2/media/metadata": self._describe,
        }

    def _upload(self, call: Call) -> Answer:
        file = call.files.get(0)
        if file is None or call.form.get("media_category") != "tweet_image":
            raise invalid("media and media_category=tweet_image are needed")
        if len(file.data) > LIMIT_BYTES:
            raise invalid(f"media: {len(file.data)} of at most {LIMIT_BYTES} bytes")
        kinds = [kind for magic, kind in _MAGIC.items() if file.data.startswith(magic)]
        if not kinds or kinds[0] in self.refused_types:
            raise invalid("media: this is no picture that X takes")
        media = Media(self._world.clock.snowflake(), file.data, kinds[0], looks_left=self.looks)
        media.has_failed = self.fails and not self.looks
        self._world.media[media.id] = media
        return Answer(200, {"data": _media_json(media)})

    def _status(self, call: Call) -> Answer:
        media = self._media(call.query["media_id"])
        media.looks_left = max(0, media.looks_left - 1)
        media.has_failed = self.fails and not media.looks_left
        return Answer(200, {"data": _media_json(media)})

    def _describe(self, call: Call) -> Answer:
        media = self._media(call.form["id"])
        text = call.form["metadata"]["alt_text"]["text"]
        if len(text) > ALT_TEXT_CHARS:
            raise invalid(f"alt_text: {len(text)} of at most {ALT_TEXT_CHARS} characters")
        media.alt_text = text
        self._bill.charge(Price.ALT_TEXT)
        metadata = {"alt_text": {"text": text}}
        return Answer(200, {"data": {"id": str(media.id), "associated_metadata": metadata}})

    def _media(self, media_id: str) -> Media:
        media = self._world.media.get(int(media_id))
        if media is None:
            raise invalid(f"media_id: {media_id} is not there")
        return media


def _media_json(media: Media) -> Json:
    told: Json = {
        "id": str(media.id),
        "media_key": f"3_{media.id}",
        "size": len(media.data),
        "expires_after_secs": MEDIA_LASTS_S,
    }
    if media.looks_left:
        told["processing_info"] = {"state": "pending", "check_after_secs": CHECK_AFTER_S}
    elif media.has_failed:
        told["processing_info"] = {"state": "failed"}
    return told
