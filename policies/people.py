"""People by their pictures: who was enrolled, kept in a folder of the user's data.

A picture and a name that the user gave are all that is known of anybody. Synthetic people of the
collection of cards (``scenes.cards.portraits``) are there by default, under made-up names. Nobody else is
named.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, UnidentifiedImageError

from policies.base import PolicyError
from scenes.cards.portraits import PEOPLE, SIZE_PX, draw
from scenes.types import ImageArray

INDEX = "people.json"
MOST_PIXELS = 40_000_000
LEAST_SIDE_PX = 32
LONGEST_NAME = 60


class PeopleError(PolicyError):
    """Somebody cannot be enrolled or forgotten, or what is kept cannot be read; it says what to do."""


@dataclass(frozen=True)
class Person:
    """A name with the picture it goes by."""

    name: str
    picture: ImageArray
    """uint8 (112, 96, 3): head and shoulders, upright."""


def synthetic() -> tuple[Person, ...]:
    """The people who do not exist, there by default."""
    return tuple(Person(person.name, np.asarray(draw(person.face))) for person in PEOPLE)


def enroll(folder: Path, name: str, image: Path) -> Person:
    """Keep a picture under a name; a second picture of the same name takes the first one's place.

    Raises:
        PeopleError: the name cannot be used, or the file is no picture that can be.
    """
    said = _checked(name)
    person = Person(said, _portrait(image))
    folder.mkdir(parents=True, exist_ok=True)
    file = f"{hashlib.sha256(said.casefold().encode()).hexdigest()[:16]}.png"
    Image.fromarray(person.picture).save(folder / file)
    names = {**{known: kept for known, kept in _index(folder).items() if known.casefold() != said.casefold()},
             said: file}
    _write(folder, names)
    return person


def forget(folder: Path, name: str) -> None:
    """Delete somebody's name and picture.

    Raises:
        PeopleError: nobody of that name was enrolled.
    """
    names = _index(folder)
    found = next((known for known in names if known.casefold() == name.strip().casefold()), None)
    if found is None:
        there = ", ".join(sorted(names)) or "nobody"
        raise PeopleError(f"nobody called {name!r} was enrolled; there are: {there}")
    file = names.pop(found)
    _write(folder, names)
    (folder / file).unlink(missing_ok=True)


def enrolled(folder: Path) -> tuple[Person, ...]:
    """Whom the user enrolled, by name.

    Raises:
        PeopleError: what is kept is damaged; the message names the file.
    """
    found = []
    for name, file in sorted(_index(folder).items()):
        try:
            with Image.open(folder / file) as picture:
                found.append(Person(name, np.asarray(picture.convert("RGB").resize(SIZE_PX))))
        except (OSError, UnidentifiedImageError) as error:
            raise PeopleError(f"{folder / file}, the picture of {name}, cannot be read ({error}); enrol "
                              f"{name} again, or `whichone people forget '{name}'`") from error
    return tuple(found)


def known(folder: Path) -> tuple[Person, ...]:
    """The synthetic people, and whom the user enrolled, who take the place of others of their name.

    Raises:
        PeopleError: as ``enrolled``.
    """
    theirs = enrolled(folder)
    taken = {person.name.casefold() for person in theirs}
    return (*(person for person in synthetic() if person.name.casefold() not in taken), *theirs)


def _checked(name: str) -> str:
    said = " ".join(name.split())
    if not said or len(said) > LONGEST_NAME or not all(c.isalpha() or c in " .'-·" for c in said):
        raise PeopleError(f"{name!r} is no name to enrol: {LONGEST_NAME} letters, blanks and hyphens at most")
    return said


def _portrait(path: Path) -> ImageArray:
    """A picture file cut to the card's shape about its middle."""
    try:
        with Image.open(path) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise PeopleError(f"{path} has {opened.width} x {opened.height} pixels; give a smaller one")
            picture = opened.convert("RGB")
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise PeopleError(f"{path} cannot be read as a picture ({error}); give a PNG or JPEG file") from error
    if min(picture.size) < LEAST_SIDE_PX:
        raise PeopleError(f"{path} has {picture.width} x {picture.height} pixels; a face needs at least "
                          f"{LEAST_SIDE_PX} a side")
    shape = SIZE_PX[0] / SIZE_PX[1]
    width = min(picture.width, round(picture.height * shape))
    height = min(picture.height, round(picture.width / shape))
    left, top = (picture.width - width) // 2, (picture.height - height) // 2
    cut = picture.crop((left, top, left + width, top + height))
    return np.asarray(cut.resize(SIZE_PX, Image.Resampling.BOX))


def _index(folder: Path) -> dict[str, str]:
    path = folder / INDEX
    if not path.exists():
        return {}
    try:
        names = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(names, dict) or not all(isinstance(file, str) and Path(file).name == file
                                                  for file in names.values()):
            raise ValueError("not a table of names and files")
    except (OSError, ValueError) as error:
        raise PeopleError(f"{path} cannot be read ({error}); mend or delete it and enrol again") from error
    return names


def _write(folder: Path, names: dict[str, str]) -> None:
    handle, partial = tempfile.mkstemp(dir=folder)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(names, file, ensure_ascii=False, indent=1, sort_keys=True)
    os.replace(partial, folder / INDEX)
