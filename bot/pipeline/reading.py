"""What a request asks for, made clean and checked, before anyone judges it."""

import secrets

from bot.caption import clean_caption
from bot.errors import BadRequestError
from bot.pipeline.background import Background
from bot.pipeline.policy import picture_level
from bot.pipeline.request import Options, Request
from bot.pipeline.vary import GONE, NO_TOKENS
from bot.settings import Settings
from db.jobs import Job, NewJob
from db.styles import Style
from generation.protocol import PROMPT_LIMIT_CHARS, SEED_LIMIT
from moderation.normalise import PromptError, clean, require_content

_NAME_CHARS = 100
_NO_STYLE = Style("", "")


def read(request: Request, around: Background, settings: Settings) -> NewJob:
    """The job that this request would become, with a seed drawn at random if it names none.

    A variation has prompt, style and model of its parent, for it goes on from the parent's image tokens.

    Raises:
        BadRequestError: prompt, style, seed, captions or parent can't be taken as they are.
    """
    options = request.options
    varied = _read_varied(options, around)
    if varied:
        prompt, style, model = varied.prompt, Style(varied.style, varied.style_words), varied.model
        negative_prompt = varied.negative_prompt
    else:
        style = _read_style(options.style, around)
        room = PROMPT_LIMIT_CHARS - len(f", {style.words}")
        prompt = _read_prompt(request.prompt, min(settings.limits.prompt_chars, room))
        model = options.model or settings.generation.model
        negative_prompt = _read_negative_prompt(options.negative_prompt, around, settings)
    picture_key = around.parent.picture_key if around.parent else None
    goes_on = varied or options.picture or picture_key
    return NewJob(
        front=request.place.front,
        source_id=request.source_id,
        address=request.place.address,
        server=request.place.server,
        channel=request.place.channel,
        platform=request.requester.platform,
        requester_id=request.requester.id,
        requester_name=request.requester.name[:_NAME_CHARS],
        prompt=prompt,
        negative_prompt=negative_prompt,
        style=style.name,
        style_words=style.words,
        model=model,
        seed=_read_seed(options.seed),
        caption_top=_read_caption(options.caption_top),
        caption_bottom=_read_caption(options.caption_bottom),
        private=options.private,
        spoiler=_read_spoiler(request, around),
        picture_level=picture_level(settings.moderation, request.place, around),
        parent_id=options.parent,
        parent_sample=options.vary,
        kept_share=settings.images.vary_kept_share if goes_on else None,
        picture_key=None if varied or options.picture else picture_key,
        priority=request.priority,
    )


def _read_varied(options: Options, around: Background) -> Job | None:
    """The parent whose sample is varied, if one is."""
    if (options.parent or options.vary) and around.parent is None:
        raise BadRequestError(GONE, key="error-parent-gone")
    if options.vary is None:
        return None
    if around.varied is None or around.varied.image_key is None:
        raise BadRequestError(GONE, key="error-parent-gone")
    if around.varied.tokens is None:
        raise BadRequestError(NO_TOKENS, key="error-vary-model")
    return around.parent


def _read_style(name: str | None, around: Background) -> Style:
    if name is None:
        return around.styles.get(around.wishes.style, _NO_STYLE)  # another server's is no style here
    if not name:
        return _NO_STYLE
    if around.parent and name == around.parent.style and name not in around.styles:
        return Style(name, around.parent.style_words)  # it was dropped since, or is another server's
    if name not in around.styles:
        styles = ", ".join(around.styles)
        raise BadRequestError(
            f"There is no such style; there are {styles}.", key="error-style", styles=styles
        )
    return around.styles[name]


def _read_prompt(prompt: str, limit: int) -> str:
    cleaned = clean(prompt)
    if len(cleaned) > limit:
        raise _too_long(prompt, limit)
    try:
        require_content(cleaned)
    except PromptError as error:
        raise BadRequestError(str(error), key="error-prompt-empty") from error
    return cleaned


def _read_negative_prompt(negative_prompt: str | None, around: Background, settings: Settings) -> str:
    if negative_prompt is None:
        return around.wishes.negative_prompt
    cleaned, limit = clean(negative_prompt), settings.limits.prompt_chars
    if len(cleaned) > limit:
        raise _too_long(negative_prompt, limit)
    return cleaned


def _read_spoiler(request: Request, around: Background) -> bool:
    """The request's own word, then the requester's wish, then the server's; but some places cover all."""
    if around.server.must_cover(request.place.channel, request.requester.roles):
        return True
    for said in (request.options.spoiler, around.wishes.spoiler):
        if said is not None:
            return said
    return around.server.spoiler


def _read_seed(seed: int | None) -> int:
    if seed is None:
        return secrets.randbelow(SEED_LIMIT)
    if not 0 <= seed < SEED_LIMIT:
        raise BadRequestError(
            f"A seed is a whole number from 0 to {SEED_LIMIT - 1}, not {seed}.",
            key="error-seed",
            highest=str(SEED_LIMIT - 1),
        )
    return seed


def _read_caption(caption: str) -> str:
    clean_caption(caption)  # so that what can't be set is said now, not after the painting
    return clean(caption)


def _too_long(prompt: str, limit: int) -> BadRequestError:
    return BadRequestError(
        f"The prompt has {len(prompt):,} characters; at most {limit:,} are taken.",
        key="error-prompt-long",
        chars=len(prompt),
        limit=limit,
    )
