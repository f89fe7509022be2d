"""What is said before or around a command, and wishes that leave something out, Chinese, for practice alone."""

from __future__ import annotations

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
    "eat": (EAT_MORE,),
    "drink": (DRINK_MORE,),
    "context": (CONTEXT_MORE,),
    "unsafe": (UNSAFE_MORE,),
    "whole.negation": (WHOLE_NEGATION_MORE,),
    "whole.but": (WHOLE_BUT_MORE,),
    **{group: (block,) for group, block in IT_MORE.items()},
}
"""Blocks of forms by the name of their group."""
