"""Where the fixed things of the kitchen stand and what counts as being in or on each place.

Pure geometry, without a simulator: metres, robot base frame.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenes.types import FloatArray

COUNTER_LOW_M = (-0.42, -1.0)
COUNTER_HIGH_M = (0.735, 1.0)
AREA_LOW_M = (0.34, -0.13)
AREA_HIGH_M = (0.60, 0.275)
"""Where things are put down at the start; every box of a thing lies inside."""
DRAWER_TRAVEL_M = 0.18
CABINET_LOW_M = (0.15, -0.645, 0.0)
CABINET_HIGH_M = (0.36, -0.44, 0.305)
DRAWER_FLOOR_M = {"top_drawer": 0.158, "bottom_drawer": 0.008}
"""Far enough apart that a bottle stands in either drawer while it closes."""
DRAWER_HALF_M = (0.094, 0.09)
"""Inner half extents of a drawer along x and y."""
DRAWER_WALL_M = 0.045
DRAWER_FRONT_M = 0.075
"""Height of a drawer's front: low enough for the palm to pass over it."""
DRAWER_CENTRE_M = (0.255, -0.538)
"""Middle of both drawers' inside when closed."""
KNOB_OUT_M = {"top_drawer": 0.04, "bottom_drawer": 0.085}
"""How far the knob stands in front of the drawer's face."""
KNOB_HALF_M = (0.008, 0.008, 0.028)
KNOB_ABOVE_FLOOR_M = 0.06
"""Height of the knob's centre above the drawer's floor."""


@dataclass(frozen=True)
class Region:
    """Where a thing's centre lies when it is in or on a place: an upright box, metres.

    ``low_m[2]`` is the surface a thing comes to stand on.
    """

    low_m: tuple[float, float, float]
    high_m: tuple[float, float, float]

    @property
    def centre_m(self) -> FloatArray:
        """Middle of the surface."""
        return np.array([(self.low_m[0] + self.high_m[0]) / 2, (self.low_m[1] + self.high_m[1]) / 2,
                         self.low_m[2]])

    def contains(self, point_m: FloatArray) -> bool:
        return all(low - (0.004 if axis == 2 else 0.0) <= value <= high for axis, (low, value, high)
                   in enumerate(zip(self.low_m, point_m, self.high_m, strict=True)))

    def shifted(self, dy_m: float) -> Region:
        return Region((self.low_m[0], self.low_m[1] + dy_m, self.low_m[2]),
                      (self.high_m[0], self.high_m[1] + dy_m, self.high_m[2]))


def region(x: float, y: float, half_x: float, half_y: float, floor: float, height: float) -> Region:
    """The box over a rectangle around (x, y), from ``floor`` up."""
    return Region((x - half_x, y - half_y, floor), (x + half_x, y + half_y, floor + height))


BIN_HALF_M, BIN_HEIGHT_M, BIN_WALL_M = 0.063, 0.075, 0.005
BINS_M: dict[str, tuple[float, float]] = {"landfill": (0.22, 0.385), "recycling": (0.38, 0.385),
                                          "compost": (0.54, 0.385)}
TRAY_M, TRAY_HALF_M, TRAY_RIM_M = (0.679, 0.105), (0.051, 0.085), 0.012
SINK_M, SINK_HALF_M, SINK_RIM_M = (0.455, -0.235), (0.085, 0.07), 0.022
MICROWAVE_M, MICROWAVE_HALF_M, MICROWAVE_HEIGHT_M = (0.545, -0.435), (0.09, 0.085), 0.085
COOKTOP_M, COOKTOP_HALF_M, COOKTOP_HEIGHT_M = (0.235, 0.21), (0.085, 0.085), 0.008
EDGE_M, EDGE_HALF_M = (0.690, -0.13), (0.045, 0.09)

REGIONS: dict[str, Region] = {
    "tray": region(*TRAY_M, TRAY_HALF_M[0], TRAY_HALF_M[1], 0.004, 0.12),
    **{name: region(x, y, BIN_HALF_M - 0.003, BIN_HALF_M - 0.003, 0.004, 0.10)
       for name, (x, y) in BINS_M.items()},
    "top_drawer": region(*DRAWER_CENTRE_M, *DRAWER_HALF_M, DRAWER_FLOOR_M["top_drawer"], 0.12),
    "bottom_drawer": region(*DRAWER_CENTRE_M, *DRAWER_HALF_M, DRAWER_FLOOR_M["bottom_drawer"], 0.12),
    "microwave": region(*MICROWAVE_M, MICROWAVE_HALF_M[0], MICROWAVE_HALF_M[1], 0.006, 0.12),
    "cooktop": region(*COOKTOP_M, *COOKTOP_HALF_M, COOKTOP_HEIGHT_M, 0.12),
    "sink": region(*SINK_M, *SINK_HALF_M, 0.003, 0.12),
    "edge": region(*EDGE_M, *EDGE_HALF_M, 0.0, 0.12),
}
"""Drawers as they are when closed; shift them along y by how far they are open."""

OPENING_M: dict[str, float] = {**dict.fromkeys(BINS_M, BIN_HEIGHT_M), "top_drawer": 0.20, "bottom_drawer": 0.05,
                               "microwave": MICROWAVE_HEIGHT_M, "cooktop": COOKTOP_HEIGHT_M,
                               "sink": SINK_RIM_M, "tray": 0.006, "edge": 0.0}
"""Height of the point by which a place is pointed at: the middle of its opening or surface."""
