"""Further words, Chinese, for practice alone: names, nouns, adjectives, and what a thing does that has a property."""

from __future__ import annotations

NAMES: dict[str, tuple[str, ...]] = {
    "coke": ("可口可乐罐", "可口"), "pepsi": ("百事可乐罐",), "sprite": ("雪碧罐", "雪碧汽水"), "orange_soda": ("橙子汽水", "橘子汽水"),
    "redbull": ("红牛饮料", "红牛罐"), "water": ("瓶装水", "纯净水", "白水"), "tea": ("不加糖的茶", "无糖茶饮料", "瓶装的茶"),
    "multigrain_chips": ("杂粮味薯片", "杂粮脆片"), "rice_chips": ("大米脆片", "大米味薯片"), "kettle_chips": ("原味的薯片",),
    "jalapeno_chips": ("辣薯片", "墨西哥辣椒薯片"), "energy_bar": ("蛋白棒", "谷物棒"),
    "clean_sponge": ("没用过的海绵", "新的海绵"), "dirty_sponge": ("用过的海绵", "脏兮兮的海绵"),
    "red_cup": ("红色马克杯", "红色杯子"), "blue_cup": ("蓝色马克杯", "蓝色杯子"), "rock": ("石块",),
    "hammer": ("榔头", "铁锤"), "screwdriver": ("改锥",), "scissors": ("剪子",), "spoon": ("铁勺", "金属勺子", "勺"),
    "phone": ("移动电话", "智能手机"), "blue_bowl": ("塑料做的碗",), "metal_bowl": ("不锈钢的碗",),
    "white_bowl": ("白瓷碗",), "plate": ("白盘子",),
    "tray": ("取物托盘", "交接托盘"), "recycling": ("可回收物桶", "回收垃圾桶", "可回收桶"),
    "landfill": ("干垃圾桶", "黑色的垃圾桶"), "compost": ("湿垃圾桶", "厨余桶", "绿色的垃圾桶"),
    "top_drawer": ("上边的抽屉", "最上面的抽屉", "顶层抽屉", "上抽屉"),
    "bottom_drawer": ("下边的抽屉", "最下面的抽屉", "底层抽屉", "下抽屉"),
    "cooktop": ("炉子", "灶"), "sink": ("水池", "洗菜池"), "edge": ("桌子边缘", "桌子边上", "台面边上"),
}
"""Further names of kinds and places."""

NOUNS: dict[str, tuple[str, ...]] = {
    "drink": ("能喝的", "喝的东西"), "soda": ("气泡饮料",), "fruit": ("鲜果",), "snack": ("小吃食",),
    "chips": ("袋装薯片",), "sponge": ("洗碗海绵",), "cup": ("茶杯", "水杯"), "can": ("铝罐",), "bottle": ("塑料瓶",),
    "bag": ("包装袋",), "tool": ("家伙",), "electronics": ("电子玩意",),
}
"""Further nouns of categories."""

DOES: dict[str, tuple[str, ...]] = {
    "sweet": ("含糖", "有甜味", "吃着甜", "加了糖"), "fizzy": ("会冒泡", "有气泡", "喝了打嗝", "带气儿"),
    "sour": ("酸得皱眉", "吃着酸", "能酸掉牙"), "spicy": ("吃着辣", "放了辣椒", "辣嘴"),
    "salty": ("吃着咸", "放了盐"), "healthy": ("对身体好", "有益健康", "医生推荐"),
    "caffeinated": ("含咖啡因", "喝了睡不着", "能让人清醒"), "caffeine_free": ("没有咖啡因", "喝了不影响睡觉"),
    "unsweetened": ("没有糖", "不加糖", "一点糖都没有"), "crispy": ("咬着嘎嘣脆", "嚼起来脆", "一咬就响"),
    "soft": ("一捏就软", "按得动", "不硬"), "dirty": ("该洗了", "已经用过", "不干净"), "clean": ("还没用过", "刚拆封", "不脏"),
    "sharp": ("能割手", "有刀刃", "很锋利"), "juicy": ("汁水多", "咬一口都是汁"), "flavoured": ("有味道",),
    "red": ("红红", "像血一样红"), "blue": ("像天一样蓝",), "green": ("像草一样绿",), "yellow": ("像太阳一样黄",),
    "purple": ("像葡萄一样紫",), "white": ("像雪一样白",), "black": ("像煤一样黑",), "brown": ("像巧克力一样颜色",),
    "metal": ("是金属做", "不锈钢做", "敲着当当响"), "plastic": ("是塑料做",), "ceramic": ("是陶瓷做",), "hard": ("硬邦邦",),
    "heavy": ("拿着沉",), "round": ("会滚", "圆滚滚"), "fragile": ("一摔就碎",), "pointed": ("带尖儿",),
    "silver": ("闪着银光",), "clear": ("能看透", "透光"),
}
"""What a thing does, or can be said of it, that has a property."""

ADJECTIVES: dict[str, tuple[str, ...]] = {
    "sweet": ("甜甜", "甜味"), "fizzy": ("冒泡", "起泡", "带汽", "冒泡泡"), "sour": ("酸酸", "酸味"), "spicy": ("辣辣", "火辣"),
    "healthy": ("有营养",), "crispy": ("酥脆",), "soft": ("软软", "软乎乎", "软绵绵"), "dirty": ("脏脏", "弄脏", "污渍斑斑"),
    "clean": ("崭新", "全新"), "caffeinated": ("能提神", "带咖啡因"), "unsweetened": ("没加糖",),
    "red": ("大红色",), "blue": ("天蓝色",), "green": ("翠绿色",), "yellow": ("金黄色",), "silver": ("银白色",),
    "purple": ("紫红色",), "brown": ("深棕色",), "salty": ("咸咸",), "metal": ("铁制", "金属做", "不锈钢做"),
    "plastic": ("塑料做",), "ceramic": ("瓷", "陶瓷做"), "juicy": ("水分足", "水灵灵"), "round": ("圆滚滚",),
    "hard": ("硬邦邦",), "heavy": ("沉甸甸",), "sharp": ("带刃",), "clear": ("透亮",),
}
"""Further adjectives of facts."""
