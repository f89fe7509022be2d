"""RT-2's networks made and loaded, by the names of the policies."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from torch import nn

from policies.base import PolicyError
from policies.rt2.configuration import VARIANTS, Rt2Config
from policies.rt2.decoder_only import DecoderOnly
from policies.rt2.encoder_decoder import EncoderDecoder
from policies.rt2.frame import load_sight
from policies.rt2.policy import Rt2Policy
from policies.vla.configuration import WhichOneConfig
from policies.vla.weights import FOLDER, read_part, write_part

AnyNetwork = DecoderOnly | EncoderDecoder


def remedy(name: str) -> str:
    """What to do where a variant's weights are missing or damaged."""
    return f"make them with `whichone policy train-rt2 {name} --out runs/{name}`"


def new_network(config: Rt2Config) -> AnyNetwork:
    """A network as training finds it, but for what ImageNet and the reader have learned.

    Raises:
        PolicyError: SmolLM2's package is missing, or MiniLM's.
    """
    if config.body == "decoder":
        from policies.vla.policy import new_reader_model

        sizes = WhichOneConfig(lora_rank=config.lora_rank, lora_alpha=config.lora_alpha)
        return DecoderOnly(config, *new_reader_model(sizes))
    from policies.rt1.sentence import encoder_folder, load_encoder

    tokenizer, encoder = load_encoder(encoder_folder())
    return EncoderDecoder(config, encoder, tokenizer)


def save_network(name: str, network: AnyNetwork, folder: Path, info: dict[str, Any]) -> Path:
    """Write fp16 weights named by their hash, with the manifest that names them.

    Args:
        info: what made the weights (data, seeds, minutes, figures), kept in the manifest.
    """
    manifest = {"config": network.config.as_json(), "codec": "rt2", **info}
    return write_part(name, network.trainable_state(), manifest, folder)


def take(network: nn.Module, tensors: dict[str, Any], wanted: set[str], error: PolicyError) -> None:
    """Put tensors into a network that must be just those.

    Raises:
        PolicyError: the error given: names or shapes differ.
    """
    if wanted != set(tensors):
        raise error
    try:
        network.load_state_dict(tensors, strict=False)
    except RuntimeError:
        raise error from None


def load_network(name: str, folder: Path = FOLDER) -> tuple[AnyNetwork, dict[str, Any]]:
    """A trained network, its adapters merged, and its manifest.

    Raises:
        PolicyError: weights or a package are missing or damaged; the message says what to do.
    """
    tensors, info = read_part(name, folder, remedy(name))
    misfit = PolicyError(f"{folder / str(info['file'])} does not fit this version: {remedy(name)}")
    try:
        config = Rt2Config.from_json(info["config"])
    except (KeyError, TypeError, AttributeError):
        raise misfit from None
    network = new_network(config)
    take(network, tensors, set(network.trainable_state()), misfit)
    network.merge_adapters()
    return network.eval(), info


def load_policy(name: str, folder: Path = FOLDER) -> Rt2Policy:
    """A variant of RT-2 with the weights of a folder, by default those that ship.

    Raises:
        PolicyError: weights or a package are missing or damaged; the message says what to do.
    """
    network, info = load_network(name, folder)
    return Rt2Policy(name, network, load_sight(), info)


def untrained_policy(name: str) -> Rt2Policy:
    """A variant as training finds it: what a step takes does not depend on what was learned."""
    network = new_network(VARIANTS[name])
    network.merge_adapters()
    return Rt2Policy(name, network.eval(), load_sight())


load_rt2 = partial(load_policy, "rt2")
load_digits = partial(load_policy, "rt2-digits")
load_overwritten = partial(load_policy, "rt2-overwritten")
load_encdec = partial(load_policy, "rt2-encdec")
load_kept = partial(load_policy, "rt2-kept")
