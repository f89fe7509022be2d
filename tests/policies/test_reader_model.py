"""The pointing model on a tiny random language model: packing, caching and the belief's arithmetic."""

import numpy as np
import pytest
import torch
from transformers import LlamaConfig, LlamaForCausalLM

from policies.base import PolicyError
from policies.conformance import check_word_reader
from policies.training import check_answers
from policies.types import Dialogue, Percept
from policies.vla.belief import MAX_FOLLOWED, believe, read_listing
from policies.vla.configuration import WhichOneConfig
from policies.vla.items import list_items
from policies.vla.model import SPECIALS, Packed, ReaderModel
from policies.vla.pointing import as_item, candidates, is_beside, without
from policies.vla.prompt import MAX_INSTRUCTION_TOKENS, MAX_TOLD_TOKENS, Prompter
from policies.vla.reader import VlaReader
from policies.vla.told import named_percepts
from policies.vla.vision import Eye


class Letters:
    """A tokenizer that gives every character its code: enough to pack and unpack."""

    def __call__(self, text: str, add_special_tokens: bool = False) -> object:
        return type("Encoding", (), {"input_ids": [ord(c) % 120 + 1 for c in text]})()

    def decode(self, ids: list[int]) -> str:
        return "".join(chr(96 + i % 26) for i in ids)


@pytest.fixture(scope="module")
def model() -> ReaderModel:
    torch.manual_seed(3)
    torch.set_num_threads(1)
    config = LlamaConfig(
        vocab_size=128,
        hidden_size=32,
        intermediate_size=48,
        num_hidden_layers=3,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=2048,
    )
    return ReaderModel(WhichOneConfig(lora_rank=2, pointer_size=16), LlamaForCausalLM(config)).eval()


@pytest.fixture
def prompter() -> Prompter:
    return Prompter(Letters())  # type: ignore[arg-type]


def percept(
    key: int, name: str, u: float, v: float = 0.5, is_place: bool = False, is_open: bool | None = None
) -> Percept:
    return Percept(
        key=key,
        name=name,
        u=u,
        v=v,
        width=0.06,
        height=0.1,
        confidence=0.9,
        is_place=is_place,
        is_open=is_open,
    )


COUNTER = (
    percept(0, "pepsi", 0.6),
    percept(1, "coke", 0.3),
    percept(2, "white_bowl", 0.5, 0.7),
    percept(3, "tray", 0.5, 0.9, True),
    percept(4, "top_drawer", 0.1, 0.3, True, False),
)


def test_things_are_listed_from_left_to_right_then_places() -> None:
    assert [item.key for item in list_items(COUNTER)] == [1, 2, 0, 3, 4]
    assert [item.words for item in list_items(COUNTER)][:2] == ["red can Coke", "white bowl"]


def test_a_token_sees_its_ancestors_and_nothing_else() -> None:
    packed = Packed()
    root = packed.extend([1, 2], -1)
    left = packed.extend([3], root)
    right = packed.extend([4, 5], root)
    mask = packed.mask()
    assert mask[left].tolist() == [True, True, True, False, False]
    assert mask[right].tolist() == [True, True, False, True, True]
    assert packed.positions == [0, 1, 2, 2, 3]


def test_packed_branches_give_what_each_alone_gives(model: ReaderModel, prompter: Prompter) -> None:
    items = list_items(COUNTER)
    said = [Dialogue(instruction=text, language="en") for text in ("bring me a cola", "open the drawer now")]

    def ends(dialogues: list[Dialogue]) -> torch.Tensor:
        listing = prompter.listing(items)
        at = [prompter.branch(listing.packed, listing.end, dialogue) for dialogue in dialogues]
        pointers = model.item_embeddings(items, listing.word_ids, listing.where_ids)
        packed = listing.packed
        hidden = model.hidden(
            model.embed(packed, pointers)[None], packed.mask()[None], torch.tensor([packed.positions])
        )[0]
        return hidden[at]

    with torch.inference_mode():
        together, alone = ends(said), torch.cat([ends(said[:1]), ends(said[1:])])
    torch.testing.assert_close(together, alone, rtol=1e-4, atol=1e-5)
    assert not torch.allclose(together[0], together[1], atol=1e-3)


def test_a_belief_sums_to_one_and_is_the_same_from_a_used_cache(
    model: ReaderModel, prompter: Prompter
) -> None:
    items = list_items(COUNTER)
    names = [{p.key: p.name for p in COUNTER}[item.key] for item in items]
    prefix = read_listing(model, prompter, items, names, None)
    dialogue = Dialogue(instruction="put the cola in the bowl", language="en")
    before = believe(model, prompter, prefix, dialogue)
    believe(model, prompter, prefix, Dialogue(instruction="something else", language="en"))
    after = believe(model, prompter, prefix, dialogue)
    assert sum(scored.probability for scored in before) == pytest.approx(1)
    assert [s.reading for s in before] == [s.reading for s in after]
    assert np.allclose([s.probability for s in before], [s.probability for s in after], atol=1e-5)
    probabilities = [scored.probability for scored in before]
    assert probabilities == sorted(probabilities, reverse=True)


def test_no_reading_puts_a_thing_into_itself_or_moves_a_place(model: ReaderModel, prompter: Prompter) -> None:
    items = list_items(COUNTER)
    names = [{p.key: p.name for p in COUNTER}[item.key] for item in items]
    prefix = read_listing(model, prompter, items, names, None)
    for scored in believe(model, prompter, prefix, Dialogue(instruction="tidy", language="en")):
        for entry in scored.reading.entries:
            if entry.verb == "move":
                assert entry.things[0] in (0, 1, 2) and entry.destination not in entry.things
                assert entry.relation == "next_to" or entry.destination in (2, 3, 4)
            else:
                assert entry.things == (4,)


MANY = tuple(f"{colour} {thing}" for thing in ("ladle", "sieve", "drawer") for colour in "abcdefghij")


def test_of_named_things_each_is_a_reading_and_no_place_is_asked_for(
    model: ReaderModel, prompter: Prompter
) -> None:
    reader = VlaReader(Eye(64, 32), model, prompter, "tiny")
    said = [Dialogue(instruction=text, language="en") for text in ("wash the left ladle", "x " * 300)]
    check_word_reader(reader, said)
    belief = reader.read_named(MANY, said[0])
    assert len(MANY) > MAX_FOLLOWED and len(belief.readings) == len(MANY) + 2
    things = {entry.things for one in belief.readings for entry in one.reading.entries}
    assert things == {(key,) for key in range(len(MANY))}
    assert reader.read_named((), said[0]).readings[0].reading.special == "none_of_these"
    with pytest.raises(PolicyError, match="2001 characters"):
        reader.read_named(MANY, Dialogue(instruction="x" * 2001, language="en"))


def test_named_things_keep_their_order_and_their_words() -> None:
    percepts = named_percepts(("apple", "tea strainer", "white bowl"))
    items = list_items(percepts, {0: "apple", 1: "tea strainer", 2: "white bowl"})
    assert [item.words for item in items] == ["apple", "tea strainer", "white bowl"]
    with pytest.raises(PolicyError, match="'apple' is named twice"):
        named_percepts(("apple", "apple"))
    with pytest.raises(PolicyError, match="position 1 is empty"):
        named_percepts(("apple", " "))


def test_more_is_read_of_what_is_said_about_named_things(model: ReaderModel, prompter: Prompter) -> None:
    reader = VlaReader(Eye(64, 32), model, prompter, "tiny")
    for length, read in ((MAX_INSTRUCTION_TOKENS, True), (MAX_TOLD_TOKENS, False)):
        said = [Dialogue(instruction="x" * length + end, language="en") for end in ("y", "z")]
        one, two = (reader.read_named(MANY, dialogue).readings for dialogue in said)
        assert (one != two) == read


def test_merged_adapters_compute_the_same_function() -> None:
    torch.manual_seed(5)
    config = LlamaConfig(
        vocab_size=64,
        hidden_size=32,
        intermediate_size=48,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
    )
    small = ReaderModel(WhichOneConfig(lora_rank=2, pointer_size=8), LlamaForCausalLM(config)).eval()
    for name, parameter in small.named_parameters():
        if "lora_" in name:
            torch.nn.init.normal_(parameter, std=0.2)
    x, mask, positions = torch.randn(1, 5, 32), torch.ones(1, 5, 5).tril().bool(), torch.arange(5)[None]
    with torch.inference_mode():
        before = small.hidden(x, mask, positions)
        small.merge_adapters()
        after = small.hidden(x, mask, positions)
    torch.testing.assert_close(before, after, rtol=1e-4, atol=1e-4)


def test_choices_are_numbered_items_specials_then_beside() -> None:
    items = list_items(COUNTER)
    choices = candidates(items)
    second, count = choices.destination, len(items)
    drawers = choices.opens | choices.closes
    assert drawers.nonzero()[0].tolist() == [4]
    assert choices.first.sum() == 3 + len(SPECIALS) - 1, "a drawer can only be slid one way"
    assert is_beside(count + len(SPECIALS), count) and as_item(count + len(SPECIALS) + 2, count) == 2
    assert second[1] and not second[0], "a bowl holds things, a can does not"
    assert not without(second, 1, count)[[1, count + len(SPECIALS) + 1]].any()


def test_a_reader_is_asked_every_topic_about_a_counter(model: ReaderModel, prompter: Prompter) -> None:
    figures = check_answers.check(model, prompter, scenes=2)
    assert figures["all.en"]["n"] >= 12 and 0 <= figures["all.zh"]["value"] <= 1
    assert {"count.en", "drawer.zh", "present.en"} <= figures.keys()
