"""What is heard in words before anything is read: kinds, languages, keywords, and what is no command."""

from __future__ import annotations

import pytest

from agent.language import detect, keyword, mentioned, unfit


def test_words_of_kinds_are_found_longest_first() -> None:
    assert mentioned("put the bottled water by the apple", "en") == ["water", "apple"]
    assert mentioned("把可口可乐放进上层抽屉", "zh") == ["coke", "top_drawer"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("  \n", "empty"),
        ("?!", "empty"),
        ("123", "empty"),
        ("x" * 501, "too_long"),
        ("bring me\x07 the Coke", "control_characters"),
        ("\x1b[31mred", "control_characters"),
        ("コーラをください", "other_language"),
        ("принеси мне колу", "other_language"),
        ("콜라 주세요", "other_language"),
        ("mets la canette dans le tiroir", "other_language"),
        ("metti la lattina nel cassetto", "other_language"),
        ("coloque a lata na gaveta", "other_language"),
        ("pon la lata en el cajón", None),
        ("bring mir bitte die Cola", None),
        ("bring me the Coke", None),
        ("把可乐拿给我", None),
        ("把 Coke 放进抽屉", None),
        ("Coke", None),
        ("move the jalapeño chips", None),
        ("open the top drawer\n", None),
    ],
)
def test_texts_that_are_no_commands(text: str, reason: str | None) -> None:
    assert unfit(text) == reason


def test_languages_and_keywords() -> None:
    assert (detect("put it 那里"), detect("put it there")) == ("zh", "en")
    assert [
        keyword(text) for text in ("Undo.", "撤销", "go home", "归位", "STOP!", "停", "stop the apple")
    ] == ["undo", "undo", "home", "home", "stop", "stop", None]
