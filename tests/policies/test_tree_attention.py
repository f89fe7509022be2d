"""Attention by branches is attention under the dense mask, forward and back, and rounding is taken back."""

from __future__ import annotations

import pytest
import torch
from transformers import LlamaConfig, LlamaForCausalLM

from policies.training.precision import halved
from policies.vla.configuration import WhichOneConfig
from policies.vla.model import Packed, ReaderModel
from policies.vla.tree_attention import tree_of


@pytest.fixture(scope="module")
def model() -> ReaderModel:
    torch.manual_seed(3)
    torch.set_num_threads(1)
    config = LlamaConfig(
        vocab_size=128, hidden_size=24, intermediate_size=48, num_hidden_layers=3, num_attention_heads=6,
        num_key_value_heads=2,
    )
    return ReaderModel(WhichOneConfig(lora_rank=2, pointer_size=16), LlamaForCausalLM(config)).eval()


def packed_tree() -> tuple[Packed, int]:
    """A trunk of five, three branches off it of which one forks, and prose that sees no trunk."""
    packed = Packed()
    trunk = packed.extend([1, 2, 3, 4, 5], -1)
    for words in ([6, 7], [8, 9, 10, 11], [12]):
        end = packed.extend(words, trunk)
        for pointer in (13, 14):
            packed.add(pointer, end)
    packed.extend([20, 21, 22], -1)
    return packed, trunk + 1


def hidden_of(model: ReaderModel, packed: Packed, trunk: int | None) -> torch.Tensor:
    mask = packed.mask()
    tree = None if trunk is None else tree_of(mask, packed.parents, trunk)
    embeddings = model.embed_tokens(torch.tensor(packed.token_ids))[None]
    return model.hidden(embeddings, mask[None], torch.tensor([packed.positions]), tree=tree)[0]


def test_branches_give_what_the_dense_mask_gives(model: ReaderModel) -> None:
    packed, trunk = packed_tree()
    torch.testing.assert_close(hidden_of(model, packed, trunk), hidden_of(model, packed, None))


def test_a_trunk_cut_short_is_still_the_same_function(model: ReaderModel) -> None:
    packed, trunk = packed_tree()
    torch.testing.assert_close(hidden_of(model, packed, trunk - 2), hidden_of(model, packed, None))


def test_gradients_are_those_of_the_dense_mask(model: ReaderModel) -> None:
    packed, trunk = packed_tree()
    adapters = [p for p in model.language_model.parameters() if p.requires_grad]
    both = [
        torch.autograd.grad(hidden_of(model, packed, where).square().sum(), adapters)
        for where in (trunk, None)
    ]
    for by_branch, dense in zip(*both, strict=True):
        torch.testing.assert_close(by_branch, dense, rtol=1e-3, atol=1e-3)


def test_a_trunk_without_branches_is_refused() -> None:
    packed = Packed()
    packed.extend([1, 2, 3], -1)
    with pytest.raises(ValueError, match="a tree of 3 tokens, 3 of them its trunk, has no branches"):
        tree_of(packed.mask(), packed.parents, 3)


def test_rounding_is_taken_back_and_changes_little(model: ReaderModel) -> None:
    packed, trunk = packed_tree()
    exact = hidden_of(model, packed, trunk)
    with halved(model, True), torch.autocast("cpu", torch.bfloat16):
        rounded = hidden_of(model, packed, trunk).float()
    assert not torch.equal(rounded, exact)
    torch.testing.assert_close(rounded, exact, rtol=0, atol=0.15)
    assert torch.equal(hidden_of(model, packed, trunk), exact)
