from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file
from torch.nn import functional

from generation.errors import CheckpointError
from generation.models.dalle.patch_decoder import PatchDecoder, PatchDecoderConfig
from generation.training import text_vectors
from generation.training.curves import curve_svg, read_points
from generation.training.muon import Muon, orthogonalised
from generation.training.picture_tokenizer import CodeAverages, PictureTokenizer, k_means
from generation.training.progress import EVERY, Journal, journal_path
from generation.training.texts import MAX_TEXT_LENGTH, PAD_ID, text_tokens

SMALL_DECODER = PatchDecoderConfig(codes=8, code_width=4, widths=(8, 8, 8), blocks=(1, 1, 1))


def test_a_picture_becomes_one_code_for_each_cell() -> None:
    codes = PictureTokenizer(SMALL_DECODER).encode(torch.rand(2, 3, 64, 32))
    assert codes.shape == (2, 4, 2)
    assert codes.max() < 8


def test_a_code_is_the_nearest_vector() -> None:
    tokenizer = PictureTokenizer(SMALL_DECODER)
    tokenizer.codebook.copy_(functional.normalize(torch.randn(8, 4), dim=1))
    vectors = tokenizer.codebook[torch.tensor([[[3, 5]]])].permute(0, 3, 1, 2)
    assert tokenizer.nearest(vectors).tolist() == [[[3, 5]]]


def test_a_decoder_paints_sixteen_pixels_a_code() -> None:
    assert PatchDecoder(SMALL_DECODER)(torch.zeros(1, 2, 3, dtype=torch.int64)).shape == (1, 3, 32, 48)


@pytest.mark.parametrize("broken", [{"widths": (8,)}, {"codes": 0}, {"widths": (), "blocks": ()}])
def test_a_decoder_config_that_makes_no_sense_is_refused(broken: dict[str, object]) -> None:
    with pytest.raises(CheckpointError):
        PatchDecoderConfig(**(vars(SMALL_DECODER) | broken))


def test_codes_move_towards_what_they_stand_for() -> None:
    codebook = functional.normalize(torch.randn(4, 3), dim=1)
    averages = CodeAverages(4, 3, decay=0.5)
    averages.start(codebook)
    target = torch.tensor([1.0, 0.0, 0.0])
    before = float(codebook[2] @ target)
    counts = torch.tensor([0.0, 0.0, 10.0, 0.0])
    averages.update(codebook, counts, counts[:, None] * target)
    assert float(codebook[2] @ target) > before
    assert torch.allclose(codebook.norm(dim=1), torch.ones(4))


def test_only_unused_codes_are_revived() -> None:
    codebook = torch.eye(3)
    averages = CodeAverages(3, 3)
    averages.counts = torch.tensor([1.0, 0.0, 1.0])
    fresh = torch.tensor([[0.6, 0.8, 0.0], [0.0, 0.6, 0.8]])
    assert averages.revive(codebook, fresh) == 1
    assert torch.equal(codebook, torch.stack([torch.eye(3)[0], fresh[0], torch.eye(3)[2]]))


def test_k_means_finds_separate_clusters() -> None:
    corners = torch.eye(4)[torch.arange(40) % 4] + torch.randn(40, 4) * 0.01
    centres = k_means(functional.normalize(corners, dim=1), 4)
    assert torch.allclose((centres @ torch.eye(4)).max(dim=1).values, torch.ones(4), atol=0.01)


@pytest.mark.parametrize("shape", [(8, 8), (24, 8), (8, 24)])
def test_an_orthogonalised_matrix_stretches_all_directions_alike(shape: tuple[int, int]) -> None:
    matrix = torch.randn(shape, generator=torch.Generator().manual_seed(1))
    values = torch.linalg.svdvals(orthogonalised(matrix).float())
    assert values.max() < 1.3
    assert values.min() > 0.3


def test_muon_walks_downhill() -> None:
    weight = torch.nn.Parameter(torch.randn(6, 6, generator=torch.Generator().manual_seed(2)))
    muon = Muon([weight])
    losses = []
    for _ in range(30):
        loss = weight.square().mean()
        weight.grad = None
        loss.backward()  # type: ignore[no-untyped-call]
        muon.step(0.05, rank=0)
        losses.append(loss.item())
    assert losses[-1] < losses[0] / 2


def test_special_tokens_have_the_ids_that_the_models_expect(work: Path) -> None:
    tokenizer = text_vectors.build_tokenizer(["cat"])
    assert [tokenizer.token_to_id(token) for token in ("<s>", "<pad>", "</s>", "<unk>")] == [0, 1, 2, 3]
    assert tokenizer.encode("Cat zebra").ids == [0, 4, 3, 2]


def test_texts_are_padded_and_cut_before_their_end_mark(work: Path) -> None:
    tokens = text_tokens(["a cat", "cat " * 100])
    assert tokens.shape == (2, MAX_TEXT_LENGTH)
    assert tokens[0, 4:].eq(PAD_ID).all()
    assert tokens[1, -1] == 2


def test_more_words_change_no_other_words_vector(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_vectors, "BASIS_PIECES", 8)
    before = text_vectors.embedding_table(4)
    vectors = load_file(text_vectors.vectors_path())["vectors"]
    save_file({"vectors": torch.cat([vectors, torch.randn(3, 384)])}, text_vectors.vectors_path())
    after = text_vectors.embedding_table(4)
    assert len(after) == len(before) + 3
    assert torch.allclose(after[: len(before)], before)


def test_a_journal_averages_and_a_curve_shows_it(work: Path) -> None:
    journal = Journal("transformer", EVERY * 2, shown=True)
    for step in range(EVERY * 2):
        journal.note(step, {"painting": float(step)})
    journal.close()
    points = read_points(journal_path("transformer"), "painting")
    assert points == [(EVERY, 12.0), (EVERY * 2, 37.0)]
    assert curve_svg(points, "painting").count("polyline") == 1
