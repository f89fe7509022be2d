"""Kinds of the collection of cards: cards, portraits, bowls of more colours, novel things, bags over the edge.

The kitchen's kinds stand among them. Cards and bowls are never carried: a thing is put beside a card, or into a
bowl. As in ``scenes.catalogue``, facts are stated here once and every label follows from them.
"""

from __future__ import annotations

from scenes.cards.concepts import CONCEPTS, HELD_OUT, Concept, value_of
from scenes.cards.portraits import PEOPLE, STRANGERS
from scenes.kinds import Kind, Words, kind

LYING = (0.086, 0.082, 0.004)
STANDING = (0.044, 0.078, 0.076)
PORTRAIT = "portrait"
"""What any portrait is called before one has looked whose it is: a name, no kind of its own that stands anywhere."""


def _card(key: str, words: Words, categories: set[str], size_m: tuple[float, float, float]) -> Kind:
    return Kind(key, words, frozenset({"card", *categories}), (), frozenset({"paper"}), size_m, (), "recycling",
                graspable=False)


def _of(concept: Concept) -> Kind:
    words = Words((f"card with the {concept.en[0]}", *(f"{said} card" for said in concept.en), *concept.en),
                  tuple(form for said in concept.zh for form in (f"{said}卡片", f"{said}的卡片", said)))
    if concept.group == "sum":
        words = Words((f"card with {concept.en[0]}", *concept.en), words.zh)
    extra = {f"equals_{value_of(concept.shows)}"} if concept.group == "sum" else set[str]()
    return _card(concept.key, words, {concept.group, *extra}, STANDING if concept.group == "flag" else LYING)


CARDS: tuple[Kind, ...] = tuple(_of(concept) for concept in CONCEPTS)
PORTRAITS: tuple[Kind, ...] = (
    _card(PORTRAIT, Words(("portrait of a person", "portrait", "portrait card"), ("人像", "人像卡片", "肖像")), {"portrait_card"},
          STANDING),
    *(_card(key, Words((face.words(),), (f"人像{key[-2:]}",)), {"portrait_card"}, STANDING) for key, face in STRANGERS),
    *(_card(person.key, Words((person.face.words(), person.name, person.name.split()[0]), (person.zh, f"{person.zh}的照片")),
            {"portrait_card"}, STANDING) for person in PEOPLE),
)

_BOWL = (0.13, 0.13, 0.055)


def _bowl(colour: str, zh: str) -> Kind:
    return kind(f"{colour}_bowl", f"{colour} bowl, {colour} plastic bowl", f"{zh}碗, {zh}色的碗", "bowl, tableware", colour,
                "plastic", _BOWL, "sink", "landfill", traits="hollow", good_for="hold_food", graspable=False,
                holds_things=True)


BOWLS: tuple[Kind, ...] = (_bowl("red", "红"), _bowl("yellow", "黄"), _bowl("green", "绿"), _bowl("orange", "橙"))

_BAG = (0.12, 0.064, 0.046)
FALLING: tuple[Kind, ...] = (
    kind("falling_kettle_chips", "bag about to fall off the counter, bag over the edge", "快掉下去的袋子, 快要掉下去的包",
         "snack, chips, food", "purple", "foil", _BAG, "top_drawer", "landfill", container="bag",
         traits="salty, crispy, about_to_fall", good_for="eat"),
    kind("falling_rice_chips", "bag about to fall off the table, bag hanging over the edge", "要掉下去的袋子, 快掉下去的包",
         "snack, chips, food", "white", "foil", _BAG, "top_drawer", "landfill", container="bag",
         traits="salty, crispy, about_to_fall", good_for="eat"),
)

NOVEL: tuple[Kind, ...] = (
    kind("brick", "brick", "砖头, 砖块", "stone, building", "brown", "stone", (0.12, 0.06, 0.042), "landfill", "landfill",
         traits="hard, heavy", good_for="drive_nail"),
    kind("dice", "dice, die", "骰子", "toy", "white", "plastic", (0.052, 0.05, 0.05), "top_drawer", "landfill",
         traits="hard", good_for="play"),
    kind("traffic_cone", "traffic cone, cone", "路锥, 交通锥", "toy", "orange", "plastic", (0.066, 0.064, 0.095),
         "top_drawer", "landfill", good_for="warn"),
    kind("gift", "gift, gift box, present", "礼物, 礼盒", "present", "red", "paper", (0.066, 0.062, 0.056), "top_drawer",
         "recycling", good_for="give_birthday"),
    kind("rubber_duck", "rubber duck, toy duck, duck", "橡皮鸭, 小黄鸭", "toy", "yellow", "rubber", (0.082, 0.058, 0.07), "sink",
         "landfill", traits="soft", good_for="play, bathe"),
    kind("battery", "battery", "电池", "electronics", "black", "metal, electronic", (0.088, 0.034, 0.034), "top_drawer",
         "landfill", good_for="power_torch"),
    kind("candle", "candle", "蜡烛", "light", "white", "wax", (0.04, 0.039, 0.10), "bottom_drawer", "landfill",
         good_for="give_light"),
    kind("book", "book", "书, 书本", "reading", "blue", "paper", (0.11, 0.076, 0.026), "top_drawer", "recycling",
         good_for="read"),
)

KINDS: tuple[Kind, ...] = (*CARDS, *PORTRAITS, *BOWLS, *FALLING, *NOVEL)
"""Besides the kitchen's."""
PEOPLE_KEYS: frozenset[str] = frozenset(person.key for person in PEOPLE)
NEVER_IN_ROBOT_DATA: frozenset[str] = HELD_OUT | PEOPLE_KEYS
