"""Sentences as people say them: the files are sound, and their meaning is judged at each counter."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from scenes import sayings
from scenes.commands import judge
from scenes.counters import random_referents
from scenes.sayings import SayingError, draw, read

FILE = """
[[said]]
text = "Kid spat on {x}, quick, {y} please!"
x = { "the spoon" = { facts = ["spoon"] }, "the blue thing" = { facts = ["blue"] } }
y = { "sink" = "sink", "over by the plate" = { facts = ["plate"], relation = "next_to" } }
"""


def test_every_filling_has_its_own_meaning(tmp_path: Path) -> None:
    path = tmp_path / "kids.toml"
    path.write_text(FILE, encoding="utf-8")
    (frame,) = read(path)
    said = dict(frame.sentences)
    assert len(said) == 4 and frame.name == "kids.1"
    command = said["Kid spat on the blue thing, quick, over by the plate please!"]
    assert command.relation == "next_to" and command.thing.facts == {"blue"}
    assert said["Kid spat on the spoon, quick, sink please!"].relation is None


@pytest.mark.parametrize(("change", "message"), [
    (('["spoon"]', '["spon"]'), "frame 1: x.the spoon.facts: .*spon"),
    (("{x}, quick", "it, quick"), r"frame 1: : .*needs \{x\}"),
    (('"sink" = "sink"', '"sink" = "sofa"'), "no such destination: 'sofa'"),
    (("[[said]]", "[[said]"), "kids.toml: "),
])
def test_a_file_that_does_not_fit_names_its_frame(
    tmp_path: Path, change: tuple[str, str], message: str
) -> None:
    path = tmp_path / "kids.toml"
    path.write_text(FILE.replace(*change), encoding="utf-8")
    with pytest.raises(SayingError, match=message):
        read(path)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_drawn_is_what_was_wanted_here(language: sayings.Language) -> None:
    rng = Random(5)
    for _ in range(10):
        counter = random_referents(rng)
        for want in ("clear", "ambiguous", "absent"):
            one = draw(counter, rng, language, want)  # type: ignore[arg-type]
            if one is None:
                continue
            assert one.command is not None
            readings = judge(one.command, counter).readings
            assert readings == one.readings
            assert {"clear": len(readings) == 1, "ambiguous": len(readings) > 1, "absent": not readings}[want]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_frames_are_many_and_none_is_written_twice(language: sayings.Language) -> None:
    frames = sayings.frames(language)
    texts = [frame.text for frame in frames]
    assert len(texts) == len(set(texts)) and len(texts) >= 100
