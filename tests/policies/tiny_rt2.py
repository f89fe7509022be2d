"""RT-2 on a tiny language model, or on a tiny encoder and decoder, and an eye that is told what it sees."""

from __future__ import annotations

from typing import Any

import torch
from transformers import BertConfig, BertModel, LlamaConfig, LlamaForCausalLM

from policies.rt2.configuration import Rt2Config
from policies.rt2.decoder_only import DecoderOnly
from policies.rt2.encoder_decoder import EncoderDecoder
from policies.rt2.frame import Frame
from policies.types import Percept
from policies.vla.configuration import WhichOneConfig
from policies.vla.model import ReaderModel
from policies.vla.prompt import Prompter
from scenes.types import ImageArray
from tests.policies.tiny_text import COUNTER

VOCABULARY = 400
CONFIGS = {
    "digits": Rt2Config(scheme="digits", lora_rank=2, wrist_px=(32, 32)),
    "added": Rt2Config(lora_rank=2, wrist_px=(32, 32)),
    "overwritten": Rt2Config(scheme="overwritten", lora_rank=2, wrist_px=(32, 32)),
    "kept": Rt2Config(kept=True, lora_rank=2, wrist_px=(32, 32)),
    "encdec": Rt2Config(scheme="integers", body="encoder-decoder", lora_rank=2, wrist_px=(32, 32), layers=1),
}


class Letters:
    """A tokenizer that gives every character its code, or a word its number where it knows words."""

    def __init__(self, integers: bool = False) -> None:
        self._integers = integers

    def __call__(self, text: str, add_special_tokens: bool = False) -> object:
        return type("Encoding", (), {"input_ids": [ord(c) % 128 for c in text]})()

    def decode(self, ids: list[int]) -> str:
        return "".join(chr(i) if 32 <= i < 127 else "?" for i in ids)

    def get_vocab(self) -> dict[str, int]:
        return {"[CLS]": 1, "[SEP]": 2, ".": ord("."), **{str(n): 130 + n for n in range(256)}}


def tiny(name: str, seed: int = 3) -> Any:
    """A network whose adapters already do something, by a name of ``CONFIGS``."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    config = CONFIGS[name]
    network: DecoderOnly | EncoderDecoder
    if config.body == "decoder":
        llama = LlamaConfig(vocab_size=VOCABULARY, hidden_size=32, intermediate_size=48, num_hidden_layers=2,
                            num_attention_heads=4, num_key_value_heads=2, max_position_embeddings=4096,
                            tie_word_embeddings=True, initializer_range=0.16)
        reader = ReaderModel(WhichOneConfig(lora_rank=2, pointer_size=8), LlamaForCausalLM(llama))
        network = DecoderOnly(config, reader, Prompter(Letters()))  # type: ignore[arg-type]
    else:
        bert = BertConfig(vocab_size=VOCABULARY, hidden_size=32, intermediate_size=48, num_hidden_layers=2,
                          num_attention_heads=4, max_position_embeddings=1024)
        network = EncoderDecoder(config, BertModel(bert, add_pooling_layer=False), Letters())
    for key, parameter in network.named_parameters():
        if "lora_B" in key:
            torch.nn.init.normal_(parameter, std=0.05)
    return network.eval()


class Told:
    """Sees what it is told, whatever the image; a white pixel hides the first thing."""

    def look(self, front: ImageArray) -> tuple[Percept, ...]:
        return COUNTER[1:] if front[0, 0, 0] == 255 else COUNTER


def frame(seed: int = 0, hidden: frozenset[int] = frozenset()) -> Frame:
    """The counter of ``tiny_text`` with a random view of the hand."""
    made = torch.Generator().manual_seed(seed)
    return Frame(COUNTER, hidden, torch.randn(40, 4, 4, generator=made), torch.randn(15, generator=made))
