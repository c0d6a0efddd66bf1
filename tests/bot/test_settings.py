"""Settings come from defaults, `config.toml`, secret files and the environment, and mistakes are named."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.example_config import example_toml
from bot.settings import Settings, load_settings

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"


@pytest.fixture(autouse=True)
def empty_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("NONET_")]:
        monkeypatch.delenv(name)


def test_the_example_file_lists_every_setting_with_its_default() -> None:
    assert EXAMPLE.read_text() == example_toml()


def test_the_example_file_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NONET_CONFIG", str(EXAMPLE))
    assert load_settings() == Settings.model_construct(
        **{n: f.default for n, f in Settings.model_fields.items()}
    )


def test_config_toml_in_the_current_folder_is_read() -> None:
    Path("config.toml").write_text('data_dir = "elsewhere"\n[web]\nport = 9000\n')
    settings = load_settings()
    assert settings.web.port == 9000
    assert settings.images_dir == Path("elsewhere/images")
    assert settings.models_dir == Path("elsewhere/models")
    assert settings.database_url == "sqlite+aiosqlite:///elsewhere/nonet.db"


def test_the_environment_wins_and_leaves_the_rest_of_a_table_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("config.toml").write_text('[web]\nport = 9000\nhost = "::1"\n')
    monkeypatch.setenv("NONET_WEB__PORT", "0")
    assert load_settings().web.port == 0
    assert load_settings().web.host == "::1"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("NONET_DISCORD__TOKEN", "t"),
        ("NONET_TWITTER__ENABLED", "true"),
        ("NONET_TWITTER__REPLY_APPROVED", "true"),
        ("NONET_TWITTER__CONSUMER_KEY", "t"),
        ("NONET_TWITTER__CONSUMER_SECRET", "t"),
        ("NONET_TWITTER__ACCESS_TOKEN", "t"),
        ("NONET_TWITTER__ACCESS_TOKEN_SECRET", "t"),
        ("NONET_TWITTER__POLL_INTERVAL_S", "2.5"),
        ("NONET_WEB__PORT", "0"),
        ("NONET_DATABASE__URL", "t"),
        ("NONET_GENERATION__URL", "http://t"),
        ("NONET_GENERATION__MODEL", "t"),
        ("NONET_DATA_DIR", "t"),
    ],
)
def test_the_promised_variables_are_understood(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    default = load_settings()
    monkeypatch.setenv(variable, value)
    assert load_settings() != default


def test_a_config_that_is_no_text_is_named() -> None:
    Path("config.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match=r"config\.toml"):
        load_settings()


def test_a_folder_of_secrets_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NONET_SECRETS_DIR", "nowhere")
    with pytest.raises(SettingsError, match="nowhere, which is not a folder"):
        load_settings()


def test_a_list_that_is_no_json_is_named_and_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NONET_MODERATION__EXTRA_WORDS", "foo,bar")
    with pytest.raises(SettingsError, match=r"moderation.*JSON") as caught:
        load_settings()
    assert "foo" not in str(caught.value)


def test_space_around_a_secret_is_none_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NONET_GENERATION__API_KEY", " a key\r\n")
    assert load_settings().generation.api_key.get_secret_value() == "a key"


def test_a_secret_may_be_a_file_and_is_never_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "nonet_discord__token").write_text("hush")
    monkeypatch.setenv("NONET_SECRETS_DIR", str(tmp_path))
    settings = load_settings()
    assert settings.discord.token.get_secret_value() == "hush"
    assert "hush" not in repr(settings)


@pytest.mark.parametrize(
    ("toml", "sentence"),
    [
        ("[web]\nport = 70000\n", "web.port"),
        ('[web]\nport = "many"\n', "web.port"),
        ("[web]\nprot = 8000\n", "There is no setting web.prot"),
        ('[web]\npublic_url = "nonet.example"\n', "web.public_url: it should begin with http"),
        ('[generation]\nurl = "nonet.example:8001"\n', "generation.url: it should begin with http"),
        ("[queue]\nlease_s = -1\n", "queue.lease_s"),
        ("[queue]\nlease_s = 5\nheartbeat_s = 4\n", "queue"),
        ("[limits]\nprompt_chars = 4001\n", "limits.prompt_chars"),
        ("[discord]\nshard_ids = [0, 4]\nshard_count = 4\n", r"discord: .*\[4\] are not"),
        ('[discord.premium]\n12 = "gold"\n', "^The tier gold, which discord.premium sells, is not in tiers"),
        ('[discord]\noperators = ["somebody"]\n', "discord.operators.0"),
        ("[web\n", "not valid TOML"),
        ('[moderation]\npolicy = "none"\n', "moderation.policy"),
    ],
)
def test_a_mistake_is_named(toml: str, sentence: str) -> None:
    Path("config.toml").write_text(toml)
    with pytest.raises(SettingsError, match=sentence):
        load_settings()


def test_ids_of_discord_may_be_written_as_numbers() -> None:
    Path("config.toml").write_text(
        "[tiers.gold]\n[discord]\noperators = [80351110224678912]\n"
        "premium = { 1019475255913222144 = 'gold' }\n"
    )
    discord = load_settings().discord
    assert discord.operators == ("80351110224678912",)
    assert discord.premium == {"1019475255913222144": "gold"}


def test_a_config_file_that_is_named_must_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NONET_CONFIG", "missing.toml")
    with pytest.raises(SettingsError, match=r"missing\.toml"):
        load_settings()


def test_the_example_is_printed_by_the_module() -> None:
    printed = subprocess.run(
        [sys.executable, "-m", "bot.example_config"], capture_output=True, text=True, check=True
    )
    assert printed.stdout == EXAMPLE.read_text()
