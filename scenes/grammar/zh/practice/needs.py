"""Needs that name no thing, Chinese, for practice alone."""

from __future__ import annotations

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

GROUPS: dict[str, tuple[str, ...]] = {group: (block,) for group, block in NEED_MORE.items()}
"""Blocks of forms by the name of their group."""
