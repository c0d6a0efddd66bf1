"""`python -m bench generation`, on a model so small that it is done in seconds, without min-dalle."""

from xml.etree import ElementTree

import pytest

from bench.generation.figures import figures
from bench.generation.mini import make_checkpoint
from bench.generation.plan import Crowd, Plan
from bench.generation.plot import latency_svg
from bench.generation.report import markdown
from bench.generation.run import Run
from bench.generation.setup import Setup
from generation.models.dalle.config import DalleBartConfig
from generation.protocol import SamplingSettings

PLAN = Plan(
    rounds=1,
    their_steps=None,
    crowds=(Crowd(1, 1), Crowd(4, 2, spread_s=0.05)),
    fastest_only=True,
    http_samples=1,
    http_rounds=1,
    rate_tries=1,
)
TINY = DalleBartConfig(
    d_model=32,
    encoder_layers=1,
    decoder_layers=2,
    encoder_attention_heads=2,
    decoder_attention_heads=2,
    encoder_ffn_dim=48,
    decoder_ffn_dim=48,
    encoder_vocab_size=64,
    image_vocab_size=64,
    image_length=16,
    decoder_start_token_id=63,
    defaults=SamplingSettings(guidance=4.0),
)
TINY_PICTURES = {
    "ch": 32,
    "ch_mult": (1, 1),
    "num_res_blocks": 1,
    "attn_resolutions": (4,),
    "resolution": 8,
    "z_channels": 32,
    "embed_dim": 32,
    "n_embed": 64,
}


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    checkpoint = make_checkpoint(tmp_path_factory.mktemp("bench") / "tiny", TINY, TINY_PICTURES)
    setup = Setup(checkpoint=checkpoint, precision="", threads=1, slots_mb=None)
    return Run(setup, PLAN, ["fp32"], with_min_dalle=False, say=print).measure()


def test_every_step_is_timed(results):
    (grid,) = results.grids["nonet fp32"]
    assert len(grid.steps) == TINY.image_length
    assert grid.whole.wall > grid.decode.wall > 0
    assert not grid.extrapolated


def test_a_crowd_is_painted_to_the_last(results):
    crowd, visits = results.crowds["nonet fp32"][-1]
    assert len(visits) == crowd.prompts
    assert all(visit.took_s > 0 and visit.steps_waited >= 0 for visit in visits)


def test_the_figures_say_what_the_issue_asks_for(results):
    names = " ".join(figure.name for figure in figures(results))
    for what in ("peak memory", "cold start", "floor", "roofline", "time told", "HTTP"):
        assert what in names


def test_the_report_is_markdown_and_the_plot_svg(results):
    report = markdown(results, PLAN, "tiny", threads=1)
    assert "| one grid of nine |" in report
    assert ElementTree.fromstring(latency_svg(results, "a <tiny> one")).tag.endswith("svg")
