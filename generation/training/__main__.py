"""`python -m generation.training STAGE`: one stage of making nonet-small, or all of them."""

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False)


@app.command()
def data() -> None:
    """Fetch the packages and render every sprite."""
    from generation.training.data import fetch_all
    from generation.training.sprites import render_all

    fetch_all()
    render_all()


@app.command()
def tokenizer(steps: int = 3600) -> None:
    """Train the picture tokenizer, or go on with it."""
    from generation.training import train_tokenizer

    train_tokenizer.train(train_tokenizer.TokenizerRun(steps=steps))


@app.command()
def transformer(steps: int = 6000) -> None:
    """Train the transformer, or go on with it."""
    from generation.training import train_transformer

    train_transformer.train(train_transformer.TransformerRun(steps=steps))


if __name__ == "__main__":
    app()
