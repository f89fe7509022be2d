"""The bench's own places as the simulator builds them, and its surfaces. Lengths in metres."""

from __future__ import annotations

from functools import cache

from PIL import Image

from scenes import layout
from scenes.bench import labels
from scenes.bench import layout as bench
from scenes.labels import Colour, sign
from scenes.meshes import Mesh
from scenes.randomisation import Look
from scenes.solids import Solid
from scenes.tubs import Placed, bin_mesh, open_box, tray_mesh, tub

_BINS: dict[str, tuple[str, Colour, str]] = {"scrap": ("METAL", (112, 120, 132), "loop"),
                                             "ewaste": ("E-WASTE", (232, 120, 20), "can"),
                                             "waste": ("WASTE", (44, 44, 48), "can")}
_BOXES: dict[str, tuple[Colour, Colour]] = {"red_box": ((206, 30, 36), (150, 18, 24)),
                                            "blue_box": ((30, 84, 206), (16, 52, 150))}


def places() -> tuple[Placed, ...]:
    """The bench's own places, the drawers apart."""
    half = layout.BIN_HALF_M
    bins = [(name, at, bin_mesh(name, *_BINS[name]), open_box(half, half, layout.BIN_HEIGHT_M, layout.BIN_WALL_M))
            for name, at in bench.BINS_M.items()]
    boxes = [(name, at, _box_mesh(name), open_box(*bench.BOX_HALF_M, bench.BOX_HEIGHT_M, bench.BOX_WALL_M))
             for name, at in bench.BOXES_M.items()]
    low = bench.REWORK_HEIGHT_M / 2
    return (
        *bins,
        ("tray", layout.TRAY_M, tray_mesh(), open_box(*layout.TRAY_HALF_M, layout.TRAY_RIM_M, 0.004)),
        ("oil_bath", bench.OIL_M, _oil_mesh(), open_box(*bench.OIL_HALF_M, bench.OIL_HEIGHT_M, 0.006)),
        ("rework", bench.REWORK_M, _rework_mesh(), [Solid("box", (*bench.REWORK_HALF_M, low), (0, 0, low))]),
        *boxes,
        ("kit_box", bench.KIT_M, _kit_mesh(), open_box(*bench.KIT_HALF_M, bench.KIT_RIM_M, bench.KIT_WALL_M)))


def surfaces(look: Look) -> tuple[Image.Image, Image.Image]:
    """What the wall behind and the front below the bench wear."""
    return labels.pegboard(look.wall, look.grout), labels.tool_chest()


@cache
def _box_mesh(name: str) -> str:
    outside, inside = _BOXES[name]
    half_x, half_y = bench.BOX_HALF_M
    mesh = tub(Mesh(), half_x, half_y, bench.BOX_HEIGHT_M, bench.BOX_WALL_M, outside, inside)
    # A label holder on the near side, as storage boxes have.
    mesh.box((0.002, 0.05, 0.02), (half_x + bench.BOX_WALL_M + 0.001, 0, 0.024), (244, 244, 240), faces="+x+z")
    return str(mesh.save(name))


@cache
def _oil_mesh() -> str:
    half_x, half_y = bench.OIL_HALF_M
    mesh = tub(Mesh(), half_x, half_y, bench.OIL_HEIGHT_M, 0.006, (150, 156, 166), (104, 110, 118))
    mesh.box((2 * half_x, 2 * half_y, 0.001), (0, 0, bench.OIL_LEVEL_M), labels.oil(), faces="+z")
    mesh.box((0.001, 0.12, 0.036), (half_x + 0.0068, 0, 0.034), sign("OIL", (246, 206, 40), (30, 26, 10)), faces="+x")
    return str(mesh.save("oil_bath"))


@cache
def _rework_mesh() -> str:
    (half_x, half_y), height = bench.REWORK_HALF_M, bench.REWORK_HEIGHT_M
    mesh = Mesh().box((2 * half_x, 2 * half_y, height), (0, 0, height / 2), labels.rework_mat(), faces="+z")
    mesh.box((2 * half_x, 2 * half_y, height), (0, 0, height / 2), (92, 34, 120), faces="+x-x+y-y")
    return str(mesh.save("rework"))


@cache
def _kit_mesh() -> str:
    half_x, half_y = bench.KIT_HALF_M
    mesh = tub(Mesh(), half_x, half_y, bench.KIT_RIM_M, bench.KIT_WALL_M, (226, 178, 20), (196, 150, 14))
    mesh.box((2 * half_x, 2 * half_y, 0.001), (0, 0, 0.0045), labels.kit_floor(), faces="+z")
    return str(mesh.save("kit_box"))
