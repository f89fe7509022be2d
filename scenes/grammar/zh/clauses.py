"""What is said before or around a command, and commands that speak of "it": the clause picks the thing out."""

from __future__ import annotations

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

GROUPS = {
    "eat": EAT,
    "drink": DRINK,
    "heat": HEAT,
    "cook": COOK,
    "it.adj": IT_ADJ,
    "it.drink": IT_DRINK,
    "it.rotten": IT_ROTTEN,
    "it.expired": IT_EXPIRED,
    "it.cleaning": IT_CLEANING,
    "then.dispose": IT_DISPOSE,
    "then.dispose_to": IT_DISPOSE_TO,
    "then.belongs": IT_AWAY,
    "then.give": IT_GIVE,
    "it.is": IT_IS,
    "context": CONTEXT,
}
"""Blocks of forms by the name of their group."""
