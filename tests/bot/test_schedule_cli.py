"""The operator sees and changes schedules and chores from the shell."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.errors import BadRequestError, NonetError
from bot.schedule_cli import schedule_commands


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")
    (tmp_path / "config.toml").write_text("[twitter]\nenabled = true\n")


def nonet_schedule(*arguments: str) -> str:
    result = CliRunner().invoke(schedule_commands, arguments)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_list_has_all_schedules_and_chores() -> None:
    shown = nonet_schedule("list")
    assert "daily 12:00 UTC" in shown
    for chore in ("retention", "leases", "history", "vacuum", "feeds", "costs"):
        assert f" {chore} " in shown
    assert shown.count("never") == 6


@pytest.mark.parametrize("chore", ["retention", "leases", "history", "vacuum", "feeds", "costs"])
def test_every_chore_can_be_done_by_hand(chore: str) -> None:
    assert nonet_schedule("run", chore).startswith(f"{chore}: ")
    assert nonet_schedule("list").count("never") == 5


def test_what_a_chore_cost_is_reported() -> None:
    assert "0.00 USD, 0 calls; month: 0.00 of 30.00 USD" in nonet_schedule("run", "costs")


def test_a_schedule_is_made_shown_and_removed() -> None:
    assert "has the id 2; it is first due at" in nonet_schedule(
        "add", "Meme", "--time", "8:05", "--zone", "Berlin", "--weekdays", "fri,Monday", "--repeat-days", "9"
    )
    shown = nonet_schedule("show", "meme")
    for part in ("mon fri 08:05 Europe/Berlin", "none again within 9 days", "Nothing was posted yet."):
        assert part in shown
    assert nonet_schedule("remove", "2") == "Meme is removed.\n"
    assert "Meme" not in nonet_schedule("list")


def test_one_for_discord_has_a_server_and_a_channel() -> None:
    nonet_schedule("add", "Meme", "--server", "12", "--channel", "34")
    assert "discord, channel 34" in nonet_schedule("list")
    with pytest.raises(BadRequestError, match="both --server and --channel"):
        nonet_schedule("add", "Meme", "--server", "12")


def test_it_rests_goes_on_and_leaves_one_out() -> None:
    assert nonet_schedule("pause", "daily") == "daily is paused.\n"
    assert "paused" in nonet_schedule("list")
    assert "none of these will be posted" in nonet_schedule("preview", "daily")
    assert nonet_schedule("resume", "daily") == "daily goes on.\n"
    left_out = nonet_schedule("skip", "daily").removeprefix("daily leaves out ").removesuffix(" UTC.\n")
    assert left_out not in nonet_schedule("preview", "daily", "--count", "3")
    assert "Skipped by the operator." in nonet_schedule("show", "daily")


def test_a_run_by_hand_waits_for_a_running_nonet() -> None:
    assert "is asked for" in nonet_schedule("run", "daily")
    assert "waiting, by hand" in nonet_schedule("show", "daily")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show", "nothing"), r"There is no schedule 'nothing'; there are: 1 \(daily\)\."),
        (("remove", "daily"), r"schedule\.prompts\.daily of the settings"),
        (("add", "x", "--weekdays", "someday"), "Weekdays are mon, tue"),
        (("add", "x", "--sources", "heaven"), "Sources are suggestions, own, shipped, best"),
        (("add", "x", "--time", "noon"), "one of day"),
    ],
)
def test_mistakes_are_named(arguments: tuple[str, ...], said: str) -> None:
    with pytest.raises(NonetError, match=said):
        nonet_schedule(*arguments)


def test_of_two_with_one_name_the_id_is_asked_for() -> None:
    nonet_schedule("add", "Daily")
    with pytest.raises(BadRequestError, match="name one by its id"):
        nonet_schedule("pause", "daily")
