"""The words of the bench's facts, in English and Chinese."""

from __future__ import annotations

from scenes.tables import FactWords, Language, Lexicon
from scenes.tables import fact_words as _words

CATEGORIES: dict[str, FactWords] = {
    "bolt": _words("bolt, screw", "", "螺栓, 螺丝"),
    "nut": _words("nut", "", "螺母, 螺帽"),
    "fastener": _words("fastener, piece of hardware", "", "紧固件"),
    "gear": _words("gear, gearwheel, cog", "", "齿轮"),
    "o_ring": _words("O-ring, seal ring, gasket ring", "", "密封圈, O形圈"),
    "mechanical_part": _words("mechanical part, machine part", "", "机械件, 机械零件"),
    "electrical_part": _words("electrical part, electrical component, electrical item", "", "电器件, 电气元件, 电器元件"),
    "part": _words("part, component", "", "零件, 部件"),
    "tool": _words("tool", "", "工具"),
    "bin": _words("bin", "", "垃圾桶, 桶"),
    "box": _words("box", "", "盒子, 零件盒"),
    "drawer": _words("drawer", "", "抽屉"),
}

COLOURS: dict[str, FactWords] = {
    "red": _words("", "red", "", "红色, 红"),
    "blue": _words("", "blue", "", "蓝色, 蓝"),
    "green": _words("", "green", "", "绿色, 绿"),
    "yellow": _words("", "yellow", "", "黄色, 黄"),
    "golden": _words("", "golden, gold, gold-coloured", "", "金色, 金黄色"),
    "orange": _words("", "orange, orange-coloured", "", "橙色, 橘色"),
    "white": _words("", "white", "", "白色, 白"),
    "black": _words("", "black", "", "黑色, 黑"),
    "silver": _words("", "silver, silvery", "", "银色, 银"),
    "grey": _words("", "grey, gray", "", "灰色, 灰"),
    "purple": _words("", "purple, violet", "", "紫色, 紫"),
    "pink": _words("", "pink", "", "粉色, 粉红色"),
    "brown": _words("", "brown", "", "棕色, 褐色"),
}

TRAITS: dict[str, FactWords] = {
    "metal": _words("", "metal, metallic", "", "金属"),
    "steel": _words("", "steel", "", "钢, 钢制"),
    "brass": _words("", "brass", "", "黄铜, 铜"),
    "plastic": _words("", "plastic", "", "塑料"),
    "rubber": _words("", "rubber", "", "橡胶"),
    "threaded": _words("", "threaded", "", "带螺纹, 有螺纹"),
    "hexagonal": _words("", "hexagonal, six-sided", "", "六角, 六角形"),
    "toothed": _words("", "toothed", "", "带齿, 有齿"),
    "ring_shaped": _words("", "ring-shaped", "", "环形"),
    "springy": _words("", "springy", "", "有弹力"),
    "stretchy": _words("", "stretchy", "", "有弹性"),
    "electrical": _words("", "electrical, electric", "", "带电路, 用电"),
    "fragile": _words("", "fragile, breakable", "", "易碎, 怕摔"),
    "magnetic": _words("", "magnetic", "", "带磁性, 有磁性"),
    "oily": _words("", "oily", "", "有油"),
    "open": _words("", "open, opened", "", "开着, 打开, 拉开"),
    "closed": _words("", "closed, shut", "", "关着, 关上"),
}

SHORT_NAMES: dict[Language, dict[str, tuple[str, ...]]] = {
    "en": {
        "steel_nut": ("hex nut of steel",), "washer": ("shim",), "bearing": ("roller bearing", "ballrace"),
        "nylon_gear": ("plastic gear", "white gear"), "steel_gear": ("grey gear", "metal gear"),
        "spring": ("coil",), "bracket": ("clamp bracket",), "fuse": ("fuse cartridge",), "relay": ("24V relay",),
        "terminal_block": ("terminals", "connector block"), "motor": ("DC motor",),
        "circuit_board": ("board", "circuit card"), "allen_key": ("hex wrench", "Allen wrench", "hex-key"),
        "tray": ("handover tray", "handover"), "scrap": ("scrap",), "ewaste": ("e waste", "e waste bin"),
        "waste": ("general waste",), "oil_bath": ("oil",), "rework": ("rework",), "kit_box": ("kit",),
    },
    "zh": {
        "washer": ("华司",), "bearing": ("滚珠",), "terminal_block": ("端子",), "motor": ("电动机",),
        "circuit_board": ("板子", "线路板子"), "allen_key": ("六角匙",), "magnet": ("磁石",),
        "top_drawer": ("上抽屉", "上面抽屉", "上边的抽屉", "上层", "顶层抽屉"),
        "bottom_drawer": ("下抽屉", "下面抽屉", "下边的抽屉", "下层", "底层抽屉"),
        "scrap": ("废金属",), "ewaste": ("电子废料",), "oil_bath": ("油箱",), "rework": ("返修",),
        "red_box": ("红盒",), "blue_box": ("蓝盒",),
    },
}

BARE: dict[Language, dict[str, str]] = {
    "en": {"bin": "bin", "drawer": "drawer", "box": "box"},
    "zh": {"垃圾桶": "bin", "桶": "bin", "抽屉": "drawer", "盒子": "box"},
}

MEASURES: dict[str, str] = {
    "steel_bolt": "颗", "brass_bolt": "颗", "bolt": "颗", "allen_key": "把", "circuit_board": "块", "magnet": "块",
    "spring": "根", "fuse": "根", "motor": "台",
}
"""Chinese measure words; everything else takes 个, tools 件."""

LEXICON = Lexicon(CATEGORIES, COLOURS, TRAITS, SHORT_NAMES, BARE)
