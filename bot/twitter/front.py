"""X as a front: the pictures of a job become the reply to the mention that asked for them."""

from pathlib import Path

from bot.errors import DeliveryError
from bot.pipeline.progress import ProgressEvent
from bot.pipeline.request import Place
from bot.settings import Settings
from bot.twitter.address import TWITTER, Address
from bot.twitter.errors import NotNowError, PassingError, XError
from bot.twitter.sender import Enclosure, Letter, Sender
from bot.twitter.wording import alt_text, refusal_text, reply_text
from db import jobs, people
from db.jobs import Job
from db.posts import PostKind
from db.session import Database


class TwitterFront:
    """Delivers through the sender that it is connected to."""

    name = TWITTER
    tells_progress = False

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._parts: tuple[Database, Sender] | None = None

    def connect(self, database: Database, sender: Sender) -> None:
        """Deliver with these from now on."""
        self._parts = database, sender

    async def check_place(self, place: Place) -> None:
        """Nothing can be known: who may be answered, X says when it is asked to post."""

    async def tell(self, job_id: str, place: Place, event: ProgressEvent) -> None:
        """Nothing to do: X has nothing that progress could be shown in."""

    async def deliver(self, job_id: str, place: Place, collage: Path) -> str:
        """Reply with the pictures, unless that was done before; the reply's id."""
        address = Address.from_text(place.address)
        job = await self._job(job_id)
        text = reply_text(job, address.language, self._link(job))
        enclosure = Enclosure(
            job=job,
            picture=collage,
            alt_text=alt_text(job, address.language),
            kind=PostKind.RESULT,
            conversation_id=address.conversation_id,
        )
        return await self._reply(address, text, enclosure)

    async def deliver_failure(self, job_id: str, place: Place, reason: str) -> str:
        """Say that there are no pictures, if the operator wants that; the reply's id, or nothing."""
        if self._settings.twitter.refusal == "silent":
            return ""
        address = Address.from_text(place.address)
        await self._job(job_id)
        return await self._reply(address, refusal_text(address.language, address.mention_id))

    async def _reply(self, address: Address, text: str, enclosure: Enclosure | None = None) -> str:
        _, sender = self._connected()
        letter = Letter(
            key=reply_key(address.mention_id), text=text, reply_to=address.mention_id, enclosure=enclosure
        )
        try:
            return await sender.send(letter)
        except NotNowError as error:
            raise DeliveryError(str(error), final=False, retry_at=error.until) from error
        except XError as error:
            raise DeliveryError(str(error), final=not isinstance(error, PassingError)) from error

    async def _job(self, job_id: str) -> Job:
        database, _ = self._connected()
        async with database.reading() as session:
            job = await jobs.get(session, job_id)
            if job is None:
                raise DeliveryError("The job was deleted before it could be delivered.", final=True)
            person = await people.get(session, job.platform, job.requester_id)
        if person.opted_out_at:
            raise DeliveryError("The requester wants to be left alone.", final=True)
        return job

    def _link(self, job: Job) -> str:
        public_url = self._settings.web.public_url
        if not self._settings.twitter.link_in_reply or not public_url:
            return ""
        return f"{public_url.rstrip('/')}/jobs/{job.id}"

    def _connected(self) -> tuple[Database, Sender]:
        if self._parts is None:
            raise DeliveryError("Nonet has not begun to speak to X yet.", final=False)
        return self._parts


def reply_key(mention_id: str) -> str:
    """Of the one reply to a mention."""
    return f"mention:{mention_id}"
