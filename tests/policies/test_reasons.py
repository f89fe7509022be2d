"""Which of the true reasons is said: the one whose words the language model likes best, token by token."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import torch
from torch import Tensor
from transformers import LlamaConfig, LlamaForCausalLM

import policies.vla.reasons as reasons
from policies.types import Dialogue, Entry, Percept, Reading
from policies.vla.belief import Prefix, branch_of, read_listing, step_on
from policies.vla.configuration import WhichOneConfig
from policies.vla.items import list_items
from policies.vla.model import Packed, ReaderModel
from policies.vla.pointing import as_item
from policies.vla.prompt import Prompter
from policies.vla.reasons import choose_reason, reasons_for
from scenes.cards.catalogue import PORTRAIT

WORDS = "because it is the only drink here a can sweet as you said not".split()
SAID = Dialogue(instruction="bring one", language="en")
CHOSEN = [0, 3]


class Words:
    """A tokenizer of whole words, commas, full stops and new lines."""

    def __call__(self, text: str, add_special_tokens: bool = False) -> object:
        for mark in ",.\n":
            text = text.replace(mark, f" {mark} ")
        split = [part for part in text.split(" ") if part]
        known = ["<p>", *WORDS, ",", ".", "\n"]  # 0 stands where a pointer does
        of = {word: at for at, word in enumerate(known)}
        ids = [of.get(word, len(known) + sum(map(ord, word)) % 40) for word in split]
        return type("Encoding", (), {"input_ids": ids})()


def percept(key: int, name: str, u: float, is_place: bool = False, is_open: bool | None = None) -> Percept:
    return Percept(key=key, name=name, u=u, v=0.5, width=0.06, height=0.1, confidence=0.9, is_place=is_place,
                   is_open=is_open)


COUNTER = (percept(0, "coke", 0.2), percept(1, "sprite", 0.5), percept(2, "water", 0.8),
           percept(3, "tray", 0.5, True), percept(4, "recycling", 0.9, True),
           percept(5, "top_drawer", 0.1, True, False))
REASONS = ("because it is a drink", "because it is a drink can", "because it is the only sweet drink here",
           "because it is the only sweet can here", "because it is not sweet", "as you said")


def move(*things: int, to: int) -> Reading:
    entry = Entry(verb="move", things=things, destination=to, relation="handover" if to == 3 else "in")
    return Reading(entries=(entry,))


def tiny(seed: int) -> ReaderModel:
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    config = LlamaConfig(vocab_size=64, hidden_size=32, intermediate_size=48, num_hidden_layers=2,
                         num_attention_heads=4, num_key_value_heads=2, max_position_embeddings=512)
    return ReaderModel(WhichOneConfig(lora_rank=2, pointer_size=16), LlamaForCausalLM(config)).eval()


@pytest.fixture(scope="module")
def model() -> ReaderModel:
    return tiny(3)


@pytest.fixture
def prompter() -> Prompter:
    return Prompter(Words())  # type: ignore[arg-type]


def look(model: ReaderModel, prompter: Prompter) -> Prefix:
    items = list_items(COUNTER)
    names = [{p.key: p.name for p in COUNTER}[item.key] for item in items]
    return read_listing(model, prompter, items, names, None)


@pytest.fixture
def prefix(model: ReaderModel, prompter: Prompter) -> Prefix:
    return look(model, prompter)


class Prefers:
    """Stands in for the model: of the tokens it is asked about it likes the earlier in a list better."""

    def __init__(self, prompter: Prompter, *words: str) -> None:
        self.ranks = {prompter.ids(word)[0]: -at for at, word in enumerate(words)}
        self.asked: list[list[int]] = []

    def token_logits(self, hidden: Tensor, ids: Sequence[int]) -> Tensor:
        self.asked.append(list(ids))
        return torch.tensor([float(self.ranks.get(token, -99)) for token in ids])


@pytest.mark.parametrize(("liked", "said", "asked"), [
    (("as",), "as you said", 1),
    (("because", "a", "."), "because it is a drink", 3),
    (("because", "a", "can"), "because it is a drink can", 3),
    (("because", "the", "can"), "because it is the only sweet can here", 3),
    (("because", "not"), "because it is not sweet", 2),
    (("sweet", "drink"), "because it is the only sweet drink here", 3),  # neither of them can come first
])
def test_the_model_is_asked_only_where_sentences_part(
    model: ReaderModel, prompter: Prompter, prefix: Prefix, monkeypatch: pytest.MonkeyPatch,
    liked: tuple[str, ...], said: str, asked: int,
) -> None:
    fed: list[int] = []

    def step(model: object, prefix: Prefix, packed: Packed, start: int) -> Tensor:
        fed.extend(packed.token_ids[start:])
        return torch.zeros(1, 4)

    monkeypatch.setattr(reasons, "step_on", step)
    fake = Prefers(prompter, *liked)
    assert choose_reason(fake, prompter, prefix, SAID, CHOSEN, REASONS) == said  # type: ignore[arg-type]
    assert len(fake.asked) == asked
    words = [token for token in fed if token in prompter.ids(" ".join(WORDS))]
    assert words == prompter.ids(said)[:len(words)], "each token is read once, in order"


@torch.inference_mode()
def test_words_are_chosen_as_a_fresh_pass_over_the_whole_would_choose_them(prompter: Prompter) -> None:
    found = set()
    for seed in range(4):
        model = tiny(seed)
        prefix = look(model, prompter)
        said = choose_reason(model, prompter, prefix, SAID, CHOSEN, REASONS)
        left, depth = [[*prompter.ids(f", {reason}."), *prompter.ids("\n")] for reason in REASONS], 0
        while len(left) > 1:
            packed = branch_of(prefix)
            parent = prompter.branch(packed, prefix.listing.end, SAID)
            for choice in CHOSEN:
                parent = prompter.follow(packed, parent, as_item(choice, len(prefix.items)))
            packed.extend(left[0][:depth], parent)
            logits = model.next_token_logits(step_on(model, prefix, packed, prefix.length)[-1:])[0]
            token = max({ids[depth] for ids in left}, key=lambda token: float(logits[token]))
            left, depth = [ids for ids in left if ids[depth] == token], depth + 1
        assert prompter.ids(f", {said}.") == left[0][:-1]
        found.add(said)
    assert len(found) > 1, "what is said is the model's choice"


def test_with_one_reason_there_is_nothing_to_choose_and_with_none_nothing_to_say(
    prompter: Prompter, prefix: Prefix,
) -> None:
    unasked = Prefers(prompter)
    for given, said in ((("as you said",), "as you said"), ((), "")):
        assert choose_reason(unasked, prompter, prefix, SAID, CHOSEN, given) == said  # type: ignore[arg-type]
    assert not unasked.asked


def test_what_may_be_said_holds_of_all_that_moves() -> None:
    one, both = reasons_for(move(0, to=4), COUNTER, "en"), reasons_for(move(0, 1, to=4), COUNTER, "en")
    assert {"because cans are recycled", "because it is the only red drink here",
            "because it is the one on the left", "as you said"} <= set(one)
    assert "because it is a sweet drink" in both and "because cans are recycled" in both
    assert not {"because it is the only red drink here", "because it is the one on the left"} & set(both)
    bottle = reasons_for(move(2, to=4), COUNTER, "zh")
    assert "因为瓶子可以回收" in bottle and "因为易拉罐可以回收" not in bottle and bottle[-1] == "如你所说"
    assert "because cans are recycled" not in reasons_for(move(0, to=3), COUNTER, "en"), "it goes to the tray"


def test_opening_is_as_was_said_and_nothing_is_said_where_nothing_is_done() -> None:
    opened = Reading(entries=(Entry(verb="open", things=(5,)),))
    assert reasons_for(opened, COUNTER, "en") == ("as you said",)
    assert reasons_for(Reading(special="must_not"), COUNTER, "en") == ()


def test_whose_portrait_it_stands_by_is_not_claimed() -> None:
    by_a_portrait = (*COUNTER, percept(6, PORTRAIT, 0.26), percept(7, "card_star", 0.14))
    found = reasons_for(move(0, to=3), by_a_portrait, "en")
    assert not [claim for claim in found if "portrait" in claim]
