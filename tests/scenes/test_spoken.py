"""Spanish and German become English words; English, Chinese and other languages are told from them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from random import Random

import pytest

from evals.suites import handwritten
from scenes.catalogue import words_for
from scenes.counters import random_referents
from scenes.instructions import generate
from scenes.spoken import as_english, in_english, is_other, spoken_in
from scenes.spoken.glossary import FOLDER, GlossaryError, read
from scenes.spoken.tokens import Foreign, folded, plural, sentence


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Pon la manzana en el cajón de arriba, por favor.", "Put the apple in the top drawer, please."),
        ("Tráemela", "Bring it to me"),
        ("Ponla al lado del tazón de metal", "Put it next to the metal bowl"),
        ("Tira el plátano a la basura", "Throw away the banana"),
        ("Quiero beber algo con gas", "I want to drink something fizzy"),
        ("la roja", "The red one"),
        ("la de la izquierda", "The one on the left"),
        ("las latas vacias", "The empty cans"),
        ("Pásame el refresco que no tiene cafeína", "Pass me the soda that has no caffeine"),
        ("Mueve el limón a la suma de dos más uno", "Move the lemon to the sum of two plus one"),
        ("Deja la piedra en el plato", "Put the rock on the plate"),
        ("ninguna", "neither"),
        ("sí", "yes"),
    ],
)
def test_spanish_becomes_english(text: str, wanted: str) -> None:
    assert as_english(text, "es") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Leg den Apfel in die obere Schublade, bitte.", "Put the apple in the top drawer, please."),
        ("Kannst du mir die rote Dose bringen?", "Can you bring me the red can?"),
        ("Bring sie mir", "Bring it to me"),
        ("Räum den Schwamm weg", "Put away the sponge"),
        ("Mach die untere Schublade auf und leg das Handy hinein",
         "Open the bottom drawer and put the phone inside"),
        ("Ich brauche etwas, um einen Nagel einzuschlagen", "I need something to hammer in a nail"),
        ("Stell die Dose, die neben dem Hammer steht, auf den Teller",
         "Put the can that is next to the hammer, on the plate"),
        ("Leg die Zitrone dahin, wo sie hingehört", "Put the lemon where it belongs"),
        ("Gib mir was Suesses", "Give me something sweet"),
        ("die linke", "The left one"),
        ("die links", "The one on the left"),
        ("die untere", "The bottom one"),
        ("Ich hätte gern das Getränk ohne Koffein", "I would like the caffeine-free drink"),
        ("nein", "no"),
    ],
)
def test_german_becomes_english(text: str, wanted: str) -> None:
    assert as_english(text, "de") == wanted


@pytest.mark.parametrize("language", ["es", "de"])
def test_every_name_comes_to_the_name_in_english(language: Foreign) -> None:
    names = tomllib.loads((FOLDER / language / "names.toml").read_text(encoding="utf-8"))
    for key, said in names.items():
        called = said.partition(";")[0]
        english = words_for(key).en[0].lower()
        assert as_english(called, language).lower().removeprefix("the ") == english, called


def test_english_and_chinese_are_left_alone() -> None:
    files = [path for name in ("test", "dev") for path in handwritten.files(name).values()]  # type: ignore[arg-type]
    rows = [row for path in files for row in handwritten.read(path).scene]
    told = [said.text for row in rows for _, said in row.sentences()]
    rng, languages = Random(3), ("en", "zh")
    for number in range(40):
        counter = random_referents(Random(number))
        for language in languages:
            for _ in range(5):
                drawn = generate(counter, rng, language, "train")  # type: ignore[arg-type]
                told += [] if drawn is None else [drawn.text]
    assert len(told) > 500
    assert not [one for one in told if spoken_in(one) not in languages or is_other(one)]
    assert all(in_english(one) == one for one in told)


@pytest.mark.parametrize("text", ["die", "pan", "no", "me", "Coke", "Sprite please", "the one", "son", ""])
def test_a_word_of_several_languages_is_english(text: str) -> None:
    assert spoken_in(text) == "en" and not is_other(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mets la pomme dans le tiroir",
        "Apporte-moi la canette rouge",
        "Metti la mela nel cassetto",
        "Portami qualcosa da bere",
        "Coloque a maçã na gaveta",
        "Traga a lata vermelha para mim, por favor",
        "Zet de appel in de la",
        "Geef mij iets te drinken",
        "Lägg äpplet i lådan",
        "Læg æblet i skuffen",
        "Połóż jabłko do szuflady",
        "Elmayı çekmeceye koy",
        "Posa la poma al calaix",
        "Anna minulle jotain juotavaa",
    ],
)
def test_other_languages_are_told(text: str) -> None:
    assert is_other(text)


def test_small_rules() -> None:
    assert [plural(word) for word in ("can", "bag of chips", "knife", "scissors", "box")] == [
        "cans", "bags of chips", "knives", "scissors", "boxes"]
    assert sentence(["put", "a", "apple", ",", "please", "."]) == "Put an apple, please."
    assert (folded("Süße"), folded("Cajón"), folded("niño")) == ("susse", "cajon", "niño")


def test_a_bad_file_names_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from scenes.spoken import glossary

    (tmp_path / "es").mkdir()
    (tmp_path / "es" / "names.toml").write_text('coke = "la Coca-Cola"\n', encoding="utf-8")
    (tmp_path / "es" / "verbs.toml").write_text('[verbs]\nput = "pon"\n', encoding="utf-8")
    monkeypatch.setattr(glossary, "FOLDER", tmp_path)
    glossary._files.cache_clear()
    try:
        with pytest.raises(GlossaryError, match="es/verbs.toml: no such table as verbs"):
            read("es", list)
    finally:
        glossary._files.cache_clear()
