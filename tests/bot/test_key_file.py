import stat

import pytest

from bot.errors import StorageError
from bot.key_file import read_or_make_key


def test_a_key_is_made_once_and_stays(tmp_path):
    path = tmp_path / "data" / "web.key"
    key = read_or_make_key(path)
    assert len(key) == 32
    assert read_or_make_key(path) == key
    assert read_or_make_key(tmp_path / "other.key") != key


def test_only_our_own_user_can_read_it_and_nothing_else_is_left(tmp_path):
    path = tmp_path / "web.key"
    read_or_make_key(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("content", [b"", b"too short"])
def test_what_is_no_key_is_said(tmp_path, content):
    path = tmp_path / "web.key"
    path.write_bytes(content)
    with pytest.raises(StorageError, match="holds no key"):
        read_or_make_key(path)


def test_a_folder_that_cannot_be_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="can't be used"):
        read_or_make_key(tmp_path / "file" / "web.key")
