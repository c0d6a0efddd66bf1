"""Finished pictures on disk: whole or not at all."""

import asyncio
import errno
import hashlib
import os
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import StorageError
from bot.image_store import YOUNG_S, ImageStore


@pytest.fixture
def store(tmp_path: Path) -> ImageStore:
    return ImageStore(tmp_path / "images")


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


async def test_a_picture_is_kept_under_the_hash_of_its_bytes(store: ImageStore, tmp_path: Path) -> None:
    digest = hashlib.sha256(b"picture").hexdigest()
    key = await store.put(b"picture", "image/png")
    assert key == f"{digest[:2]}/{digest}.png"
    assert store.path(key) == tmp_path / "images" / key
    assert store.path(key).read_bytes() == b"picture"


async def test_the_same_picture_twice_is_one_file(store: ImageStore, tmp_path: Path) -> None:
    keys = await asyncio.gather(*(store.put(b"picture", "image/webp") for _ in range(20)))
    assert len(set(keys)) == 1
    assert len(files_in(tmp_path)) == 1


async def test_only_our_own_user_can_read_pictures(store: ImageStore) -> None:
    path = store.path(await store.put(b"picture", "image/jpeg"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


async def test_other_media_types_are_not_kept(store: ImageStore) -> None:
    with pytest.raises(ValueError, match="image/svg"):
        await store.put(b"<svg/>", "image/svg+xml")


GOOD_KEY = "ab/ab" + "0" * 62 + ".png"


@pytest.mark.parametrize(
    "key",
    [
        "",
        "../secret",
        "/etc/passwd",
        "ab/../../etc/passwd",
        GOOD_KEY + "\n",
        GOOD_KEY + "/..",
        "cd/" + GOOD_KEY[3:],
        GOOD_KEY.upper(),
        GOOD_KEY.replace(".png", ".svg"),
        "ab\\" + GOOD_KEY[3:],
        "\0" + GOOD_KEY[1:],
    ],
)
def test_a_key_never_leads_out_of_the_folder(store: ImageStore, key: str) -> None:
    with pytest.raises(ValueError, match="not the key of a picture"):
        store.path(key)


@given(st.text(st.characters(codec=None)))
def test_no_text_but_a_key_is_taken_for_one(key: str) -> None:
    with pytest.raises(ValueError, match="not the key"):
        ImageStore(Path("images")).path(key)


async def aged(store: ImageStore, data: bytes, age_s: float) -> str:
    key = await store.put(data, "image/png")
    written_at = time.time() - age_s
    os.utime(store.path(key), (written_at, written_at))
    return key


async def test_a_sweep_takes_what_is_not_in_use(store: ImageStore) -> None:
    forgotten, used = [await aged(store, name, 2 * YOUNG_S) for name in (b"a", b"b")]
    assert await store.sweep(in_use={used}) == [forgotten]
    assert [store.path(key).exists() for key in (forgotten, used)] == [False, True]


async def test_a_sweep_leaves_what_may_not_be_in_the_database_yet(store: ImageStore) -> None:
    key = await aged(store, b"just written", YOUNG_S / 2)
    assert await store.sweep(in_use=set()) == []
    assert store.path(key).exists()


async def test_putting_a_picture_again_makes_it_young(store: ImageStore) -> None:
    key = await aged(store, b"picture", 2 * YOUNG_S)
    assert await store.put(b"picture", "image/png") == key
    assert await store.sweep(in_use=set()) == []


async def test_a_sweep_leaves_strangers_alone(store: ImageStore, tmp_path: Path) -> None:
    await store.open()
    stranger = tmp_path / "images" / "ab" / "notes.txt"
    stranger.parent.mkdir()
    stranger.write_text("mine")
    os.utime(stranger, (0, 0))
    assert await store.sweep(in_use=set()) == []
    assert stranger.exists()


async def test_what_a_crash_left_half_written_goes_at_the_next_start(tmp_path: Path) -> None:
    root = tmp_path / "images"
    crash = f"""
import os, sys
sys.path.insert(0, {str(Path.cwd())!r})
os.fsync = lambda handle: os._exit(9)  # the power goes before the bytes are safe
import asyncio, pathlib
from bot.image_store import ImageStore
asyncio.run(ImageStore(pathlib.Path({str(root)!r})).put(b"picture", "image/png"))
"""
    crashed = await asyncio.create_subprocess_exec(sys.executable, "-c", crash)
    assert await crashed.wait() == 9
    [left] = files_in(root)
    os.utime(left, (0, 0))
    store = ImageStore(root)
    await store.open()
    assert files_in(root) == []
    assert store.path(await store.put(b"picture", "image/png")).read_bytes() == b"picture"


async def test_a_file_that_is_just_being_written_survives_another_start(
    store: ImageStore, tmp_path: Path
) -> None:
    await store.put(b"picture", "image/png")
    writing = tmp_path / "images" / "ab" / ".writing-by-another"
    writing.parent.mkdir(exist_ok=True)
    writing.write_bytes(b"half")
    await ImageStore(tmp_path / "images").open()
    assert writing.exists()


async def test_a_full_disk_is_a_sentence_and_leaves_nothing_behind(
    store: ImageStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await store.open()

    def no_space(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as full_disk:
        full_disk.setattr(os, "fsync", no_space)
        with pytest.raises(StorageError, match=r"No space left on device\. Free some space"):
            await store.put(b"picture", "image/png")
    assert files_in(tmp_path) == []
    await store.put(b"picture", "image/png")


def test_a_file_size_limit_of_the_system_is_met_like_a_full_disk(tmp_path: Path) -> None:
    script = f"""
import asyncio, pathlib, resource, signal, sys
sys.path.insert(0, {str(Path.cwd())!r})
from bot.errors import StorageError
from bot.image_store import ImageStore
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
store = ImageStore(pathlib.Path({str(tmp_path / "images")!r}))
small = asyncio.run(store.put(b"x" * 1000, "image/png"))
try:
    asyncio.run(store.put(b"x" * 100_000, "image/png"))
except StorageError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert "can't be used: File too large" in done.stdout
    assert [path.stat().st_size for path in files_in(tmp_path)] == [1000]


async def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "images").write_text("a file stands where the folder should be")
    store = ImageStore(tmp_path / "images")
    with pytest.raises(StorageError, match=r"picture folder .*images can't be used"):
        await store.open()
    with pytest.raises(StorageError, match=r"picture folder .*images can't be used"):
        await store.put(b"picture", "image/png")


@pytest.fixture
def read_only_folder() -> Iterator[Path]:
    """A folder that we may read only. Root may write everywhere, so root is nobody for a while."""
    user = os.geteuid()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o500)
        os.seteuid(65534 if user == 0 else user)
        yield Path(folder)
        os.seteuid(user)


async def test_a_read_only_folder_is_a_sentence(read_only_folder: Path) -> None:
    store = ImageStore(read_only_folder)
    with pytest.raises(StorageError, match="Permission denied"):
        await store.open()
    with pytest.raises(StorageError, match="Permission denied"):
        await store.put(b"picture", "image/png")


async def test_what_is_removed_goes_at_once_and_twice_is_no_mistake(store: ImageStore) -> None:
    await store.open()
    gone, kept = await store.put(b"gone", "image/png"), await store.put(b"kept", "image/png")
    for _ in range(2):
        await store.remove([gone])
    assert [store.path(key).exists() for key in (gone, kept)] == [False, True]
    with pytest.raises(ValueError, match="not the key"):
        await store.remove(["../../etc/passwd"])
