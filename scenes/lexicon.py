"""The words of facts, in English and Chinese: how people say what the catalogue states.

Nouns can head a phrase ("the soda"), adjectives modify one ("the fizzy one", 甜的), purposes complete
"something to ..." and "something for ...".
"""

from __future__ import annotations

from functools import cache

from scenes.bench import lexicon as bench
from scenes.cards import lexicon as cards
from scenes.catalogue import World, kinds, places, words_for
from scenes.tables import FactWords, Language, Lexicon
from scenes.tables import fact_words as _words

__all__ = ["CATEGORIES", "COLOURS", "SHORT_NAMES_EN", "SHORT_NAMES_ZH", "TRAITS", "FactWords", "Language", "Lexicon",
           "fact_table", "lexicon_of", "name"]

CATEGORIES: dict[str, FactWords] = {
    "drink": _words("drink, beverage", "", "饮料, 喝的, 饮品"),
    "soda": _words("soda, soft drink, pop", "", "汽水, 碳酸饮料"),
    "cola": _words("cola", "", "可乐"),
    "energy_drink": _words("energy drink", "", "能量饮料, 功能饮料"),
    "fruit": _words("fruit, piece of fruit", "", "水果, 果子"),
    "citrus": _words("citrus fruit, citrus", "", "柑橘类水果, 柑橘"),
    "food": _words("food", "", "食物, 吃的, 食品"),
    "snack": _words("snack", "", "零食, 小零食, 小吃"),
    "chips": _words("chips, crisps, bag of chips, chip bag", "", "薯片"),
    "sponge": _words("sponge", "", "海绵"),
    "cup": _words("cup, mug", "", "杯子, 马克杯, 杯"),
    "tool": _words("tool", "", "工具"),
    "electronics": _words("electronic device, gadget, device", "electronic", "电子产品, 电子设备"),
    "tableware": _words("tableware, dish", "", "餐具"),
    "bowl": _words("bowl", "", "碗"),
    "plate": _words("plate, dish", "", "盘子, 碟子"),
    "can": _words("can, tin", "canned", "易拉罐, 罐子, 罐装饮料, 罐", "罐装"),
    "bottle": _words("bottle", "bottled", "瓶子, 瓶装饮料, 瓶", "瓶装"),
    "bag": _words("bag, packet", "bagged", "袋子, 袋装零食, 包装袋", "袋装"),
    "bin": _words("bin, waste bin, rubbish bin", "", "垃圾桶, 垃圾箱, 桶"),
    "drawer": _words("drawer", "", "抽屉"),
}

COLOURS: dict[str, FactWords] = {
    "red": _words("", "red", "", "红色, 红"),
    "blue": _words("", "blue", "", "蓝色, 蓝"),
    "green": _words("", "green", "", "绿色, 绿"),
    "yellow": _words("", "yellow", "", "黄色, 黄"),
    "orange": _words("", "orange, orange-coloured, orange-colored", "", "橙色, 橘色, 橘黄色"),
    "purple": _words("", "purple, violet", "", "紫色, 紫"),
    "pink": _words("", "pink", "", "粉色, 粉红色, 粉"),
    "brown": _words("", "brown", "", "棕色, 褐色, 咖啡色"),
    "white": _words("", "white", "", "白色, 白"),
    "black": _words("", "black", "", "黑色, 黑"),
    "silver": _words("", "silver", "", "银色, 银"),
    "grey": _words("", "grey, gray", "", "灰色, 灰"),
    "clear": _words("", "clear, transparent, see-through", "", "透明"),
}

TRAITS: dict[str, FactWords] = {
    "sweet": _words("sugar", "sweet, sugary", "糖", "甜, 带甜味, 含糖"),
    "fizzy": _words("bubbles, fizz", "fizzy, carbonated, bubbly, sparkling", "气泡", "带气, 有气, 有气泡"),
    "sour": _words("", "sour, tart", "", "酸"),
    "spicy": _words("", "spicy, hot", "", "辣, 辣味, 带辣味"),
    "salty": _words("salt", "salty, savoury, savory", "盐", "咸, 咸味"),
    "healthy": _words("", "healthy, wholesome", "", "健康, 养生"),
    "caffeinated": _words("caffeine", "caffeinated", "咖啡因", "含咖啡因, 有咖啡因, 提神"),
    "caffeine_free": _words("", "caffeine-free, decaffeinated, decaf", "", "不含咖啡因, 无咖啡因"),
    "unsweetened": _words("", "unsweetened, sugar-free, sugarless", "", "无糖, 不含糖"),
    "flavoured": _words("", "flavoured, flavored", "", "有味道, 带味道"),
    "crispy": _words("", "crispy, crunchy, crisp", "", "脆, 松脆, 脆脆"),
    "juicy": _words("juice", "juicy", "", "多汁, 汁多"),
    "soft": _words("", "soft, squishy", "", "软, 柔软"),
    "hard": _words("", "hard", "", "硬, 坚硬"),
    "heavy": _words("", "heavy", "", "重, 沉"),
    "round": _words("", "round", "", "圆, 圆形, 圆圆"),
    "sharp": _words("", "sharp", "", "锋利, 尖锐"),
    "pointed": _words("", "pointed, pointy", "", "尖头"),
    "clean": _words("", "clean, new, fresh, unused", "", "干净, 新, 没用过"),
    "dirty": _words("", "dirty, used, old, filthy, grimy", "", "脏, 旧, 用过, 脏兮兮"),
    "fragile": _words("", "fragile, breakable", "", "易碎, 怕摔"),
    "open": _words("", "open, opened", "", "开着, 打开, 拉开"),
    "closed": _words("", "closed, shut", "", "关着, 关上"),
    "metal": _words("", "metal, metallic, steel", "", "金属, 铁, 不锈钢"),
    "plastic": _words("", "plastic", "", "塑料"),
    "ceramic": _words("", "ceramic, porcelain", "", "陶瓷"),
}

SHORT_NAMES_EN: dict[str, tuple[str, ...]] = {
    "multigrain_chips": ("multigrain", "multi-grain chips"),
    "rice_chips": ("rice", "rice crisps"),
    "kettle_chips": ("kettle", "plain chips", "kettle crisps"),
    "jalapeno_chips": ("jalapeno", "jalapenos", "jalapeño", "jalapeño chips", "chilli chips"),
    "energy_bar": ("bar", "protein bar", "cereal bar"),
    "water": ("bottle of water",),
    "tea": ("bottle of tea", "bottled unsweetened tea", "iced tea"),
    "coke": ("cocacola", "coca cola"),
    "redbull": ("bull",),
    "phone": ("cellphone", "smartphone", "mobile"),
    "scissors": ("pair of scissors", "shears"),
    "rock": ("pebble",),
    "landfill": ("trash bin", "rubbish", "general waste bin", "general waste"),
    "compost": ("food waste", "organic waste bin"),
    "recycling": ("recycle bin", "recyclables bin", "recycle"),
    "tray": ("handover tray", "handover"),
    "edge": ("edge of the table", "table edge"),
    "cooktop": ("cooker", "stovetop"),
}
SHORT_NAMES_ZH: dict[str, tuple[str, ...]] = {
    "coke": ("可口",),
    "sprite": ("雪碧汽水",),
    "water": ("瓶装的水", "那瓶水"),
    "tea": ("无糖的茶",),
    "multigrain_chips": ("杂粮", "杂粮味薯片"),
    "rice_chips": ("大米",),
    "kettle_chips": ("原味", "原味的薯片"),
    "jalapeno_chips": ("辣薯片", "墨西哥辣椒薯片"),
    "spoon": ("勺",),
    "scissors": ("剪子",),
    "hammer": ("榔头",),
    "top_drawer": ("上抽屉", "上面抽屉", "上边的抽屉", "上层", "顶层抽屉"),
    "bottom_drawer": ("下抽屉", "下面抽屉", "下边的抽屉", "下层", "底层抽屉"),
    "edge": ("桌子边缘", "边缘", "台子边"),
    "cooktop": ("炉子", "灶"),
    "sink": ("水池", "洗手池"),
    "compost": ("厨余桶", "湿垃圾桶", "厨余"),
    "recycling": ("可回收桶", "回收箱", "可回收"),
    "landfill": ("其他垃圾", "干垃圾桶"),
}


_KITCHEN = Lexicon(CATEGORIES, COLOURS, TRAITS, {"en": SHORT_NAMES_EN, "zh": SHORT_NAMES_ZH},
                   {"en": {"bin": "bin", "drawer": "drawer"}, "zh": {"垃圾桶": "bin", "抽屉": "drawer"}})


_CARDS = Lexicon({**CATEGORIES, **cards.CATEGORIES}, COLOURS, TRAITS, _KITCHEN.short_names, _KITCHEN.bare)
"""The kitchen's words, and those of cards."""


def lexicon_of(world: World) -> Lexicon:
    """The words of a world's facts."""
    return {"kitchen": _KITCHEN, "bench": bench.LEXICON, "cards": _CARDS, "unseen": _KITCHEN}[world]


@cache
def fact_table(language: Language, world: World = "kitchen") -> dict[str, str]:
    """Every word or phrase of a language that states a fact of a world, mapped to the fact.

    Kinds and places map to ``kind:<key>``. The English word "orange" is the fruit in the kitchen; the colour is
    tried where the fruit does not fit.
    """
    table: dict[str, str] = {}
    lexicon = lexicon_of(world)
    for group in (lexicon.traits, lexicon.colours, lexicon.categories):
        for fact, said in group.items():
            for word in said.adjectives(language) + said.nouns(language):
                table.setdefault(word.lower(), fact)
    for key in (*kinds(world), *places(world)):
        words = words_for(key)
        named = words.en if language == "en" else words.zh
        for word in (*named, *lexicon.short_names[language].get(key, ())):
            table[word.lower()] = f"kind:{key}"
    table.update(lexicon.bare[language])
    if language == "en":
        for fact, category in lexicon.categories.items():
            for word in category.en_nouns:
                if word[-1] != "s" and f"{word}s".lower() not in table:
                    table[f"{word}s".lower()] = fact
    return table


def name(key: str, language: Language) -> str:
    """The plain name of a kind or place, as we say it: "Coke", "top drawer", 可口可乐."""
    words = words_for(key)
    return words.en[0] if language == "en" else words.zh[0]
