"""Where the fixed things of the bench stand: the kitchen's cabinet and tray, and places of its own.

Metres, robot base frame. Everything lies where the kitchen has something of about that size, so that what holds of
the arm's reach there holds here.
"""

from __future__ import annotations

from scenes import layout
from scenes.layout import BIN_HEIGHT_M, Region, region

BINS_M: dict[str, tuple[float, float]] = {"scrap": (0.22, 0.385), "ewaste": (0.38, 0.385), "waste": (0.54, 0.385)}
BOXES_M: dict[str, tuple[float, float]] = {"red_box": (0.415, -0.235), "blue_box": (0.535, -0.235)}
BOX_HALF_M, BOX_HEIGHT_M, BOX_WALL_M = (0.050, 0.065), 0.040, 0.004
OIL_M, OIL_HALF_M, OIL_HEIGHT_M, OIL_LEVEL_M = (0.545, -0.435), (0.09, 0.085), 0.065, 0.030
REWORK_M, REWORK_HALF_M, REWORK_HEIGHT_M = (0.235, 0.21), (0.085, 0.085), 0.004
KIT_M, KIT_HALF_M, KIT_RIM_M, KIT_WALL_M = (0.688, -0.13), (0.043, 0.088), 0.014, 0.003

RIMS_M: dict[str, float] = {**dict.fromkeys(BINS_M, BIN_HEIGHT_M), **dict.fromkeys(BOXES_M, BOX_HEIGHT_M),
                            "oil_bath": OIL_HEIGHT_M}
"""Places that things are let go into from above the rim, and how high that is."""

REGIONS: dict[str, Region] = {
    "tray": layout.REGIONS["tray"],
    **{name: region(x, y, layout.BIN_HALF_M - 0.003, layout.BIN_HALF_M - 0.003, 0.004, 0.10)
       for name, (x, y) in BINS_M.items()},
    "top_drawer": layout.REGIONS["top_drawer"],
    "bottom_drawer": layout.REGIONS["bottom_drawer"],
    "oil_bath": region(*OIL_M, *OIL_HALF_M, 0.006, 0.10),
    "rework": region(*REWORK_M, *REWORK_HALF_M, REWORK_HEIGHT_M, 0.12),
    **{name: region(x, y, *BOX_HALF_M, 0.004, 0.10) for name, (x, y) in BOXES_M.items()},
    "kit_box": region(*KIT_M, *KIT_HALF_M, 0.004, 0.12),
}
"""Drawers as they are when closed."""

OPENING_M: dict[str, float] = {**dict.fromkeys(BINS_M, BIN_HEIGHT_M), **dict.fromkeys(BOXES_M, BOX_HEIGHT_M),
                               "oil_bath": OIL_HEIGHT_M, "rework": REWORK_HEIGHT_M, "kit_box": 0.006,
                               **{key: layout.OPENING_M[key] for key in ("tray", "top_drawer", "bottom_drawer")}}
"""Height of the point by which a place is pointed at."""
