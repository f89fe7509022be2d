"""Enrolment: kept in a folder, refused when it makes no sense, and never a name for a stranger."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from policies.people import INDEX, PeopleError, Person, enroll, enrolled, forget, known, synthetic
from policies.vla import faces as faces_module
from policies.vla.faces import NEAR_ENOUGH, Faces, appearances
from policies.vla.vision import Eye
from scenes.cards.portraits import PEOPLE, STRANGERS, draw


@pytest.fixture(autouse=True)
def few_faces(monkeypatch: pytest.MonkeyPatch) -> None:
    """One size and a handful of nobodies: what is tested does not hang on how many."""
    monkeypatch.setattr(faces_module, "CARDS_PX", ((32, 34),))
    monkeypatch.setattr(faces_module, "NOBODY", tuple(face for _, face in STRANGERS[::9]))


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "somebody.jpg"
    draw(STRANGERS[4][1]).resize((300, 500)).save(path)
    return path


def test_who_is_enrolled_is_there_until_forgotten(tmp_path: Path, picture: Path) -> None:
    folder = tmp_path / "people"
    enroll(folder, "Ada  Example", picture)
    assert [person.name for person in enrolled(folder)] == ["Ada Example"]
    assert enrolled(folder)[0].picture.shape == (112, 96, 3)
    assert len(known(folder)) == len(PEOPLE) + 1
    forget(folder, "ada example")
    assert enrolled(folder) == () and list(folder.glob("*.png")) == []


def test_a_second_picture_of_a_name_replaces_the_first(tmp_path: Path, picture: Path) -> None:
    folder = tmp_path / "people"
    enroll(folder, "Mia Lindqvist", picture)
    other = tmp_path / "other.png"
    draw(STRANGERS[9][1]).save(other)
    enroll(folder, "mia lindqvist", other)
    mine = [person for person in known(folder) if person.name.casefold() == "mia lindqvist"]
    assert len(mine) == 1
    assert np.abs(mine[0].picture.astype(int) - np.asarray(draw(STRANGERS[9][1])).astype(int)).mean() < 3


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "Bobby; DROP", "../etc", "a\nb\x00"])
def test_a_name_that_is_none_is_refused(tmp_path: Path, picture: Path, name: str) -> None:
    with pytest.raises(PeopleError, match="is no name to enrol"):
        enroll(tmp_path / "people", name, picture)
    assert not (tmp_path / "people").exists()


def test_a_file_that_is_no_picture_is_named(tmp_path: Path) -> None:
    text, tiny = tmp_path / "notes.txt", tmp_path / "tiny.png"
    text.write_text("not a picture")
    Image.new("RGB", (8, 8)).save(tiny)
    with pytest.raises(PeopleError, match="notes.txt cannot be read as a picture"):
        enroll(tmp_path / "people", "Ada", text)
    with pytest.raises(PeopleError, match="tiny.png has 8 x 8 pixels"):
        enroll(tmp_path / "people", "Ada", tiny)
    with pytest.raises(PeopleError, match="gone.png cannot be read"):
        enroll(tmp_path / "people", "Ada", tmp_path / "gone.png")


def test_damage_and_strangers_to_the_index_are_told(tmp_path: Path, picture: Path) -> None:
    folder = tmp_path / "people"
    enroll(folder, "Ada", picture)
    with pytest.raises(PeopleError, match="nobody called 'Bob' was enrolled; there are: Ada"):
        forget(folder, "Bob")
    next(folder.glob("*.png")).write_bytes(b"\x89PNG broken")
    with pytest.raises(PeopleError, match="the picture of Ada, cannot be read"):
        enrolled(folder)
    (folder / INDEX).write_text(json.dumps({"Ada": "../../secret.png"}))
    with pytest.raises(PeopleError, match="people.json cannot be read"):
        enrolled(folder)


def test_one_is_oneself_and_a_stranger_is_nobody() -> None:
    torch.manual_seed(0)
    eye = Eye().eval()
    people = synthetic()
    faces = Faces(eye, people)
    seen = appearances(eye, [p.picture for p in people])
    for person, looks in zip(people, seen, strict=True):
        assert faces.whose(looks) == person.name
    stranger = appearances(eye, [np.asarray(draw(STRANGERS[9][1]))])[0]
    assert faces.whose(stranger) is None and faces.whose(-seen[0]) is None
    assert 0 < NEAR_ENOUGH < 1


def test_with_nobody_enrolled_nobody_is_named() -> None:
    torch.manual_seed(0)
    eye = Eye().eval()
    looks = appearances(eye, [synthetic()[0].picture])[0]
    assert Faces(eye, ()).whose(looks) is None
    assert Faces(eye, [Person("Ada", synthetic()[0].picture)]).whose(looks) == "Ada"
