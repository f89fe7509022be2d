"""What the agent says in English has its line in Spanish and German."""

from __future__ import annotations

import re

import pytest

from agent import explain
from agent.language import UNFIT
from scenes.catalogue import HAZARDS
from scenes.spoken import option_in, said_in, seen_in
from scenes.spoken.naming import german_case
from scenes.spoken.saying import words
from scenes.spoken.tokens import Foreign

LANGUAGES: tuple[Foreign, ...] = ("es", "de")


@pytest.mark.parametrize(
    ("english", "spanish", "german"),
    [
        ("Which soda: the Coke (1) or the Sprite (2)?", "¿Cuál: la Coca-Cola (1) o el Sprite (2)?",
         "Was meinst du: die Cola (1) oder die Sprite (2)?"),
        ("pick the Coke on the left and put it in the top drawer",
         "meter la Coca-Cola de la izquierda en el cajón de arriba",
         "die Cola links nehmen und in die obere Schublade legen"),
        ("Done: the Coke and the apple are on the hand-over tray.",
         "Hecho: la Coca-Cola y la manzana están sobre la bandeja.",
         "Fertig: die Cola und der Apfel sind auf dem Tablett."),
        ("I will not put the Coke in the microwave: metal sparks in a microwave.",
         "No voy a meter la Coca-Cola en el microondas: el metal echa chispas en el microondas.",
         "Ich lege die Cola nicht in die Mikrowelle: Metall schlägt in der Mikrowelle Funken."),
        ("Do you mean the second red cup from the left, to the sink: yes (1) or no?",
         "¿Te refieres a la segunda taza roja desde la izquierda, para llevar al fregadero: sí (1) o no?",
         "Meinst du die zweite rote Tasse von links, und als Ziel die Spüle: ja (1) oder nein?"),
        ("a line of tomorrow", "a line of tomorrow", "a line of tomorrow"),
    ],
)
def test_lines(english: str, spanish: str, german: str) -> None:
    assert (said_in(english, "es"), said_in(english, "de")) == (spanish, german)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fixed_line_has_its_translation(language: Foreign) -> None:
    unfit = [lines["en"] for reason, lines in UNFIT.items() if reason in ("empty", "too_long")]
    fixed = [*unfit, *(lines["en"] for lines in explain.SAY.values())]
    missing = []
    for line in fixed:
        line = line.replace("the {name}", "the apple").replace("{skill}", "picking")
        if said_in(line, language) == line:
            missing.append(line)
    assert not missing
    assert {hazard.reason_en for hazard in HAZARDS} <= set(words(language)["reason"])


def test_both_languages_have_the_same_lines_and_slots() -> None:
    tables = [words(language) for language in LANGUAGES]
    for table in tables[0]:
        assert list(tables[0][table]) == list(tables[1][table])
    for language in LANGUAGES:
        for english, said in words(language)["lines"].items():
            slots = {slot.partition(":")[0] for slot in re.findall(r"\{([\w:]+)\}", said)}
            assert slots - {"is"} <= set(re.findall(r"\{(\w+)\}", english)), english


def test_cases_of_german_names() -> None:
    assert german_case("der saubere Schwamm", "acc") == "den sauberen Schwamm"
    assert german_case("die blaue Schüssel", "dat") == "der blauen Schüssel"
    assert german_case("die Reischips", "dat") == "den Reischips"
    assert german_case("der Rand der Theke", "dat") == "dem Rand der Theke"


def test_what_is_seen_and_options() -> None:
    assert seen_in("Coke, apple ×2; top drawer", "es") == "Coca-Cola, manzana ×2; cajón de arriba"
    assert seen_in("Coke; remembered: hand-over tray", "de") == "Cola; vorhin gesehen: Tablett"
    assert seen_in("Coke > by apple", "de") == "die Cola > neben dem Apfel"
    assert seen_in("none of these", "es") == "nada de esto"
    assert option_in("open it and close it", "de") == "es öffnen und es schließen"
