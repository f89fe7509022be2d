"""``whichone policy bench``: how fast the policy is, as ratios measured in one run.

Seconds on a shared machine say little, so every target is a ratio of two things timed in the same
round, one after the other, on one thread:

* ``actor_speedup``: eight integers written by the language model with a warm KV cache (one token
  each, the prompt already read: the kindest case for the literal recipe) over one control step of
  the actor. ``actor_speedup_digits`` spells the integers in the tokenizer's own digits.
* ``belief_over_generate``: the whole belief over readings over one greedy 30-token ``generate()``.
* ``latency_over_prefill``: from Enter to the first action or question, warm, over one prefill of
  256 tokens.

* ``control_speedup_over_rt2`` and its like: against the literal RT-2 as a whole (``bench_rt2``).

``value`` is the median over rounds, ``low`` and ``high`` the least and greatest round.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from agent import Agent, Asked, Refused, Stepped
from evals.bench_rt2 import Rt2Times
from evals.metrics import Metric, spread
from evals.results import Result, Versions
from evals.stopwatch import seconds
from policies.base import Policy
from policies.pretrained import smollm2_folder
from policies.types import Dialogue, Percept, Step
from scenes import load as load_scene
from scenes.base import Scene
from scenes.splits import SEEDS

COMMANDS = ("bring me the Coke", "put that drink in the drawer", "throw the fruit away")
FIRST_SIGNS = (Stepped, Asked, Refused)
PREFILL_TOKENS = 256
PLAN_TOKENS = 30
ACTOR_STEPS = 20
INTEGERS = "0 137 121 96 128 128 140 255"


@contextmanager
def one_thread() -> Iterator[None]:
    """One torch thread inside the block, as every published figure of ours is measured."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


class LiteralLM:
    """The reader's language model as the literal recipe uses it: fp32, every layer, KV cache."""

    def __init__(self) -> None:
        folder = smollm2_folder()
        self.model: Any = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()
        self.tokenizer: Any = AutoTokenizer.from_pretrained(folder)
        text = "On the counter: Coke; Sprite; apple; orange; clean sponge. Places: top drawer; tray. " * 20
        self._ids = self.tokenizer(text, return_tensors="pt").input_ids

    def prompt(self, tokens: int) -> torch.Tensor:
        """(1, tokens) ids of ordinary text."""
        return self._ids[:, :tokens]

    @torch.inference_mode()
    def prefill(self, tokens: int = PREFILL_TOKENS) -> Any:
        """Read a prompt; only the last position's logits are made."""
        return self.model(self.prompt(tokens), use_cache=True, logits_to_keep=1)

    @torch.inference_mode()
    def decode(self, tokens: int, prefilled: Any) -> None:
        """Greedily write ``tokens`` tokens on a warm cache, each one forward of one position."""
        past, last = prefilled.past_key_values, prefilled.logits[:, -1:].argmax(-1)
        for _ in range(tokens):
            out = self.model(last, past_key_values=past, use_cache=True)
            past, last = out.past_key_values, out.logits[:, -1:].argmax(-1)

    @torch.inference_mode()
    def generate(self, prompt_tokens: int, new_tokens: int = PLAN_TOKENS) -> None:
        """One greedy ``generate()`` of exactly ``new_tokens`` tokens, its own prefill included."""
        ids = self.prompt(prompt_tokens)
        self.model.generate(ids, attention_mask=torch.ones_like(ids), do_sample=False,
                            min_new_tokens=new_tokens, max_new_tokens=new_tokens,
                            pad_token_id=self.tokenizer.eos_token_id)

    def digit_tokens(self) -> int:
        """How many tokens eight integers take when spelt in the tokenizer's own digits."""
        return len(self.tokenizer(INTEGERS).input_ids)


def first_sign_s(scene: Scene, policy: Policy, text: str) -> float:
    """Seconds from Enter to the first action, question or refusal, then the turn is dropped."""
    agent = Agent(scene=scene, policy=policy)
    start = time.perf_counter()
    events = agent.stream(text)
    try:
        for event in events:
            if isinstance(event, FIRST_SIGNS):
                break
    finally:
        took = time.perf_counter() - start
        close = getattr(events, "close", None)
        if close is not None:
            close()
    return took


def a_step(percepts: tuple[Percept, ...]) -> Step:
    """Pick the first thing seen (or point at the middle of the counter if nothing is)."""
    for percept in percepts:
        if not percept.is_place:
            return Step(skill="pick", u=percept.u, v=percept.v, target=percept.name, percept=percept.key)
    return Step(skill="pick", u=0.5, v=0.6, target="coke")


def run_bench(policy: Policy, rounds: int = 5, seed: int = 0) -> Result:
    """Time one policy. Takes some three minutes on one core."""
    with one_thread():
        lm, rt2 = LiteralLM(), Rt2Times()
        times: dict[str, list[float]] = {name: [] for name in (
            "actor_step", "eight_tokens", "digit_tokens", "look", "belief", "generate", "prefill",
            "latency")}
        digits = lm.digit_tokens()
        for index in range(rounds + 1):  # the first round warms every path and is not counted
            # New scenes every time: a reader may remember what it has read about one it has seen.
            first = SEEDS["dev"].start + 10_000 * seed + 2 * index
            scene, other = load_scene("kitchen", seed=first), load_scene("kitchen", seed=first + 1)
            try:
                row = _round(lm, policy, scene, other, COMMANDS[index % len(COMMANDS)], digits)
            finally:
                scene.close()
                other.close()
            rt2.round(policy, first + 5_000, COMMANDS[index % len(COMMANDS)], counts=index > 0)
            if index:
                for name, took in row.items():
                    times[name].append(took)
    metrics = {
        "actor_speedup": _ratio(times, "eight_tokens", "actor_step"),
        "actor_speedup_digits": _ratio(times, "digit_tokens", "actor_step"),
        "belief_over_generate": _ratio(times, "belief", "generate"),
        "latency_over_prefill": _ratio(times, "latency", "prefill"),
    }
    metrics |= {f"{name}_s": spread(taken) for name, taken in times.items()} | rt2.metrics()
    return Result(suite="bench", policy=policy.name, n=rounds, seed=seed, versions=Versions.here(policy),
                  metrics=metrics, cases=[])


def _ratio(times: dict[str, list[float]], above: str, below: str) -> Metric:
    return spread(one / other for one, other in zip(times[above], times[below], strict=True))


def _round(lm: LiteralLM, policy: Policy, scene: Scene, other: Scene, text: str,
           digits: int) -> dict[str, float]:
    """Every part once, one after the other; the latency on a scene not seen before."""
    observation = scene.observe(tuple({"front", *policy.actor.cameras}))
    row: dict[str, float] = {}
    percepts: tuple[Percept, ...] = ()

    def look() -> None:
        nonlocal percepts
        percepts = policy.reader.look(observation)

    row["look"] = seconds(look)
    dialogue = Dialogue(instruction=text, language="en")
    row["belief"] = seconds(lambda: policy.reader.read(percepts, observation, dialogue))
    row["generate"] = seconds(lambda: lm.generate(prompt_tokens=64))
    policy.actor.begin(a_step(percepts), observation)

    def act() -> None:
        for _ in range(ACTOR_STEPS):
            policy.actor.decode(policy.actor.act(observation))

    row["actor_step"] = seconds(act) / ACTOR_STEPS
    prefilled = lm.prefill(64)
    row["eight_tokens"] = seconds(lambda: lm.decode(8, prefilled))
    prefilled = lm.prefill(64)
    row["digit_tokens"] = seconds(lambda: lm.decode(digits, prefilled))
    row["latency"] = first_sign_s(other, policy, text)
    row["prefill"] = seconds(lm.prefill)
    return row
