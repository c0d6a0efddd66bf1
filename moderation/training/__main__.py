"""`python -m moderation.training STAGE`: one stage of making the text filter's weights, or all of them.

Every stage goes on where it was stopped. All work files lie in training-work/filter/.
"""

from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.command()
def encoder() -> None:
    """Fetch the packages, and choose the pieces of the vocabulary to keep."""
    from moderation.training import base

    base.choose_pieces()


@app.command()
def train(only: Annotated[str | None, typer.Option(help="one run: fold-0 or all")] = None) -> None:
    """Fine-tune the encoder: without each fold that scores are taken from, and on everything."""
    from moderation.training import runs

    for run in runs.RUNS if only is None else [runs.named(only)]:
        runs.train(run)


@app.command()
def calibrate() -> None:
    """Score the rows of the folds that were left out; fit probabilities and thresholds to them."""
    from moderation.training import runs

    runs.calibrate()


@app.command()
def evaluate() -> None:
    """Print how well those scores tell unsafe texts from benign ones."""
    from moderation.training import runs

    runs.evaluate()


@app.command()
def export() -> None:
    """Write the weights into moderation/models/text/."""
    from moderation.training import runs

    runs.export()


@app.command(name="all")
def everything() -> None:
    """Make the weights from nothing: all stages in turn."""
    encoder()
    train()
    calibrate()
    evaluate()
    export()


if __name__ == "__main__":
    app()
