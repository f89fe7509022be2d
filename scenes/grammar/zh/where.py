"""Noun phrases that say where the thing is."""

from __future__ import annotations

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

GROUPS = {
    "np.left_right": LEFT_RIGHT,
    "np.rank": RANK,
    "np.front": FRONT,
    "np.back": BACK,
    "np.middle": MIDDLE,
    "np.near": NEAR,
}
"""Blocks of forms by the name of their group."""
