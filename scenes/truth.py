"""Where things really are. Only the demonstrator, the case generator and the scorers may ask for it."""

from __future__ import annotations

from dataclasses import dataclass

from scenes.referring import Referent
from scenes.types import Pose

VISIBLE_PIXELS = 60
"""With fewer pixels in the front camera a thing does not count as visible."""
FIRST_PLACE_KEY = 100


@dataclass(frozen=True)
class TrueThing:
    """A thing on the counter. ``u, v`` is the image of its centre; ``width, height`` its box in the image."""

    key: int
    kind: str
    pose: Pose
    visible_pixels: int
    u: float
    v: float
    width: float
    height: float
    inside: str | int | None
    """The place it is in or on, or the key of the bowl or plate that holds it, or None on bare counter."""
    held: bool
    """Both fingers touch it."""


@dataclass(frozen=True)
class TruePlace:
    """A place. ``pose`` is the middle of the surface things come to stand on, ``u, v`` the image of the
    middle of its opening; both move with a drawer."""

    key: int
    name: str
    pose: Pose
    u: float
    v: float
    width: float
    height: float
    visible_pixels: int
    is_open: bool | None
    """Drawers only."""


@dataclass(frozen=True)
class Truth:
    """Everything on the counter at one moment."""

    things: tuple[TrueThing, ...]
    places: tuple[TruePlace, ...]

    def referents(self) -> tuple[Referent, ...]:
        """What words can refer to: the visible things and all places."""
        things = [Referent(thing.key, thing.kind, thing.u, thing.v, False) for thing in self.things
                  if thing.visible_pixels >= VISIBLE_PIXELS]
        return (*things, *(Referent(place.key, place.name, place.u, place.v, True, place.is_open)
                           for place in self.places))

    def thing(self, key: int) -> TrueThing:
        """The thing with this key.

        Raises:
            KeyError: there is none.
        """
        for thing in self.things:
            if thing.key == key:
                return thing
        raise KeyError(f"no thing has the key {key}")

    def place(self, name_or_key: str | int) -> TruePlace:
        """The place with this name or key.

        Raises:
            KeyError: there is none.
        """
        for place in self.places:
            if name_or_key in (place.name, place.key):
                return place
        raise KeyError(f"no place is called {name_or_key!r}")
