"""The scene's cameras: matrices, rendering and projecting points into the front image."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pybullet
from numpy.typing import NDArray

from scenes.types import FloatArray, ImageArray, Pose


@dataclass(frozen=True)
class Camera:
    """A pinhole camera. ``view`` and ``projection`` are PyBullet's column-major 4 x 4 matrices."""

    width: int
    height: int
    view: tuple[float, ...]
    projection: tuple[float, ...]

    def project(self, point_m: FloatArray) -> tuple[float, float]:
        """Normalised image point (u, v) of a point in the base frame; outside [0, 1] when out of frame."""
        view = np.array(self.view).reshape(4, 4).T
        projection = np.array(self.projection).reshape(4, 4).T
        clip = projection @ view @ np.append(np.asarray(point_m, float), 1.0)
        return float((clip[0] / clip[3] + 1) / 2), float((1 - clip[1] / clip[3]) / 2)


@dataclass(frozen=True)
class Light:
    """One lamp: the direction towards it, its colour (0..1) and how matt surfaces answer."""

    direction: tuple[float, float, float] = (0.9, 0.5, 2.0)
    colour: tuple[float, float, float] = (1.0, 1.0, 1.0)
    ambient: float = 0.62
    diffuse: float = 0.42
    specular: float = 0.06


FRONT_SIZE = (384, 288)
WRIST_SIZE = (96, 96)


def front_camera(eye_m: FloatArray, target_m: FloatArray, field_of_view_deg: float) -> Camera:
    """On the user's side, looking back at the robot: image right is +y."""
    view = pybullet.computeViewMatrix(eye_m.tolist(), target_m.tolist(), [0, 0, 1])
    width, height = FRONT_SIZE
    projection = pybullet.computeProjectionMatrixFOV(field_of_view_deg, width / height, 0.1, 4.0)
    return Camera(width, height, tuple(view), tuple(projection))


def wrist_camera(pose: Pose) -> Camera:
    """Rides the hand: looks along the pose's z axis, its x axis is up in the image."""
    rotation = np.array(pybullet.getMatrixFromQuaternion(pose.orientation_xyzw.tolist())).reshape(3, 3)
    ahead = pose.position_m + rotation[:, 2]
    view = pybullet.computeViewMatrix(pose.position_m.tolist(), ahead.tolist(), rotation[:, 0].tolist())
    width, height = WRIST_SIZE
    return Camera(width, height, tuple(view),
                  tuple(pybullet.computeProjectionMatrixFOV(80.0, width / height, 0.01, 2.0)))


def photograph(camera: Camera, light: Light, client: int, shadow: bool = True) -> ImageArray:
    """uint8 (height, width, 3) RGB by the software renderer: the same bits on every machine."""
    pixels = pybullet.getCameraImage(
        camera.width, camera.height, camera.view, camera.projection, lightDirection=light.direction,
        lightColor=light.colour, lightDistance=3.0, shadow=int(shadow), lightAmbientCoeff=light.ambient,
        lightDiffuseCoeff=light.diffuse, lightSpecularCoeff=light.specular,
        renderer=pybullet.ER_TINY_RENDERER, flags=pybullet.ER_NO_SEGMENTATION_MASK, physicsClientId=client)[2]
    return np.asarray(pixels, np.uint8).reshape(camera.height, camera.width, 4)[..., :3].copy()


def segment(camera: Camera, client: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Which body and which link each pixel shows, both (height, width); -1 is background or the base.

    For the truth alone, never for an observation.
    """
    mask = pybullet.getCameraImage(
        camera.width, camera.height, camera.view, camera.projection, shadow=0,
        renderer=pybullet.ER_TINY_RENDERER, flags=pybullet.ER_SEGMENTATION_MASK_OBJECT_AND_LINKINDEX,
        physicsClientId=client)[4]
    values = np.asarray(mask, np.int64).reshape(camera.height, camera.width)
    body = np.where(values < 0, -1, values & ((1 << 24) - 1))
    link = np.where(values < 0, -1, (values >> 24) - 1)
    return body, link
