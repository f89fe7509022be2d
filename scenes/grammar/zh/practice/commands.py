"""Frames of commands, Chinese, for practice alone."""

from __future__ import annotations

from scenes.grammar.crossing import crossed

DO = (
    "_", "你_", "快_", "先_", "赶紧_", "现在_", "来，_", "拜托_", "有劳_", "烦请_", "请你_", "请帮我_", "帮个忙，_",
    "你去_", "你来_", "你帮我_", "能不能_？", "能否_？", "可不可以_？", "可以_吗？", "能帮忙_吗？", "方便_吗？",
    "能麻烦你_吗？", "我想让你_", "我要你_", "我希望你_", "你可以_", "你得_", "不如_", "要不你_", "记得_", "别忘了_",
    "最好_", "顺便_", "等一下_", "可以的话_", "替我_", "那就_", "好了，_", "接着_", "下一步，_", "机器人，_", "喂，_",
    "那你_", "我们_", "是时候_了", "劳驾你_", "抓紧_", "直接_", "听好，_", "辛苦你_", "轮到你了，_", "看着点，_",
)
"""What stands before a command."""

ENDINGS = ("", "", "", "", "", "吧", "啊", "哦", "就行", "就好", "一下", "好吗", "行吗", "，谢啦", "，辛苦了", "嘛", "呀",
           "，快点", "，别急", "，拜托了")

GIVE_CORES = """
拿{t}来 | def indef
把{t}拿来 | def
把{t}带过来 | def
把{t}送来 | def
把{t}送到我这儿 | def
把{t}拿给我 | def
把{t}递来 | def
把{t}传给我 | def
把{t}交到我手上 | def
把{t}抓给我 | def
拿{t}过来 | def indef
取{t}过来 | def indef
取来{t} | def indef
递{t}给我 | def indef
递给我{t} | def indef
给我拿{t} | def indef
给我拿{t}过来 | def indef
给我取{t} | def indef
给我找{t} | indef mc
找{t}给我 | def indef
挑{t}给我 | indef mc
把{t}放托盘上给我 | def
让我用用{t} | def
给我{t} | def indef
"""

GIVE_OTHER = """
{t}就行 | def indef
{t}给我吧 | def indef
{t}拿来 | def
{t}递过来 | def
{t}麻烦递一下 | def
我就要{t} | def indef
我选{t} | def
我想用{t} | def indef
我得用{t} | def indef
我这边需要{t} | def indef
我妈想要{t} | def indef
客人要{t} | def indef
给客人拿{t} | def indef
有{t}的话拿给我 | indef
那边是不是有{t}？给我 | indef
我看到{t}了，给我 | def
我够不到{t}，递给我 | def
我忘拿{t}了，送过来 | def
能给我{t}吗 | def indef
要是有{t}就好了 | indef
还是给我{t}吧 | def indef
缺{t}，拿来 | def indef
急需{t} | def indef
来一份：{t} | indef def
好想要{t} | def indef
"""

MOVE_CORES = """
把{t}放{d} | def imp
把{t}拿{d} | def imp
把{t}送{d} | def imp
把{t}塞{d} | def imp
把{t}弄{d} | def imp
把{t}摆放{d} | def imp
把{t}搁{d} | def imp
把{t}挪动{d} | def imp
把{t}移动{d} | def imp
把{t}丢{d} | def imp
把{t}扔{d} | def imp
把{t}存{d} | def imp
把{t}收{d} | def imp
把{t}带{d} | def imp
将{t}放{d} | def imp
将{t}移{d} | def imp
将{t}摆{d} | def imp
拿{t}放{d} | def imp
抓起{t}放{d} | def imp
取{t}放{d} | def imp
捡起{t}放{d} | def imp
从桌上拿{t}放{d} | def imp
"""

MOVE_OTHER = """
{t}要放{d} | def
{t}得放{d} | def
{t}请放{d} | def
{t}就放{d} | def
{t}还是放{d}好 | def
{t}适合放{d} | def
{t}碍事，放{d} | def
{t}挡路了，挪{d} | def
{t}，放{d} | def
{t}嘛，放{d}吧 | def
我要{t}放{d} | def
我希望{t}放{d} | def
我想让{t}放{d} | def
我觉得{t}该放{d} | def
能让{t}放{d}吗 | def
妈妈说{t}放{d} | def
{t}怎么没放{d}？放过去 | def
关于{t}，放{d} | def
"""

SITUATIONS = (
    "电影要开始了，_", "球赛马上开始，_", "快下班了，_", "今天起得早，_", "客人到门口了，_", "孩子放学了，_", "天这么热，_",
    "架子松了，_", "饭快好了，_", "会开得太久了，_", "刚跑完步，_", "二号桌那位，_", "窗边那位女士，_", "给我弟弟，_",
    "今晚要忙到很晚，_", "难得清闲，_", "我在减肥，_", "医生说的，_", "累了一天，_", "有活儿要干，_", "我要开工了，_",
    "没时间了，_", "你离得近，_", "你要是过去的话，_", "你顺路，_", "既然你起来了，_", "搭把手，_", "_，我赶车", "_，要快",
    "_，就这么点要求", "_，我就高兴了", "别愣着，_", "别人都有了，_", "手头没有趁手的，_",
)
"""What happens to be going on when something is wanted."""

WANT_CORES = """
{t}还没有呢 | def indef
我还没有{t} | def indef
少不了{t} | def indef
怎么能没有{t} | def indef
不能没有{t} | def indef
没有{t}可不行 | def indef
就差{t}了 | def indef
就缺{t} | def indef
正好用得上{t} | def indef
来{t}吧 | indef mc
上{t}吧 | mc
整{t} | mc
点{t} | indef mc
我点{t} | def indef
我这份要{t} | def indef
{t}走一个 | def
{t}给我来一份 | def
{t}也行 | def indef
{t}最合适 | def indef
{t}拿来用用 | def
{t}借我用用 | def
我盯上{t}了 | def
我看中{t}了 | def
好久没碰{t}了，拿来 | def
馋{t} | def indef
"""

WHERE_CORES = """
{t}还是放{d}吧 | def
{t}最好待{d} | def
{t}不如放{d} | def
{t}放{d}好看 | def
{t}放{d}安全 | def
{t}放{d}省心 | def
{t}先放{d} | def
{t}藏{d} | def
{t}锁{d} | def
{t}丢{d} | def
{t}送{d} | def
{t}挪{d} | def
{t}给我放{d} | def
{t}？放{d}！ | def
{t}就该{d} | def
{t}请{d} | def
{t}收{d}算了 | def
把{t}藏{d} | def
把{t}锁{d} | def
让{t}待{d} | def
我想看到{t}放{d} | def
"""

PAST_IT_CORES = """
{t}招虫子
{t}臭了
{t}放了好几天了
{t}占地方
{t}散架了
{t}用完了
{t}喝光了
{t}黏糊糊的
{t}发黑了
{t}没人想要
{t}看着就恶心
{t}已经不行了
我受够{t}了
我不想再看见{t}
"""

GONE = (
    "_，处理一下", "_，可以走了", "_，请它走人", "_，快清走", "_，扔了算了", "_，别留着了", "_，该进垃圾桶了", "_，送它进垃圾桶",
    "_，快让它消失", "_，拿走扔掉", "唉，_，丢了吧", "_，垃圾桶在等它",
)
"""What is asked for when something is past it."""

NOT_HERE_CORES = """
{t}不该在这儿
{t}怎么在这儿
{t}跑到台面上来了
{t}碍事
{t}没放好
{t}忘了收
今天不用{t}了
谁把{t}落这儿了
{t}不住在台面上
"""

HOME = (
    "_，送回老地方", "_，让它回家", "_，放回去", "_，归位", "_，该去哪儿去哪儿", "_，送回原处", "_，收了吧", "_，你知道放哪儿",
    "_，回它该待的地方", "_，摆回去",
)
"""What is asked for when something is not where it belongs."""

DISPOSE_CORES = """
把{t}扔了
把{t}扔掉
把{t}丢掉
把{t}丢了
把{t}处理了
把{t}清走
把{t}扔到垃圾桶
把{t}丢进垃圾桶
把{t}扔进正确的垃圾桶
把{t}放进对应的垃圾桶
把{t}送去垃圾桶
扔{t}
扔掉{t}
丢掉{t}
处理{t}
清理{t}
将{t}扔掉
将{t}处理掉
"""

DISPOSE_OTHER = """
{t}是垃圾
{t}该扔了
{t}该丢了
{t}扔掉
{t}丢了
{t}没人要了，扔了
{t}已经没用了，丢掉
{t}坏掉了，处理掉
{t}不新鲜了，扔掉
{t}有味儿了，扔了
{t}留着占地方，扔了
{t}当垃圾处理
不要{t}了
不需要{t}了，扔掉
再也不用{t}了，丢掉
我用不上{t}，扔了
{t}应该扔哪个桶？扔进去
该扔哪个垃圾桶就把{t}扔哪个
"""

BELONGS_CORES = """
把{t}放好
把{t}收好
把{t}收了
把{t}收起来
把{t}收走
把{t}收拾起来
把{t}整理好
把{t}归位
把{t}放回去
把{t}放回该放的地方
把{t}放到平时的位置
把{t}放到应有的位置
把{t}放到它的位置上
把{t}放去该去的地方
把{t}送回原处
把{t}摆好
把{t}归置好
将{t}放回原处
收好{t}
收起{t}
整理{t}
"""

BELONGS_OTHER = """
{t}该归位了
{t}该收了
{t}收一下
{t}放回去
{t}不是放这儿的，放回去
{t}乱放了，放回原位
{t}到处乱放，收起来
{t}应该在哪儿就放哪儿
{t}原来放哪儿就放哪儿
{t}暂时不用，收起来
不用{t}了，收好
我不用{t}了，放回去
"""

OPEN_MORE = """
{t}打开
{t}拉开
把{t}拉开
把{t}开开
开一下{t}
帮忙打开{t}
{t}开一下
请把{t}拉出来
"""

CLOSE_MORE = """
{t}关上
{t}关一下
把{t}关好
把{t}推上
关好{t}
帮忙关上{t}
{t}还开着，关上
请把{t}合上
"""

GROUPS: dict[str, tuple[str, ...]] = {
    "give": (*crossed(DO, GIVE_CORES, ENDINGS), *crossed(SITUATIONS, WANT_CORES, ("",)), GIVE_OTHER, WANT_CORES),
    "move": (*crossed(DO, MOVE_CORES, ENDINGS), *crossed(SITUATIONS, WHERE_CORES, ("",)), MOVE_OTHER, WHERE_CORES),
    "dispose": (*crossed(DO, DISPOSE_CORES, ENDINGS), *crossed(GONE, PAST_IT_CORES, ("",)), DISPOSE_OTHER),
    "belongs": (*crossed(DO, BELONGS_CORES, ENDINGS), *crossed(HOME, NOT_HERE_CORES, ("",)), BELONGS_OTHER),
    "open": (*crossed(DO, "打开{t}\n把{t}打开\n把{t}拉开\n拉开{t}", ENDINGS), OPEN_MORE),
    "close": (*crossed(DO, "关上{t}\n把{t}关上\n把{t}推回去\n关好{t}", ENDINGS), CLOSE_MORE),
}
"""Blocks of forms by the name of their group."""
