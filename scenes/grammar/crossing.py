"""Forms made by crossing openings, cores and endings: many ways of saying the same, for practice alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
