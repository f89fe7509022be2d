"""A whole new command in place of an answer, and the words that give up the old one before it."""

from __future__ import annotations

import re

from agent.language import bare, keyword, mentioned

_ENGLISH = re.compile(
    r"^(?:(?:can|could|would) you |i want you to |instead,? |rather,? )?"
    r"(put|move|bring|throw|toss|open|close|shut|place|give|hand|drop|fetch|deliver|store|pass|"
    r"take|pick|grab|get)\b(?!-)(?P<rest>.*)"
)
_WEAK_ENGLISH = {"take", "pick", "grab", "get"}
_CHINESE = re.compile(
    r"^(?:还是|改成|改为|请|帮我|给我)*(把|打开|关上|关掉|关闭|拿|扔|放|移|递|丢|送)(?P<rest>.*)"
)
_PLACED = re.compile(r"\b(in|into|to|on|onto|next|away|me)\b")
_GIVEN_UP = re.compile(
    r"^(?:no,? |oh,? |wait,? |actually,? )*"
    r"(?:never ?mind(?: that)?|forget (?:it|that|about (?:it|that))|cancel(?: that)?|leave (?:it|that)|"
    r"i(?:'ve| have)? changed my mind|changed my mind|on second thoughts?|scratch that|stop)"
    r"(?:\s*[,，。.;:!—-]+\s*|\s+(?:and|just|please|instead)\s+)(?P<rest>.+)"
    r"|^(?:不，?)?(?:还是)?(?:算了吧?|不用了|不要了|取消|我?(?:改|变)(?:了)?主意了?|等等|等一下|停)"
    r"(?:\s*[,，。；;！!]+\s*|还是|你?就)(?P<rest_zh>.+)"
)
_LEADING = re.compile(
    # "no Coke" and 不是 可乐 deny what follows; "no, the Coke" and "no the Coke" ask for it.
    r"^(?:(?:no|nope|不|不是|不对)\s*[,，。;；.!！]\s*|(?:no|nope)\s+(?=(?:the|i|it's|put|move|bring|open|close|give)\b)|"
    r"(?:actually|i mean|sorry|wait|其实|我是说|不对)[,，\s]+)(?=\S)"
)



_CORRECTED = re.compile(
    r"^.+?[,，.。;；…—-]\s*(?:no\s*[,，.]|no\s+(?=the\b)|(?:sorry|wait|actually|i mean|rather)[,，]?\s|"
    r"(?:不对?|不是|我是说|等等|还是)\s*[,，。])\s*(?=\S)"
)


def is_command(plain: str) -> bool:
    """A whole new command, as against words that pick an option ("take the green one").

    Args:
        plain: lower case, without punctuation at its ends.
    """
    if match := _ENGLISH.match(plain):
        rest = match["rest"]
        if re.search(r"\b(it|that|this|one|them|both|these|those)\b", rest) and not mentioned(rest, "en")[1:]:
            return False
        if match[1] in _WEAK_ENGLISH and not _PLACED.search(rest):
            return False
        return bool(rest.strip())
    if match := _CHINESE.match(plain):
        rest = match["rest"]
        if match[1] in ("拿", "放") and not re.search("给|到|进|里|在", rest):
            return False
        return len(rest) >= 2 and not re.match("^(它|那个|这个)", rest)
    return False


def plainly(text: str) -> str:
    """A reply without politeness, capitals, what it takes back itself ("the Coke, no, the Sprite") and a
    leading "no," or "actually,"."""
    return _LEADING.sub("", _CORRECTED.sub("", bare(text)))


def given_up(text: str) -> str | None:
    """What follows "never mind, ..." or 算了，...; None where nothing is given up first."""
    match = _GIVEN_UP.match(bare(text))
    return None if match is None else (match["rest"] or match["rest_zh"]).strip()


def command_in(text: str) -> str:
    """The command in a reply that was taken for one: what follows the words that gave the old one up."""
    rest = given_up(text)
    if rest is None or not (is_command(plainly(rest)) or keyword(rest) in ("undo", "home")):
        return text
    # In the user's own spelling: names and places keep their capitals for the policy.
    at = text.lower().rfind(rest)
    return text[at:].strip() if at >= 0 else rest
