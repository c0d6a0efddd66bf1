"""What import-linter can't see: what is really loaded, and that everything that ships is in the package."""

import subprocess
import sys


def modules_after(statement: str) -> set[str]:
    code = f"import sys; {statement}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_a_bot_process_loads_no_model_code() -> None:
    loaded = modules_after("import bot.app, bot.draw, bot.web.server")
    assert not loaded & {"torch", "transformers", "generation.engine", "generation.models", "alembic"}


def test_the_command_line_starts_light() -> None:
    assert not modules_after("import bot.cli") & {"torch", "sqlalchemy", "aiohttp", "PIL", "rich.progress"}
