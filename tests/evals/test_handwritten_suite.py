"""The hand-written sentences that ship: enough, paired, true in any company, unlike the grammar."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

import pytest

from evals.suites import handwritten, placing
from evals.suites.overlap import plain, shared_template
from scenes.catalogue import kinds, places
from scenes.referring import Referent
from scenes.splits import SEEDS

FILES = {language: handwritten.read(path) for language, path in handwritten.files().items()}
ROWS = [(language, row) for language, file in FILES.items() for row in file.scene]
NAMES = [f"{language}-{row.id}" for language, row in ROWS]
SPOKEN_OF = {
    "sides": "side =", "neighbours": "near =", "opening": 'verb = "open"', "closing": 'verb = "close"',
    "beside": '"next_to"', "away": '"belongs"', "thrown out": '"disposal"', "handed over": '"hand_over"',
}


def counter(row: handwritten.SceneRow, extra: Iterable[str]) -> tuple[Referent, ...]:
    """The row's things and some more, far from each other, with every place."""
    names = [*row.present, *extra]
    things = [Referent(key, kind, 0.1 * key, 0.5, False) for key, kind in enumerate(names)]
    fixed = [Referent(100 + at, name, 2.0 + at, 0.5, True,
                      (name == row.open_drawer) if "drawer" in place.traits else None)
             for at, (name, place) in enumerate(places().items())]
    return (*things, *fixed)


def test_both_languages_have_enough_pairs() -> None:
    assert set(FILES) == {"en", "zh"}
    for file in FILES.values():
        assert all(row.ambiguous is not None for row in file.scene)
        assert sum(len(row.sentences()) for row in file.scene) >= 150


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_source_and_kind_of_command_occurs(language: str) -> None:
    assert {row.ambiguous.source for row in FILES[language].scene if row.ambiguous} == {  # type: ignore[index]
        source for source in handwritten.SOURCES if source != "none"}
    text = handwritten.files()[language].read_text(encoding="utf-8")  # type: ignore[index]
    assert [name for name, mark in SPOKEN_OF.items() if mark not in text] == []


@pytest.mark.parametrize(("language", "row"), ROWS, ids=NAMES)
def test_a_sentence_means_what_it_says_whatever_is_added(language: str, row: handwritten.SceneRow) -> None:
    alone, crowded = counter(row, ()), counter(row, row.fillers())
    assert len(row.fillers()) >= 3
    for expected, sentence in row.sentences():
        if not sentence.depends_on_layout:
            assert placing.verdict(sentence, alone)[0] == expected, sentence.text
            assert placing.verdict(sentence, crowded)[0] == expected, sentence.text
            assert all(reading.thing >= 100 or crowded[reading.thing].kind in kinds()
                       for reading in placing.verdict(sentence, crowded)[1])


@pytest.mark.parametrize(("language", "row"), ROWS, ids=NAMES)
def test_no_sentence_shares_a_frame_with_the_grammar(language: str, row: handwritten.SceneRow) -> None:
    for _, sentence in row.sentences():
        assert shared_template(sentence.text, language) is None, sentence.text  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_two_scenes_are_spoken_of_in_the_same_frame(language: str) -> None:
    """Runs of four words (six characters) are what a template with other nouns would repeat."""
    size = {"en": 4, "zh": 6}[language]
    spoken: dict[str, set[tuple[str, ...]]] = {}
    for row in FILES[language].scene:  # type: ignore[index]
        runs = spoken.setdefault(row.id, set())
        for _, sentence in row.sentences():
            bare = plain(sentence.text, language)  # type: ignore[arg-type]
            words = bare.split() if language == "en" else list(bare)
            runs.update(tuple(words[at:at + size]) for at in range(len(words) - size + 1))
    shared = [(a, b, runs) for a, b in combinations(spoken, 2) if len(runs := spoken[a] & spoken[b]) > 2]
    assert shared == []


@pytest.mark.parametrize(("language", "ident"), [("en", "dibs"), ("zh", "shuiguo-wan")])
def test_a_sentence_about_sides_finds_its_layout(language: str, ident: str) -> None:
    row = next(row for row in FILES[language].scene if row.id == ident)  # type: ignore[index]
    found = placing.place_row_on_paper(row, SEEDS["dev"].start)
    assert row.clear.depends_on_layout
    assert [placing.verdict(sentence, found.referents)[0] for _, sentence in row.sentences()] == [
        "ambiguous", "clear"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_sentences_for_tuning_mean_what_they_say_and_are_not_tested(language: str) -> None:
    tuned = handwritten.read(handwritten.files("dev")[language])  # type: ignore[index]
    for row in tuned.scene:
        for expected, sentence in row.sentences():
            if not sentence.depends_on_layout:
                assert placing.verdict(sentence, counter(row, ()))[0] == expected, sentence.text
    said = {sentence.text for row in tuned.scene for _, sentence in row.sentences()}
    tested = {sentence.text for row in FILES[language].scene for _, sentence in row.sentences()}  # type: ignore[index]
    assert len(said) > 50 and not said & tested


def test_there_are_none_for_training() -> None:
    assert handwritten.files("train") == {}
