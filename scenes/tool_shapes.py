"""Tools, a phone, a rock and sponges. Lengths in metres, origin in the middle of the box."""

from __future__ import annotations

import math

import numpy as np

from scenes import labels
from scenes.meshes import Mesh
from scenes.solids import Made, Solid, Vector, box


def hammer(kind: str, size: Vector) -> Made:
    end = size[0] / 2
    mesh = Mesh().tube([(-end, 0, 0), (-0.2 * end, 0, 0), (0.75 * end, 0, 0)], (0.011, 0.010, 0.008),
                       (190, 130, 66), sides=8)
    mesh.tube([(-end, 0, 0), (-0.98 * end, 0, 0), (-0.1 * end, 0, 0)], (0.0, 0.0135, 0.0125), (30, 30, 32),
              sides=8)
    x = end - 0.015
    mesh.box((0.028, 0.05, 0.028), (x, 0.008, 0), (66, 70, 78))
    mesh.tube([(x, -0.016, 0), (x, -0.02, 0), (x, -0.04, 0)], (0.010, 0.015, 0.015), (150, 154, 162), sides=10)
    mesh.tube([(x, -0.0399, 0), (x, -0.04, 0)], (0.015, 0.0), (186, 190, 196), sides=10)
    mesh.box((0.014, 0.014, 0.012), (x, 0.034, 0.002), (120, 124, 132))
    solids = [Solid("box", (0.77 * end, 0.0125, 0.0125), (-0.22 * end, 0, -0.0025)),
              Solid("box", (0.014, 0.04, 0.015), (x, 0, 0))]
    return mesh, solids, 0.2, 0.0


def screwdriver(kind: str, size: Vector) -> Made:
    end = size[0] / 2
    mesh = Mesh().tube([(-end, 0, 0), (-0.96 * end, 0, 0), (-0.5 * end, 0, 0), (0.02 * end, 0, 0),
                        (0.2 * end, 0, 0), (0.24 * end, 0, 0)], (0.0, 0.0135, 0.015, 0.0135, 0.014, 0.006), (255, 116, 0), sides=8)
    mesh.tube([(-0.30 * end, 0, 0), (-0.2 * end, 0, 0), (-0.1 * end, 0, 0)], (0.0149, 0.0152, 0.0146),
              (30, 30, 34), sides=8)
    mesh.tube([(0.2 * end, 0, -0.002), (0.9 * end, 0, -0.006)], (0.0038, 0.0038), (190, 194, 200), sides=6)
    mesh.box((0.012, 0.009, 0.003), (0.93 * end, 0, -0.007), (150, 154, 160))
    solids = [Solid("box", (0.61 * end, 0.0125, 0.015), (-0.38 * end, 0, 0)),
              Solid("box", (0.39 * end, 0.004, 0.005), (0.61 * end, 0, -0.006))]
    return mesh, solids, 0.08, 0.0


def scissors(kind: str, size: Vector) -> Made:
    end, z = size[0] / 2, -0.0025
    mesh = Mesh()
    for side in (-1, 1):
        ring = np.linspace(0, 2 * math.pi, 11)
        mesh.tube([(-0.66 * end + 0.026 * math.cos(a), side * 0.019 + 0.0145 * math.sin(a), z) for a in ring],
                  [0.0055] * 11, (126, 44, 156), sides=6)
        blade = np.array([[[-0.2 * end, side * 0.011, 0.004], [-0.14 * end, -side * 0.006, 0.004]],
                          [[end, -side * 0.013, 0.004], [0.8 * end, -side * 0.022, 0.004]]])
        for sheet in (blade, blade[::-1]):
            mesh.grid(sheet, (206, 210, 216))
        mesh.tube([(-0.4 * end, side * 0.012, z), (-0.1 * end, 0, z)], (0.006, 0.006), (126, 44, 156), sides=6)
    mesh.tube([(-0.02 * end, 0, 0), (-0.02 * end, 0, 0.009)], (0.006, 0.0055), (90, 94, 100), sides=8)
    solids = [Solid("box", (0.95 * end, 0.010, 0.008)), Solid("box", (0.026, 0.032, 0.008), (-0.66 * end, 0, 0))]
    return mesh, solids, 0.07, 0.0


def spoon(kind: str, size: Vector) -> Made:
    end, metal = size[0] / 2, (200, 204, 212)
    mesh = Mesh().tube([(-end, 0, -0.001), (-0.9 * end, 0, 0.0), (-0.2 * end, 0, 0.001), (0.42 * end, 0, -0.003)],
                       (0.007, 0.0075, 0.0048, 0.004), metal, sides=6)
    u, v = np.meshgrid(np.linspace(0, 2 * math.pi, 13), np.array([0.0, 0.55, 1.0]), indexing="ij")
    hollow = np.stack([0.66 * end + 0.027 * v * np.cos(u), size[1] / 2 * v * np.sin(u),
                       0.011 * v**2 - 0.005], axis=-1)
    mesh.grid(hollow, (170, 175, 184))
    mesh.grid(np.swapaxes(hollow, 0, 1) - np.array([0, 0, 0.002]), metal)
    solids = [Solid("box", (0.72 * end, 0.006, 0.008), (-0.28 * end, 0, 0)),
              Solid("box", (0.024, 0.014, 0.008), (0.66 * end, 0, 0))]
    return mesh, solids, 0.06, 0.0


def phone(kind: str, size: Vector) -> Made:
    mesh = Mesh().box(size, (0, 0, 0), labels.phone(), faces="+z")
    mesh.box(size, (0, 0, 0), (24, 24, 28), faces="+x-x+y-y")
    return mesh, box(size), 0.12, 0.0


def rock(kind: str, size: Vector) -> Made:
    rng = np.random.default_rng(11)
    theta, phi = np.meshgrid(np.linspace(0, 2 * math.pi, 12), np.linspace(-math.pi / 2, math.pi / 2, 7))
    bumps = 1 + 0.13 * rng.normal(size=theta.shape)
    bumps[:, -1] = bumps[:, 0]
    bumps[0], bumps[-1] = bumps[0, 0], bumps[-1, 0]
    points = np.stack([np.cos(theta) * np.cos(phi), np.sin(theta) * np.cos(phi), np.sin(phi)], axis=-1)
    points = np.clip(points * bumps[..., None], -1, 1) * np.array(size) / 2
    points[..., 2] = np.maximum(points[..., 2], -0.8 * size[2] / 2)
    points[..., 2] = (points[..., 2] + 0.8 * size[2] / 2) / 1.8 * 2 - size[2] / 2
    mesh = Mesh().grid(points, labels.speckle((132, 130, 126), 34, 12))
    solids = [Solid("box", (0.40 * size[0], 0.36 * size[1], 0.5 * size[2])),
              Solid("box", (0.36 * size[0], 0.47 * size[1], 0.3 * size[2])),
              Solid("box", (0.48 * size[0], 0.30 * size[1], 0.3 * size[2]))]
    return mesh, solids, 0.22, 0.0


def sponge(kind: str, size: Vector) -> Made:
    if kind == "clean_sponge":
        foam, scour, top = labels.clean_sponge(), (40, 160, 70), (255, 222, 50)
    else:
        foam, scour, top = labels.dirty_sponge(), (66, 74, 40), (150, 112, 60)
    low = (size[0], size[1], size[2] * 0.3)
    mesh = Mesh().box((size[0], size[1], size[2] * 0.7), (0, 0, size[2] * 0.15), foam, faces="+z")
    mesh.box((size[0], size[1], size[2] * 0.7), (0, 0, size[2] * 0.15),
             foam if kind == "dirty_sponge" else top, faces="+x-x+y-y")
    mesh.box(low, (0, 0, -size[2] * 0.35), scour, faces="+x-x+y-y")
    return mesh, box(size), 0.04, 0.0
