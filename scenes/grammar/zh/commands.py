"""Frames of commands: who says what is to be done with the thing ``{t}``, and where to ``{d}``."""

from __future__ import annotations

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

GROUPS = {
    "give": GIVE,
    "move": MOVE,
    "dispose": DISPOSE,
    "belongs": BELONGS,
    "open": OPEN,
    "close": CLOSE,
}
"""Blocks of forms by the name of their group."""
