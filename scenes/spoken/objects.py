"""Pronouns of an English verb, put where English has them."""

from __future__ import annotations

_GIVING = ("bring", "give", "pass", "hand", "lend", "get", "throw", "fetch", "toss", "show", "help")
_FOR_ONE = {"put": "get", "pick up": "get", "take": "bring"}
"""Said with "for me", these are verbs of giving: ponme una cola is "get me a cola"."""


_AUXILIARY = {"is": "is not", "are": "are not", "I am": "I am not", "has": "has no", "have": "have no",
              "there is": "there is no", "is there": "is there no", "I have": "I have no", "can": "cannot", "I can": "I cannot"}
_DENIED = {"I want": "I do not want", "I like": "I do not like", "I need": "I do not need"}


def denied(verb: str) -> str:
    """A verb with "not": "is not", "has no", "do not put"."""
    return _AUXILIARY.get(verb) or _DENIED.get(verb) or f"do not {verb}"


def with_objects(verb: str, whom: str | None, thing: str | None) -> str:
    """ "bring", me and it are "bring it to me"; "put away" and it are "put it away".

    A "me" that only says for whom ("ábreme el cajón") is left out.
    """
    if whom is not None:
        verb = _FOR_ONE.get(verb, verb)
        if verb.split()[-1] not in _GIVING:
            whom = None
    head, _, particle = verb.partition(" ")
    if thing is not None:
        divided = particle in ("away", "back", "up")
        verb = f"{head} {thing} {particle}" if divided else f"{verb} {thing}"
        return f"{verb} to {whom}" if whom is not None else verb
    return f"{verb} {whom}" if whom is not None else verb
