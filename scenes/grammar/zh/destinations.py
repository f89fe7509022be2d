"""Where a thing is to go, and the drawers."""

from __future__ import annotations

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

GROUPS = {
    "to.in": IN,
    "to.on": ON,
    "to.drawer": DRAWER,
    "to.open_drawer": OPEN_DRAWER,
    "to.bin": BIN,
    "to.holder": HOLDER,
    "to.next": NEXT,
    "np.drawer_named": DRAWER_NAMED,
    "np.drawer_any": DRAWER_ANY,
}
"""Blocks of forms by the name of their group."""
