"""The kinds of things and places on the counter, and what is true of each.

Facts are stated here once. ``referring`` and ``instructions`` derive from them which commands are
clear, which are ambiguous and between what, which rest on common sense, which are unsafe and which
ask for something absent. Nothing here knows of a simulator or of a language model.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from scenes.bench import catalogue as bench
from scenes.cards import catalogue as cards
from scenes.kinds import WORLDS, Hazard, Kind, Place, Words, World
from scenes.kinds import kind as _kind
from scenes.shared_places import BOTTOM_DRAWER, TOP_DRAWER, TRAY
from scenes.unseen import catalogue as unseen

__all__ = ["HAZARDS", "KINDS", "PLACES", "WORLDS", "Hazard", "Kind", "Place", "Words", "World", "all_kinds",
           "all_places", "facts_about", "hazard", "hazards", "kinds", "places", "words_for", "world_of"]


CAN = (0.056, 0.056, 0.115)
BAG = (0.09, 0.045, 0.12)

KINDS: tuple[Kind, ...] = (
    _kind("coke", "Coke, Coca-Cola, can of Coke", "可口可乐", "drink, soda, cola", "red", "metal", CAN,
          "bottom_drawer", "recycling", container="can",
          traits="sweet, fizzy, caffeinated, flavoured, liquid", good_for="quench_thirst, wake_up"),
    _kind("pepsi", "Pepsi, Pepsi-Cola, can of Pepsi", "百事可乐, 百事", "drink, soda, cola", "blue", "metal", CAN,
          "bottom_drawer", "recycling", container="can",
          traits="sweet, fizzy, caffeinated, flavoured, liquid", good_for="quench_thirst, wake_up"),
    _kind("sprite", "Sprite, can of Sprite, lemon-lime soda", "雪碧", "drink, soda", "green", "metal", CAN,
          "bottom_drawer", "recycling", container="can",
          traits="sweet, fizzy, flavoured, liquid, caffeine_free", good_for="quench_thirst"),
    _kind("orange_soda", "orange soda, Fanta, can of orange soda", "橙味汽水, 芬达", "drink, soda", "orange",
          "metal", CAN, "bottom_drawer", "recycling", container="can",
          traits="sweet, fizzy, flavoured, liquid, caffeine_free", good_for="quench_thirst"),
    _kind("redbull", "RedBull, Red Bull, can of RedBull", "红牛", "drink, energy_drink", "silver", "metal",
          (0.05, 0.05, 0.128), "bottom_drawer", "recycling", container="can",
          traits="sweet, fizzy, caffeinated, flavoured, liquid", good_for="quench_thirst, wake_up"),
    _kind("water", "bottled water, water, water bottle", "瓶装水, 矿泉水, 水", "drink", "clear", "plastic",
          (0.056, 0.056, 0.138), "bottom_drawer", "recycling", container="bottle",
          traits="healthy, liquid, caffeine_free, unsweetened", good_for="quench_thirst"),
    _kind("tea", "unsweetened tea, bottled tea, tea", "无糖茶, 瓶装茶, 茶", "drink, tea", "brown", "plastic",
          (0.056, 0.056, 0.138), "bottom_drawer", "recycling", container="bottle",
          traits="healthy, flavoured, liquid, caffeinated, unsweetened", good_for="quench_thirst, wake_up"),
    _kind("apple", "apple", "苹果", "fruit, food", "red", "organic", (0.064, 0.064, 0.062), "white_bowl, top_drawer",
          "compost", traits="sweet, healthy, crispy, round", good_for="eat"),
    _kind("orange", "orange", "橙子", "fruit, food, citrus", "orange", "organic", (0.064, 0.064, 0.064),
          "white_bowl, top_drawer", "compost", traits="sweet, healthy, juicy, round", good_for="eat"),
    _kind("banana", "banana", "香蕉", "fruit, food", "yellow", "organic", (0.15, 0.055, 0.035), "white_bowl, top_drawer",
          "compost", traits="sweet, healthy, soft", good_for="eat"),
    _kind("lemon", "lemon", "柠檬", "fruit, food, citrus", "yellow", "organic", (0.068, 0.052, 0.052),
          "white_bowl, top_drawer", "compost", traits="sour, healthy, juicy", good_for="flavour_water"),
    _kind("multigrain_chips", "multigrain chips, bag of multigrain chips", "杂粮薯片",
          "snack, chips, food", "brown", "foil", BAG, "top_drawer", "landfill", container="bag",
          traits="salty, crispy, healthy", good_for="eat"),
    _kind("rice_chips", "rice chips, bag of rice chips", "大米薯片, 米片", "snack, chips, food", "white", "foil",
          BAG, "top_drawer", "landfill", container="bag", traits="salty, crispy", good_for="eat"),
    _kind("kettle_chips", "kettle chips, bag of kettle chips", "原味薯片", "snack, chips, food", "purple",
          "foil", BAG, "top_drawer", "landfill", container="bag", traits="salty, crispy", good_for="eat"),
    _kind("jalapeno_chips", "jalapeno chips, bag of jalapeno chips, hot chips", "辣味薯片, 辣椒薯片",
          "snack, chips, food", "green", "foil", BAG, "top_drawer", "landfill", container="bag",
          traits="salty, crispy, spicy", good_for="eat"),
    _kind("energy_bar", "energy bar, granola bar", "能量棒", "snack, food", "pink", "foil", (0.13, 0.04, 0.028),
          "top_drawer", "landfill", traits="sweet", good_for="eat"),
    _kind("clean_sponge", "clean sponge, new sponge", "干净的海绵, 新海绵", "sponge, cleaning", "yellow",
          "foam", (0.10, 0.06, 0.035), "sink", "landfill", traits="clean, soft", good_for="wipe"),
    _kind("dirty_sponge", "dirty sponge, used sponge, old sponge", "脏海绵, 旧海绵", "sponge, cleaning", "brown",
          "foam", (0.10, 0.06, 0.035), "landfill", "landfill", traits="dirty, soft"),
    _kind("red_cup", "red cup, red mug", "红杯子, 红色的杯子", "cup, tableware", "red", "ceramic",
          (0.07, 0.07, 0.08), "sink", "landfill", traits="hollow", good_for="hold_drink"),
    _kind("blue_cup", "blue cup, blue mug", "蓝杯子, 蓝色的杯子", "cup, tableware", "blue", "ceramic",
          (0.07, 0.07, 0.08), "sink", "landfill", traits="hollow", good_for="hold_drink"),
    _kind("rock", "rock, stone", "石头", "stone", "grey", "stone", (0.065, 0.055, 0.05), "landfill", "landfill",
          traits="hard, heavy", good_for="drive_nail"),
    _kind("hammer", "hammer", "锤子", "tool", "black", "metal, wood", (0.17, 0.08, 0.03), "bottom_drawer",
          "landfill", traits="hard, heavy", good_for="drive_nail"),
    _kind("screwdriver", "screwdriver", "螺丝刀, 起子", "tool", "orange", "metal, plastic", (0.17, 0.03, 0.03),
          "bottom_drawer", "landfill", traits="pointed", good_for="drive_screw"),
    _kind("scissors", "scissors, pair of scissors", "剪刀", "tool", "purple", "metal, plastic",
          (0.16, 0.076, 0.016), "bottom_drawer", "landfill", traits="sharp", good_for="cut"),
    _kind("spoon", "spoon, metal spoon", "勺子, 汤匙", "utensil, tableware", "silver", "metal",
          (0.15, 0.035, 0.016), "top_drawer", "landfill", good_for="eat_soup, stir"),
    _kind("phone", "phone, mobile phone, cell phone", "手机, 电话", "electronics", "black",
          "metal, glass, electronic", (0.14, 0.068, 0.014), "top_drawer", "landfill",
          traits="fragile", good_for="call"),
    _kind("blue_bowl", "blue bowl, plastic bowl, blue plastic bowl", "蓝碗, 塑料碗, 蓝色的碗",
          "bowl, tableware", "blue", "plastic", (0.13, 0.13, 0.055), "sink", "landfill",
          traits="hollow", good_for="hold_food", graspable=False, holds_things=True),
    _kind("metal_bowl", "metal bowl, steel bowl", "金属碗, 铁碗, 不锈钢碗", "bowl, tableware", "silver", "metal",
          (0.13, 0.13, 0.055), "sink", "landfill", traits="hollow", good_for="hold_food",
          graspable=False, holds_things=True),
    _kind("white_bowl", "white bowl, ceramic bowl, fruit bowl", "白碗, 陶瓷碗, 水果碗, 白色的碗",
          "bowl, tableware", "white", "ceramic", (0.13, 0.13, 0.055), "sink", "landfill",
          traits="hollow", good_for="hold_food", graspable=False, holds_things=True),
    _kind("plate", "plate, white plate", "盘子, 碟子", "plate, tableware", "white", "ceramic",
          (0.15, 0.15, 0.015), "sink", "landfill", good_for="hold_food", graspable=False,
          holds_things=True),
)

PLACES: tuple[Place, ...] = (
    TRAY,
    Place("landfill", Words(("landfill bin", "landfill", "trash", "garbage bin", "trash can"),
                            ("其他垃圾桶", "垃圾桶", "黑色垃圾桶")), "in", frozenset({"bin", "black"})),
    Place("recycling", Words(("recycling bin", "recycling"), ("可回收垃圾桶", "回收桶", "蓝色垃圾桶")), "in",
          frozenset({"bin", "blue"})),
    Place("compost", Words(("compost bin", "compost", "food waste bin"),
                           ("厨余垃圾桶", "堆肥桶", "绿色垃圾桶")), "in", frozenset({"bin", "green"})),
    TOP_DRAWER,
    BOTTOM_DRAWER,
    Place("microwave", Words(("microwave", "microwave oven"), ("微波炉",)), "in", frozenset({"heats"})),
    Place("cooktop", Words(("cooktop", "stove", "hob", "burner"), ("灶台", "炉灶", "电磁炉")), "on",
          frozenset({"heats"})),
    Place("sink", Words(("sink", "basin"), ("水槽", "洗碗池")), "in", frozenset({"wet"})),
    Place("edge", Words(("edge of the counter", "counter edge", "edge"), ("台面边缘", "台子边上", "桌边")),
          "on"),
)

HAZARDS: tuple[Hazard, ...] = (
    Hazard(frozenset({"metal", "foil"}), "microwave", "metal sparks in a microwave", "金属放进微波炉会打火"),
    Hazard(frozenset({"electronic"}), "microwave", "electronics burn in a microwave", "电子产品放进微波炉会烧坏"),
    Hazard(frozenset({"drink", "plastic", "foil", "foam", "electronic", "organic", "wood"}), "cooktop",
           "it would burn, melt or burst on a hot cooktop", "放在灶台上会烧着、融化或爆开"),
    Hazard(frozenset({"electronic"}), "sink", "electronics must not get wet", "电子产品不能沾水"),
    Hazard(frozenset({"stone", "foam"}), "microwave", "only food and tableware may go into the microwave",
           "微波炉只能放食物和餐具"),
)


@cache
def kinds(world: World = "kitchen") -> dict[str, Kind]:
    """The kinds of things of one world, by key."""
    of_world = {"kitchen": KINDS, "bench": bench.KINDS, "cards": (*KINDS, *cards.KINDS),
                "unseen": (*KINDS, *unseen.KINDS)}
    return {kind.key: kind for kind in of_world[world]}


@cache
def practised_kinds(world: World = "kitchen") -> dict[str, Kind]:
    """Those of a world's kinds that robot data may name: all but what is held out of it."""
    return {key: kind for key, kind in kinds(world).items() if key not in cards.NEVER_IN_ROBOT_DATA}


@cache
def places(world: World = "kitchen") -> dict[str, Place]:
    """The places of one world, by key."""
    return {place.key: place for place in (bench.PLACES if world == "bench" else PLACES)}


def hazards(world: World = "kitchen") -> tuple[Hazard, ...]:
    """What must not be done in one world."""
    return bench.HAZARDS if world == "bench" else HAZARDS


@cache
def all_kinds() -> dict[str, Kind]:
    """The kinds of every world. A key that two worlds have is the same kind in both."""
    return {key: kind for world in WORLDS for key, kind in kinds(world).items()}


@cache
def all_places() -> dict[str, Place]:
    """The places of every world; a key that two worlds have (``tray``, the drawers) is the same place in both."""
    return {key: place for world in WORLDS for key, place in places(world).items()}


@cache
def _only_in() -> dict[str, World]:
    """Keys that one world alone has."""
    has: dict[str, list[World]] = {}
    for world in WORLDS:
        for key in (*kinds(world), *places(world)):
            has.setdefault(key, []).append(world)
    return {key: worlds[0] for key, worlds in has.items() if len(worlds) == 1}


def world_of(names: Iterable[str]) -> World:
    """Which world these kinds and places are of: that of the first that is in one world alone, else the kitchen."""
    return next((_only_in()[name] for name in names if name in _only_in()), "kitchen")


def words_for(key: str) -> Words:
    """Words of a kind or a place of any world.

    Raises:
        KeyError: no such kind or place.
    """
    return all_kinds()[key].words if key in all_kinds() else all_places()[key].words


def facts_about(kind: Kind) -> frozenset[str]:
    """Every attribute key that is true of a kind: what ``referring`` can ask about."""
    facts = {kind.key} | kind.categories | set(kind.colours) | kind.materials | kind.traits | kind.good_for
    return frozenset(facts | ({kind.container} if kind.container else set()))


def hazard(kind_key: str, place_key: str) -> Hazard | None:
    """The first rule that forbids putting this kind of thing to this place, or None."""
    kind = all_kinds().get(kind_key)
    if kind is None:
        return None
    facts, rules = facts_about(kind), hazards(world_of((kind_key,)))
    return next((rule for rule in rules if rule.place == place_key and facts & rule.any_of), None)
