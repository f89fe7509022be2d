"""Figures that others published, to stand beside one's own: on their robots, scenes and sentences."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Published:
    """A row of somebody else's table; shares of 1."""

    policy: str
    values: dict[str, float]
    source: str


_RT2 = "RT-2, arXiv 2307.15818"

PUBLISHED: dict[str, tuple[Published, ...]] = {
    "emergent": (
        Published("RT-2-PaLI-X-55B", {"symbol": 0.82, "reasoning": 0.46, "person": 0.53, "mean": 0.60}, _RT2),
        Published("RT-2-PaLM-E-12B", {"symbol": 0.36, "reasoning": 0.43, "person": 0.43, "mean": 0.40}, _RT2),
        Published("RT-1", {"symbol": 0.16, "reasoning": 0.16, "person": 0.20, "mean": 0.17}, _RT2),
        Published("VC-1", {"symbol": 0.11, "reasoning": 0.10, "person": 0.13, "mean": 0.11}, _RT2),
    ),
    "generalisation": (
        Published("RT-2", {"mean": 0.62}, _RT2),
        Published("RT-1", {"mean": 0.32}, _RT2),
    ),
}
"""By suite; metrics by the names they have here."""
