"""Undo: the last thing done, backwards, from where it is seen now."""

from __future__ import annotations

from agent.explain import say
from agent.language import noun
from agent.putting import where_put
from agent.tracking import nearest
from agent.types import Held, Language, LastMove
from policies.types import Entry, Percept, Plan, Reading, Step

COUNTER = "counter"
"""Target name of a free point on the counter."""
_REACH = 0.2
"""How far (image distance) from where it was put a thing may be found again."""


def reversed_plan(
    last: LastMove | None, held: Held | None, percepts: tuple[Percept, ...], language: Language
) -> Plan | str:
    """The plan that undoes the last thing done, or why there is none, in the user's language."""
    if held is not None:
        step = Step(skill="place", u=held.u, v=held.v, target=COUNTER)
        return _plan((step,), Reading(), _back(held.name, language))
    if last is None:
        return say("nothing_to_undo", language)
    if last.skill in ("open", "close"):
        drawer = nearest(last.name, last.to_u, last.to_v, percepts)
        if drawer is None:
            return say("undo_lost", language, name=noun(last.name, language))
        verb = "close" if last.skill == "open" else "open"
        words = {
            "en": f"{verb} the {noun(last.name, 'en')} again",
            "zh": f"重新{'关上' if verb == 'close' else '打开'}{noun(last.name, 'zh')}",
        }[language]
        reading = Reading(entries=(Entry.model_validate({"verb": verb, "things": (drawer.key,)}),))
        return _plan((_at(verb, drawer),), reading, words)
    thing = _find(last, percepts)
    steps: list[Step] = []
    if thing is None:
        # Not seen, but put there by this hand: in a closed drawer, or where the eye misses it. The gripper
        # tells whether it still is.
        place = nearest(last.to_name, last.to_u, last.to_v, percepts)
        if place is not None and place.is_open is False:
            steps += [_at("close", other) for other in percepts if other.is_open]
            steps.append(_at("open", place))
        u, v = where_put(last.name, last.to_u, last.to_v, place)
        steps.append(Step(skill="pick", u=u, v=v, target=last.name))
    else:
        steps.append(Step(skill="pick", u=thing.u, v=thing.v, target=thing.name, percept=thing.key))
    steps.append(Step(skill="place", u=last.from_u, v=last.from_v, target=COUNTER))
    reading = Reading() if thing is None else Reading(entries=(Entry(verb="move", things=(thing.key,)),))
    return _plan(tuple(steps), reading, _back(last.name, language))


def rest_of(plan: Plan | None, step_index: int, held: Held | None) -> Plan | None:
    """What is left of an undo that was interrupted once its thing was in the hand; None to plan it anew.

    By then what was done last is half undone: to plan anew would be to put the thing back where it was taken.
    """
    if plan is None:
        return None
    left = plan.steps[step_index:]
    if held is not None:
        left = left[1:] if left and left[0].skill == "pick" else left
    elif left and left[0].skill == "place":
        left = left[1:]  # The hand is open: it has been put down, or lost where no plan would find it.
    else:
        return None
    return plan.model_copy(update={"steps": left})


def _find(last: LastMove, percepts: tuple[Percept, ...]) -> Percept | None:
    thing = nearest(last.name, last.to_u, last.to_v, percepts)
    if thing is None or (thing.u - last.to_u) ** 2 + (thing.v - last.to_v) ** 2 > _REACH**2:
        return None
    return thing


def _at(skill: str, percept: Percept) -> Step:
    return Step.model_validate(
        {"skill": skill, "u": percept.u, "v": percept.v, "target": percept.name, "percept": percept.key}
    )


def _back(name: str, language: Language) -> str:
    return (
        f"put the {noun(name, 'en')} back where it was"
        if language == "en"
        else f"把{noun(name, 'zh')}放回原处"
    )


def _plan(steps: tuple[Step, ...], reading: Reading, text: str) -> Plan:
    return Plan(reading=reading, steps=steps, probability=1.0, text=text)
