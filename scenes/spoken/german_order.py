"""The order of words: German verbs part, and stand last where English has them early."""

from __future__ import annotations

from collections.abc import Mapping

from scenes.spoken.objects import denied, with_objects
from scenes.spoken.tokens import Word, folded

_ANYWHERE = ("weg", "zuruck", "rein", "raus", "ruber", "fort", "heruber", "hinein", "heraus", "runter", "herunter")
"""Particles that are no prepositions: they belong to a verb wherever they stand."""
_INSIDE = ("rein", "hinein")
"""Particles that say where a thing goes, unless a place is named besides."""
_SUBJECTS = ("I", "you", "we", "he", "it", "them", "one", "someone")
_JOINING = ("wenn", "falls", "ob", "weil", "dass", "damit", "sodass", "wofur", "womit", "wo")
_ARTICLES = ("der", "die", "das", "den", "dem")
_FINITE = ("verb",)
_VERBAL = ("verb", "infinitive")
_MODAL = ("can you", "can I", "can", "I can", "I would like", "we would like", "I want", "you should", "should", "will you",
          "want", "I have to", "can I have", "let")


def ordered(found: list[Word], parted: Mapping[tuple[str, str], str]) -> list[str]:
    """English words in English order, clause by clause."""
    found = [word for word in found if word.english or word.tag == "mark"]
    said: list[Word] = []
    for at, clause in enumerate(clauses := _clauses(found)):
        relative = at > 0 and bool(clauses[at - 1]) and clauses[at - 1][-1].english == ","
        said += _clause(clause, parted, relative)
    return [word.english for word in _one(_tidied(said))]


def _clauses(found: list[Word]) -> list[list[Word]]:
    """Cut behind marks, and before an "and" that a verb follows."""
    cut: list[list[Word]] = [[]]
    for at, word in enumerate(found):
        following = found[at + 1] if at + 1 < len(found) else None
        joins = word.english in ("and", "or", "but", "then") and word.tag == "conjunction"
        if joins and following is not None and following.tag in ("verb", "parted"):
            cut.append([])
        cut[-1].append(word)
        if word.tag == "mark":
            cut.append([])
    return [clause for clause in cut if clause]


def _clause(clause: list[Word], parted: Mapping[tuple[str, str], str], relative: bool) -> list[Word]:
    mark = [clause[-1]] if clause[-1].tag == "mark" else []
    body = clause[: len(clause) - len(mark)]
    body = _joined(body, parted)
    body = _purposes(body)
    body = _last_verb(body, relative)
    body = _last_infinitive(body)
    body = _described(_denied(body))
    return [*_pronouns(body), *mark]


def _joined(body: list[Word], parted: Mapping[tuple[str, str], str]) -> list[Word]:
    """A verb and the particle that has parted from it are one verb."""
    for at, verb in enumerate(body):
        if verb.tag == "noun":
            continue
        head = folded(verb.text.split()[0])
        for end in range(len(body) - 1, at, -1):
            particle = folded(body[end].text)
            english = parted.get((head, particle))
            if english is None or not (particle in _ANYWHERE or _ends(body, end)):
                continue
            inside = english == "put" and particle in _INSIDE and not any(w.english == "in" for w in body)
            kept = [body[end]] if inside else []
            return [*body[:at], Word(verb.text, english, "verb"), *body[at + 1:end], *kept, *body[end + 1:]]
    return body


def _ends(body: list[Word], at: int) -> bool:
    """Whether only small words follow, so that this one is no preposition."""
    return all(word.tag in ("adverb", "where") for word in body[at + 1:])


def _purposes(body: list[Word]) -> list[Word]:
    """ "zum Trinken" and "zu trinken" are "to drink", "um ... zu schneiden" is "to cut ..."."""
    made: list[Word] = []
    at = 0
    while at < len(body):
        word = body[at]
        if word.text.lower() == "zu":
            end = at + 1
            while end < len(body) and end < at + 5 and body[end].tag in ("article", "noun", "adjective"):
                end += 1
            if end < len(body) and body[end].tag == "infinitive" and (end == at + 1 or body[at + 1].tag == "article"):
                things = body[at + 1:end]
                things = things[1:] if things[:1] and folded(things[0].text) == "dem" else things
                if made and made[-1].english != "to":
                    opened = max((i for i, w in enumerate(made) if w.text.lower() == "um"), default=-1)
                    if opened >= 0:
                        made[opened + 1:opened + 1] = [body[end]]
                        at = end + 1
                        continue
                made += [Word("zu", "to", "preposition"), body[end], *things]
                at = end + 1
                continue
        made.append(word)
        at += 1
    for start, word in enumerate(made):
        if word.text.lower() == "um" and made[-1].tag == "infinitive":
            verb = made.pop()
            made.insert(start + 1, Word(verb.text, verb.english.removeprefix("to "), "infinitive"))
            break
    return made


def _last_verb(body: list[Word], relative: bool) -> list[Word]:
    """In a clause that hangs on another the verb stands last; in English behind its subject."""
    if len(body) < 2 or body[-1].tag not in _VERBAL:
        return body
    first = folded(body[0].text.split()[0])
    opens = first in _ARTICLES and relative and body[-1].tag == "verb" and not (
        len(body) > 1 and body[1].tag in _VERBAL)
    if not opens and first not in _JOINING:
        return body
    start = len(body) - 1
    while start > 1 and body[start - 1].tag == "infinitive":
        start -= 1
    verbs = [body[-1], *body[start:-1]]
    if opens:
        return [Word(body[0].text, "that", "conjunction"), *verbs, *body[1:start]]
    behind = 1
    while behind < start and body[behind].english in _SUBJECTS and behind < 2:
        behind += 1
    if behind == 1:
        while behind < start and body[behind].tag in ("article", "adjective", "noun"):
            behind += 1
    return [*body[:behind], *verbs, *body[behind:start]]


def _last_infinitive(body: list[Word]) -> list[Word]:
    """ "kannst du mir die Cola geben" is "can you give me the Coke"."""
    if len(body) < 2 or body[-1].tag != "infinitive" or body[0].text.lower() == "um":
        return body
    modal = next((i for i, word in enumerate(body) if word.tag == "verb" and word.english in _MODAL), None)
    if modal is None:
        if body[0].tag in ("article", "noun", "adjective", "pronoun", "adverb") and not any(
                word.tag == "verb" or word.english == "to" for word in body):
            start = 1 if body[0].tag == "adverb" else 0  # "die Cola herbringen": an order
            return [*body[:start], body[-1], *body[start:-1]]
        return body
    behind = modal + 1
    if behind < len(body) and body[behind].english in ("I", "you", "we") and body[modal].english in ("can", "should"):
        behind += 1
    while behind < len(body) - 1 and body[behind].tag == "adverb":
        behind += 1
    english = body[modal].english
    wishes = english.endswith(("like", "want", "will you")) and not body[-1].english.startswith("to ")
    to = [Word("", "to", "preposition")] if wishes and english != "will you" else []
    front = body[:modal]
    if english in ("I can", "I would like", "I want", "I have to", "you should") and front and front[-1].tag in (
            "noun", "pronoun"):  # "die Cola möchte ich haben"
        return [body[modal], *to, body[-1], *front, *body[behind:-1]]
    return [*body[:behind], *to, body[-1], *body[behind:-1]]


def _denied(body: list[Word]) -> list[Word]:
    """ "ist nicht" is "is not", "leg nicht" is "do not put"; what is thrown goes to the trash anyway."""
    thrown = any(word.tag == "verb" and word.english.startswith("throw") for word in body)
    if thrown:
        body = [word for word in body if word.english != "in the trash"]
        body = [Word(w.text, "throw away", w.tag) if w.tag == "verb" and w.english == "throw" else w for w in body] \
            if not any(w.english in ("in", "to", "on") for w in body) else body
    at = next((i for i, word in enumerate(body) if word.english == "not"), None)
    verb = next((i for i, word in enumerate(body) if word.tag == "verb"), None)
    if at is None or verb is None:
        return body
    said = Word(body[verb].text, denied(body[verb].english), "verb")
    return [said if i == verb else word for i, word in enumerate(body) if i != at]


def _described(body: list[Word]) -> list[Word]:
    """ "Getränk ohne Koffein" is "caffeine-free drink": what a thing is made of or with stands before it."""
    made: list[Word] = []
    for word in body:
        if word.tag == "adjective" and " " in word.text and made and made[-1].tag == "noun":
            made.insert(len(made) - 1, word)
        else:
            made.append(word)
    return made


def _pronouns(body: list[Word]) -> list[Word]:
    """Whom a thing is for, next to the verb; "give it me" is "give it to me". "Gibst du mir" is an order too."""
    if len(body) > 2 and body[0].tag == "verb" and body[0].english not in _MODAL and body[1].english == "you":
        body = [body[0], *body[2:]]
    made: list[Word] = []
    at = 0
    while at < len(body):
        word = body[at]
        if word.tag not in _VERBAL:
            made.append(word)
            at += 1
            continue
        end, whom, thing = at + 1, None, None
        small: list[Word] = []
        while end < len(body) and (body[end].english in ("me", "us", "it", "them") or body[end].tag == "adverb"):
            if body[end].tag == "adverb":
                small.append(body[end])
            elif body[end].english in ("me", "us"):
                whom = body[end].english
            else:
                thing = body[end].english
            end += 1
        if whom or thing:
            made += [Word(word.text, with_objects(word.english, whom, thing), word.tag), *small]
            at = end
        else:
            made.append(word)
            at += 1
    return made


def _tidied(said: list[Word]) -> list[Word]:
    """No comma stands before "that" or "to" in English; commas of two in a row are one."""
    made: list[Word] = []
    for word in said:
        if made and made[-1].english == "," and (word.english in ("that", "to", "where it belongs", ",") or not word.english):
            made.pop()
        made.append(word)
    return made


def _one(said: list[Word]) -> list[Word]:
    """An article without a noun: "die rote" is "the red one", "nimm das" is "take that"."""
    made: list[Word] = []
    for at, word in enumerate(said):
        made.append(word)
        following = said[at + 1] if at + 1 < len(said) else None
        after = "mark" if following is None else following.tag
        if word.tag == "article":
            if after in ("noun", "adjective", "number", "unknown", "article"):
                continue
            if after == "where" or (following is not None and following.english in ("that", "with", "in", "on", "from")):
                made.append(Word("", "one", "noun"))
            elif word.english == "the":
                made[-1] = Word(word.text, "that", "pronoun")
            elif word.english in ("a", "no", "my", "your"):
                made.append(Word("", "one", "noun"))
        elif word.tag == "adjective" and after not in ("noun", "adjective", "unknown", "number"):
            back = len(made) - 1
            while back > 0 and made[back - 1].tag in ("adjective", "number"):
                back -= 1
            if back > 0 and made[back - 1].tag == "article" and word.english not in ("metal", "plastic"):
                made.append(Word("", "one", "noun"))
    return made
