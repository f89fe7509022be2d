"""Where a thing is, and where it is to go, Chinese, for practice alone."""

from __future__ import annotations

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
挨着{x}的{n} | def
紧挨{x}的那{m}{n} | def
靠着{x}的{n} | def
跟{x}挨着的{n} | def
{x}跟前的{n} | def
{x}旁的那{m}{n} | def
和{x}并排的{n} | def
{x}边儿上的{n} | def
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
在跟{x}并排的地方
到{x}边儿上
跟{x}一块儿
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

GROUPS: dict[str, tuple[str, ...]] = {
    "np.left_right": (LEFT_RIGHT_MORE,),
    "np.rank": (RANK_MORE,),
    "np.front": (FRONT_MORE,),
    "np.back": (BACK_MORE,),
    "np.middle": (MIDDLE_MORE,),
    "np.near": (NEAR_MORE,),
    "np.drawer_named": (DRAWER_NAMED_MORE,),
    "np.drawer_any": (DRAWER_ANY_MORE,),
    "to.in": (IN_MORE,),
    "to.on": (ON_MORE,),
    "to.drawer": (DRAWER_MORE,),
    "to.open_drawer": (OPEN_DRAWER_MORE,),
    "to.bin": (BIN_MORE,),
    "to.next": (NEXT_MORE,),
}
"""Blocks of forms by the name of their group."""
