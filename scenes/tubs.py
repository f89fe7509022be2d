"""Open boxes and what they look like: bins, trays and tubs, of which every world has some. Metres."""

from __future__ import annotations

from functools import cache

from scenes import labels, layout
from scenes.meshes import Mesh
from scenes.solids import Solid

Placed = tuple[str, tuple[float, float], str, list[Solid]]
"""A place by name: where its middle stands, its mesh, and what it collides as."""
SIGN_M = 0.042


def open_box(half_x: float, half_y: float, height: float, wall: float) -> list[Solid]:
    """Floor and four walls standing outside of an inner space of the given half extents."""
    h = height / 2
    return [Solid("box", (half_x + wall, half_y + wall, 0.002), (0, 0, 0.002)),
            *(Solid("box", (wall / 2, half_y + wall, h), (sign * (half_x + wall / 2), 0, h)) for sign in (-1, 1)),
            *(Solid("box", (half_x + wall, wall / 2, h), (0, sign * (half_y + wall / 2), h)) for sign in (-1, 1))]


def tub(mesh: Mesh, half_x: float, half_y: float, height: float, wall: float, outside: labels.Colour,
         inside: labels.Colour, floor: float = 0.004) -> Mesh:
    """What ``open_box`` looks like."""
    for sign in (-1, 1):
        far, near = ("+x", "-x") if sign > 0 else ("-x", "+x")
        size = (wall, 2 * (half_y + wall), height)
        mesh.box(size, (sign * (half_x + wall / 2), 0, height / 2), outside, faces=far)
        mesh.box(size, (sign * (half_x + wall / 2), 0, height / 2), inside, faces=near)
        mesh.box(size, (sign * (half_x + wall / 2), 0, height / 2), outside, faces="+z")
        far, near = ("+y", "-y") if sign > 0 else ("-y", "+y")
        size = (2 * (half_x + wall), wall, height)
        mesh.box(size, (0, sign * (half_y + wall / 2), height / 2), outside, faces=far)
        mesh.box(size, (0, sign * (half_y + wall / 2), height / 2), inside, faces=near)
        mesh.box(size, (0, sign * (half_y + wall / 2), height / 2), outside, faces="+z")
    return mesh.box((2 * half_x, 2 * half_y, 0.001), (0, 0, floor), inside, faces="+z")


def bin_mesh(name: str, said: str, colour: labels.Colour, symbol: str) -> str:
    """A bin of ``layout``'s size with a sign that stands up from its far wall."""
    half, height, wall = layout.BIN_HALF_M, layout.BIN_HEIGHT_M, layout.BIN_WALL_M
    dark = (int(colour[0] * 0.6), int(colour[1] * 0.6), int(colour[2] * 0.6))
    mesh = tub(Mesh(), half, half, height, wall, colour, dark)
    # The sign stands up from the far wall, where the bin in front does not hide it.
    mesh.box((0.003, 2 * half + 2 * wall, SIGN_M), (-half - wall / 2, 0, height + SIGN_M / 2),
             labels.bin_sign(said, colour, symbol), faces="+x")
    mesh.box((0.003, 2 * half + 2 * wall, SIGN_M), (-half - wall / 2, 0, height + SIGN_M / 2), colour,
             faces="-x+z+y-y")
    return str(mesh.save(name))


@cache
def tray_mesh() -> str:
    half_x, half_y = layout.TRAY_HALF_M
    mesh = tub(Mesh(), half_x, half_y, layout.TRAY_RIM_M, 0.004, (150, 100, 52), (170, 120, 66))
    mesh.box((2 * half_x, 2 * half_y, 0.001), (0, 0, 0.0045), labels.tray(), faces="+z")
    return str(mesh.save("tray"))
