"""Where the bench's places appear in the front camera, and which of its parts are easily confused."""

from __future__ import annotations

PLACE_POINTS: dict[str, tuple[float, float]] = {
    "tray": (0.644, 0.771), "scrap": (0.840, 0.320), "ewaste": (0.874, 0.431), "waste": (0.916, 0.567),
    "top_drawer": (0.059, 0.218), "bottom_drawer": (0.095, 0.360), "oil_bath": (0.106, 0.574),
    "rework": (0.693, 0.389), "red_box": (0.323, 0.485), "blue_box": (0.307, 0.589), "kit_box": (0.398, 0.779),
}
SIBLINGS: tuple[tuple[str, ...], ...] = (
    ("steel_bolt", "brass_bolt"), ("steel_nut", "brass_nut"), ("steel_bolt", "steel_nut", "washer"),
    ("steel_gear", "nylon_gear"), ("red_o_ring", "black_o_ring"), ("fuse", "relay", "terminal_block", "motor"),
    ("relay", "circuit_board"), ("spring", "bracket", "bearing"), ("allen_key", "magnet"),
)
