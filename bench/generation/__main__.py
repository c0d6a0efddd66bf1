"""How fast Nonet paints, beside min-dalle, and beside what this machine could do.

    python -m bench generation [--quick] [--json FILE] [--markdown FILE] [--plot FILE]

The model is by default one of the published DALL-E Mini's sizes with random weights (2 GB, made once), and
min-dalle has the same weights: pip install '.[bench]'. With any other model, Nonet paints alone. Exits
with 1 if the two do not compute the same.
"""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from bench.common.environment import ROOT
from bench.generation.figures import figures
from bench.generation.min_dalle_side import INSTALL, installed
from bench.generation.mini import make_checkpoint, warm
from bench.generation.plan import Plan, planned
from bench.generation.plot import latency_svg
from bench.generation.report import markdown
from bench.generation.results import Results
from bench.generation.run import Run
from bench.generation.setup import Setup
from generation.models.library import PRETRAINED

MINI_NAME = "mini"
WEIGHTS = ROOT / "data" / "bench"


def main(arguments: Sequence[str]) -> int:
    """Measure, and print the report as Markdown."""
    options = _parser().parse_args(arguments)
    plan = planned(quick=options.quick, whole=options.whole)
    with_min_dalle = options.model == MINI_NAME and installed()
    checkpoint = _checkpoint(options.model, options.weights)
    warm(checkpoint)
    setup = Setup(checkpoint=checkpoint, precision="", threads=options.threads, slots_mb=options.slots_mb)
    results = Run(setup, plan, options.precision, with_min_dalle=with_min_dalle, say=_tell).measure()
    if options.model == MINI_NAME and not with_min_dalle:
        results.notes.append(f"min-dalle is not installed, so that nothing is compared with it: {INSTALL}")
    _write(results, plan, options)
    return int(any(not one.is_met for one in figures(results) if "difference of a logit" in one.name))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench generation",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--quick", action="store_true", help="the most telling measures, in five minutes")
    parser.add_argument("--whole", action="store_true", help="let min-dalle do all of its steps")
    parser.add_argument(
        "--model", default=MINI_NAME, help="mini, the name of a shipped model, or a checkpoint directory"
    )
    parser.add_argument(
        "--precision", nargs="+", choices=("fp32", "bf16", "auto"), default=["fp32", "bf16"], help="Nonet's"
    )
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)), help="of each contender")
    parser.add_argument("--slots-mb", type=int, help="memory for samples that Nonet has in hand")
    parser.add_argument("--json", type=Path, help="where every measurement is written to")
    parser.add_argument("--markdown", type=Path, help="where the report is written to as well")
    parser.add_argument("--plot", type=Path, help="where latency against load is drawn, as SVG")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="where the random weights are kept")
    return parser


def _checkpoint(model: str, weights: Path) -> Path:
    if model == MINI_NAME:
        _tell("random weights")
        return make_checkpoint(weights / MINI_NAME)
    return PRETRAINED / model if (PRETRAINED / model).is_dir() else Path(model).resolve()


def _write(results: Results, plan: Plan, options: argparse.Namespace) -> None:
    report = markdown(results, plan, options.model, options.threads)
    print(report)
    if options.markdown:
        options.markdown.write_text(report, "utf-8")
    if options.plot:
        options.plot.write_text(latency_svg(results, options.model), "utf-8")
    if options.json:
        values = {
            "model": options.model,
            "threads": options.threads,
            "plan": asdict(plan),
            "figures": [asdict(figure) for figure in figures(results)],
            "results": results.to_json(),
        }
        options.json.write_text(json.dumps(values, indent=1) + "\n", "utf-8")


def _tell(what: str) -> None:
    print(f"measuring {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
