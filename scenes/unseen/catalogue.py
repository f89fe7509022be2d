"""Kinds of things that no training shows, neither robot data nor frames: fourteen, easy and hard.

Easy ones are further members of categories that training knows (a green apple, a grape soda): every word of
their names is known, and they are gripped as their kin are. Hard ones are of categories it does not know, toys
and vegetables among them, in shapes of their own. As in ``scenes.catalogue``, facts are stated here once.
"""

from __future__ import annotations

from typing import Literal

from scenes.kinds import Kind, kind

Level = Literal["easy", "hard"]
LEVELS: tuple[Level, ...] = ("easy", "hard")

_CAN = (0.056, 0.056, 0.115)
_CUP = (0.07, 0.07, 0.08)

EASY: tuple[Kind, ...] = (
    kind("green_apple", "green apple", "青苹果, 绿苹果", "fruit, food", "green", "organic", (0.064, 0.064, 0.062),
         "white_bowl, top_drawer", "compost", traits="sour, healthy, crispy, round", good_for="eat"),
    kind("lime", "lime, green lemon", "青柠檬, 绿柠檬", "fruit, food, citrus", "green", "organic", (0.068, 0.052, 0.052),
         "white_bowl, top_drawer", "compost", traits="sour, healthy, juicy", good_for="flavour_water"),
    kind("grape_soda", "grape soda, can of grape soda", "葡萄味汽水", "drink, soda", "purple", "metal", _CAN, "bottom_drawer",
         "recycling", container="can", traits="sweet, fizzy, flavoured, liquid, caffeine_free", good_for="quench_thirst"),
    kind("ginger_ale", "ginger ale, can of ginger ale", "姜味汽水", "drink, soda", "yellow", "metal", _CAN, "bottom_drawer",
         "recycling", container="can", traits="sweet, fizzy, flavoured, liquid, caffeine_free", good_for="quench_thirst"),
    kind("paprika_chips", "paprika chips, bag of paprika chips", "红椒味薯片", "snack, chips, food", "red", "foil",
         (0.09, 0.045, 0.12), "top_drawer", "landfill", container="bag", traits="salty, crispy", good_for="eat"),
    kind("green_cup", "green cup, green mug", "绿杯子, 绿色的杯子", "cup, tableware", "green", "ceramic", _CUP, "sink",
         "landfill", traits="hollow", good_for="hold_drink"),
    kind("yellow_cup", "yellow cup, yellow mug", "黄杯子, 黄色的杯子", "cup, tableware", "yellow", "ceramic", _CUP, "sink",
         "landfill", traits="hollow", good_for="hold_drink"),
)

HARD: tuple[Kind, ...] = (
    kind("carrot", "carrot", "胡萝卜", "vegetable, food", "orange", "organic", (0.16, 0.036, 0.036), "top_drawer", "compost",
         traits="healthy, crispy", good_for="eat"),
    kind("mushroom", "mushroom", "蘑菇", "vegetable, food", "brown", "organic", (0.062, 0.06, 0.058), "top_drawer", "compost",
         traits="healthy, soft", good_for="eat"),
    kind("pear", "pear", "梨, 梨子", "fruit, food", "green", "organic", (0.06, 0.06, 0.088), "white_bowl, top_drawer",
         "compost", traits="sweet, healthy, juicy", good_for="eat"),
    kind("toy_car", "toy car", "玩具车, 小汽车", "plaything", "blue", "plastic", (0.10, 0.05, 0.046), "top_drawer", "landfill",
         traits="hard"),
    kind("toy_pyramid", "toy pyramid, stacking rings", "叠叠圈, 玩具塔", "plaything", "red, yellow, blue", "plastic",
         (0.07, 0.068, 0.088), "top_drawer", "landfill", traits="hard"),
    kind("chess_pawn", "chess pawn, pawn", "国际象棋的兵, 棋子", "plaything", "black", "wood", (0.044, 0.043, 0.09), "top_drawer",
         "landfill", traits="hard"),
    kind("roll_of_tape", "roll of tape, tape", "一卷胶带, 胶带", "stationery", "yellow", "plastic", (0.068, 0.066, 0.03),
         "top_drawer", "landfill", traits="round"),
)

KINDS: tuple[Kind, ...] = (*EASY, *HARD)
"""Besides the kitchen's."""
KEYS: frozenset[str] = frozenset(kind.key for kind in KINDS)


def of_level(level: Level) -> tuple[Kind, ...]:
    """The easy ones or the hard ones."""
    return EASY if level == "easy" else HARD
