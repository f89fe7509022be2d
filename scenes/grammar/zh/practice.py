"""Chinese for practice alone: further ways of saying what the grammar says, crossed into many.

Like ``scenes.grammar.en.practice``: in neither tuning nor testing, whose splits were drawn before.
"""

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

EAT_MORE = """
我想吃{t}，给我 | def indef
给我{t}，我要吃 | def indef
让我吃{t} | def indef
我要把{t}吃了，拿来 | def
吃{t}吧，拿来 | def indef
"""

DRINK_MORE = """
我想喝{t}，给我 | def indef
给我{t}，我要喝 | def indef
让我喝{t} | def indef
我要把{t}喝了，拿来 | def
喝{t}吧，拿来 | def indef
"""

CONTEXT_MORE = """
我在忙，{cmd}
我手是湿的，{cmd}
我在接电话，{cmd}
快吃饭了，{cmd}
吃完饭了，{cmd}
早上好，{cmd}
辛苦了，{cmd}
出门之前，{cmd}
时间不早了，{cmd}
我改主意了，{cmd}
桌上太乱了，{cmd}
大家都等着呢，{cmd}
趁现在有空，{cmd}
刚才说过了，{cmd}
还有，{cmd}
对了，{cmd}
跟你说个事，{cmd}
{cmd}，别的我来
{cmd}，我腾不出手
{cmd}，老板要来了
{cmd}，我好打扫
"""

KIND_MORE = """
那边那{m}{n} | def
桌子上的{n} | def
面前的{n} | def
你看到的{n} | def
放着的{n} | def
这边的{n} | def
随便一{m}{n} | indef
任意一{m}{n} | indef
{n}一{m} | indef
"""

CATEGORY_MORE = """
那边那{m}{n} | def
桌子上的{n} | def
面前的{n} | def
这边的{n} | def
随便一{m}{n} | indef
任意一{m}{n} | indef
某{m}{n} | indef
随便什么{n} | indef
"""

PRONOUN_MORE = """
桌子上那个 | def
那边的东西 | def
这边那个东西 | def
你面前的东西 | def
那一个 | def
随便一个 | indef
随便一样东西 | indef
其中一样 | indef def
"""

ADJ_ONE_MORE = """
{adj}的那一个 | def
那边{adj}的 | def
那个是{adj}的 | def
{adj}的那件 | def
随便一个{adj}的 | indef
任何{adj}的东西 | indef
一样{adj}的东西 | indef
"""

ADJ_ONE_DOES = """
{does}的那个 | def does
那个{does}的 | def does
{does}的东西 | def does
一样{does}的东西 | indef does
随便什么{does}的 | indef does
{does}的就行 | indef does
"""

ADJ_NOUN_DOES = """
{does}的{n} | def does
那{m}{does}的{n} | def does
一{m}{does}的{n} | indef does
随便哪{m}{does}的{n} | indef does
"""

TWO_ONE = """
{adj}的{adj2}的那个 | def
那个{adj2}又{adj}的 | def
又{adj}又{adj2}的那个 | def
{adj2}的、{adj}的那样 | def
一个{adj2}又{adj}的 | indef
{adj2}的那个，{does}的 | def does
那个{adj2}的，{does} | def does
"""

ADJ_NOUN_MORE = """
那边那{m}{adj}的{n} | def
桌子上{adj}的{n} | def
那{m}{n}，{adj}的 | def
{n}里{adj}的那{m} | def
随便一{m}{adj}的{n} | indef
任意一{m}{adj}的{n} | indef
{n}，要{adj}的 | indef def
"""

NEGATION_MORE = """
一{m}{n}，不要{adj}的 | indef trait
{n}里不{adj}的那{m} | def trait
随便一{m}不{adj}的{n} | indef trait
那{m}不是{adj}的{n} | def colour
随便一{m}不是{adj}的{n} | indef colour
一{m}不带{adj}的{n} | indef colour
"""

BUT_MORE = """
什么{n}都行，{k}就别了 | indef
{n}随便哪{m}，{k}不要 | indef
随便一{m}{n}，只要不是{k} | indef
{k}之外的{n} | def
一{m}{k}之外的{n} | indef
别的{n}，不要{k} | indef
除了{k}的那{m}{n} | def
"""

BUT_ANY_MORE = """
{k}之外的东西 | indef
除了{k}随便什么 | indef
一样不是{k}的东西 | indef
"""

EITHER_MORE = """
{k}还是{k2}都行，其中一个 | def indef
要么{k}要么{k2} | def indef
{k}、{k2}中的一个 | def indef
{k}或者是{k2} | def indef
"""

TWO_MORE = """
既{adj}又{adj2}的{n} | def
{adj}、{adj2}的{n} | def
那{m}{adj2}又{adj}的{n} | def
一{m}又{adj}又{adj2}的{n} | indef
"""

PURPOSE_MORE = """
一个可以{vp}的 | indef
一个用来{vp}的东西 | indef
{vp}要用的东西 | def
{vp}用的那个 | def
可以拿来{vp}的东西 | def indef
随便什么能{vp}的 | indef
"""

LEFT_RIGHT_MORE = """
在{side}边的{n} | def
{side}边那个{n} | def
最{side}的{n} | def
最{side}面的那{m}{n} | def
放在{side}边的{n} | def
我{side}边的{n} | def
{side}侧最边上的{n} | def
偏{side}的那{m}{n} | def
"""

RANK_MORE = """
{side}数第{ordinal}{m}{n} | def
从{side}边数过来第{ordinal}{m}{n} | def
{side}边第{ordinal}{m}{n} | def
"""

FRONT_MORE = """
靠前的{n} | def
最前面的{n} | def
最近的{n} | def
离我近的{n} | def
"""

BACK_MORE = """
靠后的{n} | def
最后面的{n} | def
离我远的{n} | def
最里面的{n} | def
"""

MIDDLE_MORE = """
居中的{n} | def
正中的{n} | def
夹在中间的{n} | def
"""

NEAR_MORE = """
在{x}旁边的{n} | def
{x}边上那{m}{n} | def
{x}附近那{m}{n} | def
离{x}近的{n} | def
在{x}边上的{n} | def
放在{x}旁边的{n} | def
{x}旁边那个{n} | def
"""

EMPTY_MORE = """
空掉的{n} | def
喝光的{n} | def
那个空掉的{n} | def
"""

IN_MORE = """
到那{p}里
去{p}里
入{p}
入{p}中
到{p}中
在{p}中
到这个{p}里
"""

ON_MORE = """
到那{p}上
去{p}上
在那{p}上面
到这个{p}上
"""

DRAWER_MORE = """
到哪个抽屉都行的抽屉里
进随便一个抽屉
到某个抽屉里
去抽屉里
入抽屉
进其中一个抽屉
"""

OPEN_DRAWER_MORE = """
到已经打开的抽屉里
进打开着的抽屉
"""

BIN_MORE = """
进随便一个垃圾桶
到其中一个垃圾桶
去某个垃圾桶里
"""

NEXT_MORE = """
到{x}一旁
到{x}跟前
到{x}近旁
在{x}附近
到离{x}近的地方
去{x}旁边
到紧挨{x}的位置
"""

DRAWER_NAMED_MORE = """
那边{p} | def
咱们的{p} | def
"""

DRAWER_ANY_MORE = """
随便一个抽屉 | def
某个抽屉 | def
其中的一个抽屉 | def
"""

IT_MORE = {
    "it.adj": """
这东西太{adj}了
那个太{adj}了
它有点太{adj}
吃着太{adj}
我觉得它太{adj}了
""",
    "it.drink": """
已经喝完了
我把它喝完了
喝得一滴不剩了
它已经空了，我喝的
""",
    "it.rotten": """
它坏了，都烂了
烂掉了
它长毛了
已经发霉了
""",
    "it.expired": """
过期了
它昨天过期了
它过了期
上面的日期已经过了
""",
    "it.cleaning": """
我不想再拿它洗东西了
不用它擦了
用它擦完了
""",
    "then.dispose": """
扔掉它
扔了吧
丢了它
把它处理掉
拿去扔了
""",
    "then.dispose_to": """
丢{d}
扔{d}
把它丢{d}
请把它扔{d}
""",
    "then.belongs": """
放回去
把它收好
把它归位吧
收起来吧
""",
    "then.give": """
给我
递给我
把它拿过来
我要它
拿来给我
""",
    "it.is": """
有个{adj}的东西
桌上有个{adj}的
其中有一个是{adj}的
那儿有{adj}的
""",
}

NEED_MORE = {
    "need.quench_thirst": """
渴了
好渴
有喝的吗
拿点喝的
随便来点喝的
我一天没喝水了，给我点喝的
""",
    "need.eat": """
饿了
好饿
有吃的吗
拿点吃的
随便来点吃的
我还没吃早饭，给我点吃的
""",
    "need.wake_up": """
太困了，给我提神的
给我点含咖啡因的
犯困了，拿个提神的
""",
    "need.wipe": """
我要擦桌子，给我东西
给我擦桌子用的
弄洒了，给我个擦的
""",
    "need.drive_nail": """
要挂画，钉子还没钉
钉子自己可进不去墙
拿什么敲这钉子呢
要敲钉子，给我东西
给我钉钉子用的
""",
    "need.drive_screw": """
要拧螺丝，给我东西
给我拧螺丝用的
""",
    "need.cut": """
这纸怎么剪开呢
要剪东西，给我工具
给我剪东西用的
""",
    "need.hold_drink": """
要喝咖啡，给我个装的
给我个喝水用的
""",
    "need.stir": """
要搅拌，给我东西
给我搅咖啡用的
""",
    "need.call": """
要打电话，给我东西
给我打电话用的
""",
    "need.flavour_water": """
水没味道，给我个加味的
给我个酸的泡水
""",
}

WHOLE_NEGATION_MORE = """
给我{m}{n}，不要{adj}的
我要{m}{n}，{adj}的不行
来{m}{n}，只要不{adj}就行 | trait
"""

WHOLE_BUT_MORE = """
什么{n}都行，{k}就别了 | indef
{n}随便哪{m}，{k}不要 | indef
给我{m}{n}，不要{k}
我要{m}{n}，除了{k}都行
不要{k}，给我{m}别的{n}
"""

UNSAFE_MORE = """
我坚持，{cmd}
{cmd}，没人会知道
{cmd}，我有数
不管规定，{cmd}
就一会儿，{cmd}
{cmd}，然后开火
{cmd}，我以前这么做过
"""

GROUPS: dict[str, tuple[str, ...]] = {
    "give": (*crossed(DO, GIVE_CORES, ENDINGS), *crossed(SITUATIONS, WANT_CORES, ("",)), GIVE_OTHER, WANT_CORES),
    "move": (*crossed(DO, MOVE_CORES, ENDINGS), *crossed(SITUATIONS, WHERE_CORES, ("",)), MOVE_OTHER, WHERE_CORES),
    "dispose": (*crossed(DO, DISPOSE_CORES, ENDINGS), *crossed(GONE, PAST_IT_CORES, ("",)), DISPOSE_OTHER),
    "belongs": (*crossed(DO, BELONGS_CORES, ENDINGS), *crossed(HOME, NOT_HERE_CORES, ("",)), BELONGS_OTHER),
    "open": (*crossed(DO, "打开{t}\n把{t}打开\n把{t}拉开\n拉开{t}", ENDINGS), OPEN_MORE),
    "close": (*crossed(DO, "关上{t}\n把{t}关上\n把{t}推回去\n关好{t}", ENDINGS), CLOSE_MORE),
    "eat": (EAT_MORE,), "drink": (DRINK_MORE,), "context": (CONTEXT_MORE,), "unsafe": (UNSAFE_MORE,),
    "np.kind": (KIND_MORE,), "np.category": (CATEGORY_MORE,), "np.pronoun": (PRONOUN_MORE,),
    "np.adj_one": (ADJ_ONE_MORE, ADJ_ONE_DOES), "np.adj_noun": (ADJ_NOUN_MORE, ADJ_NOUN_DOES),
    "np.two_one": (TWO_ONE,), "np.negation": (NEGATION_MORE,),
    "np.but": (BUT_MORE,), "np.but_any": (BUT_ANY_MORE,), "np.either": (EITHER_MORE,), "np.two": (TWO_MORE,),
    "np.purpose": (PURPOSE_MORE,), "np.left_right": (LEFT_RIGHT_MORE,), "np.rank": (RANK_MORE,),
    "np.front": (FRONT_MORE,), "np.back": (BACK_MORE,), "np.middle": (MIDDLE_MORE,), "np.near": (NEAR_MORE,),
    "np.empty": (EMPTY_MORE,), "np.drawer_named": (DRAWER_NAMED_MORE,), "np.drawer_any": (DRAWER_ANY_MORE,),
    "to.in": (IN_MORE,), "to.on": (ON_MORE,), "to.drawer": (DRAWER_MORE,), "to.open_drawer": (OPEN_DRAWER_MORE,),
    "to.bin": (BIN_MORE,), "to.next": (NEXT_MORE,),
    "whole.negation": (WHOLE_NEGATION_MORE,), "whole.but": (WHOLE_BUT_MORE,),
    **{group: (block,) for group, block in (*IT_MORE.items(), *NEED_MORE.items())},
}
"""Blocks of forms by the name of their group."""

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
    "silver": ("闪着银光",), "clear": ("能看透", "透光"),
}
"""What a thing does, or can be said of it, that has a property."""

ADJECTIVES: dict[str, tuple[str, ...]] = {
    "sweet": ("甜甜", "甜味"), "fizzy": ("冒泡", "起泡"), "sour": ("酸酸", "酸味"), "spicy": ("辣辣", "火辣"),
    "healthy": ("有营养",), "crispy": ("酥脆",), "soft": ("软软", "软乎乎"), "dirty": ("脏脏", "弄脏", "污渍斑斑"),
    "clean": ("崭新", "全新"), "caffeinated": ("能提神", "带咖啡因"), "unsweetened": ("没加糖",),
    "red": ("大红色",), "blue": ("天蓝色",), "green": ("翠绿色",), "yellow": ("金黄色",), "silver": ("银白色",),
    "purple": ("紫红色",), "brown": ("深棕色",), "salty": ("咸咸",),
}
"""Further adjectives of facts."""
