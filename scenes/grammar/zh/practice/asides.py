"""Commands told with people, happenings and reasons around them, Chinese, for practice alone.

People seldom give the bare command: they say who wants it, what happened, why it must go. None of that changes
what is meant, and a reader has to learn as much.
"""

from __future__ import annotations

from scenes.grammar.crossing import told

WHO = (
    "我姐", "隔壁邻居", "舅舅", "爷爷", "双胞胎", "室友", "修水管的师傅", "老板", "客人", "宝宝", "我老公", "我媳妇", "小王",
    "新来的实习生", "厨师", "我朋友", "教授", "侄女", "楼上的人", "快递员", "我妈", "我爸", "孩子", "老张",
)
"""People something is said about; none of them is on the counter."""

HAPPENED = (
    "一会儿要来", "刚打电话来", "等了一上午", "在沙发上睡着了", "刚从健身房回来", "今天心情不好", "今天来不了", "急急忙忙走了",
    "一宿没睡", "晚上要请客", "淋了雨", "周五要搬家", "约了牙医", "早上不太顺", "又在打电话", "在刷墙", "把钥匙弄丢了",
    "想烤点东西", "在写作业", "提前回来了", "感冒了", "在擦窗户", "在花园里忙了半天", "在阳台上喊半天了", "吃完饭不动弹",
)
"""What they did, or what became of them."""

CONTEXT = """
{who}{did}，{cmd}
{who}{did}，我腾不开手，{cmd}
{who}{did}，所以{cmd}
{cmd}，{who}{did}
{cmd}，因为{who}{did}
{cmd}，别让{who}看见
{cmd}，{who}说的
趁{who}还没进来，{cmd}
你听说了吗，{who}{did}！{cmd}
唉，这一天，{who}{did}。{cmd}
我满手都是面，{cmd}
我坐轮椅够不着，{cmd}
不好意思麻烦你，{cmd}
昨晚就睡了三个小时，{cmd}
{cmd}，听我的
{cmd}，别的都不要动
{cmd}，这是新规矩
一会儿要拍照，{cmd}
油点子溅得到处都是，{cmd}
"""

GIVE = """
{who}想要{t} | def indef
{who}问能不能给{t} | def indef
{who}离不开{t} | def indef
{who}让我来拿{t} | def indef
{t}是{who}要的，给我 | def
{who}一直念叨{t}，递给我 | def indef
{who}{did}，要用{t} | def indef
{who}{did}，就等着用{t} | def indef
{who}{did}，就差{t} | def indef
我答应给{who}{t} | def indef
{who}该用{t}了，送过来 | def indef
{who}买的{t}，别给别人，只给我 | def
嘴里发苦，想拿{t}压一压 | def indef
对，我就要{t} | def indef
{t}扔过来我接着 | def
{t}，快，往我手里送 | def indef
没有{t}你就别回来了 | def indef
"""

MOVE = """
{t}黏糊糊的，先放{d} | def
{t}脏了，拿{d} | def
{t}要冲一冲，放{d} | def
{t}会滚下去，放{d}吧 | def
{t}放{d}，好让{who}看见 | def
{who}一会儿来取{t}，先放{d} | def
{t}留着明天吃，放{d} | def
以后{t}就放{d} | def
{who}{did}，把{t}放{d} | def
{who}回来之前{t}先放{d} | def
{who}踩过{t}一次，放{d}吧 | def
拍照的时候我想让{t}在{d} | def
{t}别光溜溜躺台面上，放{d} | def
{who}老偷拿{t}，藏{d} | def
{t}小心点，放{d} | def
{t}别乱放，放{d} | def
还得你把{t}送{d} | def
{t}用完了，放{d} | def
"""

DISPOSE = """
{t}磕豁口了，容易划嘴，别留了扔了吧 | def
{t}漏了，扔了 | def
{t}早过期了，扔掉 | def
{who}把{t}掉地上了，扔了 | def
{who}不肯再碰{t}，扔了吧 | def
{who}{did}，{t}也没吃完，扔掉 | def
{who}对着{t}打了个喷嚏，扔了 | def
这味儿是{t}吧，快扔了 | def
苍蝇都围着{t}，弄走 | def
{t}杵在这儿怪占地方的，扔了得了 | def
{t}没用了，该扔哪个桶你知道 | def
"""

BELONGS = """
{who}又把{t}乱放，放回该放的地方 | def
{who}{did}，{t}忘了收，收一下 | def
{who}会被{t}绊倒，收好 | def
{t}今天用完了，归位 | def
{t}挡着我了，它该在哪儿就放哪儿 | def
"""

OPEN = """
我腾不出手，{t}得拉出来 | def
{t}我拉不动，你来 | def
{who}想看看{t}里有什么 | def
{t}关着呢，我要拿东西 | def
"""

CLOSE = """
{who}会撞到{t}，关上 | def
没人关{t} | def
{t}还伸在外面，推进去 | def
"""

HEAT = """
{t}凉透了，微波炉转一下
{t}凉了，拿微波炉热热
{who}爱吃热的，{t}用微波炉热一下
给{t}叮一下微波炉
"""

WHOLE_NEGATION = """
{who}想要{m}{n}，{adj}的不行
{who}一碰{adj}的就过敏，给{m}{n}
给{who}拿{m}{n}，可别拿{adj}的
我受不了{adj}的，来{m}{n}
{n}哪{m}都行，{adj}的除外
牙医不让碰{adj}的，来{m}{n}吧
{n}！{adj}的别往我手里塞
"""

WHOLE_BUT = """
我喝不了{k}，换{m}{n}
{who}讨厌{k}，拿{m}别的{n}
{k}我还要用，另一{m}{n}给我
{k}留着，给我另外的{n}
别动{k}，给我{m}{n}
昨天有过{k}了，今天换{m}{n}
"""

_WORDS = {"who": WHO, "did": HAPPENED}
_BLOCKS = {
    "context": CONTEXT, "give": GIVE, "move": MOVE, "dispose": DISPOSE, "belongs": BELONGS, "open": OPEN, "close": CLOSE,
    "heat": HEAT, "whole.negation": WHOLE_NEGATION, "whole.but": WHOLE_BUT,
}

GROUPS: dict[str, tuple[str, ...]] = {group: (told(block, **_WORDS),) for group, block in _BLOCKS.items()}
"""Blocks of forms by the name of their group."""
