"""The default policy: one reader, one actor, loaded together from the weights that come with the package."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from policies.base import PolicyError
from policies.pretrained import smollm2_folder
from policies.vla.actor import VlaActor, load_network
from policies.vla.configuration import WhichOneConfig
from policies.vla.model import ReaderModel
from policies.vla.prompt import Prompter
from policies.vla.reader import VlaReader
from policies.vla.vision import Eye, names_of
from policies.vla.weights import FOLDER, REMEDY, read_part

RTX_REMEDY = f"make the weights with `whichone policy train-arms --weights {FOLDER / 'arms'}` (docs/arms.md)"


@dataclass(frozen=True)
class VlaPolicy:
    """Satisfies ``policies.base.Policy``."""

    name: str
    reader: VlaReader
    actor: VlaActor


def new_reader_model(config: WhichOneConfig | None = None) -> tuple[ReaderModel, Prompter]:
    """SmolLM2 with fresh adapters and pointers, and its prompter.

    Raises:
        PolicyError: SmolLM2 is not installed or cannot be unpacked.
    """
    from transformers import AutoTokenizer, LlamaForCausalLM
    from transformers.utils import logging

    logging.disable_progress_bar()
    folder = smollm2_folder()
    language_model = LlamaForCausalLM.from_pretrained(folder)
    return ReaderModel(config or WhichOneConfig(), language_model), Prompter(
        AutoTokenizer.from_pretrained(folder)
    )


def load_reader(folder: Path = FOLDER) -> VlaReader:
    """The trained reader, its adapters merged into the language model for speed.

    Raises:
        PolicyError: a part is missing or damaged.
    """
    tensors, info = read_part("reader", folder)
    eye_tensors, eye_info = read_part("eye", folder)
    model, prompter = new_reader_model(WhichOneConfig(**info["config"]))
    eye = Eye(appearance_size=model.config.appearance_size)
    missing = set(model.trainable_state()) ^ set(tensors)
    if missing:
        raise PolicyError(
            f"the reader's weights do not fit this version ({sorted(missing)[0]}, ...): {REMEDY}"
        )
    try:
        model.load_state_dict(tensors, strict=False)
        eye.load_state_dict(eye_tensors)
    except RuntimeError as error:
        raise PolicyError(f"the reader's weights do not fit this version: {REMEDY}") from error
    model.merge_adapters()
    digest = hashlib.sha256((info["sha256"] + eye_info["sha256"]).encode()).hexdigest()
    names = names_of(eye_info.get("worlds", ["kitchen"]))
    return VlaReader(eye, model, prompter, f"whichone-{digest[:12]}", names)


def load_policy(folder: Path = FOLDER) -> VlaPolicy:
    """The shipped default policy.

    Raises:
        PolicyError: a part is missing or damaged; the message says what to do.
    """
    return VlaPolicy("whichone", load_reader(folder), VlaActor.load(folder))


def load_rtx(folder: Path = FOLDER) -> VlaPolicy:
    """The default reader with the actor that was trained on all arms (``policies.training.arms``).

    Raises:
        PolicyError: a part is missing or damaged; the message says what to do.
    """
    network, info = load_network(folder / "arms" / "all", RTX_REMEDY)
    return VlaPolicy("rt-x", load_reader(folder), VlaActor(network, info))
