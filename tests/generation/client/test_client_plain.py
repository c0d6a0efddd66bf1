"""The client with OpenAI's API and with compatible services, which know nothing of our additions."""

import io

import pytest
from PIL import Image

from generation.client import GenerationClient
from generation.errors import InvalidRequestError, PaintingError, ServiceUnavailableError
from generation.protocol import Finished, Painted, Partial, Progress, Queued
from tests.generation.client.openai_stand_in import MODELS, picture

SIZES = {"dall-e-2": "256x256", "dall-e-3": "1024x1024", "gpt-image-1": "1024x1024", "minimal": None}


def samples(events):
    return [event.sample for event in events if isinstance(event, Painted)]


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("previews", [0, 2])
async def test_nine_samples_come_from_every_model_and_its_seed_is_not_made_up(
    ask_plain, plain, model, previews
):
    events = await ask_plain(model=model, partial_images=previews, user="discord:42")

    assert sorted(samples(events)) == list(range(1, 10))
    assert events[-1] == Finished(model, None)
    assert plain.bodies[-1].get("size") == SIZES[model]


@pytest.mark.parametrize(
    ("model", "asked"),
    [
        ("dall-e-2", {"n": 9, "size": "256x256", "response_format": "b64_json"}),
        ("dall-e-3", {"n": 1, "size": "1024x1024", "response_format": "b64_json"}),
        ("gpt-image-1", {"n": 9, "size": "1024x1024"}),
    ],
)
async def test_each_of_openais_models_is_asked_by_its_description_at_once(ask_plain, plain, model, asked):
    await ask_plain(model=model, priority="high", deadline_s=60.0, return_tokens=True)
    assert plain.bodies == [{"prompt": "a cat", "model": model} | asked] * (9 // asked["n"])


async def test_what_a_service_refuses_is_not_sent_again(ask_plain, plain):
    await ask_plain(model="minimal", user="discord:42", n=1)
    assert plain.bodies[-1] == {"prompt": "a cat", "model": "minimal", "n": 1}
    refused = len(plain.bodies)
    await ask_plain(model="minimal", user="discord:42", n=1)
    assert len(plain.bodies) == refused + 1


async def test_names_of_proxies_before_the_model_change_nothing(ask_plain, plain, monkeypatch):
    monkeypatch.setitem(MODELS, "openai/dall-e-3", MODELS["dall-e-3"])
    await ask_plain(model="openai/dall-e-3", n=2)
    assert [body["n"] for body in plain.bodies] == [1, 1]


async def test_where_many_requests_are_needed_a_few_run_at_once(ask_plain, plain):
    await ask_plain(model="dall-e-3")
    assert plain.most_under_way == 3


async def test_samples_keep_their_numbers(ask_plain):
    assert sorted(samples(await ask_plain(model="dall-e-3", n=2, first_sample=4))) == [4, 5]


async def test_streams_show_previews_of_each_sample(ask_plain, plain):
    events = await ask_plain(model="gpt-image-1", n=3, partial_images=2)

    previews = sorted((event.sample, event.index) for event in events if isinstance(event, Partial))
    assert previews == [(sample, index) for sample in (1, 2, 3) for index in (0, 1)]
    assert all((body["n"], body["stream"], body["partial_images"]) == (1, True, 2) for body in plain.bodies)


async def test_a_model_that_may_not_stream_is_asked_without(ask_plain, plain, monkeypatch):
    rules = MODELS["gpt-image-1"]
    monkeypatch.setitem(
        MODELS, "gpt-image-1", type(rules)(rules.sizes, refuses=rules.refuses | {"stream", "partial_images"})
    )
    events = await ask_plain(model="gpt-image-1", partial_images=3)
    assert sorted(samples(events)) == list(range(1, 10))
    assert plain.bodies[-1]["n"] == 9


async def test_progress_counts_samples_and_the_time_is_known_from_earlier_paintings(ask_plain):
    first = await ask_plain(model="dall-e-3")
    second = await ask_plain(model="dall-e-3")

    progress = [event for event in first if isinstance(event, Progress)]
    assert [(event.done, event.total) for event in progress] == [(done, 9) for done in range(1, 10)]
    assert progress[0].expected_s > progress[-1].expected_s == 0
    assert not isinstance(first[0], Queued)
    assert isinstance(second[0], Queued)
    assert 0 < second[0].expected_s < 10


async def test_who_asks_is_told_by_a_pseudonym(ask_plain, plain):
    for user in ("discord:42", "discord:42", "discord:43"):
        await ask_plain(user=user, n=1)
    one, again, other = (body["user"] for body in plain.bodies)
    assert one == again != other
    assert "42" not in one or "discord" not in one


async def test_a_picture_to_go_on_from_is_sent_as_the_contract_says(ask_plain, plain):
    events = await ask_plain(model="gpt-image-1", picture=b"\x89PNG ...", kept_share=0.25, partial_images=3)
    assert samples(events) == list(range(1, 10))
    reference = {"image_url": "data:image/png;base64,iVBORyAuLi4="}
    asked = {"prompt": "a cat", "n": 9, "model": "gpt-image-1", "size": "1024x1024", "images": [reference]}
    assert plain.bodies == [asked]


@pytest.mark.parametrize(("model", "path"), [("dall-e-3", ""), ("minimal", "/elsewhere")])
async def test_where_there_are_no_edits_a_sentence_says_so(plain, ask_at, model, path):
    with pytest.raises(InvalidRequestError, match="can't go on from pictures"):
        await ask_at(plain.url + path, model=model, picture=b"\x89PNG ...")


async def test_what_is_to_be_left_out_is_said_in_words(ask_plain, plain):
    await ask_plain(negative_prompt="hats")
    assert plain.bodies[0]["prompt"] == "a cat\n\nLeave out: hats"


async def test_a_service_of_others_can_not_vary(ask_plain, plain):
    assert (await ask_plain(n=1, return_tokens=True))[0].tokens is None
    with pytest.raises(InvalidRequestError, match="can't vary"):
        await ask_plain(prefix_tokens=(1, 2))
    assert len(plain.bodies) == 1


async def test_the_list_of_models(plain):
    async with GenerationClient(plain.url, "key") as client:
        assert await client.models() == list(MODELS)
        assert await client.image_tokens() == {}


async def test_a_service_without_a_list_of_models(ask_plain, plain):
    plain.has_models = False
    assert len(samples(await ask_plain())) == 9
    async with GenerationClient(plain.url, "key") as client:
        with pytest.raises(ServiceUnavailableError):
            await client.models()


async def test_a_list_that_is_missing_for_a_moment_is_asked_for_again(ask_plain, plain):
    plain.has_models = False
    await ask_plain(n=1)
    plain.has_models = True
    await ask_plain(n=1)
    await ask_plain(n=1)
    assert plain.lists == 1


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
async def test_every_kind_of_picture_becomes_png(ask_plain, plain, kind):
    plain.image = {"b64_json": picture(kind)}
    painted = Image.open(io.BytesIO((await ask_plain(n=1))[0].png))
    assert (painted.format, painted.size, painted.mode) == ("PNG", (24, 24), "RGB")


async def test_a_data_url_is_a_picture(ask_plain, plain):
    plain.image = {"url": f"data:image/png;base64,{picture()}"}
    assert samples(await ask_plain(n=1)) == [1]


@pytest.mark.parametrize(
    ("image", "error", "says"),
    [
        ({"url": "http://169.254.169.254/secret.png"}, ServiceUnavailableError, "links"),
        ({"revised_prompt": "a dog"}, ServiceUnavailableError, "links"),
        ({"b64_json": "%%%"}, ServiceUnavailableError, "base64"),
        ({"b64_json": "é"}, ServiceUnavailableError, "base64"),
        ({"b64_json": "R0lGODlhAQABAAAAACw="}, PaintingError, "no picture"),
        ({"b64_json": picture()[:60] + "AAAA"}, PaintingError, "no picture"),
        ({"b64_json": picture(size=(5000, 10))}, PaintingError, "5000 x 10"),
    ],
)
async def test_what_is_no_picture(ask_plain, plain, image, error, says):
    plain.image = image
    with pytest.raises(error, match=says):
        await ask_plain(n=1)
    assert len(plain.bodies) == 1
