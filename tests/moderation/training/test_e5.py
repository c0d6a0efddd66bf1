import struct

import numpy as np
import pytest

from moderation.training.e5 import read_e5


def packed() -> bytes:
    """A file with two pieces, one rewritten character, a quantised tensor and one that is not."""
    head = b"E5S1" + struct.pack("<8ifi", 1, 32, 12, 2, 64, 2, 512, 2, 1e-12, 32)
    texts = [b"<s>", "▁ä".encode()]
    offsets = struct.pack("<3I", 0, 3, 3 + len(texts[1]))
    pieces = struct.pack("<5iQ", 2, 0, 2, 1, 3, 3 + len(texts[1])) + offsets + struct.pack("<2f", 0, -4.5)
    table = struct.pack("<IBI", ord("\t"), 1, ord(" "))
    rewritten = struct.pack("<iI", 1, len(table)) + table
    vector = np.array([0.5], np.float16).tobytes() + bytes([0x0F, *[0x88] * 15])
    tensors = {"emb.word": (1, vector * 2), "l0.q.w": (1, vector), "l0.q.b": (0, struct.pack("<2f", 1, 2))}
    directory_size = 4 + sum(2 + len(name) + 1 + 4 + 8 + 8 for name in tensors)
    before = head + pieces + b"".join(texts) + rewritten
    place = len(before) + directory_size
    directory, body = struct.pack("<i", len(tensors)), b""
    for name, (kind, data) in tensors.items():
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", kind, 32, place + len(body), len(data))
        body += data
    return before + directory + body


def test_pieces_shape_and_tensors_are_read() -> None:
    e5 = read_e5(packed())
    assert e5.pieces == [("<s>", 0.0), ("▁ä", -4.5)]
    assert (e5.shape.width, e5.shape.layers, e5.shape.inner_width) == (32, 12, 64)
    assert e5.vectors.shape == (2, 1, 18)
    np.testing.assert_array_equal(e5.tensors["l0.q.b"], [1, 2])


def test_four_bits_become_numbers_low_halves_first() -> None:
    numbers = read_e5(packed()).tensors["l0.q.w"].ravel()
    assert numbers[0] == (15 - 8) * 0.5
    assert numbers[16] == (0 - 8) * 0.5
    assert not np.delete(numbers, [0, 16]).any()


def test_another_file_is_refused() -> None:
    with pytest.raises(ValueError, match="E5S1"):
        read_e5(b"GGUF" + bytes(100))
