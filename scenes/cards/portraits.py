"""Synthetic portraits: faces drawn from a few features, of people who do not exist.

``PEOPLE`` have names and are enrolled by default; no frame for training shows them. ``STRANGERS`` are who the eye
learns faces from. Names are made up; that somebody somewhere has one of them says nothing about that person.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from PIL import Image, ImageDraw

from scenes.labels import Colour

SIZE_PX = (96, 112)
_OVER = 3
HAIR: dict[str, Colour] = {"black": (32, 28, 30), "blond": (240, 206, 96), "red": (196, 72, 28), "grey": (176, 178, 184),
                           "brown": (104, 62, 34)}
SKIN: dict[str, Colour] = {"light": (248, 214, 184), "tan": (214, 160, 116), "dark": (122, 78, 52)}
SHIRT: dict[str, Colour] = {"red": (206, 34, 44), "blue": (32, 86, 206), "green": (24, 150, 74), "yellow": (250, 206, 30),
                            "purple": (130, 54, 168), "white": (246, 246, 242)}
BACKDROP: Colour = (190, 212, 226)


@dataclass(frozen=True)
class Face:
    """What a face is drawn from."""

    hair: str
    skin: str
    shirt: str
    long_hair: bool
    glasses: bool = False
    beard: bool = False
    hat: bool = False

    def words(self) -> str:
        """What can be seen of it: the name the eye learns it by."""
        extras = [name for name, there in (("glasses", self.glasses), ("a beard", self.beard), ("a hat", self.hat))
                  if there]
        hair = f"{'long' if self.long_hair else 'short'} {self.hair} hair"
        seen = " and ".join([f"{self.skin} skin, {hair}, {self.shirt} shirt", *extras])
        return f"portrait of a person with {seen}"


@dataclass(frozen=True)
class Person:
    """A face with a name."""

    key: str
    name: str
    zh: str
    face: Face


PEOPLE: tuple[Person, ...] = (
    Person("person_mia", "Mia Lindqvist", "米娅", Face("blond", "light", "red", True)),
    Person("person_omar", "Omar Haddad", "奥马尔", Face("black", "tan", "green", False, beard=True)),
    Person("person_ines", "Ines Carvalho", "伊内丝", Face("brown", "tan", "yellow", True, glasses=True)),
    Person("person_jonas", "Jonas Weber", "约纳斯", Face("red", "light", "blue", False, glasses=True)),
    Person("person_amara", "Amara Okafor", "阿玛拉", Face("black", "dark", "purple", True)),
    Person("person_kenji", "Kenji Mori", "健二", Face("grey", "light", "white", False, hat=True)),
    Person("person_rosa", "Rosa Delgado", "罗莎", Face("red", "tan", "white", True, hat=True)),
    Person("person_tunde", "Tunde Bello", "通德", Face("grey", "dark", "yellow", False, beard=True)),
)


def _strangers() -> tuple[tuple[str, Face], ...]:
    """Every fifth of all combinations that are not of the people above, none of whom shares all features."""
    taken = {person.face for person in PEOPLE}
    found = [Face(hair, skin, shirt, long_hair, extra == "glasses", extra == "beard", extra == "hat")
             for hair, skin, shirt, long_hair, extra in
             product(HAIR, SKIN, SHIRT, (True, False), ("", "glasses", "hat", "beard"))
             if not (extra == "beard" and long_hair)]
    kept = [face for face in found if face not in taken]
    return tuple((f"face_{index:02d}", face) for index, face in enumerate(kept[2::13]))


STRANGERS: tuple[tuple[str, Face], ...] = _strangers()


def draw(face: Face) -> Image.Image:
    """A portrait, (112, 96) pixels, head and shoulders before a pale wall."""
    k = _OVER
    picture = Image.new("RGB", (SIZE_PX[0] * k, SIZE_PX[1] * k), BACKDROP)
    pen = ImageDraw.Draw(picture)

    def box(*edges: int) -> tuple[int, ...]:
        return tuple(edge * k for edge in edges)

    hair, skin, shirt = HAIR[face.hair], SKIN[face.skin], SHIRT[face.shirt]
    if face.long_hair:
        pen.rounded_rectangle(box(18, 14, 78, 96), 26 * k, hair)
    pen.rounded_rectangle(box(6, 86, 90, 130), 22 * k, shirt, (90, 90, 90), k)
    pen.rectangle(box(40, 74, 56, 92), skin)
    if not face.long_hair:
        pen.ellipse(box(22, 12, 74, 62), hair)
    pen.ellipse(box(26, 22, 70, 82), skin)
    pen.chord(box(24, 14, 72, 62), 188, 352, hair)
    if face.beard:
        pen.chord(box(26, 30, 70, 86), 12, 168, hair)
        pen.ellipse(box(38, 62, 58, 70), (170, 60, 60))
    else:
        pen.arc(box(38, 56, 58, 72), 20, 160, (170, 40, 50), 3 * k)
    for x in (38, 58):
        pen.ellipse(box(x - 3, 44, x + 3, 51), (20, 20, 24))
        if face.glasses:
            pen.ellipse(box(x - 9, 39, x + 9, 56), outline=(14, 14, 18), width=3 * k)
    if face.glasses:
        pen.line(box(46, 47, 50, 47), (14, 14, 18), 3 * k)
    if face.hat:
        pen.rectangle(box(26, 4, 70, 26), (24, 26, 60))
        pen.rectangle(box(12, 24, 84, 31), (24, 26, 60))
    return picture.resize(SIZE_PX, Image.Resampling.BOX)
