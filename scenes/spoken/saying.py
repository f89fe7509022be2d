"""What the agent says in English, in Spanish or German: line by line, as catalogues of messages go.

``said.toml`` of a language has the English lines with slots beside their translation. A line that none fits stays
English: better understood than wrong.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache

from scenes.spoken.glossary import FOLDER
from scenes.spoken.naming import Case, listed, named, phrase
from scenes.spoken.tokens import Foreign

_SLOT = re.compile(r"\\\{(\w+)\\\}")
_FILLED = re.compile(r"\{(\w+)(?::(\w+))?\}")
_NUMBERED = re.compile(r"(.+?) \((\d+)\)")
_CONTRACTED: dict[Foreign, tuple[tuple[str, str], ...]] = {
    "es": ((r"\ba el\b", "al"), (r"\bde el\b", "del")),
    "de": ((r"\bin das\b", "ins"), (r"\bin dem\b", "im"), (r"\ban das\b", "ans"), (r"\ban dem\b", "am")),
}


@cache
def words(language: Foreign) -> dict[str, dict[str, str]]:
    """The tables of ``said.toml``."""
    return tomllib.loads((FOLDER / language / "said.toml").read_text(encoding="utf-8"))


@cache
def _lines(language: Foreign, table: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(_SLOT.sub(r"(?P<\1>.+?)", re.escape(english)).replace(r"\ ", " "), re.DOTALL), said)
        for english, said in words(language)[table].items()
    )


@lru_cache(maxsize=2048)
def said_in(text: str, language: Foreign) -> str:
    """A line of the agent's in a language, or as it is where no line fits."""
    found = _line(text, language, "lines") or _plan(text, language)
    if found is None:
        return text
    for pattern, short in _CONTRACTED[language]:
        found = re.sub(pattern, short, found)
    if text[:1].isupper():
        start = 1 if found[:1] in "¿¡„«" else 0
        found = found[:start] + found[start:start + 1].upper() + found[start + 1:]
    return found


def _line(text: str, language: Foreign, table: str) -> str | None:
    for pattern, template in _lines(language, table):
        match = pattern.fullmatch(text)
        if match is None:
            continue
        slots = _filled(match.groupdict(), template, language)
        if slots is not None:
            return _FILLED.sub(lambda slot, made=slots: made[slot.group(0)], template)  # type: ignore[misc]
    return None


def _filled(given: dict[str, str], template: str, language: Foreign) -> dict[str, str] | None:
    """The words of each slot of a template; None where one cannot be said."""
    made: dict[str, str] = {}
    for slot in _FILLED.finditer(template):
        name, case = slot.group(1), slot.group(2) or "nom"
        if name == "is":
            said: str | None = _is(given["thing"], language)
        else:
            said = _slot(name, given[name], case, language)
        if said is None:
            return None
        made[slot.group(0)] = said
    return made


def _slot(name: str, text: str, case: str, language: Foreign) -> str | None:
    at: Case = "acc" if case == "acc" else "dat" if case == "dat" else "nom"
    if name in ("thing", "place"):
        return phrase(text, language, at)
    if name == "options":
        return _options(text, language, at)
    if name == "seen":
        return _seen(text, language)
    if name == "plan":
        return _line(text, language, "lines") or _plan(text, language)
    if name == "standing":
        parts = [_line(part, language, "standing") for part in text.split(", and ")]
        return None if None in parts else words(language)["joint"]["too"].join(part for part in parts if part)
    if name == "reason":
        return words(language)["reason"].get(text)
    plain = re.sub(r"^(a|an|any) ", "", text)
    return named(plain, language) or text


def _plan(text: str, language: Foreign) -> str | None:
    """Several steps: ", then " between them."""
    steps = text.split(", then ")
    if len(steps) < 2:
        return None
    parts = [_line(step, language, "lines") for step in steps]
    return None if None in parts else words(language)["joint"]["then"].join(part for part in parts if part)


def _options(text: str, language: Foreign, case: Case) -> str | None:
    """ "the Coke (1), the Pepsi (2) or the tea (3)", each in its words."""
    parts = re.split(r"(?<=\)), | or (?=.+\(\d+\)$)", text)
    made = []
    for part in parts:
        match = _NUMBERED.fullmatch(part)
        said = None if match is None else _option(match[1], language, case)
        if match is None or said is None:
            return None
        made.append(f"{said} ({match[2]})")
    return listed(made, words(language)["joint"]["or"])


def _seen(text: str, language: Foreign) -> str | None:
    if text == "nothing to pick up":
        return "nada que coger" if language == "es" else "nichts, was ich nehmen kann"
    groups = []
    for group in text.split("; "):
        parts = []
        for name in group.split(", "):
            _, kept, bare = name.rpartition("remembered: ")
            plain, times, count = bare.partition(" ×")
            said = named(plain, language)
            if said is None:
                return None
            parts.append((words(language)["where"]["remembered"] if kept else "") + said + times + count)
        groups.append(", ".join(parts))
    return "; ".join(groups)


def _is(thing: str, language: Foreign) -> str:
    said = phrase(thing, language, "nom") or ""
    several = said.startswith(("las ", "los ")) or said.lower().split(" ")[-1].endswith("chips")
    return ("están" if several else "está") if language == "es" else ("sind" if several else "ist")


def seen_in(text: str, language: Foreign) -> str:
    """Names of things seen ("Coke, apple ×2; top drawer"), or a reading ("Coke > by apple"), in a language."""
    if " > " not in text:
        return _seen(text, language) or said_in(text, language)
    made = []
    for name in text.split(" > "):
        beside = name.startswith("by ")
        said = phrase(name.removeprefix("by "), language, "dat" if beside else "nom") or name
        made.append(f"{words(language)['where']['by']} {said}" if beside else said)
    return " > ".join(made)


def option_in(text: str, language: Foreign) -> str:
    """One answer to a question, without its number."""
    return _option(text, language, "nom") or text


def _option(text: str, language: Foreign, case: Case) -> str | None:
    verbs = [words(language)["option"].get(one) for one in text.split(" and ")]
    if None not in verbs:
        return f" {words(language)['joint']['and']} ".join(one for one in verbs if one)
    return phrase(text, language, case)
