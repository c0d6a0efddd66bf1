"""`python -m generation.training STAGE`: one stage of making nonet-small, or all of them.

Every stage goes on where it was stopped. All work files lie in training-work/.
"""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

TOKENIZER_STEPS, REFINEMENT_STEPS, TRANSFORMER_STEPS, JUDGE_STEPS = 5000, 1500, 60_000, 1000
PICTURES = Path("docs/pictures/nonet-small")


@app.command()
def data() -> None:
    """Fetch the packages, render every sprite, and give every word its vector."""
    from generation.training import data as packages
    from generation.training import sprites, text_vectors

    packages.fetch_all()
    sprites.render_all()
    text_vectors.build()


@app.command()
def words() -> None:
    """Write the table of WordNet's nouns anew, after other tables have changed; it is in the repository."""
    from generation.training import wordnet

    wordnet.write_table()


@app.command()
def scenes(folder: Path = PICTURES) -> None:
    """Paint a sheet of training scenes with their captions, to look at."""
    from generation.training import sheets

    sheets.write_scene_sheet(folder / "scenes.webp")


@app.command()
def tokenizer(steps: int = TOKENIZER_STEPS) -> None:
    """Train the picture tokenizer."""
    from generation.training import train_tokenizer

    train_tokenizer.train(train_tokenizer.TokenizerRun(steps=steps))


@app.command()
def transformer(steps: int = TRANSFORMER_STEPS, decay_share: float = 0.45) -> None:
    """Train the transformer; with nothing in training-work/ it goes on from what is exported."""
    from generation.training import train_transformer

    train_transformer.train(train_transformer.TransformerRun(steps=steps, decay_share=decay_share))


@app.command()
def refine(steps: int = REFINEMENT_STEPS) -> None:
    """Train the picture decoder further, while its codes stay; any time after the tokenizer."""
    from generation.training import refine_decoder

    refine_decoder.train(refine_decoder.RefinementRun(steps=steps))


@app.command()
def judge(steps: int = JUDGE_STEPS) -> None:
    """Train the judge that scores pictures, and the observer of colours, counts, hats and riders."""
    from generation.training import judge as judging
    from generation.training import observer

    judging.train(steps)
    observer.train(2 * steps)


@app.command()
def export() -> None:
    """Write the checkpoint directory from what is trained so far."""
    from generation.training import export as exporting

    exporting.export_trained()


@app.command()
def evaluate(
    temperature: Annotated[float | None, typer.Option(help="else the checkpoint's own")] = None,
    guidance: Annotated[float | None, typer.Option(help="else the checkpoint's own")] = None,
) -> None:
    """Let the judge score the exported checkpoint."""
    from generation.training import evaluate as evaluating

    evaluating.evaluate_exported(temperature, guidance)


@app.command()
def sheet(folder: Path = PICTURES, name: str = "samples") -> None:
    """Paint the sheets of fixed prompts with the exported checkpoint, and the curves so far."""
    from generation.training import curves, sheets

    sheets.write_sample_sheet(folder / f"{name}.webp")
    sheets.write_observed_sheet(folder / f"{name}-observed.webp")
    curves.write_curves(folder)


@app.command(name="all")
def everything() -> None:
    """Make nonet-small from nothing: all stages in turn."""
    for stage in (data, scenes, tokenizer, refine, transformer, export, judge, evaluate, sheet):
        stage()


if __name__ == "__main__":
    app()
