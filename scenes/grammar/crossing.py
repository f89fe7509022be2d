"""Forms made by crossing openings, cores and endings: many ways of saying the same, for practice alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product


def lines(block: str) -> list[tuple[str, str]]:
    """(text, options) of every line of a block."""
    parts = [line.partition("|") for line in block.strip().splitlines() if line.strip()]
    return [(text.strip(), options.strip()) for text, _, options in parts]


def crossed(openings: Sequence[str], cores: str, endings: Sequence[str]) -> Iterable[str]:
    """Lines of forms, each opening before each core with one of the endings in turn.

    ``_`` stands where the core goes. The endings are dealt out rather than crossed as well: a third
    factor would multiply the forms and add nothing to learn from.
    """
    for index, (opening, (core, options)) in enumerate(product(openings, lines(cores))):
        ending = endings[index % len(endings)]
        text = opening.replace("_", f"{core}{ending}")
        yield f"{text} | {options}" if options else text


def told(lines_: str, **words: Sequence[str]) -> str:
    """Lines in which ``{name}`` of ``words`` stands for each of them in turn, dealt out with one word of every
    other name: a line of ``{who}`` becomes as many as there are people."""
    said = []
    for place, (text, options) in enumerate(lines(lines_)):
        named = [name for name in words if f"{{{name}}}" in text]
        for turn in range(max((len(words[name]) for name in named), default=1)):
            filled = text
            for step, name in enumerate(named):
                among = words[name]
                filled = filled.replace(f"{{{name}}}", among[(turn * (step + 1) + place) % len(among)])
            said.append(f"{filled} | {options}" if options else filled)
    return "\n".join(said)


def joined(*parts: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The blocks of every part, by the name of their group."""
    groups: dict[str, tuple[str, ...]] = {}
    for part in parts:
        for group, blocks in part.items():
            groups[group] = (*groups.get(group, ()), *blocks)
    return groups
