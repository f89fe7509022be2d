"""The question of an arm that stays in doubt of its motion: go on, try again, or stop here.

Nobody but the user can say what doubt is worth here: it may be the usual care before a narrow place, or a
grip that is about to fail. Asked in mid-motion, while the arm holds.
"""

from __future__ import annotations

from typing import Literal

from agent.commands import given_up, is_command, plainly
from agent.language import bare, keyword, noun
from agent.numbering import number
from agent.replies import whole
from agent.types import Doubt, Language, Option, Question
from policies.types import Skill, Step

Said = Literal["go_on", "again", "stop", "command", "why", "silence", "unclear"]
"""What an answer says, as it is noted in the traces too."""

CHOICES: tuple[Literal["go_on", "again", "stop"], ...] = ("go_on", "again", "stop")
"""In the order they are numbered."""
OPTIONS: dict[Language, tuple[str, str, str]] = {
    "en": ("go on", "try again", "stop here"),
    "zh": ("继续", "再试一次", "停在这里"),
}


def _said(words: str) -> frozenset[str]:
    return frozenset(words.split("|"))


WORDS: dict[Literal["go_on", "again", "stop"], frozenset[str]] = {
    "go_on": _said(
        "go on|just go on|go on then|go on with it|go ahead|continue|carry on|keep going|keep on|proceed|"
        "do it|do it anyway|just do it|go on anyway|carry on anyway|"
        "继续|继续做|继续干|接着做|接着来|接着|往下做|做下去|没事继续|直接做|就这样做"
    ),
    "again": _said(
        "again|try again|try it again|try that again|retry|once more|one more time|try once more|start over|"
        "start again|have another go|another try|give it another try|look again|go back and try again|"
        "重试|再试|再试一次|再试试|再试一下|再来|再来一次|重来|重新来|重新试|重新试一次|重做|再看一眼"
    ),
    "stop": _said(
        "stop here|stop there|just stop|stop now|hold|hold it|stay|stay there|stay here|don't move|"
        "don't go on|do not go on|that's enough|"
        "停在这里|停在这儿|就停在这里|停在这|别继续|别继续了|不要继续|不要继续了|停手|先停|先停下|不继续了|不继续"
    ),
}
_HOW: dict[Language, dict[Skill, str]] = {
    "en": {
        "pick": "pick up the {name}",
        "place": "put it down at the {name}",
        "open": "open the {name}",
        "close": "close the {name}",
    },
    "zh": {"pick": "拿{name}", "place": "把它放到{name}", "open": "打开{name}", "close": "关上{name}"},
}


def compose(step: Step, language: Language) -> Question:
    """The question, on the skill at hand.

    Args:
        step: the skill the arm is in doubt of.
        language: to ask in.
    """
    how = _HOW[language][step.skill].format(name=_place(step, language))
    options = tuple(
        Option(number=at, text=text, keys=(at - 1,)) for at, text in enumerate(OPTIONS[language], 1)
    )
    first, second, third = (f"{option.text} ({option.number})" for option in options)
    text = (
        f"I am still not sure how to {how}. Shall I {first}, {second} or {third}?"
        if language == "en"
        else f"我还是没把握怎么{how}。{first}、{second} 还是{third}？"
    )
    return Question(factor="motion", kind="which", text=text, options=options, language=language)


def _place(step: Step, language: Language) -> str:
    return "台面" if step.target == "counter" and language == "zh" else noun(step.target, language)


def understand(text: str, question: Question) -> Said:
    """What a reply means. Whoever denies or takes back has it stopped; whoever leaves it to the arm has it
    tried again, which risks less than going on. A bare "yes" answers nothing: to which of them?

    Args:
        text: as typed, in English or Chinese whatever the question was asked in.
        question: what was asked.
    """
    if not bare(text):
        return "unclear" if any(mark in text for mark in "?？") else "silence"
    plain = plainly(text)
    for choice, words in WORDS.items():
        if words & {plain, bare(text), plain.rstrip("吧呗啊")}:
            return choice
    at = number(plain, len(CHOICES))
    if at is not None:
        return CHOICES[at - 1] if 1 <= at <= len(CHOICES) else "unclear"
    rest = given_up(text)
    if rest is not None:
        told = understand(rest, question)
        return told if told in ("command", "go_on", "again") else "stop"
    if keyword(text) in ("undo", "home") or is_command(plain):
        return "command"
    kind = whole(plain, question)
    if kind in ("cancel", "neither", "no") or keyword(text) == "stop":
        return "stop"
    return "again" if kind == "any" else "why" if kind == "why" else "unclear"


def why(doubt: Doubt, steps: int, risk: float | None, language: Language) -> str:
    """Why it was asked: the value that stopped the arm, the threshold, and where that comes from.

    Args:
        doubt: what stopped it.
        steps: in the window.
        risk: what the threshold was calibrated at; None for one that was not.
    """
    value, bound = f"{doubt.bits:.2f}", f"{doubt.threshold:.2f}"
    if language == "en":
        source = (
            "which is no calibrated number"
            if risk is None
            else f"by my calibration: of motions that succeed at most {risk:.0%} are stopped there"
        )
        return (
            f"Over my last {steps} steps each action token was spread over {value} bits on average (8 would "
            f"be a guess among all), also after I looked again. I stop above {bound}, {source}."
        )
    source = (
        "这个数没有校准过" if risk is None else f"这是校准得来的：能成功的动作里最多 {risk:.0%} 会被这样停下"
    )
    return (
        f"最近 {steps} 步里，每个动作词元的不确定度平均是 {value} 比特（8 就等于乱猜），再看一眼之后也一样。"
        f"超过 {bound} 我就停下，{source}。"
    )
