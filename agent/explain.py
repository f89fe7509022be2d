"""The words of reasons: "why?", and what is said when nothing is done."""

from __future__ import annotations

from collections.abc import Sequence

from agent.language import listed, mentioned, noun
from agent.naming import phrase, sees
from agent.questions import KEYED, split
from agent.types import Decision, Language, Question
from policies.types import Percept
from scenes.catalogue import world_of


def why(
    question: Question,
    decision: Decision,
    percepts: Sequence[Percept],
    ratio: float | None,
    language: Language,
    confirm_share: float | None = None,
) -> str:
    """Why a question was asked: what was seen, what each option was given, and the rule; where costs decided,
    what each action was expected to cost.

    Args:
        ratio: the rule's share of the best reading; None where a calibrated threshold decided.
        confirm_share: the share of "none of these" from which a single reading is confirmed first.
    """
    shares = [f"{share:.2f}".removeprefix("0") for share in _shares(question, decision)]
    best = split(decision.readings, question.factor)
    top = max(best.values())
    saw = f"I see {sees(percepts, 'en')}. " if language == "en" else f"我看到：{sees(percepts, 'zh')}。"
    state = saw + _drawers(question, percepts, language)
    options = [option.text for option in question.options]
    if decision.expected_costs or decision.reason == "empty_set":
        confirm = question.kind == "confirm"
        end = _weighed if decision.expected_costs else _nothing_reached
        given = _given(options, decision, shares, confirm, language)
        return f"{saw if confirm else state}{given}{end(decision, language)}"
    if question.kind == "confirm":
        share = f"{decision.readings[0].probability:.2f}".removeprefix("0")
        if language == "en":
            bound = "" if confirm_share is None else f" (I check from a chance of {confirm_share:.0%} on)"
            return (
                f"{saw}{options[0][0].upper()}{options[0][1:]} fits best ({share}), but it is quite possible "
                f"that you mean nothing I see{bound}, so I check first."
            )
        bound = "" if confirm_share is None else f"（可能性到 {confirm_share:.0%} 我就会先问）"
        return f"{saw}最像的是{options[0]}（{share}），但也很可能都不是{bound}，所以先确认一下。"
    if ratio is None:
        needed = f"{decision.threshold:.2f}".removeprefix("0")
        if language == "en":
            return (
                f"{state}You could mean {listed(options, 'en', 'or')}; I gave them {listed(shares, 'en')}, "
                f"and by my calibration nothing that has at least {needed} can be ruled out."
            )
        return (
            f"{state}你可能指{listed(options, 'zh', 'or')}；我给它们的概率是{listed(shares, 'zh')}。"
            f"按照校准，概率不低于 {needed} 的理解都不能排除。"
        )
    bound = f"{1 / (1 + ratio):.2f}".removeprefix("0")
    if language == "en":
        return (
            f"{state}You could mean {listed(options, 'en', 'or')}; "
            f"I gave them {listed(shares, 'en')}, and I act "
            f"alone only when no other reading is more than {ratio:.0%} as likely as the best "
            f"(of two, the better must be above {bound}; here it has {top:.2f}).".replace("has 0.", "has .")
        )
    return (
        f"{state}你可能指{listed(options, 'zh', 'or')}；我给它们的概率是{listed(shares, 'zh')}。"
        f"只有其他理解都不到最可能那个的 {ratio:.0%} 时，我才会不问就做（两个选项时要超过 {bound}）。"
    )


def _given(
    options: list[str], decision: Decision, shares: list[str], confirm: bool, language: Language
) -> str:
    """What each option was given, as the start of a sentence."""
    if confirm:
        share = f"{decision.readings[0].probability:.2f}".removeprefix("0")
        if language == "en":
            return f"{options[0][0].upper()}{options[0][1:]} fits best ({share})"
        return f"最像的是{options[0]}（{share}）"
    if language == "en":
        return f"You could mean {listed(options, 'en', 'or')}; I gave them {listed(shares, 'en')}"
    return f"你可能指{listed(options, 'zh', 'or')}；我给它们的概率是{listed(shares, 'zh')}"


def _weighed(decision: Decision, language: Language) -> str:
    """What each action was expected to cost, as the end of a sentence."""
    costs = {action: f"{cost:.3g}" for action, cost in decision.expected_costs.items()}
    asking, nothing = costs["ask"], costs["refuse"]
    if language == "en":
        first = f"asking costs {asking} on average"
        if "act" in costs:
            first = f"doing it at once would cost {costs['act']} on average, asking {asking}"
        return f". By the costs I was given, {first} and doing nothing {nothing}, so I ask."
    acting = f"直接做的平均代价是 {costs['act']}，" if "act" in costs else ""
    return f"。按给定的代价，{acting}提问是 {asking}，不做是 {nothing}，所以我先问。"


def _nothing_reached(decision: Decision, language: Language) -> str:
    needed = f"{decision.threshold:.2f}".removeprefix("0")
    if language == "en":
        return f", and nothing reaches the {needed} of my calibration, so I ask about what is likeliest."
    return f"，都没有达到校准要求的 {needed}，所以我先问最可能的。"


def _shares(question: Question, decision: Decision) -> list[float]:
    mass = split(decision.readings, question.factor)
    return [mass.get(option.keys, 0.0) for option in question.options]


def _drawers(question: Question, percepts: Sequence[Percept], language: Language) -> str:
    """What was seen of the drawers asked about, if they are."""
    if question.factor not in KEYED:
        return ""
    keys = {key for option in question.options for key in option.keys}
    drawers = [p for p in percepts if p.key in keys and p.is_open is not None]
    if len(drawers) < 2 or len(drawers) != len(keys):
        return ""
    if not any(p.is_open for p in drawers):
        return "I see both drawers closed. " if language == "en" else "我看到两个抽屉都关着。"
    opened = next(p for p in drawers if p.is_open)
    if language == "en":
        return f"I see {phrase(opened.key, percepts, 'en')} open. "
    return f"我看到{noun(opened.name, 'zh')}开着。"


def not_found(instruction: str, percepts: Sequence[Percept], language: Language) -> str:
    """Nothing seen fits: what is missing, if the words name it, and what is there."""
    there = {p.name for p in percepts}
    absent = [name for name in mentioned(instruction, language, world_of(there)) if name not in there]
    seen = sees([p for p in percepts if not p.is_place], language)
    if absent:
        nothing = "nothing to pick up" if language == "en" else "没有可拿的东西"
        return missing(absent[0], language) + (
            f" I see: {seen or nothing}." if language == "en" else f"我看到：{seen or nothing}。"
        )
    if language == "en":
        return (
            f"I did not understand what to do with what is here, so I do nothing. I see: "
            f"{seen or 'nothing to pick up'}. Say it in other words?"
        )
    return f"我没明白要对这里的东西做什么，所以不动。我看到：{seen or '没有可拿的东西'}。请换个说法？"


def missing(name: str, language: Language) -> str:
    """That a kind or place is not seen."""
    if language == "en":
        return f"I do not see {_a(noun(name, 'en'))} here."
    return f"我没看到{noun(name, 'zh')}。"


def _a(name: str) -> str:
    if name.split()[-1].endswith("s") or name in ("bottled water",):
        return f"any {name}"
    return f"{'an' if name[0].lower() in 'aeiou' else 'a'} {name}"


SAY: dict[str, dict[Language, str]] = {
    # Said where the model alone thinks so: what a stated fact forbids carries the fact's own words.
    "must_not": {
        "en": "I take that for something that must not be done, so I do nothing, though I know of no rule "
        "against it. Say it in other words?",
        "zh": "我觉得这不该做，所以不动，虽然没有哪条规则禁止它。请换个说法？",
    },
    "neither": {
        "en": "Then I do not know what you mean, so I do nothing. Say it in other words?",
        "zh": "那我就不知道你指什么了，所以不动。请换个说法？",
    },
    "cancelled": {"en": "All right, you took it back: I leave it.", "zh": "好的，你不要了，我就不做了。"},
    "changed_meanwhile": {
        "en": "What I asked about is no longer all there, and I did not get your answer, so I do nothing. "
        "Say it again?",
        "zh": "我问到的东西已经不全在了，你的回答我也没听懂，所以不动。请再说一遍？",
    },
    "least_cost": {
        "en": "I am not sure enough to act, and by the costs I was given asking costs more than doing "
        "nothing, so I do nothing. Say it in other words?",
        "zh": "我没有足够的把握去做，而按给定的代价，提问比不做更贵，所以不动。请换个说法？",
    },
    "as_you_said": {"en": "as you said", "zh": "如你所说"},
    "superseded": {"en": "All right, that instead.", "zh": "好的，改做这个。"},
    "nothing_to_undo": {"en": "There is nothing to undo.", "zh": "没有可以撤销的动作。"},
    "undo_lost": {
        "en": "I cannot undo that: I no longer see the {name} where I put it.",
        "zh": "没法撤销：我放过去的{name}现在看不到了。",
    },
    "changed": {"en": "The counter changed, so I look again.", "zh": "台面变了，我再看一眼。"},
    "doubt": {"en": "I am not sure of my motion, so I look again.", "zh": "我对动作没把握，再看一眼。"},
    "backing": {"en": "I go back and try again.", "zh": "我退回去再试一次。"},
    "motion_hint": {
        "en": "I did not get that. Please answer 1, 2 or 3, or say it in words.",
        "zh": "我没听懂。请回答 1、2 还是 3，或者直接说。",
    },
    "retry": {"en": "The hand closed on nothing; I try again.", "zh": "没抓到，我再试一次。"},
    "dropped": {"en": "It slipped out of the hand; I try again.", "zh": "东西滑掉了，我再试一次。"},
    "resumed": {"en": "I was interrupted; I look before I go on.", "zh": "刚才中断了，我先看一眼再继续。"},
    "parked": {"en": "The arm is parked.", "zh": "手臂已归位。"},
    "stopped": {"en": "Stopped; the arm holds.", "zh": "已停下，手臂保持不动。"},
    "gripper_empty": {
        "en": "I could not grip the {name}: the hand closed on nothing three times.",
        "zh": "没能抓住{name}：手三次都抓空了。",
    },
    "not_released": {
        "en": "I stopped without letting go: I still hold it. \"undo\" puts it back.",
        "zh": "我停下时没有松手，东西还在手里。说“撤销”我就放回去。",
    },
    "lost": {"en": "I dropped it and could not pick it up again.", "zh": "东西掉了，没能再拿起来。"},
    "step_limit": {"en": "I gave up: {skill} took too many steps.", "zh": "我放弃了：这个动作用了太多步。"},
    "malformed_action": {
        "en": "My policy gave an action I cannot read, so the arm holds.",
        "zh": "策略给出了读不懂的动作，手臂保持不动。",
    },
    "action_refused": {
        "en": "The safety filter refused the motion, so the arm holds.",
        "zh": "安全过滤拒绝了这个动作，手臂保持不动。",
    },
    "in_doubt": {
        "en": "I stayed unsure of my motion, so the arm holds.",
        "zh": "我一直对动作没把握，手臂保持不动。",
    },
}


def say(key: str, language: Language, **words: str) -> str:
    return SAY[key][language].format(**words)
