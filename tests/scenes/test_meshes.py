"""Procedural meshes: sizes, closed normals, saving and what each kind is made of."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from scenes import labels
from scenes.catalogue import kinds
from scenes.fixtures import visual
from scenes.meshes import Mesh
from scenes.shapes import body_of


def test_a_box_and_a_lathe_have_the_size_asked_for() -> None:
    low, high = Mesh().box((0.1, 0.2, 0.3), (0, 0, 0.15), (255, 0, 0)).extent_m
    assert np.allclose(high - low, (0.1, 0.2, 0.3)) and np.allclose(low[2], 0)
    low, high = Mesh().lathe([(0.03, 0), (0.03, 0.1)], (0, 255, 0), sides=16).extent_m
    assert np.allclose(high - low, (0.06, 0.06, 0.1), atol=1e-6)


def points_and_normals(path: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rows: dict[str, list[list[float]]] = {"v": [], "vn": [], "f": []}
    for line in path.read_text().splitlines():
        name, *values = line.split()
        if name in ("v", "vn"):
            rows[name].append([float(value) for value in values])
        elif name == "f":
            rows["f"].append([float(value.split("/")[0]) - 1 for value in values])
    return np.array(rows["v"]), np.array(rows["vn"]), np.array(rows["f"], int)


@pytest.mark.parametrize("mesh", [
    Mesh().lathe([(0.0, 0), (0.03, 0), (0.03, 0.1), (0.0, 0.1)], (9, 9, 9)),
    Mesh().box((0.1, 0.2, 0.3), (0, 0, 0), (9, 9, 9), yaw_rad=0.4),
    Mesh().tube([(-0.1, 0, 0), (0, 0.02, 0), (0.1, 0, 0)], (0.01, 0.02, 0.01), (9, 9, 9))],
                         ids=["lathe", "box", "tube"])
def test_triangles_and_normals_face_outwards(mesh: Mesh) -> None:
    points, normals, faces = points_and_normals(mesh.save("test"))
    corners = points[faces]
    across = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    assert (np.sum(across * normals[faces].mean(axis=1), axis=1) > 0).mean() > 0.97
    # The volume a closed surface encloses is positive when its triangles face outwards.
    assert np.sum(corners[:, 0] * np.cross(corners[:, 1], corners[:, 2])) > 0


def test_saving_twice_gives_the_same_file_and_other_content_another() -> None:
    first = Mesh().box((0.1, 0.1, 0.1), (0, 0, 0), (1, 2, 3)).save("test")
    assert first == Mesh().box((0.1, 0.1, 0.1), (0, 0, 0), (1, 2, 3)).save("test")
    assert first != Mesh().box((0.1, 0.1, 0.1), (0, 0, 0), (3, 2, 1)).save("test")
    assert (first.parent / "skin.png").exists()


@pytest.mark.parametrize("kind", list(kinds()))
def test_every_kind_has_a_body_as_large_as_the_catalogue_says(kind: str) -> None:
    body, size = body_of(kind), np.array(kinds()[kind].size_m)
    points, _, faces = points_and_normals(body.mesh)
    extent = points.max(axis=0) - points.min(axis=0)
    # A handle or a stalk may stick out of the box by which a thing is gripped, but never far.
    assert (extent < size + 0.026).all() and (extent > size - 0.012).all()
    assert len(faces) <= 320
    assert (body.mass_kg > 0) == kinds()[kind].graspable
    lowest = min(solid.centre_m[2] - solid.half_m[2] for solid in body.solids)
    assert lowest == pytest.approx(-size[2] / 2, abs=0.0015)


def test_drinks_and_bags_wear_different_colours() -> None:
    bags = [labels.bag(key) for key, kind in kinds().items() if "chips" in kind.categories]
    pictures = [labels.coke(), labels.pepsi(), labels.sprite(), labels.orange_soda(), labels.redbull(), *bags]
    means = [np.asarray(picture.resize((1, 1), Image.Resampling.BOX), float).ravel() for picture in pictures]
    for index, one in enumerate(means):
        for other in means[index + 1:]:
            assert np.linalg.norm(one - other) > 30


def test_a_mesh_that_was_deleted_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="gone.obj was deleted"):
        visual(str(tmp_path / "gone.obj"), client=0)
