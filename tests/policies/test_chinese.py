"""Chinese reaches the language model as English glosses."""

import pytest

from policies.vla.chinese import gloss, is_chinese
from scenes import catalogue


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("把可口可乐拿给我", "take Coke give to me"),
        ("打开上层抽屉", "open top drawer"),
        ("把雪碧放进水槽", "take Sprite put into sink"),
    ],
)
def test_commands_become_english_words(text: str, wanted: str) -> None:
    assert gloss(text) == wanted


def test_every_name_of_the_catalogue_has_its_english_name() -> None:
    for entry in (*catalogue.KINDS, *catalogue.PLACES):
        for word in entry.words.zh:
            assert entry.words.en[0].split()[-1] in gloss(word), word


def test_words_outside_the_catalogue_come_from_the_dictionary() -> None:
    assert "thirsty" in gloss("我口渴了")
    assert not is_chinese(gloss("帮我擦一下桌子"))


def test_english_is_left_alone() -> None:
    assert not is_chinese("bring me the Coke") and is_chinese("bring me 可乐")


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("来点薯片", "get some chips"),
        ("把海绵藏好", "take sponge hide"),
        ("客人想喝点什么", "guest want drink some what"),
    ],
)
def test_everyday_words_have_their_everyday_sense(text: str, wanted: str) -> None:
    assert gloss(text) == wanted


def test_punctuation_is_written_as_the_language_model_knows_it() -> None:
    assert gloss("渴了，有茶吗？") == "thirsty , have unsweetened tea ? ?"
