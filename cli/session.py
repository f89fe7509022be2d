"""What chat, run and the measuring commands share: loading the policy and its language model."""

from __future__ import annotations

from cli.progress import unpack_language_model
from cli.settings import Settings
from policies.base import Policy


def load_policy(settings: Settings) -> Policy:
    """The policy the settings name, its pretrained parts unpacked, torch's threads as set.

    Raises:
        PolicyError: no such policy, or its files are missing or damaged.
    """
    import policies

    unpack_language_model(settings.cache)
    if settings.threads is not None:
        import torch

        torch.set_num_threads(settings.threads)
    return policies.load(settings.policy)
