"""The fixed part of a scene: what every world has (counter, wall, the two drawers), and the kitchen's places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pybullet

from scenes import labels, layout
from scenes.bench import fixtures as bench
from scenes.meshes import Mesh, cache_folder
from scenes.randomisation import Look
from scenes.solids import Solid
from scenes.tubs import Placed, bin_mesh, open_box, tray_mesh, tub

DRAWER_FRICTION_N = 3.0
"""Enough for a drawer to stay where it is left, little enough for two fingers to slide it."""
DRAWERS = ("top_drawer", "bottom_drawer")


@dataclass
class Fixtures:
    """Body ids of what was built: place name -> (body, link); link -1 is the body itself."""

    cabinet: int
    bodies: dict[str, tuple[int, int]] = field(default_factory=dict)


def collision(solids: Sequence[Solid], client: int) -> int:
    """One collision shape out of primitives; -1 for none.

    Raises:
        ValueError: more than 16 solids, of which PyBullet would silently drop the rest.
    """
    if not solids:
        return -1
    if len(solids) > 16:
        raise ValueError(f"a body collides as at most 16 solids, not {len(solids)}")
    shape = {"box": pybullet.GEOM_BOX, "cylinder": pybullet.GEOM_CYLINDER, "sphere": pybullet.GEOM_SPHERE}
    return int(pybullet.createCollisionShapeArray(
        shapeTypes=[shape[s.shape] for s in solids], halfExtents=[s.half_m for s in solids],
        radii=[s.half_m[0] for s in solids], lengths=[2 * s.half_m[2] for s in solids],
        collisionFramePositions=[s.centre_m for s in solids],
        collisionFrameOrientations=[pybullet.getQuaternionFromEuler((0, 0, s.yaw_rad)) for s in solids],
        physicsClientId=client))


def visual(path: str, client: int) -> int:
    """A visual shape from an OBJ file; its texture comes with it.

    Raises:
        FileNotFoundError: a cleaner of temporary folders took the file away since it was written.
    """
    if not Path(path).exists():
        raise FileNotFoundError(f"{path} was deleted while in use; start again")
    return int(pybullet.createVisualShape(pybullet.GEOM_MESH, fileName=path, physicsClientId=client))


def build(look: Look, client: int) -> Fixtures:
    """Put the fixed things into a simulation."""
    # Every scene's room is its own: kept, thousands of them would fill the temporary folder.
    with TemporaryDirectory(prefix="room-", dir=cache_folder()) as folder:
        _static(_room(look, Path(folder)), _room_solids(), (0, 0, 0), client)
    fixtures = Fixtures(_cabinet(client))
    for link, name in enumerate(DRAWERS):
        fixtures.bodies[name] = (fixtures.cabinet, link)
    for name, (x, y), mesh, solids in places(look.bins) if look.world != "bench" else bench.places():
        fixtures.bodies[name] = (_static(mesh, solids, (x, y, 0), client), -1)
    return fixtures


def places(order: Sequence[str] = tuple(layout.BINS_M)) -> tuple[Placed, ...]:
    """The kitchen's own places, the drawers apart; the bins in this order from the wall to the user."""
    half = layout.BIN_HALF_M
    bins = [(name, at, _bin_mesh(name), open_box(half, half, layout.BIN_HEIGHT_M, layout.BIN_WALL_M))
            for name, at in zip(order, layout.BINS_M.values(), strict=True)]
    return (
        *bins,
        ("tray", layout.TRAY_M, tray_mesh(), open_box(*layout.TRAY_HALF_M, layout.TRAY_RIM_M, 0.004)),
        ("sink", layout.SINK_M, _sink_mesh(), open_box(*layout.SINK_HALF_M, layout.SINK_RIM_M, 0.005)),
        ("microwave", layout.MICROWAVE_M, _microwave_mesh(),
         open_box(*layout.MICROWAVE_HALF_M, layout.MICROWAVE_HEIGHT_M, 0.006)),
        ("cooktop", layout.COOKTOP_M, _cooktop_mesh(),
         [Solid("box", (*layout.COOKTOP_HALF_M, layout.COOKTOP_HEIGHT_M / 2), (0, 0, layout.COOKTOP_HEIGHT_M / 2))]),
        ("edge", layout.EDGE_M, _edge_mesh(), []))


@cache
def _bin_mesh(name: str) -> str:
    colour = {"landfill": (44, 44, 48), "recycling": (24, 96, 200), "compost": (36, 140, 60)}[name]
    symbol = {"landfill": "can", "recycling": "loop", "compost": "leaf"}[name]
    return bin_mesh(name, name.upper(), colour, symbol)


def _static(path: str, solids: Sequence[Solid], position: Sequence[float], client: int) -> int:
    body = int(pybullet.createMultiBody(0, collision(solids, client), visual(path, client), position,
                                        physicsClientId=client))
    pybullet.changeDynamics(body, -1, lateralFriction=0.8, restitution=0.0, physicsClientId=client)
    return body


def _room_solids() -> list[Solid]:
    (x0, y0), (x1, y1) = layout.COUNTER_LOW_M, layout.COUNTER_HIGH_M
    return [Solid("box", ((x1 - x0) / 2, (y1 - y0) / 2, 0.02), ((x0 + x1) / 2, (y0 + y1) / 2, -0.02)),
            Solid("box", (3.0, 3.0, 0.05), (0, 0, -0.95))]


def _room(look: Look, folder: Path) -> str:
    (x0, y0), (x1, y1) = layout.COUNTER_LOW_M, layout.COUNTER_HIGH_M
    mesh = Mesh()
    top = labels.speckle(look.counter, look.counter_grain, look.texture_seed, (128, 128))
    wall, front = ((labels.tiles(look.wall, look.grout), labels.doors()) if look.world != "bench"
                   else bench.surfaces(look))
    edge = look.counter
    if look.room is not None:
        top, wall, front = look.room.surfaces(wall, front)
        edge = look.room.top.one
        look.room.furnish(mesh)
    mesh.box((x1 - x0, y1 - y0, 0.04), ((x0 + x1) / 2, (y0 + y1) / 2, -0.02), top, faces="+z")
    mesh.box((x1 - x0, y1 - y0, 0.04), ((x0 + x1) / 2, (y0 + y1) / 2, -0.02),
             tuple(int(0.7 * c) for c in edge), faces="+x")  # type: ignore[arg-type]
    for index in range(4):
        mesh.box((0.02, 0.5, 0.6), (x0 - 0.01, -0.75 + 0.5 * index, 0.3), wall, faces="+x")
    mesh.box((0.01, y1 - y0, 0.6), (x1 - 0.03, (y0 + y1) / 2, -0.34), front, faces="+x")
    for extra in look.distractors:
        mesh.box(extra.size_m, (extra.x_m, extra.y_m, extra.size_m[2] / 2), extra.colour, yaw_rad=extra.yaw_rad)
    return str(mesh.save("room", folder))


@cache
def _sink_mesh() -> str:
    half_x, half_y = layout.SINK_HALF_M
    mesh = tub(Mesh(), half_x, half_y, layout.SINK_RIM_M, 0.005, (176, 182, 190), (140, 148, 158), 0.0045)
    mesh.lathe([(0.018, 0.0052), (0.0, 0.0056)], (60, 64, 70), sides=12)
    # The tap stands behind the basin, out of the hand's way.
    x = -half_x - 0.016
    mesh.tube([(x, 0, 0), (x, 0, 0.03), (x, 0, 0.05)], (0.008, 0.007, 0.007), (204, 208, 214))
    mesh.tube([(x, 0, 0.048), (x + 0.03, 0, 0.054), (x + 0.05, 0, 0.046)], (0.006, 0.006, 0.006), (204, 208, 214))
    return str(mesh.save("sink"))


@cache
def _microwave_mesh() -> str:
    half_x, half_y = layout.MICROWAVE_HALF_M
    height = layout.MICROWAVE_HEIGHT_M
    mesh = tub(Mesh(), half_x, half_y, height, 0.006, (226, 228, 232), (92, 96, 104), 0.0045)
    mesh.lathe([(0.07, 0.0055), (0.0, 0.0056)], (150, 176, 190), sides=20)
    front = half_x + 0.007
    mesh.box((0.001, 0.115, 0.06), (front, -0.026, 0.043), (30, 34, 40), faces="+x")
    mesh.box((0.001, 0.036, 0.016), (front, 0.06, 0.064), labels.sign("12:00", (10, 30, 20), (60, 255, 120)),
             faces="+x")
    for row in range(2):
        for column in range(3):
            mesh.box((0.001, 0.009, 0.009), (front, 0.048 + 0.012 * column, 0.022 + 0.016 * row),
                     (120, 124, 132), faces="+x")
    mesh.box((0.004, 0.006, 0.05), (front + 0.002, 0.034, 0.043), (170, 174, 180))
    return str(mesh.save("microwave"))


@cache
def _cooktop_mesh() -> str:
    half_x, half_y = layout.COOKTOP_HALF_M
    height = layout.COOKTOP_HEIGHT_M
    mesh = Mesh().box((2 * half_x, 2 * half_y, height), (0, 0, height / 2), labels.cooktop(), faces="+z")
    mesh.box((2 * half_x, 2 * half_y, height), (0, 0, height / 2), (120, 122, 128), faces="+x-x+y-y")
    return str(mesh.save("cooktop"))


@cache
def _edge_mesh() -> str:
    half_x, half_y = layout.EDGE_HALF_M
    mesh = Mesh().box((0.03, 2 * half_y, 0.001), (half_x - 0.015, 0, 0.0006), labels.hazard_strip(), faces="+z")
    mesh.box((0.004, 2 * half_y, 0.04), (half_x, 0, -0.02), labels.hazard_strip(), faces="+x")
    return str(mesh.save("edge"))


@cache
def _cabinet_mesh() -> str:
    low, high = np.array(layout.CABINET_LOW_M), np.array(layout.CABINET_HIGH_M)
    size, mesh = high - low, Mesh()
    wood, inner = labels.speckle((190, 138, 84), 14, 21), (70, 50, 34)
    centre = (low + high) / 2
    for sign in (-1, 1):
        x = centre[0] + sign * (size[0] / 2 - 0.003)
        far = "+x" if sign > 0 else "-x"
        mesh.box((0.006, size[1], size[2]), (x, centre[1], centre[2]), wood, faces=far)
        mesh.box((0.006, size[1], size[2]), (x, centre[1], centre[2]), inner, faces="-x+y" if sign > 0 else "+x+y")
    mesh.box((size[0], size[1], 0.006), (centre[0], centre[1], high[2] - 0.003), wood, faces="+z+y")
    mesh.box((size[0], 0.006, size[2]), (centre[0], low[1] + 0.003, centre[2]), inner, faces="+y")
    return str(mesh.save("cabinet"))


def _cabinet_solids() -> list[Solid]:
    low, high = np.array(layout.CABINET_LOW_M), np.array(layout.CABINET_HIGH_M)
    half, centre = (high - low) / 2, (low + high) / 2
    sides = [Solid("box", (0.003, half[1], half[2]), (centre[0] + sign * (half[0] - 0.003), centre[1], centre[2]))
             for sign in (-1, 1)]
    return [*sides, Solid("box", (half[0], half[1], 0.003), (centre[0], centre[1], high[2] - 0.003)),
            Solid("box", (half[0], 0.003, half[2]), (centre[0], low[1] + 0.003, centre[2]))]


def _drawer_solids(name: str) -> list[Solid]:
    """In the drawer's frame: the middle of its inner floor."""
    (half_x, half_y), wall = layout.DRAWER_HALF_M, layout.DRAWER_WALL_M
    front, out = layout.DRAWER_FRONT_M, layout.KNOB_OUT_M[name]
    face_y = half_y + 0.008
    stalk_z = layout.KNOB_ABOVE_FLOOR_M - layout.KNOB_HALF_M[2] - 0.004
    return [Solid("box", (half_x + 0.004, half_y + 0.004, 0.002), (0, 0, -0.002)),
            *(Solid("box", (0.002, half_y, wall / 2), (sign * (half_x + 0.002), 0, wall / 2)) for sign in (-1, 1)),
            Solid("box", (half_x, 0.002, wall / 2), (0, -half_y - 0.002, wall / 2)),
            Solid("box", (half_x + 0.006, 0.004, (front + 0.004) / 2), (0, half_y + 0.004, (front - 0.004) / 2)),
            Solid("box", (0.006, out / 2, 0.005), (0, face_y + out / 2, stalk_z)),
            Solid("box", layout.KNOB_HALF_M, (0, face_y + out, layout.KNOB_ABOVE_FLOOR_M))]


@cache
def _drawer_mesh(name: str) -> str:
    (half_x, half_y), wall = layout.DRAWER_HALF_M, layout.DRAWER_WALL_M
    front, out = layout.DRAWER_FRONT_M, layout.KNOB_OUT_M[name]
    face, inner = ((226, 190, 140), (236, 214, 180)) if name == "top_drawer" else ((150, 96, 56), (196, 160, 120))
    mesh = Mesh()
    mesh.box((2 * half_x, 2 * half_y, 0.001), (0, 0, 0), inner, faces="+z")
    for sign in (-1, 1):
        mesh.box((0.004, 2 * half_y, wall), (sign * (half_x + 0.002), 0, wall / 2), face, faces="+x-x+z")
    mesh.box((2 * half_x, 0.004, wall), (0, -half_y - 0.002, wall / 2), face, faces="+y+z")
    mesh.box((2 * half_x + 0.012, 0.008, front + 0.004), (0, half_y + 0.004, (front - 0.004) / 2), face,
             faces="+x-x-y+z")
    mesh.box((2 * half_x + 0.012, 0.008, front + 0.004), (0, half_y + 0.004, (front - 0.004) / 2),
             labels.sign(name.split("_")[0].upper(), face, (60, 34, 16)), faces="+y")
    face_y, stalk_z = half_y + 0.008, layout.KNOB_ABOVE_FLOOR_M - layout.KNOB_HALF_M[2] - 0.004
    mesh.box((0.012, out, 0.010), (0, face_y + out / 2, stalk_z), (140, 144, 150))
    mesh.box([2 * h for h in layout.KNOB_HALF_M], (0, face_y + out, layout.KNOB_ABOVE_FLOOR_M), (214, 60, 40))
    return str(mesh.save(name))


def _cabinet(client: int) -> int:
    x, y = layout.DRAWER_CENTRE_M
    body = int(pybullet.createMultiBody(
        0, collision(_cabinet_solids(), client), visual(_cabinet_mesh(), client), (0, 0, 0),
        linkMasses=[0.5, 0.5],
        linkCollisionShapeIndices=[collision(_drawer_solids(name), client) for name in DRAWERS],
        linkVisualShapeIndices=[visual(_drawer_mesh(name), client) for name in DRAWERS],
        linkPositions=[(x, y, layout.DRAWER_FLOOR_M[name]) for name in DRAWERS],
        linkOrientations=[(0, 0, 0, 1)] * 2, linkInertialFramePositions=[(0, 0, 0.01)] * 2,
        linkInertialFrameOrientations=[(0, 0, 0, 1)] * 2, linkParentIndices=[0, 0],
        linkJointTypes=[pybullet.JOINT_PRISMATIC] * 2, linkJointAxis=[(0, 1, 0)] * 2, physicsClientId=client))
    pybullet.changeDynamics(body, -1, lateralFriction=0.5, physicsClientId=client)
    for link in range(2):
        pybullet.changeDynamics(body, link, jointLowerLimit=0.0, jointUpperLimit=layout.DRAWER_TRAVEL_M,
                                lateralFriction=0.9, linearDamping=0.0, angularDamping=0.0,
                                physicsClientId=client)
        pybullet.setJointMotorControl2(body, link, pybullet.VELOCITY_CONTROL, targetVelocity=0,
                                       force=DRAWER_FRICTION_N, physicsClientId=client)
    return body
