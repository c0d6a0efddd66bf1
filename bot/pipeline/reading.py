"""What a request asks for, made clean and checked, before anyone judges it."""

import secrets

from bot.caption import clean_caption
from bot.errors import BadRequestError
from bot.pipeline.request import Request
from bot.pipeline.vary import KEPT_SHARE
from db.jobs import NewJob
from generation.protocol import SEED_LIMIT
from moderation.normalise import PromptError, clean, require_content

_NAME_CHARS = 100


def read(request: Request, prompt_chars: int, default_model: str) -> NewJob:
    """The job that this request would become, with a seed drawn at random if it names none.

    Raises:
        BadRequestError: prompt, seed or captions can't be taken as they are.
    """
    options = request.options
    return NewJob(
        front=request.place.front,
        source_id=request.source_id,
        address=request.place.address,
        server=request.place.server,
        channel=request.place.channel,
        platform=request.requester.platform,
        requester_id=request.requester.id,
        requester_name=request.requester.name[:_NAME_CHARS],
        prompt=_read_prompt(request.prompt, prompt_chars),
        model=options.model or default_model,
        seed=_read_seed(options.seed),
        caption_top=_read_caption(options.caption_top),
        caption_bottom=_read_caption(options.caption_bottom),
        private=options.private,
        spoiler=bool(options.spoiler),
        parent_id=options.parent,
        parent_sample=options.vary,
        kept_share=None if options.vary is None else KEPT_SHARE,
        priority=request.priority,
    )


def _read_prompt(prompt: str, limit: int) -> str:
    cleaned = clean(prompt)
    if len(cleaned) > limit:
        raise BadRequestError(f"The prompt has {len(prompt):,} characters; at most {limit:,} are taken.")
    try:
        require_content(cleaned)
    except PromptError as error:
        raise BadRequestError(str(error)) from error
    return cleaned


def _read_seed(seed: int | None) -> int:
    if seed is None:
        return secrets.randbelow(SEED_LIMIT)
    if not 0 <= seed < SEED_LIMIT:
        raise BadRequestError(f"A seed is a whole number from 0 to {SEED_LIMIT - 1}, not {seed}.")
    return seed


def _read_caption(caption: str) -> str:
    clean_caption(caption)  # so that what can't be set is said now, not after the painting
    return clean(caption)
