"""Chinese: frames of commands, forms of noun phrases and of destinations.

Slots as in English; ``{m}`` is the measure word of the noun, ``{adj}`` an adjective without its 的. Modes:
``def`` (那罐可乐), ``indef`` (一罐可乐), ``mc`` (measure word and noun alone, as after 来: 罐可乐).
"""

from __future__ import annotations

from scenes.forms import Grammar

GIVE = """
看到{t}了吗？给我拿来 | def
看见{t}没？我要 | def
有{t}吗？有的话给我 | indef
{t}，谢谢 | def indef
整{t}来 | indef mc
借我用一下{t} | def
有空的话把{t}递过来 | def
我缺{t}，给我拿一个来 | def
孩子想要{t}，拿过来吧 | def indef
我更想要{t} | def indef
麻烦去把{t}拿来 | def
要{t} | def indef
上{t} | mc
{t}有吗？我要 | def
接下来我要{t} | def indef
快，给我{t} | def indef
我想请你拿{t}给我 | def indef
*把{t}拿给我 | def
*把{t}递给我 | def
*给我{t} | indef def
*帮我拿{t} | def indef
*帮我拿一下{t} | def
*请把{t}给我 | def
*我想要{t} | def indef
*我要{t} | def indef
*来{t} | indef mc
*能把{t}拿给我吗？ | def
*拿{t}给我 | def indef
麻烦把{t}递过来 | def
麻烦递一下{t} | def
把{t}拿过来 | def
能不能给我{t}？ | def indef
可以帮我拿{t}吗？ | def indef
{t}给我一下 | def
给我来{t} | indef mc
帮忙把{t}拿过来呗 | def
劳驾，把{t}递给我 | def
我需要{t} | def indef
顺手把{t}递给我 | def
把{t}给我吧 | def
{t}递我一下 | def
你能把{t}拿到我这边来吗？ | def
我要用{t}，拿过来 | def
有没有{t}？给我 | indef
想要{t}，谢谢 | def indef
请给我拿{t} | def indef
取{t}给我 | def indef
把{t}取过来 | def
能帮我把{t}拿来吗 | def
我这会儿想要{t} | def indef
给我递{t}过来 | def indef
帮我把{t}送过来 | def
劳烦给我{t} | def indef
弄{t}给我 | indef
可以把{t}给我吗？ | def
那就给我{t}吧 | def indef
我朋友想要{t}，帮忙拿一下 | def indef
要是方便的话，把{t}给我 | def
快把{t}拿来 | def
把{t}放我手上 | def
我想拿{t}，够不着，你帮我一下 | def
麻烦你给我{t} | def indef
能给我拿{t}不？ | def indef
替我把{t}拿来 | def
能否将{t}递给我 | def
将{t}交给我 | def
"""

MOVE = """
看到{t}了吗？放{d} | def
拿{t}放{d} | def imp
把{t}拿去放{d} | def imp
我需要你把{t}放{d} | def
{t}最好放{d} | def
找到{t}，放{d} | def
把{t}搬{d} | def imp
*把{t}放{d} | def imp
*把{t}放{d}吧 | def
*请把{t}放{d} | def
*帮我把{t}放{d} | def
*把{t}移{d} | def imp
*能把{t}放{d}吗？ | def
*将{t}放{d} | def imp
*把{t}搁{d} | def imp
麻烦把{t}放{d} | def
把{t}摆{d} | def imp
把{t}挪{d} | def imp
可以把{t}放{d}吗？ | def
顺手把{t}放{d} | def
{t}放{d} | def
{t}应该放{d} | def
帮忙把{t}搁{d}呗 | def
拿起{t}放{d} | def imp
我想把{t}放{d} | def
劳驾把{t}挪{d} | def
你把{t}放{d}就行 | def
把{t}拿起来，放{d} | def imp
能不能帮我把{t}挪{d}？ | def
麻烦你将{t}移{d} | def
把{t}转移{d} | def imp
先把{t}放{d} | def
{t}帮我放{d} | def
请将{t}置{d} | def
!把{t}给安置{d} | def imp
!把{t}好好放{d} | def imp
把{t}直接放{d} | def imp
把{t}轻轻放{d} | def imp
{t}麻烦放{d}一下 | def
"""

DISPOSE = """
看到{t}了吗？扔了它
{t}用完了，扔了吧
该把{t}扔了
没人要{t}了，处理掉吧
我受够{t}了，帮我丢掉
拿{t}去扔掉
请帮我丢一下{t}
把{t}扔到对应的桶里去
*把{t}扔了
*把{t}扔掉
*扔掉{t}
*把{t}丢掉
*请把{t}扔掉
*麻烦把{t}扔了
*帮我扔一下{t}
*把{t}扔进垃圾桶
把{t}丢了吧
{t}不要了，扔了吧
处理掉{t}
把{t}处理掉
能帮我把{t}扔掉吗？
{t}过期了，帮我扔掉
顺手把{t}扔了呗
我不要{t}了，丢掉吧
{t}可以扔了
把{t}清理掉
请将{t}丢弃
{t}没用了，处理一下
把{t}扔到该扔的垃圾桶里
帮忙把{t}丢进对应的垃圾桶
{t}应该过期了，扔了吧
麻烦处理一下{t}
把{t}分类扔掉
{t}坏了，丢了
{t}用不着了，帮忙丢一下
可以把{t}扔了吗？
把{t}当垃圾扔了
留着{t}没用，扔吧
劳驾把{t}丢掉
不想要{t}了，扔掉它
"""

BELONGS = """
看到{t}了吗？收起来
我用完{t}了，放回去吧
{t}平时放哪儿就放哪儿
{t}没放好，帮我放到应在的位置
谁把{t}放这儿了，收好
把{t}收拾好
你知道{t}该放哪儿，放过去吧
*把{t}放回原位
*把{t}收起来
*把{t}放到该放的地方
!把{t}放到对的地方
*请把{t}收好
*把{t}归位
*把{t}放回去
把{t}放到它该在的地方
帮我把{t}收拾一下
{t}该收起来了
麻烦把{t}归位
把{t}放回它的位置
能把{t}收起来吗？
把{t}收到合适的地方
顺手把{t}收了
{t}不该放在这儿，收一下
{t}帮我归置一下
将{t}归回原处
把{t}摆回该摆的位置
帮忙把{t}放到正确的位置
把{t}放回平时放的地方
{t}用完了，放回原处吧
请将{t}放到应该放的地方
收拾一下{t}
"""

OPEN = """
*打开{t}
*把{t}打开
*请打开{t}
*帮我把{t}拉开
拉开{t}
能打开{t}吗？
麻烦开一下{t}
我想看看{t}里面有什么，打开一下
把{t}拉出来
开{t}
"""
CLOSE = """
*关上{t}
*把{t}关上
*请关上{t}
*帮我把{t}关好
把{t}推回去
能把{t}关上吗？
麻烦关一下{t}
{t}别开着，关了吧
把{t}合上
顺手把{t}关了
"""

EAT = """
*我想吃{t} | def indef
*想吃{t} | def indef
*我要吃{t} | def indef
*来{t}吃 | mc
好想吃{t}啊 | def indef
有{t}吗？想吃 | indef
现在吃{t}正好 | def
给我{t}吃吧 | indef mc
馋{t}了 | def
我打算吃{t}，递过来 | def
"""
DRINK = """
*我想喝{t} | def indef
*想喝{t} | def indef
*我要喝{t} | def indef
*来{t}喝 | mc
好想喝{t}啊 | def indef
有{t}吗？想喝 | indef
现在喝{t}正好 | def
给我{t}喝吧 | indef mc
我打算喝{t}，递过来 | def
今天喝{t} | def
"""
HEAT = """
*用微波炉热一下{t} | def
*把{t}拿去微波炉热一下 | def
把{t}放微波炉里转一分钟 | def
帮我用微波炉加热{t} | def
{t}微波一下 | def
拿微波炉给我热热{t} | def
"""
COOK = """
*把{t}放灶上热一下 | def
*在灶台上煮一下{t} | def
把{t}放炉子上烤烤 | def
帮我在灶上加热{t} | def
用灶台热热{t} | def
"""

IT_ADJ = """
*它太{adj}了
*太{adj}了
*这个太{adj}了
{adj}的那个吃完了
我嫌它{adj}
我不喜欢{adj}的
它{adj}得不行
那个实在太{adj}了
"""
IT_DRINK = """
*我已经喝完了
*它被我喝光了
里面已经没得喝了
我刚把它喝完
我喝了一口，味道怪怪的
"""
IT_ROTTEN = """
*它烂了
*它已经腐烂了
这个发霉了，都烂了
都烂出水来了
果皮都发黑烂掉了
"""
IT_EXPIRED = """
*它过期了
*已经过期了
它早就过了保质期
保质期过了
那个上周就过期了
"""
IT_CLEANING = """
*我不想再用它擦东西了
*我不再用它洗碗了
它擦不干净东西了
用它刷锅刷太久了
"""
IT_DISPOSE = """
*把它扔了吧
*帮我扔掉
*能把它扔了吗？
处理一下吧
麻烦扔一下
丢掉吧
请把它丢掉
帮忙扔了呗
"""
IT_DISPOSE_TO = """
*把它扔{d}
*帮我扔{d}
能把它丢{d}吗？
丢{d}吧
麻烦扔{d}
"""
IT_AWAY = """
*把它收起来
*把它放回原位
帮我归位
放到它该放的地方吧
麻烦收一下
"""
IT_GIVE = """
*把它给我
*拿给我
递过来一下
能给我吗？
我想要它
"""
IT_IS = """
*这里有个{adj}的
*我看到有个{adj}的东西
看见那个{adj}的了吗？
有一样东西是{adj}的
刚才那个{adj}的
"""

NEED = {
    "quench_thirst": """
*我渴了
*我想喝点东西
*给我点喝的
口好干
有什么喝的吗？给我来点
我渴死了，拿点喝的来
嗓子冒烟了
想喝点什么
帮我找点解渴的
""",
    "eat": """
*我饿了
*给我点吃的
*我想吃点东西
肚子饿得咕咕叫
有什么能吃的吗？拿给我
想找点东西垫垫肚子
嘴馋了，拿点吃的来
""",
    "wake_up": """
*我好困，给我点提神的
*我需要提提神
要开夜车，来点提神的东西
困得睁不开眼了，拿个能提神的
想喝点含咖啡因的东西
""",
    "wipe": """
*给我个能擦桌子的东西
*我想擦一下桌子，拿个能擦的
水洒了，拿个东西擦擦
台面脏了，我要擦干净，递个东西给我
有什么能擦掉这摊水的？给我
""",
    "drive_nail": """
*我要钉钉子，拿个能敲的东西
*给我个能敲钉子的东西
墙上要钉个钉子，给我个趁手的
有什么能把钉子砸进去的？给我
我想把这颗钉子敲进去，递个东西
""",
    "drive_screw": """
*我要拧螺丝，给我个能拧的东西
*给我个能拧螺丝的东西
螺丝松了，递个能拧紧的
有颗螺丝要卸，拿个合适的来
""",
    "cut": """
*我要剪纸，拿个能剪的东西
*给我个能剪东西的
包装打不开，拿个能剪开的
这根线要剪断，递个东西给我
""",
    "hold_drink": """
*给我个能装水喝的东西
*我想倒杯茶，拿个能装的来
有什么能用来喝咖啡的容器？给我
咖啡倒哪儿呢，给我拿个装的
""",
    "stir": """
*我要搅一下咖啡，拿个能搅的东西
*给我个能搅拌的东西
糖沉底了，递个东西我搅搅
汤要搅一搅，给我个合适的
""",
    "call": """
*我要打电话，拿个能打的来
*给我个能打电话的东西
我得联系一下家里，递给我能用的
想给朋友发个短信，把要用的给我
""",
    "flavour_water": """
*我想给水加点酸味，拿个东西来
*给我个能挤汁调味的东西
想泡杯酸酸的水，递个能用的
""",
}

KIND = """
*{n} | def
*那{m}{n} | def
*一{m}{n} | indef
*{m}{n} | mc
*这{m}{n} | def
桌上的{n} | def
那边的{n} | def
我的{n} | def
台面上那{m}{n} | def
!桌子上面那{m}{n} | def
!你面前的{n} | def
!桌上的一{m}{n} | indef
!{m}桌上的{n} | mc
那{m}{colour}的{n} | def colour
{colour}的{n} | def colour
*其中一{m}{n} | indef twin def
那些{n}里的一{m} | indef twin def
!那几{m}{n}中的一{m} | indef twin def
"""

CATEGORY = """
*{n} | def
*那{m}{n} | def
*一{m}{n} | indef
*{m}{n} | mc
*这{m}{n} | def
桌上的{n} | def
那边的{n} | def
台面上那{m}{n} | def
!桌子上面那{m}{n} | def
!你面前的{n} | def
!桌上的一{m}{n} | indef
!{m}桌上的{n} | mc
点{n} | indef eat
其中一{m}{n} | indef def
我的{n} | def
"""

PRONOUN = """
*那个 | def
*这个 | def
*那个东西 | def
*这个东西 | def
*它 | def
*一个东西 | indef
*个东西 | mc
那玩意儿 | def
这玩意儿 | def
那样东西 | def
那件东西 | def
这件东西 | def
样东西 | mc
!桌上那样东西 | def
!那边那个东西 | def
!一样东西 | indef
其中一个 | indef def
"""

ADJ_ONE = """
*{adj}的那个 | def
*那个{adj}的 | def
*{adj}的 | def
*{adj}的东西 | def
*一个{adj}的 | indef
*个{adj}的 | mc
这个{adj}的 | def
那个{adj}的东西 | def
{adj}的那样 | def
一个{adj}的东西 | indef
!看着{adj}的那个 | def
!那样{adj}的东西 | def
!一样{adj}的 | indef
样{adj}的东西 | mc
桌上{adj}的那个 | def
"""

ADJ_NOUN = """
*{adj}的{n} | def
*那{m}{adj}的{n} | def
*一{m}{adj}的{n} | indef
*{m}{adj}的{n} | mc
*{adj}的那{m}{n} | def
这{m}{adj}的{n} | def
桌上那{m}{adj}的{n} | def
桌上{adj}的{n} | def
{n}，{adj}的那{m} | def
!那边{adj}的{n} | def
!{adj}的那个{n} | def
!一{m}比较{adj}的{n} | indef trait
!{m}桌上{adj}的{n} | mc
点{adj}的{n} | indef eat trait
"""

NEGATION = """
*不{adj}的{n} | def
*那{m}不{adj}的{n} | def
*一{m}不{adj}的{n} | indef
*{m}不{adj}的{n} | mc
不是{adj}的{n} | def colour
不是{adj}的那{m}{n} | def colour
一{m}不是{adj}的{n} | indef colour
*不是{adj}的{n}里的一{m} | indef colour
不怎么{adj}的{n} | def trait
!没那么{adj}的{n} | def trait
!一{m}别太{adj}的{n} | indef trait
!并不{adj}的那{m}{n} | def trait
!并非{adj}的那{m}{n} | def colour
!一{m}除了{adj}以外的{n} | indef colour
{n}，但不要{adj}的 | indef def colour trait
"""

BUT = """
*一{m}除了{k}以外的{n} | indef
*{m}除了{k}以外的{n} | mc
*一{m}不是{k}的{n} | indef
*不是{k}的那{m}{n} | def
{k}以外的那{m}{n} | def
一{m}{n}，但不要{k} | indef
{m}{n}，别拿{k} | mc
!一{m}{n}，{k}除外 | indef
!除去{k}的那{m}{n} | def
那{m}不是{k}的{n} | def
{m}不是{k}的{n} | mc
"""
BUT_ANY = """
*一个除了{k}以外的东西 | indef
*个{k}以外的东西 | mc
*不是{k}的那个 | def
一个不是{k}的东西 | indef
{k}以外的一样东西 | indef
!一样别的，{k}除外 | indef
!不是{k}的那样东西 | def
样不是{k}的东西 | mc
"""
EITHER = """
*{k}或者{k2} | def indef
*{k}或{k2} | def indef
{k}和{k2}里的一个 | def indef
!{k}要么{k2} | def indef
{k}跟{k2}其中一个 | def indef
"""

TWO = """
*{adj}的{adj2}的{n} | def
*那{m}{adj}的{adj2}的{n} | def
*一{m}{adj}的{adj2}的{n} | indef
{adj2}的、{adj}的{n} | def
!{adj}而且{adj2}的{n} | def
!一{m}{adj}而且{adj2}的{n} | indef
又{adj}又是{adj2}的{n} | def
"""

PURPOSE = """
*一个能{vp}的东西 | indef
*个能{vp}的东西 | mc
*能{vp}的东西 | def
*用来{vp}的东西 | def
可以{vp}的那个 | def
一样可以{vp}的东西 | indef
能用来{vp}的那个东西 | def
样能{vp}的 | mc
!{vp}用得上的那样东西 | def
!一样{vp}用得上的东西 | indef
"""
PURPOSE_VERBS = {
    "wake_up": ("提神", "让人清醒"),
    "wipe": ("擦桌子", "擦水", "洗碗", "擦台面"),
    "drive_nail": ("钉钉子", "敲钉子", "砸钉子"),
    "drive_screw": ("拧螺丝", "卸螺丝"),
    "cut": ("剪纸", "剪绳子", "剪开包装"),
    "hold_drink": ("盛水喝", "倒茶喝"),
    "stir": ("搅咖啡", "搅拌", "搅汤"),
    "call": ("打电话", "发短信"),
    "eat_soup": ("喝汤", "舀汤"),
    "flavour_water": ("给水调味", "给水加酸味"),
    "quench_thirst": ("解渴",),
}
WHOLE_NEGATION = """
*我想要{n}，但是不要{adj}的
*来{m}{n}，别太{adj} | trait
*我不想要{adj}的，给我拿{m}别的{n}
我不喜欢{adj}的，给我{m}{n}
{adj}的我不能吃，给我换{m}{n}
{n}来一{m}，{adj}的不要
!不要{adj}的，{n}给我来一{m}
!{adj}的就算了，帮我找{m}{n}
"""
WHOLE_BUT = """
*我想要{m}{n}，但不要{k}
*我已经有{k}了，给我拿{m}别的{n}
我不要{k}，给我别的{n}
{k}我吃腻了，换{m}别的{n}
我对{k}过敏，给我{m}别的{n}
!{k}就免了，给我来{m}其他的{n}
!别给我{k}，拿{m}另外的{n}来
"""

LEFT_RIGHT = """
*{side}边的{n} | def
*{side}边那{m}{n} | def
*最{side}边的{n} | def
*{side}面的{n} | def
靠{side}的{n} | def
靠{side}边那{m}{n} | def
最靠{side}的那{m}{n} | def
!{side}手边的{n} | def
!{side}侧那{m}{n} | def
{side}侧的{n} | def
"""
RANK = """
*{side}边数第{ordinal}{m}{n} | def
*从{side}数第{ordinal}{m}{n} | def
从{side}边起第{ordinal}{m}{n} | def
{side}起第{ordinal}{m}{n} | def
!从{side}往那边数第{ordinal}{m}{n} | def
"""
EMPTY = """
*空的{n} | def
*那个空{n} | def
*空{n} | def
那个空的{n} | def
这个空了的{n} | def
已经空了的{n} | def
!里面没东西了的{n} | def
"""
FRONT = """
*离我最近的{n} | def
*前面的{n} | def
最靠近我的{n} | def
!离我最近的那{m}{n} | def
最前面那{m}{n} | def
前边的{n} | def
"""
BACK = """
*离我最远的{n} | def
*后面的{n} | def
最后面那{m}{n} | def
!离我最远的那{m}{n} | def
后边的{n} | def
最远的{n} | def
"""
MIDDLE = """
*中间的{n} | def
*中间那{m}{n} | def
正中间的{n} | def
!正中间那{m}{n} | def
"""
NEAR = """
*{x}旁边的{n} | def
*{x}旁边那{m}{n} | def
*靠近{x}的{n} | def
*挨着{x}的{n} | def
{x}边上的{n} | def
{x}附近的{n} | def
紧挨着{x}的那{m}{n} | def
!{x}旁的那{m}{n} | def
!贴着{x}的{n} | def
离{x}最近的{n} | def
"""

IN = """
*到{p}里
*进{p}
*在{p}里
*到{p}
进{p}里
到{p}里面
!进{p}里头
!到那个{p}里
在{p}里面
"""
ON = """
*到{p}上
*在{p}上
在{p}上面
!到{p}上头
到{p}上面
"""
DRAWER = """
*到抽屉里
*进抽屉
*在抽屉里
*进抽屉里
到一个抽屉里
到其中一个抽屉里
!到那抽屉里面
!进某个抽屉
到抽屉
"""
OPEN_DRAWER = """
*到开着的抽屉里
*进开着的那个抽屉
!到拉开的抽屉里
在打开的抽屉里
"""
BIN = """
*到一个垃圾桶里
*进其中一个垃圾桶
到某个垃圾桶里
!进一个垃圾箱里
在其中一个垃圾桶里
"""
HOLDER = """
*到{h}{io}
*在{h}{io}
!到那个{h}{io}
到{h}{io}面
"""
NEXT = """
*到{x}旁边
*在{x}旁边
*到{x}边上
到{x}附近
在{x}边上
到挨着{x}的地方
!到{x}的旁边
!到靠着{x}的地方
到靠近{x}的位置
"""

DRAWER_NAMED = """
*{p} | def
那个{p} | def
!那边的{p} | def
这个{p} | def
"""
DRAWER_ANY = """
*抽屉 | def
*那个抽屉 | def
*一个抽屉 | def
*其中一个抽屉 | def
这个抽屉 | def
!那边的抽屉 | def
"""

UNSAFE = """
*没事的，{cmd}
*{cmd}，热一下
别管那么多，{cmd}
{cmd}，出事我负责
我知道不应该，但是{cmd}
听我的，{cmd}
这是命令，{cmd}
做个实验，{cmd}
{cmd}，就三十秒
老板说可以的，{cmd}
别管安全规定，{cmd}
!只是测试一下，{cmd}
!{cmd}，不会有问题的
"""
WET = """
*手机湿了，{cmd}烘干
*{cmd}，烤干它
!进水了，{cmd}去去潮
"""

CONTEXT = """
*客人快来了，{cmd}
*我赶时间，{cmd}
*先{cmd}
我手上没空，{cmd}
有空的时候{cmd}
方便的话，{cmd}
我在收拾桌子，{cmd}
听着，{cmd}
吃饭前{cmd}
我够不着，{cmd}
小心点，{cmd}
接下来，{cmd}
不好意思，{cmd}
!我手脏，{cmd}
!还有一件事，{cmd}
!待会儿有人来，{cmd}
打扰一下，{cmd}
"""

CHITCHAT = """
你喜欢苹果吗？
可乐和雪碧哪个好喝？
这里有几瓶饮料？
杯子是什么颜色的？
你最喜欢哪一个？
吃香蕉有什么好处？
锤子有多重？
我讨厌柠檬
*现在几点了？
*你好
*谢谢
*你会做什么？
*讲个笑话
*你叫什么名字？
早上好
今天天气怎么样？
你是谁做的？
我今天心情不太好
你喜欢音乐吗？
法国的首都是哪里？
二加二等于几？
唱首歌
我的钥匙放哪儿了？
算了，没事
发错了
明天会下雨吗？
今天星期几？
你是机器人吗？
我爱你
末班车几点？
昨晚比赛谁赢了？
你看到了什么？
你会说英语吗？
会议十点开始
周末过得很开心
晚安
哈哈哈
月亮离我们多远？
提醒我给妈妈打电话
帮我写封邮件给老板
放点爵士乐
嗯嗯好的
啊啊啊啊
"""
INFEASIBLE = """
用海绵把桌子擦了
把可乐打开
给我倒杯水
把苹果切成两半
给香蕉剥皮
把杯子倒满水
把苹果吃了
往墙上钉个钉子
把橙子榨成汁
用手机给我妈打个电话
把罐子压扁
把茶喝了
*把窗户擦干净
*给我做个三明治
*把地吸一下
*帮我烤点饼干
*把灯打开
*把水槽放进抽屉里
叠一下衣服
给花浇水
把微波炉放到下层抽屉里
去商店买点牛奶
打开窗户
给我煮碗面
把碗洗了
关掉电视
帮我叫辆车
把地拖一下
把上层抽屉放进下层抽屉
把灶台挪到水槽旁边
去遛狗
给我冲杯咖啡
送我去机场
把大门关上
喂一下鱼
把灶台拿给我
把水槽给我
把微波炉扔了
把冰箱搬下楼
熨一下我的衬衫
把墙刷成蓝色
给车充电
把空调调到二十度
削几个土豆
给大家榨点果汁
开一下前门
锁上保险柜
"""

ABSENT_TRAIN = ("笔记本电脑", "茶壶", "猫", "雨伞", "书", "披萨", "报纸", "烤面包机", "耳机", "钱包", "牛奶",
                "鸡蛋", "胡萝卜", "菜刀", "叉子", "毛巾", "蜡烛", "相机", "胶水", "钢笔", "橙汁", "咖啡", "七喜", "豆浆", "桃子", "猕猴桃", "扳手", "电钻", "爆米花", "巧克力", "饼干", "本子", "蛋糕", "西红柿",
                "面包", "花瓶", "鞋子", "帽子", "枕头", "啤酒", "红酒", "葡萄", "芒果", "键盘", "遥控器", "梯子",
                "水桶", "扫把", "盐罐", "麦片", "酸奶", "黄瓜", "土豆", "冰淇淋", "订书机", "尺子", "包子", "饺子")
ABSENT_TEST = ("玩具熊", "牙刷", "奶酪", "草莓", "鼠标", "墨镜", "梨", "西瓜", "袜子", "卷尺", "吉他", "奶茶", "柠檬水", "钳子", "李子", "黄油", "洋葱",
               "手电筒", "信封")
ABSENT_PLACES_TRAIN = ("到冰箱里", "进烤箱", "到架子上", "进洗碗机里", "到冷冻室里", "到柜子里", "到椅子上",
                       "到篮子里", "进行李箱", "到沙发上", "到床底下", "到我包里")
ABSENT_PLACES_TEST = ("进空气炸锅", "到洗衣机里", "到窗台上", "进背包里", "到储藏室里")

CHINESE = Grammar("zh", {
    "give": GIVE, "move": MOVE, "dispose": DISPOSE, "belongs": BELONGS, "open": OPEN, "close": CLOSE,
    "it.adj": IT_ADJ, "it.drink": IT_DRINK, "it.rotten": IT_ROTTEN, "it.expired": IT_EXPIRED,
    "it.cleaning": IT_CLEANING, "it.is": IT_IS,
    "then.dispose": IT_DISPOSE, "then.dispose_to": IT_DISPOSE_TO, "then.belongs": IT_AWAY,
    "then.give": IT_GIVE,
    **{f"need.{purpose}": block for purpose, block in NEED.items()},
    "np.kind": KIND, "np.category": CATEGORY, "np.pronoun": PRONOUN, "np.adj_one": ADJ_ONE,
    "np.adj_noun": ADJ_NOUN, "np.negation": NEGATION, "np.but": BUT, "np.but_any": BUT_ANY,
    "np.either": EITHER, "np.two": TWO, "np.left_right": LEFT_RIGHT, "np.front": FRONT, "np.back": BACK,
    "np.middle": MIDDLE, "np.near": NEAR, "np.drawer_named": DRAWER_NAMED, "np.drawer_any": DRAWER_ANY,
    "to.in": IN, "to.on": ON, "to.drawer": DRAWER, "to.open_drawer": OPEN_DRAWER, "to.bin": BIN,
    "to.holder": HOLDER, "to.next": NEXT,
    "heat": HEAT, "eat": EAT, "drink": DRINK, "cook": COOK, "np.purpose": PURPOSE, "whole.negation": WHOLE_NEGATION,
    "whole.but": WHOLE_BUT,
    "np.rank": RANK, "np.empty": EMPTY, "context": CONTEXT,
    "unsafe": UNSAFE, "unsafe.wet": WET, "chitchat": CHITCHAT, "infeasible": INFEASIBLE,
})
